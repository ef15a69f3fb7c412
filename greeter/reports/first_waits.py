"""The first waits of many visits as columns: whatever they are put into groups by, each visit is looked at once."""

from __future__ import annotations

from collections import Counter
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from greeter.reports.quantities import Quantiles, Share, quantiles

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    from greeter.reports.evidence import RequestFacts

Key = TypeVar("Key", bound="Hashable")


class Waits(NamedTuple):
    """How long some visits waited, and how many of those who count for the standard were served within it."""

    spread: Quantiles
    within: int
    judged: int

    def values(self, goal: float | None) -> tuple[Quantiles, Share]:
        """Return both as a line of a table tells them, the share held against a goal."""
        return self.spread, Share(self.within, self.judged, goal)


class FirstWaits:
    """Columns of one length, a place for each visit."""

    def __init__(self, firsts: Sequence[RequestFacts]) -> None:
        self._ms = [one.wait_ms for one in firsts]
        self._waited = [one.waited for one in firsts]
        self._within = [one.within for one in firsts]
        self._judged = [one.judged for one in firsts]

    def all(self) -> Waits:
        """Return the waits of all visits."""
        return Waits(quantiles(compress(self._ms, self._waited)), sum(self._within), sum(self._judged))

    def by(self, keys: Sequence[Key]) -> dict[Key, Waits]:
        """Return the waits of the visits of each key, in the order in which keys appear. keys: one for each visit."""
        spans: dict[Key, list[int]] = {key: [] for key in keys}
        for key, ms in compress(zip(keys, self._ms, strict=True), self._waited):
            spans[key].append(ms)
        within, judged = Counter(compress(keys, self._within)), Counter(compress(keys, self._judged))
        return {key: Waits(quantiles(found), within[key], judged[key]) for key, found in spans.items()}

    def shares(self, keys: Iterable[Key]) -> dict[Key, tuple[int, int]]:
        """Return how many were served within the standard, and how many count for it, of each key that anybody has who counts."""
        kept = list(keys)
        within = Counter(compress(kept, self._within))
        return {key: (within[key], n) for key, n in Counter(compress(kept, self._judged)).items()}
