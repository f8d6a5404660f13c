// What the other parts share: what is shown, and where things stand in the page.

/** What the page knows of the ways between places, and its words. */
const data = JSON.parse(document.getElementById("ui:data").textContent);
const root = document.documentElement;
const one = (what, within = document) => within.querySelector(what);
const all = (what, within = document) => [...within.querySelectorAll(what)];

/** What is shown: a journey ("" is the overview), a view of it, a persona ("" is everybody), a chosen place (null is none). */
const shown = { journey: "", view: one(".view")?.dataset.view ?? "words", persona: "", place: null };
/** Told after something of it has changed. */
const listeners = [];
const show = (change) => {
  Object.assign(shown, change);
  for (const listener of listeners) listener(change);
};

const sections = all("main > [data-journey]");
const section = () => sections.find((own) => own.dataset.journey === shown.journey);
/** Of a view of a journey, what is drawn for the persona that is shown, or else for all. */
const drawnOf = (kind, within) => {
  const own = all(`:scope > .view[data-view="${kind}"]`, within);
  return own.find(({ dataset }) => dataset.whom === shown.persona) ?? own.find(({ dataset }) => !dataset.whom);
};
/** The part of the page that is seen, and scrolls. */
const view = () => drawnOf(shown.view, section()) ?? section();

/** The words of each place, by its number. */
const texts = new Map(all(".words .place").map((text) => [Number(text.dataset.place), text]));
const journeyOf = (place) => texts.get(place)?.closest("[data-journey]").dataset.journey;
const titleOf = (place) => one("h1, h2, h3, h4, h5", texts.get(place))?.textContent ?? "";
const addressOf = (place) => texts.get(place).id || texts.get(place).closest(".journey").id;
/** The number of the place that an address names. */
const placeAt = (address) => {
  const found = document.getElementById(address);
  if (!found) return null;
  const text = found.matches(".journey") ? one(".words .whole", found) : found.closest(".place");
  return text ? Number(text.dataset.place) : null;
};

/** What each picture shows of a place. */
const drawn = new Map();
for (const picture of all(".picture")) {
  const parts = new Map();
  for (const part of all("[data-place]", picture)) {
    const place = Number(part.dataset.place);
    if (!parts.has(place)) parts.set(place, []);
    parts.get(place).push(part);
  }
  drawn.set(picture, parts);
}
const cards = (picture) => all("a[data-place]", picture);

/** A new element with a text, which stays text. */
const make = (name, text = "", attributes = {}) => {
  const node = document.createElement(name);
  node.textContent = text;
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  return node;
};

