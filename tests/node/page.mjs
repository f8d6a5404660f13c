// What pages do in a browser. Each job opens a page, does some things and looks.
//
// Job: { jobs: [{ file, width?, height?, scheme?, script?: false, hash?, media?, steps: [step] }] }
// A step is one of: { press: key } · { type: text } · { click: selector, nth? } · { check: selector, nth? } · { select: [selector, value] }
//   · { resize: [width, height] } · { shot: path } (for whoever wants to see) · { axe: true } · { pdf: format } · { look: [expression] }
// Answer, for each job: { requests, errors, dialogs, violations, seen: [what each step has to tell] }
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { run } from "./chromium.mjs";

const AXE = readFileSync(new URL("node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

await run(async (browser, { jobs }) => {
  const answers = [];
  for (const job of jobs) answers.push(await open(browser, job));
  return answers;
});

async function open(browser, { file, width = 1440, height = 900, scheme = "light", script = true, hash = "", media = "screen", steps }) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme, javaScriptEnabled: script });
  const page = await context.newPage();
  const own = pathToFileURL(file).href;
  const answer = { requests: [], errors: [], dialogs: [], violations: [], seen: [] };
  page.on("request", (request) => request.url().split("#")[0] !== own && answer.requests.push(request.url()));
  page.on("pageerror", (error) => answer.errors.push(error.message));
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && answer.errors.push(message.text()));
  page.on("dialog", (dialog) => {
    answer.dialogs.push(dialog.message());
    return dialog.dismiss();
  });
  await page.addInitScript(() => {
    globalThis.violations = [];
    globalThis.ran = [];
    globalThis.alert = (text) => globalThis.ran.push(String(text));
    document.addEventListener("securitypolicyviolation", (event) => globalThis.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
  });
  if (media !== "screen") await page.emulateMedia({ media });
  await page.goto(own + hash);
  for (const step of steps) answer.seen.push(await take(page, step));
  if (script) answer.violations = await page.evaluate(() => [...globalThis.violations, ...globalThis.ran]);
  await context.close();
  return answer;
}

async function take(page, step) {
  const [name, value] = Object.entries(step)[0];
  switch (name) {
    case "press":
      return page.keyboard.press(value);
    case "type":
      return page.keyboard.type(value);
    case "click":
      return page.locator(value).nth(step.nth ?? 0).click();
    case "check":
      return page.locator(value).nth(step.nth ?? 0).setChecked(step.on ?? true);
    case "select":
      return void (await page.locator(value[0]).selectOption(value[1]));
    case "resize":
      return page.setViewportSize({ width: value[0], height: value[1] });
    case "shot":
      return void (await page.screenshot({ path: value }));
    case "axe":
      return axe(page);
    case "pdf": {
      const pdf = (await page.pdf({ format: value, landscape: true, preferCSSPageSize: false })).toString("latin1");
      return { pages: pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0, box: pdf.match(/\/MediaBox\s*\[([^\]]*)\]/)?.[1].trim() };
    }
    case "look":
      return Promise.all(value.map((expression) => evaluate(page, expression)));
    default:
      throw new Error(`no step is called ${name}`);
  }
}

/** The value of an expression in a page, whose policy does not hold for the debugger. */
async function evaluate(page, expression) {
  const session = await page.context().newCDPSession(page);
  const { result, exceptionDetails } = await session.send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value;
}

/** The rules of axe-core that a page breaks. */
async function axe(page) {
  await evaluate(page, `${AXE};0`);
  const violations = await evaluate(page, `axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => violations)`);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ target, failureSummary }) => `${target} ${failureSummary}`).join(" | ")}`);
}
