"""Words as people type them: half-written, misspelt or run together, led back to the words of a catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

SHORTEST_START = 3
SHORTEST_MENDED = 4
FREELY_MENDED_FROM = 5
"""Letters; a shorter word is too often another word, spelt right. It is mended only where a letter is left out or two are swapped."""
TWO_SLIPS_FROM = 7
"""Letters from which a word may hold two slips, where it starts alike; others may hold one."""
MOST_FOUND = 6


class Spelling:
    """The words that are known, and which of them a typed word may mean."""

    def __init__(self, words: Iterable[str]) -> None:
        self._known = frozenset(words)
        self._by_first: dict[str, list[str]] = {}
        for word in sorted(self._known):
            self._by_first.setdefault(word[0], []).append(word)

    def meant(self, typed: str, *, may_go_on: bool) -> list[str]:
        """Return the known words that a word may mean, best first; itself where it is known.

        `may_go_on`: it is the last one, and perhaps not typed to its end.
        """
        if typed in self._known:
            return [typed]
        alike = self._by_first.get(typed[:1], [])
        if may_go_on and len(typed) >= SHORTEST_START:
            started = [word for word in alike if word.startswith(typed)]
            if started:
                return started[:MOST_FOUND]
        return self._run_together(typed) or self._misspelt(typed, alike)

    def _run_together(self, typed: str) -> list[str]:
        for cut in range(len(typed) - SHORTEST_START, SHORTEST_START - 1, -1):
            if typed[:cut] in self._known and typed[cut:] in self._known:
                return [typed[:cut], typed[cut:]]
        return []

    def _misspelt(self, typed: str, alike: list[str]) -> list[str]:
        if len(typed) < SHORTEST_MENDED:
            return []
        most = 2 if len(typed) >= TWO_SLIPS_FROM else 1
        if len(typed) > 1 and typed[1] != typed[0]:
            alike = alike + [word for word in self._by_first.get(typed[1], []) if word[1:2] == typed[0]]
        near: list[tuple[int, str]] = []
        for word in alike:
            allowed = most if word[:2] == typed[:2] else 1
            if abs(len(word) - len(typed)) > allowed or (
                len(typed) < FREELY_MENDED_FROM and not _left_out_or_swapped(typed, word)
            ):
                continue
            if (slips := slips_between(typed, word, allowed)) <= allowed:
                near.append((slips, word))
        return [word for _, word in sorted(near)][:MOST_FOUND]


def _left_out_or_swapped(typed: str, word: str) -> bool:
    return len(word) > len(typed) if typed[:2] == word[:2] else sorted(word) == sorted(typed)


def slips_between(one: str, other: str, most: int) -> int:
    """Return how many slips lead from one word to the other: a letter more, fewer, wrong, or two swapped. Above `most`: any number above it.

    The optimal string alignment distance (Damerau 1964).
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        last, before, row = before, row, [i]
        for j, wanted in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]
