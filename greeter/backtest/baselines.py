"""The simple rules that forecasts of waits are held against, on the same rows; each learned from the training days and then left as it is.

To add one: 1. its number in RULES; 2. a test that computes it by hand.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from greeter.backtest.judged import judged
from greeter.queueing.waits import boosted
from greeter.queueing.waits.guess import Guess, in_order
from greeter.queueing.waits.state import FEATURES, UNKNOWN, State
from greeter.queueing.waits.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from greeter.backtest.result import Figures
    from greeter.queueing.waits.asked import Asked

    Rule = Callable[[State], float]

CONFORMAL = 0.2
"""The last of the training days, by which boosted quantiles are corrected once."""
RANGE = 0.8
"""What the range from 10 to 90 % should hold."""
_WAITING = FEATURES.index("waiting")


def people_waiting(state: State) -> float:
    """Return (people waiting + 1) x mean service time / counters that serve or did in the last ten minutes, in seconds."""
    return state.rule / (state.ahead + 1) * (state.row[_WAITING] + 1)


RULES: Mapping[str, Rule] = {
    "mean of the last 20 waits": lambda state: state.mean_20,
    "last to enter service (LES)": lambda state: state.les,
    "head of line (HOL)": lambda state: state.hol,
    "(people waiting + 1) x mean service / active servers": people_waiting,
}
"""Name to the seconds that a rule says, UNKNOWN where it says nothing yet."""
TABLE = "table of past waits by people ahead"
BOOSTED = "gradient-boosted quantiles on the queue's state"
CONFORMED = "the same, conformal on the last 20 % of training days"


def baselines(train: Sequence[Sequence[Asked]], asked: Sequence[Asked]) -> dict[str, Figures]:
    """Return the figures of each baseline on those asked, by its name. train: the training days. Without scikit-learn: those that count."""
    past = served([one for day in train for one in day])
    days, came = [one.visit.day for one in asked], waits(asked)
    found = {}
    for name, rule in RULES.items():
        guesses, points = _ruled(rule, past, asked)
        found[name] = judged(days, came, guesses, points)
    table = Table([(float(one.state.ahead), wait, 1.0) for one, wait in zip(past, waits(past), strict=True)])
    found[TABLE] = judged(days, came, [_known(table.guess(float(one.state.ahead))) for one in asked])
    if boosted.available() and len(past) >= boosted.ENOUGH:
        found |= {name: judged(days, came, guesses) for name, guesses in _boosted(train, asked).items()}
    return found


def served(asked: Iterable[Asked]) -> list[Asked]:
    """Return those who were served."""
    return [one for one in asked if one.wait is not None and not one.left]


def waits(asked: Sequence[Asked]) -> list[float]:
    """Return the waits of those who were served, in seconds."""
    return [one.wait or 0.0 for one in asked]


def _ruled(rule: Rule, past: Sequence[Asked], asked: Sequence[Asked]) -> tuple[list[Guess], list[float]]:
    """Return quantiles of past waits by what the rule said, and what it says; before it says anything: the mean of the past."""
    table = Table([(rule(one.state), wait, 1.0) for one, wait in zip(past, waits(past), strict=True)])
    mean = sum(waits(past)) / len(past)
    said = [rule(one.state) for one in asked]
    return [_known(table.guess(each)) for each in said], [mean if each == UNKNOWN else each for each in said]


def _known(guess: Guess | None) -> Guess:
    assert guess is not None  # noqa: S101 (there is a past)
    return guess


def _boosted(train: Sequence[Sequence[Asked]], asked: Sequence[Asked]) -> dict[str, list[Guess]]:
    states = [one.state for one in asked]
    found = {BOOSTED: _fitted(served([one for day in train for one in day])).guesses(states)}
    split = len(train) - max(1, round(len(train) * CONFORMAL))
    fitting, held = (
        served([one for day in train[:split] for one in day]),
        served([one for day in train[split:] for one in day]),
    )
    if len(fitting) >= boosted.ENOUGH and held:
        model = _fitted(fitting)
        wider = _wider(model.guesses([one.state for one in held]), waits(held))
        found[CONFORMED] = [
            in_order(guess.low - wider, guess.middle, guess.high + wider, guess.mean) for guess in model.guesses(states)
        ]
    return found


def _fitted(past: Sequence[Asked]) -> boosted.Quantile:
    return boosted.Quantile([one.state for one in past], waits(past), [1.0] * len(past))


def _wider(guesses: Sequence[Guess], came: Sequence[float]) -> float:
    """Return by how many seconds both ends must give way for the range to hold its share (Romano, Patterson and Candès 2019)."""
    scores = sorted(max(guess.low - wait, wait - guess.high) for guess, wait in zip(guesses, came, strict=True))
    return scores[min(ceil((len(scores) + 1) * RANGE), len(scores)) - 1]
