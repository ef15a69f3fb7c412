"""Lines of a report in any script: what is painted where, in fonts with figures of one width, and where a line may be broken.

What is written in the text font alone, as English, is painted as it is; all else goes through `greeter.print_text`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from greeter.bidi import levels, visual_runs
from greeter.line_breaks import units
from greeter.print_text import HARD_SPACE, UNSEEN, TextLine, printable, runs
from greeter.reports.tabular import table_font, tabular_font
from greeter.scripts import Script, fonts_for, reads_right_to_left

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greeter.print_fonts import Weight
    from greeter.print_text import Run as Painted

_WORD = re.compile(f"[^\\s{HARD_SPACE}]*(?:{HARD_SPACE}[^\\s{HARD_SPACE}]*)+|[^\\s{HARD_SPACE}]+")

_AFTER_STOP = re.compile("(?<=[，。、；：？！）])[^\\S\u00a0]+")
"""Chinese stops hold their own space."""


class Letters(NamedTuple):
    """A text in one weight, and where in its line it begins, in shares of the size. `painted`: none where it is the text font alone."""

    text: str
    weight: Weight
    owner: int
    """Which of the line's pieces it is of."""
    x: float
    width: float
    painted: tuple[Painted, ...] = ()


class SetLine(NamedTuple):
    """A line that is set: its letters in the order of reading, and its width in shares of the size."""

    letters: tuple[Letters, ...]
    width: float


@lru_cache(maxsize=4096)
def clean(text: str, script: Script) -> str:
    """Return the text in letters that its fonts have. A report says the same few words thousands of times."""
    shown = printable(text, script)
    return _AFTER_STOP.sub("", shown) if script is Script.CHINESE else shown


def set_line(pieces: Sequence[tuple[str, Weight]], script: Script) -> SetLine:
    """Set pieces of clean text, each in its weight, as one line."""
    if all(_plain(text, script) for text, _ in pieces):
        made, x = [], 0.0
        for owner, (text, weight) in enumerate(pieces):
            wide = _width(text, weight)
            made.append(Letters(text, weight, owner, x, wide))
            x += wide
        return SetLine(tuple(made), x)
    return _set(tuple(pieces), script)


def measured(text: str, weight: Weight, script: Script) -> float:
    """Return the width of a clean text, in shares of its size."""
    return _width(text, weight) if _plain(text, script) else _set(((text, weight),), script).width


def parts(text: str) -> list[tuple[int, int]]:
    """Return from where to where the parts of a text reach that stay in one line: words, in Chinese characters."""
    found: list[tuple[int, int]] = []
    for word in _WORD.finditer(text):
        start = word.start()
        for part in units(word[0]):
            found.append((start, start + len(part.text)))
            start += len(part.text)
    return found


@lru_cache(maxsize=8192)
def _plain(text: str, script: Script) -> bool:
    """Whether the text font alone has it, written from left to right."""
    return (
        script is not Script.VIETNAMESE and fonts_for(text, script) == (Script.LATIN,) and not UNSEEN.intersection(text)
    )


@lru_cache(maxsize=8192)
def _width(text: str, weight: Weight) -> float:
    found: float = tabular_font(weight).stringWidth(text, 1.0)
    return found


@lru_cache(maxsize=4096)
def _set(pieces: tuple[tuple[str, Weight], ...], script: Script) -> SetLine:
    whole = "".join(text for text, _ in pieces)
    found = levels(whole, right_to_left=reads_right_to_left(whole, page=script.right_to_left))
    owners = [place for place, (text, _) in enumerate(pieces) for _ in text]
    made: list[tuple[int, Letters]] = []
    x = 0.0
    for start, end in visual_runs(found):
        cuts = [start, *(n for n in range(start + 1, end) if owners[n] != owners[n - 1]), end]
        stretches = list(pairwise(cuts))
        for first, last in reversed(stretches) if found[start] % 2 else stretches:
            weight, text = pieces[owners[first]][1], whole[first:last]
            painted = runs(TextLine(text, found[first:last]), script, weight, table_font)
            wide = sum(run.width for run in painted)
            made.append((first, Letters(text, weight, owners[first], x, wide, painted)))
            x += wide
    return SetLine(tuple(letters for _, letters in sorted(made, key=lambda one: one[0])), x)
