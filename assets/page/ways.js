// The ways between places. A stop is before a gate, at the entrance or exit of a stage, or at a place; a walk goes on through all but
// the last kind.

const [EDGE, GATE, IN, OUT, AT] = [0, 1, 2, 3, 4];
const maps = data.maps.map(({ stops, steps }) => {
  const [forth, back] = [stops.map(() => []), stops.map(() => [])];
  for (const [from, to, said = "", whom = null] of steps) {
    forth[from].push({ to, said, whom });
    back[to].push({ to: from, said, whom });
  }
  return { stops, forth, back };
});

/** The stops from which a place is left, or at which one comes to it. */
const stopsOf = (map, place, through) =>
  map.stops.flatMap(([kind, of], at) => (of === place && (kind === AT || kind === through) ? [at] : []));

/** Walks from a place along some steps; `meet` says of each stop whether the walk goes on there. */
const walk = (map, steps, start, meet) => {
  const seen = new Set(start);
  let todo = start.map((stop) => [stop, ""]);
  while (todo.length > 0) {
    const next = [];
    for (const [stop, before] of todo) {
      for (const { to, said, whom } of steps[stop]) {
        if (seen.has(to) || (whom && shown.persona !== "" && !whom.includes(Number(shown.persona)))) continue;
        const words = [before, said].filter(Boolean).join(" · ");
        if (meet(map.stops[to], words, to)) {
          seen.add(to);
          next.push([to, words]);
        }
      }
    }
    todo = next;
  }
};

/** The places next to a place, and all from which it is reached or which are reached from it. */
const waysOf = (place) => {
  const map = maps[journeyOf(place)];
  const around = (steps, through, start) => {
    const near = new Map();
    walk(map, steps, start, ([kind, of, title], words, stop) => {
      if (kind === GATE || kind === through) return true;
      if (kind === IN || kind === OUT) return true;
      const key = kind === EDGE ? "edge" : of ?? title;
      if (!near.has(key)) near.set(key, { place: kind === EDGE ? null : of, title, words, stop });
      return false;
    });
    const far = new Set();
    walk(map, steps, start, ([, of]) => {
      if (of != null) far.add(of);
      return true;
    });
    return { near: [...near.values()], far };
  };
  return {
    known: map.stops.length > 0,
    before: around(map.back, OUT, stopsOf(map, place, IN)),
    after: around(map.forth, IN, stopsOf(map, place, OUT)),
  };
};

/** The places that can be walked: what is said of others never steps aside. */
const walked = maps.map(({ stops }) => new Set(stops.flatMap(([kind, of]) => (kind === EDGE || kind === GATE ? [] : [of]))));

