// Reads a diagram from standard input, has Mermaid's own parser read it several times, and prints the shortest time in milliseconds.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const modules = process.env.JOURNEY_NODE_MODULES;
const require = createRequire(join(modules, "here.js"));
// Mermaid cleans texts with the help of a browser's document.
const { JSDOM } = require("jsdom");
const { window } = new JSDOM("");
Object.assign(globalThis, { window, document: window.document, Element: window.Element });

const { default: mermaid } = await import(pathToFileURL(join(modules, "mermaid/dist/mermaid.core.mjs")));
mermaid.initialize({ maxTextSize: 100_000_000 });
const text = readFileSync(0, "utf8");
let best = Infinity;
for (let run = 0; run < 10; run++) {
  const start = performance.now();
  await mermaid.parse(text);
  best = Math.min(best, performance.now() - start);
}
console.log(best.toFixed(3));
