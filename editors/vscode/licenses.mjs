// Writes out/licenses.txt: the licences of the extension and of the packages that esbuild put into it (out/meta.json).
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const { inputs } = JSON.parse(readFileSync("out/meta.json", "utf8"));
const folders = Object.keys(inputs).map((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]);
const packages = [...new Set(folders.filter((folder) => folder !== undefined))].sort();

const part = (name, text) => `${name}\n${"-".repeat(name.length)}\n\n${text.trim()}\n`;
const parts = ["LICENSE-MIT", "LICENSE-APACHE"].map((name) => part(`journey, ${name}`, readFileSync(join("../..", name), "utf8")));
for (const folder of packages) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
  if (file === undefined) throw new Error(`${name} has no file with its licence`);
  parts.push(part(`${name} ${version}, ${license}`, readFileSync(join(folder, file), "utf8")));
}
writeFileSync("out/licenses.txt", parts.join("\n\n"));
