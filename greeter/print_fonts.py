"""The fonts on paper: their files, their letters, and what to do with a letter that no font has.

Paper and screen use the same files (`greeter/scripts.py`). reportlab leaves out a letter that a font lacks and says nothing, so every text goes
through `printable` first: this one for the text font alone, that of `greeter/print_text.py` for all scripts.
"""

from __future__ import annotations

import unicodedata
from enum import IntEnum
from functools import cache
from typing import TYPE_CHECKING

from greeter.scripts import Script

if TYPE_CHECKING:
    from pathlib import Path

    from greeter.joined_font import JoinedFont

_LACKING = "?"
_ALIKE = {"\u2212": "\u2013"}
"""What stands for a sign where the font lacks it: a dash for a minus."""


class Weight(IntEnum):
    """The weights there are."""

    REGULAR = 400
    SEMIBOLD = 600
    BOLD = 700
    EXTRABOLD = 800


def font_file(weight: Weight, script: Script = Script.LATIN) -> Path:
    """Return the TrueType file of a weight, or of the next heavier one that the script has."""
    return script.face.path(weight)


def font(weight: Weight, script: Script = Script.LATIN) -> JoinedFont:
    """Return a weight as reportlab's font, registered under its `fontName`."""
    return _registered(font_file(weight, script))


@cache
def _registered(path: Path) -> JoinedFont:
    from reportlab.pdfbase.pdfmetrics import registerFont

    from greeter.joined_font import JoinedFont

    made = JoinedFont(f"Greeter-{path.stem}", path)
    registerFont(made)
    return made


def letters(weight: Weight, script: Script = Script.LATIN) -> dict[int, int]:
    """Return the codes of the letters that a font has, each with its glyph."""
    found: dict[int, int] = font(weight, script).face.charToGlyph
    return found


def width(text: str, weight: Weight, size: float) -> float:
    """Return the width of a printable text in the text font, in one line, in the unit of `size`."""
    found: float = font(weight).stringWidth(text, size)
    return found


def printable(text: str) -> str:
    """Return the text in letters that the text font has: a letter with an unknown accent without it, another unknown one as a question mark."""
    known = letters(Weight.REGULAR)
    return "".join(
        nearest(sign, known) for sign in unicodedata.normalize("NFC", text) if sign.isprintable() or sign.isspace()
    )


def nearest(sign: str, *known: dict[int, int]) -> str:
    """Return a sign as these fonts can show it: itself, its letter without accents, or a question mark."""
    if sign.isspace():
        return " "
    bare = unicodedata.normalize("NFKD", sign)[0]
    return next(
        (each for each in (sign, bare, _ALIKE.get(sign, sign)) if any(ord(each) in font for font in known)), _LACKING
    )
