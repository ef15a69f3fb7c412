"""Which pieces of a report stand on which page: chosen over all pages at once, as Knuth and Plass (1981) break a paragraph into lines.

A piece has a height, and some can grow a little, so that a page is filled. What a page leaves empty costs, as do a table that is broken and a last
page with a line or two on it; the breaks that cost least are taken.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_PAGE = 0.06
"""What a page more costs, beside what one that is empty does: 1."""
_GROWN = 0.12
"""What it costs that all pieces of a page grow as far as they can."""
_LAST = 0.35
"""A last page that is filled so far looks as if it were meant so."""
BROKEN = 0.3
"""What it costs to break a table: as much as a page that is two fifths empty."""
NEVER = inf


class Drawn(Protocol):
    """Draws a piece from `y` down."""

    def __call__(self, y: float, *, grown: float, first: bool) -> None:
        """Grown: by so many points. first: it stands at the top of its page."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What is not broken over two pages. Heights are points."""

    high: float
    draw: Drawn
    above: float = 0.0
    """Space over it, where it is not the first of its page."""
    spreads: float = 0.0
    """By so much that space can grow."""
    grows: float = 0.0
    """By so much it can grow."""
    cost: float = 0.0
    """What it costs that a page begins with it; `NEVER` where that may not be."""
    head: Callable[[float], float] | None = None
    """Drawn over it where a page begins with it: the headings of its table. Takes from where, returns to where."""
    head_high: float = 0.0


@dataclass(frozen=True, slots=True)
class PageOf:
    """The pieces of one page: from `first` on, `end` is not among them. share: how far each grows, of what it can."""

    first: int
    end: int
    share: float


def broken(pieces: Sequence[Piece], room: float) -> list[PageOf]:
    """Return the pages. A piece that is higher than a page has one for itself."""
    best: list[tuple[float, int, float]] = [(0.0, 0, 0.0)]
    for end in range(1, len(pieces) + 1):
        best.append(min(_pages_to(pieces, best, end, room), default=(inf, end - 1, 0.0)))
    pages: list[PageOf] = []
    end = len(pieces)
    while end:
        _, first, share = best[end]
        pages.insert(0, PageOf(first, end, share))
        end = first
    return pages


def _pages_to(
    pieces: Sequence[Piece], best: Sequence[tuple[float, int, float]], end: int, room: float
) -> list[tuple[float, int, float]]:
    """Return what each last page costs that ends before `end`, with all pages before it; where it begins; how far its pieces grow."""
    found = []
    high = grows = 0.0
    for first in range(end - 1, -1, -1):
        piece = pieces[first]
        used = high + piece.high + piece.head_high
        if used > room and first < end - 1:
            break
        begun, growing = piece.cost if first else 0.0, grows + piece.grows
        high, grows = high + piece.above + piece.high, growing + piece.spreads
        if begun == NEVER and first < end - 1:
            continue
        share, empty = _filled(room - used, growing)
        last = end == len(pieces)
        cost = _of_last(used / room) if last else 2 * (empty / room) ** 2 + _GROWN * share**2
        found.append((best[first][0] + min(begun, 10.0) + cost + _PAGE, first, 0.0 if last else share))
    return found


def _filled(free: float, grows: float) -> tuple[float, float]:
    """Return how far the pieces of a page grow, and what it leaves empty then."""
    share = min(free / grows, 1.0) if grows > 0 and free > 0 else 0.0
    return share, max(free - share * grows, 0.0)


def _of_last(filled: float) -> float:
    return 0.0 if filled >= _LAST else (_LAST - filled) / _LAST
