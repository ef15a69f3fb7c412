"""Closing time: who is served, who is sent home, and what of it counts, over each kind of store."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from greeter.appointments.free_times import FreeTimes
from greeter.guidance.room import suggestions_for_room
from greeter.guidance.suggestion import RoomAct, RoomNeed
from greeter.model.visit import SENT_HOME, State
from greeter.problems import BadInput, NotAllowed, OfficeClosed, Unlawful
from greeter.queueing.forecast import Forecast
from greeter.reports.figures import read_figures
from greeter.reports.span import Span
from greeter.texts import Texts
from greeter.views.appointments import find_by_code, read_appointments
from greeter.views.closing import AtClosing, Outlook, closing_of, read_outlook, read_sent_home, too_late
from greeter.views.kiosk_menu import Taking, read_kiosk_menu
from greeter.views.queue_view import read_queue
from greeter.views.room_facts import RoomFacts

MINUTE = 60_000
CLOSES = datetime(2026, 11, 25, 0, 30, tzinfo=UTC)
"""16:30 on the Tuesday, in the sample town hall."""


@pytest.fixture
def waiting(desk, clock):
    """Three who wait at 16:10; the third speaks Spanish."""
    clock.move_to(CLOSES - timedelta(minutes=20))
    visits = [desk.check_in(service="permit", name="Ada Lowe").visit_id]
    clock.advance(seconds=10)
    visits.append(desk.check_in(service="dog").visit_id)
    clock.advance(seconds=10)
    visits.append(desk.check_in(service="permit", language="es").visit_id)
    clock.advance(minutes=2)
    return visits


def state_of(desk, visit):
    return desk.store.request(desk.visit(visit).request).state


def test_sent_home_is_an_act_of_its_own_for_each(desk, waiting):
    sent = desk.send_home(waiting[1:], reason="Too few colleagues today", clerk="lee")
    assert [one.visit_id for one in sent.home] == waiting[1:]
    assert sent.missed == ()
    rows = desk.store.rows("select visit, clerk, data from journal where kind = 'send_home' order by seq")
    assert [(row["visit"], row["clerk"]) for row in rows] == [(visit, "lee") for visit in waiting[1:]]
    assert {json.loads(row["data"])["reason"] for row in rows} == {"Too few colleagues today"}
    request = desk.store.request(desk.visit(waiting[1]).request)
    assert (request.state, request.note, request.wait_ms) == (State.LEFT, SENT_HOME, 2 * MINUTE + 10_000)
    assert desk.visit(waiting[1]).ended_at is not None


def test_nobody_sent_home_is_called(desk, waiting):
    desk.send_home(waiting, reason="We close", clerk="lee")
    assert desk.call_next(counter="3", clerk="dana") is None
    with pytest.raises(Unlawful, match="was sent home a moment ago"):
        desk.call(waiting[0], counter="3", clerk="dana", reason="they asked")
    assert read_queue(desk).waiting == 0


def test_a_new_appointment_is_kept_and_found_by_its_code(desk, clock, waiting):
    at = datetime(2026, 11, 25, 18, 0, tzinfo=UTC)
    (home,) = desk.send_home(waiting[0], reason="We close", clerk="lee", since=at, appointments=True).home
    assert home.starts == at
    clock.move_to(at)
    found = find_by_code(desk, home.code)
    assert found.found is not None
    assert found.found.service is not None
    assert found.found.service.id == "permit"
    assert [row.name for row in read_appointments(desk)] == ["Ada Lowe"]
    ticket = desk.check_in_appointment(found.found.id)
    assert state_of(desk, ticket.visit_id) is State.WAITING


def test_several_get_the_next_free_times_one_after_another(desk, waiting):
    sent = desk.send_home(waiting, reason="We close", clerk="lee", appointments=True)
    opens = desk.office.next_opening(desk.clock.now())
    later = [(one.starts - opens) // timedelta(minutes=1) for one in sent.home]
    assert later == [0, 0, 15], "one for a permit at a time, for the other counters stay for who walks in"
    free = FreeTimes(desk.store.port, desk.office, desk.clock.now())
    assert free.first(desk.office.service("permit"), 1) == [opens + timedelta(minutes=30)]
    assert len({one.code for one in sent.home}) == 3


def test_one_undo_takes_all_back_with_their_appointments(desk, waiting):
    desk.send_home(waiting, reason="We close", clerk="lee", appointments=True)
    desk.undo(clerk="lee")
    assert [state_of(desk, visit) for visit in waiting] == [State.WAITING] * 3
    assert all(desk.visit(visit).ended_at is None for visit in waiting)
    assert desk.store.rows("select 1 from appointment where state <> 'cancelled'") == []
    assert len(desk.store.rows("select 1 from journal where kind = 'undo'")) == 3
    assert read_sent_home(desk, within=timedelta(hours=1)) == ()
    again = desk.send_home(waiting[0], reason="We close", clerk="lee", appointments=True)
    assert again.home[0].starts is not None, "and it can be done once more"


def test_undo_leaves_alone_who_has_gone_on(desk, clock, waiting):
    desk.send_home(waiting, reason="We close", clerk="lee")
    clock.advance(minutes=3)
    with pytest.raises(Unlawful, match="more than two minutes old"):
        desk.undo(clerk="lee")
    assert state_of(desk, waiting[0]) is State.LEFT


def test_who_was_called_meanwhile_is_told_apart(desk, clock, waiting):
    called = desk.call_next(counter="3", clerk="dana")
    desk.start(called.visit_id)
    sent = desk.send_home(waiting, reason="We close", clerk="lee")
    assert sent.missed == (called.number,)
    assert state_of(desk, called.visit_id) is State.SERVING
    with pytest.raises(Unlawful):
        desk.send_home(called.visit_id, reason="We close", clerk="lee")


def test_bad_input(desk, waiting):
    with pytest.raises(BadInput, match="The reason"):
        desk.send_home(waiting, reason=" ", clerk="lee")
    with pytest.raises(BadInput, match="Nobody is named"):
        desk.send_home([], reason="We close", clerk="lee")
    night = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
    with pytest.raises(BadInput, match="closed at that time"):
        desk.send_home(waiting[0], reason="We close", clerk="lee", since=night, appointments=True)
    with pytest.raises(BadInput, match="is past"):
        desk.send_home(waiting[0], reason="We close", clerk="lee", since=CLOSES - timedelta(hours=3), appointments=True)
    assert all(state_of(desk, visit) is State.WAITING for visit in waiting)


def test_only_a_lead_or_manager_decides(desk, waiting):
    desk.add_person("Maya Lind", "manager", "a long password")
    boss = desk.sign_in("Maya Lind", "a long password")
    desk.add_person("Dana Reyes", "clerk", "493817", session=boss.session)
    clerk = desk.sign_in("Dana Reyes", "493817")
    for session in ("", clerk.session):
        with pytest.raises(NotAllowed, match="lead or manager may decide who is served at closing time"):
            desk.send_home(waiting, reason="We close", clerk="Dana Reyes", session=session)
        with pytest.raises(NotAllowed):
            desk.serve_the_line(clerk="Dana Reyes", session=session)
    desk.serve_the_line(clerk="Maya Lind", session=boss.session)
    assert len(desk.send_home(waiting, reason="We close", clerk="Maya Lind", session=boss.session).home) == 3


class TestServeTheLine:
    def test_the_line_is_served_and_the_kiosk_gives_no_tickets(self, desk, clock, waiting):
        desk.serve_the_line(clerk="lee")
        assert read_kiosk_menu(desk).taking is Taking.LAST_TICKET
        assert read_kiosk_menu(desk).opens_at == desk.office.next_opening(clock.now())
        with pytest.raises(OfficeClosed):
            desk.check_in(service="permit", origin="kiosk")
        desk.check_in(service="permit")
        clock.move_to(CLOSES + timedelta(minutes=5))
        assert desk.call_next(counter="3", clerk="dana").visit_id in waiting, "and the line is served"

    def test_it_ends_with_the_day_or_when_it_is_taken_back(self, desk, clock, waiting):
        desk.serve_the_line(clerk="lee")
        desk.give_tickets_again(clerk="lee")
        assert read_kiosk_menu(desk).taking is Taking.OPEN
        desk.serve_the_line(clerk="lee")
        clock.move_to(desk.office.next_opening(clock.now()))
        assert read_kiosk_menu(desk).taking is Taking.OPEN


def test_the_figures_count_them_apart(desk, clock, waiting):
    desk.send_home(waiting[0], reason="We close", clerk="lee")
    desk.leave(waiting[1])
    figures = read_figures(desk, Span(date(2026, 11, 24), date(2026, 11, 24)))
    parts = {line.key: line.values[0].k for line in figures.tables["ends"].lines}
    assert parts == {"served": 0, "left_before": 1, "left_after": 0, "sent_home": 1, "no_show": 0, "waiting": 1}
    assert figures.share("departures", "visits", "sent_home").k == 1
    assert figures.share("left_when", "visits").k == 1, "who is sent home has not left of their own"
    assert (figures.within.k, figures.within.n) == (0, 1), "the promise to them was not kept"
    assert read_queue(desk).left_late_today == 1


class TestOutlook:
    def test_who_can_be_served_by_closing_time(self, desk, waiting):
        rooms = {
            waiting[0]: Forecast(0, 2 * MINUTE, 4 * MINUTE, 0),
            waiting[1]: Forecast(0, 5 * MINUTE, 30 * MINUTE, 1),
            waiting[2]: Forecast(0, 25 * MINUTE, 40 * MINUTE, 2),
        }
        found = read_outlook(desk, rooms)
        assert (found.surely, found.likely, found.unlikely, found.unknown) == (1, 2, 1, 0)
        assert [one.visit_id for one in found.line] == waiting
        assert found.is_near
        (told,) = [one for one in suggested(desk, found) if one.kind is RoomNeed.CLOSING]
        assert (told.what, told.why) == (
            "We close at 16:30, and 3 people wait.",
            "1 to 2 can be served by then. 1 probably can’t.",
        )
        assert told.does is RoomAct.CLOSING

    def test_it_is_told_before_and_after_and_not_at_noon(self, desk, clock, waiting):
        assert read_outlook(desk, desk.forecaster.waits(desk.tick())).is_near
        clock.move_to(CLOSES + timedelta(minutes=10))
        past = read_outlook(desk, desk.forecaster.waits(desk.tick()))
        assert past.is_past
        assert [one.what for one in suggested(desk, past) if one.kind is RoomNeed.CLOSING] == [
            "We closed at 16:30, and 3 people still wait."
        ]
        assert not replace(past, now=past.closes - timedelta(minutes=100)).is_near, "nobody is known to be too late"
        assert replace(past, now=past.closes - timedelta(minutes=100), unknown=1).is_near
        assert closing_of(desk.office, CLOSES + timedelta(hours=6)) is None

    def test_a_service_that_can_t_be_served_any_more(self, desk, clock):
        clock.move_to(CLOSES - timedelta(minutes=20))
        waits = {
            "permit": Forecast(0, 30 * MINUTE, 50 * MINUTE, 9),
            "dog": Forecast(0, MINUTE, MINUTE, 0),
            "vote": None,
        }
        assert too_late(desk.office, clock.now(), waits) == {"permit"}

    def test_the_kiosk_stops_earlier_where_nobody_more_can_be_served(self, desk, clock, monkeypatch):
        clock.move_to(CLOSES - timedelta(minutes=20))
        waits = {service.id: Forecast(0, 30 * MINUTE, 50 * MINUTE, 9) for service in desk.office.services}
        monkeypatch.setattr(type(desk.forecaster), "newcomers", lambda self, tick: waits)
        assert read_kiosk_menu(desk).taking is Taking.TOO_LONG
        waits["dog"] = Forecast(0, MINUTE, 2 * MINUTE, 0)
        menu = read_kiosk_menu(desk)
        assert menu.taking is Taking.OPEN
        assert "permit" in menu.too_late
        assert "dog" not in menu.too_late


def test_the_lobby_reads_numbers_languages_and_new_times(desk, waiting):
    desk.send_home(waiting[2], reason="We close", clerk="lee", appointments=True)
    (told,) = read_sent_home(desk, within=timedelta(minutes=10))
    assert told.language == "es"
    assert told.appointment == desk.office.next_opening(desk.clock.now())
    assert read_sent_home(desk, within=timedelta(minutes=10), visit_id=waiting[0]) == ()


def suggested(desk, outlook):
    return suggestions_for_room(Texts(), read_queue(desk, "3"), desk.office, facts=RoomFacts(outlook=outlook))


def test_an_outlook_counts_who_can_t_be_told():
    line = (AtClosing("v", "P001", "permit", "Permit", None),)
    assert Outlook(CLOSES, CLOSES, line, 0, 0, 1, serves_all=False).unlikely == 0
