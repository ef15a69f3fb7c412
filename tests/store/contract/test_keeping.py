"""What is kept, held and forgotten, and who read what. Over every kind of store."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from greeter.appointments.booking import Booking
from greeter.catalogue.office_file import read_text
from greeter.model.catalogue import NextStep
from greeter.model.retention import DataClass, PurgeWhen, Retention
from greeter.problems import BadInput, NotAllowed, NotFound
from greeter.records.asked import visit_of_ticket
from greeter.records.holds import read_holds
from greeter.records.nightly import NightlyPurge
from greeter.records.presets import KINDS, SETTABLE, table_of
from greeter.records.proof import chain_and_figures
from greeter.records.purge import batches_due, due_now, purge
from greeter.records.reads import reads_by, reads_of
from greeter.records.traces import Hits, settle
from greeter.reports.reading import read_steps
from greeter.reports.span import Span
from greeter.settings import DEFAULT_OFFICE

WORD = "Qux-"
YEAR = timedelta(days=366)
DAY = date(2026, 11, 24)
MINE = {"counter": "3", "clerk": "dana"}


def fill(desk, contact="555 010 2345"):
    """Leave a word of its own in every class, and return the visit."""
    office = desk.office
    starts = desk.clock.now() + timedelta(hours=1)
    desk.book([Booking("uid-1", starts, "dog", code="K7", name=f"{WORD}booked", contact=contact, note=f"{WORD}asked")])
    visit = desk.check_in(service="permit", reason=f"{WORD}reason", name=f"{WORD}name").visit_id
    desk.note(visit, f"{WORD}note", clerk="dana")
    desk.add_step(visit, f"{WORD}step", clerk="dana")
    desk.describe(visit, clerk="dana", contact=contact, missing=f"{WORD}missing")
    desk.call(visit, reason="next", **MINE)
    desk.start(visit)
    desk.agree(visit, f"{WORD}summary", clerk="dana")
    desk.finish(visit, outcome="resolved")
    desk.survey(visit, {"satisfaction": 4}, comment=f"{WORD}comment")
    assert office is desk.office
    return visit


def texts(desk):
    rows = desk.store.rows(
        "select value as text from personal union all select value from appointment_personal union all select what from step"
    )
    return {row["text"] for row in rows if row["text"].startswith(WORD)}


@pytest.fixture
def chosen(desk):
    """The desk of an office that has chosen the periods of a city in California."""
    desk.office = replace(desk.office, retention=Retention("california-city"))
    return desk


def test_a_purge_forgets_every_class_and_no_figure_and_no_line(chosen, clock):
    fill(chosen)
    before, words = chain_and_figures(chosen.store, chosen.office.id), texts(chosen)
    assert len(words) == 9
    clock.advance(hours=24 * 729)
    assert [one.due for one in due_now(chosen)] == [0] * 8, "not before its time"
    clock.advance(hours=72)
    assert [(one.rule.data, one.due, one.held) for one in due_now(chosen)] == [(data, 1, 0) for data in SETTABLE]
    purged = purge(chosen, by="Maya Lind")
    assert words <= purged.texts
    assert texts(chosen) == set()
    assert [one.due for one in due_now(chosen)] == [0] * 8
    after = chain_and_figures(chosen.store, chosen.office.id)
    assert after.figures == before.figures
    assert after.verdict.sound
    assert after.verdict.lines == before.verdict.lines + 8
    lines = chosen.store.rows("select clerk, data from journal where kind = 'purge' order by seq")
    assert {row["clerk"] for row in lines} == {"Maya Lind"}
    assert json.loads(lines[0]["data"]) == {
        "class": "words", "ids": 1, "nightly": False, "period": "2 years", "rows": 2, "rule": "california-city",
    }  # fmt: skip
    assert WORD not in "".join(row["data"] for row in chosen.store.rows("select data from journal"))
    searched = settle(chosen.store, Hits({}, {}, {}, tuple(sorted(words)), len(words), len(words), 0, 0))
    assert searched.elsewhere == {}


def test_no_figure_is_made_of_steps_that_are_forgotten(chosen, clock):
    visit = chosen.check_in(service="permit").visit_id
    learned = chosen.accept_step(visit, NextStep("Call Grace Hopper first"), clerk="dana")
    (listed,) = chosen.take_steps(visit, chosen.office.service("permit").steps[:1], clerk="dana")
    for step in (learned, listed):
        chosen.judge_step(step, "did not", clerk="dana")
    chosen.leave(visit)
    clock.advance(hours=24 * 800)
    span = Span(DAY, DAY)
    before = read_steps(chosen.store, chosen.office, span), chain_and_figures(chosen.store, chosen.office.id).figures
    assert [(one.what, one.k, one.n) for one in before[0]] == [(chosen.office.service("permit").steps[0].what, 1, 1)]
    assert purge(chosen, by="Maya").rows[DataClass.STEPS] == 1
    after = read_steps(chosen.store, chosen.office, span), chain_and_figures(chosen.store, chosen.office.id).figures
    assert after == before


@pytest.mark.parametrize("what", ["visit", "contact", "days"])
def test_what_is_held_stays_until_it_is_released(chosen, clock, what):
    visit = fill(chosen)
    held = {"visit": {"visit": visit}, "contact": {"contact": "+1 (555) 010-2345"}, "days": {"days": (DAY, DAY)}}[what]
    hold = chosen.hold_back(reason="Case 17", by="Maya", **held)
    words = texts(chosen)
    clock.advance(hours=24 * 800)
    expected = [0 if what != "visit" or data is not DataClass.APPOINTMENTS else 1 for data in SETTABLE]
    assert [one.due for one in due_now(chosen)] == expected
    assert [one.held for one in due_now(chosen)] == [1 - due for due in expected]
    purge(chosen, by="Maya")
    assert chosen.forget(DataClass.NAME, [visit], by="Maya").ids == 0, "not even where it is named"
    if what != "visit":
        assert texts(chosen) == words
    assert f"{WORD}name" in texts(chosen)
    chosen.release_hold(hold.id, by="Maya")
    with pytest.raises(NotFound):
        chosen.release_hold(hold.id, by="Maya")
    purge(chosen, by="Maya")
    assert texts(chosen) == set()
    (kept,) = read_holds(chosen.store, chosen.office.id, released=True)
    assert (kept.reason, kept.contact, kept.released_by) == ("Case 17", "", "Maya")
    assert "Case 17" not in str([tuple(row) for row in chosen.store.rows("select data from journal")])


def test_what_is_still_owed_is_kept(chosen, clock):
    visit = fill(chosen)
    step = chosen.ask_call_back(visit, phone="555 010 7777", due=DAY, clerk="dana")
    clock.advance(hours=24 * 800)
    assert sum(one.due for one in due_now(chosen)) == 1, "the appointment alone"
    chosen.tick_step(step, clerk="dana")
    assert sum(one.due for one in due_now(chosen)) == 1, "its time begins with the last thing owed"
    clock.advance(hours=24 * 800)
    assert sum(one.due for one in due_now(chosen)) == 8


def test_nothing_goes_by_itself_before_the_office_has_chosen(desk, clock):
    visit = fill(desk)
    clock.advance(hours=24 * 4000)
    assert not table_of(desk.office).chosen
    with pytest.raises(NotAllowed, match="forgets nothing by itself"):
        desk.forget(DataClass.NAME, [visit], nightly=True)
    by_hand = Retention("general", PurgeWhen.BY_HAND)
    desk.office = replace(desk.office, retention=by_hand)
    with pytest.raises(NotAllowed):
        desk.forget(DataClass.NAME, [visit], nightly=True)
    own = replace(by_hand, purge=PurgeWhen.NIGHTLY, periods=((DataClass.NAME, "keep"), (DataClass.WORDS, "1 month")))
    desk.office = replace(desk.office, retention=own)
    assert desk.forget(DataClass.NAME, [visit], nightly=True).rows == 0
    assert desk.forget(DataClass.WORDS, [visit, "nobody"], nightly=True).rows == 2
    rule = table_of(desk.office).rule(DataClass.WORDS)
    assert (rule.kept_for, rule.own, list(batches_due(desk, rule))) == ("1 month", True, [])
    with pytest.raises(BadInput):
        desk.forget(DataClass.NOTES, ["x"] * 201, nightly=True)


def test_the_office_file_that_was_published_last_wins(desk, clock):
    chosen = f'{DEFAULT_OFFICE.read_text()}\n[retention]\npreset = "general"\n'
    desk.office = read_text(chosen, "hall.toml").office
    visit = fill(desk)
    clock.advance(hours=24 * 800)
    nightly = NightlyPurge()
    assert nightly.step(desk), "nothing is published: what the window began with holds"
    desk.publish(f'{chosen}[retention.periods]\nnotes = "keep"\n')
    assert desk.forget(DataClass.NOTES, [visit], nightly=True).rows == 0
    with pytest.raises(NotAllowed, match="published last says something else"):
        desk.forget(DataClass.NOTES, [visit], by="Maya")
    while nightly.step(desk):
        pass
    assert texts(desk) == {f"{WORD}note"}
    assert desk.office.retention.periods == ((DataClass.NOTES, "keep"),)
    desk.store.port.run("update office_file set text = :text", {"text": "a newer program’s"})
    clock.advance(hours=48)
    assert not nightly.step(desk)
    with pytest.raises(NotAllowed):
        desk.forget(DataClass.NAME, [visit], by="Maya")


def test_a_hold_says_what_it_holds(chosen):
    for given in ({}, {"visit": "x", "contact": "y"}):
        with pytest.raises(BadInput, match="not clear what to hold"):
            chosen.hold_back(reason="x", by="me", **given)
    with pytest.raises(BadInput, match="ends before"):
        chosen.hold_back(reason="x", by="me", days=(DAY, DAY - timedelta(days=1)))
    with pytest.raises(NotFound):
        chosen.hold_back(reason="x", by="me", visit="nobody")
    with pytest.raises(BadInput, match="would hold nothing back"):
        chosen.hold_back(reason="x", by="me", days=(DAY - timedelta(days=9), DAY - timedelta(days=1)))
    assert chosen.hold_back(reason="x", by="me", days=(DAY, DAY + timedelta(days=9))), "they are still to come"


def test_who_read_what_is_in_the_journal(desk, clock):
    visit = fill(desk)
    at = int(clock.now().timestamp() * 1000)
    assert desk.note_reads([], clerk="sam") is None
    desk.note_reads([(visit, at + 1), (visit, at + 60_000)], clerk="sam", counter="4")
    ticket = visit_of_ticket(desk, "p1")
    assert ticket.id == visit
    found = reads_of(desk, ticket)
    assert [(one.clerk, one.what, one.where) for one in found if one.what == "read"] == [
        ("sam", "read", "counter 4")
    ] * 2
    assert {one.clerk for one in found if one.what != "read"} == {"dana"}
    assert [(one.number, one.clerk) for one in reads_by(desk, "sam")] == [("P001 of 2026-11-24", "sam")] * 2
    assert reads_by(desk, "dana") == []
    with pytest.raises(NotFound, match="no ticket P009"):
        visit_of_ticket(desk, "P009")


def test_who_gave_out_what_is_in_the_journal(desk):
    visit = fill(desk)
    others = [f"other-{number}" for number in range(250)]
    line = desk.note_disclosure(of="span", visits=[*others, visit], withheld={"b": 2, "a": 1}, by="Rui Costa")
    lines = [
        json.loads(row["data"])
        for row in desk.store.rows("select data from journal where kind = 'disclose' order by seq")
    ]
    assert [len(one.pop("ids")) for one in lines] == [200, 51]
    assert lines == [{"of": "span", "visits": 251, "withheld": {"a": 1, "b": 2}}, {"of": "span", "line": line.seq}]
    found = reads_of(desk, desk.visit(visit))
    assert [(one.clerk, one.number) for one in found if one.what == "gave out"] == [("Rui Costa", "P001")]
    given = reads_by(desk, "Rui Costa")
    assert {one.what for one in given} == {"gave out"}
    assert {one.number for one in given} == {*others, "P001 of 2026-11-24"}


def test_every_class_stands_in_the_table(desk):
    assert [rule.data for rule in table_of(desk.office).rules] == list(DataClass) == list(KINDS)
