#!/usr/bin/env python3
"""Makes the fonts of this folder from the web fonts of Inter: subset.py FOLDER-OF-INTER-UI

What is kept: the characters of characters.txt, kerning, tabular forms of digits. What is dropped: hints (nothing here is drawn so small), names
of glyphs, all other features, and combining marks by themselves, since shaping composes them with their letter.
"""

import pathlib
import sys

from fontTools import subset
from fontTools.otlLib.optimize import gpos
from fontTools.ttLib import TTFont

HERE = pathlib.Path(__file__).parent
FEATURES = ["kern", "ccmp", "tnum"]
# Copyright, family, style, id, name, version, PostScript name, trademark, licence and its address.
NAMES = [0, 1, 2, 3, 4, 5, 6, 7, 13, 14]


def characters():
    lines = (HERE / "characters.txt").read_text().splitlines()
    ranges = [line.split()[0] for line in lines if not line.startswith("#")]
    return subset.parse_unicodes(",".join(ranges))


def only_digits(font):
    """Takes all but digits out of the tabular forms: in running text a hyphen as wide as a digit tears words apart."""
    digits = {font.getBestCmap()[code] for code in range(ord("0"), ord("9") + 1)}
    table = font["GSUB"].table
    numbers = {at for record in table.FeatureList.FeatureRecord if record.FeatureTag == "tnum" for at in record.Feature.LookupListIndex}
    for at in numbers:
        for part in table.LookupList.Lookup[at].SubTable:
            part = getattr(part, "ExtSubTable", part)
            part.mapping = {one: other for one, other in part.mapping.items() if one in digits}


def make(source, weight):
    options = subset.Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.name_IDs = NAMES
    font = TTFont(source / "web" / f"Inter-{weight}.woff2", recalcTimestamp=False)
    only_digits(font)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters())
    subsetter.subset(font)
    gpos.compact(font, 9)
    font.flavor = None
    path = HERE / f"Inter-{weight}.ttf"
    font.save(path)
    print(f"{path.name}: {path.stat().st_size} bytes, {len(font.getGlyphOrder())} glyphs")


if len(sys.argv) != 2:
    sys.exit(__doc__)
for each in ["Regular", "SemiBold"]:
    make(pathlib.Path(sys.argv[1]), each)
