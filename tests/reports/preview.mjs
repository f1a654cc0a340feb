// Drives `demarche preview` in Chromium: the page redraws on save, shows findings, survives a broken file, and its
// server refuses what it should. Usage: node preview.mjs TOOLS DEMARCHE FOLDER
import { createRequire } from "node:module";
import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";

const [tools, demarche, folder] = process.argv.slice(2);
const require = createRequire(path.join(path.resolve(tools), "package.json"));
const { chromium } = require("playwright-core");
let failed = 0;
function check(name, holds, detail = "") {
  console.log(`${holds ? "ok  " : "FAIL"}  preview: ${name}${detail === "" ? "" : `: ${detail}`}`);
  if (!holds) failed += 1;
}

const file = path.join(folder, "preview.yaml");
const good = `title: Talks
timezone: Europe/Zurich
actors: { berg: { name: Anna Berg }, costa: { name: Luis Costa } }
events:
  - { id: first, kind: meeting, date: 2024-03-11, title: First round, actors: [berg, costa] }
  - { id: second, kind: statement, date: "2024-03-12", title: Berg speaks, speaker: berg }
`;
writeFileSync(file, good);
const server = spawn(demarche, ["preview", file], { stdio: ["ignore", "ignore", "pipe"] });
const address = await new Promise((resolve, reject) => {
  let said = "";
  server.stderr.on("data", (data) => {
    said += data;
    const found = /http:\/\/127\.0\.0\.1:\d+\//.exec(said);
    if (found) resolve(found[0]);
  });
  server.on("exit", () => reject(new Error(said)));
});
const port = Number(new URL(address).port);

// One request, byte for byte.
function ask(text) {
  return new Promise((resolve) => {
    const socket = net.connect(port, "127.0.0.1", () => socket.write(text));
    let answer = "";
    socket.on("data", (data) => { answer += data; });
    socket.on("close", () => resolve(answer));
    socket.on("error", () => resolve(answer));
  });
}
const get = (host, target = "/", method = "GET") => ask(`${method} ${target} HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
check("another name for this machine is refused", (await get(`evil.example:${port}`)).startsWith("HTTP/1.1 403"));
check("the address without its port is refused", (await get("127.0.0.1")).startsWith("HTTP/1.1 403"));
check("two names are refused", (await ask(`GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nHost: evil.example\r\n\r\n`)).startsWith("HTTP/1.1 403"));
check("nothing can be sent to it", (await get(`127.0.0.1:${port}`, "/", "POST")).startsWith("HTTP/1.1 405"));
check("there is no other file", (await get(`127.0.0.1:${port}`, "/../../etc/passwd")).startsWith("HTTP/1.1 404"));
check("garbage is answered, too", (await ask("\x00\xff\r\n\r\n")).startsWith("HTTP/1.1 400"));
const answer = await get(`localhost:${port}`);
check("this machine is answered", answer.startsWith("HTTP/1.1 200") && answer.includes("frame-ancestors 'none'"));
const outer = Object.values(os.networkInterfaces()).flat().find((i) => i.family === "IPv4" && !i.internal);
const reached = outer && await new Promise((resolve) => {
  const socket = net.connect(port, outer.address, () => { socket.destroy(); resolve(true); });
  socket.on("error", () => resolve(false));
});
check("it listens on the loopback address alone", !reached, outer ? `not on ${outer.address}` : "there is no other address here");

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-quic"] });
const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
const talk = [];
const asked = [];
page.on("console", (message) => talk.push(message.text()));
page.on("pageerror", (error) => talk.push(String(error)));
page.on("request", (request) => asked.push(request.url()));
await page.goto(address);
check("the picture is there", (await page.locator("svg g.event").count()) === 2);
check("no finding yet", (await page.innerText("#findings")).startsWith("0 errors"));
await page.fill("#words", "berg");

writeFileSync(file, good.replace('"2024-03-12"', '"Monday, 2024-03-12"'));
await page.locator("#findings", { hasText: /^1 error,/ }).waitFor({ timeout: 30000 });
check("a slip shows as soon as it is saved", true, await page.locator(".findings li").first().innerText());
check("what was searched for stays", (await page.inputValue("#words")) === "berg");
await page.locator(".findings a").first().click();
check("a click on it marks the event", (await page.locator("rect.halo").count()) === 1 && (await page.locator("article.chosen h3").innerText()) === "Berg speaks");
await page.screenshot({ path: path.join(folder, "preview.png") });

writeFileSync(file, "title: [Talks\n\tevents: {");
await page.waitForSelector(".findings .old", { timeout: 30000 });
check("a broken file shows its errors, over the last picture", (await page.locator(".findings li.error").count()) > 0 && (await page.locator("svg g.event").count()) === 2);
await page.screenshot({ path: path.join(folder, "preview-broken.png") });
writeFileSync(file, good.replace("  - { id: first", "  - { id: zero, kind: call, date: 2024-03-10, title: A call, actors: [berg, costa] }\n  - { id: first"));
await page.locator("svg g.event").nth(2).waitFor({ timeout: 30000 });
check("mended, it is drawn again", (await page.locator(".findings .old").count()) === 0);
check("the console is silent", talk.length === 0, talk.join(" | "));
check("nothing is asked of anybody else", asked.every((url) => url.startsWith(address)), asked.filter((url) => !url.startsWith(address)).join(" "));
await browser.close();
server.kill();
process.exit(failed === 0 ? 0 : 1);
