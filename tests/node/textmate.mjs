// The TextMate grammar of editors/vscode, run by the engine of VS Code: the scope at each place that the job asks for.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(import.meta.url);
const oniguruma = require("vscode-oniguruma");
const { INITIAL, Registry } = require("vscode-textmate");

const task = JSON.parse(readFileSync(0, "utf8"));
const file = (path) => readFileSync(join(task.root, path), "utf8");
const grammar = (name) => JSON.parse(file(`editors/vscode/syntaxes/${name}.json`));

// Enough of Markdown to be injected into: its own grammar is that of the editor.
const MARKDOWN = { scopeName: "text.html.markdown", patterns: [{ match: "^#.*$", name: "markup.heading.markdown" }] };
const GRAMMARS = {
  "source.journey": grammar("journey.tmLanguage"),
  "markdown.journey.codeblock": grammar("journey.markdown"),
  "text.html.markdown": MARKDOWN,
};

await oniguruma.loadWASM(readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm")));
const registry = new Registry({
  onigLib: Promise.resolve({
    createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
    createOnigString: (text) => new oniguruma.OnigString(text),
  }),
  loadGrammar: async (scope) => GRAMMARS[scope] ?? null,
  getInjections: (scope) => (scope === "text.html.markdown" ? ["markdown.journey.codeblock"] : []),
});

/** The tokens of each line. */
function tokenized(grammar, text) {
  let stack = INITIAL;
  return text.split("\n").map((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, stack);
    stack = ruleStack;
    return tokens;
  });
}

/** The scope of a token that says what it is: not the punctuation of a text, but the text. */
function scope({ scopes }) {
  return scopes.find((name) => /^(string|comment)\./.test(name)) ?? scopes.at(-1);
}

const journey = await registry.loadGrammar("source.journey");
const files = task.files.map(({ path, places }) => {
  const lines = tokenized(journey, file(path));
  return places.map(({ line, utf16 }) => scope(lines[line].findLast((token) => token.startIndex <= utf16)));
});

const fences = ["```journey", 'journey shop "Buying"', "```", "- a list", "  ~~~ journey", "  stage", "  ~~~", "stage pay"];
const markdown = tokenized(await registry.loadGrammar("text.html.markdown"), fences.join("\n"));
const known = (tokens) => tokens.map(scope).filter((name) => /^(keyword|entity)/.test(name));
process.stdout.write(JSON.stringify({ files, markdown: [known(markdown[1]), known(markdown[5]), known(markdown[7])] }));
