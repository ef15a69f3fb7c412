"""The text font on paper: its widths, its lines, and what to do with a letter that it lacks.

Paper and screen use the same four weights of Atkinson Hyperlegible Next from `resources/fonts`. reportlab leaves out a letter that a font lacks
and says nothing, so every text goes through `printable` first.
"""

from __future__ import annotations

import unicodedata
from enum import IntEnum
from functools import cache
from typing import TYPE_CHECKING

from greeter.settings import RESOURCES

if TYPE_CHECKING:
    from pathlib import Path

    from reportlab.pdfbase.ttfonts import TTFont

_FILES = {400: "Regular", 600: "SemiBold", 700: "Bold", 800: "ExtraBold"}
_LACKING = "?"


class Weight(IntEnum):
    """The weights there are."""

    REGULAR = 400
    SEMIBOLD = 600
    BOLD = 700
    EXTRABOLD = 800


def font_file(weight: Weight) -> Path:
    """Return the TrueType file of a weight."""
    return RESOURCES / "fonts" / f"AtkinsonHyperlegibleNext-{_FILES[weight]}.ttf"


@cache
def font(weight: Weight) -> TTFont:
    """Return a weight as reportlab's font, registered under its `fontName`."""
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont

    made = TTFont(f"Greeter-{_FILES[weight]}", str(font_file(weight)))
    registerFont(made)
    return made


def width(text: str, weight: Weight, size: float) -> float:
    """Return the width of a printable text in one line, in the unit of `size`."""
    found: float = font(weight).stringWidth(text, size)
    return found


def printable(text: str) -> str:
    """Return the text in letters that the font has: a letter with an unknown accent without it, another unknown one as a question mark."""
    known = font(Weight.REGULAR).face.charToGlyph
    return "".join(
        _letter(sign, known) for sign in unicodedata.normalize("NFC", text) if sign.isprintable() or sign.isspace()
    )


def wrap(text: str, weight: Weight, size: float, room: float) -> list[str]:
    """Return the text in lines no wider than `room`; a word that is wider alone is broken. An empty text has no line."""
    lines: list[str] = []
    line = ""
    for word in printable(text).split():
        longer = f"{line} {word}" if line else word
        if width(longer, weight, size) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        *full, line = _broken(word, weight, size, room)
        lines += full
    return [*lines, line] if line else lines


def _broken(word: str, weight: Weight, size: float, room: float) -> list[str]:
    parts = [""]
    for sign in word:
        if parts[-1] and width(parts[-1] + sign, weight, size) > room:
            parts.append("")
        parts[-1] += sign
    return parts


def _letter(sign: str, known: dict[int, int]) -> str:
    if sign.isspace():
        return " "
    if ord(sign) in known:
        return sign
    bare = unicodedata.normalize("NFKD", sign)[0]
    return bare if ord(bare) in known else _LACKING
