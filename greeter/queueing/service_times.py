"""How long each service takes here, from much or from little.

A service that was seen often is known by itself. One that was seen seldom is near its family, the services of its programme; a family near the
office; and an office of which nothing is known near the catalogue's typical minutes. How much each counts against what was seen is itself learned:
by how much the services of this office differ from each other, against how much one visit differs from the next (an empirical-Bayes weight, by the
method of moments: Efron and Morris 1975).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log
from typing import TYPE_CHECKING

from greeter.queueing.spread import POINTS, Spread

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from greeter.model.catalogue import Service

PRIOR = 10.0
"""Visits that what stands behind counts for, where it can't be learned."""
_LEAST, _MOST = 2.0, 50.0
"""Bounds of that number where it is learned."""
_SHORTEST = 1 / 60
"""Minutes; shorter services count as so long."""
TYPICAL = 5.0
"""Minutes of a service that is in no catalogue any more."""
_USUAL = tuple(0.45 * place for place in (-1.8, -1.2, -0.85, -0.55, -0.25, 0.0, 0.25, 0.55, 0.95, 1.75))
"""How the logarithms of service times spread where nothing was seen: as at many counters (Brown and others 2005 find them lognormal)."""


@dataclass(slots=True)
class _Seen:
    """Logarithms of minutes over the typical minutes, of one group."""

    logs: list[float]
    mean: float = 0.0
    """Drawn towards what stands behind."""

    @property
    def n(self) -> int:
        return len(self.logs)

    @property
    def own(self) -> float:
        return sum(self.logs) / len(self.logs) if self.logs else 0.0


def service_times(services: Iterable[Service], seen: Iterable[tuple[str, float]]) -> dict[str, Spread]:
    """Return the spread of each service's time, in minutes. seen: service and minutes of visits that were finished lately.

    Services that are in no catalogue any more are learned by themselves where they were seen.
    """
    known = {service.id: service for service in services}
    typical = {name: service.minutes if service.minutes > 0 else TYPICAL for name, service in known.items()}
    groups: dict[str, _Seen] = {name: _Seen([]) for name in known}
    for name, minutes in seen:
        logs = groups.setdefault(name, _Seen([])).logs
        logs.append(log(max(minutes, _SHORTEST) / typical.get(name, TYPICAL)))
    within = _within(groups.values())
    office = _Seen([one for group in groups.values() for one in group.logs])
    office.mean = office.n * office.own / (office.n + PRIOR)
    families = _families(known, groups)
    _drawn_to(office.mean, families.values(), within)
    for name, group in groups.items():
        programme = known[name].programme if name in known else ""
        behind = families[programme].mean if programme in families else office.mean
        group.mean = behind
    _drawn_each(groups.values(), within)
    shape = [one - group.own for group in groups.values() if group.n > 1 for one in group.logs]
    return {name: _spread(typical.get(name, TYPICAL), group, shape, within) for name, group in groups.items()}


def _families(known: dict[str, Service], groups: dict[str, _Seen]) -> dict[str, _Seen]:
    families: dict[str, _Seen] = {}
    for name, service in known.items():
        if service.programme:
            families.setdefault(service.programme, _Seen([])).logs.extend(groups[name].logs)
    return families


def _within(groups: Iterable[_Seen]) -> float:
    """Return the variance of one visit around its own service's mean; that of `_USUAL` counts as `PRIOR` visits."""
    square, freedom = 0.0, 0
    for group in groups:
        if group.n > 1:
            own = group.own
            square += sum((one - own) ** 2 for one in group.logs)
            freedom += group.n - 1
    usual = sum(one * one for one in _USUAL) / len(_USUAL)
    return (square + PRIOR * usual) / (freedom + PRIOR)


def _weight(groups: Sequence[_Seen], within: float) -> float:
    """Return for how many visits what stands behind counts: the variance within over that between the groups."""
    seen = [group for group in groups if group.n > 0]
    n = sum(group.n for group in seen)
    if len(seen) < 3 or n < 30:
        return PRIOR
    centre = sum(group.n * group.own for group in seen) / n
    between = sum(group.n * (group.own - centre) ** 2 for group in seen) - (len(seen) - 1) * within
    scale = n - sum(group.n**2 for group in seen) / n
    if between <= 0 or scale <= 0:
        return _MOST
    return min(max(within / (between / scale), _LEAST), _MOST)


def _drawn_to(behind: float, groups: Iterable[_Seen], within: float) -> None:
    listed = list(groups)
    for group in listed:
        group.mean = behind
    _drawn_each(listed, within)


def _drawn_each(groups: Iterable[_Seen], within: float) -> None:
    """Draw each group's mean from its own towards what `mean` holds so far."""
    listed = list(groups)
    weight = _weight(listed, within)
    for group in listed:
        group.mean = (group.n * group.own + weight * group.mean) / (group.n + weight)


def _spread(typical: float, group: _Seen, shape: list[float], within: float) -> Spread:
    """Return the spread of a service: all services' shape, as wide as its own visits are, drawn towards the usual width; around its mean."""
    many = len(shape) >= 3 * len(_USUAL)
    around = shape if many else [*shape, *_USUAL]
    own = group.own
    square = sum((one - own) ** 2 for one in group.logs) if group.n > 1 else 0.0
    width = (square + 2 * PRIOR * within) / (max(group.n - 1, 0) + 2 * PRIOR)
    usual = sum(one * one for one in around) / len(around)
    scale = (width / usual) ** 0.5 if usual > 0 else 1.0
    return Spread.of((typical * exp(group.mean + scale * one) for one in Spread.of(around, POINTS).values), POINTS)
