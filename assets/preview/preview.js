// The frame around the map. A new version is loaded behind the one that is seen, brought to the same place, and then shown.
"use strict";

const one = (id) => document.getElementById(id);
const make = (name, text, kind = "") => {
  const node = document.createElement(name);
  node.textContent = text;
  node.className = kind;
  return node;
};

let state = { version: 0, places: {} };
let frame = null;

/** What is seen of a page: the page itself tells, and shows it again (assets/page/keep.js). */
const tell = (page, name, detail) => {
  const { document: inside, CustomEvent: Told } = page.contentWindow;
  inside.dispatchEvent(new Told(name, { detail }));
  return detail;
};

const load = () =>
  new Promise((done, fail) => {
    const next = document.createElement("iframe");
    next.title = "The map";
    next.className = "coming";
    next.src = `map?${state.version}`;
    next.addEventListener("load", () => {
      // Where the program ended in between there is a page of the browser itself, into which nobody sees.
      if (!next.contentDocument?.querySelector("main")) {
        next.remove();
        fail(new Error("the map did not come"));
        return;
      }
      next.contentDocument.addEventListener("click", leave, true);
      if (frame) tell(next, "journey:show", tell(frame, "journey:keep", {}));
      next.classList.remove("coming");
      frame?.remove();
      frame = next;
      for (const name of ["click", "keyup"]) next.contentDocument.addEventListener(name, () => setTimeout(follow));
      done();
    });
    one("maps").append(next);
  });

/** What leads out of the map is shown elsewhere, so that the map stays where it is. */
const leave = (event) => {
  const link = event.target.closest("a");
  const address = link?.getAttribute("href") ?? link?.getAttribute("xlink:href") ?? "#";
  if (address.startsWith("#")) return;
  event.preventDefault();
  window.open(address, "_blank", "noopener,noreferrer");
};

/** Shows the text of the place that is chosen in the map. */
const follow = () => {
  const { place } = tell(frame, "journey:keep", {});
  if (state.places[place]) source({ ...state.places[place], place }, false);
};

/** The line that is shown, and the place for whose sake. */
let told = null;

/** Shows a line of a file. */
const source = async (wanted, focus = true) => {
  const { file, line } = wanted;
  const answer = await fetch(`source?${new URLSearchParams({ file })}`);
  if (!answer.ok) return;
  const { lines } = await answer.json();
  const again = told?.file === file && told.line === line;
  told = wanted;
  const text = one("source").querySelector("pre");
  const rows = lines.map((said, at) => {
    const row = make("span", said === "" ? " " : said, at + 1 === line ? "here" : "");
    row.dataset.line = at + 1;
    return row;
  });
  text.replaceChildren(...rows);
  one("source").querySelector("h2").textContent = `${file}:${line}`;
  one("source").hidden = false;
  const here = text.querySelector(".here");
  if (here && !again) text.scrollTop = here.offsetTop - text.offsetTop - text.clientHeight / 2;
  if (focus) text.focus({ preventScroll: true });
};

const count = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

const list = () => {
  const { findings, summary } = state.findings;
  one("summary").textContent = findings.length === 0 ? "no findings" : [count(summary.errors, "error"), count(summary.warnings, "warning"), count(summary.notes, "note")].join(", ");
  const rows = findings.map((found) => {
    const { file, start } = found.labels[0];
    const button = make("button", "", found.severity);
    button.append(make("span", `${found.severity} [${found.code}] ${found.message}`), make("span", `${file}:${start.line}:${start.column}`, "where"));
    if (found.help) button.append(make("span", `help: ${found.help}`, "help"));
    button.addEventListener("click", () => source({ file, line: start.line }));
    const row = make("li", "");
    row.append(button);
    return row;
  });
  one("findings").replaceChildren(...rows);
};

const update = async () => {
  state = await (await fetch("state")).json();
  document.title = `${state.title} – preview`;
  one("reason").hidden = state.reason === null || !state.page;
  one("reason").textContent = `The map is as it was: ${state.reason}.`;
  one("nothing").hidden = state.page;
  one("nothing").textContent = state.reason ?? "";
  list();
  if (state.page && (state.reason === null || !frame)) await load();
  if (told && state.reason === null) await source({ ...told, ...state.places[told.place] }, false);
  document.body.dataset.version = state.version;
};

// One after the other; what comes while the map is drawn is looked at once after that.
let busy = false;
let more = false;
const changed = async () => {
  if (busy) {
    more = true;
    return;
  }
  busy = true;
  do {
    more = false;
    try {
      await update();
    } catch {
      // The program has ended; the browser asks again until it is back.
    }
  } while (more);
  busy = false;
};
const changes = new EventSource("changes");
changes.addEventListener("message", changed);
changes.addEventListener("open", () => (one("gone").hidden = true));
changes.addEventListener("error", () => (one("gone").hidden = false));
