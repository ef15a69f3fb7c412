"""A printed page before it is a file: words, lines, boxes and codes, each at its place.

A `Column` sets things one beneath another and so finds out how long the page is; `sheet_pdf.py` and `image.py` put the same marks into a PDF or a
picture. Lengths are in the sheet's own unit: a printer's dot for tickets, a point for the take-away. y grows downwards.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from math import cos, pi, sin
from typing import TYPE_CHECKING

from greeter.print_fonts import Weight, printable, width, wrap

if TYPE_CHECKING:
    from greeter.tickets.qr import Modules

BLACK, WHITE = "#000000", "#FFFFFF"
CAPITAL = 0.668
"""Height of a capital as a share of the size."""
BEARING = 0.05
"""Room left of a capital's stem as a share of the size."""


@dataclass(frozen=True, slots=True)
class Type:
    """How words are set."""

    size: float
    weight: Weight = Weight.REGULAR
    line: float = 1.35
    """Line height as a share of the size."""
    color: str = BLACK

    @property
    def advance(self) -> float:
        """Height of a line."""
        return self.size * self.line


@dataclass(frozen=True, slots=True)
class Words:
    """One line of words; `x` is its left end, `y` its baseline."""

    text: str
    x: float
    y: float
    type: Type


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line, dashed where `dash` tells the lengths of dash and gap."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    color: str = BLACK
    dash: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle with round corners, filled, outlined or both."""

    x: float
    y: float
    width: float
    height: float
    radius: float = 0
    fill: str | None = None
    edge: str | None = None
    edge_width: float = 1


@dataclass(frozen=True, slots=True)
class Polygon:
    """A filled outline."""

    points: tuple[tuple[float, float], ...]
    fill: str = BLACK


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code; (x, y) is its first module, the quiet zone lies around it."""

    x: float
    y: float
    module: float
    modules: Modules


Mark = Words | Line | Box | Polygon | Code


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page. `dpi` is how many of its units make an inch."""

    width: float
    height: float
    dpi: float
    marks: tuple[Mark, ...]
    title: str
    language: str


class Align(Enum):
    """Where lines stand in their column."""

    START = 0.0
    CENTER = 0.5
    END = 1.0


@dataclass
class Column:
    """Sets things one beneath another, from `y` downwards."""

    x: float
    width: float
    y: float = 0
    marks: list[Mark] = field(default_factory=list)

    def space(self, height: float) -> None:
        """Leave room."""
        self.y += height

    def words(self, text: str, type_: Type, *, indent: float = 0, align: Align = Align.START) -> None:
        """Set a text in as many lines as it needs."""
        room = self.width - indent
        for line in wrap(text, type_.weight, type_.size, room):
            spare = room - width(line, type_.weight, type_.size)
            self.marks.append(Words(line, self.x + indent + spare * align.value, self.y + baseline(type_), type_))
            self.y += type_.advance

    def pair(self, first: tuple[str, Type], second: tuple[str, Type], *, gap: float, indent: float = 0) -> None:
        """Set two texts in one line where both fit in, else one beneath the other. Either may be empty."""
        widths = [width(printable(text), type_.weight, type_.size) for text, type_ in (first, second)]
        fits = all(widths) and sum(widths) + gap <= self.width - indent
        top = self.y
        self.words(*first, indent=indent)
        if fits:
            self.y = top
            self.words(*second, indent=indent + widths[0] + gap - 0.01)
        else:
            self.words(*second, indent=indent)

    def fitted(self, text: str, type_: Type, most_size: float) -> None:
        """Set a text in one line as large as the column is wide, up to `most_size`. Its first stem stands on the column's edge."""
        clean = printable(text)
        unit = width(clean, type_.weight, 1.0)
        size = min(most_size, self.width / (unit - BEARING)) if unit else most_size
        self.y += size * CAPITAL
        self.marks.append(Words(clean, self.x - size * BEARING, self.y, Type(size, type_.weight, 1.0, type_.color)))

    def rule(self, thickness: float, color: str = BLACK, dash: tuple[float, float] | None = None) -> None:
        """Draw a line across the column."""
        middle = self.y + thickness / 2
        self.marks.append(Line(self.x, middle, self.x + self.width, middle, thickness, color, dash))
        self.y += thickness

    def code(self, modules: Modules, module: float, *, left: float) -> None:
        """Draw a code whose first module is at `left`; room for its quiet zone is the caller's."""
        self.marks.append(Code(left, self.y, module, modules))
        self.y += module * len(modules)

    def add(self, *marks: Mark) -> None:
        """Draw something at its own place; the column goes on where it was."""
        self.marks.extend(marks)


def baseline(type_: Type) -> float:
    """Return how far below a line's top its baseline lies: capitals stand in the middle of it."""
    return (type_.advance + CAPITAL * type_.size) / 2


def office_mark(
    x: float, y: float, side: float, arch: str = BLACK, lamp: str = WHITE, step: str = WHITE
) -> tuple[Mark, ...]:
    """Return the office's mark, an arch with a lamp in it, as a square of `side`."""
    unit = side / 44
    round_top = [(22 - 18 * cos(pi * n / 32), 22 - 18 * sin(pi * n / 32)) for n in range(33)]
    outline = [(4.0, 42.0), *round_top, (40.0, 42.0)]
    return (
        Polygon(tuple((x + px * unit, y + py * unit) for px, py in outline), arch),
        Box(x + 14.5 * unit, y + 15.5 * unit, 15 * unit, 15 * unit, 7.5 * unit, lamp),
        Box(x + 9 * unit, y + 35 * unit, 26 * unit, 3.4 * unit, 1.7 * unit, step),
    )
