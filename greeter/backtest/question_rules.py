"""What the search for a reason is held against: full-text search, and two linear models with their usual settings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

BEST_HITS = 20
WORD = r"(?u)\b\w+\b"
"""What counts as a word; one letter does, too."""
SATURATION, LENGTH_SHARE = 1.2, 0.75
"""k1 and b of BM25, as full-text engines have them."""

Rule = Callable[[Sequence[str], Sequence[int], Sequence[str]], Any]
"""From examples, the place of the service of each, and questions to scores of shape (questions, services)."""


def bm25_scores(documents: Sequence[str], questions: Sequence[str]) -> Any:
    """Return how well each document fits each question, shape (questions, documents).

    Okapi BM25 (Robertson and others 1994), with the logarithm of one plus the odds, which is never below zero.
    """
    import numpy as np
    from scipy.sparse import csr_matrix
    from sklearn.feature_extraction.text import CountVectorizer

    counter = CountVectorizer(token_pattern=WORD, strip_accents="unicode")
    counts = csr_matrix(counter.fit_transform(documents), dtype=np.float64)
    holding = np.asarray((counts > 0).sum(axis=0)).ravel()
    rarity = np.log(1 + (counts.shape[0] - holding + 0.5) / (holding + 0.5))
    length = np.asarray(counts.sum(axis=1)).ravel()
    longer = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * length / length.mean())
    rows = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
    counts.data = counts.data * (SATURATION + 1) / (counts.data + longer[rows]) * rarity[counts.indices]
    said = (counter.transform(questions) > 0).astype(np.float64)
    return (said @ counts.T).toarray()


def best_hits(examples: Sequence[str], meant: Sequence[int], questions: Sequence[str]) -> Any:
    """Sum for each service the BM25 of those of its examples that are among the question's 20 best hits."""
    import numpy as np

    fits = bm25_scores(examples, questions)
    if fits.shape[1] > BEST_HITS:
        least = np.partition(fits, -BEST_HITS, axis=1)[:, -BEST_HITS]
        fits = np.where(fits >= least[:, None], fits, 0.0)
    return fits @ np.eye(max(meant) + 1)[list(meant)]


def char_svm(examples: Sequence[str], meant: Sequence[int], questions: Sequence[str]) -> Any:
    """Return the distances of a linear SVM over runs of two to five letters."""
    from sklearn.svm import LinearSVC

    view = _letters()
    model = LinearSVC().fit(view.fit_transform(examples), meant)
    return _scores(model.decision_function(view.transform(questions)))


def word_char_lr(examples: Sequence[str], meant: Sequence[int], questions: Sequence[str]) -> Any:
    """Return the chances of a logistic regression over words, pairs of words, and runs of two to five letters."""
    import numpy as np
    from scipy.sparse import hstack
    from sklearn.linear_model import LogisticRegression

    views = (_words(), _letters())
    taught = hstack([view.fit_transform(examples) for view in views], format="csr").astype(np.float32)
    asked = hstack([view.transform(questions) for view in views], format="csr").astype(np.float32)
    return LogisticRegression(C=10, max_iter=200, tol=1e-3).fit(taught, meant).predict_proba(asked)


def cosine(documents: Sequence[str], questions: Sequence[str]) -> Any:
    """Return the mean of the likeness in words and in runs of letters, shape (questions, documents)."""
    views = (_words(), _letters())
    return sum((view.fit_transform(documents) @ view.transform(questions).T).T.toarray() for view in views) / len(views)


def trigram(documents: Sequence[str], questions: Sequence[str]) -> Any:
    """Return the share of a question's runs of three letters that a document has, shape (questions, documents)."""
    import numpy as np
    from sklearn.feature_extraction.text import CountVectorizer

    counter = CountVectorizer(analyzer="char_wb", ngram_range=(3, 3), binary=True, strip_accents="unicode")
    have = counter.fit_transform(documents).astype(np.float64)
    said = counter.transform(questions).astype(np.float64)
    runs = counter.build_analyzer()
    all_runs = np.array([max(1, len(set(runs(question)))) for question in questions])
    return (said @ have.T).toarray() / all_runs[:, None]


def _words() -> Any:
    from sklearn.feature_extraction.text import TfidfVectorizer

    return TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, token_pattern=WORD, strip_accents="unicode")


def _letters() -> Any:
    from sklearn.feature_extraction.text import TfidfVectorizer

    return TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, strip_accents="unicode")


def _scores(decided: Any) -> Any:
    """Return distances a column a service; of two services the model tells only how far the second is before the first."""
    import numpy as np

    return np.column_stack([-decided, decided]) if decided.ndim == 1 else decided


RULES: dict[str, Rule] = {
    "bm25_20_best": best_hits,
    "char_svm": char_svm,
    "word_char_lr": word_char_lr,
}
