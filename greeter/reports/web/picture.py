"""A picture within a web page that charts are drawn on: colours by name, so that they follow the reader's light or dark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.reports.sheet import BODY, Align, Ink
from greeter.reports.web.markup import Markup, joined, tag
from greeter.reports.web.style import class_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greeter.reports.sheet import Face

_ANCHOR = {Align.LEFT: None, Align.RIGHT: "end", Align.CENTRE: "middle"}
_LETTER = 0.55
"""How wide a letter is, about, as a share of its size: words in pictures are few, and nothing stands close behind them."""


class Picture:
    """Keeps what is drawn on it; `markup` gives it as SVG, as wide as it may be. It is for the eye: words beside say the same."""

    def __init__(self, wide: float, high: float) -> None:
        self._wide, self._high = wide, high
        self._parts: list[Markup] = []

    @property
    def markup(self) -> Markup:
        """The picture so far."""
        box = f"0 0 {_short(self._wide)} {_short(self._high)}"
        return tag("svg", *self._parts, class_="picture", viewBox=box, aria_hidden="true", focusable="false")

    def text(self, x: float, y: float, text: str, face: Face = BODY, align: Align = Align.LEFT) -> float:
        """Write one line with its baseline at `y`; return about how wide it is."""
        self._add(
            tag("text", text, x=_short(x), y=_short(y), class_=class_of("fill", face.ink), text_anchor=_ANCHOR[align])
        )
        return len(text) * face.size * _LETTER

    def rule(self, x1: float, y1: float, x2: float, y2: float, ink: Ink = Ink.LINE, thick: float = 0.75) -> None:
        """Draw a straight line."""
        ends = {"x1": _short(x1), "y1": _short(y1), "x2": _short(x2), "y2": _short(y2)}
        self._add(tag("line", **ends, class_=class_of("line", ink), stroke_width=_short(thick)))

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
        names = [class_of("fill", fill) if fill else "fill-none", class_of("line", edge) if edge else ""]
        place = {"x": _short(x), "y": _short(y), "width": _short(wide), "height": _short(high)}
        self._add(tag("rect", **place, rx=_short(radius) if radius else None, class_=" ".join(names).strip()))

    def disc(self, x: float, y: float, radius: float, ink: Ink) -> None:
        """Draw a filled circle around a point."""
        self._add(tag("circle", cx=_short(x), cy=_short(y), r=_short(radius), class_=class_of("fill", ink)))

    def shape(self, points: Sequence[tuple[float, float]], ink: Ink) -> None:
        """Draw a filled polygon."""
        self._add(tag("polygon", points=_points(points), class_=class_of("fill", ink)))

    def stroke(self, points: Sequence[tuple[float, float]], ink: Ink, thick: float) -> None:
        """Draw an open line through points, with round ends."""
        self._add(
            tag(
                "polyline",
                points=_points(points),
                class_=f"fill-none round {class_of('line', ink)}",
                stroke_width=_short(thick),
            )
        )

    def _add(self, part: Markup) -> None:
        self._parts.append(joined(part))


def _points(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{_short(x)},{_short(y)}" for x, y in points)


def _short(number: float) -> str:
    """Return a number with as many digits as the eye sees."""
    return f"{number:.2f}".rstrip("0").rstrip(".")
