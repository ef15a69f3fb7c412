"""Flows what is read through columns and sheets: nothing scrolls, nothing shrinks; what does not fit goes to a next sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QRect

if TYPE_CHECKING:
    from collections.abc import Sequence


class Block(Protocol):
    """What can be flowed: it knows its height for a width."""

    def needed_height(self, width: int) -> int:
        """Return the height at a width, in pixels; 0 leaves it out."""
        ...


@dataclass(frozen=True)
class Placed:
    """Where a block goes: on which sheet, and in which box."""

    block: int
    sheet: int
    box: QRect


def flow(blocks: Sequence[Block], columns: Sequence[QRect], gap: int) -> list[Placed]:
    """Place blocks one under the other, column by column, sheet by sheet. A block is never split."""
    placed: list[Placed] = []
    column, y = 0, columns[0].top()
    for place, block in enumerate(blocks):
        box = columns[column % len(columns)]
        high = block.needed_height(box.width())
        if not high:
            continue
        if y > box.top() and y + high > box.bottom() + 1:
            column += 1
            box = columns[column % len(columns)]
            y = box.top()
            high = block.needed_height(box.width())
        placed.append(Placed(place, column // len(columns), QRect(box.left(), y, box.width(), high)))
        y += high + gap
    return placed


def sheets_of(placed: Sequence[Placed]) -> int:
    """Return how many sheets there are."""
    return max((one.sheet for one in placed), default=0) + 1
