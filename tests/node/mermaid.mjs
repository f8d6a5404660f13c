// Has Mermaid's own parser read diagrams, and prints what it sees in them.
//
//   node tests/node/mermaid.mjs < diagrams.json
//
// Standard input is a JSON list of diagrams; standard output a JSON list with an object for each: what a journey or a flowchart says, or
// the error. JOURNEY_NODE_MODULES names the folder in which mermaid and jsdom are.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const modules = process.env.JOURNEY_NODE_MODULES;
const require = createRequire(join(modules, "here.js"));
// Mermaid cleans texts with the help of a browser's document.
const { JSDOM } = require("jsdom");
const { window } = new JSDOM("");
Object.assign(globalThis, { window, document: window.document, Element: window.Element });

const { default: mermaid } = await import(pathToFileURL(join(modules, "mermaid/dist/mermaid.core.mjs")));
mermaid.initialize({ maxTextSize: 100_000_000, maxEdges: 1_000_000 });

// While it reads, Mermaid puts other signs in the place of the `#` and `;` around the numbers and names of characters; the browser reads
// those of HTML.
const area = window.document.createElement("textarea");
const named = (name) => {
  area.innerHTML = `&${name};`;
  return area.value;
};
const text = (written) =>
  (written ?? "")
    .replace(/ﬂ°°(\d+)¶ß/g, (_, number) => String.fromCodePoint(Number(number)))
    .replace(/ﬂ°(\w+)¶ß/g, (_, name) => named(name));

async function journey(source) {
  const { db } = await mermaid.mermaidAPI.getDiagramFromText(source);
  return {
    title: text(db.getDiagramTitle()),
    accTitle: text(db.getAccTitle()),
    accDescr: text(db.getAccDescription()),
    sections: db.getSections().map(text),
    tasks: db.getTasks().map(({ section, task, score, people }) => ({
      section: text(section),
      task: text(task),
      score,
      people: people.map((person) => text(person).trim()).filter((person) => person !== ""),
    })),
  };
}

async function flowchart(source) {
  const { db } = await mermaid.mermaidAPI.getDiagramFromText(source);
  return {
    title: text(db.getAccTitle()),
    nodes: [...db.getVertices().values()].map(({ id, text: label }) => ({ id, label: text(label) })),
    groups: db.getSubGraphs().map(({ id, title, nodes }) => ({ id, label: text(title), nodes })),
    arrows: db.getEdges().map(({ start, end, text: label, stroke }) => ({ start, end, label: text(label), stroke })),
  };
}

const out = [];
for (const source of JSON.parse(readFileSync(0, "utf8"))) {
  try {
    const { diagramType } = await mermaid.parse(source);
    out.push(diagramType === "journey" ? await journey(source) : await flowchart(source));
  } catch (error) {
    out.push({ error: String(error) });
  }
}
process.stdout.write(JSON.stringify(out));
