"""The small charts beside a table's numbers. They are as wide as there is room, and for the eye: the numbers stand beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.model.visit import MINUTE_MS
from greeter.reports.quantities import Quantiles, Share, Veil, wilson
from greeter.reports.web.markup import Markup, tag

if TYPE_CHECKING:
    from collections.abc import Iterable

    from greeter.reports.quantities import Quantity


def range_bar(value: Quantity, target: int | None, most: float) -> Markup:
    """Return a block from half to 9 in 10 of some minutes on a scale up to `most`, with the standard as a tick."""
    parts = [tag("line", x1="0", x2="100%", y1="8", y2="8", class_="line-line")]
    if isinstance(value, Quantiles) and value.known:
        first, last = value.p50 / MINUTE_MS / most, min(value.p90 / MINUTE_MS / most, 1.0)
        wide = max(last - first, 0.008)
        parts.append(tag("rect", x=_percent(first), y="4", width=_percent(wide), height="8", class_="fill-accent"))
    if target is not None:
        at = _percent(target / most)
        parts.append(tag("line", x1=at, x2=at, y1="1", y2="15", class_="line-ink", stroke_width="2"))
    return _bar(parts)


def length_bar(value: Quantity, most: float) -> Markup:
    """Return a bar as long as a share, the longest over the whole width."""
    drawn = isinstance(value, Share) and drawable(value) and value.value > 0
    wide = min(1.0, value.value / most) if drawn and isinstance(value, Share) else 0.0
    return _bar([tag("rect", x="0", y="3", width=_percent(wide), height="10", class_="fill-accent")] if drawn else [])


def percent_bar(value: Quantity, goal: tuple[float, float] | None) -> Markup:
    """Return a dot on a scale from 0 to 100 %, with its interval where that is known, and the goal as a band."""
    parts = []
    if goal:
        wide = _percent(goal[1] - goal[0])
        parts.append(tag("rect", x=_percent(goal[0]), y="1", width=wide, height="14", class_="fill-band"))
    parts.append(tag("line", x1="0", x2="100%", y1="8", y2="8", class_="line-edge"))
    if isinstance(value, Share) and drawable(value):
        low, high = wilson(value.k, value.n) if value.exact else (value.value, value.value)
        ends = {"x1": _percent(low), "x2": _percent(high), "y1": "8", "y2": "8"}
        parts.append(tag("line", **ends, class_="line-accent", stroke_width="3"))
        parts.append(tag("circle", cx=_percent(value.value), cy="8", r="4", class_="fill-accent"))
    return _bar(parts)


def drawable(share: Share) -> bool:
    """Whether a share has a length: a bound has none."""
    return share.known and share.veil in {Veil.NONE, Veil.ROUNDED}


def _bar(parts: Iterable[Markup]) -> Markup:
    return tag("svg", *parts, class_="bar", aria_hidden="true", focusable="false")


def _percent(share: float) -> str:
    return f"{100 * share:.1f}%"
