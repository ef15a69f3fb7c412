"""What the office owes: from the visit's end until it is closed; handed over, put off, called back; over every store."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from greeter.model.catalogue import NextStep, Owner
from greeter.model.follow_up import Between
from greeter.problems import BadInput, NotFound, Unlawful
from greeter.texts import Texts
from greeter.views.follow_ups import Group, Owed, between_said, due_said, read_follow_ups, read_owed
from greeter.views.ticket_view import read_take_away
from greeter.views.visit_card import read_visit_card

AT_3 = {"counter": "3", "clerk": "dana"}
OWED = NextStep("Send the inspector's answer", Owner.OFFICE, "By mail", 1)
THEIRS = NextStep("Bring the plot plan", Owner.VISITOR, "", 1)
NOW = NextStep("Look at the plan together", Owner.CLERK, "", 0)


@pytest.fixture
def visit(desk):
    """A visit that is being served, with steps of each owner."""
    ticket = desk.check_in(service="permit", name="Rosa Delgado", reason="a deck")
    desk.call(ticket.visit_id, reason="next", **AT_3)
    desk.start(ticket.visit_id)
    for step in (OWED, THEIRS, NOW):
        desk.add_step(ticket.visit_id, step, clerk="dana")
    return ticket.visit_id


def listed(desk):
    return [(row.what, row.group, row.for_clerk) for row in read_follow_ups(desk).open]


def last_line(desk, visit):
    (row,) = desk.store.rows("select * from journal where visit = :v order by seq desc limit 1", {"v": visit})
    return row["kind"], row["clerk"], json.loads(row["data"])


def test_a_step_of_the_office_outlives_the_visit_and_comes_due(desk, clock, visit):
    assert listed(desk) == []  # while the visitor is there, the card has it
    desk.finish(visit, outcome="follow-up")
    (row,) = read_follow_ups(desk).open
    assert (row.what, row.detail, row.ticket, row.name, row.reason, row.group) == (
        OWED.what, "By mail", "P001", "Rosa Delgado", "a deck", Group.LATER,
    )  # fmt: skip
    assert read_owed(desk) == ()
    clock.advance(hours=24)
    assert listed(desk) == [(OWED.what, Group.TODAY, "")]
    assert read_owed(desk) == (Owed("", late=False, call=False),)
    clock.advance(hours=24)
    assert listed(desk) == [(OWED.what, Group.OVERDUE, "")]
    assert read_owed(desk) == (Owed("", late=True, call=False),)


def test_it_is_handed_over_closed_once_and_opened_again(desk, visit):
    desk.finish(visit, outcome="follow-up")
    (row,) = read_follow_ups(desk).open
    desk.hand_follow_up(row.step_id, to="sam", clerk="dana")
    assert listed(desk) == [(OWED.what, Group.LATER, "sam")]
    (row,) = read_follow_ups(desk).open
    assert [row.is_for(clerk) for clerk in ("sam", "dana", "")] == [True, False, False]
    desk.hand_follow_up(row.step_id, to=None, clerk="sam")
    assert last_line(desk, visit)[2] == {"did": "hand over", "steps": [row.step_id], "was": "sam", "to": None}
    desk.close_follow_up(row.step_id, clerk="sam")
    assert listed(desk) == []
    with pytest.raises(Unlawful, match="sam closed this already"):
        desk.close_follow_up(row.step_id, clerk="dana")
    (closed,) = read_follow_ups(desk).of(Group.CLOSED)
    assert (closed.step_id, closed.done_by) == (row.step_id, "sam")
    desk.reopen_follow_up(row.step_id, clerk="sam")
    assert listed(desk) == [(OWED.what, Group.LATER, "")]
    assert last_line(desk, visit)[:2] == ("step", "sam")
    with pytest.raises(Unlawful, match="open already"):
        desk.reopen_follow_up(row.step_id, clerk="sam")


def test_what_is_put_off_was_not_agreed(desk, visit):
    desk.agree(visit, "We call you on Friday.", clerk="dana")
    desk.finish(visit, outcome="follow-up")
    (row,) = read_follow_ups(desk).open
    assert read_take_away(desk, visit).is_agreed
    day = date.fromisoformat(desk.today()) + timedelta(days=9)
    desk.move_follow_up(row.step_id, due=day, reason="Rosa is away until then", clerk="dana")
    assert not read_take_away(desk, visit).is_agreed


def test_its_date_moves_with_a_reason_that_lies_with_the_visit_alone(desk, clock, visit):
    desk.finish(visit, outcome="follow-up")
    (row,) = read_follow_ups(desk).open
    day = date.fromisoformat(desk.today()) + timedelta(days=9)
    desk.move_follow_up(row.step_id, due=day, reason="Rosa is away until then", clerk="dana")
    kind, clerk, data = last_line(desk, visit)
    assert (kind, clerk, data["did"], data["due"], "Rosa" in json.dumps(data)) == (
        "step", "dana", "put off", day.isoformat(), False,
    )  # fmt: skip
    assert "Rosa is away until then" in [note.text for note in read_visit_card(desk, visit).notes]
    with pytest.raises(BadInput, match="reason"):
        desk.move_follow_up(row.step_id, due=day, reason=" ", clerk="dana")
    with pytest.raises(BadInput, match="from today on"):
        desk.move_follow_up(row.step_id, due=day - timedelta(days=12), reason="late", clerk="dana")


def test_steps_of_the_visitor_and_unknown_ones_are_no_follow_ups(desk, visit):
    theirs = next(step for step in read_visit_card(desk, visit).steps if step.what == THEIRS.what)
    for step in (theirs.id, "nothing"):
        with pytest.raises(NotFound):
            desk.close_follow_up(step, clerk="dana")


def test_a_call_back_stands_at_its_time_and_is_tried_again(desk, clock, visit):
    today = date.fromisoformat(desk.today())
    now = desk.office.local(desk.clock.now())
    minute = now.hour * 60 + now.minute
    step = desk.ask_call_back(
        visit, phone="555 0142", matter="Which form?", due=today, between=Between(minute, minute + 60), clerk="dana"
    )
    (row,) = read_follow_ups(desk).open
    assert (row.form, row.reach_at, row.group, row.tries) == ("call back", "555 0142", Group.TODAY, 0)
    clock.advance(hours=1)
    assert read_follow_ups(desk).open[0].group is Group.OVERDUE
    assert read_owed(desk) == (Owed("", late=True, call=True),)
    desk.not_reached(step, again=today + timedelta(days=1), between=Between(840, 960), clerk="dana")
    (row,) = read_follow_ups(desk).open
    assert (row.group, row.tries, row.between) == (Group.LATER, 1, Between(840, 960))
    assert "555 0142" not in json.dumps(last_line(desk, visit)[2])
    desk.close_follow_up(step, clerk="dana")
    assert listed(desk) == []


@pytest.mark.parametrize("times", [(600, 600), (-1, 5), (600, 1441), ("10", "12")])
def test_a_time_for_calling_has_an_end_after_its_beginning(times):
    with pytest.raises(BadInput):
        Between(*times)


def test_only_a_call_back_is_tried_again(desk, visit):
    desk.finish(visit, outcome="follow-up")
    (row,) = read_follow_ups(desk).open
    with pytest.raises(BadInput, match="no call-back"):
        desk.not_reached(row.step_id, again=date.fromisoformat(desk.today()), clerk="dana")


def test_dates_as_people_say_them():
    texts, today = Texts(), date(2026, 11, 27)
    said = [due_said(texts, today, today + timedelta(days=days)) for days in (-3, -1, 0, 1, 4, 9)]
    assert said == ["3 days late", "1 day late", "Today", "Tomorrow", "On Tuesday", "On Dec 6"]
    assert due_said(texts, today, None) == "No date"
    assert between_said(texts, Between(840, 990)) == "14:00 to 16:30"
