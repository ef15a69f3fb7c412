"""What charts are drawn on: a page of the PDF (`greeter.reports.sheet.Sheet`), or a picture within a web page (`greeter.reports.web.picture`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from greeter.reports.sheet import BODY, Align, Ink

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greeter.reports.sheet import Face


class Box(NamedTuple):
    """Where a part of a chart lies, in points."""

    x: float
    y: float
    wide: float
    high: float


class Drawing(Protocol):
    """Takes shapes and words in points, from the top left corner down; each does as `Sheet` says."""

    def text(self, x: float, y: float, text: str, face: Face = BODY, align: Align = Align.LEFT) -> float:
        """Write one line with its baseline at `y`; return its width."""

    def rule(self, x1: float, y1: float, x2: float, y2: float, ink: Ink = Ink.LINE, thick: float = 0.75) -> None:
        """Draw a straight line."""

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

    def disc(self, x: float, y: float, radius: float, ink: Ink) -> None:
        """Draw a filled circle around a point."""

    def shape(self, points: Sequence[tuple[float, float]], ink: Ink) -> None:
        """Draw a filled polygon."""

    def stroke(self, points: Sequence[tuple[float, float]], ink: Ink, thick: float) -> None:
        """Draw an open line through points, with round ends."""
