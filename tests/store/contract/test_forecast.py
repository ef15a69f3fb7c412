"""The honest wait: what is told, and when nothing is."""

from __future__ import annotations

from dataclasses import replace

from greeter.front_desk.room import Notice
from greeter.in_parts import whole
from greeter.model.visit import MINUTE_MS as MINUTE
from greeter.queueing.forecast import Forecaster, wait_words
from greeter.queueing.learned import LEARNED_FROM
from greeter.texts import Texts
from greeter.views.board_view import read_board
from greeter.views.kiosk_menu import Taking, read_kiosk_menu


def serve(desk, clock, n, service="permit", minutes=10.0, counter="3"):
    for _ in range(n):
        visit = desk.check_in(service=service).visit_id
        desk.call_next(counter=counter, clerk="dana")
        desk.start(visit)
        clock.advance(minutes=minutes)
        desk.finish(visit, outcome="resolved")


def test_nothing_is_told_from_too_little(desk, clock):
    assert wait_words(Texts(), None) == "We can’t give a time yet"
    serve(desk, clock, LEARNED_FROM - 1)
    forecaster = Forecaster(desk.store.port, desk.office)
    assert forecaster.newcomer("permit", desk.tick()) is None
    serve(desk, clock, 1)
    told = forecaster.newcomer("permit", desk.tick())
    assert told is not None
    assert told.shown == (0, 5)


def test_a_longer_line_takes_longer_and_a_second_counter_helps(desk, clock):
    serve(desk, clock, LEARNED_FROM)
    waits = []
    for _ in range(6):
        waits.append(Forecaster(desk.store.port, desk.office).newcomer("permit", desk.tick()).middle_ms)
        desk.check_in(service="permit")
    assert waits == sorted(waits)
    assert waits[5] > 30 * MINUTE, "five people of ten minutes each at one counter"
    desk.open_counter("2", clerk="ben")
    assert Forecaster(desk.store.port, desk.office).newcomer("permit", desk.tick()).middle_ms < waits[5] * 0.75


def test_only_those_ahead_count_whom_the_same_counters_serve(desk, clock):
    serve(desk, clock, LEARNED_FROM)
    desk.open_counter("1", clerk="ana")
    for _ in range(4):
        desk.check_in(service="records")
    forecaster = Forecaster(desk.store.port, desk.office)
    tick = desk.tick()
    assert forecaster.ahead("permit", tick) == 0
    assert forecaster.ahead("records", tick) == 4
    newcomers = forecaster.newcomers(tick)
    assert newcomers["permit"].middle_ms < MINUTE
    assert newcomers["records"].middle_ms > 10 * MINUTE


def test_a_service_that_nobody_here_serves_has_no_time(desk, clock):
    serve(desk, clock, LEARNED_FROM)
    assert Forecaster(desk.store.port, desk.office).newcomer("records", desk.tick()) is None


def test_the_same_room_gives_the_same_range(desk, clock):
    serve(desk, clock, LEARNED_FROM)
    for _ in range(3):
        desk.check_in(service="permit")
    forecaster = Forecaster(desk.store.port, desk.office)
    assert forecaster.newcomer("permit", desk.tick()) == forecaster.newcomer("permit", desk.tick())


class TestInParts:
    """A look at the line stops for others, and what they do meanwhile spoils neither this look nor the next."""

    def test_what_was_looked_at_just_now_is_known(self, desk, clock):
        serve(desk, clock, 30)
        desk.check_in(service="permit")
        look = whole(desk.forecaster.look(desk.tick()))
        assert whole(desk.forecaster.look(desk.tick())) is look

    def test_who_comes_meanwhile_is_in_the_next_look(self, desk, clock):
        serve(desk, clock, 30)
        first = desk.check_in(service="permit").visit_id
        for look in (desk.forecaster.look, desk.forecaster.look_at_newcomers):
            parts = look(desk.tick())
            next(parts)
            second = desk.check_in(service="permit", told=desk.forecaster.newcomer("permit", desk.tick())).visit_id
            found = whole(parts)
        assert found["permit"].ahead == 2
        assert desk.forecaster.newcomers(desk.tick())["permit"].ahead == 3
        assert {first, second} < set(desk.forecaster.waits(desk.tick()))
        assert len(desk.forecaster.waits(desk.tick())) == 3


def test_the_reason_tells_who_is_out_or_what_staff_said(desk, clock):
    forecaster = Forecaster(desk.store.port, desk.office)
    assert forecaster.reason() == "", "nobody has begun the day"
    for counter in ("1", "2", "3"):
        desk.open_counter(counter, clerk=f"clerk {counter}")
    assert forecaster.reason() == "one clerk of four is out"
    desk.close_counter("2", clerk="clerk 2")
    assert forecaster.reason() == "two clerks of four are out"
    desk.give_notice(Notice.DELAY, text="Our computers are slow today", clerk="dana")
    assert forecaster.reason() == "Our computers are slow today"


class TestViews:
    def test_the_board_shows_every_call_and_no_name(self, desk, clock):
        for service in ("permit", "property-tax", "records"):
            desk.check_in(service=service, name="Maria Okafor", reason="secret")
        desk.call_next(counter="3", clerk="dana")
        desk.call_next(counter="2", clerk="ben")
        desk.call_next(counter="1", clerk="ana")
        board = read_board(desk)
        assert {call.number for call in board.calls} == {"V001", "T001", "P001"}
        assert [call.seq for call in board.calls] == [6, 5, 4]
        assert "Okafor" not in repr(board)
        assert "secret" not in repr(board)
        assert board.waits[-1].service == "", "all others stand in one line"
        assert len(board.waits) == 5

    def test_a_recall_comes_to_the_top_and_a_requeue_goes(self, desk, clock):
        first = desk.check_in(service="permit").visit_id
        desk.check_in(service="permit")
        desk.call_next(counter="3", clerk="dana")
        desk.call_next(counter="2", clerk="ben")
        clock.advance(seconds=31)
        desk.recall(first)
        assert [call.number for call in read_board(desk).calls] == ["P001", "P002"]
        desk.requeue(first)
        assert [call.number for call in read_board(desk).calls] == ["P002"]

    def test_the_kiosk_s_menu_by_the_hour(self, desk, clock):
        menu = read_kiosk_menu(desk)
        assert menu.taking is Taking.OPEN
        assert f"{menu.closes_at:%H:%M}" == "16:30"
        assert len(menu.choices) == 10
        desk.give_notice(Notice.PAUSE)
        assert read_kiosk_menu(desk).taking is Taking.PAUSED
        clock.advance(hours=8)
        menu = read_kiosk_menu(desk)
        assert menu.taking is Taking.CLOSED
        assert f"{menu.opens_at:%a %H:%M}" == "Wed 08:00"

    def test_a_full_office_and_the_last_ticket(self, desk, clock):
        desk.office = replace(desk.office, full_at=2, last_ticket_minutes=30)
        desk.check_in(service="permit", origin="kiosk")
        assert read_kiosk_menu(desk).taking is Taking.OPEN
        desk.check_in(service="permit", origin="kiosk")
        assert read_kiosk_menu(desk).taking is Taking.FULL
        desk.call_next(counter="3", clerk="dana")
        clock.advance(hours=6)
        assert read_kiosk_menu(desk).taking is Taking.LAST_TICKET


def test_an_appointment_is_foretold_by_its_own_time(desk, clock):
    forecaster = Forecaster(desk.store.port, desk.office)
    assert forecaster.with_appointment("permit", desk.tick(), desk.tick()) is None, "from too little nothing is told"
    serve(desk, clock, LEARNED_FROM)
    for _ in range(5):
        desk.check_in(service="permit")
    now = desk.tick()
    fresh = Forecaster(desk.store.port, desk.office)
    newcomer = fresh.newcomer("permit", now)
    due_now = fresh.with_appointment("permit", now, now)
    overdue = fresh.with_appointment("permit", now - 20 * MINUTE, now)
    early = fresh.with_appointment("permit", now + 30 * MINUTE, now)
    assert overdue.middle_ms < due_now.middle_ms < newcomer.middle_ms, (
        "their target is short, so their credit grows faster"
    )
    assert early.middle_ms > due_now.middle_ms
    assert fresh.newcomer("permit", now) == newcomer, "asking about an appointment puts nobody in line"
