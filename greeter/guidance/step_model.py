"""Learns, as it goes, which step follows which: from the first request on, with chances that can be believed.

Every request is looked at through many contexts at once: its last one to four steps, all its steps in order, as a set and as a bag, who did the
last one, how long it took, what is known of the request. Each context counts what followed it, in one tally that forgets slowly and in one that
forgets fast, so that a change of habit is noticed after a few requests. How much each tally's word is worth is learned, too, by how well it foretold.

Nothing is trained apart: asking and learning take less than a millisecond each, and there is no day on which it is not up to date.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

LADDER = 3
"""The first so many contexts are a ladder, each finer than the one before; what the finest has not seen is told by the one below it."""
KEPT = (0.99, 0.7)
"""What a count is still worth after another lesson in its context: of the slow tally, and of the fast one."""
UNSEEN = 1.0
"""Lessons that the rung below is worth on the ladder."""
DOUBT = 0.5
"""Lessons that the ladder is worth against a context."""
FIRST_WORTH = 0.15
"""What a tally's word is worth before anything is known of it; less where it counts few lessons."""
PACE = 0.01
"""How fast worths are learned."""
SURE_LEVELS = 9


@dataclass(slots=True)
class _Tally:
    """What followed a context, by the step's place among all steps; older lessons count less."""

    counts: dict[int, float]
    total: float = 0.0

    def add(self, step: int, kept: float) -> None:
        for each in self.counts:
            self.counts[each] *= kept
        self.counts[step] = self.counts.get(step, 0.0) + 1.0
        self.total = self.total * kept + 1.0


@dataclass(slots=True)
class _Word:
    """What one tally says for each candidate it has seen, and the two worths it is weighed by."""

    worths: tuple[Hashable, ...]
    speaks: list[tuple[int, float]]
    """A candidate's place, and by how much the tally raises the logarithm of its chance."""


@dataclass(slots=True)
class Asked:
    """A forecast of the next step.

    chances: by step, adding up to 1 with what has never been seen. contexts: what was asked with, to learn from the answer later.
    places, candidate_chances and words: what the worths learn from.
    """

    contexts: Sequence[Hashable]
    chances: dict[str, float]
    places: dict[int, int]
    candidate_chances: list[float]
    words: list[_Word]

    def best(self, most: int = 3) -> list[tuple[str, float]]:
        """Return the likeliest steps with their chances, likeliest first; among equals the one known longer."""
        return sorted(self.chances.items(), key=lambda each: -each[1])[:most]


class StepModel:
    """Counts by context, and what each count's word is worth.

    The chance of a step is proportional to `ladder^w0 * product of (1 + count / (DOUBT * ladder))^w`: a logistic mixing of many contexts as in
    context-mixing compressors (Mahoney 2005, PAQ8), over an interpolated chain (Jelinek and Mercer 1980). The worths w follow the gradient of the
    logarithmic loss, with a pace of their own each (Duchi, Hazan and Singer 2011, AdaGrad).
    """

    def __init__(self) -> None:
        self._steps: list[str] = []
        self._place: dict[str, int] = {}
        self._tallies: dict[Hashable, tuple[_Tally, _Tally]] = {}
        self._worth: dict[Hashable, float] = {}
        self._slope: dict[Hashable, float] = {}

    def ask(self, contexts: Sequence[Hashable]) -> Asked:
        """Return the chances of each step seen so far. contexts: the ladder first, from the widest; the second is the last step itself."""
        ladder = self._ladder(contexts)
        seen = self._tallies.get(contexts[1])
        candidates = list(seen[0].counts) if seen else []
        base = [ladder[step] for step in candidates]
        base.append(max(1.0 - math.fsum(base), 1e-9))
        places = {step: place for place, step in enumerate(candidates)}
        words = [_Word(("ladder",), [(place, math.log(chance)) for place, chance in enumerate(base)])]
        self._worth.setdefault("ladder", 1.0)
        words += self._heard(contexts, places, base)
        scores = [0.0] * len(base)
        for word in words:
            worth = sum(self._worth[each] for each in word.worths)
            for place, says in word.speaks:
                scores[place] += worth * says
        chances = _shares(scores)
        rest = chances[-1] / base[-1]
        told = {
            name: chances[places[step]] if step in places else rest * ladder[step]
            for step, name in enumerate(self._steps)
        }
        return Asked(contexts, told, places, chances, words)

    def learn(self, asked: Asked, happened: str, *, weigh: bool = True) -> None:
        """Learn what followed. weigh: whether the worths learn from it as well; not from a second answer to one question."""
        if happened not in self._place:
            self._place[happened] = len(self._steps)
            self._steps.append(happened)
        step = self._place[happened]
        if weigh:
            self._weigh(asked, step)
        for context in asked.contexts:
            tallies = self._tallies.get(context)
            if tallies is None:
                tallies = self._tallies[context] = (_Tally({}), _Tally({}))
            for tally, kept in zip(tallies, KEPT, strict=True):
                tally.add(step, kept)

    def _ladder(self, contexts: Sequence[Hashable]) -> list[float]:
        """Return the chance of each step by the interpolated chain alone."""
        chances = [1.0 / len(self._steps)] * len(self._steps) if self._steps else []
        for context in contexts[:LADDER]:
            tallies = self._tallies.get(context)
            if tallies is None:
                break
            whole = tallies[0].total + UNSEEN
            chances = [chance * UNSEEN / whole for chance in chances]
            for step, count in tallies[0].counts.items():
                chances[step] += count / whole
        return chances

    def _heard(self, contexts: Sequence[Hashable], places: dict[int, int], base: Sequence[float]) -> list[_Word]:
        words = []
        for which, context in enumerate(contexts):
            for fast, tally in enumerate(self._tallies.get(context, ())):
                speaks = [
                    (places[step], math.log1p(count / (DOUBT * base[places[step]])))
                    for step, count in tally.counts.items()
                    if step in places
                ]
                sure = min(int(2.0 * (tally.total if fast else math.log1p(tally.total))), SURE_LEVELS)
                by_count = (which, fast, sure, len(tally.counts) == 1)
                by_last = (which, fast, contexts[1])
                self._worth.setdefault(by_count, FIRST_WORTH * tally.total / (tally.total + 1.0))
                self._worth.setdefault(by_last, 0.0)
                words.append(_Word((by_count, by_last), speaks))
        return words

    def _weigh(self, asked: Asked, step: int) -> None:
        """Give more worth to the words that spoke for what happened, and less to those that spoke for something else."""
        missed = [-chance for chance in asked.candidate_chances]
        missed[asked.places.get(step, len(missed) - 1)] += 1.0
        for word in asked.words:
            slope = sum(missed[place] * says for place, says in word.speaks)
            for nth, worth in enumerate(word.worths):
                self._slope[worth] = self._slope.get(worth, 1.0) + slope * slope
                self._worth[worth] += PACE / (1 + nth) * slope / math.sqrt(self._slope[worth])


def _shares(scores: Sequence[float]) -> list[float]:
    highest = max(scores)
    grown = [math.exp(score - highest) for score in scores]
    whole = math.fsum(grown)
    return [each / whole for each in grown]
