"""Things found by a few typed words, half-written or misspelt: for fields where a clerk finds anything."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING, Generic, TypeVar

from greeter.guidance.folded import words_of
from greeter.guidance.spelling import Spelling

if TYPE_CHECKING:
    from collections.abc import Iterable

_Thing = TypeVar("_Thing")
LONGEST_TYPED = 200
"""Signs that are read of what was typed."""
FEWEST_FIGURES = 2
"""Figures from which the end of a number is looked for, too: "14" finds P014."""
_WHOLE, _START, _END, _MENDED = 8, 6, 4, 3
_IN_NAME = 2
"""A word of the name counts so many times one of what else is known."""


class Finder(Generic[_Thing]):
    """Things, each with its name and what else it is known by."""

    def __init__(self, things: Iterable[tuple[_Thing, str, str]]) -> None:
        """things: each with its name, and other words that lead to it. Their order breaks ties."""
        self._things: list[_Thing] = []
        self._holding: dict[str, dict[int, int]] = defaultdict(dict)
        for place, (thing, name, also) in enumerate(things):
            self._things.append(thing)
            for weight, text in ((1, also), (_IN_NAME, name)):
                for word in words_of(text):
                    self._holding[word][place] = weight
        self._words = sorted(self._holding)
        self._spelling = Spelling(self._words)

    def find(self, typed: str, most: int | None = None) -> list[_Thing]:
        """Return the things that fit every word typed, best first; all where nothing was typed. Never raises.

        Where nothing fits them all, those that fit most of the words, and at least half.
        """
        words = words_of(typed[:LONGEST_TYPED])
        if not words:
            return self._things[:most]
        scores: dict[int, int] = defaultdict(int)
        fitting: dict[int, int] = defaultdict(int)
        for at, word in enumerate(words):
            for place, score in self._scores(word, is_last=at == len(words) - 1).items():
                scores[place] += score
                fitting[place] += 1
        best = max(fitting.values(), default=0)
        if best * 2 < len(words):
            return []
        found = [place for place, count in fitting.items() if count == best]
        found.sort(key=lambda place: (-scores[place], place))
        return [self._things[place] for place in found[:most]]

    def _scores(self, word: str, *, is_last: bool) -> dict[int, int]:
        found: dict[int, int] = {}
        for known, score in self._meant(word, is_last=is_last):
            for place, weight in self._holding[known].items():
                found[place] = max(found.get(place, 0), score * weight)
        return found

    def _meant(self, word: str, *, is_last: bool) -> list[tuple[str, int]]:
        meant = [(known, _WHOLE if known == word else _START) for known in self._starting(word)]
        if word.isdigit() and len(word) >= FEWEST_FIGURES:
            meant += [(known, _END) for known in self._words if known.endswith(word) and known != word]
        if not meant:
            known_words = self._spelling.meant(word, may_go_on=is_last)
            meant = [(known, _MENDED) for known in known_words if known in self._holding]
        return meant

    def _starting(self, start: str) -> list[str]:
        first = bisect_left(self._words, start)
        last = first
        while last < len(self._words) and self._words[last].startswith(start):
            last += 1
        return self._words[first:last]
