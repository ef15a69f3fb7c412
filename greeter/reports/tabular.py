"""Fonts with figures of one width, so that columns of numbers stand in line.

reportlab knows no OpenType features, so the font's `tnum` figures are looked up in its glyph substitution table (OpenType 1.9, `GSUB`) and put in
the places of the usual ones.
"""

from __future__ import annotations

from functools import cache
from struct import unpack_from
from typing import TYPE_CHECKING

from greeter.print_fonts import Weight, font, font_file
from greeter.scripts import Script

if TYPE_CHECKING:
    from greeter.joined_font import JoinedFont

FEATURE = b"tnum"
_SINGLE, _EXTENSION = 1, 7
"""Kinds of lookup: one glyph for one glyph; and one that only points to another place."""


def table_font(weight: Weight, script: Script) -> JoinedFont:
    """Return a weight of a script's font, its figures of one width: other fonts than the text font have no others, or no figures."""
    return tabular_font(weight) if script is Script.LATIN else font(weight, script)


@cache
def tabular_font(weight: Weight) -> JoinedFont:
    """Return a weight of the text font with figures of one width, registered under its `fontName`."""
    from reportlab.pdfbase.pdfmetrics import registerFont

    from greeter.joined_font import JoinedFont

    made = JoinedFont(f"Greeter-Tabular-{weight.value}", font_file(weight))
    face = made.face
    swaps = substitutions(face.get_table("GSUB"), FEATURE)
    for figure in map(ord, "0123456789"):
        glyph = swaps.get(face.charToGlyph[figure], face.charToGlyph[figure])
        face.charToGlyph[figure] = glyph
        face.charWidths[figure] = face.hmetrics[glyph][0] * 1000 / face.unitsPerEm
    face.name += b"-Tabular"  # reportlab takes all fonts of one face for one
    registerFont(made)
    return made


def substitutions(table: bytes, feature: bytes) -> dict[int, int]:
    """Return which glyph a feature of a GSUB table puts for which, for its one-for-one lookups."""
    features, lookups = unpack_from(">2H", table, 6)
    wanted: set[int] = set()
    for index in range(_u16(table, features)):
        tag, offset = unpack_from(">4sH", table, features + 2 + 6 * index)
        if tag == feature:
            start = features + offset
            wanted.update(unpack_from(f">{_u16(table, start + 2)}H", table, start + 4))
    swaps: dict[int, int] = {}
    for index in sorted(wanted):
        start = lookups + _u16(table, lookups + 2 + 2 * index)
        kind, count = _u16(table, start), _u16(table, start + 4)
        for place in range(count):
            at = start + _u16(table, start + 6 + 2 * place)
            if kind == _EXTENSION:
                real, offset = unpack_from(">HI", table, at + 2)
                swaps |= _single(table, at + offset) if real == _SINGLE else {}
            elif kind == _SINGLE:
                swaps |= _single(table, at)
    return swaps


def _single(table: bytes, at: int) -> dict[int, int]:
    form, coverage = unpack_from(">2H", table, at)
    glyphs = _covered(table, at + coverage)
    if form == 1:
        delta = _u16(table, at + 4)
        return {glyph: (glyph + delta) & 0xFFFF for glyph in glyphs}
    return dict(zip(glyphs, unpack_from(f">{_u16(table, at + 4)}H", table, at + 6), strict=False))


def _covered(table: bytes, at: int) -> list[int]:
    form, count = unpack_from(">2H", table, at)
    if form == 1:
        return list(unpack_from(f">{count}H", table, at + 4))
    ranges = (unpack_from(">3H", table, at + 4 + 6 * index) for index in range(count))
    return [glyph for first, last, _ in ranges for glyph in range(first, last + 1)]


def _u16(table: bytes, at: int) -> int:
    number: int = unpack_from(">H", table, at)[0]
    return number
