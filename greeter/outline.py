"""The outline of a letter's shape, kept to be drawn in any size at any place of a PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportlab.pdfgen.pathobject import PDFPathObject

_Point = tuple[float, float]


class Outline:
    """A shape as moves of a pen. HarfBuzz draws on it, and gives these names to the moves. `scale` makes the size 1,000."""

    def __init__(self, scale: float) -> None:
        self._scale = scale
        self._moves: list[tuple[str, tuple[float, ...]]] = []
        self._at = (0.0, 0.0)

    def moveTo(self, to: _Point) -> None:  # noqa: N802
        """Begin a line."""
        self._add("moveTo", to)

    def lineTo(self, to: _Point) -> None:  # noqa: N802
        """Draw a straight line."""
        self._add("lineTo", to)

    def qCurveTo(self, bend: _Point, to: _Point) -> None:  # noqa: N802
        """Draw a quadratic curve: as the cubic one of the same course."""
        ends = (self._at, to)
        first, second = ((end[0] + 2 * (bend[0] - end[0]) / 3, end[1] + 2 * (bend[1] - end[1]) / 3) for end in ends)
        self._add("curveTo", first, second, to)

    def curveTo(self, first: _Point, second: _Point, to: _Point) -> None:  # noqa: N802
        """Draw a cubic curve."""
        self._add("curveTo", first, second, to)

    def closePath(self) -> None:  # noqa: N802
        """End the line where it began."""
        self._moves.append(("close", ()))

    def trace(self, path: PDFPathObject, x: float, y: float, size: float) -> None:
        """Draw it on a path of a PDF, in a size, with its origin at a place."""
        unit = size * self._scale / 1000
        for move, points in self._moves:
            places = ((x if n % 2 == 0 else y) + unit * length for n, length in enumerate(points))
            getattr(path, move)(*places)

    def _add(self, move: str, *points: _Point) -> None:
        self._moves.append((move, tuple(length for point in points for length in point)))
        self._at = points[-1]
