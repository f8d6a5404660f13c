// Rows of the map that are switched off; those below move up.

const fold = (menu) => {
  const picture = one(`main > [data-journey="${menu.dataset.of}"] > .view[data-view="map"]`);
  const map = one(".map", picture);
  const off = new Set(all("input:not(:checked)", menu).map((box) => box.value));
  let up = 0;
  for (const row of all(":scope > .row", map)) {
    row.classList.toggle("gone", off.has(row.dataset.row));
    if (off.has(row.dataset.row)) up += row.dataset.bottom - row.dataset.top;
    else if (up > 0) row.setAttribute("transform", `translate(0 ${-up})`);
    else row.removeAttribute("transform");
  }
  const width = map.viewBox.baseVal.width;
  const height = Number(map.getAttribute("height")) - up;
  map.setAttribute("viewBox", `0 0 ${width} ${height}`);
  zoom(shown.scale);
};
const menus = all(".bar .rows");
for (const menu of menus) menu.addEventListener("change", () => fold(menu));
listeners.push(() => {
  for (const menu of menus) menu.hidden = menu.dataset.of !== shown.journey || shown.view !== "map";
});
document.addEventListener("click", (event) => {
  for (const menu of menus) if (!menu.contains(event.target)) menu.open = false;
});

