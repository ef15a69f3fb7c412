"""How alike texts are, by what occurs in them: the cosine of weighted counts, counted without any library, so that a kiosk can do it at once."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from greeter.guidance.folded import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

SHORTEST_RUN, LONGEST_RUN = 2, 5


class Likeness:
    """Texts by a key, and what stands for a text: `runs_of` its letters, or its words.

    A feature weighs the logarithm of its count, times the logarithm of how rare it is among the texts (Salton and Buckley 1988).
    """

    def __init__(self, texts: Mapping[str, str], features: Callable[[str], Iterable[str]]) -> None:
        self._features, self._count = features, len(texts)
        counted = {key: Counter(features(text)) for key, text in texts.items()}
        holding = Counter(feature for counts in counted.values() for feature in counts)
        self._rarity = {each: 1 + math.log((1 + self._count) / (1 + held)) for each, held in holding.items()}
        self._holding: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for key, counts in counted.items():
            for feature, weight in self._weighed(counts).items():
                self._holding[feature].append((key, weight))

    def to(self, text: str) -> dict[str, float]:
        """Return how alike each text is to this one, above 0 and up to 1; texts that share nothing with it are left out."""
        found: dict[str, float] = defaultdict(float)
        for feature, weight in self._weighed(Counter(self._features(text))).items():
            for key, other in self._holding.get(feature, ()):
                found[key] += weight * other
        return dict(found)

    def _weighed(self, counts: Counter[str]) -> dict[str, float]:
        unknown = 1 + math.log(1 + self._count)
        weights = {each: (1 + math.log(n)) * self._rarity.get(each, unknown) for each, n in counts.items()}
        length = math.sqrt(sum(weight * weight for weight in weights.values()))
        return {each: weight / length for each, weight in weights.items()}


def runs_of(text: str) -> list[str]:
    """Return runs of two to five letters within the words of a text; a space stands at each end of a word."""
    found: list[str] = []
    for word in words_of(text):
        padded = f" {word} "
        for length in range(SHORTEST_RUN, LONGEST_RUN + 1):
            found += [padded[at : at + length] for at in range(len(padded) - length + 1)]
    return found
