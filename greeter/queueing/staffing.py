"""How many clerks a standard needs: waits of a line with many clerks in closed form, and the fewest clerks that keep a promise.

`ErlangC` is a line in which everybody stays (M/M/c: Erlang 1917); `ErlangA` one in which people give up (M/M/c+M: Palm 1957; Baccelli and Hebuterne
1981; Zeltyn and Mandelbaum 2005). Both take arrivals at random, service times that are exponential, and clerks who can serve everybody.
Arrivals are counted by the hour, times in minutes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from math import cos, exp, expm1, inf, isfinite, log, log1p, pi
from typing import TYPE_CHECKING

from greeter.problems import BadInput

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_CLERKS = 10_000
HOUR = 60.0
POINTS, PIECES = 16, 8
"""A numerical integral is taken in so many pieces at so many points each (Gauss and Legendre): it is exact to eleven digits."""
SMALL = 40.0
"""exp(-40) is nothing beside 1."""


def erlang_b(clerks: int, load: float) -> float:
    """Return the share that finds all clerks busy where nobody waits. load: arrivals x service time, in clerks.

    By the recursion B(c) = load B(c-1) / (c + load B(c-1)), in which nothing grows (Jagerman 1974).
    """
    busy = 1.0
    for n in range(1, clerks + 1):
        busy = load * busy / (n + load * busy)
    return busy


@dataclass(frozen=True)
class ErlangC:
    """A line in which everybody stays. Raises BadInput where the clerks can't keep up: the line would grow as long as the doors are open."""

    clerks: int
    arrivals: float
    """An hour."""
    minutes: float
    """Of service, on average."""

    def __post_init__(self) -> None:
        _check(self.clerks, self.arrivals, self.minutes)
        if self.load >= self.clerks:
            clerks = "1 clerk" if self.clerks == 1 else f"{self.clerks} clerks"
            raise BadInput(
                f"{clerks} can’t keep up with {self.arrivals:g} visitors an hour of {self.minutes:g} minutes each.",
                f"It takes {int(self.load) + 1} at least.",
            )

    @property
    def load(self) -> float:
        """How many clerks are busy, on average."""
        return self.arrivals / HOUR * self.minutes

    @cached_property
    def p_wait(self) -> float:
        """The share of visitors who wait at all: B / (1 - rho (1 - B)), with rho = load / clerks (Erlang's C formula)."""
        blocked, rho = erlang_b(self.clerks, self.load), self.load / self.clerks
        return blocked / (1 - rho * (1 - blocked))

    @property
    def mean_wait(self) -> float:
        """The mean wait of all, in minutes: P(wait) x minutes / (clerks - load)."""
        return self.p_wait * self.minutes / (self.clerks - self.load)

    def beyond(self, minutes: float) -> float:
        """Return the share that waits longer: P(wait) exp(-(clerks - load) t / service time)."""
        _number(minutes, "The wait", least=0.0)
        return self.p_wait * exp(-(self.clerks - self.load) * minutes / self.minutes)

    def within(self, minutes: float) -> float:
        """Return the share that waits no longer: the share within a standard of so many minutes."""
        return 1.0 - self.beyond(minutes)


@dataclass(frozen=True)
class ErlangA:
    """A line in which people give up after a time that is exponential, too. It never grows without end: raises BadInput for no numbers only.

    The wait that is offered to somebody who would stay has, beyond 0, a density in proportion to exp(g(x)), with
    g(x) = arrivals x patience (1 - exp(-x / patience)) - clerks x / service time, all in minutes (Zeltyn and Mandelbaum 2005, section 3). Its
    integrals are found numerically and kept as logarithms, so that neither many clerks nor a flood of arrivals leave the range of numbers.
    """

    clerks: int
    arrivals: float
    """An hour."""
    minutes: float
    """Of service, on average."""
    patience: float
    """Minutes after which somebody who waits gives up, on average."""

    def __post_init__(self) -> None:
        _check(self.clerks, self.arrivals, self.minutes)
        _number(self.patience, "The patience")

    @property
    def load(self) -> float:
        """How many clerks would be busy if nobody gave up."""
        return self.arrivals / HOUR * self.minutes

    @cached_property
    def p_wait(self) -> float:
        """The share of visitors who don't find a clerk free: arrivals J / (1 / B(clerks - 1) + arrivals J), with J the integral of exp(g)."""
        return self._told(self._log_whole)

    @cached_property
    def p_gives_up(self) -> float:
        """The share of visitors who give up before they are served."""
        return self._share(lambda x: -expm1(-x / self.patience))

    @property
    def mean_wait(self) -> float:
        """The mean wait of all, whether served or not, in minutes: by Little's law, P(gives up) x patience."""
        return self.p_gives_up * self.patience

    def beyond(self, minutes: float) -> float:
        """Return the share that is still waiting after so many minutes: neither served nor gone."""
        _number(minutes, "The wait", least=0.0)
        return exp(-minutes / self.patience) * self._share(lambda _: 1.0, low=minutes)

    def served_within(self, minutes: float) -> float:
        """Return the share of all visitors who are served after waiting no longer."""
        _number(minutes, "The wait", least=0.0)
        return 1.0 - self.p_wait + self._share(lambda x: exp(-x / self.patience), high=minutes)

    def within(self, minutes: float) -> float:
        """Return the share within a standard, as reports count it: served in time, of all who were served or left after the standard."""
        served, late = self.served_within(minutes), self.beyond(minutes)
        return served / (served + late) if served + late > 0 else 1.0

    def _exponent(self, x: float) -> float:
        return -self.arrivals / HOUR * self.patience * expm1(-x / self.patience) - self.clerks * x / self.minutes

    @cached_property
    def _peak(self) -> float:
        """Where the density is highest: 0, or where so many have given up that the clerks keep up with the rest."""
        over = self.load / self.clerks
        return self.patience * log(over) if over > 1 else 0.0

    @cached_property
    def _edges(self) -> tuple[float, float]:
        """Outside of these the density is nothing. Its logarithm is concave, so each side of the peak has one such place at most."""
        lowest = self._exponent(self._peak) - SMALL
        step = self.minutes / self.clerks
        while self._exponent(self._peak + step) > lowest:
            step *= 2
        high = _crossing(self._exponent, lowest, self._peak, self._peak + step)
        low = 0.0 if self._exponent(0.0) >= lowest else _crossing(self._exponent, lowest, self._peak, 0.0)
        return low, high

    @cached_property
    def _log_weight(self) -> float:
        """Logarithm of what a unit of exp(g) counts beside the states in which a clerk is free: arrivals x B(clerks - 1)."""
        blocked = erlang_b(self.clerks - 1, self.load)
        return log(self.arrivals / HOUR) + log(blocked) if self.arrivals > 0 and blocked > 0 else -inf

    @cached_property
    def _log_whole(self) -> float:
        """Logarithm of arrivals x B(clerks - 1) x J."""
        return self._log_weight + self._log_integral(lambda _: 1.0, 0.0, inf)

    def _share(self, counts: Callable[[float], float], *, low: float = 0.0, high: float = inf) -> float:
        """Return the share of visitors to whom a wait from `low` to `high` is offered, each counted by `counts` of that wait."""
        return self._told(self._log_weight + self._log_integral(counts, low, high))

    def _told(self, part: float) -> float:
        """Return part / (1 + whole) of a logarithm: both may be numbers too large to write."""
        if self._log_weight == -inf:
            return 0.0
        whole = self._log_whole
        return exp(part - max(whole, 0.0) - log1p(exp(-abs(whole))))

    def _log_integral(self, counts: Callable[[float], float], low: float, high: float) -> float:
        """Return the logarithm of the integral of counts(x) exp(g(x))."""
        low, high = max(low, self._edges[0]), min(high, self._edges[1])
        if low >= high:
            return -inf
        middle = min(max(self._peak, low), high)
        top = self._exponent(middle)
        patience, clerks, minutes = self.patience, self.clerks, self.minutes
        gone = -self.arrivals / HOUR * patience

        def density(x: float) -> float:  # `_exponent`, written out: it is asked for hundreds of thousands of times
            return counts(x) * exp(gone * expm1(-x / patience) - clerks * x / minutes - top)

        total = _integral(density, low, middle) + _integral(density, middle, high)
        return top + log(total) if total > 0 else -inf


Line = ErlangC | ErlangA


def fewest_clerks(
    arrivals: float,
    minutes: float,
    *,
    standard: float | Mapping[float, float],
    share: float = 0.8,
    patience: float | None = None,
) -> int:
    """Return the fewest clerks with whom at least `share` of the visitors wait within the standard; 1 at least, for a door is open.

    arrivals: an hour. minutes: of service. standard: minutes of wait, or, where services differ, how many visitors come for each. patience: minutes
    after which people give up, on average; None: they stay. Raises BadInput for what is no number, for a share that is not between 0 and 1, and for
    what more than 10,000 clerks could not do.
    """
    _check(1, arrivals, minutes)
    standards = _standards(standard)
    if not 0 < _number(share, "The share") < 1:
        raise BadInput(f"A share of {share:g} can’t be planned for.", "Use one between 0 and 1, such as 0.8.")
    if patience is not None:
        _number(patience, "The patience")
    everybody = sum(standards.values())

    def enough(clerks: int) -> bool:
        if patience is None and arrivals / HOUR * minutes >= clerks:
            return False
        line: Line = (
            ErlangC(clerks, arrivals, minutes) if patience is None else ErlangA(clerks, arrivals, minutes, patience)
        )
        return sum(many * line.within(target) for target, many in standards.items()) >= share * everybody

    few, many = 0, 1
    while not enough(many):
        if many >= MOST_CLERKS:
            raise BadInput(
                f"{MOST_CLERKS:,} clerks are not enough for {arrivals:g} visitors an hour of {minutes:g} minutes each.",
                "Check both numbers.",
            )
        few, many = many, min(2 * many, MOST_CLERKS)
    while many - few > 1:
        middle = (few + many) // 2
        few, many = (few, middle) if enough(middle) else (middle, many)
    return many


def _standards(standard: float | Mapping[float, float]) -> dict[float, float]:
    standards = dict(standard) if isinstance(standard, Mapping) else {standard: 1.0}
    for target, many in standards.items():
        _number(target, "The standard", least=0.0)
        _number(many, "The visitors of a standard")
    if not standards:
        raise BadInput("No standard is given.", "Give minutes of wait.")
    return standards


def _crossing(function: Callable[[float], float], level: float, above: float, below: float) -> float:
    """Return where a function falls to a level, between a place above it and one below; to a thousandth of the way."""
    for _ in range(10):
        middle = (above + below) / 2
        above, below = (middle, below) if function(middle) > level else (above, middle)
    return below


def _integral(function: Callable[[float], float], low: float, high: float) -> float:
    """Return the integral, in pieces of equal width."""
    half = (high - low) / PIECES / 2
    if half == 0:
        return 0.0
    middles, points = [low + half * (2 * piece + 1) for piece in range(PIECES)], _points()
    return half * sum([weight * function(middle + half * at) for middle in middles for at, weight in points])


@cache
def _points() -> tuple[tuple[float, float], ...]:
    """Return points and weights of Gauss and Legendre's rule on -1 to 1: the roots of a Legendre polynomial, by Newton's method."""
    found = []
    for place in range(POINTS):
        x = cos(pi * (place + 0.75) / (POINTS + 0.5))
        for _ in range(8):
            before, value = 1.0, x
            for degree in range(2, POINTS + 1):
                before, value = value, ((2 * degree - 1) * x * value - (degree - 1) * before) / degree
            slope = POINTS * (x * value - before) / (x * x - 1)
            x -= value / slope
        found.append((x, 2 / ((1 - x * x) * slope * slope)))
    return tuple(found)


def _check(clerks: int, arrivals: float, minutes: float) -> None:
    if isinstance(clerks, bool) or not isinstance(clerks, int) or not 1 <= clerks <= MOST_CLERKS:
        raise BadInput(f"{clerks!r} is no number of clerks.", f"Use a whole number from 1 to {MOST_CLERKS:,}.")
    _number(arrivals, "The arrivals an hour", least=0.0)
    _number(minutes, "The service time")


def _number(value: float, what: str, least: float | None = None) -> float:
    """Return a number above 0, or from `least` on. Raises BadInput for anything else."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not isfinite(value):
        raise BadInput(f"{what} is no number: {str(value)[:40]}.", "Give a number.")
    if (value <= 0) if least is None else (value < least):
        raise BadInput(f"{what} can’t be {value:g}.", "Give more than 0." if least is None else "Give 0 or more.")
    return value
