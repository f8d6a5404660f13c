// The ways between places. A stop is before a gate, at the entrance or exit of a stage, or at a place; a walk goes on through all but
// the last kind.

const [EDGE, GATE, IN, OUT, AT] = [0, 1, 2, 3, 4];
/** Personas who can take the same steps go together; without personas there is one walker without a number. */
const companies = ({ steps, personas }) => {
  const taken = new Map(personas.map((persona) => [persona, []]));
  for (const [at, [, , , whom]] of steps.entries()) for (const persona of whom ?? []) taken.get(persona)?.push(at);
  const out = new Map();
  for (const [persona, own] of taken) {
    const key = own.join();
    if (out.has(key)) out.get(key).push(persona);
    else out.set(key, [persona]);
  }
  return out.size > 0 ? [...out.values()] : [[undefined]];
};
const maps = data.maps.map((map) => {
  const { stops, steps } = map;
  const [forth, back] = [stops.map(() => []), stops.map(() => [])];
  for (const [from, to, said = "", those = null] of steps) {
    const whom = those && new Set(those);
    forth[from].push({ to, said, whom });
    back[to].push({ to: from, said, whom });
  }
  return { stops, forth, back, companies: companies(map) };
});

/** The stops from which a place is left, or at which one comes to it. */
const stopsOf = (map, place, through) =>
  map.stops.flatMap(([kind, of], at) => (of === place && (kind === AT || kind === through) ? [at] : []));

/** Ways that come together say different things; more of them than this are not told apart. */
const APART = 8;

/** Walks from a place along the steps that somebody can take; `meet` says of each stop whether the walk goes on there. */
const walk = (map, steps, start, somebody, meet) => {
  const seen = new Map(start.map((stop) => [stop, new Set([""])]));
  let todo = start.map((stop) => [stop, ""]);
  while (todo.length > 0) {
    const next = [];
    for (const [stop, before] of todo) {
      for (const { to, said, whom } of steps[stop]) {
        if (whom && somebody !== undefined && !whom.has(somebody)) continue;
        const words = [before, said].filter(Boolean).join(" · ");
        const known = seen.get(to) ?? new Set();
        if (known.has(words) || known.size >= APART || !meet(map.stops[to], words)) continue;
        seen.set(to, known.add(words));
        next.push([to, words]);
      }
    }
    todo = next;
  }
};

/** Those who can be at a place, in companies: the persona that is shown, or all for whom the place is. */
const walkersAt = (map, place) => {
  const own = texts.get(place).dataset.for?.split(" ").map(Number);
  const here = own ? map.companies.map((company) => company.filter((one) => own.includes(one))) : map.companies;
  const shownAlone = map.companies.some((company) => company.includes(Number(shown.persona))) && shown.persona !== "";
  const out = shownAlone ? [[Number(shown.persona)]] : here.filter((company) => company.length > 0);
  return out.length > 0 ? out : map.companies;
};

/** The ways to the places next to a place, each with those who take it if not all do, and all that is before or behind it. */
const waysOf = (place) => {
  const map = maps[journeyOf(place)];
  const walkers = walkersAt(map, place);
  const count = walkers.flat().length;
  const around = (steps, start) => {
    const near = new Map();
    for (const company of walkers) {
      const met = new Set();
      walk(map, steps, start, company[0], ([kind, of, title], words) => {
        if (kind === GATE || kind === IN || kind === OUT) return true;
        const key = JSON.stringify([kind === EDGE ? "" : of ?? title, words]);
        if (met.has(key)) return false;
        met.add(key);
        if (!near.has(key)) near.set(key, { place: kind === EDGE ? null : of, title, words, whom: [] });
        near.get(key).whom.push(...company);
        return false;
      });
    }
    for (const way of near.values()) way.whom = way.whom.length < count ? way.whom.sort((a, b) => a - b) : [];
    const far = new Set();
    for (const [somebody] of walkers) {
      const reached = new Set(start);
      for (const stop of reached) {
        for (const { to, whom } of steps[stop]) {
          if (reached.has(to) || (whom && somebody !== undefined && !whom.has(somebody))) continue;
          reached.add(to);
          if (map.stops[to][1] != null) far.add(map.stops[to][1]);
        }
      }
    }
    return { near: [...near.values()], far };
  };
  return { before: around(map.back, stopsOf(map, place, IN)), after: around(map.forth, stopsOf(map, place, OUT)) };
};

/** The places that can be walked: what is said of others never steps aside. */
const walked = maps.map(({ stops }) => new Set(stops.flatMap(([kind, of]) => (kind === EDGE || kind === GATE ? [] : [of]))));

