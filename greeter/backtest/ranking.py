"""How well services were ranked, and how well sureness told foreign questions from our own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from greeter.guidance.learned_words import ASKED_SHARE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greeter.backtest.result import Figures
    from greeter.guidance.learned_words import Example

FIRST_FEW = 3


@dataclass(frozen=True, slots=True)
class Answered:
    """Answers to questions, a row each. scores: shape (questions, services), higher is better; sureness: shape (questions), higher is surer."""

    services: tuple[str, ...]
    scores: Any
    sureness: Any


def figures_of(answered: Answered, asked: Sequence[Example], foreign: str) -> Figures:
    """Return `top1` and `top3` in percent of our own questions; with foreign ones among them `oos_auroc` (0 to 1) and `oos_caught` (percent), too.

    A question whose service nothing taught is answered wrongly. Of services with the same score the first counts.
    """
    import numpy as np

    place = {service: at for at, service in enumerate(answered.services)}
    ours = np.array([each.service != foreign for each in asked])
    meant = np.array([place.get(each.service, -1) for each in asked])
    ranked = np.argsort(-answered.scores, axis=1, kind="stable")[:, :FIRST_FEW]
    right = ranked == meant[:, None]
    figures = {
        "top1": 100 * float(right[ours, 0].mean()),
        "top3": 100 * float(right[ours].any(axis=1).mean()),
    }
    if not ours.all():
        figures["oos_auroc"] = auroc(answered.sureness[ours], answered.sureness[~ours])
        asked_again = np.quantile(answered.sureness[ours], ASKED_SHARE)
        figures["oos_caught"] = 100 * float((answered.sureness[~ours] < asked_again).mean())
    return figures


def auroc(higher: Any, lower: Any) -> float:
    """Return the chance that one of `higher` is above one of `lower`; equal ones count half (Mann and Whitney 1947)."""
    import numpy as np

    in_order = np.sort(higher)
    below, up_to = np.searchsorted(in_order, lower, "left"), np.searchsorted(in_order, lower, "right")
    return float((len(in_order) - (below + up_to) / 2).mean() / len(in_order))


def mean_of(figures: Sequence[Figures]) -> Figures:
    """Return the mean of each figure."""
    return {key: sum(each[key] for each in figures) / len(figures) for key in figures[0]}
