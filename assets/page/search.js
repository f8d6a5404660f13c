// The search: in all that is said of places. What is found is listed, and marked in the picture.

const MOST = 40;
const field = one(".search input");
const results = one(".search ul");
const status = one(".search [role=status]");
let index = null;
let found = [];

/** The pieces of text in a node, one after the other. */
const piecesOf = (node) => (node.nodeType === Node.TEXT_NODE ? [node.data] : [...node.childNodes].flatMap(piecesOf));

/** The words of each place in small letters, without those of the places inside it. Made when it is first needed. */
const words = () => {
  index ??= [...texts].map(([place, text]) => {
    const said = [titleOf(place), ...copyOf(text).flatMap(piecesOf)].join(" ").replace(/\s+/g, " ").trim();
    return { place, title: titleOf(place), said, small: said.toLocaleLowerCase() };
  });
  return index;
};

const around = (said, at, length) => {
  const start = Math.max(0, at - 16);
  const out = make("small", (start > 0 ? "… " : "") + said.slice(start, at));
  out.append(make("mark", said.slice(at, at + length)), said.slice(at + length, at + length + 80));
  return out;
};

const pick = (at) => {
  const items = all("[role=option]", results);
  for (const [number, item] of items.entries()) item.setAttribute("aria-selected", String(number === at));
  if (items[at]) field.setAttribute("aria-activedescendant", items[at].id);
  else field.removeAttribute("aria-activedescendant");
  items[at]?.scrollIntoView({ block: "nearest" });
};
const picked = () => all("[role=option]", results).findIndex((item) => item.getAttribute("aria-selected") === "true");

const look = () => {
  const query = field.value.trim().toLocaleLowerCase();
  for (const part of all(".map .found")) part.classList.remove("found");
  found = [];
  if (query) {
    const hits = words().flatMap((entry) => {
      const at = entry.small.indexOf(query);
      return at < 0 ? [] : [{ ...entry, at }];
    });
    // A hit in a title counts before one in what is said.
    found = hits.sort((a, b) => (b.at < b.title.length) - (a.at < a.title.length));
  }
  for (const { place } of found) for (const part of drawn.get(view())?.get(place) ?? []) part.classList.add("found");
  const items = found.slice(0, MOST).map(({ title, said, at }, number) => {
    const item = make("li", title, { role: "option", id: `ui:found-${number}`, "aria-selected": "false" });
    if (at >= title.length) item.append(around(said, at, query.length));
    return item;
  });
  if (query && items.length === 0) {
    items.push(make("li", data.words["nothing-found"], { role: "option", "aria-disabled": "true", "aria-selected": "false" }));
  }
  results.replaceChildren(...items);
  results.hidden = !query;
  field.setAttribute("aria-expanded", String(Boolean(query)));
  status.textContent = query ? `${found.length} ${data.words.found}` : "";
  pick(found.length > 0 ? 0 : -1);
};
const leave = () => {
  field.value = "";
  look();
};
const take = (at) => {
  const hit = found[at];
  if (!hit) return;
  leave();
  choose(hit.place, { focus: true });
};

field.addEventListener("input", look);
field.addEventListener("focus", () => field.value && look());
field.addEventListener("keydown", (event) => {
  const count = Math.min(found.length, MOST);
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    if (count > 0) pick((picked() + (event.key === "ArrowDown" ? 1 : -1) + count) % count);
  } else if (event.key === "Enter") {
    take(picked());
  } else if (event.key === "Escape") {
    leave();
    field.blur();
  } else {
    return;
  }
  event.preventDefault();
  event.stopPropagation();
});
results.addEventListener("mousedown", (event) => {
  event.preventDefault();
  take(all("[role=option]", results).indexOf(event.target.closest("[role=option]")));
});
field.addEventListener("blur", () => {
  results.hidden = true;
  field.setAttribute("aria-expanded", "false");
});

