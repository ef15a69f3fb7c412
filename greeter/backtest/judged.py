"""What forecasts of waits were worth: the figures of one method on the rows that were asked."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

from greeter.queueing.waits.guess import LEVELS, Guess, pinball

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greeter.backtest.result import Figures


def judged(
    days: Sequence[str], came: Sequence[float], guesses: Sequence[Guess], points: Sequence[float] | None = None
) -> Figures:
    """Return the figures of guesses, in seconds, against the waits that came, each with its day.

    mae: of the median. rmse: of the mean. pinball: the mean over 10, 50 and 90 %. coverage: the share inside 10 to 90 %, both ends counted; of the
    days apart, the least and the most. width: of that range. points: where a rule says one number, mae and rmse are of that.
    """
    n = len(came)
    medians = points or [guess.middle for guess in guesses]
    means = points or [guess.mean for guess in guesses]
    inside = [guess.low <= wait <= guess.high for guess, wait in zip(guesses, came, strict=True)]
    shares = _by_day(days, inside)
    loss = sum(
        pinball(level, guess[place], wait)
        for guess, wait in zip(guesses, came, strict=True)
        for place, level in enumerate(LEVELS)
    )
    return {
        "mae": sum(abs(wait - said) for said, wait in zip(medians, came, strict=True)) / n,
        "rmse": sqrt(sum((wait - said) ** 2 for said, wait in zip(means, came, strict=True)) / n),
        "pinball": loss / n / len(LEVELS),
        "coverage": sum(inside) / n,
        "width": sum(guess.high - guess.low for guess in guesses) / n,
        "day_coverage_min": min(shares),
        "day_coverage_max": max(shares),
    }


def _by_day(days: Sequence[str], inside: Sequence[bool]) -> list[float]:
    counts: dict[str, list[bool]] = {}
    for day, one in zip(days, inside, strict=True):
        counts.setdefault(day, []).append(one)
    return [sum(found) / len(found) for found in counts.values()]
