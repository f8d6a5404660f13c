// The frame around the map. A new version is loaded behind the one that is seen, brought to the same place, and then shown with all that
// belongs to it. Answers that are not of the version that is seen are dropped.
"use strict";

const one = (id) => document.getElementById(id);
const make = (name, text, kind = "") => {
  const node = document.createElement(name);
  node.textContent = text;
  node.className = kind;
  return node;
};

/** Text that the program says, which is English in all languages of a map. */
const english = (name, text, kind) => Object.assign(make(name, text, kind), { lang: "en", dir: "auto" });

let state = { version: 0, drawn: 0, places: null, findings: null, words: {} };
let frame = null;

/** What is seen of a page: the page itself tells, and shows it again (assets/page/keep.js). */
const tell = (page, name, detail) => {
  const { document: inside, CustomEvent: Told } = page.contentWindow;
  inside.dispatchEvent(new Told(name, { detail }));
  return detail;
};

/** The map of a version, behind the one that is seen. */
const load = ({ drawn, words }) =>
  new Promise((done, fail) => {
    const next = document.createElement("iframe");
    next.title = words["the-map"];
    next.className = "coming";
    next.src = `map?version=${drawn}`;
    next.addEventListener("load", () => {
      // Where the program ended in between there is a page of the browser itself, into which nobody sees.
      if (!next.contentDocument?.querySelector("main")) {
        next.remove();
        fail(new Error("the map did not come"));
        return;
      }
      next.contentDocument.addEventListener("click", leave, true);
      for (const name of ["click", "keyup"]) next.contentDocument.addEventListener(name, () => setTimeout(follow));
      done(next);
    });
    one("maps").append(next);
  });

/** Shows a map in place of the one that is seen. */
const put = (next) => {
  if (frame) tell(next, "journey:show", tell(frame, "journey:keep", {}));
  next.classList.remove("coming");
  frame?.remove();
  frame = next;
};

/** What leads out of the map is shown elsewhere, so that the map stays where it is. */
const leave = (event) => {
  const link = event.target.closest("a");
  const address = link?.getAttribute("href") ?? link?.getAttribute("xlink:href") ?? "#";
  if (address.startsWith("#")) return;
  event.preventDefault();
  window.open(address, "_blank", "noopener,noreferrer");
};

/** What is told about the text: a place of the map, or a finding, with the line at which it stands. */
let told = null;

/** Where that stands in a version; null if it is not there any more. */
const again = ({ places, findings }) => {
  if (told?.place) return places?.[told.place] ? { ...told, ...places[told.place] } : null;
  const same = (findings?.findings ?? []).filter(({ code, message, labels }) => told && code === told.code && message === told.message && labels[0].file === told.file);
  const off = (found) => Math.abs(found.labels[0].start.line - told.line);
  const [nearest] = [...same].sort((one, other) => off(one) - off(other));
  return nearest ? { ...told, line: nearest.labels[0].start.line } : null;
};

/** The lines of a file in a version; null if there is a newer one by now, none if the file is no part of it. */
const lines = async (file, version) => {
  const answer = await fetch(`source?${new URLSearchParams({ file })}`);
  if (!answer.ok) return undefined;
  const text = await answer.json();
  return text.version === version ? text.lines : null;
};

/** Shows the text of the place that is chosen in the map. */
const follow = () => {
  const { place } = tell(frame, "journey:keep", {});
  if (state.places?.[place]) source({ ...state.places[place], place }, false);
};

/** Shows a line of a file. */
const source = async (wanted, focus = true) => {
  told = wanted;
  const { version } = state;
  const text = await lines(wanted.file, version);
  // Where something newer was asked for or has come in between, that is shown.
  if (text && told === wanted && version === state.version) write(text, focus);
};

/** What is written in the panel, so that its line is only brought into view when it is another one. */
let written = null;

const write = (text, focus) => {
  const { file, line } = told;
  const stays = written?.file === file && written.line === line;
  written = { file, line };
  const panel = one("source").querySelector("pre");
  const rows = text.map((said, at) => {
    const row = make("span", said === "" ? " " : said, at + 1 === line ? "here" : "");
    row.dataset.line = at + 1;
    return row;
  });
  panel.replaceChildren(...rows);
  one("source").querySelector("h2").textContent = `${file}:${line}`;
  one("source").hidden = false;
  const here = panel.querySelector(".here");
  if (here && !stays) panel.scrollTop = here.offsetTop - panel.offsetTop - panel.clientHeight / 2;
  if (focus) panel.focus({ preventScroll: true });
};

/** A finding: its text is shown, and in the map the place around it. */
const choose = ({ code, message, labels, place }) => {
  const { file, start } = labels[0];
  if (place && frame) {
    const seen = tell(frame, "journey:keep", {});
    if (seen.place !== place) tell(frame, "journey:choose", { place });
  }
  source({ file, line: start.line, code, message });
};

const list = () => {
  const { findings, words } = state;
  const { summary } = findings ?? {};
  const count = (number, noun) => (number === 0 ? [] : [`${number} ${words[number === 1 ? `one-${noun}` : `many-${noun}s`]}`]);
  const counts = summary ? [...count(summary.errors, "error"), ...count(summary.warnings, "warning"), ...count(summary.notes, "note")] : [];
  one("summary").textContent = counts.length > 0 ? counts.join(", ") : summary ? words["no-findings"] : "";
  const rows = (findings?.findings ?? []).map((found) => {
    const { file, start } = found.labels[0];
    const button = make("button", "", found.severity);
    const kind = words[`one-${found.severity}`] ?? found.severity;
    button.append(make("span", `${kind} [${found.code}] `), english("span", found.message, "message"), make("bdi", `${file}:${start.line}:${start.column}`, "where"));
    if (found.help) {
      const help = make("span", `${words.help}: `, "help");
      help.append(english("span", found.help));
      button.append(help);
    }
    button.addEventListener("click", () => choose(found));
    const row = make("li", "");
    row.append(button);
    return row;
  });
  one("findings").replaceChildren(...rows);
};

/** The words of the frame, in the language of the map. */
const speak = () => {
  const { language, title, words, reason } = state;
  document.documentElement.lang = language;
  document.title = `${title} – ${words.preview}`;
  one("about").setAttribute("aria-label", words.findings);
  one("source").setAttribute("aria-label", words["source-text"]);
  one("gone").textContent = words["preview-ended"];
  one("reason").replaceChildren(`${words["as-it-was"]}: `, english("span", reason ?? ""));
  one("nothing").replaceChildren(english("span", reason ?? ""));
};

const update = async () => {
  const next = await (await fetch("state")).json();
  const coming = next.page && (next.drawn !== state.drawn || !frame) ? await load(next) : null;
  const place = again(next);
  const asked = told;
  const asking = place ? lines(place.file, next.version) : undefined;
  const text = await Promise.resolve(asking).catch((error) => {
    coming?.remove();
    throw error;
  });
  if (text === null) {
    coming?.remove();
    throw new Error("there is a newer version");
  }
  // From here on everything is of this version at once.
  state = next;
  if (coming) put(coming);
  one("reason").hidden = state.reason === null || !state.page;
  one("nothing").hidden = state.page;
  speak();
  list();
  if (told !== asked) {
    // Something else was chosen in the meantime.
    told = again(state);
    if (told) await source(told, false);
  } else if (text) {
    told = place;
    write(text, false);
  } else {
    one("source").hidden = true;
    written = null;
    // While the map is as it was its places are only hidden.
    if (state.reason === null) told = null;
  }
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
      // There is a newer version, of which the next message tells; or the program has ended, and the browser asks until it is back.
    }
  } while (more);
  busy = false;
};
const changes = new EventSource("changes");
changes.addEventListener("message", changed);
changes.addEventListener("open", () => (one("gone").hidden = true));
changes.addEventListener("error", () => (one("gone").hidden = false));
