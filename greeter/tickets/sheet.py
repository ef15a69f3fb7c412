"""A printed page before it is a file: words, lines, boxes and codes, each at its place.

A `Column` sets things one beneath another and so finds out how long the page is; `sheet_pdf.py` and `image.py` put the same marks into a PDF or a
picture. Lengths are in the sheet's own unit: a printer's dot for tickets, a point for the take-away. y grows downwards.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum
from math import cos, pi, sin
from typing import TYPE_CHECKING

from greeter.bidi import isolated
from greeter.print_fonts import Weight
from greeter.print_text import TextLine, one_line, width, wrap
from greeter.scripts import Script

if TYPE_CHECKING:
    from greeter.tickets.qr import Modules

BLACK, WHITE = "#000000", "#FFFFFF"
CAPITAL = 0.668
"""Height of a capital of the text font as a share of the size."""
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
    script: Script = Script.LATIN
    """Whose fonts, weights and least line height they have."""

    @property
    def advance(self) -> float:
        """Height of a line."""
        return self.size * self.script.face.line(self.line)


@dataclass(frozen=True, slots=True)
class Words:
    """One line of words; `x` is its left end, `y` its baseline. `levels`: see `print_text.TextLine`."""

    text: str
    x: float
    y: float
    type: Type
    levels: tuple[int, ...] = ()

    @property
    def line(self) -> TextLine:
        """What is painted."""
        return TextLine(self.text, self.levels)

    @property
    def width(self) -> float:
        """From its left end to its right one."""
        return width(self.line, self.type.script, self.type.weight, self.type.size)


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

    def facing(self, script: Script) -> Sheet:
        """Return the page as readers of a script look at it: from right to left everything stands at the other side, and keeps its shape."""
        if not script.right_to_left:
            return self
        return replace(self, marks=tuple(_at_the_other_side(mark, self.width) for mark in self.marks))


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
    script: Script = Script.LATIN
    """Whose words are set. All is placed as from left to right; `Sheet.facing` turns it round."""

    def part(self, x: float, width: float, y: float = 0) -> Column:
        """Return another column of the same script."""
        return Column(x, width, y, script=self.script)

    def set(self, type_: Type) -> Type:
        """Return a type as the script has it."""
        return replace(type_, script=self.script)

    def own(self, text: str) -> str:
        """Return a phone number as it stands within a sentence of the script, so that it keeps its own direction."""
        return isolated(text) if self.script.right_to_left else text

    def space(self, height: float) -> None:
        """Leave room."""
        self.y += height

    def words(self, text: str, type_: Type, *, indent: float = 0, align: Align = Align.START) -> None:
        """Set a text in as many lines as it needs."""
        type_ = self.set(type_)
        room = self.width - indent
        for one in wrap(text, type_.script, type_.weight, type_.size, room):
            set_line = Words(one.text, self.x + indent, self.y + baseline(type_), type_, one.levels)
            spare = room - set_line.width
            self.marks.append(replace(set_line, x=set_line.x + spare * align.value))
            self.y += type_.advance

    def pair(self, first: tuple[str, Type], second: tuple[str, Type], *, gap: float, indent: float = 0) -> None:
        """Set two texts in one line where both fit in, else one beneath the other. Either may be empty."""
        widths = [
            width(one_line(text, self.script), self.script, type_.weight, type_.size) for text, type_ in (first, second)
        ]
        fits = all(widths) and sum(widths) + gap <= self.width - indent
        top = self.y
        self.words(*first, indent=indent)
        if fits:
            self.y = top
            self.words(*second, indent=indent + widths[0] + gap - 0.01)
        else:
            self.words(*second, indent=indent)

    def fitted(self, text: str, type_: Type, most_size: float) -> None:
        """Set a number in the text font on one line as large as the column is wide, up to `most_size`. Its first stem stands on the column's edge."""
        one = one_line(text)
        unit = width(one, type_.script, type_.weight, 1.0)
        size = min(most_size, self.width / (unit - BEARING)) if unit else most_size
        self.y += size * CAPITAL
        large = Type(size, type_.weight, 1.0, type_.color)
        self.marks.append(Words(one.text, self.x - size * BEARING, self.y, large, one.levels))

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
    return type_.advance / 2 + type_.script.face.middle * type_.size


def _at_the_other_side(mark: Mark, width: float) -> Mark:
    if isinstance(mark, Words | Box):
        return replace(mark, x=width - mark.x - mark.width)
    if isinstance(mark, Code):
        return replace(mark, x=width - mark.x - mark.module * len(mark.modules))
    if isinstance(mark, Line):
        return replace(mark, x1=width - mark.x2, x2=width - mark.x1)
    ends = [x for x, _ in mark.points]
    move = width - min(ends) - max(ends)
    return replace(mark, points=tuple((x + move, y) for x, y in mark.points))


CHECK = ((0.0, 0.52), (0.14, 0.38), (0.38, 0.62), (0.86, 0.1), (1.0, 0.24), (0.38, 0.9))
"""The outline of a check mark in a square of 1; the fonts have none."""


def check_mark(x: float, y: float, side: float, color: str = BLACK) -> Polygon:
    """Return a check mark in a square of `side`."""
    return Polygon(tuple((x + px * side, y + py * side) for px, py in CHECK), color)


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
