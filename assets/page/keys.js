// The keys: arrows go from card to card, Enter opens, Esc closes, and a few letters do what the bar does.

const help = one("dialog.keys");
one(".bar .help").addEventListener("click", () => help.showModal());

/** The nearest card in a direction: what lies beside counts less than what lies ahead. */
const beside = (card, [dx, dy]) => {
  const middle = (node) => {
    const { left, top, width, height } = node.getBoundingClientRect();
    return [left + width / 2, top + height / 2];
  };
  const [x, y] = middle(card);
  let best = null;
  for (const other of cards(view())) {
    if (other === card || other.closest(".gone")) continue;
    const [left, top] = middle(other);
    const ahead = (left - x) * dx + (top - y) * dy;
    const aside = Math.abs((left - x) * dy) + Math.abs((top - y) * dx);
    if (ahead <= 1 || aside > ahead * 2 + 40) continue;
    const far = ahead + aside * 3;
    if (!best || far < best.far) best = { far, other };
  }
  return best?.other;
};
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const go = (event) => {
  const card = document.activeElement.closest?.(".picture a[data-place]");
  const place = shown.place !== null && !card ? cardOf(shown.place) : card;
  if (!place) return false;
  const next = beside(place, ARROWS[event.key]);
  if (next) {
    reach(next);
    next.focus({ preventScroll: true });
    if (shown.place !== null) choose(Number(next.dataset.place), { focus: true });
    else intoView(next);
  }
  return true;
};

const KEYS = {
  "/": () => field.focus(),
  "?": () => help.showModal(),
  "+": zooms.in,
  "=": zooms.in,
  "-": zooms.out,
  "0": zooms.fit,
};
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
  const typing = event.target.closest?.("input:not([type=radio], [type=checkbox]), select, textarea");
  const within = event.target.closest?.(".bar, .panel");
  if (event.key === "Escape") {
    const open = menus.find((menu) => menu.open);
    if (open) open.open = false;
    else if (shown.place !== null) close();
    else return;
  } else if (typing) {
    return;
  } else if (event.key in ARROWS && !within) {
    if (!go(event)) return;
  } else if (event.key === "Enter" && document.activeElement.matches?.(".picture a[href^='#']")) {
    choose(Number(document.activeElement.dataset.place));
    inside.focus({ preventScroll: true });
  } else if (event.key in KEYS) {
    KEYS[event.key]();
  } else {
    return;
  }
  event.preventDefault();
});

