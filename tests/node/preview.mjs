// The preview in a browser, while its map is changed on the disk.
//
// Job: { address, folder, good, wide, broken, empty, moved, deleted, colours, german, shared }: the page, the folder of map.journey, and texts
// for it; `colours` and `german` are for journey.toml, `shared` for the imported shared.journey.
// Answer: what is seen after each change, and how many milliseconds it took from the save to the picture.
import { renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "./chromium.mjs";

await run(async (browser, job) => {
  const page = await browser.newPage({ viewport: { width: 1200, height: 700 } });
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  const requests = [];
  page.on("request", (request) => !request.url().startsWith(job.address) && requests.push(request.url()));
  const map = join(job.folder, "map.journey");
  const map0 = () => page.frames().find((frame) => frame.url().includes("/map"));
  const shown = (text) => page.waitForFunction((text) => document.querySelector("iframe:not(.coming)")?.contentDocument.querySelector(".map")?.textContent.includes(text), text, { polling: 5, timeout: 15000 });
  const said = (what, text) => page.waitForFunction(([what, text]) => document.querySelector(what).textContent.includes(text), [what, text], { timeout: 15000 });
  const keep = () =>
    page.evaluate(() => {
      const { document: inside, CustomEvent: Told } = document.querySelector("iframe:not(.coming)").contentWindow;
      const detail = {};
      inside.dispatchEvent(new Told("journey:keep", { detail }));
      return detail;
    });
  const save = async (text, expected) => {
    const start = performance.now();
    writeFileSync(map, text);
    await shown(expected);
    return performance.now() - start;
  };
  const source = () => page.locator("#source .here").textContent();

  await page.goto(job.address);
  await shown("Search");
  await said("#summary", "no findings");

  // A place is chosen, the picture is larger and scrolled.
  await map0().locator(".map a.touchpoint").nth(1).click();
  await page.waitForSelector("#source .here");
  const card = await source();
  await map0().locator("[data-zoom=in]").click();
  await map0().locator("[data-zoom=in]").click();
  await page.waitForTimeout(300);
  await map0().locator(".view.now").evaluate((view) => view.scrollTo(240, 90));
  const before = await keep();
  const times = [];
  for (const [at, word] of ["Apples", "Pears", "Plums", "Grapes", "Figs"].entries()) {
    times.push(await save(at % 2 ? job.wide.replace("Search", word) : job.good.replace("Search", word), word));
  }
  const after = await keep();

  // The line that is shown goes with its place, and goes away with it.
  const version = (text) => {
    const last = page.evaluate(() => Number(document.body.dataset.version));
    return last.then((last) => {
      writeFileSync(map, text);
      return page.waitForFunction((last) => Number(document.body.dataset.version) > last, last, { timeout: 15000 });
    });
  };
  await version(job.moved);
  const moved = await source();
  await version(job.deleted);
  const deleted = await page.locator("#source").isHidden();

  // An answer that comes late is of an older version.
  await version(job.good);
  let late = true;
  await page.route("**/source?*", async (route) => {
    const held = late;
    late = false;
    const response = await route.fetch();
    if (held) await new Promise((done) => setTimeout(done, 1500));
    await route.fulfill({ response });
  });
  await map0().locator(".map a.touchpoint").nth(1).click();
  await page.waitForTimeout(200);
  await version(job.moved);
  await page.waitForTimeout(2000);
  const newest = (await page.locator("#source pre").textContent()).includes('scope: "All"');
  await page.unroute("**/source?*");

  // Where the text of a new version does not come, its picture does not stay behind the one that is seen.
  const unread = page.waitForResponse("**/source?*");
  await page.route("**/source?*", (route) => route.fulfill({ body: "" }));
  writeFileSync(map, job.good.replace("Search", "Unread"));
  await unread;
  await page.waitForTimeout(200);
  const frames = await page.locator("iframe").count();
  await page.unroute("**/source?*");

  // A broken map is drawn as far as it is understood; one without a stage stays as it was.
  await save(job.broken, "Broken");
  await said("#summary", "error");
  await page.locator("#findings button").first().click();
  await page.waitForFunction(() => document.querySelector("#source .here")?.textContent.includes("chanel"));
  const finding = await source();
  const chosen = (await keep()).place;
  writeFileSync(map, job.empty);
  await said("#reason", "no stage");
  const kept = await map0().locator(".map").first().textContent();

  // Gone, back, and another one in its place.
  rmSync(map);
  await said("#reason", "cannot read");
  const gone = { source: await page.locator("#source").isHidden(), summary: await page.locator("#summary").textContent() };
  await save(job.good, "Search");
  renameSync(map, join(job.folder, "away.journey"));
  await said("#reason", "cannot read");
  writeFileSync(join(job.folder, "new.journey"), job.good.replace("Search", "Renamed"));
  renameSync(join(job.folder, "new.journey"), map);
  await shown("Renamed");
  const cleared = await page.locator("#reason").isHidden();

  // What it imports, and what is set.
  writeFileSync(join(job.folder, "shared.journey"), job.shared);
  await shown("Another shop");
  writeFileSync(join(job.folder, "journey.toml"), job.colours);
  await page.waitForFunction(() => document.querySelector("iframe:not(.coming)").contentDocument.documentElement.outerHTML.includes("#123456"));
  writeFileSync(join(job.folder, "journey.toml"), job.german);
  await said("#summary", "keine Befunde");
  const german = await page.evaluate(() => ({
    lang: document.documentElement.lang,
    dir: document.documentElement.dir,
    title: document.title,
    summary: document.querySelector("#summary").textContent,
  }));
  if (job.shot) await page.screenshot({ path: job.shot });
  return { errors, requests, card, before, after, times, finding, chosen, moved, deleted, newest, frames, gone, german, kept: kept.includes("Broken"), cleared };
});
