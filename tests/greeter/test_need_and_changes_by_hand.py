"""Clerks needed, what was announced, and whether a change is chance: each computed again by plain SQL and formulas of another kind."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from itertools import count
from math import exp, factorial, inf, lgamma, sqrt

import pytest

from greeter.catalogue.export import as_toml
from greeter.clock import ManualClock
from greeter.opening import open_front_desk
from greeter.reports.chance import t95
from greeter.reports.figures import read_figures
from greeter.reports.quantities import Share
from greeter.reports.span import Span
from tests.greeter.by_hand import LAST_ONE, LATE, LEFT, WAITED, ByHand, ranked
from tests.greeter.odd_days import OddDays
from tests.offices import HARBOR, office_like

MONDAY = date(2026, 10, 26)
WEEK = Span(MONDAY + timedelta(days=7), MONDAY + timedelta(days=11))
"""The day of 25 hours lies before it."""
BEFORE = Span(MONDAY, MONDAY + timedelta(days=4))
BOTH = Span(BEFORE.first, WEEK.last)
Z = 1.959963984540054


@pytest.fixture(scope="module")
def played(tmp_path_factory, form, office):
    """A desk over a file in which two odd weeks have passed."""
    path = shutil.copyfile(form, tmp_path_factory.mktemp("odd") / "office.db")
    clock = ManualClock(datetime(2026, 10, 26, 8, tzinfo=UTC))
    with open_front_desk(f"sqlite:///{path}", clock=clock, catalogue=office, durable=False) as desk:
        odd = OddDays(desk, clock, seed=11)
        for first in (BEFORE.first, WEEK.first):
            for day in range(5):
                odd.day(first + timedelta(days=day), 22, until_night=day == 1)
        clock.advance(hours=30)
        odd.visitor()
        yield desk


@pytest.fixture(scope="module")
def found(played):
    return read_figures(played, WEEK)


class TestClerksNeeded:
    CAME = "v.channel in ('counter', 'appointment') and f.state <> 'no_show'"
    NIGHT = "coalesce(f.note, '') = 'night'"

    def test_each_hour(self, played, found, office):
        hand = ByHand(played, BOTH)
        lines = found.tables["clerks_needed"].lines
        assert sum(line.values[-1].known for line in lines) > 8
        patience, work = self.patience(hand), self.work(hand, office)
        cells = self.cells(hand)
        assert [line.key for line in lines if not line.values[-1].known] == []
        assert len(cells) == len(lines)
        for line in lines:
            days, visits = cells[line.key]
            opened = self.opened(office, line.key)
            arrivals = len(visits) / days / opened
            minutes = sum(work[service] for service, _ in visits) / len(visits)
            assert (line.values[0].n, line.values[1].n) == (days, len(visits))
            assert line.values[1].value == pytest.approx(arrivals)
            assert line.values[2].value == pytest.approx(minutes)
            fewest = next(
                clerks
                for clerks in count(1)
                if sum(within(clerks, arrivals, minutes, patience, target) for _, target in visits)
                >= office.goal * len(visits)
            )
            assert line.values[3].value == fewest, line.key

    def cells(self, hand):
        """Return for each weekday and hour on how many days anybody came at all, and who came then."""
        local = "v.arrived_at / 1000 + v.utc_offset * 60"
        rows = hand.rows(
            f"strftime('%w', v.business_day) as weekday, strftime('%H', {local}, 'unixepoch') as hour, v.business_day as day,"
            " f.service as service, f.target_minutes as target", where=self.CAME,
        )  # fmt: skip
        names = ("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday")
        found = {}
        for row in rows:
            days = len({one["day"] for one in rows if one["weekday"] == row["weekday"]})
            key = f"{names[int(row['weekday'])]}-{row['hour']}"
            found.setdefault(key, (days, []))[1].append((row["service"], row["target"]))
        return found

    def work(self, hand, office):
        """Return the minutes of each service: those seen, and ten visits of the time that the office's file calls typical."""
        spent = "(select sum(m.serve_ms + coalesce(m.answer_ms, 0)) from request m where m.visit = v.id and m.started_at is not null)"
        ended = (
            f"{self.CAME} and f.started_at is not null"
            " and not exists (select 1 from request m where m.visit = v.id and m.note = 'night')"
        )
        seen = {
            row["service"]: (row["n"], row["ms"] / 60_000)
            for row in hand.rows(f"f.service, count(*) as n, sum({spent}) as ms", where=ended, end="group by f.service")
        }
        return {
            service.id: (seen.get(service.id, (0, 0))[1] + 10 * service.minutes)
            / (seen.get(service.id, (0, 0))[0] + 10)
            for service in office.services
        }

    def patience(self, hand):
        """Return the minutes waited by all for each who left."""
        where = f"{self.CAME} and not {self.NIGHT}"
        left = f"{where} and f.state = 'left' and f.started_at is null and coalesce(f.note, '') <> 'sent home'"
        assert hand.count(left) >= 5
        return hand.sum("coalesce(f.wait_ms, 0)", where) / 60_000 / hand.count(left)

    def opened(self, office, key):
        """Return the part of an hour in which the office is open: 1 where it is closed, a quarter at least."""
        weekday = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday").index(key[:-3])
        hour = int(key[-2:])
        open_minutes = sum(
            start.hour * 60 + start.minute <= minute < end.hour * 60 + end.minute
            for start, end in office.hours.get(weekday, ())
            for minute in range(hour * 60, hour * 60 + 60)
        )
        return max(open_minutes, 15) / 60 if open_minutes else 1

    def test_with_nobody_who_leaves_the_other_formula_is_the_known_one(self):
        # M/M/c: 3 servers, 20 an hour, 6 minutes: P(wait > 10) = 0.0839
        assert within(3, 20, 6, inf, 10) == pytest.approx(1 - 0.0839, abs=5e-5)


def within(clerks, arrivals, minutes, patience, target):
    """Return the share within a target, state by state: of M/M/c where nobody leaves, else of M/M/c+M.

    Who finds k - 1 in line before them waits for k departures, at rates clerks / minutes + j / patience for j from 0 to k - 1: exp(-wait / patience)
    has the beta distribution with parameters clerks x patience / minutes and k.
    """
    load = arrivals / 60 * minutes
    if patience == inf:
        if load >= clerks:
            return 0.0
        waits = load**clerks / factorial(clerks) * clerks / (clerks - load)
        free = sum(load**n / factorial(n) for n in range(clerks))
        return 1 - waits / (free + waits) * exp(-(clerks - load) * target / minutes)
    a, x = clerks * patience / minutes, exp(-target / patience)
    free = sum(load**n / factorial(n) for n in range(clerks))
    state, served, late, whole = load**clerks / factorial(clerks), 0.0, 0.0, free
    for k in range(1, 400):
        served += state * a / (a + k) * (1 - beta(x, a + 1, k))
        late += state * x * beta(x, a, k)
        whole += state
        state *= (arrivals / 60) / (clerks / minutes + k / patience)
        if state < 1e-14 * whole:
            break
    return (free + served) / (free + served + late)


def beta(x, a, k):
    """Return the distribution function of the beta distribution at x, for a whole k."""
    return x**a * sum(exp(lgamma(a + i) - lgamma(a) - lgamma(i + 1)) * (1 - x) ** i for i in range(k))


class TestAnnounced:
    FIRST = (
        "join request r on r.visit = v.id join told t on t.request = r.id"
        " and t.seq = (select min(u.seq) from told u where u.request = r.id)"
    )
    CAME = "max(0, r.opened_tick + r.wait_ms - t.tick)"
    UPPER = "max((t.high_ms + 299999) / 300000, 1) * 300000"
    """Rounded up to five minutes, as it was told."""
    ENDED = (
        "r.wait_ms is not null and (r.started_at is not null or r.state = 'left' and coalesce(r.note, '') <> 'night')"
    )

    def held(self, hand, more="1 = 1"):
        """Return how often the range and the upper number held, all in SQL."""
        in_range = f"(r.started_at is not null or {self.CAME} > t.high_ms)"
        in_upper = f"({self.UPPER} <= 3600000 and (r.started_at is not null or {self.CAME} > {self.UPPER}))"
        return [
            Share(
                hand.count(f"{self.ENDED} and {more} and r.started_at is not null and {good}", self.FIRST),
                hand.count(f"{self.ENDED} and {more} and {judged}", self.FIRST),
            )
            for judged, good in (
                (in_range, f"{self.CAME} between t.low_ms and t.high_ms"),
                (in_upper, f"{self.UPPER} <= 3600000 and {self.CAME} <= {self.UPPER}"),
            )
        ]

    def loss(self, hand, more="1 = 1"):
        """Return the mean pinball loss in minutes, and of how many."""
        parts = [
            f"max({level} * ({self.CAME} - t.{name}_ms), ({level} - 1) * ({self.CAME} - t.{name}_ms))"
            for name, level in (("low", 0.1), ("middle", 0.5), ("high", 0.9))
        ]
        where = f"{self.ENDED} and {more} and r.started_at is not null"
        n = hand.count(where, self.FIRST)
        return (hand.sum(f"({' + '.join(parts)}) / 3.0", where, self.FIRST) / n / 60_000 if n else None), n

    def test_service_by_service(self, played, found):
        hand = ByHand(played, WEEK)
        lines = found.tables["forecasts"].every_line
        assert len(lines) > 4
        for line in lines:
            more = "1 = 1" if line.key == "all" else f"r.service = '{line.key}'"
            mean, n = self.loss(hand, more)
            assert list(line.values[:2]) == self.held(hand, more), line.key
            assert line.values[2].n == n
            assert line.values[2].value == (None if mean is None else pytest.approx(mean))

    def test_the_last_of_four_weeks(self, played, found):
        line = found.tables["recent_forecasts"].lines[0]
        hand = ByHand(played, BOTH)  # fewer than 500: all of both weeks
        assert 40 < line.values[0].n < 500
        assert list(line.values[:2]) == self.held(hand)
        assert line.values[2].value == pytest.approx(self.loss(hand)[0])


@pytest.fixture(scope="module")
def lines(found):
    return {line.key: line for line in found.tables["compared_before"].lines}


@pytest.fixture(scope="module")
def hands(played):
    return ByHand(played, WEEK), ByHand(played, BEFORE)


UNRESOLVED = (
    "exists (select 1 from request m where m.visit = v.id and m.outcome is not null and m.outcome <> 'resolved')"
)
SHARES = {
    "within": (f"{WAITED} and f.wait_ms <= f.target_minutes * 60000", f"({WAITED}) or ({LATE})"),
    "left": (LEFT, "1 = 1"),
    "no_show": ("f.state = 'no_show'", "1 = 1"),
    "first_contact": (f"not {UNRESOLVED} and coalesce(v.came_back, 0) = 0", "z.outcome is not null"),
    "repeat": ("(v.came_back = 1 or v.came_back is null and v.familiarity = 'returning')", "z.outcome is not null"),
}
"""What is counted, of what."""


class TestChanges:
    def days(self, hand, part, whole, where="1 = 1"):
        """Return two sums for each day."""
        rows = hand.rows(
            f"v.business_day, sum({part}) as k, sum({whole}) as n", LAST_ONE, where, "group by v.business_day"
        )
        return [(row["k"], row["n"]) for row in rows if row["n"]]

    def told(self, line):
        return [one.value for one in line.values[2:]]

    @pytest.mark.parametrize("key", SHARES)
    def test_of_a_share(self, hands, lines, key):
        good, of = SHARES[key]
        sides = [self.days(hand, f"({of}) and ({good})", f"({of})") for hand in hands]
        assert [(one.k, one.n) for one in lines[key].values[:2]] == [
            tuple(map(sum, zip(*one, strict=True))) for one in sides
        ]
        value, low, high = apart(*(side(days, of_visits=True) for days in sides))
        assert self.told(lines[key]) == pytest.approx([100 * value, 100 * low, 100 * high])

    def test_of_visits_a_day_and_of_cost(self, hands, lines, office):
        sides = [self.days(hand, "1", "1") for hand in hands]
        a_day = apart(*(side([(n, 1) for _, n in days]) for days in sides))
        assert self.told(lines["a_day"]) == pytest.approx(a_day)
        each = "(select coalesce(sum({}), 0) from request m where m.visit = v.id and {})"
        work = each.format(f"m.serve_ms / 3600000.0 * {office.hourly_rate}", "coalesce(m.note, '') <> 'night'")
        resolved = each.format("1", "m.outcome = 'resolved'")
        costs = [self.days(hand, work, resolved) for hand in hands]
        assert self.told(lines["resolved_cost"]) == pytest.approx(apart(*map(side, costs)))

    def test_of_half_of_the_waits(self, hands, lines):
        (now, down, up), (then, then_down, then_up) = (self.half(hand) for hand in hands)
        low = now - then - sqrt((now - down) ** 2 + (then_up - then) ** 2)
        high = now - then + sqrt((up - now) ** 2 + (then - then_down) ** 2)
        assert self.told(lines["wait_half"]) == pytest.approx([one / 60_000 for one in (now - then, low, high)])

    def half(self, hand):
        """Return half of the waits, with the waits that bound the share under it (Woodruff 1952)."""
        waits = hand.list("f.wait_ms", WAITED)

        def up_to(share):
            return next((one for one in waits if sum(other <= one for other in waits) >= share * len(waits)), waits[-1])

        half = up_to(0.5)
        _, error, days = side(self.days(hand, f"f.wait_ms <= {half}", "1", WAITED), of_visits=True)
        return half, up_to(0.5 - t95(days - 1) * error), up_to(0.5 + t95(days - 1) * error)

    def test_of_satisfaction(self, played, lines, office):
        def begins(day):
            local = datetime(day.year, day.month, day.day, office.cutover_hour, tzinfo=office.zone)
            return round(local.timestamp() * 1000)

        counted = (
            "select coalesce(sum(answer >= 4), 0) as k, count(*) as n from survey"
            " where question = 'satisfaction' and at >= :start and at < :end"
        )
        sides = []
        for span in (WEEK, BEFORE):
            rows = [
                played.store.rows(counted, {"start": begins(day), "end": begins(day + timedelta(days=1))})[0]
                for day in span.dates
            ]
            sides.append([(row["k"], row["n"]) for row in rows])
        assert min(sum(n for _, n in days) for days in sides) >= 30
        value, low, high = apart(*(side(days, of_visits=True) for days in sides))
        assert self.told(lines["satisfied"]) == pytest.approx([100 * value, 100 * low, 100 * high])


class TestOffices:
    """The offices of a store against each other: the table of `compared_offices`."""

    @pytest.fixture
    def offices(self, tmp_path, form, office):
        """A desk and the figures of its week, beside which two other offices of the store had theirs."""
        url = f"sqlite:///{shutil.copyfile(form, tmp_path / 'beside.db')}"
        mill = office_like("mill", "Mill Branch", "America/Los_Angeles")
        with ExitStack() as opened:
            desks = []
            for place, one in enumerate((mill, HARBOR, office)):
                clock = ManualClock(datetime(2026, 11, 2, 8, tzinfo=UTC))
                desk = opened.enter_context(open_front_desk(url, clock=clock, catalogue=one, durable=False))
                desk.publish(as_toml(one))
                odd = OddDays(desk, clock, seed=21 + place)
                for day in WEEK.dates:
                    odd.day(day, 16 - 3 * place)
                desks.append(desk)
            yield desks[-1], read_figures(desks[-1], WEEK)

    def days(self, desk, office):
        """Return for each day how many were within their standard, of how many."""
        (good, of), hand = SHARES["within"], ByHand(desk, WEEK, f"and v.office = '{office}'")
        rows = hand.rows(f"sum(({of}) and ({good})) as k, sum({of}) as n", end="group by v.business_day")
        return [(row["k"], row["n"]) for row in rows if row["n"]]

    def test_each_against_this_one(self, offices):
        desk, found = offices
        table = found.tables["compared_offices"]
        assert [line.key for line in table.lines] == [desk.office.id, "harbor", "mill"]
        own = self.days(desk, desk.office.id)
        assert [one.value for one in table.line(desk.office.id).values[5:]] == [0, None, None]
        for key in ("harbor", "mill"):
            line, days = table.line(key), self.days(desk, key)
            hand = ByHand(desk, WEEK, f"and v.office = '{key}'")
            assert line.values[0].n == hand.count() > 50
            ranked(line.values[1], hand.list("f.wait_ms", WAITED))
            assert (line.values[2].k, line.values[2].n) == tuple(map(sum, zip(*days, strict=True)))
            assert line.values[3] == Share(hand.count(LEFT), hand.count())
            value, low, high = apart(side(days, of_visits=True), side(own, of_visits=True))
            assert [one.value for one in line.values[5:]] == pytest.approx([100 * value, 100 * low, 100 * high])
            assert bool(line.detail) == (low > 0 or high < 0)


def side(days, *, of_visits=False):
    """Return the ratio of two sums over days, its standard error (Cochran 1977, 6.3), and the days; of visits no smaller than theirs one by one."""
    k, n, m = sum(k for k, _ in days), sum(n for _, n in days), len(days)
    ratio = k / n
    error = sqrt(sum((one - ratio * whole) ** 2 for one, whole in days) / (m - 1) * m) / n
    if of_visits:
        wilson = Z * sqrt(ratio * (1 - ratio) / n + Z * Z / (4 * n * n)) / (1 + Z * Z / n)
        error = max(error, wilson / Z)
    return ratio, error, m


def apart(now, then):
    """Return a difference with Welch's interval."""
    (one, error, m), (other, spread, m_then) = now, then
    freedom = (error**2 + spread**2) ** 2 / (error**4 / (m - 1) + spread**4 / (m_then - 1))
    half = t95(freedom) * sqrt(error**2 + spread**2)
    return one - other, one - other - half, one - other + half


def test_the_quantile_of_t_is_that_of_its_density():
    for freedom in (4, 7, 30):
        scale = exp(lgamma((freedom + 1) / 2) - lgamma(freedom / 2)) / sqrt(freedom * 3.141592653589793)
        step = t95(freedom) / 2000
        inside = sum(
            2 * step * scale * (1 + ((place + 0.5) * step) ** 2 / freedom) ** (-(freedom + 1) / 2)
            for place in range(2000)
        )
        assert inside == pytest.approx(0.95, abs=0.001)
