"""Text on paper in every script: broken into lines, each sign in a font that has it, joined where it joins, in the order in which it is seen.

reportlab and Pillow know one font at a time and write from left to right. Here a line becomes runs, each of one font and one direction; a run
is painted as a string, or sign by sign where letters take other shapes (HarfBuzz says which, and where).
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from greeter.bidi import in_line, levels, turned, visual_runs
from greeter.line_breaks import units, words
from greeter.print_fonts import Weight, font, font_file, letters, nearest
from greeter.scripts import Script, fonts_for, reads_right_to_left

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import uharfbuzz

    from greeter.joined_font import JoinedFont

    Fonts = Callable[[Weight, Script], JoinedFont]

HARD_SPACE = "\u00a0"
_HARD_SPACES = frozenset("\u00a0\u202f")
_JOINERS = frozenset("\u200c\u200d")
UNSEEN = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069") | _JOINERS
"""Signs that say how others are written, and are not painted."""


class Glyph(NamedTuple):
    """One shape of a run. Lengths are thousandths of the font's size."""

    sign: str
    """The sign of the font that has this shape."""
    text: str
    """What it stands for: "" for a mark, which goes with its letter."""
    advance: float
    """From here to the next shape."""
    right: float = 0.0
    """How far right of its place it is painted: marks stand over letters."""
    rise: float = 0.0
    """How far above the baseline."""


class Run(NamedTuple):
    """A stretch of a line in one font and one direction."""

    script: Script
    weight: Weight
    start: int
    """Where in the line it begins, in the order of reading."""
    x: float
    """Its left end from the line's, in shares of the size that was asked for."""
    width: float
    signs: str
    """What is painted, where there are no glyphs."""
    glyphs: tuple[Glyph, ...] = ()
    """The shapes from left to right."""

    @property
    def scale(self) -> float:
        """The font's size as a share of the size that was asked for."""
        return self.script.face.scale


class TextLine(NamedTuple):
    """A line of a paragraph. `levels` say in which direction each sign runs; none: all from left to right."""

    text: str
    levels: tuple[int, ...] = ()


def printable(text: str, script: Script = Script.LATIN) -> str:
    """Return the text in letters that its fonts have: an unknown accent is left off, an unknown letter becomes a question mark."""
    known = [letters(Weight.REGULAR, other) for other in fonts_for(text, script)]

    def shown(sign: str) -> str:
        if sign in _HARD_SPACES:
            return HARD_SPACE
        return sign if sign in UNSEEN else nearest(sign, *known)

    return "".join(
        shown(sign)
        for sign in unicodedata.normalize("NFC", text)
        if sign in UNSEEN or sign.isprintable() or sign.isspace()
    )


def one_line(text: str, script: Script = Script.LATIN) -> TextLine:
    """Return a text as one line."""
    clean = " ".join(words(printable(text, script)))
    rtl = reads_right_to_left(clean, page=script.right_to_left)
    return _line(clean, levels(clean, right_to_left=rtl), right_to_left=rtl)


def wrap(text: str, script: Script, weight: Weight, size: float, room: float) -> list[TextLine]:
    """Return the text in lines no wider than `room`; a word that is wider alone is broken. An empty text has no line."""
    parts = units(printable(text, script))
    whole = "".join(f" {part.text}" if part.spaced else part.text for part in parts)
    rtl = reads_right_to_left(whole, page=script.right_to_left)
    found = levels(whole, right_to_left=rtl)

    def wide(start: int, end: int) -> float:
        return width(TextLine(whole[start:end], found[start:end]), script, weight, size)

    lines, start, end = [], 0, 0
    for part in parts:
        begin = end + part.spaced
        if start < end and wide(start, begin + len(part.text)) > room:
            lines.append((start, end))
            start = begin
        end = begin + len(part.text)
        while wide(start, end) > room and end - start > 1:
            cut = next(cut for cut in range(end - 1, start, -1) if cut == start + 1 or wide(start, cut) <= room)
            lines.append((start, cut))
            start = cut
    lines += [(start, end)] if start < end else []
    return [_line(whole[a:b], in_line(found[a:b], whole[a:b], right_to_left=rtl), right_to_left=rtl) for a, b in lines]


def width(one: TextLine, script: Script, weight: Weight, size: float) -> float:
    """Return the width of a line, in the unit of `size`."""
    return sum(run.width for run in runs(one, script, weight)) * size


@lru_cache(maxsize=4096)
def runs(one: TextLine, script: Script, weight: Weight, made_by: Fonts = font) -> tuple[Run, ...]:
    """Return a line's runs, in the order of reading: so a PDF is read out, whatever is seen first.

    made_by: which font is painted with, where that is not the usual one; it has the same letters.
    """
    order = fonts_for(one.text, script)
    weight = Weight(order[0].face.weight(weight))
    fonts = _fonts(one.text, order, weight)
    found = one.levels or (0,) * len(one.text)
    made, x = [], 0.0
    for start, end in visual_runs(found):
        pieces = list(_pieces(fonts, start, end))
        for first, last in reversed(pieces) if found[start] % 2 else pieces:
            run = _run(one.text[first:last], fonts[first], weight, made_by, rtl=found[first] % 2 == 1)
            made.append(run._replace(start=first, x=x))
            x += run.width
    return tuple(sorted(made, key=lambda run: run.start))


def _line(text: str, found: tuple[int, ...], *, right_to_left: bool) -> TextLine:
    return TextLine(text, found if right_to_left or any(found) else ())


def _fonts(text: str, order: Sequence[Script], weight: Weight) -> list[Script]:
    """Return the font of each sign: the first that has it. Spaces, and what is not seen, go with both signs beside them where these agree."""
    known = {script: letters(weight, script) for script in order}
    found: list[Script | None] = [
        None
        if sign.isspace() or sign in UNSEEN
        else next((script for script in order if ord(sign) in known[script]), order[0])
        for sign in text
    ]
    filled: list[Script] = []
    for place, script in enumerate(found):
        if script is None:
            before = filled[-1] if filled else None
            after = next((other for other in found[place:] if other), before)
            script = after if before is None or before is after else order[0]
        filled.append(script or order[0])
    return filled


def _pieces(fonts: Sequence[Script], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Return the stretches of one font between two places."""
    first = start
    for place in range(start + 1, end + 1):
        if place == end or fonts[place] is not fonts[first]:
            yield first, place
            first = place


def _run(text: str, script: Script, weight: Weight, made_by: Fonts, *, rtl: bool) -> Run:
    scale = script.face.scale
    if script is Script.ARABIC:
        glyphs, wide = _joined(text, weight, rtl=rtl)
        return Run(script, weight, 0, 0.0, wide * scale, "", glyphs)
    seen = "".join(sign for sign in text if sign not in UNSEEN)
    made = made_by(weight, script)
    wide = made.stringWidth(seen, 1.0)
    if not rtl:
        return Run(script, weight, 0, 0.0, wide * scale, seen)
    shapes = zip(turned(seen), reversed(seen), strict=True)
    glyphs = tuple(Glyph(shape, sign, made.stringWidth(shape, 1000)) for shape, sign in shapes)
    return Run(script, weight, 0, 0.0, wide * scale, "", glyphs)


def _joined(text: str, weight: Weight, *, rtl: bool) -> tuple[tuple[Glyph, ...], float]:
    """Return the shapes of a stretch of Arabic from left to right, and its width."""
    import uharfbuzz

    shaper, signs = _shaper(weight)
    text = "".join(sign for sign in text.replace(HARD_SPACE, " ") if sign in _JOINERS or sign not in UNSEEN)
    if not text:
        return (), 0.0
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.direction = "rtl" if rtl else "ltr"
    buffer.script = "Arab"
    buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
    uharfbuzz.shape(shaper, buffer, {})
    infos, places = buffer.glyph_infos, buffer.glyph_positions
    starts = sorted({info.cluster for info in infos})
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    share = 1000 / shaper.face.upem
    glyphs: list[Glyph] = []
    tellers: dict[int, int] = {}
    for n, (info, place) in enumerate(zip(infos, places, strict=True)):
        told = tellers.setdefault(info.cluster, n)
        if place.x_advance and not places[told].x_advance:
            tellers[info.cluster] = n  # letters are told by their shape, not by a mark on it that is painted first
    for n, (info, place) in enumerate(zip(infos, places, strict=True)):
        lengths = (share * length for length in (place.x_advance, place.x_offset, place.y_offset))
        stands_for = text[info.cluster : ends[info.cluster]] if tellers[info.cluster] == n else ""
        glyphs += _told_singly(Glyph(signs[info.codepoint], stands_for, *lengths), rtl=rtl)
    glyphs = _with_letters(glyphs[::-1])[::-1] if rtl else _with_letters(glyphs)
    return tuple(glyphs), sum(glyph.advance for glyph in glyphs) / 1000


def _told_singly(glyph: Glyph, *, rtl: bool) -> list[Glyph]:
    """Return a shape that stands for one letter, with blanks for the others that it stands for: readers of a PDF take several in a wrong order."""
    if len(glyph.text) < 2:
        return [glyph]
    blanks = [Glyph(" ", letter, 0.0) for letter in glyph.text[1:]]
    shape = glyph._replace(text=glyph.text[0])
    return [*reversed(blanks), shape] if rtl else [shape, *blanks]


def _with_letters(glyphs: list[Glyph]) -> list[Glyph]:
    """Return shapes, in the order of reading, of which each mark is told with its letter: else a reader of a PDF tears words at marks."""
    found: list[Glyph] = []
    letter = -1
    for glyph in glyphs:
        if glyph.text and unicodedata.combining(glyph.text) and letter >= 0:
            found[letter] = found[letter]._replace(text=found[letter].text + glyph.text)
            glyph = glyph._replace(text="")
        else:
            letter = len(found)
        found.append(glyph)
    return found


@cache
def _shaper(weight: Weight) -> tuple[uharfbuzz.Font, dict[int, str]]:
    """Return HarfBuzz's font of a weight, and a sign for each of its glyphs."""
    import uharfbuzz

    path = font_file(weight, Script.ARABIC)
    signs = {glyph: chr(code) for code, glyph in letters(weight, Script.ARABIC).items()}
    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)))), signs
