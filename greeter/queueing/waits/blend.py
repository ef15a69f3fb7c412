"""Guesses of several experts made one, by weights that are learned as waits come in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.queueing.waits.guess import LEVELS, Guess, in_order

if TYPE_CHECKING:
    from collections.abc import Mapping


class Blend:
    """A weighted mean of guesses, for each quantile and for the mean apart.

    The weights are polynomially weighted averages of the regrets with one rate for each expert (ML-Poly: Gaillard, Stoltz and van Erven 2014), on the
    gradient of the loss, so that the mixture comes near to the best mixture and not only to the best expert. It has nothing to tune.
    An expert that has no guess this time is left out.
    """

    def __init__(self) -> None:
        self._regrets: dict[str, list[float]] = {}
        self._squares: dict[str, list[float]] = {}
        self._most: list[float] = [0.0] * 4

    def blend(self, guesses: Mapping[str, Guess]) -> Guess:
        """Return the mixture. Of one guess: that one."""
        mixed = []
        for place in range(4):
            weights = self._weights(guesses, place)
            mixed.append(sum(weight * guesses[name][place] for name, weight in weights.items()))
        return in_order(*mixed)

    def weights(self, guesses: Mapping[str, Guess]) -> dict[str, tuple[float, ...]]:
        """Return each expert's weights: of the three quantiles and of the mean."""
        each = [self._weights(guesses, place) for place in range(4)]
        return {name: tuple(weights[name] for weights in each) for name in guesses}

    def _weights(self, guesses: Mapping[str, Guess], place: int) -> dict[str, float]:
        raw = {}
        for name in guesses:
            regret = self._regrets.get(name, _NONE)[place]
            raw[name] = (
                max(regret, 0.0) / (self._most[place] ** 2 + self._squares.get(name, _NONE)[place])
                if regret > 0
                else 0.0
            )
        total = sum(raw.values())
        if total <= 0.0:
            return dict.fromkeys(guesses, 1.0 / len(guesses))
        return {name: weight / total for name, weight in raw.items()}

    def learn(self, guesses: Mapping[str, Guess], came: float, weight: float) -> None:
        """Learn from a wait that came, in seconds, that stands for so many."""
        for place in range(4):
            weights = self._weights(guesses, place)
            mixed = sum(share * guesses[name][place] for name, share in weights.items())
            slope = _slope(place, mixed, came, weight)
            for name, guess in guesses.items():
                gain = slope * (mixed - guess[place])
                self._regrets.setdefault(name, [0.0] * 4)[place] += gain
                self._squares.setdefault(name, [0.0] * 4)[place] += gain * gain
                self._most[place] = max(self._most[place], abs(gain))


def _slope(place: int, mixed: float, came: float, weight: float) -> float:
    """The slope of the loss at the mixture: pinball for the quantiles; squares for the mean, which is of those who were served."""
    if place == len(LEVELS):
        return 2.0 * (mixed - came)
    return weight * ((1.0 if came < mixed else 0.0) - LEVELS[place])


_NONE = (0.0, 0.0, 0.0, 0.0)
