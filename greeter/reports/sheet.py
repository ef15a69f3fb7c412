"""The paper: pages, text and shapes in points, from the top left corner down.

Every text goes through `printable`, for reportlab drops a letter that the font lacks without a word. Colours are the light theme's tokens.
"""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from greeter.print_fonts import Weight
from greeter.print_fonts import printable as uncached_printable
from greeter.reports.tabular import tabular_font
from greeter.settings import RESOURCES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.lib.colors import Color
    from reportlab.pdfgen.pathobject import PDFPathObject

MARGIN = 41.0
_TOTAL = "total-pages"
_ELLIPSIS = "…"


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

    def end_page(self) -> None:
        """Go on to the next page."""
        self._canvas.showPage()
        self.page += 1

    def finish(self) -> bytes:
        """End the last page and return the document."""
        self._canvas.showPage()
        self._canvas.beginForm(_TOTAL)
        self._draw(0, 0, str(self.page), SMALLEST)
        self._canvas.endForm()
        self._canvas.save()
        return self._made.getvalue()

    def bookmark(self, title: str, key: str, y: float = 0.0) -> None:
        """Put this place into the outline."""
        self._canvas.bookmarkHorizontalAbsolute(key, self.height - y)
        self._canvas.addOutlineEntry(printable(title), key, level=0)

    def text(self, x: float, y: float, text: str, face: Face = BODY, align: Align = Align.LEFT) -> float:
        """Write one line with its baseline at `y`; return its width."""
        shown = printable(text)
        wide = self._width(shown, face.weight, face.size)
        start = {Align.LEFT: x, Align.RIGHT: x - wide, Align.CENTRE: x - wide / 2}[align]
        self._draw(start, self.height - y, shown, face)
        return wide

    def total_pages(self, x: float, y: float) -> None:
        """Write how many pages there are, once that is known."""
        self._canvas.saveState()
        self._canvas.translate(x, self.height - y)
        self._canvas.doForm(_TOTAL)
        self._canvas.restoreState()

    def measure(self, text: str, face: Face = BODY) -> float:
        """Return the width of a text in one line."""
        return self._width(printable(text), face.weight, face.size)

    def fitted(self, text: str, room: float, face: Face = BODY) -> str:
        """Return the text, shortened with an ellipsis where it is wider than `room`."""
        shown = printable(text)
        if self._width(shown, face.weight, face.size) <= room:
            return shown
        while shown and self._width(shown + _ELLIPSIS, face.weight, face.size) > room:
            shown = shown[:-1].rstrip()
        return shown + _ELLIPSIS

    def paragraph(
        self, x: float, y: float, room: float, runs: Sequence[Run], size: float = 9.5, leading: float = 13.0
    ) -> float:
        """Write running text from the baseline `y` on, in lines no wider than `room`; return the baseline after the last."""
        for line in self.lines(room, runs, size):
            at = x
            for run in line:
                at += self.text(at, y, run.text, Face(size, run.weight, run.ink))
            y += leading
        return y

    def lines(self, room: float, runs: Sequence[Run], size: float) -> list[list[Run]]:
        """Return running text broken into lines. A word wider than `room` keeps its line for itself."""
        lines: list[list[Run]] = [[]]
        used = 0.0
        for run in runs:
            for index, word in enumerate(printable(run.text).split(" ")):
                gap = " " if index and lines[-1] else ""
                wide = self._width(gap + word, run.weight, size)
                if word and used + wide > room and lines[-1]:
                    lines.append([])
                    used, gap = 0.0, ""
                    wide = self._width(word, run.weight, size)
                lines[-1].append(run._replace(text=gap + word))
                used += wide
        return [_joined(line) for line in lines if any(run.text.strip() for run in line)]

    def rule(self, x1: float, y1: float, x2: float, y2: float, ink: Ink = Ink.LINE, thick: float = 0.75) -> None:
        """Draw a straight line."""
        self._canvas.setStrokeColor(_colour(ink))
        self._canvas.setLineWidth(thick)
        self._canvas.setLineCap(0)
        self._canvas.line(x1, self.height - y1, x2, self.height - y2)

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
        made = (x, self.height - y - high, wide, high)
        stroke, filled = int(edge is not None), int(fill is not None)
        if radius > 0:
            self._canvas.roundRect(*made, min(radius, wide / 2, high / 2), stroke=stroke, fill=filled)
        else:
            self._canvas.rect(*made, stroke=stroke, fill=filled)

    def disc(self, x: float, y: float, radius: float, ink: Ink) -> None:
        """Draw a filled circle around a point."""
        self._canvas.setFillColor(_colour(ink))
        self._canvas.circle(x, self.height - y, radius, stroke=0, fill=1)

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
        pen.translate(x, self.height - y)
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
        path.moveTo(first[0], self.height - first[1])
        for x, y in rest:
            path.lineTo(x, self.height - y)
        return path

    def _draw(self, x: float, y: float, text: str, face: Face) -> None:
        self._canvas.setFillColor(_colour(face.ink))
        self._canvas.setFont(_font(face.weight), face.size)
        self._canvas.drawString(x, y, text)

    def _width(self, text: str, weight: Weight, size: float) -> float:
        found: float = tabular_font(weight).stringWidth(text, size)
        return found


@lru_cache(maxsize=4096)
def printable(text: str) -> str:
    """Return the text in letters that the font has. A report says the same few words thousands of times."""
    return uncached_printable(text)


def _joined(line: Sequence[Run]) -> list[Run]:
    """Return a line with neighbours of one look put together."""
    joined: list[Run] = []
    for run in line:
        if joined and joined[-1][1:] == run[1:]:
            joined[-1] = run._replace(text=joined[-1].text + run.text)
        else:
            joined.append(run)
    return joined


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
