"""Long readings that let others in between their parts: generators that give nothing until they return what was read.

What was read in an earlier part may be older than the store; a reading goes on with what it has read.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import TypeVar

_T = TypeVar("_T")
Parts = Generator[None, None, _T]
"""A reading that stops for a moment wherever it yields."""


def whole(parts: Parts[_T]) -> _T:
    """Read all parts at once, and return what was read."""
    while True:
        try:
            next(parts)
        except StopIteration as end:
            read: _T = end.value
            return read
