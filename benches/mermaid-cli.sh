#!/usr/bin/env bash
# CPU time of whole processes, in one run: the map as SVG, beside Mermaid's picture of the same journey by mermaid-cli 11.
# Needs perf (Debian: linux-perf), Node with npm, and Chromium. The time of all children counts, also of those nobody waits for.
#
#   cargo build --release && benches/mermaid-cli.sh [SIZE…]      (10, 1000 and 10000 tasks if none is named)
set -euo pipefail
unset CDPATH
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."

journey=${CARGO_TARGET_DIR:-$PWD/target}/release/journey
tools=${CARGO_TARGET_DIR:-$PWD/target}/test-tools/mermaid-cli
runs=5

if [ ! -x "$tools/node_modules/.bin/mmdc" ]; then
  mkdir -p -- "$tools"
  PUPPETEER_SKIP_DOWNLOAD=1 npm install --prefix "$tools" --no-audit --no-fund --loglevel=error @mermaid-js/mermaid-cli@11
fi
place=$(mktemp -d)
trap 'rm -rf -- "$place"' EXIT
printf '{"executablePath":"%s","args":["--no-sandbox"]}' "${CHROMIUM:-/usr/bin/chromium}" >"$place/browser.json"
printf '{"maxTextSize":100000000}' >"$place/mermaid.json"

# A journey of sections of ten tasks, in both languages.
write() {
  awk -v tasks="$1" -v ours="$place/map.journey" -v theirs="$place/map.mmd" 'BEGIN {
    print "persona amira \"Amira\"\npersona ben \"Ben\"\njourney j \"A journey\" {\n  persona: amira, ben" > ours
    print "journey\n  title A journey" > theirs
    for (task = 0; task < tasks; task++) {
      if (task % 10 == 0) {
        if (task > 0) print "  }" > ours
        printf "  stage s%d \"Section %d\" {\n", task / 10, task / 10 > ours
        printf "  section Section %d\n", task / 10 > theirs
      }
      score = task * 7 % 5 + 1
      printf "    touchpoint t%d \"Does task %d\" { emotion: %d }\n", task, task, score - 3 > ours
      printf "    Does task %d: %d: Amira, Ben\n", task, score > theirs
    }
    print "  }\n}" > ours
  }'
}

# The median of some runs, in milliseconds.
median() {
  local count=$1
  shift
  for _ in $(seq "$count"); do
    perf stat -e task-clock -x, -o "$place/time" -- "$@" >/dev/null 2>&1
    awk -F, '/task-clock/ { print $1 }' "$place/time"
  done | sort -n | awk '{ all[NR] = $1 } END { printf "%.1f\n", all[int((NR + 1) / 2)] }'
}

printf '%8s %14s %14s %8s\n' tasks 'journey (ms)' 'mermaid (ms)' ratio
for tasks in "${@:-10 1000 10000}"; do
  for size in $tasks; do
    write "$size"
    ours=$(median "$runs" "$journey" compile "$place/map.journey" -o "$place/ours.svg")
    theirs=$(median 3 "$tools/node_modules/.bin/mmdc" -p "$place/browser.json" -c "$place/mermaid.json" -i "$place/map.mmd" -o "$place/theirs.svg" -q)
    awk -v size="$size" -v ours="$ours" -v theirs="$theirs" 'BEGIN { printf "%8d %14.1f %14.1f %8.0f\n", size, ours, theirs, theirs / ours }'
  done
done
