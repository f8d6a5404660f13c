// Choosing a place: by a click, by its address, by the keys. What it has to do with others is marked in the pictures.

/** The card or heading that stands for a place in the picture that is seen. */
const cardOf = (place) => drawn.get(view())?.get(place)?.find((part) => part.matches("a[href^='#']"));

/** Only one card of a picture is reached by Tab; the arrows lead to the others. */
const reach = (card) => {
  for (const other of cards(card.closest(".picture"))) other.tabIndex = other === card ? 0 : -1;
};

const intoView = (node) => {
  const [around, own] = [view().getBoundingClientRect(), node.getBoundingClientRect()];
  const off = (start, end, least, most) => (start < least ? start - least : end > most ? Math.min(end - most, start - least) : 0);
  view().scrollBy(
    off(own.left, own.right, around.left + 24, around.right - 24),
    off(own.top, own.bottom, around.top + 24, around.bottom - 24),
  );
};

let settling = 0;
/** What is seen is scrolled to a place; the card of the place, if there is one. */
const bring = (place) => {
  cancelAnimationFrame(settling);
  if (shown.view === "words") {
    const top = () => texts.get(place).scrollIntoView({ block: "start" });
    top();
    // What stands above was as high as guessed until it was seen.
    settling = requestAnimationFrame(() => {
      settling = requestAnimationFrame(top);
    });
    return undefined;
  }
  const card = cardOf(place);
  if (!card) return undefined;
  reach(card);
  intoView(card);
  return card;
};

/** Chooses a place, or none. The address of the page then names it. */
const choose = (place, { focus = false, address = true } = {}) => {
  if (place === null) {
    show({ place });
    if (address && location.hash) history.replaceState(null, "", shown.journey === "" ? "#" : `#${section().id}`);
    return;
  }
  const journey = journeyOf(place);
  const whole = texts.get(place).matches(".whole");
  show({ journey, place: whole ? null : place });
  if (address) history.replaceState(null, "", `#${addressOf(place)}`);
  const card = bring(place);
  if (focus) card?.focus({ preventScroll: true });
};

const MARKS = ["chosen", "before", "after", "aside"];
let marked = [];
const mark = () => {
  for (const part of marked) part.classList.remove(...MARKS);
  marked = [];
  const parts = drawn.get(view());
  if (!parts || shown.place === null) return;
  const { before, after } = waysOf(shown.place);
  const near = (ways) => new Set(ways.near.map(({ place }) => place));
  const [from, to] = [near(before), near(after)];
  const around = texts.get(shown.place).parentElement.closest(".place");
  const within = new Set(all(":scope > .place", texts.get(shown.place)).map((inner) => Number(inner.dataset.place)));
  const put = (part, name) => {
    part.classList.add(name);
    marked.push(part);
  };
  for (const [place, own] of parts) {
    const chosen = place === shown.place;
    const related = chosen || before.far.has(place) || after.far.has(place) || within.has(place) || place === Number(around?.dataset.place);
    for (const part of own) {
      if (chosen) put(part, "chosen");
      if (from.has(place)) put(part, "before");
      if (to.has(place)) put(part, "after");
      if (!related && walked[shown.journey].has(place)) put(part, "aside");
    }
  }
};
listeners.push(mark);

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  const address = link?.getAttribute("href");
  if (link && !address.startsWith("#")) return;
  const part = event.target.closest(".picture [data-place]");
  const place = link ? placeAt(address.slice(1)) : part ? Number(part.dataset.place) : null;
  if (place !== null && texts.has(place)) {
    event.preventDefault();
    choose(place, { focus: !link?.closest(".panel") && Boolean(cardOf(place)) && event.detail !== 0 });
    return;
  }
  const target = link && document.getElementById(address.slice(1));
  if (target) {
    event.preventDefault();
    show({ view: "words", journey: target.closest("[data-journey]").dataset.journey });
    // Nor does the place that is chosen come back into view.
    cancelAnimationFrame(settling);
    target.scrollIntoView({ block: "center" });
  } else if (event.target.closest(".map")) {
    choose(null);
  }
});

