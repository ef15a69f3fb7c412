"""Every figure computed again another way: by plain SQL over the raw rows and lines of the journal, on days on which everything odd happens."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime, timedelta
from math import ceil, sqrt

import pytest

from greeter.clock import ManualClock
from greeter.opening import open_front_desk
from greeter.problems import BadInput
from greeter.reports.figures import read_figures
from greeter.reports.only import Only
from greeter.reports.quantities import Share
from greeter.reports.span import Span
from tests.greeter.by_hand import ALL, LAST_ONE, LATE, LEFT, LEVELS, MOVED_ON, WAITED, ByHand, ranked
from tests.greeter.odd_days import OddDays

AUTUMN, SPRING = date(2026, 10, 30), date(2027, 3, 12)
FIRST, LAST = AUTUMN, AUTUMN + timedelta(days=5)
"""Around the day of 25 hours, November 1; around the day of 23, March 14, below."""
SPANS = (Span(FIRST, LAST), Span(SPRING, SPRING + timedelta(days=4)))


@pytest.fixture(scope="module")
def played(tmp_path_factory, form, office, thorough):
    """A desk over a file in which the odd days have passed; a year of them with --thorough."""
    path = shutil.copyfile(form, tmp_path_factory.mktemp("odd") / "office.db")
    clock = ManualClock(datetime(2026, 10, 30, 8, tzinfo=UTC))
    with open_front_desk(f"sqlite:///{path}", clock=clock, catalogue=office, durable=False) as desk:
        odd = OddDays(desk, clock)
        for first in (AUTUMN, SPRING):
            for day in range(5):
                odd.day(first + timedelta(days=day), 18, until_night=day == 1)
        for day in range(250 if thorough else 0):
            odd.day(SPRING + timedelta(days=6 + day), 18, until_night=day % 7 == 1)
        clock.advance(hours=30)
        odd.visitor()  # whose arrival lets the night close what was left open
        yield desk


@pytest.fixture(scope="module", params=SPANS, ids=["of 25 hours", "of 23 hours"])
def span(request, thorough):
    """Some days each time; the second time the whole year with --thorough."""
    return Span(AUTUMN, SPRING + timedelta(days=255)) if thorough and request.param is SPANS[1] else request.param


@pytest.fixture(scope="module")
def found(played, span):
    return read_figures(played, span)


@pytest.fixture(scope="module")
def hand(played, span):
    return ByHand(played, span)


def test_the_days_hold_everything_odd(played, hand):
    kinds = {row["kind"] for row in played.store.rows("select distinct kind from journal")}
    assert {
        "transfer",
        "hold",
        "resume",
        "undo",
        "no_show",
        "reinstate",
        "leave",
        "send_home",
        "survey",
        "describe",
    } <= kinds
    assert played.store.rows("select count(*) as n from journal where data like '%clock_jump_ms%'")[0]["n"] > 5
    assert hand.count("f.note = 'night'") > 0
    assert hand.count("f.back_dated_ms > 0") > 0
    assert (
        len({row["utc_offset"] for row in hand.rows("distinct v.utc_offset")}) == 2
    )  # before and after the clocks changed
    assert hand.count() > 80


def test_waits(found, hand):
    waits = hand.list("f.wait_ms", WAITED)
    ranked(found.quantiles("waits_by_service", "wait"), waits)
    for line in found.tables["waits_by_service"].lines:
        ranked(line.values[0], hand.list("f.wait_ms", f"{WAITED} and f.service = '{line.key}'"))
    for line in found.tables["waits_by_hour"].lines:
        hour = "cast(strftime('%H', v.arrived_at / 1000 + v.utc_offset * 60, 'unixepoch') as integer)"
        ranked(line.values[0], hand.list("f.wait_ms", f"{WAITED} and {hour} = {int(line.key)}"))
    later = hand.list("r.wait_ms", "r.ordinal > 1 and r.started_at is not null and r.wait_ms is not null", ALL)
    ranked(found.quantiles("waits_apart", "wait", "after_transfer"), later)
    ranked(found.quantiles("waits_apart", "wait", "before_ticket"), hand.list("f.back_dated_ms", "f.back_dated_ms > 0"))
    together = "(select sum(m.wait_ms) from request m where m.visit = v.id and m.started_at is not null)"
    again = "exists (select 1 from request m where m.visit = v.id and m.ordinal > 1 and m.started_at is not null)"
    ranked(found.quantiles("waits_apart", "wait", "visit_together"), hand.list(together, again))


def test_waits_are_those_between_the_lines_of_the_journal(played, hand):
    compared = 0
    for row in hand.rows("v.id, f.wait_ms, f.back_dated_ms", where=f"{WAITED} and not {MOVED_ON}"):
        lines = played.store.rows(
            "select kind, tick from journal where visit = :id and kind in ('check_in', 'start', 'undo') order by seq",
            {"id": row["id"]},
        )
        if [line["kind"] for line in lines] == ["check_in", "start"]:
            assert lines[1]["tick"] - lines[0]["tick"] + row["back_dated_ms"] == row["wait_ms"]
            compared += 1
    assert compared > 25


def test_within_standard(found, hand, office):
    within = hand.count(f"{WAITED} and f.wait_ms <= f.target_minutes * 60000")
    assert found.within == Share(within, hand.count(WAITED) + hand.count(LATE), office.goal)
    later = ALL + " and r.ordinal > 1"
    served = "r.started_at is not null and r.wait_ms is not null"
    late = LATE.replace("f.", "r.")
    again = found.share("within_after_transfer", "within")
    assert again.n == hand.count(served, later) + hand.count(late, later)
    assert again.k == hand.count(f"{served} and r.wait_ms <= r.target_minutes * 60000", later)


def test_ends_and_departures(found, hand):
    n = hand.count()
    for key, where in {
        "served": "f.started_at is not null", "left_before": f"{LEFT} and not ({LATE})", "left_after": f"{LEFT} and {LATE}",
        "sent_home": "f.note = 'sent home' and f.started_at is null", "no_show": "f.state = 'no_show'",
        "waiting": "f.started_at is null and f.state in ('waiting', 'called')",
    }.items():  # fmt: skip
        assert found.share("ends", "visits", key) == Share(hand.count(where), n), key
    soon = f"{LEFT} and f.wait_ms < 300000 and coalesce(f.note, '') <> 'night'"
    assert found.share("left_when", "visits", "soon") == Share(hand.count(soon), n)
    assert found.share("left_called", "visits", "uncalled") == Share(hand.count(f"{LEFT} and f.called_at is null"), n)
    held = "f.started_at is not null and z.state = 'left' and z.started_at is not null and coalesce(z.note, '') <> 'sent home'"
    assert found.share("departures", "visits", "left_on_hold") == Share(hand.count(held, LAST_ONE), n)
    gone = f"f.started_at is not null and z.ordinal > 1 and (({LEFT.replace('f.', 'z.')}) or z.state = 'no_show')"
    assert found.share("departures", "visits", "gone_after_transfer") == Share(hand.count(gone, LAST_ONE), n)


def test_times(found, hand):
    done = "r.state = 'finished' and r.started_at is not null and coalesce(r.note, '') <> 'night'"
    ranked(
        found.quantiles("times_by_service", "call_to_desk"),
        hand.list("r.answer_ms", "r.started_at is not null and r.wait_ms is not null", ALL),
    )
    ranked(found.quantiles("times_by_service", "service"), hand.list("r.serve_ms", done, ALL))
    ranked(
        found.quantiles("times_by_service", "hold"),
        hand.list("r.hold_ms", "r.hold_ms > 0 and coalesce(r.note, '') <> 'night'", ALL),
    )


def test_outcomes_first_contact_and_repeats(found, hand, office):
    ended = "z.outcome is not null"
    n = hand.count(ended, LAST_ONE)
    unresolved = (
        "exists (select 1 from request m where m.visit = v.id and m.outcome is not null and m.outcome <> 'resolved')"
    )
    settled = f"{ended} and not {unresolved} and coalesce(v.came_back, 0) = 0"
    assert found.share("first_contact", "clerk") == Share(hand.count(settled, LAST_ONE), n)
    by_visitor = f"{ended} and v.familiarity <> 'unknown'"
    said = hand.count(f"{by_visitor} and not {unresolved} and v.familiarity = 'new'", LAST_ONE)
    assert found.share("first_contact", "visitor") == Share(said, hand.count(by_visitor, LAST_ONE))
    again = f"{ended} and (v.came_back = 1 or v.came_back is null and v.familiarity = 'returning')"
    assert found.share("repeats", "repeat") == Share(hand.count(again, LAST_ONE), n)
    ms = "(select sum(m.serve_ms) from request m where m.visit = v.id and coalesce(m.note, '') <> 'night')"
    assert found.amount("repeats", "minutes").value == hand.sum(ms, again, LAST_ONE) / 60_000
    assert found.amount("repeats", "cost").value == pytest.approx(
        hand.sum(ms, again, LAST_ONE) / 3_600_000 * office.hourly_rate
    )
    work, resolved = (
        hand.sum("r.serve_ms", "coalesce(r.note, '') <> 'night'", ALL),
        hand.count("r.outcome = 'resolved'", ALL),
    )
    assert found.amount("resolved_cost", "cost").value == pytest.approx(
        work / 3_600_000 * office.hourly_rate / resolved
    )
    for outcome in ("resolved", "follow-up", "referred", "not-possible"):
        whole = hand.count("r.outcome is not null", ALL)
        assert found.share("outcomes", "visits", outcome) == Share(hand.count(f"r.outcome = '{outcome}'", ALL), whole)


def test_satisfaction_with_its_interval(found, hand):
    answers = "join survey s on s.visit = v.id and s.question = 'satisfaction'"
    k, n = hand.count("s.answer >= 4", answers), hand.count("1 = 1", answers)
    assert found.share("satisfaction", "good", "satisfaction") == Share(k, n)
    z, p = 1.959963984540054, k / n
    middle, half = p + z * z / (2 * n), z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    low, high = (middle - half) / (1 + z * z / n), (middle + half) / (1 + z * z / n)
    shown = [found.amount("satisfaction", end, "satisfaction").value for end in ("from", "to")]
    assert shown == pytest.approx([100 * low, 100 * high])
    bad = hand.count("s.answer <= 2", answers)
    assert found.amount("praise_ratio", "ratio").value == pytest.approx(k / bad)


def test_transfers_and_asked_twice(found, hand):
    moves, n = hand.count("r.handed_to is not null", ALL), hand.count()
    assert found.amount("transfers", "mean").value == moves / n
    assert found.share("transfers", "moved") == Share(
        hand.count("exists (select 1 from request m where m.visit = v.id and m.handed_to is not null)"), n
    )
    twice = hand.rows(
        "v.id", "join journal j on j.visit = v.id and j.kind = 'check_in'", end="group by v.id having count(*) > 1"
    )
    assert found.tables["transfers"].lines[0].values[3].n == len(twice) == 0


def test_forecasts(found, hand):
    told = (
        "join request r on r.visit = v.id join told t on t.request = r.id"
        " and t.seq = (select min(u.seq) from told u where u.request = r.id)"
    )
    actual = "max(0, r.opened_tick + r.wait_ms - t.tick)"
    known = (
        "r.wait_ms is not null and (r.started_at is not null or r.state = 'left' and coalesce(r.note, '') <> 'night')"
    )
    rows = hand.rows(
        f"t.low_ms as low, t.middle_ms as middle, t.high_ms as high, {actual} as came, r.started_at is not null as served",
        told,
        known,
    )
    inside = [row["low"] <= row["came"] <= row["high"] for row in rows if row["served"] or row["came"] > row["high"]]
    inside_k = sum(row["served"] and row["low"] <= row["came"] <= row["high"] for row in rows)
    assert found.share("forecasts", "inside") == Share(inside_k, len(inside))
    upper = [(row, max(ceil(row["high"] / 300_000) * 300_000, 300_000)) for row in rows]
    judged = [(row, high) for row, high in upper if high <= 3_600_000 and (row["served"] or row["came"] > high)]
    assert found.share("forecasts", "under") == Share(
        sum(row["came"] <= high for row, high in judged if row["served"]), len(judged)
    )
    losses = [
        sum(max(level * (row["came"] - row[name]), (level - 1) * (row["came"] - row[name])) for name, level in LEVELS)
        / 3
        for row in rows
        if row["served"]
    ]
    assert found.amount("forecasts", "pinball").value == pytest.approx(sum(losses) / len(losses) / 60_000)


def test_demand(found, hand):
    n = hand.count()
    for table, column in (
        ("channel", "v.channel"),
        ("language", "v.language"),
        ("familiarity", "v.familiarity"),
        ("service", "f.service"),
    ):
        for line in found.tables[f"demand_by_{table}"].lines:
            assert line.values[0] == Share(hand.count(f"{column} = '{line.key}'"), n), (table, line.key)
    for line in found.tables["demand_by_weekday"].lines:
        day = ("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday").index(line.key)
        assert line.values[0].k == hand.count(f"cast(strftime('%w', v.business_day) as integer) = {day}")
    for line in found.tables["demand_by_need"].lines:
        assert line.values[0] == Share(hand.count(f"',' || v.needs || ',' like '%,{line.key},%'"), n)
    assert found.amount("demand_by_service", "people").value == hand.sum("coalesce(v.people, 1)")


def test_data_quality(found, hand):
    quality = {line.key: line.values[0] for line in found.tables["data_quality"].lines}
    n = hand.count()
    assert quality["night"] == Share(hand.count("z.note = 'night'", LAST_ONE), n)
    assert quality["never_started"].k == hand.count("z.note = 'night' and f.started_at is null", LAST_ONE)
    assert quality["edited"] == Share(
        hand.count("exists (select 1 from journal j where j.visit = v.id and j.kind = 'describe')"), n
    )
    assert quality["undone"].n == hand.sum("(select count(*) from journal j where j.visit = v.id and j.kind = 'undo')")


def test_of_one_service_channel_or_language_alone(played, span):
    for only, more in (
        (Only(service="dog"), "and f.service = 'dog'"),
        (Only(channel="phone"), "and v.channel = 'phone'"),
        (Only(service="permit", language="en"), "and f.service = 'permit' and v.language = 'en'"),
    ):
        found, hand = read_figures(played, span, only=only), ByHand(played, span, more)
        assert found.arrivals == hand.count() > 0
        ranked(found.quantiles("waits_by_service", "wait"), hand.list("f.wait_ms", WAITED))
        answers = "join survey s on s.visit = v.id and s.question = 'satisfaction'"
        assert found.share("satisfaction", "good", "satisfaction").n == hand.count("1 = 1", answers)
        assert found.tables["compared_before"].line("visits").values[0].n == hand.count()


def test_compared_with_other_days(played, hand):
    span = Span(FIRST + timedelta(days=2), FIRST + timedelta(days=2))
    now, then = Span(LAST - timedelta(days=1), LAST - timedelta(days=1)), Span(FIRST, FIRST)
    assert read_figures(played, span).tables["compared_before"].line("visits").values[1].n == 0
    monday = read_figures(played, now).tables["compared_before"].line("visits")
    assert monday.values[0].n == ByHand(played, now).count()
    year_later = Span(AUTUMN + timedelta(weeks=52), AUTUMN + timedelta(weeks=52))
    assert year_later.a_year_ago() == then


@pytest.mark.parametrize("only", [Only(service="moon"), Only(channel="pigeon")])
def test_what_the_office_does_not_have_is_said(played, only):
    with pytest.raises(BadInput, match=r"There are|It has"):
        read_figures(played, SPANS[0], only=only)
