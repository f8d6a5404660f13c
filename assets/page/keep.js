// Whoever shows the page in a frame may ask what is seen of it, and have that shown again: the preview does, in its next version.

document.addEventListener("journey:keep", ({ detail }) => {
  const { view: kind, persona, scale = 1, place } = shown;
  const off = menus.map((menu) => [menu.dataset.of, all("input:not(:checked)", menu).map((box) => box.value)]);
  Object.assign(detail, {
    journey: shown.journey === "" ? "" : section().id,
    view: kind,
    persona,
    scale,
    place: place === null ? null : addressOf(place),
    off,
    scrolled: [view().scrollLeft, view().scrollTop],
    window: [scrollX, scrollY],
  });
});

document.addEventListener("journey:choose", ({ detail }) => {
  const place = placeAt(detail.place);
  if (place !== null && texts.has(place)) choose(place);
});

document.addEventListener("journey:show", ({ detail }) => {
  // At once: what is still growing cannot be scrolled to its place.
  for (const map of all(".map")) map.style.transition = "none";
  const journey = detail.journey === "" ? "" : sections.find((own) => own.id === detail.journey)?.dataset.journey;
  for (const [of, rows] of detail.off) {
    const menu = menus.find((menu) => menu.dataset.of === of);
    if (!menu || rows.length === 0) continue;
    for (const box of all("input", menu)) box.checked = !rows.includes(box.value);
    fold(menu);
  }
  const whom = people?.matches("select") ? people : people && one(`input[value="${CSS.escape(detail.persona)}"]`, people);
  if (whom?.matches("select")) whom.value = detail.persona;
  else if (whom) whom.checked = true;
  show({ journey: journey ?? shown.journey, view: detail.view, persona: detail.persona, place: null });
  const chosen = detail.place === null ? null : placeAt(detail.place);
  if (chosen !== null) choose(chosen);
  zoom(detail.scale);
  cancelAnimationFrame(settling);
  view().scrollTo(...detail.scrolled);
  scrollTo(...detail.window);
  requestAnimationFrame(() => {
    for (const map of all(".map")) map.style.transition = "";
  });
});
