// How large the texts of SVG pictures are in a browser.
//
// Job: { files: [path], family: "Inter" | …, faces: [{ path, weight }] }
// Answer, for each file: { family, width, height, texts: [{ said, box }], frames: [{ role, box, texts: [{ said, box }] }] }
// A box is [left, top, right, bottom] in the picture's px, as `getBBox` says.
import { readFileSync } from "node:fs";
import { run } from "./chromium.mjs";

const ROLES = ["touchpoint", "stage", "persona"];

await run(async (browser, { files, family, faces }) => {
  const page = await browser.newPage();
  const answers = [];
  for (const file of files) {
    const svg = readFileSync(file, "utf8").replace(/font-family="[^"]*"/, `font-family="${family}"`);
    const rules = faces.map(({ path, weight }) => {
      const data = readFileSync(path).toString("base64");
      return `@font-face { font-family: "${family}"; font-weight: ${weight}; src: url(data:font/ttf;base64,${data}) }`;
    });
    await page.setContent(`<!doctype html><style>body { margin: 0 } ${rules.join("\n")}</style>${svg}`);
    answers.push(await page.evaluate(measure, { roles: ROLES, family, embedded: faces.length > 0 }));
  }
  return answers;
});

async function measure({ roles, family, embedded }) {
  for (const weight of [400, 600]) await document.fonts.load(`${weight} 12px "${family}"`);
  await document.fonts.ready;
  const box = (node) => {
    const { x, y, width, height } = node.getBBox();
    return [x, y, x + width, y + height];
  };
  const measured = (node) => ({ said: node.textContent, box: box(node) });
  const svg = document.querySelector("svg");
  const frames = roles.flatMap((role) =>
    [...svg.querySelectorAll(`.journey-${role}`)].flatMap((group) => {
      const rect = [...group.children].find((child) => child.tagName === "rect" && child.getBBox().height > 30);
      return rect ? [{ role, box: box(rect), texts: [...group.querySelectorAll("text")].map(measured) }] : [];
    }),
  );
  return {
    family: embedded ? document.fonts.check(`12px "${family}"`) : family,
    width: svg.viewBox.baseVal.width,
    height: svg.viewBox.baseVal.height,
    texts: [...svg.querySelectorAll("text")].map(measured),
    frames,
  };
}
