"""The measures of the access strip, and how wide and high the words of its buttons are."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from greeter.line_breaks import Unit, units
from ui.kit.lettering import Lettering, Wording, lay_out

DRAWING = 1.12
"""Height of an icon with the space beneath it, as a share of its side."""


@dataclass(frozen=True)
class AidWords:
    """An aid's icon, and its word when it is off and when it is on."""

    icon: str
    off: str
    on: str


@dataclass(frozen=True)
class StripBuild:
    """The strip's measures in pixels."""

    height: int
    margin: int
    gap: int
    pad: int
    word: Lettering
    help_word: Lettering
    icon: int
    radius: int
    help_width: int
    flat: bool = False
    """Icons beside the words instead of above: a strip of 128 px."""


def leading(lettering: Lettering) -> int:
    """Return the space between two lines: what of it lies outside of a button cuts no letter."""
    return lettering.advance - lettering.size


@lru_cache(maxsize=256)
def two_lines(text: str, lettering: Lettering) -> int:
    """Return the least width in pixels at which a text stands in two lines. Texts are those of the strip: few."""
    parts = units(text)

    def wide(line: list[Unit]) -> float:
        words = "".join(f" {unit.text}" if unit.spaced and place else unit.text for place, unit in enumerate(line))
        return lay_out(Wording(words, lettering), 0).size.width() if words else 0.0

    return math.ceil(min(max(wide(parts[:cut]), wide(parts[cut:])) for cut in range(len(parts))))


@lru_cache(maxsize=256)
def widest(text: str, lettering: Lettering) -> int:
    """Return the width of the longest word in pixels."""
    return math.ceil(max(lay_out(Wording(unit.text, lettering), 0).size.width() for unit in units(text)))
