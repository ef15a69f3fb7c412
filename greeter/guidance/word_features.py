"""What a learner sees of a sentence: stems of its words, pairs of them, and runs of letters.

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

    The likeness of two sentences is the product of their rows, from 0 to 1.
    """

    def __init__(self, sentences: Sequence[str], language: str = "en") -> None:
        """Learn which features there are, and how rare each is. Raises ValueError where no sentence has a word."""
        from sklearn.feature_extraction.text import TfidfVectorizer  # an extra, loaded when words are learned

        english = language.split("-")[0] == "en"
        rare = 2 if len(sentences) >= RARE_FROM else 1
        stems, pairs = _stems_of(english=english), _pairs_of(english=english)
        self._views = (
            (STEMS_WEIGHT, TfidfVectorizer(analyzer=stems, sublinear_tf=True)),
            (LETTERS_WEIGHT, TfidfVectorizer(analyzer=_runs, sublinear_tf=True)),
            (PAIRS_WEIGHT, TfidfVectorizer(analyzer=pairs, sublinear_tf=True, min_df=rare)),
        )
        for _, view in self._views:
            view.fit(sentences)

    def rows(self, sentences: Sequence[str]) -> Any:
        """Return a sparse matrix, a row a sentence, in single precision."""
        import numpy as np
        from scipy.sparse import hstack
        from sklearn.preprocessing import normalize

        views = [weight**0.5 * view.transform(sentences) for weight, view in self._views]
        return normalize(hstack(views, format="csr")).astype(np.float32)


def stems(text: str, *, english: bool = True) -> list[str]:
    """Return the stems of a sentence's words in order; signs and pairs of signs of a script without spaces.

    >>> stems("Isn't it renewing?")
    ['is', 'not', 'it', 'renew']
    """
    found: list[str] = []
    for word in words_of(_NOT.sub(" not", text[:MOST_SIGNS])):
        if word[0] >= _UNSPACED:
            found += [*word, *map("".join, pairwise(word))]
        else:
            found.append(_stem(word) if english else word[:BEGINNING])
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


def _runs(text: str) -> list[str]:
    """Return runs of two to four letters within words; a space stands at a word's ends."""
    found: list[str] = []
    for word in words_of(text[:MOST_SIGNS]):
        padded = f" {word} "
        for length in range(2, 5):
            found += [padded[at : at + length] for at in range(len(padded) - length + 1)]
    return found
