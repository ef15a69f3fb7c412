"""These days held against others: the days before, the same days a year ago, the other offices of the store."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from greeter.model.visit import MINUTE_MS
from greeter.reports.chance import Difference, difference, median_difference, of_days, share_of_days
from greeter.reports.measures import Measure
from greeter.reports.quantities import Amount, Count, Quantiles, Share, Unit, nearest_rank
from greeter.reports.resolution import cost
from greeter.reports.table import Column, Line, Table
from greeter.texts import for_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from greeter.model.catalogue import Office
    from greeter.reports.chance import Spread
    from greeter.reports.day_keys import DayKeys
    from greeter.reports.quantities import Quantity

BEFORE, LAST_YEAR, OFFICES = "compared_before", "compared_last_year", "compared_offices"
MORE = for_texts("more than chance")
_POINTS = 100
_SHARES: tuple[tuple[str, str, Measure, Callable[[DayKeys], tuple[int, int]]], ...] = (
    ("within", for_texts("Within standard"), Measure.WITHIN, lambda day: (day.within, day.judged)),
    ("left", for_texts("Left unserved"), Measure.LEFT, lambda day: (day.left, day.arrivals)),
    ("no_show", for_texts("Did not answer"), Measure.NO_SHOW, lambda day: (day.no_show, day.arrivals)),
    ("first_contact", for_texts("Settled at the first contact"), Measure.FIRST_CONTACT_CLERK, lambda day: (day.first_contact, day.finished)),
    ("repeat", for_texts("Repeat visits"), Measure.REPEAT, lambda day: (day.repeats, day.finished)),
)  # fmt: skip


@dataclass(frozen=True)
class Keys:
    """The key numbers of some days, a day at a time: of the visits, and how many of the answers to the overall question were good."""

    days: tuple[DayKeys, ...]
    satisfied: tuple[tuple[int, int], ...] = ()

    @property
    def arrivals(self) -> int:
        """How many visits there were."""
        return sum(day.arrivals for day in self.days)

    def share(self, counted: Callable[[DayKeys], tuple[int, int]], goal: float | None = None) -> Share:
        """Return a share over all days."""
        pairs = [counted(day) for day in self.days]
        return Share(sum(k for k, _ in pairs), sum(n for _, n in pairs), goal)

    def within(self, goal: float | None) -> Share:
        """Return the share within standard."""
        return self.share(lambda day: (day.within, day.judged), goal)

    @property
    def good(self) -> Share:
        """The good answers."""
        return Share(sum(k for k, _ in self.satisfied), sum(n for _, n in self.satisfied))

    @cached_property
    def waits(self) -> Quantiles:
        """The waits, nearest rank over all of them."""
        ranked = sorted(chain.from_iterable(day.waits for day in self.days))
        if not ranked:
            return Quantiles(0)
        return Quantiles(len(ranked), nearest_rank(ranked, 50), nearest_rank(ranked, 90), ranked[-1])


def compared(office: Office, key: str, now: Keys, then: Keys, *, changes: bool = True) -> Table:
    """Return key figures beside those of other days. changes: whether the differences are told."""
    said = {
        BEFORE: (for_texts("Compared with the days before"), for_texts("Before")),
        LAST_YEAR: (for_texts("Compared with a year ago"), for_texts("A year ago")),
    }
    title, heading = said[key]
    columns = [Column("now", "Now", Measure.COMPARED), Column("then", heading, Measure.COMPARED)]
    if changes:
        columns += _changes(for_texts("Change"))
    lines = tuple(
        Line(
            line.key,
            line.name,
            line.values if changes else line.values[:2],
            line.detail if changes else "",
            line.measure,
        )
        for line in _lines(office, now, then)
    )
    return Table(key, title, "Figure", tuple(columns), lines)


def compared_offices(parts: Sequence[tuple[Office, Keys]], here: str, *, changes: bool = True) -> Table | None:
    """Return the key figures of each office by its name, and how far its share within standard is from that of `here`; None of one alone."""
    with_visits = [(office, keys) for office, keys in parts if keys.arrivals or office.id == here]
    if len(with_visits) < 2:
        return None
    own = next(keys for office, keys in with_visits if office.id == here)
    columns = [
        Column("arrivals", "Visits", Measure.DEMAND),
        Column("wait", "Wait, minutes", Measure.WAIT),
        Column("within", for_texts("Within standard"), Measure.WITHIN),
        Column("left", for_texts("Left"), Measure.LEFT),
        Column("satisfied", "Satisfied", Measure.SATISFACTION),
    ]
    if changes:
        columns += _changes(for_texts("Within, against here"))
    lines = []
    for office, keys in sorted(with_visits, key=lambda one: (one[0].name.casefold(), one[0].id)):
        left = keys.share(lambda day: (day.left, day.arrivals))
        values: tuple[Quantity, ...] = Count(keys.arrivals), keys.waits, keys.within(office.goal), left, keys.good
        apart = _NO_CHANGE if office.id == here else _of_share(_SHARES[0][3], keys, own)
        if changes:
            values += _change(apart, Unit.POINTS, 1, _fewest(keys.within(None), own.within(None)))
        lines.append(Line(office.id, office.name, values, _word(apart) if changes else ""))
    return Table(OFFICES, "The offices of this store", "Office", tuple(columns), tuple(lines))


def _changes(title: str) -> list[Column]:
    said = (("change", title), ("from", for_texts("From")), ("to", for_texts("To")))
    return [Column(key, heading, Measure.CHANGE) for key, heading in said]


_NO_CHANGE = Difference(0.0)


def _lines(office: Office, now: Keys, then: Keys) -> list[Line]:
    fewest = min(now.arrivals, then.arrivals)
    sides = [[(day.arrivals, 1) for day in keys.days if day.arrivals] for keys in (now, then)]
    a_day = _of_ratio(sides[0], sides[1], fewest)
    lines: list[Line] = []
    for key, name, measure, counted in _SHARES:
        goal = office.goal if key == "within" else None
        values = now.share(counted, goal), then.share(counted, goal)
        lines.append(_line(key, name, measure, *values, _of_share(counted, now, then), Unit.POINTS, 1))
    good = _apart(share_of_days(now.satisfied), share_of_days(then.satisfied), min(now.good.n, then.good.n))
    lines.append(
        _line(
            "satisfied", for_texts("Satisfied overall"), Measure.SATISFACTION, now.good, then.good, good, Unit.POINTS, 1
        )
    )
    waits, more = _of_waits(now, then), Difference(now.arrivals - then.arrivals)
    lines += [
        _line("wait_half", for_texts("Wait of half, minutes"), Measure.WAIT, _half(now), _half(then), waits, Unit.MINUTES, 1),
        _line("wait_nine", for_texts("Wait of 9 in 10, minutes"), Measure.WAIT, _nine(now),
              _nine(then), _plain(_nine(now), _nine(then)), Unit.MINUTES, 1),
        _line("visits", for_texts("Visits"), Measure.DEMAND, Count(now.arrivals), Count(then.arrivals), more, Unit.VISITS, 0),
        _line("a_day", for_texts("Visits a day"), Measure.PER_DAY, _a_day(now), _a_day(then), a_day, Unit.VISITS, 1),
    ]  # fmt: skip
    if office.currency or office.hourly_rate:
        costs = [[(cost(office, day.service_ms), day.resolved) for day in keys.days] for keys in (now, then)]
        change = _of_ratio(costs[0], costs[1], min(sum(resolved for _, resolved in side) for side in costs))
        money = _cost(office, now), _cost(office, then)
        name, measure = for_texts("Cost of a resolved request"), Measure.RESOLVED_COST
        lines.append(_line("resolved_cost", name, measure, *money, change, Unit.MONEY, 2))
    return lines


def _line(
    key: str, name: str, measure: Measure, now: Quantity, then: Quantity, apart: Difference | None, unit: Unit, decimals: int
) -> Line:  # fmt: skip
    values = (now, then, *_change(apart, unit, decimals, _fewest(now, then)))
    return Line(key, name, values, _word(apart), measure)


def _change(apart: Difference | None, unit: Unit, decimals: int, fewest: int) -> tuple[Amount, Amount, Amount]:
    ends = (None, None, None) if apart is None or not fewest else (apart.value, apart.low, apart.high)
    found = [Amount(one, fewest, unit, decimals, fewest) for one in ends]
    return found[0], found[1], found[2]


def _word(apart: Difference | None) -> str:
    return MORE if apart is not None and apart.beyond_chance else ""


def _plain(now: Amount, then: Amount) -> Difference | None:
    return None if now.value is None or then.value is None else Difference(now.value - then.value)


def _fewest(now: Quantity, then: Quantity) -> int:
    return min(now.n, then.n)


def _half(keys: Keys) -> Amount:
    return Amount(keys.waits.p50 / MINUTE_MS if keys.waits.n else None, keys.waits.n, Unit.MINUTES, 1)


def _nine(keys: Keys) -> Amount:
    return Amount(keys.waits.p90 / MINUTE_MS if keys.waits.n else None, keys.waits.n, Unit.MINUTES, 1)


def _a_day(keys: Keys) -> Amount:
    days = sum(day.arrivals > 0 for day in keys.days)
    return Amount(keys.arrivals / days if days else None, keys.arrivals, Unit.VISITS, 1)


def _cost(office: Office, keys: Keys) -> Amount:
    ms, resolved = sum(day.service_ms for day in keys.days), sum(day.resolved for day in keys.days)
    return Amount(cost(office, ms) / resolved if resolved else None, resolved, Unit.MONEY)


def _of_share(counted: Callable[[DayKeys], tuple[int, int]], now: Keys, then: Keys) -> Difference | None:
    sides = [[counted(day) for day in keys.days] for keys in (now, then)]
    fewest = min(sum(n for _, n in side) for side in sides)
    return _apart(share_of_days(sides[0]), share_of_days(sides[1]), fewest)


def _apart(now: Spread | None, then: Spread | None, visits: int) -> Difference | None:
    if now is None or then is None:
        return None
    found = difference(now, then, visits)
    low, high = (None if end is None else end * _POINTS for end in (found.low, found.high))
    return Difference(found.value * _POINTS, low, high)


def _of_ratio(
    now: Sequence[tuple[float, float]], then: Sequence[tuple[float, float]], visits: int
) -> Difference | None:
    sides = of_days(now), of_days(then)
    return None if sides[0] is None or sides[1] is None else difference(sides[0], sides[1], visits)


def _of_waits(now: Keys, then: Keys) -> Difference | None:
    found = median_difference([day.waits for day in now.days], [day.waits for day in then.days])
    if found is None:
        return None
    low, high = (None if end is None else end / MINUTE_MS for end in (found.low, found.high))
    return Difference(found.value / MINUTE_MS, low, high)
