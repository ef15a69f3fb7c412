"""The paper: pages, text and shapes in points, from the top left corner down; from the top right one where the language is written so.

Every text goes through `clean`, for reportlab drops a letter that the font lacks without a word. Colours are the light theme's tokens.
"""

from __future__ import annotations

import io
import json
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from greeter.print_fonts import Weight
from greeter.reports.lettering import clean, measured, parts, set_line
from greeter.reports.tabular import table_font, tabular_font
from greeter.scripts import script_of
from greeter.settings import RESOURCES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reportlab.lib.colors import Color
    from reportlab.pdfgen.pathobject import PDFPathObject

    from greeter.print_text import Run as Painted
    from greeter.reports.lettering import Letters

MARGIN = 41.0
_ELLIPSIS = "…"
_NON_ZERO = 1
"""reportlab's name for filling what an outline goes round, however it is turned."""


class Paper(StrEnum):
    """Sizes of paper."""

    A4 = "a4"
    LETTER = "letter"

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        return (595.28, 841.89) if self is Paper.A4 else (612.0, 792.0)


class Ink(StrEnum):
    """Colours: tokens of the light theme, white, and the steps of the heat map."""

    PAPER = "paper"
    SUNK = "sunk"
    LINE = "line"
    EDGE = "edge"
    INK = "ink"
    INK2 = "ink2"
    ACCENT = "accent"
    ACCENT_TINT = "accentTint"
    LAMP = "lamp"
    WITHIN = "within"
    NEAR = "near"
    OVER = "over"
    WHITE = "#FFFFFF"
    HEAT1 = "#E3ECF1"
    HEAT2 = "#B4CCDB"
    HEAT3 = "#3B6F95"
    HEAT4 = "#0D3957"


class Align(StrEnum):
    """Where a text stands from its x."""

    LEFT = "left"
    RIGHT = "right"
    CENTRE = "centre"


class Run(NamedTuple):
    """A piece of running text in one weight and colour."""

    text: str
    weight: Weight = Weight.REGULAR
    ink: Ink = Ink.INK


@dataclass(frozen=True, slots=True)
class Face:
    """How a text looks: size in points, weight, colour."""

    size: float = 9.0
    weight: Weight = Weight.REGULAR
    ink: Ink = Ink.INK


HEADING = Face(11.5, Weight.BOLD)
BODY = Face(9.5)
SMALL = Face(8.5, ink=Ink.INK2)
SMALLEST = Face(8.0, ink=Ink.INK2)


class Sheet:
    """A document under way. `y` is where the next thing stands, counted down from the top of the page."""

    def __init__(self, paper: Paper, *, title: str, author: str, subject: str, language: str) -> None:
        self._made = io.BytesIO()
        self.width, self.height = paper.size
        self.script = script_of(language)
        self.mirrored = self.script.right_to_left
        self._canvas = Canvas(self._made, pagesize=paper.size, lang=language, initialFontName=_font(Weight.REGULAR))
        self._canvas.setTitle(title)
        self._canvas.setAuthor(author)
        self._canvas.setSubject(subject)
        self._canvas.setCreator("Greeter")
        self._canvas.showOutline()
        self.left, self.right = MARGIN, self.width - MARGIN
        self.page = 1
        self.y = 0.0

    @property
    def room(self) -> float:
        """Width between the margins."""
        return self.right - self.left

    @contextmanager
    def between(self, left: float, right: float) -> Iterator[None]:
        """Take these for the margins for a while."""
        margins = self.left, self.right
        self.left, self.right = left, right
        try:
            yield
        finally:
            self.left, self.right = margins

    def end_page(self) -> None:
        """Go on to the next page."""
        self._canvas.showPage()
        self.page += 1

    def finish(self, page_words: Callable[[int, int], str]) -> bytes:
        """End the last page and return the document. page_words: says which page of how many it is."""
        self._canvas.showPage()
        for page in range(1, self.page + 1):
            self._canvas.beginForm(f"page-{page}", -self.width, -20, self.width, 20)
            self._write(0.0, 0.0, [Run(page_words(page, self.page), ink=SMALLEST.ink)], SMALLEST.size, Align.RIGHT)
            self._canvas.endForm()
        self._canvas.save()
        return self._made.getvalue()

    def bookmark(self, title: str, key: str, y: float = 0.0) -> None:
        """Put this place into the outline."""
        self._canvas.bookmarkHorizontalAbsolute(key, self.height - y)
        self._canvas.addOutlineEntry(title, key, level=0)

    def text(self, x: float, y: float, text: str, face: Face = BODY, align: Align = Align.LEFT) -> float:
        """Write one line with its baseline at `y`; return its width."""
        return self._write(x, y, [Run(self.clean(text), face.weight, face.ink)], face.size, align)

    def page_number(self, y: float) -> None:
        """Write at the end of a line which page of how many this is, once that is known."""
        self._canvas.saveState()
        self._canvas.translate(self._across(self.right), self.height - y)
        self._canvas.doForm(f"page-{self.page}")
        self._canvas.restoreState()

    def clean(self, text: str) -> str:
        """Return a text in letters that its fonts have."""
        return clean(text, self.script)

    def measure(self, text: str, face: Face = BODY) -> float:
        """Return the width of a text in one line."""
        return measured(self.clean(text), face.weight, self.script) * face.size

    def fitted(self, text: str, room: float, face: Face = BODY) -> str:
        """Return the text, shortened with an ellipsis where it is wider than `room`."""
        shown = self.clean(text)
        if self.measure(shown, face) <= room:
            return shown
        while shown and self.measure(shown + _ELLIPSIS, face) > room:
            shown = shown[:-1].rstrip()
        return shown + _ELLIPSIS

    def paragraph(
        self, x: float, y: float, room: float, runs: Sequence[Run], size: float = 9.5, leading: float = 13.0
    ) -> float:
        """Write running text from the baseline `y` on, in lines no wider than `room`; return the baseline after the last."""
        for line in self.lines(room, runs, size):
            self._write(x, y, line, size)
            y += leading
        return y

    def lines(self, room: float, runs: Sequence[Run], size: float) -> list[list[Run]]:
        """Return running text broken into lines. A word wider than `room` keeps its line for itself."""
        cleaned = [run._replace(text=self.clean(run.text)) for run in runs]
        whole = "".join(run.text for run in cleaned)
        lines: list[tuple[int, int]] = []
        used = 0.0
        for start, end in parts(whole):
            if lines:
                wide = self._room(cleaned, lines[-1][1], end) * size
                if used + wide <= room:
                    lines[-1] = lines[-1][0], end
                    used += wide
                    continue
            lines.append((start, end))
            used = self._room(cleaned, start, end) * size
        return [_cut(cleaned, start, end) for start, end in lines]

    def _room(self, runs: Sequence[Run], start: int, end: int) -> float:
        """Return the width of what stands between two places of some runs, in shares of the size."""
        return sum(measured(run.text, run.weight, self.script) for run in _cut(runs, start, end))

    def rule(self, x1: float, y1: float, x2: float, y2: float, ink: Ink = Ink.LINE, thick: float = 0.75) -> None:
        """Draw a straight line."""
        self._canvas.setStrokeColor(_colour(ink))
        self._canvas.setLineWidth(thick)
        self._canvas.setLineCap(0)
        self._canvas.line(self._across(x1), self.height - y1, self._across(x2), self.height - y2)

    def box(
        self,
        x: float,
        y: float,
        wide: float,
        high: float,
        fill: Ink | None,
        *,
        radius: float = 0.0,
        edge: Ink | None = None,
    ) -> None:
        """Draw a box from its upper left corner."""
        if fill is not None:
            self._canvas.setFillColor(_colour(fill))
        if edge is not None:
            self._canvas.setStrokeColor(_colour(edge))
            self._canvas.setLineWidth(0.75)
        made = (self._across(x, wide), self.height - y - high, wide, high)
        stroke, filled = int(edge is not None), int(fill is not None)
        if radius > 0:
            self._canvas.roundRect(*made, min(radius, wide / 2, high / 2), stroke=stroke, fill=filled)
        else:
            self._canvas.rect(*made, stroke=stroke, fill=filled)

    def disc(self, x: float, y: float, radius: float, ink: Ink) -> None:
        """Draw a filled circle around a point."""
        self._canvas.setFillColor(_colour(ink))
        self._canvas.circle(self._across(x), self.height - y, radius, stroke=0, fill=1)

    def shape(self, points: Sequence[tuple[float, float]], ink: Ink) -> None:
        """Draw a filled polygon."""
        self._canvas.setFillColor(_colour(ink))
        path = self._path(points)
        path.close()
        self._canvas.drawPath(path, stroke=0, fill=1)

    def stroke(self, points: Sequence[tuple[float, float]], ink: Ink, thick: float) -> None:
        """Draw an open line through points, with round ends."""
        self._canvas.setStrokeColor(_colour(ink))
        self._canvas.setLineWidth(thick)
        self._canvas.setLineCap(1)
        self._canvas.setLineJoin(1)
        self._canvas.drawPath(self._path(points), stroke=1, fill=0)

    def mark(self, x: float, y: float, size: float) -> None:
        """Draw the town hall's mark, an arch with a lamp, from its upper left corner (44 units of its drawing are `size`)."""
        unit = size / 44
        pen = self._canvas
        pen.saveState()
        pen.translate(self._across(x, size), self.height - y)
        pen.scale(unit, -unit)
        pen.setFillColor(_colour(Ink.ACCENT))
        path = pen.beginPath()
        path.moveTo(4, 42)
        path.lineTo(4, 22)
        path.arcTo(4, 4, 40, 40, 180, 180)
        path.lineTo(40, 42)
        path.close()
        pen.drawPath(path, stroke=0, fill=1)
        pen.setFillColor(_colour(Ink.LAMP))
        pen.circle(22, 23, 7.5, stroke=0, fill=1)
        pen.setFillColor(_colour(Ink.PAPER))
        pen.roundRect(9, 35, 26, 3.4, 1.7, stroke=0, fill=1)
        pen.restoreState()

    def _path(self, points: Sequence[tuple[float, float]]) -> PDFPathObject:
        path = self._canvas.beginPath()
        first, *rest = points
        path.moveTo(self._across(first[0]), self.height - first[1])
        for x, y in rest:
            path.lineTo(self._across(x), self.height - y)
        return path

    def _across(self, x: float, wide: float = 0.0) -> float:
        """Return where on the paper is what is `x` from where lines begin and so wide."""
        return self.width - x - wide if self.mirrored else x

    def _write(self, x: float, y: float, runs: Sequence[Run], size: float, align: Align = Align.LEFT) -> float:
        """Write clean text in one line, `y` down from the top of the page; return its width. On a form, x and y are its own."""
        line = set_line([(run.text, run.weight) for run in runs], self.script)
        wide = line.width * size
        on_page = (x, y) != (0.0, 0.0)
        start, base = (self._across(x), self.height - y) if on_page else (0.0, 0.0)
        ends = (align is Align.RIGHT) is not self.mirrored
        start -= wide / 2 if align is Align.CENTRE else wide if ends else 0.0
        for letters in line.letters:
            self._canvas.setFillColor(_colour(runs[letters.owner].ink))
            self._paint(letters, start + letters.x * size, base, size)
        return wide

    def _paint(self, letters: Letters, x: float, y: float, size: float) -> None:
        pen = self._canvas
        if not letters.painted:
            pen.setFont(_font(letters.weight), size)
            pen.drawString(x, y, letters.text)
        for run in letters.painted:
            made, at, own = table_font(run.weight, run.script), x + run.x * size, size * run.scale
            pen.setFont(made.fontName, own)
            if run.signs:
                pen.drawString(at, y, run.signs)
            if run.glyphs:
                pen.drawString(at, y, made.shaped(run.glyphs))
                self._marks(run, at, y, own)

    def _marks(self, run: Painted, x: float, y: float, size: float) -> None:
        """Draw marks over and under letters as outlines: as signs they would tear words apart for who looks for text in the PDF."""
        made, path = table_font(run.weight, run.script), self._canvas.beginPath()
        for glyph in run.glyphs:
            if not glyph.text:
                made.outline(glyph.sign).trace(path, x + glyph.right * size / 1000, y + glyph.rise * size / 1000, size)
            x += glyph.advance * size / 1000
        self._canvas.drawPath(path, stroke=0, fill=1, fillMode=_NON_ZERO)


def _cut(runs: Sequence[Run], start: int, end: int) -> list[Run]:
    """Return what stands between two places of some runs."""
    found, place = [], 0
    for run in runs:
        text = run.text[max(0, start - place) : max(0, end - place)]
        if text:
            found.append(run._replace(text=text))
        place += len(run.text)
    return found


def _font(weight: Weight) -> str:
    name: str = tabular_font(weight).fontName
    return name


@cache
def _tokens() -> dict[str, str]:
    tokens: dict[str, str] = json.loads((RESOURCES / "themes" / "light.json").read_text("utf-8"))
    return tokens


@cache
def _colour(ink: Ink) -> Color:
    return HexColor(ink.value if ink.value.startswith("#") else _tokens()[ink.value])


def grey(ink: Ink) -> float:
    """Return the relative luminance of a colour, from 0 to 1: what a print in grey has left of it (WCAG 2)."""
    colour = _colour(ink)
    parts = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.rgb())
    return float(sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True)))
