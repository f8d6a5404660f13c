// The panel: the words of the chosen place as they stand on the page, and the ways to and from it.

const panel = one(".panel");
const inside = one(".inside", panel);

const list = (title, ways, edge) => {
  const items = ways.map(({ place, title: other, words, whom }) => {
    const item = make("li");
    if (place != null) item.append(make("a", titleOf(place), { href: `#${addressOf(place)}` }));
    else item.append(other ?? edge);
    const whose = whom.length > 0 ? `${data.words.for} ${whom.map((persona) => data.personas[persona]).join(", ")}` : "";
    if (words || whose) item.append(make("small", [words, whose].filter(Boolean).join(" · ")));
    return item;
  });
  const out = make("ul", "", { class: "ways" });
  out.append(...items);
  return items.length > 0 ? [make("h3", title), out] : [];
};

/** What the words of a place say, without what stands in other places inside it, and without ids. */
const copyOf = (text) => {
  const copy = text.cloneNode(true);
  for (const inner of all(":scope > .place, :scope > h1, :scope > h2, :scope > h3, :scope > h4, :scope > h5", copy)) inner.remove();
  for (const named of all("[id]", copy)) named.removeAttribute("id");
  return [...copy.childNodes];
};

const fill = (place) => {
  const text = texts.get(place);
  const around = text.parentElement.closest(".place");
  const out = [];
  if (around) out.push(make("p", titleOf(Number(around.dataset.place)), { class: "around" }));
  out.push(make("h2", titleOf(place)), ...copyOf(text));
  const { before, after } = waysOf(place);
  out.push(...list(data.words["leads-here"], before.near, data.words["the-beginning"]));
  out.push(...list(data.words["leads-to"], after.near, data.words["its-end"]));
  inside.replaceChildren(...out);
  inside.scrollTop = 0;
};

const close = () => {
  const place = shown.place;
  const focused = panel.contains(document.activeElement);
  choose(null);
  if (focused && place !== null) cardOf(place)?.focus({ preventScroll: true });
};
one(".close", panel).addEventListener("click", close);

listeners.push(() => {
  const open = shown.place !== null && shown.view !== "words";
  if (open) fill(shown.place);
  panel.hidden = !open;
  root.classList.toggle("open", open);
  panel.style.setProperty("--top", `${one(".bar").getBoundingClientRect().bottom}px`);
});

