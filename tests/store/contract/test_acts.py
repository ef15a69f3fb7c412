"""Every act: what it does, and that bad or unlawful input is told in words and changes nothing."""

from __future__ import annotations

import inspect
import json
from datetime import UTC, datetime, timedelta

import pytest

from greeter.front_desk import FrontDesk
from greeter.front_desk.case import Field
from greeter.front_desk.room import Notice
from greeter.model.journal import Kind
from greeter.model.visit import MOVES, Outcome, State
from greeter.opening import open_front_desk
from greeter.problems import BadInput, NotFound, OfficeClosed, Problem, Unlawful
from greeter.store.tables import TABLES
from greeter.views.visit_card import read_visit_card


def state_of(desk, visit_id):
    return desk.store.request(desk.store.visit(visit_id).request).state


def request_of(desk, visit_id):
    return desk.store.request(desk.store.visit(visit_id).request)


def lines(desk):
    return [row["kind"] for row in desk.store.rows("select kind from journal order by seq")]


def everything(desk):
    """Return all that is stored, to compare before and after."""
    return {table: sorted(str(dict(row)) for row in desk.store.rows(f"select * from {table}")) for table in TABLES}


@pytest.fixture
def visit(desk):
    return desk.check_in(service="permit", reason="I want to build a deck").visit_id


@pytest.fixture
def served(desk, clock, visit):
    clock.advance(minutes=18)
    desk.call_next(counter="3", clerk="dana")
    desk.start(visit)
    return visit


def test_a_visit_goes_the_common_way(desk, clock, visit):
    clock.advance(minutes=18)
    called = desk.call_next(counter="3", clerk="dana")
    assert (called.number, called.counter, called.visit_id) == ("P001", "3", visit)
    assert called.why == "18 of 15 promised minutes used."
    clock.advance(seconds=40)
    desk.start(visit)
    clock.advance(minutes=8)
    desk.finish(visit, outcome="resolved", next_steps=["Pay the $85 permit fee"])
    request = request_of(desk, visit)
    assert request.state is State.FINISHED
    assert request.outcome is Outcome.RESOLVED
    assert (request.wait_ms, request.answer_ms, request.serve_ms) == (1_120_000, 40_000, 480_000)
    assert lines(desk) == ["check_in", "call", "start", "finish"]
    assert read_visit_card(desk, visit).steps[0].what == "Pay the $85 permit fee"


def test_every_act_on_a_request_is_a_method():
    methods = {name for name, _ in inspect.getmembers(FrontDesk, inspect.isfunction)}
    missing = {kind.value for kind in MOVES} - methods
    assert not missing
    assert "call_next" in methods
    assert "check_in" in methods


def test_the_same_key_gives_the_same_ticket(desk):
    first = desk.check_in(service="permit", request_key="tap-1")
    again = desk.check_in(service="permit", request_key="tap-1")
    other = desk.check_in(service="permit", request_key="tap-2")
    assert (first.number, first.visit_id, first.token) == (again.number, again.visit_id, again.token)
    assert other.number == "P002"
    assert lines(desk) == ["check_in", "check_in"]
    assert desk.store.rows("select last from ticket_number")[0]["last"] == 2


def test_numbers_are_gapless_by_letter_and_day(desk, clock):
    numbers = [desk.check_in(service=service).number for service in ("permit", "dog", "permit", "permit", "dog")]
    assert numbers == ["P001", "D001", "P002", "P003", "D002"]
    clock.advance(hours=24)
    assert desk.check_in(service="permit").number == "P001"


def test_a_ticket_past_999_keeps_its_number(desk):
    desk.check_in(service="permit")
    desk.store.port.run("update ticket_number set last = 999")
    assert desk.check_in(service="permit").number == "P1000"


def test_personal_fields_lie_apart(desk):
    ticket = desk.check_in(
        service="permit", reason="My neighbor Xaver Quillfeather", name="Maria Okafor", say_name="oh-KAH-for"
    )
    desk.note(ticket.visit_id, "Lives at Secret Lane", clerk="dana")
    stored = everything(desk)
    assert "Okafor" in str(stored.pop("personal"))
    for word in ("Okafor", "oh-KAH-for", "Quillfeather", "Secret Lane"):
        assert word not in str(stored)


def test_nobody_waits_so_nobody_is_called_and_nothing_is_written(desk):
    before = everything(desk)
    assert desk.call_next(counter="1", clerk="ana") is None
    assert everything(desk) == before


def test_a_counter_calls_only_what_it_serves(desk, office):
    only_one = [counter.id for counter in office.counters if counter.serves(office.service("records"))]
    assert only_one == ["1"]
    desk.check_in(service="records")
    assert desk.call_next(counter="3", clerk="dana") is None
    assert desk.call_next(counter="1", clerk="ana").number == "V001"


def test_call_out_of_order_needs_a_reason(desk, visit):
    second = desk.check_in(service="permit").visit_id
    with pytest.raises(BadInput, match="reason"):
        desk.call(second, counter="3", clerk="dana", reason=" ")
    assert desk.call(second, counter="3", clerk="dana", reason="a child is ill").why == "a child is ill"
    assert state_of(desk, visit) is State.WAITING


def test_recall_three_times_thirty_seconds_apart(desk, clock, visit):
    desk.call_next(counter="3", clerk="dana")
    with pytest.raises(Unlawful, match="30 seconds"):
        desk.recall(visit)
    for _ in range(3):
        clock.advance(seconds=30)
        desk.recall(visit)
    clock.advance(minutes=1)
    with pytest.raises(Unlawful, match="4 times"):
        desk.recall(visit)


def test_requeue_keeps_the_place(desk, clock, visit):
    clock.advance(minutes=1)
    desk.check_in(service="permit")
    desk.call_next(counter="3", clerk="dana")
    desk.requeue(visit)
    assert request_of(desk, visit).counter is None
    assert desk.call_next(counter="3", clerk="dana").visit_id == visit


def test_no_show_after_a_recall_and_back_again(desk, clock, visit):
    clock.advance(minutes=5)
    desk.call_next(counter="3", clerk="dana")
    with pytest.raises(Unlawful, match="announced once"):
        desk.no_show(visit)
    clock.advance(seconds=31)
    desk.recall(visit)
    desk.no_show(visit)
    assert request_of(desk, visit).wait_ms == 331_000
    clock.advance(minutes=10)
    desk.check_in(service="permit")
    desk.reinstate(visit, clerk="dana")
    assert desk.store.visit(visit).ended_at is None
    assert desk.call_next(counter="3", clerk="dana").visit_id == visit


def test_no_show_of_another_day_stays(desk, clock, visit):
    desk.call_next(counter="3", clerk="dana")
    clock.advance(seconds=31)
    desk.recall(visit)
    desk.no_show(visit)
    clock.advance(hours=24)
    with pytest.raises(Unlawful, match="another day"):
        desk.reinstate(visit)


def test_hold_time_is_neither_wait_nor_service(desk, clock, served):
    clock.advance(minutes=3)
    desk.hold(served, reason="Fetching a site plan from the car")
    clock.advance(minutes=6)
    desk.resume(served, counter="2", clerk="ben")
    clock.advance(minutes=2)
    desk.finish(served, outcome="follow-up")
    request = request_of(desk, served)
    assert (request.serve_ms, request.hold_ms, request.counter, request.clerk) == (300_000, 360_000, "2", "ben")


def test_transfer_carries_everything(desk, clock, served):
    desk.note(served, "Deck is 12 by 16 ft", clerk="dana")
    desk.add_step(served, "Pay the fee", clerk="dana")
    clock.advance(minutes=4)
    desk.transfer(served, service="records", note="Needs a copy of the deed")
    visit = desk.store.visit(served)
    requests = desk.store.rows("select * from request where visit = :v order by ordinal", {"v": served})
    assert [(row["service"], row["state"]) for row in requests] == [("permit", "finished"), ("records", "waiting")]
    assert requests[0]["handed_to"] == visit.request
    card = read_visit_card(desk, served)
    assert [note.text for note in card.notes] == ["Deck is 12 by 16 ft", "Needs a copy of the deed"]
    assert card.fields[Field.REASON] == "I want to build a deck"
    assert card.steps[0].what == "Pay the fee"
    clock.advance(minutes=2)
    assert desk.call_next(counter="1", clerk="ana").number == "P001"
    desk.start(served)
    assert request_of(desk, served).wait_ms == 120_000, "the wait of a transfer counts from the transfer"


def test_transfer_to_a_counter_or_clerk(desk, served):
    desk.transfer(served, counter="2")
    assert desk.call_next(counter="4", clerk="sam") is None
    called = desk.call_next(counter="2", clerk="ben")
    assert called.visit_id == served
    assert called.why.startswith("Was sent on to you.")
    desk.start(served)
    desk.transfer(served, clerk="sam")
    assert desk.call_next(counter="2", clerk="ben") is None
    assert desk.call_next(counter="2", clerk="sam").visit_id == served


def test_transfer_that_leads_nowhere(desk, served):
    before = everything(desk)
    with pytest.raises(BadInput, match="Nobody is named"):
        desk.transfer(served)
    with pytest.raises(BadInput, match="does not serve"):
        desk.transfer(served, service="records", counter="3")
    with pytest.raises(BadInput, match="no service"):
        desk.transfer(served, service="moon")
    assert everything(desk) == before


@pytest.mark.parametrize("at", ["waiting", "called", "on_hold"])
def test_leave(desk, clock, visit, at):
    clock.advance(minutes=7)
    if at != "waiting":
        desk.call_next(counter="3", clerk="dana")
    if at == "on_hold":
        desk.start(visit)
        desk.hold(visit, reason="phone")
        clock.advance(minutes=1)
    desk.leave(visit, reason="could not wait")
    request = request_of(desk, visit)
    assert request.state is State.LEFT
    assert request.wait_ms == 420_000
    assert desk.store.visit(visit).ended_at is not None


class TestUndo:
    def test_takes_back_the_last_act(self, desk, clock, served):
        clock.advance(seconds=90)
        desk.finish(served, outcome="resolved", next_steps=["Pay"], came_back=True)
        assert desk.can_undo(clerk="dana") == ("finish", served)
        desk.undo(clerk="dana")
        assert request_of(desk, served).state is State.SERVING
        assert request_of(desk, served).outcome is None
        assert desk.store.visit(served).ended_at is None
        assert desk.store.visit(served).came_back is None
        assert not desk.store.rows("select * from step")
        assert lines(desk)[-2:] == ["finish", "undo"]

    @pytest.mark.parametrize("kind", ["call", "start", "hold", "transfer", "requeue", "recall"])
    def test_restores_the_request_as_it_was(self, desk, clock, visit, kind):
        clock.advance(minutes=1)
        if kind != "call":
            desk.call_next(counter="3", clerk="dana")
            clock.advance(minutes=1)
        if kind in {"hold", "transfer"}:
            desk.start(visit)
        before = request_of(desk, visit)
        act = {
            "call": lambda: desk.call_next(counter="3", clerk="dana"),
            "start": lambda: desk.start(visit),
            "hold": lambda: desk.hold(visit, reason="phone"),
            "transfer": lambda: desk.transfer(visit, service="records"),
            "requeue": lambda: desk.requeue(visit),
            "recall": lambda: desk.recall(visit),
        }[kind]
        act()
        assert request_of(desk, visit) != before
        desk.undo(clerk="dana")
        assert request_of(desk, visit) == before

    def test_not_after_two_minutes(self, desk, clock, served):
        clock.advance(seconds=121)
        assert desk.can_undo(clerk="dana") is None
        with pytest.raises(Unlawful, match="two minutes"):
            desk.undo(clerk="dana")

    def test_not_somebody_elses(self, desk, served):
        with pytest.raises(Unlawful, match="nothing of yours"):
            desk.undo(clerk="ben")

    def test_not_when_a_colleague_went_on(self, desk, served):
        desk.hold(served, reason="phone")
        desk.resume(served, counter="2", clerk="ben")
        with pytest.raises(Unlawful, match="colleague"):
            desk.undo(clerk="dana")

    def test_not_twice(self, desk, served):
        desk.undo(clerk="dana")
        with pytest.raises(Unlawful):
            desk.undo(clerk="dana")

    def test_a_call_that_is_taken_back_overtook_nobody(self, desk, clock):
        desk.check_in(service="dog")
        clock.advance(seconds=1)
        second = desk.check_in(service="permit").visit_id
        desk.call(second, counter="4", clerk="sam", reason="in pain")
        assert desk.store.rows("select * from overtaking")
        desk.undo(clerk="sam")
        assert not desk.store.rows("select * from overtaking")


LAWFUL = {(kind, state) for kind, (states, _) in MOVES.items() for state in states}


@pytest.mark.parametrize("kind", list(MOVES))
@pytest.mark.parametrize("state", list(State))
def test_an_unlawful_act_says_what_happened_meanwhile(desk, clock, visit, kind, state):
    if (kind, state) in LAWFUL:
        pytest.fail("covered above") if kind is None else None
    clock.advance(minutes=1)
    if state is not State.WAITING:
        desk.call_next(counter="3", clerk="dana")
    if state in {State.SERVING, State.ON_HOLD, State.FINISHED}:
        desk.start(visit)
    {
        State.ON_HOLD: lambda: desk.hold(visit, reason="phone"),
        State.FINISHED: lambda: desk.finish(visit, outcome="resolved"),
        State.LEFT: lambda: desk.leave(visit),
        State.NO_SHOW: lambda: (clock.advance(seconds=40), desk.recall(visit), desk.no_show(visit)),
    }.get(state, lambda: None)()
    assert state_of(desk, visit) is state
    extra = {
        Kind.CALL: {"counter": "2", "clerk": "ben", "reason": "ill"},
        Kind.HOLD: {"reason": "phone"},
        Kind.TRANSFER: {"service": "records"},
        Kind.FINISH: {"outcome": "resolved"},
        Kind.SEND_HOME: {"reason": "we close", "clerk": "lee"},
    }.get(kind, {})
    act = getattr(desk, kind.value)
    before = everything(desk)
    if (kind, state) in LAWFUL:
        if kind in {Kind.RECALL, Kind.NO_SHOW}:
            clock.advance(seconds=40)
            desk.recall(visit)
            clock.advance(seconds=40)
        act(visit, **extra)
        assert everything(desk) != before
    else:
        with pytest.raises(Unlawful, match=r"P001 (is waiting|was called|went to|was put on hold|was finished|left)"):
            act(visit, **extra)
        assert everything(desk) == before


def test_the_loser_of_a_race_hears_who_won(desk, visit):
    desk.call_next(counter="3", clerk="dana")
    with pytest.raises(Unlawful, match=r"P001 was called by counter 3 a moment ago\."):
        desk.call(visit, counter="2", clerk="ben", reason="is ill")


BAD = {
    "unknown service": (lambda d, v: d.check_in(service="moon"), "no service"),
    "no service": (lambda d, v: d.check_in(service=""), "missing"),
    "service of another kind": (lambda d, v: d.check_in(service=7), "must be text"),
    "unknown need": (lambda d, v: d.check_in(service="permit", needs=["pony"]), "Choose one of: seat"),
    "needs as one text": (lambda d, v: d.check_in(service="permit", needs="seat"), "list"),
    "endless name": (lambda d, v: d.check_in(service="permit", name="x" * 10_000), "10,000 signs"),
    "endless reason": (lambda d, v: d.check_in(service="permit", reason="x" * 10_000), "too long"),
    "endless key": (lambda d, v: d.check_in(service="permit", request_key="x" * 101), "too long"),
    "empty key": (lambda d, v: d.check_in(service="permit", request_key=""), "missing"),
    "unknown channel": (lambda d, v: d.check_in(service="permit", channel="pigeon"), "counter, appointment"),
    "unknown familiarity": (lambda d, v: d.check_in(service="permit", familiarity="maybe"), "new"),
    "arrival without zone": (lambda d, v: d.check_in(service="permit", arrived=datetime(2026, 11, 24)), "zone"),  # noqa: DTZ001
    "arrival in the future": (
        lambda d, v: d.check_in(service="permit", arrived=d.clock.now() + timedelta(hours=1)),
        "12 hours",
    ),
    "arrival last week": (
        lambda d, v: d.check_in(service="permit", arrived=d.clock.now() - timedelta(days=7)),
        "12 hours",
    ),
    "no counter": (lambda d, v: d.call_next(counter="", clerk="ana"), "counter is missing"),
    "endless counter": (lambda d, v: d.call_next(counter="x" * 50, clerk="ana"), "too long"),
    "no clerk": (lambda d, v: d.call_next(counter="1", clerk="  "), "clerk is missing"),
    "unknown visit": (lambda d, v: d.start("nowhere"), "no such visit"),
    "no visit": (lambda d, v: d.start(""), "missing"),
    "hold without reason": (lambda d, v: d.hold(v, reason=""), "reason"),
    "unknown outcome": (lambda d, v: d.finish(v, outcome="meh"), "resolved, follow-up"),
    "empty step": (lambda d, v: d.finish(v, outcome="resolved", next_steps=[" "]), "step is missing"),
    "empty note": (lambda d, v: d.note(v, "\n", clerk="dana"), "note is missing"),
    "nothing to describe": (lambda d, v: d.describe(v, clerk="dana"), "Nothing was given"),
    "unknown field": (lambda d, v: d.describe(v, clerk="dana", shoe_size="44"), "name, say_name"),
    "note by describe": (lambda d, v: d.describe(v, clerk="dana", note="x"), "added, not changed"),
    "unknown need set": (lambda d, v: d.set_needs(v, ["pony"], clerk="dana"), "Choose one of"),
    "empty added step": (lambda d, v: d.add_step(v, "", clerk="dana"), "step is missing"),
    "unknown step": (lambda d, v: d.tick_step("nowhere", clerk="dana"), "no such step"),
    "unknown step moved": (lambda d, v: d.move_step("nowhere", to=1, clerk="dana"), "no such step"),
    "unknown step dropped": (lambda d, v: d.drop_step("nowhere", clerk="dana"), "no such step"),
    "unknown judgement": (lambda d, v: d.judge(v, "so so", clerk="dana"), "helped, did not"),
    "unknown print result": (lambda d, v: d.printed(v, "eaten"), "printed, not printed"),
    "answer out of range": (lambda d, v: d.survey(v, {"trust": 6}), "1 to 5"),
    "answer of another kind": (lambda d, v: d.survey(v, {"trust": True}), "1 to 5"),
    "unknown question": (lambda d, v: d.survey(v, {"weather": 3}), "satisfaction"),
    "empty survey": (lambda d, v: d.survey(v, {}), "Nothing was answered"),
    "unknown notice": (lambda d, v: d.give_notice("party"), "pause, delay"),
    "unknown notice ended": (lambda d, v: d.end_notice("party"), "pause, delay"),
    "no counter opened": (lambda d, v: d.open_counter("", clerk="dana"), "missing"),
    "no counter closed": (lambda d, v: d.close_counter("", clerk="dana"), "missing"),
}


@pytest.mark.parametrize("name", list(BAD))
def test_bad_input_is_told_and_changes_nothing(desk, served, name):
    act, words = BAD[name]
    before = everything(desk)
    with pytest.raises(Problem, match=words) as told:
        act(desk, served)
    assert isinstance(told.value, BadInput | NotFound)
    assert everything(desk) == before


def test_strange_signs_are_kept_or_taken_out_safely(desk):
    name = "Zo\u00eb \u202eevil\u202c \x00\U0001f600 =cmd() '; drop table visit; --"
    ticket = desk.check_in(service="permit", name=name, reason="a\ttab\nand \ud800 half")
    fields = read_visit_card(desk, ticket.visit_id).fields
    assert fields[Field.NAME] == "Zo\u00eb evil \U0001f600 =cmd() '; drop table visit; --"
    assert fields[Field.REASON] == "a\ttab\nand  half"


class TestKioskHours:
    def test_closed_office_gives_no_ticket_at_the_kiosk(self, desk, clock):
        clock.advance(hours=8)
        assert not desk.takes_visitors()
        before = everything(desk)
        with pytest.raises(OfficeClosed, match="closed"):
            desk.check_in(service="permit", origin="kiosk")
        assert everything(desk) == before
        assert desk.check_in(service="permit").number == "P001", "a clerk may check in at any time"

    def test_a_person_can_always_be_asked_for(self, desk, clock):
        clock.advance(hours=8)
        assert desk.ask_for_person().number == "H001"

    def test_a_retry_after_closing_gives_the_ticket_it_gave(self, desk, clock):
        first = desk.check_in(service="permit", origin="kiosk", request_key="k")
        clock.advance(hours=8)
        assert desk.check_in(service="permit", origin="kiosk", request_key="k").number == first.number

    def test_paused(self, desk):
        desk.give_notice(Notice.PAUSE, clerk="dana")
        with pytest.raises(OfficeClosed, match="just now"):
            desk.check_in(service="permit", origin="kiosk")
        desk.end_notice(Notice.PAUSE)
        assert desk.check_in(service="permit", origin="kiosk").number == "P001"


def test_back_dated_arrival_counts_in_the_wait(desk, clock):
    visit = desk.check_in(service="permit", arrived=clock.now() - timedelta(minutes=9)).visit_id
    clock.advance(minutes=3)
    desk.call_next(counter="3", clerk="dana")
    desk.start(visit)
    request = request_of(desk, visit)
    assert (request.wait_ms, request.back_dated_ms) == (720_000, 540_000)


def test_an_appointment_counts_from_its_time(desk, clock):
    walk_in = desk.check_in(service="permit").visit_id
    due = clock.now() + timedelta(minutes=10)
    booked = desk.check_in(service="permit", channel="appointment", appointment_at=due).visit_id
    clock.advance(minutes=9)
    assert desk.queue()[0].visit_id == walk_in
    clock.advance(minutes=5)
    called = desk.call_next(counter="3", clerk="dana")
    assert called.visit_id == walk_in, "14 of 15 minutes used are more than 4 of 5"
    assert desk.call_next(counter="3", clerk="dana").visit_id == booked


class TestNight:
    def test_visits_left_open_are_closed_and_counted(self, desk, clock):
        waiting = desk.check_in(service="permit").visit_id
        served = desk.check_in(service="dog").visit_id
        desk.call_next(counter="3", clerk="dana")
        desk.call_next(counter="4", clerk="sam")
        desk.requeue(waiting)
        desk.start(served)
        clock.advance(hours=24)
        assert desk.close_nights() == 2
        assert (state_of(desk, waiting), state_of(desk, served)) == (State.LEFT, State.FINISHED)
        assert request_of(desk, served).note == "night"
        assert desk.close_nights() == 0
        assert desk.queue() == ()

    def test_an_office_may_carry_its_visitors_over(self, office, clock):
        from dataclasses import replace

        with open_front_desk("sqlite://", clock=clock, catalogue=replace(office, carry_over=True)) as desk:
            visit = desk.check_in(service="permit").visit_id
            clock.advance(hours=24)
            assert desk.close_nights() == 0
            assert state_of(desk, visit) is State.WAITING

    def test_a_visit_before_the_cut_over_is_of_the_day_before(self, desk, clock):
        clock.move_to(datetime(2026, 11, 25, 11, 59, tzinfo=UTC))
        assert desk.store.visit(desk.check_in(service="permit").visit_id).business_day == "2026-11-24"
        clock.advance(minutes=2)
        assert desk.store.visit(desk.check_in(service="permit").visit_id).business_day == "2026-11-25"


class TestSteps:
    def test_take_tick_move_drop(self, desk, office, served):
        steps = office.service("permit").steps
        ids = desk.take_steps(served, steps, clerk="dana")
        assert desk.take_steps(served, steps, clerk="dana") == ids, "taken over once"
        again = desk.take_steps(served, [*steps[::-1], "Ask about the fence"], clerk="dana")
        assert again == [*ids[::-1], ""], (
            "each by its words, in whatever order they were shown; what is not there is not added"
        )
        desk.tick_step(ids[0], clerk="dana")
        desk.move_step(ids[2], to=1, clerk="dana")
        desk.drop_step(ids[1], clerk="dana")
        card = read_visit_card(desk, served)
        assert [step.id for step in card.steps] == [ids[2], ids[0], *ids[3:]]
        assert card.steps[1].done_by == "dana"
        desk.tick_step(ids[0], clerk="dana", done=False)
        assert read_visit_card(desk, served).steps[1].done_at is None

    def test_a_due_date_skips_days_on_which_the_office_is_closed(self, desk, office, served):
        zoning = next(step for step in office.service("permit").steps if step.due_days == 5)
        desk.take_steps(served, [zoning], clerk="dana")
        due = read_visit_card(desk, served).steps[0].due
        assert due.isoformat() >= "2026-12-01"
        assert due.weekday() < 5


def test_story_words_and_answers_are_kept(desk, served):
    desk.describe(served, clerk="dana", missing="A plot plan", expects="To build in May")
    desk.set_needs(served, ["seat", "quiet"], clerk="dana")
    desk.judge(served, "helped", clerk="dana")
    desk.printed(served, "not printed")
    desk.survey(served, {"trust": 5, "ease": 4}, comment="Thank you")
    card = read_visit_card(desk, served)
    assert card.fields[Field.MISSING] == "A plot plan"
    assert [need.value for need in card.needs] == ["quiet", "seat"]
    assert card.printed == "not printed"
    desk.describe(served, clerk="dana", missing="")
    assert Field.MISSING not in read_visit_card(desk, served).fields
    answers = {row["question"]: row["answer"] for row in desk.store.rows("select question, answer from survey")}
    assert answers == {"trust": 5, "ease": 4}


def test_counters_open_and_close(desk, visit):
    desk.open_counter("2", clerk="ben")
    desk.call_next(counter="3", clerk="dana")
    desk.close_counter("2", clerk="ben", reason="lunch")
    rows = desk.store.rows("select id, open, clerk from counter order by id")
    assert [tuple(dict(row).values()) for row in rows] == [("2", 0, "ben"), ("3", 1, "dana")]


def test_the_journal_holds_enough_to_rebuild_a_request(desk, clock, served):
    clock.advance(minutes=2)
    desk.hold(served, reason="phone")
    desk.resume(served)
    desk.finish(served, outcome="resolved")
    rebuilt: dict[str, object] = {}
    for row in desk.store.rows("select data from journal where visit = :v order by seq", {"v": served}):
        rebuilt.update(json.loads(row["data"]).get("now", {}))
    stored = {name: value for name, value in request_of(desk, served).row().items() if value is not None}
    assert {name: value for name, value in rebuilt.items() if value is not None} == stored


class TestWhatAReviewFound:
    @pytest.mark.parametrize(
        ("act", "words"),
        [
            (lambda d, v: d.check_in(service="permit", appointment_at=datetime(9999, 12, 31, tzinfo=UTC)), "not today"),
            (lambda d, v: d.check_in(service="permit", appointment_at="10:30"), "zone"),
            (lambda d, v: d.check_in(service="permit", arrived="10:30"), "zone"),
            (lambda d, v: d.check_in(service="permit", needs=None), "list"),
            (lambda d, v: d.set_needs(v, None, clerk="dana"), "list"),
            (lambda d, v: d.note(v, "hi", clerk="dana", counter="x" * 99), "too long"),
            (lambda d, v: d.finish(v, outcome="resolved", came_back="yes"), "yes, no"),
            (lambda d, v: d.transfer(v, service=""), "missing"),
            (lambda d, v: d.survey(v, [1, 2]), "by their question"),
            (lambda d, v: d.tell(v, None), "no wait"),
        ],
    )
    def test_bad_input_of_other_kinds(self, desk, served, act, words):
        before = everything(desk)
        with pytest.raises(BadInput, match=words):
            act(desk, served)
        assert everything(desk) == before

    def test_the_night_s_closing_is_nobody_s_act(self, desk, clock, served):
        clock.advance(hours=24)
        desk.close_nights()
        assert desk.can_undo(clerk="dana") is None
        assert (
            desk.store.rows("select clerk from journal where data like '%by_night%' and kind = 'finish'")[0]["clerk"]
            is None
        )
        assert not desk.store.rows("select id from counter where open = 1")

    def test_a_visitor_s_own_leaving_is_nobody_s_act(self, desk, visit):
        desk.call_next(counter="3", clerk="dana")
        desk.leave(visit)
        with pytest.raises(Unlawful):
            desk.undo(clerk="dana")

    def test_a_night_closed_twice_at_once_closes_once(self, url, office, clock):
        with (
            open_front_desk(url, clock=clock, catalogue=office) as one,
            open_front_desk(url, clock=clock, catalogue=office) as two,
        ):
            visit = one.check_in(service="permit").visit_id
            one.call_next(counter="3", clerk="dana")
            one.start(visit)
            clock.advance(hours=24)
            two.finish(visit, outcome="resolved")
            assert one._close_by_night(visit, one.today()) is False
            assert request_of(one, visit).note is None

    def test_a_clerk_is_at_one_counter(self, desk):
        desk.open_counter("1", clerk="ana")
        desk.open_counter("3", clerk="ana")
        assert [row["id"] for row in desk.store.rows("select id from counter where open = 1")] == ["3"]

    def test_a_counter_that_is_opened_for_a_colleague_leaves_the_clerk_where_they_are(self, desk, visit):
        def seats():
            rows = desk.store.rows("select id, clerk from counter where open = 1 order by id")
            return [(row["id"], row["clerk"]) for row in rows]

        desk.open_counter("3", clerk="ana")
        desk.open_for_colleague("1", clerk="ana")
        desk.open_for_colleague("3", clerk="ben")  # open already: nobody is put off their seat
        assert seats() == [("1", ""), ("3", "ana")]
        desk.call_next(counter="3", clerk="ana")
        assert seats() == [("1", ""), ("3", "ana")]
        later = desk.check_in(service="permit").visit_id
        desk.call(later, counter="1", clerk="ben", reason="asked for")
        assert seats() == [("1", "ben"), ("3", "ana")]

    def test_undo_of_bringing_back_leaves_the_visit_ended(self, desk, clock, visit):
        desk.call_next(counter="3", clerk="dana")
        clock.advance(seconds=31)
        desk.recall(visit)
        desk.no_show(visit)
        ended = desk.store.visit(visit).ended_at
        desk.reinstate(visit, clerk="dana")
        desk.undo(clerk="dana")
        assert desk.store.visit(visit).ended_at == ended

    def test_undo_of_a_transfer_takes_its_note_back_but_no_colleague_s_step(self, desk, served):
        desk.transfer(served, service="records", note="wrong note")
        desk.undo(clerk="dana")
        assert read_visit_card(desk, served).notes == ()
        desk.transfer(served, service="records")
        desk.add_step(served, "Bring the deed", clerk="ana")
        with pytest.raises(Unlawful, match="colleague"):
            desk.undo(clerk="dana")

    def test_who_was_overtaken_stays_protected_behind_a_transfer(self, desk, clock):
        first = desk.check_in(service="records").visit_id
        desk.call_next(counter="1", clerk="ana")
        desk.start(first)
        clock.advance(minutes=1)
        kept = desk.check_in(service="dog").visit_id
        for _ in range(3):
            clock.advance(seconds=1)
            later = desk.check_in(service="vote").visit_id
            desk.call(later, counter="1", clerk="ana", reason="ill")
        desk.transfer(first, service="dog")
        clock.advance(seconds=1)
        desk.check_in(service="parking")
        order = [desk.call_next(counter="1", clerk="ana").visit_id for _ in range(2)]
        assert set(order) == {first, kept}
