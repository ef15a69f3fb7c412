"""What a learner sees of a sentence: stems of its words, pairs of them, and runs of letters; or, plainly, words as written, and longer runs.

Runs of letters stand for misspelt words and for other endings, pairs for word order and for what belongs together. Chinese and Japanese, which
write no spaces, are read sign by sign.
"""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any

from greeter.guidance.folded import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MOST_SIGNS = 600
"""Of a sentence, so much is read: what somebody came for stands at its beginning."""
MOST_PAIRED = 20
"""Words of a sentence of which pairs are made."""
LETTERS_WEIGHT, STEMS_WEIGHT, PAIRS_WEIGHT = 1.6, 1.0, 0.8
"""How much each view of a sentence counts in the likeness of two; the views are of length one."""
SHORTEST_RUN, LONGEST_RUN, LONGEST_PLAIN_RUN = 2, 4, 5
"""Letters of a run, in the views of stems and in the plain ones."""
BEGINNING = 6
"""Letters of a word that stand for it where a language's endings are not known (truncation; McNamee and Mayfield 2004)."""
RARE_FROM = 3_000
"""With so many sentences, what occurs in one alone is left out."""

_UNSPACED = "\u2e80"
"""From this sign on lie the scripts that write no spaces."""
_NOT = re.compile(r"n['’]t\b")
_ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ied", "ers", "er", "ed", "es", "s", "ly")
_SHORTEST_STEM = 3


class WordFeatures:
    """Turns sentences into rows of a sparse matrix, each of length one. Needs scikit-learn.

    The likeness of two sentences is the product of their rows, from 0 to 1. plain: words as they are written, each two that follow one another, and
    runs of up to five letters; half as many features, for learners that take long over each.
    """

    def __init__(self, sentences: Sequence[str], language: str = "en", *, plain: bool = False) -> None:
        """Learn which features there are, and how rare each is. Raises ValueError where no sentence has a word."""
        from sklearn.feature_extraction.text import TfidfVectorizer  # an extra, loaded when words are learned

        english = language.split("-")[0] == "en"
        rare = 2 if len(sentences) >= RARE_FROM else 1
        stems, pairs = _stems_of(english=english), _pairs_of(english=english)
        if plain:
            views = [(1.0, _words, rare), (1.0, _runs_up_to(LONGEST_PLAIN_RUN), rare)]
        else:
            views = [
                (STEMS_WEIGHT, stems, 1),
                (LETTERS_WEIGHT, _runs_up_to(LONGEST_RUN), 1),
                (PAIRS_WEIGHT, pairs, rare),
            ]
        self._views = [
            (weight, TfidfVectorizer(analyzer=view, sublinear_tf=True, min_df=fewest)) for weight, view, fewest in views
        ]
        self.taught = self._together([view.fit_transform(sentences) for _, view in self._views])
        """The rows of the sentences that it learned from; they need not be read twice."""

    def rows(self, sentences: Sequence[str]) -> Any:
        """Return a sparse matrix, a row a sentence, in single precision."""
        return self._together([view.transform(sentences) for _, view in self._views])

    def _together(self, views: Sequence[Any]) -> Any:
        import numpy as np
        from scipy.sparse import hstack
        from sklearn.preprocessing import normalize

        weighed = [weight**0.5 * view for (weight, _), view in zip(self._views, views, strict=True)]
        return normalize(hstack(weighed, format="csr")).astype(np.float32)


def stems(text: str, *, english: bool = True) -> list[str]:
    """Return the stems of a sentence's words in order; signs and pairs of signs of a script without spaces.

    >>> stems("Isn't it renewing?")
    ['is', 'not', 'it', 'renew']
    """
    found: list[str] = []
    before = ""
    for word in words_of(_NOT.sub(" not", text[:MOST_SIGNS])):
        if word[0] >= _UNSPACED:
            found += word[
                word[0] == before :
            ]  # of signs without spaces each two are a word: the second begins the next
            found += map("".join, pairwise(word))
        else:
            found.append(_stem(word) if english else word[:BEGINNING])
        before = word[-1]
    return found


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def _stems_of(*, english: bool) -> Callable[[str], list[str]]:
    return lambda text: stems(text, english=english)


def _pairs_of(*, english: bool) -> Callable[[str], list[str]]:
    def pairs(text: str) -> list[str]:
        in_order = stems(text, english=english)[:MOST_PAIRED]
        following = [f"{one} {other}" for one, other in pairwise(["", *in_order, ""])]
        return following + [f"{one}&{other}" for one, other in combinations(sorted(set(in_order)), 2)]

    return pairs


def _words(text: str) -> list[str]:
    """Return words as they are written, and each two that follow one another."""
    words = words_of(text[:MOST_SIGNS])
    return words + [f"{one} {other}" for one, other in pairwise(words)]


def _runs_up_to(longest: int) -> Callable[[str], list[str]]:
    """Return what reads runs of two or more letters within words; a space stands at a word's ends."""

    def runs(text: str) -> list[str]:
        found: list[str] = []
        for word in words_of(text[:MOST_SIGNS]):
            padded = f" {word} "
            for length in range(SHORTEST_RUN, longest + 1):
                found += [padded[at : at + length] for at in range(len(padded) - length + 1)]
        return found

    return runs
