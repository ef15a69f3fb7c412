"""A text made to fit its box: closer, then smaller. It is torn or cut only where no step helps."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from ui.kit.lettering import SMALLER, Align, Lettering, Lines, Wording, lay_out, scaled

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_LINES = 2
"""More lines than these stand in a box only where a smaller size does not help."""


def fitted(
    wording: Wording,
    width: int,
    height: int,
    align: Align = Align.START,
    direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight,
) -> Lines:
    """Lay a text out for a box in pixels: as it is, else closer, else smaller; `width` 0 is one line.

    Two lines are tried first; then any number that fits. Where nothing fits it is as small as it may be, and too large.
    """
    whole = None
    for each in _steps(wording):
        lines = lay_out(each, width, align, direction)
        if holds(lines, width, height):
            if len(lines.tops) <= MOST_LINES:
                return lines
            whole = whole or lines
    return whole or lines


def holds(lines: Lines, width: int, height: int) -> bool:
    """Whether a text stands whole in a box: nothing outside of it, and no word torn."""
    return lines.size.height() <= height and not 0 < width < lines.size.width() - 1 and not lines.torn


def close(lettering: Lettering) -> Lettering:
    """Return a lettering whose lines stand as close as they may."""
    return replace(lettering, line=1.0, close=True)


def _steps(wording: Wording) -> Iterator[Wording]:
    yield wording
    yield (tight := replace(wording, lettering=close(wording.lettering)))
    yield from (scaled(tight, share) for share in SMALLER)
