// Drives an exported page in Chromium: search, filters, click, keyboard, zoom, print, accessibility; no console
// error, no request. Usage: node page.mjs FOLDER, with FOLDER holding playwright-core and axe-core.
// Prints one line a check and ends with 1 if one failed.
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import path from "node:path";

const [tools, page_file, shots] = process.argv.slice(2);
const require = createRequire(path.join(path.resolve(tools), "package.json"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

let failed = 0;
function check(name, holds, detail = "") {
  console.log(`${holds ? "ok  " : "FAIL"} ${name}${detail === "" ? "" : `: ${detail}`}`);
  if (!holds) failed += 1;
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic"],
});
const address = pathToFileURL(path.resolve(page_file)).href;

async function open(options = {}) {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, ...options });
  const page = await context.newPage();
  const talk = [];
  const asked = [];
  page.on("console", (message) => talk.push(message.text()));
  page.on("pageerror", (error) => talk.push(String(error)));
  page.on("dialog", (dialog) => { talk.push("a dialog opened"); dialog.dismiss(); });
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(address);
  return { page, talk, asked, context };
}

{
  const { page, talk, asked } = await open();
  const visible = () => page.locator("ol.events > li:visible").count();
  const all = await visible();
  const events = await page.locator("svg g.event").count();
  check("every event is in the picture and in the list", all === events && all > 0, `${events}, ${all}`);
  check("articles are folded", (await page.locator("article.about .body:visible").count()) === 0);

  await page.keyboard.press("Tab");
  check("the first stop of Tab skips to the events", (await page.evaluate(() => document.activeElement.className)) === "skip");
  let stops = 0;
  let in_picture = 0;
  for (; stops < 400; stops += 1) {
    await page.keyboard.press("Tab");
    const where = await page.evaluate(() => [document.activeElement === document.body, Boolean(document.activeElement.closest?.("svg"))]);
    if (where[1]) in_picture += 1;
    if (where[0]) break;
  }
  check("Tab goes through the picture and comes to an end", in_picture === events && stops < 400, `${stops} stops, ${in_picture} events`);

  const title = await page.locator("article.about h3").first().innerText();
  const word = title.split(/[^\p{L}]+/u).find((w) => w.length > 3) ?? title;
  await page.fill("#words", word.toUpperCase());
  const found = await visible();
  check("search leaves what has the word", found >= 1 && found < all, `${word}: ${found} of ${all}`);
  const dimmed = await page.locator("svg g.event.left-out").count();
  check("the picture dims the others", dimmed === all - found, String(dimmed));
  check("the count is said", (await page.innerText("#count")) === `${found} of ${all} events`);
  await page.press("#words", "Escape");
  check("Escape shows all again", (await visible()) === all);

  const actors = await page.locator("#actor option").evaluateAll((list) => list.map((o) => o.value));
  let partial = 0;
  for (const actor of actors.slice(1)) {
    await page.selectOption("#actor", actor);
    const shown = await visible();
    if (shown > 0 && shown < all) partial += 1;
    if (shown === 0) check("an actor in the list has events", false, actor);
  }
  check("filter by actor", partial > 0, `${actors.length - 1} actors`);
  await page.click("#clear");
  const kinds = await page.locator("#kind option").evaluateAll((list) => list.slice(1).map((o) => o.value));
  let sum = 0;
  for (const kind of kinds) {
    await page.selectOption("#kind", kind);
    sum += await visible();
  }
  check("filter by kind: the kinds add up", sum === all, `${kinds.join(", ")}`);
  await page.click("#clear");
  const days = await page.locator("article.about[data-from]").evaluateAll((list) => list.map((a) => Number(a.dataset.from)));
  const middle = new Date([...days].sort((a, b) => a - b)[Math.floor(days.length / 2)] * 86400000).toISOString().slice(0, 10);
  await page.fill("#from", middle);
  const later = await visible();
  await page.fill("#from", "");
  await page.fill("#to", middle);
  const sooner = await visible();
  check("filter by period", later > 0 && sooner > 0 && later + sooner >= days.length && later < all, `from ${middle} ${later}, to it ${sooner}`);
  await page.fill("#to", "soon");
  check("a day that is none is marked", (await page.getAttribute("#to", "aria-invalid")) === "true" && (await visible()) === all);
  await page.click("#clear");

  await page.locator("svg g.event a text").nth(1).click();
  const open_bodies = page.locator("article.about .body:visible");
  // The page follows the address, which changes after the click.
  await open_bodies.first().waitFor({ timeout: 5000 }).catch(() => {});
  check("a click on an event opens its article", (await open_bodies.count()) === 1 && page.url().includes("#about-"));
  check("it is marked in the picture", (await page.locator("rect.halo").count()) === 1);
  const words = await open_bodies.first().innerText();
  check("it tells sources and the reasons of its place", /Sources|No source/.test(words) && words.includes("Why it stands here"));
  if (shots) await page.screenshot({ path: path.join(shots, "page-chosen.png") });
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  check("arrow and Enter open the next", (await open_bodies.count()) === 2);
  await page.keyboard.press("/");
  check("/ goes to the search", await page.locator("#words").evaluate((e) => e === document.activeElement));

  const width = () => page.locator(".frame svg").evaluate((e) => e.getBoundingClientRect().width);
  const before = await width();
  await page.click("#in");
  const larger = await width();
  await page.click("#real");
  const real = await page.locator(".frame svg").evaluate((e) => [e.getBoundingClientRect().width, e.viewBox.baseVal.width]);
  await page.click("#fit");
  check("zoom", larger > before && Math.abs(real[0] - real[1]) < 1, `${before.toFixed(0)} → ${larger.toFixed(0)}, real ${real[0].toFixed(0)}`);
  for (let i = 0; i < 6; i += 1) await page.click("#in");
  const paper = await page.locator(".frame").boundingBox();
  const scroll = () => page.locator(".frame").evaluate((e) => [e.scrollLeft, e.scrollTop]);
  const start = await scroll();
  await page.mouse.move(paper.x + 300, paper.y + 400);
  await page.mouse.down();
  await page.mouse.move(paper.x + 200, paper.y + 250, { steps: 4 });
  await page.mouse.up();
  const moved = (await scroll()).map((at, axis) => Math.round(at - start[axis]));
  check("pan by dragging", Math.abs(moved[0] - 100) <= 1 && Math.abs(moved[1] - 150) <= 1, `by ${moved.join(", ")} px`);
  await page.click("#fit");

  await page.evaluate(axe);
  for (const wide of [1400, 500]) {
    await page.setViewportSize({ width: wide, height: 900 });
    const report = await page.evaluate(() => axe.run());
    const serious = report.violations.filter((v) => ["serious", "critical"].includes(v.impact));
    const told = report.violations.map((v) => `${v.impact} ${v.id} ×${v.nodes.length} ${v.nodes[0].target}`);
    check(`axe finds no serious fault, ${wide} px wide`, serious.length === 0, `${report.passes.length} rules passed; ${told.join("; ") || "no fault at all"}`);
  }
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  check("nothing sticks out of a narrow window", overflow <= 0, `${overflow} px`);
  if (shots) await page.screenshot({ path: path.join(shots, "page-narrow.png") });
  await page.setViewportSize({ width: 1400, height: 900 });
  await page.click("#clear");
  if (shots) await page.screenshot({ path: path.join(shots, "page.png") });
  const pdf = await page.pdf({ format: "A4" });
  if (shots) writeFileSync(path.join(shots, "page.pdf"), pdf);
  check("it prints", pdf.length > 10000, `${pdf.length} bytes`);
  check("the console is silent", talk.length === 0, talk.join(" | "));
  check("nothing is requested but the page", asked.length === 1 && asked[0].startsWith("file:"), asked.slice(1).join(" "));
}

{
  const { page } = await open({ javaScriptEnabled: false });
  const bodies = await page.locator("article.about .body").count();
  const shown = await page.locator("article.about .body:visible").count();
  check("without JavaScript every article is open", bodies === shown && bodies > 0, String(shown));
  check("and the tools are not there", (await page.locator(".tools:visible, .zoom:visible").count()) === 0);
  const targets = await page.locator("svg g.event a").evaluateAll((list) => list.map((a) => a.getAttribute("href")));
  const reach = await Promise.all(targets.map((t) => page.locator(`[id="${t.slice(1)}"]`).count()));
  check("events of the picture lead to their articles", reach.every((n) => n === 1), String(targets.length));
  if (shots) await page.screenshot({ path: path.join(shots, "page-plain.png") });
}

await browser.close();
console.log(failed === 0 ? "the page keeps its promises" : `${failed} checks failed`);
process.exit(failed === 0 ? 0 : 1);
