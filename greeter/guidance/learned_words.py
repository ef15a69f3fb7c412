"""Words to service, learned from examples: what was said, and what it turned out to be about.

Four learners look at a sentence: a linear model (multinomial logistic regression), naive Bayes, the likeness to the nearest examples, and a curve
through all examples (kernel ridge), which counts for more the more of them a service has. Their shares are multiplied, each to a power; the powers
are learned on examples that were held back, and so is how sure an answer must be.
All of it is by scikit-learn, an extra: `may_learn` tells whether it is there.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from greeter.guidance.word_features import WordFeatures

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FEWEST = 2
"""Reasons that it takes to tell one from another."""
STRENGTH = 15.0
"""Inverse of the linear model's ridge; rows have length one, so this fits offices of any size."""
SMOOTHING = 0.05
"""Of naive Bayes, per feature."""
NEARNESS = 6
"""Likeness to this power is what a neighbour's voice counts."""
FACTORED_UP_TO = 4_000
"""So many examples are rewritten by their likeness to each other first: the same model, several times faster. With more of them the linear model
looks at words as they are written: three times fewer features to fit, and other mistakes than those of the learners beside it."""
HELD_BACK = 5
"""Every fifth example of a reason teaches how the learners are weighed, and nothing else, in a first round."""
USUAL_POWERS = (1.0, 0.15, 0.1)
"""Powers of linear model, naive Bayes and neighbours before the held-back examples speak."""
CURVE_POWER, MOST_CURVE_POWER = 0.06, 8.0
"""That of the curve, for each example that a service has in the mean, and at most. Its heights, 0 to 1, are turned to shares as they are, and say
little where they count once; with few examples it is worse than the linear model, with many better."""
CURVE_SLACK = 0.15
"""So far the curve may miss its examples (the ridge): some were put down wrongly."""
BLOCK = 500
"""So many sentences at a time are likened to the others."""
MOST_POWER = 20.0
LOUDNESS = (0.2, 5.0)
"""All powers together are made at least and at most so many times what they usually are."""
CAUTION = 500.0
"""So many held-back examples weigh as much as the usual powers do."""
CAUTION_TOGETHER = 50.0
"""The same of how loud all are together: that changes no order, so it may follow the examples sooner."""
FEWEST_BACK = 10
"""With fewer held-back examples nothing is known of how sure good questions are; then half of all shares must be the best one's."""
ASKED_SHARE = 0.1
"""Share of good questions that may be answered with "is it none of these?"."""
LEAST = 1e-6


@dataclass(frozen=True, slots=True)
class Example:
    """What somebody said, and the service that they had come for."""

    words: str
    service: str


@dataclass(frozen=True, slots=True)
class Told:
    """Answers to several sentences, a row each: the share of each service, and how sure that is.

    shares: array of shape (sentences, services), rows sum to one. sureness: higher is surer; 0 is where ASKED_SHARE of good questions lie below.
    """

    services: tuple[str, ...]
    shares: Any
    sureness: Any


def may_learn() -> bool:
    """Whether scikit-learn is there. It is not loaded by asking."""
    return find_spec("sklearn") is not None


class LearnedWords:
    """What examples taught. May be used from any thread; learning takes seconds, so it belongs off a screen's thread.

    about: what the office itself calls each service; each text teaches as one example, so every service can be found.
    """

    def __init__(
        self, examples: Sequence[Example], about: Mapping[str, Sequence[str]], *, language: str = "en"
    ) -> None:
        """Learn. Raises ValueError with fewer than FEWEST services, or no word at all."""
        named = [Example(text, service) for service, texts in about.items() for text in texts]
        self.services = tuple(sorted({each.service for each in (*examples, *named)}))
        if len(self.services) < FEWEST:
            raise ValueError("There is nothing to tell apart.")
        from threadpoolctl import threadpool_limits  # comes with scikit-learn

        with threadpool_limits(limits=1):  # screens are painted meanwhile
            self._learn(examples, named, language)

    def _learn(self, examples: Sequence[Example], named: Sequence[Example], language: str) -> None:
        many = len(examples) + len(named) > FACTORED_UP_TO
        curve = min(CURVE_POWER * len(examples) / len(self.services), MOST_CURVE_POWER)
        self._powers = _array((*USUAL_POWERS, curve))
        self._usual: tuple[Any, Any, float] | None = None
        taught, back = _held_back(examples)
        if back:
            self._learners = _Learners([*taught, *named], self.services, language, many=many)
            self._weigh(back)
        self._learners = _Learners([*examples, *named], self.services, language, many=many)

    def ask(self, sentences: Sequence[str]) -> Told:
        """Return what each sentence may mean. Never raises on any text; one without a known word gives even shares, and little sureness."""
        logs, signs = self._learners.look(sentences)
        shares = _shares(logs, self._powers)
        return Told(self.services, shares, self._sureness(shares, signs))

    def _weigh(self, back: Sequence[Example]) -> None:
        """Learn the powers by the likelihood of what was held back, and how sure good questions usually are.

        How the learners stand to each other, and how loud they are together, are learned apart, each with its caution.
        """
        import numpy as np
        from scipy.optimize import minimize

        place = {service: at for at, service in enumerate(self.services)}
        truth = np.array([place[each.service] for each in back])
        logs, signs = self._learners.look([each.words for each in back])
        usual = self._powers

        def loss(tried: Any) -> float:
            right = _shares(logs, tried[0] * tried[1:])[np.arange(len(truth)), truth]
            strange = CAUTION_TOGETHER * (tried[0] - 1) ** 2 + CAUTION * ((tried[1:] - usual) ** 2).sum()
            return float(-np.log(right + LEAST).sum() + strange)

        bounds = [LOUDNESS, *[(0.0, MOST_POWER)] * len(usual)]
        found = minimize(loss, [1.0, *usual], method="L-BFGS-B", bounds=bounds).x
        self._powers = found[0] * found[1:]
        if len(back) < FEWEST_BACK:
            return
        seen = _signs_of_sureness(_shares(logs, self._powers), signs)
        middle, spread = seen.mean(axis=0), seen.std(axis=0) + LEAST
        together = ((seen - middle) / spread).mean(axis=1)
        self._usual = middle, spread, float(np.quantile(together, ASKED_SHARE))

    def _sureness(self, shares: Any, signs: Any) -> Any:
        found = _signs_of_sureness(shares, signs)
        if self._usual is None:
            return found[:, 0]
        middle, spread, least = self._usual
        return ((found - middle) / spread).mean(axis=1) - least


class _Learners:
    """Linear model, naive Bayes, neighbours and curve over one set of examples."""

    def __init__(self, examples: Sequence[Example], services: tuple[str, ...], language: str, *, many: bool) -> None:
        import numpy as np

        place = {service: at for at, service in enumerate(services)}
        sentences = [each.words for each in examples]
        self._features = WordFeatures(sentences, language)
        rows = self._features.taught
        self._columns = rows.T.tocsr()  # turned round once, not for each question
        meant = np.array([place[each.service] for each in examples])
        self._meant = np.eye(len(services), dtype=np.float32)[meant]
        self._likely = _naive_bayes(rows, self._meant)
        likeness = _likeness(rows)
        self._plain = WordFeatures(sentences, language, plain=True) if many else None
        if self._plain is None:
            self._weights, self._offset = _factored(rows, likeness, meant)
        else:
            self._weights, self._offset = _linear(self._plain.taught, meant)
        self._heights = _curve(likeness, self._meant)

    def look(self, sentences: Sequence[str]) -> tuple[Any, Any]:
        """Return the logarithms of the learners' shares, shape (learners, sentences, services), and signs of sureness, (sentences, 2).

        The signs are the linear model's energy (Liu and others 2020) and the mean likeness to the five nearest examples.
        """
        import numpy as np

        rows = self._features.rows(sentences)
        scores = (self._plain.rows(sentences) if self._plain else rows) @ self._weights + self._offset
        like = (rows @ self._columns).toarray()
        neighbours = np.log(like**NEARNESS @ self._meant + LEAST)
        looks = (scores, rows @ self._likely, neighbours, _bent(like) @ self._heights)
        logs = np.stack([_log_shares(each) for each in looks])
        nearest = min(5, like.shape[1])
        near = np.partition(like, -nearest, axis=1)[:, -nearest:].mean(axis=1)
        return logs, np.column_stack([_log_sum(scores), near])


def _likeness(rows: Any) -> Any:
    """Return how alike each two of the rows are, as a full matrix in single precision; worked out for one half, block by block."""
    import numpy as np

    found = np.zeros((rows.shape[0],) * 2, dtype=np.float32)
    for at in range(0, len(found), BLOCK):
        found[at:, at : at + BLOCK] = rows[at:] @ rows[at : at + BLOCK].T.toarray()
        found[at : at + BLOCK, at:] = found[at:, at : at + BLOCK].T
    return found


def _factored(rows: Any, likeness: Any, meant: Any) -> tuple[Any, Any]:
    """Return what `_linear` does, fitted in the space of the rows' likeness (its Cholesky factor): the same optimum, with far fewer numbers."""
    import numpy as np
    from scipy.linalg import cholesky, solve_triangular

    factor = cholesky(likeness.astype(np.float64) + 1e-3 * np.eye(len(likeness)), lower=True)
    weights, offset = _linear(factor.astype(np.float32), meant)
    return rows.T @ solve_triangular(factor, weights.astype(np.float64), lower=True, trans="T"), offset


def _linear(rows: Any, meant: Any) -> tuple[Any, Any]:
    """Return weights, shape (features, services), and offsets of a multinomial logistic regression."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=STRENGTH, max_iter=200, tol=1e-3).fit(rows, meant)
    weights, offset = _each_way(model.coef_.T, model.intercept_)
    return np.ascontiguousarray(weights), offset  # or each question would turn them round anew


def _curve(likeness: Any, meant: Any) -> Any:
    """Return what each example adds to a service's height where a sentence is like it, shape (examples, services): kernel ridge regression."""
    import numpy as np
    from scipy.linalg import cho_factor, cho_solve

    bent = _bent(likeness)
    bent[np.diag_indices(len(bent))] += CURVE_SLACK
    factor = cho_factor(bent, lower=True, overwrite_a=True, check_finite=False)
    return cho_solve(factor, meant, check_finite=False)


def _bent(likeness: Any) -> Any:
    """Return likeness so that what is very alike counts more; a sum of powers stays a kernel, which a broken power need not."""
    return (likeness + likeness * likeness) / 2


def _each_way(weights: Any, offset: Any) -> tuple[Any, Any]:
    """Return a column a service; of two services a linear model tells only how far the second is before the first."""
    import numpy as np

    if weights.shape[1] > 1:
        return weights, offset
    return np.hstack([-weights / 2, weights / 2]), np.array([-1, 1]) * offset / 2


def _naive_bayes(rows: Any, meant: Any) -> Any:
    """Return the logarithms of each feature's share in a service, shape (features, services); services count alike."""
    import numpy as np

    counted = rows.T @ meant + SMOOTHING
    return np.log(counted / counted.sum(axis=0))


def _held_back(examples: Sequence[Example]) -> tuple[list[Example], list[Example]]:
    """Part examples into those that teach and every fifth of each service; a service with fewer than five keeps all."""
    seen: dict[str, int] = {}
    taught: list[Example] = []
    back: list[Example] = []
    for each in examples:
        seen[each.service] = seen.get(each.service, 0) + 1
        (back if seen[each.service] % HELD_BACK == 0 else taught).append(each)
    return taught, back


def _shares(logs: Any, powers: Any) -> Any:
    """Return the product of the learners' shares, each to its power, so that a row sums to one."""
    import numpy as np

    return np.exp(_log_shares(np.tensordot(powers, logs, axes=1)))


def _signs_of_sureness(shares: Any, signs: Any) -> Any:
    import numpy as np

    best = shares.max(axis=1).clip(LEAST, 1 - LEAST)
    return np.column_stack([np.log(best / (1 - best)), signs])


def _log_shares(scores: Any) -> Any:
    return scores - _log_sum(scores)[:, None]


def _log_sum(scores: Any) -> Any:
    import numpy as np

    most = scores.max(axis=1)  # for one row scipy's logsumexp takes twenty times as long
    return most + np.log(np.exp(scores - most[:, None]).sum(axis=1))


def _array(numbers: Sequence[float]) -> Any:
    import numpy as np

    return np.array(numbers)
