"""Holds the forecasts of waits against waits that came: seconds, asked when a visitor joins the line, of those who waited and were served.

The first days only teach. On the others each forecast may use what was known at that second: a wait counts once it has ended, a service once it is
over; the days of the test teach as they pass.
"""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from greeter.backtest.baselines import baselines, served
from greeter.backtest.judged import judged
from greeter.backtest.line_file import visits_of_file
from greeter.backtest.line_store import visits_of_store
from greeter.backtest.result import Figures, Result
from greeter.problems import BadInput
from greeter.queueing.waits import WaitLearner, boosted, by_day
from greeter.queueing.waits.asked import read
from greeter.queueing.waits.usual import Usual

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from greeter.queueing.waits.asked import Asked
    from greeter.queueing.waits.course import Told
    from greeter.queueing.waits.past import PastVisit

    Days = Mapping[str, Sequence[PastVisit]]

NOTES = (
    "Seconds. Asked on joining the line; of those who had to wait and were served.",
    "mae is of the median and rmse of the mean; of a simple rule both are of the rule itself.",
    "Ours and each first day but the frozen one learn on as the days of the test pass; the baselines do not.",
    "First day: only the first day of all taught before the test.",
)
COUNTED = "scikit-learn is not installed: ours only counts, and boosted baselines are left out."


def of_file(path: Path, *, train_share: float) -> Result:
    """Return how good our forecasts are on a file. train_share: of the days, only to teach. Raises BadInput."""
    return of_visits(visits_of_file(path), train_share=train_share)


def of_store(url: str, office: str | None, *, train_share: float) -> Result:
    """Return how good our forecasts are on an office's own waits. Raises BadInput, StoreProblem, NotFound."""
    return of_visits(visits_of_store(url, office), train_share=train_share)


def of_visits(visits: Iterable[PastVisit], *, train_share: float) -> Result:
    """Return how good our forecasts are on these visits. Raises BadInput with fewer than two days, or where nobody waited."""
    days = by_day(visits)
    split = max(1, int(len(days) * train_share))
    train, test = _part(days, 0, split), _part(days, split, len(days))
    if not test:
        raise BadInput("One day can’t both teach and test.", "Give at least two days.")
    past, asked = _questions(train, test)
    if not served(one for day in past for one in day) or not asked:
        raise BadInput("Nobody had to wait on the days that teach, or on the others.", "Give more days.")
    learner = WaitLearner()
    learner.learn(train)
    ours = _ours(told for visits in test.values() for told in learner.close(visits))
    return Result(
        ours=ours,
        baselines=baselines(past, asked),
        n=len(asked),
        ms=_ms(learner, list(test.values())[-1]),
        cold=_cold(_part(days, 0, 1), test),
        notes=NOTES if boosted.available() else (*NOTES, COUNTED),
    )


def _part(days: Days, begin: int, end: int) -> Days:
    return dict(list(days.items())[begin:end])


def _questions(train: Days, test: Days) -> tuple[list[list[Asked]], list[Asked]]:
    """Return the training days as questions, and those of the test who were served."""
    usual, found = Usual(), []
    for visits in (*train.values(), *test.values()):
        found.append(read(visits, usual)[0])
        usual.learn(visits)
    return found[: len(train)], served(one for day in found[len(train) :] for one in day)


def _ours(told: Iterable[tuple[PastVisit, Told | None]]) -> Figures:
    rows = [(visit, each.guess) for visit, each in told if visit.start is not None and each is not None]
    return judged(
        [visit.day for visit, _ in rows], [visit.wait or 0.0 for visit, _ in rows], [guess for _, guess in rows]
    )


def _cold(first: Days, test: Days) -> dict[str, dict[str, Figures]]:
    learner = WaitLearner()
    learner.learn(first)
    frozen = [told for visits in test.values() for told in learner.foretell(visits)]
    past, asked = _questions(first, test)
    if not served(one for day in past for one in day):
        return {}
    learning = _ours(told for visits in test.values() for told in learner.close(visits))
    return {"first day": {**baselines(past, asked), "ours, frozen": _ours(frozen), "ours": learning}}


def _ms(learner: WaitLearner, visits: Sequence[PastVisit]) -> float:
    """Return milliseconds per forecast: a day's states read and all of them told."""
    began = perf_counter()
    told = learner.foretell(visits)
    return (perf_counter() - began) * 1000.0 / max(len(told), 1)
