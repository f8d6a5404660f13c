// Which journey and which view are seen; and the beginning: what the address names is shown.

const journeys = one(".bar .journeys");
const views = all(".bar .views button");
listeners.unshift(() => {
  for (const own of sections) own.classList.toggle("now", own === section());
  const seen = view();
  for (const own of all("main .view")) {
    own.classList.toggle("now", own === seen);
    own.classList.toggle("other", own !== drawnOf(own.dataset.view, own.parentElement));
  }
  for (const button of views) button.setAttribute("aria-pressed", String(button.dataset.view === shown.view));
  one(".bar .views").hidden = shown.journey === "";
  one(".bar .zoom").hidden = shown.journey === "" || shown.view === "words";
  if (journeys) journeys.value = shown.journey;
});
// Another picture shows what is chosen where it stands there.
listeners.push((change) => {
  if (shown.place !== null && ("view" in change || "persona" in change)) bring(shown.place);
});
for (const button of views) button.addEventListener("click", () => show({ view: button.dataset.view }));
journeys?.addEventListener("change", () => {
  history.replaceState(null, "", journeys.value === "" ? "#" : `#${sections.find((own) => own.dataset.journey === journeys.value).id}`);
  show({ journey: journeys.value, place: null });
});

const follow = () => {
  const place = placeAt(decodeURIComponent(location.hash.slice(1)));
  if (place === null) show({ journey: sections[0].dataset.journey, view: shown.view, place: null });
  else choose(place, { focus: true, address: false });
};
for (const picture of drawn.keys()) {
  const first = cards(picture).find((card) => card.getAttribute("href").startsWith("#"));
  if (first) reach(first);
}
root.classList.add("live");
show({ journey: sections[0].dataset.journey, view: shown.view, persona: "" });
follow();
addEventListener("hashchange", follow);

