// The keys: arrows go from card to card, Enter opens, Esc closes, and a few letters do what the bar does.

const help = one("dialog.keys");
one(".bar .help").addEventListener("click", () => help.showModal());

/** The nearest card in a direction; one that lies straight ahead comes before all others. */
const beside = (card, [dx, dy]) => {
  const rtl = one(":scope > .words", section()).dir === "rtl";
  const own = card.getBoundingClientRect();
  const start = ({ left, right }) => (rtl ? -right : left);
  let best = null;
  for (const other of cards(view())) {
    if (other === card || other.closest(".gone")) continue;
    const its = other.getBoundingClientRect();
    const ahead = (rtl ? start(own) - start(its) : start(its) - start(own)) * dx + (its.top - own.top) * dy;
    if (ahead <= 1) continue;
    const gap = dx ? Math.max(its.top - own.bottom, own.top - its.bottom, 0) : Math.max(its.left - own.right, own.left - its.right, 0);
    const far = ahead + (gap > 0 ? 10000 + gap * 10 : 0) + Math.abs(start(its) - start(own)) * (dy ? 0.01 : 0);
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
  const own = event.target.closest?.("input, select, .panel");
  if (event.key === "Escape") {
    const open = menus.find((menu) => menu.open);
    if (open) open.open = false;
    else if (shown.place !== null) close();
    else return;
  } else if (typing) {
    return;
  } else if (event.key in ARROWS && !own) {
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

