"""How a day was: counts of a week, and nothing by which anybody could find out who said what. Over every kind of store."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from greeter.model.pulse import Pulse
from greeter.problems import BadInput
from greeter.views.pulse import PulseWeek, lately, read_pulse

COUNTS = "select * from pulse order by week"
CLERKS = ("dana", "sam", "ruth")


def rows(desk):
    return [dict(row) for row in desk.store.rows(COUNTS)]


def weeks(desk):
    return read_pulse(desk.store, desk.office, date.fromisoformat(desk.today()))


def a_week(desk, clock, answers, clerks=CLERKS):
    for place, clerk in enumerate(clerks):
        desk.open_counter(str(place + 1), clerk=clerk)
    for answer in answers:
        desk.say_pulse(answer)
    clock.advance(hours=7 * 24)


def test_only_the_counts_of_a_week_are_kept(desk, clock):
    before = desk.store.rows("select seq, hash from journal_head")
    for answer in ("good", "very_hard", "good", None):
        desk.say_pulse(answer)
        clock.advance(minutes=3)
    assert desk.store.rows("select seq, hash from journal_head") == before
    (row,) = rows(desk)
    assert (row.pop("office"), row.pop("week")) == (desk.office.id, "2026-W48")
    assert row == {"very_good": 0, "good": 2, "all_right": 0, "hard": 0, "very_hard": 1}


def test_who_says_nothing_writes_as_who_answers(desk):
    desk.say_pulse(None)
    (row,) = rows(desk)
    assert [row[each.value] for each in Pulse] == [0] * 5
    with pytest.raises(BadInput, match="very_good, good"):
        desk.say_pulse("fine")


def test_a_week_is_shown_once_it_is_over_and_enough_have_answered(desk, clock):
    a_week(desk, clock, ["good"] * 3 + ["hard"])  # four
    a_week(desk, clock, ["good"] * 3 + ["hard"] * 4)
    a_week(desk, clock, ["very_hard"] * 12)
    a_week(desk, clock, ["good"] * 9, clerks=CLERKS[:2])
    for _ in range(6):
        desk.say_pulse("good")  # this week
    monday = date(2026, 11, 23)
    assert weeks(desk) == (
        PulseWeek(monday),
        PulseWeek(monday + timedelta(days=7), 4, 5),
        PulseWeek(monday + timedelta(days=14), 1, 10),
        PulseWeek(monday + timedelta(days=21)),
    )
    assert (lately(weeks(desk)), lately(weeks(desk), of=1, back=1), lately(())) == (2, 4, None)
