// What a browser does with pictures of maps that mean harm: each is opened as a document, and then as part of a page.
//
// Job: { files: [path] }
// Answer, for each file: { dialogs: [text], requests: [address], alone, within }, where the last two are what `look` finds.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { run } from "./chromium.mjs";

await run(async (browser, { files }) => {
  const answers = [];
  for (const file of files) {
    const page = await browser.newPage();
    const own = pathToFileURL(file).href;
    const dialogs = [];
    const requests = [];
    page.on("dialog", (dialog) => {
      dialogs.push(dialog.message());
      return dialog.dismiss();
    });
    page.on("request", (request) => {
      if (request.url() !== own && request.url() !== "about:blank") requests.push(request.url());
    });
    await page.addInitScript(() => {
      globalThis.ran = [];
      globalThis.alert = (text) => globalThis.ran.push(String(text));
    });
    await page.goto(own);
    const alone = await page.evaluate(look);
    await page.goto("about:blank");
    await page.setContent(`<!doctype html>${readFileSync(file, "utf8")}`);
    const within = await page.evaluate(look);
    answers.push({ dialogs, requests, alone, within });
    await page.close();
  }
  return answers;
});

function look() {
  const all = [...document.querySelectorAll("svg, svg *")];
  // What waits for an event gets one of each.
  for (const node of all) {
    for (const name of ["mouseover", "focus", "load", "error", "begin"]) node.dispatchEvent(new Event(name, { bubbles: true }));
  }
  const names = (keep) => all.flatMap((node) => [...node.attributes].filter(keep).map((found) => `${node.tagName} ${found.name}`));
  return {
    nodes: all.length,
    ran: globalThis.ran,
    foreign: all.filter((node) => ["script", "foreignObject", "iframe", "image", "style", "animate", "set"].includes(node.tagName)).length,
    handlers: names((found) => found.name.startsWith("on")),
    scripted: names((found) => /^\s*(javascript|data|vbscript):/i.test(found.value)),
  };
}
