"""Turns icons of lucide-static into rows of `src/layout/icons/shapes.rs`: one path with the absolute commands M, L, C and Z only.

    npm pack lucide-static && tar xzf lucide-static-*.tgz
    python3 convert.py package/icons app-window store … > rows
"""

import math
import re
import sys
import xml.etree.ElementTree as ET

NUMBER = re.compile(r"[-+]?(?:\d*\.\d+|\d+\.?)(?:[eE][-+]?\d+)?")
ARITY = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}


def tokens(data):
    for command, rest in re.findall(r"([a-zA-Z])([^a-zA-Z]*)", data):
        arity = ARITY[command.upper()]
        if arity == 0:
            yield command, []
            continue
        numbers = []
        at = 0
        while True:
            rest_now = rest[at:].lstrip(" ,\n\t")
            at = len(rest) - len(rest_now)
            if not rest_now:
                break
            # The two flags of an arc may be written without a space after them.
            if command in "aA" and len(numbers) % 7 in (3, 4):
                numbers.append(float(rest_now[0]))
                at += 1
                continue
            found = NUMBER.match(rest_now)
            numbers.append(float(found.group()))
            at += found.end()
        for start in range(0, len(numbers), arity):
            yield command, numbers[start : start + arity]
            command = {"M": "L", "m": "l"}.get(command, command)


def arc(x1, y1, rx, ry, turn, large, sweep, x2, y2):
    """Cubic parts of an elliptical arc: the implementation notes of SVG 1.1, F.6.5."""
    if rx == 0 or ry == 0:
        return [(x1, y1, x2, y2, x2, y2)]
    turn = math.radians(turn)
    cos, sin = math.cos(turn), math.sin(turn)
    dx, dy = (x1 - x2) / 2, (y1 - y2) / 2
    x, y = cos * dx + sin * dy, -sin * dx + cos * dy
    rx, ry = abs(rx), abs(ry)
    scale = x * x / (rx * rx) + y * y / (ry * ry)
    if scale > 1:
        rx, ry = rx * math.sqrt(scale), ry * math.sqrt(scale)
    below = rx * rx * y * y + ry * ry * x * x
    root = math.sqrt(max(0, (rx * rx * ry * ry - below) / below))
    root = -root if large == sweep else root
    cx, cy = root * rx * y / ry, -root * ry * x / rx
    mx, my = cos * cx - sin * cy + (x1 + x2) / 2, sin * cx + cos * cy + (y1 + y2) / 2
    start = math.atan2((y - cy) / ry, (x - cx) / rx)
    end = math.atan2((-y - cy) / ry, (-x - cx) / rx)
    span = end - start
    if sweep and span < 0:
        span += 2 * math.pi
    if not sweep and span > 0:
        span -= 2 * math.pi
    parts = max(1, math.ceil(abs(span) / (math.pi / 2) - 1e-9))
    step = span / parts
    k = 4 / 3 * math.tan(step / 4)
    out = []
    for part in range(parts):
        a, b = start + part * step, start + (part + 1) * step
        points = [
            (math.cos(a) - k * math.sin(a), math.sin(a) + k * math.cos(a)),
            (math.cos(b) + k * math.sin(b), math.sin(b) - k * math.cos(b)),
            (math.cos(b), math.sin(b)),
        ]
        out.append([v for px, py in points for v in (mx + cos * rx * px - sin * ry * py, my + sin * rx * px + cos * ry * py)])
    return out


def path(data):
    x = y = sx = sy = 0
    last = None
    out = []
    for command, n in tokens(data):
        relative = command.islower()
        kind = command.upper()
        base = (x, y) if relative else (0, 0)
        if kind == "Z":
            out.append(("Z", []))
            x, y = sx, sy
        elif kind in "ML":
            x, y = base[0] + n[0], base[1] + n[1]
            if kind == "M":
                sx, sy = x, y
            out.append((kind, [x, y]))
        elif kind == "H":
            x = base[0] + n[0]
            out.append(("L", [x, y]))
        elif kind == "V":
            y = base[1] + n[0]
            out.append(("L", [x, y]))
        elif kind in "CS":
            n = [v + base[at % 2] for at, v in enumerate(n)]
            if kind == "S":
                first = (2 * x - last[0], 2 * y - last[1]) if last else (x, y)
                n = [*first, *n]
            last = (n[2], n[3])
            x, y = n[4], n[5]
            out.append(("C", n))
            continue
        elif kind == "A":
            ex, ey = base[0] + n[5], base[1] + n[6]
            for part in arc(x, y, n[0], n[1], n[2], n[3] != 0, n[4] != 0, ex, ey):
                out.append(("C", list(part)))
            x, y = ex, ey
        else:
            raise ValueError(kind)
        last = None
    return out


def shape(element):
    tag = element.tag.split("}")[1]
    get = lambda name, default="0": float(element.get(name, default))
    if tag == "path":
        return path(element.get("d"))
    if tag == "circle":
        cx, cy, r = get("cx"), get("cy"), get("r")
        return path(f"M{cx - r} {cy}A{r} {r} 0 1 1 {cx + r} {cy}A{r} {r} 0 1 1 {cx - r} {cy}Z")
    if tag == "line":
        return path(f"M{get('x1')} {get('y1')}L{get('x2')} {get('y2')}")
    if tag in ("polyline", "polygon"):
        return path("M" + element.get("points") + ("Z" if tag == "polygon" else ""))
    if tag == "rect":
        x, y, w, h = get("x"), get("y"), get("width"), get("height")
        r = get("rx", element.get("ry", "0"))
        return path(
            f"M{x + r} {y}H{x + w - r}A{r} {r} 0 0 1 {x + w} {y + r}V{y + h - r}A{r} {r} 0 0 1 {x + w - r} {y + h}"
            f"H{x + r}A{r} {r} 0 0 1 {x} {y + h - r}V{y + r}A{r} {r} 0 0 1 {x + r} {y}Z"
        )
    raise ValueError(tag)


def short(value):
    return f"{value:.2f}".rstrip("0").rstrip(".").replace("-0.", "-.").removeprefix("0") or "0"


for name in sys.argv[2:]:
    root = ET.parse(f"{sys.argv[1]}/{name}.svg").getroot()
    data = "".join(c + " ".join(short(v) for v in n) for element in root for c, n in shape(element))
    constant = name.upper().replace("-", "_")
    print(f"/// `{name}`.\npub const {constant}: &str =\n    \"{data}\";\n")
