"""Flows what is read through columns and sheets: nothing scrolls, nothing shrinks; what does not fit goes to a next sheet.

A section that is too high even for a column of its own is parted between its lines; its title stands above each part.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QRect

from ui.kiosk.section import Section

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
    part: range
    """Which lines of a section."""


def flow(blocks: Sequence[Block], columns: Sequence[QRect], gap: int, first: QRect | None = None) -> list[Placed]:
    """Place blocks one under the other, column by column, sheet by sheet.

    first: the box of the first sheet, where it is smaller: there blocks stand only as far as they fit whole.
    """
    placed: list[Placed] = []
    sheet, column = (-1, len(columns) - 1) if first is not None else (0, 0)
    box = first if first is not None else columns[0]
    y, fresh = box.top(), first is None
    for place, block in enumerate(blocks):
        left = range(count_of(block))
        while (high := _height(block, box.width(), left)) and (left or not count_of(block)):
            if y + high > box.bottom() + 1 and not fresh:
                sheet, column = (sheet + 1, 0) if column + 1 == len(columns) else (sheet, column + 1)
                box = columns[column]
                y, fresh = box.top(), True
                continue
            part = _fitting(block, box, left) if fresh else left
            high = _height(block, box.width(), part)
            placed.append(Placed(place, sheet + (first is not None), QRect(box.left(), y, box.width(), high), part))
            y, fresh, left = y + high + gap, False, range(part.stop, left.stop)
            if not left:
                break
            column = len(columns) - 1  # one widget shows one part: the next one comes on a next sheet
            y = box.bottom() + 1
    return placed


def count_of(block: Block) -> int:
    """Return how many lines a block has between which it may be parted."""
    return block.count if isinstance(block, Section) else 0


def whole_height(block: Block, width: int) -> int:
    """Return the height of a block with all of its lines, on whatever sheets they stand now."""
    return _height(block, width, range(count_of(block)))


def _height(block: Block, width: int, part: range) -> int:
    return block.needed_height(width, part) if isinstance(block, Section) else block.needed_height(width)


def _fitting(block: Block, box: QRect, left: range) -> range:
    """Return as many of the lines that are left as fit a box, and one at least."""
    part = left
    while len(part) > 1 and _height(block, box.width(), part) > box.height():
        part = part[:-1]
    return part


def sheets_of(placed: Sequence[Placed]) -> int:
    """Return how many sheets there are."""
    return max((one.sheet for one in placed), default=0) + 1
