// The extension of editors/vscode in a real VS Code: code-server, used in Chromium as a person would.
//
// The job names the folder of code-server, the packed extension, the program `journey`, a folder to work in, and one for pictures of
// what was seen. The answer says what worked.
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";

import { run } from "./chromium.mjs";

const LONG = 120_000;

const MAP = `channel web "Website"
journey shop "Buying" {
  objective: "See where buyers are lost"
  stage search "Searches" {
    channel: wbe
  }
  stage pay "Pays" { action: "Pays" }
  pay -> lost 30% "dear"
  outcome loyal "Comes back" success
  outcome lost "Leaves" failure
}
`;

/** A port that nobody listens on. */
async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function listening(url) {
  for (let tries = 0; tries < 600; tries++) {
    try {
      if ((await fetch(`${url}/healthz`)).ok) return;
    } catch {
      // Not yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("code-server does not answer");
}

/** Starts code-server with the extension; returns its address and how to end it. */
async function serve({ codeServer, extension, place }) {
  const node = join(codeServer, "node_modules/node/bin/node");
  const entry = join(codeServer, "node_modules/code-server/out/node/entry.js");
  const data = ["--user-data-dir", join(place, "data"), "--extensions-dir", join(place, "extensions"), "--config", join(place, "config.yaml")];
  // Nothing of the machine's user, and no program `journey` of its own.
  const env = { HOME: place, PATH: "/usr/bin:/bin" };
  writeFileSync(join(place, "config.yaml"), "");
  const installed = spawnSync(node, [entry, ...data, "--install-extension", extension], { env, encoding: "utf8" });
  if (installed.status !== 0) throw new Error(`the extension is not taken: ${installed.stdout}${installed.stderr}`);
  const port = await freePort();
  const flags = ["--auth", "none", "--bind-addr", `127.0.0.1:${port}`, "--disable-telemetry", "--disable-update-check"];
  const server = spawn(node, [entry, ...data, ...flags, "--disable-workspace-trust"], { env, stdio: "ignore", detached: true });
  const url = `http://127.0.0.1:${port}`;
  // It has children, which end with their group.
  const end = () => process.kill(-server.pid, "SIGKILL");
  try {
    await listening(url);
  } catch (why) {
    end();
    throw why;
  }
  return { url, end };
}

await run(async (browser, task) => {
  const work = join(task.place, "work");
  mkdirSync(join(task.place, "data/User"), { recursive: true });
  mkdirSync(join(work, "target/debug"), { recursive: true });
  mkdirSync(task.pictures, { recursive: true });
  writeFileSync(join(work, "shop.journey"), MAP);
  writeFileSync(join(work, "journey.toml"), "");
  const fence = (id, title) => `\`\`\`journey\njourney ${id} "${title}" { stage ${id}-one "${title} stage" { action: "x" } }\n\`\`\`\n`;
  writeFileSync(join(work, "maps.md"), `# Maps\n\n${fence("first", "First")}\nBetween them.\n\n${fence("second", "Second")}`);
  writeFileSync(join(work, "plain.md"), "# No journey here\n");
  const settings = {
    "workbench.startupEditor": "none",
    "workbench.secondarySideBar.defaultVisibility": "hidden",
    "chat.disableAIFeatures": true,
    "telemetry.telemetryLevel": "off",
  };
  writeFileSync(join(task.place, "data/User/settings.json"), JSON.stringify(settings));

  const { url, end } = await serve(task);
  try {
    return await use(browser, url, work, task);
  } finally {
    end();
  }
});

async function use(browser, url, work, task) {
  const page = await browser.newPage({ viewport: { width: 1500, height: 900 } });
  page.setDefaultTimeout(LONG);
  let number = 0;
  const picture = (name) => page.screenshot({ path: join(task.pictures, `${++number}-${name}.png`) });
  const answer = {};
  try {
    await steps();
  } catch (why) {
    await picture("failed");
    throw why;
  }
  return answer;

  async function steps() {
    await page.goto(`${url}/?folder=${encodeURIComponent(work)}`);
    await page.locator(".monaco-workbench").waitFor();
    await open("shop.journey");

    // Nobody has the program: the extension says so.
    await page.locator(".notification-toast", { hasText: "was not found" }).waitFor();
    await picture("missing");
    answer.missing = true;

    // Now it stands where `cargo build` puts it.
    symlinkSync(task.program, join(work, "target/debug/journey"));
    await command("Journey: Restart the Language Server");
    await page.locator(".squiggly-error").first().waitFor();
    await command("Notifications: Clear All Notifications");

    await editor();
    const marker = page.locator(".marker-widget .message");
    await insist(marker, async () => {
      await page.keyboard.press("Control+Home");
      await page.keyboard.press("F8");
    });
    await picture("squiggle");
    answer.squiggle = /no channel is called `wbe`/.exec(await marker.innerText())?.[0];

    // Its correction, by the keyboard.
    const fix = page.locator(".action-widget .monaco-list-row", { hasText: "Write `web`" });
    await insist(fix, async () => {
      await page.keyboard.press("Escape");
      await page.keyboard.press("Control+.");
    });
    await picture("corrections");
    await fix.click();
    await page.locator(".squiggly-error").first().waitFor({ state: "detached" });
    answer.corrected = (await text()).includes("channel: web\n");

    // A field is completed.
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    await page.keyboard.type("emo", { delay: 60 });
    const emotion = page.locator(".suggest-widget .monaco-list-row.focused", { hasText: "emotion" });
    await patient(emotion).catch(() => insist(emotion, () => page.keyboard.press("Control+Space")));
    await picture("completion");
    await page.keyboard.press("Enter");
    await page.keyboard.type('+1 "curious"', { delay: 20 });
    answer.completed = (await text()).includes('    emotion: +1 "curious"\n');

    // The picture, which follows the text.
    await command("Journey: Show the Picture Beside the Text");
    await drawn("Searches");
    answer.preview = "Buying";
    await picture("preview");
    await editor();
    await replace('stage search "Searches"', 'stage search   "Looks around"');
    await drawn("Looks around");
    await picture("followed");
    answer.followed = true;

    await editor();
    await command("Journey: Format the Map");
    await until(async () => (await text()).includes('stage search "Looks around"'));
    answer.formatted = true;
    // Nothing is wrong any more.
    await command("Problems: Focus on Problems View");
    await page.locator(".markers-panel", { hasText: "No problems have been detected" }).waitFor();

    // In Markdown the picture follows the cursor from fence to fence, and stays where there is none.
    await editor();
    await open("maps.md");
    await page.keyboard.press("Control+End");
    await drawn("Second stage");
    await page.keyboard.press("Control+Home");
    await drawn("First stage");
    await picture("markdown");
    await open("plain.md");
    await page.keyboard.press("Control+End");
    await page.waitForTimeout(1000);
    await drawn("First stage");
    answer.markdown = true;

    await command("Journey: Explain a Finding, Field or Word");
    await page.locator(".quick-input-title", { hasText: "Explain" }).waitFor();
    await page.locator(".quick-input-widget input").fill("unreachable-stage");
    await page.keyboard.press("Enter");
    await inFrames("h1", "unreachable-stage");
    await picture("explained");
    answer.explained = true;
  }

  async function open(name) {
    const input = page.locator(".quick-input-widget input");
    await insist(input, () => page.keyboard.press("Control+P"));
    await input.fill(name);
    await page.locator(".quick-input-list .monaco-list-row", { hasText: name }).first().waitFor();
    await page.keyboard.press("Enter");
    await page.locator(".monaco-editor .view-lines", { hasText: "journey" }).first().waitFor();
  }

  async function command(title) {
    const input = page.locator(".quick-input-widget input");
    await insist(input, () => page.keyboard.press("F1"));
    await input.fill(`>${title}`);
    await page.locator(".quick-input-list .monaco-list-row", { hasText: title }).first().waitFor();
    await page.keyboard.press("Enter");
  }

  async function editor() {
    await page.locator(".monaco-editor .view-lines").first().click({ position: { x: 400, y: 5 } });
  }

  /** The text of the map, as it is shown. */
  async function text() {
    const lines = await page.locator(".monaco-editor").first().locator(".view-line").evaluateAll((lines) =>
      lines
        .map((line) => ({ top: parseInt(line.style.top, 10), text: line.textContent }))
        .sort((one, other) => one.top - other.top)
        .map(({ text }) => text.replace(/\u00a0/g, " ")),
    );
    return lines.join("\n") + "\n";
  }

  /** Replaces a text by search and replace. */
  async function replace(old, young) {
    await page.keyboard.press("Control+H");
    const widget = page.locator(".find-widget");
    await widget.locator("textarea").first().fill(old);
    await widget.locator("textarea").nth(1).fill(young);
    await page.keyboard.press("Control+Alt+Enter");
    await page.keyboard.press("Escape");
  }

  /** Waits until the picture has a text. */
  async function drawn(words) {
    await inFrames("svg", words);
  }

  /** Waits until an element in one of the frames has a text; webviews are frames in frames. */
  async function inFrames(selector, words) {
    await until(async () => {
      for (const frame of page.frames()) {
        const found = frame.locator(selector, { hasText: words });
        if ((await found.count().catch(() => 0)) > 0) return true;
      }
      return false;
    });
  }

  /** Waits for an element for a few seconds. */
  async function patient(element) {
    await element.waitFor({ timeout: LONG / 12 });
  }

  /** Does something again until an element is there: a key that meets the editor while it is busy is lost. */
  async function insist(element, act) {
    for (let tries = 1; tries < 12; tries++) {
      await act();
      try {
        return await patient(element);
      } catch {
        await page.waitForTimeout(100);
      }
    }
    await act();
    await element.waitFor();
  }

  async function until(isSo) {
    const last = Date.now() + LONG;
    while (!(await isSo())) {
      if (Date.now() > last) throw new Error(`it does not come: ${isSo}`);
      await page.waitForTimeout(100);
    }
  }
}
