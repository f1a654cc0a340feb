// An event file that tries everything, as a page in Chromium: it may look odd, and does nothing.
// Usage: node hostile.mjs TOOLS DEMARCHE FOLDER
import { createRequire } from "node:module";
import { execFileSync } from "node:child_process";
import { statSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import path from "node:path";

const [tools, demarche, folder] = process.argv.slice(2);
const require = createRequire(path.join(path.resolve(tools), "package.json"));
const { chromium } = require("playwright-core");
let failed = 0;
function check(name, holds, detail = "") {
  console.log(`${holds ? "ok  " : "FAIL"}  hostile: ${name}${detail === "" ? "" : `: ${detail}`}`);
  if (!holds) failed += 1;
}

const attacks = [
  "<script>window.harm=1;alert(1)</script>",
  "</script><script>window.harm=1</script>",
  "</style></title></desc></svg><img src=x onerror=window.harm=1>",
  "]]><svg onload=window.harm=1>",
  "--><iframe src=https://example.org/></iframe><!--",
  "\" onclick=\"window.harm=1\" x=\"",
  "' autofocus onfocus='window.harm=1",
  "{{constructor.constructor('window.harm=1')()}}",
  "\u202ereversed\u202c \u2066isolated \u200f\u200e \ufeff",
  "tab\tand\u0007bell\u001b[2Jand\u0000nul\u0085next",
  "&lt;script&gt;&amp;#x3c;",
  "a".repeat(100) + "\ud83d\udd4a".repeat(50),
];
const links = ["javascript:window.harm=1", "data:text/html,<script>window.harm=1</script>", "vbscript:x", "JaVaScRiPt:window.harm=1", " javascript:window.harm=1", "https://example.org/\"onmouseover=\"window.harm=1", "//example.org/x", "file:///etc/passwd"];
const yaml = (text) => JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff\u202a-\u202e\u2066-\u2069]/g, (c) => "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0"));
function write(name, big) {
  const lines = [`title: ${yaml(attacks[0])}`, `subtitle: ${yaml(attacks[2])}`, `language: ${yaml('en" onload="window.harm=1')}`, "timezone: UTC", "sources:"];
  links.forEach((link, i) => lines.push(`  ${yaml("s" + i + attacks[i])}: { title: ${yaml(attacks[i])}, publisher: ${yaml(attacks[3])}, url: ${yaml(link)}, archive: ${yaml(links[(i + 1) % links.length])} }`));
  lines.push("actors:");
  attacks.forEach((attack, i) => lines.push(`  ${yaml("a" + i)}: { name: ${yaml(attack)}, short: ${yaml(attack.slice(0, 20))}, role: ${yaml(attack)}, color: ${yaml(i === 0 ? "red;background:url(https://example.org)" : "#1f5fa8")} }`));
  lines.push("places:", `  p: { name: ${yaml(attacks[5])} }`, "events:");
  attacks.forEach((attack, i) => lines.push(`  - { id: ${yaml("e" + i + attack)}, kind: ${i % 2 ? "meeting" : "statement"}, date: 2020-01-${String(i + 1).padStart(2, "0")}, title: ${yaml(attack)}, form: ${yaml(attack)}, place: p, speaker: a${i}, actors: [{ a${(i + 1) % attacks.length}: ${yaml(attack)} }], quote: ${yaml(attack)}, note: ${yaml(attack)}, attribution: ${yaml(attack)}, source: [{ ${yaml("s" + (i % links.length) + attacks[i % links.length])}: ${yaml(attack)} }] }`));
  if (big) {
    lines.push(`  - { kind: incident, date: 2020-03-01, title: ${yaml("long ".repeat(200_000))} }`);
    lines.push(`  - { kind: statement, date: 2020-03-02, title: x, speaker: a1, quote: ${yaml("x".repeat(1_000_000))} }`);
  }
  writeFileSync(path.join(folder, name), lines.join("\n") + "\n");
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-quic"] });
for (const [name, big] of [["hostile", false], ["hostile-big", true]]) {
  const event_file = path.join(folder, `${name}.yaml`);
  const html = path.join(folder, `${name}.html`);
  write(`${name}.yaml`, big);
  const begin = Date.now();
  execFileSync(demarche, ["export", event_file, "--to", "html", "-o", html], { stdio: ["ignore", "ignore", "ignore"] });
  check(`${name}: a page is made`, true, `${(statSync(html).size / 1e6).toFixed(1)} MB in ${((Date.now() - begin) / 1000).toFixed(1)} s`);
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  const talk = [];
  const asked = [];
  page.on("console", (message) => talk.push(message.text()));
  page.on("pageerror", (error) => talk.push(String(error)));
  page.on("dialog", (dialog) => { talk.push("a dialog"); dialog.dismiss(); });
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(pathToFileURL(path.resolve(html)).href, { timeout: 120000 });
  const events = await page.locator("article.about").count();
  check(`${name}: every event is there`, events === attacks.length + (big ? 2 : 0), String(events));
  // Everything that can be clicked here is, but for what leads elsewhere.
  for (const button of await page.locator("article.about h3 button").all()) await button.click({ timeout: 30000 });
  for (const link of await page.locator("svg g.event a").all()) await link.evaluate((e) => e.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true })));
  await page.fill("#words", "script");
  await page.fill("#words", "");
  check(`${name}: nothing ran`, (await page.evaluate(() => window.harm)) === undefined);
  const alive = await page.evaluate(() => ({
    scripts: document.querySelectorAll("script").length,
    styles: document.querySelectorAll("style").length,
    strangers: document.querySelectorAll("iframe, img, object, embed, form, link, base, foreignObject").length,
    handlers: [...document.querySelectorAll("*")].flatMap((e) => [...e.attributes]).filter((a) => a.name.startsWith("on")).length,
    links: [...document.querySelectorAll("a")].map((a) => a.getAttribute("href")).filter((href) => !/^(#|https?:)/.test(href)),
    overrides: /[\u202a-\u202e]/.test(document.documentElement.textContent),
  }));
  check(`${name}: no element of its own`, alive.scripts === 1 && alive.styles === 1 && alive.strangers === 0 && alive.handlers === 0, JSON.stringify(alive));
  check(`${name}: no link but to the web and inside`, alive.links.length === 0, alive.links.join(" "));
  check(`${name}: no override of direction`, !alive.overrides);
  check(`${name}: the console is silent`, talk.length === 0, talk.join(" | ").slice(0, 300));
  check(`${name}: nothing is requested`, asked.length === 1, asked.slice(1).join(" "));
  await page.evaluate(() => scrollTo(0, 0));
  await page.screenshot({ path: path.join(folder, `${name}.png`), timeout: 60000 });
  await page.close();
}
await browser.close();
process.exit(failed === 0 ? 0 : 1);
