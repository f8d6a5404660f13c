// How large the picture is shown.

const scales = [0.25, 0.33, 0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3];
shown.scale = 1;

const zoom = (scale) => {
  const map = one(".map", view());
  if (!map) return;
  const [around, before] = [view(), shown.scale];
  const middle = [around.scrollLeft + around.clientWidth / 2, around.scrollTop + around.clientHeight / 2];
  shown.scale = scale;
  const { width, height } = map.viewBox.baseVal;
  map.style.width = `${width * scale}px`;
  map.style.height = `${height * scale}px`;
  one(".zoom output").textContent = `${Math.round(scale * 100)} %`;
  if (before !== scale) {
    around.scrollTo((middle[0] * scale) / before - around.clientWidth / 2, (middle[1] * scale) / before - around.clientHeight / 2);
  }
};
const zooms = {
  in: () => zoom(scales.find((scale) => scale > shown.scale + 0.01) ?? 3),
  out: () => zoom(scales.findLast((scale) => scale < shown.scale - 0.01) ?? 0.25),
  fit: () => {
    const map = one(".map", view());
    if (!map) return;
    const fitting = Math.max(0.25, Math.min(3, view().clientWidth / map.viewBox.baseVal.width));
    zoom(Math.abs(shown.scale - fitting) < 0.01 ? 1 : fitting);
  },
};
for (const button of all("[data-zoom]")) button.addEventListener("click", () => zooms[button.dataset.zoom]());
listeners.push((change) => {
  if ("view" in change || "journey" in change || "persona" in change) zoom(shown.scale);
});

