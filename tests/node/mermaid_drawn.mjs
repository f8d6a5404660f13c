// What readers see of Mermaid diagrams: each is drawn in Chromium as pages for Markdown do it.
//
// Job: { diagrams: [text] }
// Answer, for each diagram: { texts: [text], other: [name], error }: the texts that are shown, and the names of elements that are there
// only if a text has become something else, such as an icon, a formula, a link or a picture.
import { join } from "node:path";
import { run } from "./chromium.mjs";

await run(async (browser, { diagrams }) => {
  const page = await browser.newPage();
  await page.goto("about:blank");
  await page.addScriptTag({ path: join(import.meta.dirname, "node_modules/mermaid/dist/mermaid.min.js") });
  const answers = [];
  for (const [number, diagram] of diagrams.entries()) {
    answers.push(await page.evaluate(draw, { diagram, number }));
  }
  return answers;
});

async function draw({ diagram, number }) {
  mermaid.initialize({ startOnLoad: false });
  const place = document.createElement("div");
  document.body.append(place);
  try {
    place.innerHTML = (await mermaid.render(`diagram${number}`, diagram)).svg;
    const labels = [...place.querySelectorAll("foreignObject, text")].filter((label) => !label.parentElement.closest("foreignObject"));
    const texts = labels.map((label) => label.textContent).filter((text) => text !== "");
    const other = [...place.querySelectorAll("i, math, a, img, image, em, strong, ul, ol, code, del, script, h1, h2, br")];
    return { texts, other: other.map(({ localName }) => localName) };
  } catch (error) {
    return { texts: [], other: [], error: String(error) };
  } finally {
    place.remove();
  }
}
