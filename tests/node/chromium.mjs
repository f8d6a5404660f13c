// Headless Chromium for the tests, with what they share: a job as JSON on standard input, its answer as JSON on standard output.
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Reads the job, does it with a browser, and prints what it returns. */
export async function run(job) {
  const task = JSON.parse(readFileSync(0, "utf8"));
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS });
  try {
    process.stdout.write(JSON.stringify(await job(browser, task)));
  } finally {
    await browser.close();
  }
}
