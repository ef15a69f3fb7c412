"""Several offices in one store, each in its own zone: nothing of one is seen, moved or counted in another."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta

import pytest

from greeter.front_desk.room import Notice
from greeter.model.catalogue import NextStep
from greeter.model.visit import State
from greeter.opening import open_front_desk
from greeter.problems import NotFound, OfficeClosed
from greeter.queueing.forecast import Forecast, Forecaster
from greeter.records.integrity import offices, verify
from greeter.reports.figures import read_figures
from greeter.reports.span import Span
from greeter.views.board_view import read_board
from greeter.views.kiosk_menu import Taking, read_kiosk_menu
from greeter.views.queue_view import read_queue
from greeter.views.step_evidence import read_earlier
from greeter.views.ticket_view import find_visit, read_take_away, read_ticket
from greeter.views.visit_card import read_visit_card
from tests.offices import ELBE, HARBOR, LAGOON

DAY = date(2026, 11, 24)


@pytest.fixture
def desks(any_url, clock):
    """The front desks of three offices over one store, each with a connection of its own."""
    with ExitStack() as opened:
        yield {
            office.id: opened.enter_context(open_front_desk(any_url, clock=clock, catalogue=office))
            for office in (HARBOR, LAGOON, ELBE)
        }


@pytest.fixture
def harbor(desks):
    return desks["harbor"]


@pytest.fixture
def lagoon(desks):
    return desks["lagoon"]


@pytest.fixture
def elbe(desks):
    return desks["elbe"]


def serve(desk, visit, clock, *, counter="3", clerk="dana", minutes=5):
    desk.start(desk.call(visit, counter=counter, clerk=clerk, reason="test").visit_id)
    clock.advance(minutes=minutes)
    desk.finish(visit, outcome="resolved")


def state(desk, visit):
    return desk.store.request(desk.store.visit(visit).request).state


class TestNumbersAndDays:
    def test_each_office_counts_its_own_numbers(self, harbor, lagoon, elbe):
        for desk in (harbor, lagoon, elbe):
            assert [desk.check_in(service="permit").number for _ in range(3)] == ["P001", "P002", "P003"]
            assert desk.check_in(service="dog").number == "D001"

    def test_business_days_follow_the_zone_and_the_cut_over_of_each(self, harbor, lagoon, elbe, clock):
        clock.move_to(datetime(2026, 11, 25, 9, 30, tzinfo=UTC))
        days = {
            desk.office.id: desk.store.visit(desk.check_in(service="permit").visit_id).business_day
            for desk in (harbor, lagoon, elbe)
        }
        assert days == {"harbor": "2026-11-25", "lagoon": "2026-11-24", "elbe": "2026-11-25"}
        clock.move_to(datetime(2026, 11, 25, 13, 30, tzinfo=UTC))  # 3:30 in Honolulu, where the day changes at 3
        assert lagoon.store.visit(lagoon.check_in(service="permit").visit_id).business_day == "2026-11-25"
        assert lagoon.queue()[0].number == "P001"

    def test_hours_are_local(self, harbor, lagoon, elbe, clock):
        assert read_kiosk_menu(harbor).now.hour == 13
        assert [read_kiosk_menu(desk).taking for desk in (harbor, lagoon, elbe)] == [
            Taking.OPEN,
            Taking.OPEN,
            Taking.CLOSED,
        ]
        with pytest.raises(OfficeClosed):
            elbe.check_in(service="permit", origin="kiosk")
        clock.move_to(datetime(2026, 11, 25, 7, 30, tzinfo=UTC))
        assert [read_kiosk_menu(desk).taking for desk in (harbor, lagoon, elbe)] == [
            Taking.CLOSED,
            Taking.CLOSED,
            Taking.OPEN,
        ]

    def test_arrivals_keep_the_local_time_of_their_office(self, harbor, lagoon, elbe):
        offsets = [
            desk.store.visit(desk.check_in(service="permit").visit_id).utc_offset for desk in (harbor, lagoon, elbe)
        ]
        assert offsets == [-300, -600, 60]

    def test_a_night_ends_the_visits_of_its_own_office(self, harbor, lagoon, clock):
        here, there = harbor.check_in(service="permit").visit_id, lagoon.check_in(service="permit").visit_id
        lagoon.open_counter("3", clerk="leilani")
        clock.move_to(datetime(2026, 11, 25, 9, 30, tzinfo=UTC))  # 4:30 in New York, 23:30 the day before in Honolulu
        assert harbor.close_nights() == 1
        assert lagoon.close_nights() == 0
        assert state(harbor, here) is State.LEFT
        assert state(lagoon, there) is State.WAITING
        assert read_queue(lagoon).open_counters == ("3",)
        clock.move_to(datetime(2026, 11, 25, 13, 30, tzinfo=UTC))
        assert lagoon.close_nights() == 1
        assert read_queue(lagoon).open_counters == ()

    def test_a_no_show_is_brought_back_on_the_day_of_its_office_alone(self, harbor, lagoon, clock):
        clock.move_to(datetime(2026, 11, 25, 8, 45, tzinfo=UTC))  # 3:45 in New York, before its day ends
        visits = {}
        for desk in (harbor, lagoon):
            visit = visits[desk.office.id] = desk.check_in(service="permit").visit_id
            desk.call(visit, counter="3", clerk="dana", reason="test")
            clock.advance(seconds=31)
            desk.recall(visit)
            desk.no_show(visit)
        clock.advance(minutes=30)
        assert read_queue(harbor).no_shows == ()
        assert [row.visit_id for row in read_queue(lagoon).no_shows] == [visits["lagoon"]]
        lagoon.reinstate(visits["lagoon"], clerk="dana")
        assert state(lagoon, visits["lagoon"]) is State.WAITING


class TestApart:
    def test_the_next_visitor_is_of_this_office(self, harbor, lagoon, clock):
        first = lagoon.check_in(service="permit").visit_id
        clock.advance(minutes=30)
        assert harbor.call_next(counter="3", clerk="dana") is None
        second = harbor.check_in(service="permit").visit_id
        assert harbor.call_next(counter="3", clerk="dana").visit_id == second
        assert lagoon.call_next(counter="3", clerk="dana").visit_id == first

    def test_queues_and_boards_show_their_own(self, harbor, lagoon):
        mine, theirs = harbor.check_in(service="permit"), lagoon.check_in(service="dog")
        harbor.call(mine.visit_id, counter="3", clerk="dana", reason="test")
        lagoon.call(theirs.visit_id, counter="2", clerk="leilani", reason="test")
        assert [(row.number, row.counter) for row in read_queue(harbor).at_counters] == [("P001", "3")]
        assert [(row.number, row.counter) for row in read_queue(lagoon).at_counters] == [("D001", "2")]
        assert [(call.number, call.counter) for call in read_board(harbor).calls] == [("P001", "3")]
        assert [(call.number, call.counter) for call in read_board(lagoon).calls] == [("D001", "2")]
        assert read_board(harbor).head_seq == 2

    def test_counters_of_one_number_are_two(self, harbor, lagoon):
        harbor.open_counter("3", clerk="dana")
        lagoon.open_counter("3", clerk="dana")
        harbor.close_counter("3", clerk="dana")
        assert read_queue(harbor).open_counters == ()
        assert read_queue(lagoon).open_counters == ("3",)
        lagoon.open_counter("4", clerk="dana")  # she is at one counter of an office at a time
        harbor.open_counter("3", clerk="dana")
        assert read_queue(lagoon).open_counters == ("4",)

    def test_notices_are_told_in_their_own_room(self, harbor, lagoon):
        harbor.give_notice("pause", text="The line is full.", clerk="dana")
        harbor.give_notice("delay", text="one counter is open", clerk="dana")
        assert not harbor.takes_visitors()
        assert lagoon.takes_visitors()
        assert Forecaster(lagoon.store.port, lagoon.office).reason() == ""
        lagoon.end_notice("pause")
        assert harbor.is_told(Notice.PAUSE)

    def test_request_keys_do_not_meet(self, harbor, lagoon):
        here, there = (desk.check_in(service="permit", request_key="walk-1") for desk in (harbor, lagoon))
        assert here.visit_id != there.visit_id
        assert harbor.check_in(service="permit", request_key="walk-1").visit_id == here.visit_id
        assert lagoon.check_in(service="permit", request_key="walk-1").visit_id == there.visit_id

    def test_undo_takes_back_what_was_done_here(self, harbor, lagoon, clock):
        here, there = harbor.check_in(service="permit").visit_id, lagoon.check_in(service="permit").visit_id
        harbor.call_next(counter="3", clerk="dana")
        clock.advance(seconds=10)
        lagoon.call_next(counter="3", clerk="dana")
        assert harbor.can_undo(clerk="dana") == ("call", here)
        assert harbor.undo(clerk="dana").visit == here
        assert state(lagoon, there) is State.CALLED
        assert lagoon.can_undo(clerk="dana") == ("call", there)

    def test_turns_count_for_themselves_and_both_chains_hold(self, harbor, lagoon):
        for _ in range(3):
            harbor.check_in(service="permit")
        lagoon.check_in(service="permit")
        seqs = {row["office"]: row["seq"] for row in harbor.store.rows("select office, seq from journal_head")}
        assert seqs == {"harbor": 3, "lagoon": 1}
        assert offices(harbor.store) == ["harbor", "lagoon"]
        assert all(verify(harbor.store, office).sound for office in ("harbor", "lagoon"))

    def test_waits_are_learned_from_the_own_office(self, harbor, lagoon, clock):
        for _ in range(31):
            serve(harbor, harbor.check_in(service="dog").visit_id, clock, minutes=1)
        assert read_kiosk_menu(harbor).forecasts["dog"] is not None
        assert read_kiosk_menu(lagoon).forecasts["dog"] is None

    def test_figures_count_the_own_visits(self, harbor, lagoon, clock):
        for desk, waits in ((harbor, (0, 4)), (lagoon, (8, 12, 16))):
            for minutes in waits:
                visit = desk.check_in(service="permit").visit_id
                clock.advance(minutes=minutes)
                serve(desk, visit, clock)
                desk.survey(visit, {"satisfaction": 5 if desk is harbor else 1})
        mine, theirs = (read_figures(desk, Span(DAY, DAY)) for desk in (harbor, lagoon))
        assert (mine.arrivals, theirs.arrivals) == (2, 3)
        assert mine.quantiles("waits_by_service", "wait").longest == 4 * 60_000
        assert theirs.quantiles("waits_by_service", "wait").longest == 16 * 60_000
        assert (mine.journal.lines, theirs.journal.lines) == (10, 15)
        assert (len(read_earlier(harbor, "permit")), len(read_earlier(lagoon, "permit"))) == (2, 3)

    def test_figures_of_a_day_are_those_of_the_local_day(self, harbor, lagoon, clock):
        clock.move_to(datetime(2026, 11, 25, 9, 30, tzinfo=UTC))
        for desk in (harbor, lagoon):
            desk.check_in(service="permit")
        tuesday, wednesday = Span(DAY, DAY), Span(DAY + timedelta(1), DAY + timedelta(1))
        assert [read_figures(harbor, day).arrivals for day in (tuesday, wednesday)] == [0, 1]
        assert [read_figures(lagoon, day).arrivals for day in (tuesday, wednesday)] == [1, 0]

    def test_a_ticket_is_looked_up_in_the_own_office(self, harbor, lagoon):
        here, there = harbor.check_in(service="permit").visit_id, lagoon.check_in(service="permit").visit_id
        assert find_visit(harbor, "P001") == here
        assert find_visit(lagoon, "p001") == there
        with pytest.raises(NotFound):
            find_visit(harbor, there)


FORECAST = Forecast(60_000, 120_000, 180_000, 0)
ON_A_VISIT = {
    "call": lambda desk, visit: desk.call(visit, counter="3", clerk="dana", reason="test"),
    "recall": lambda desk, visit: desk.recall(visit),
    "start": lambda desk, visit: desk.start(visit, counter="3", clerk="dana"),
    "requeue": lambda desk, visit: desk.requeue(visit),
    "no_show": lambda desk, visit: desk.no_show(visit),
    "reinstate": lambda desk, visit: desk.reinstate(visit),
    "is_back": lambda desk, visit: desk.is_back(visit),
    "hold": lambda desk, visit: desk.hold(visit, reason="test"),
    "resume": lambda desk, visit: desk.resume(visit),
    "transfer": lambda desk, visit: desk.transfer(visit, service="dog"),
    "finish": lambda desk, visit: desk.finish(visit, outcome="resolved"),
    "leave": lambda desk, visit: desk.leave(visit),
    "add_service": lambda desk, visit: desk.add_service(visit, "dog", clerk="dana"),
    "drop_service": lambda desk, visit: desk.drop_service(visit, "dog", clerk="dana"),
    "send_home": lambda desk, visit: desk.send_home(visit, reason="We close", clerk="dana"),
    "note": lambda desk, visit: desk.note(visit, "A note", clerk="dana"),
    "describe": lambda desk, visit: desk.describe(visit, clerk="dana", name="Ada"),
    "set_needs": lambda desk, visit: desk.set_needs(visit, ["seat"], clerk="dana"),
    "take_steps": lambda desk, visit: desk.take_steps(visit, [], clerk="dana"),
    "accept_step": lambda desk, visit: desk.accept_step(visit, NextStep("Bring a plan"), clerk="dana"),
    "add_step": lambda desk, visit: desk.add_step(visit, "Bring a plan", clerk="dana"),
    "judge": lambda desk, visit: desk.judge(visit, "helped", clerk="dana"),
    "agree": lambda desk, visit: desk.agree(visit, "We call you.", clerk="dana"),
    "ask_call_back": lambda desk, visit: desk.ask_call_back(
        visit, phone="555-0199", due=date(2026, 12, 1), clerk="dana"
    ),
    "tell": lambda desk, visit: desk.tell(visit, FORECAST),
    "tell_again": lambda desk, visit: desk.tell_again(visit, FORECAST, instead_of=1, clerk="dana"),
    "printed": lambda desk, visit: desk.printed(visit, "printed"),
    "survey": lambda desk, visit: desk.survey(visit, {"satisfaction": 5}),
    "read_visit_card": read_visit_card,
    "read_ticket": read_ticket,
    "read_take_away": read_take_away,
}
"""Every act and every view that takes a visit's id."""
ON_A_STEP = {
    "tick_step": lambda desk, step: desk.tick_step(step, clerk="dana"),
    "drop_step": lambda desk, step: desk.drop_step(step, clerk="dana"),
    "move_step": lambda desk, step: desk.move_step(step, to=1, clerk="dana"),
    "judge_step": lambda desk, step: desk.judge_step(step, "helped", clerk="dana"),
}


class TestRefused:
    """An act on a visit of another office is refused in words, and changes nothing in either."""

    @pytest.mark.parametrize("act", ON_A_VISIT)
    def test_on_a_visit(self, harbor, lagoon, act):
        there = lagoon.check_in(service="permit").visit_id
        before = _everything(harbor)
        with pytest.raises(NotFound, match="P001 is a visit at another office, “lagoon”"):
            ON_A_VISIT[act](harbor, there)
        assert _everything(harbor) == before

    @pytest.mark.parametrize("act", ON_A_STEP)
    def test_on_a_step(self, harbor, lagoon, act):
        there = lagoon.check_in(service="permit").visit_id
        step = lagoon.add_step(there, "Bring a plan", clerk="leilani")
        before = _everything(harbor)
        with pytest.raises(NotFound, match="another office"):
            ON_A_STEP[act](harbor, step)
        assert _everything(harbor) == before

    def test_every_act_on_a_visit_is_tried(self, harbor):
        acts = {
            name
            for name in dir(type(harbor))
            if not name.startswith("_") and "visit_id" in getattr(getattr(type(harbor), name), "__annotations__", {})
        }
        assert acts - {"visit"} <= set(ON_A_VISIT)


def _everything(desk):
    tables = (
        "journal_head",
        "journal",
        "visit",
        "request",
        "personal",
        "step",
        "told",
        "survey",
        "overtaking",
        "counter",
    )
    return {
        table: sorted(map(tuple, map(_values, desk.store.rows(f"select * from {table}"))), key=str) for table in tables
    }


def _values(row):
    return [row[name] for name in row.keys()]  # noqa: SIM118 (a row of SQLite iterates over its values)
