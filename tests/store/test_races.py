"""Several desks at once on one store: each visitor has one number and is called by one desk."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from greeter.appointments.booking import Booking
from greeter.opening import open_front_desk
from greeter.records.integrity import verify
from greeter.views.appointments import read_appointments
from tests.store.same_visit import race

RACES, PROCESSES = 200, 4
APPOINTMENTS, SCREENS = 20, 4


def test_of_desks_that_call_the_same_visitor_one_wins_each_time(any_url):
    outcome = race(any_url, races=RACES, processes=PROCESSES)
    assert outcome.astray == []
    assert [len(winners) for winners in outcome.winners] == [1] * RACES
    assert len({winners[0] for winners in outcome.winners}) > 1  # it was a race
    with open_front_desk(any_url) as desk:
        called = desk.store.rows("select counter, calls, state from request order by id")
        lines = desk.store.rows("select visit, counter from journal where kind = 'call' order by seq")
        assert [row["counter"] for row in lines] == [winners[0] for winners in outcome.winners]
        assert {(row["calls"], row["state"]) for row in called} == {(1, "called")}
        assert verify(desk.store, desk.office.id).lines == 2 * RACES


def test_of_screens_that_check_the_same_appointment_in_each_gives_the_same_ticket(any_url, office, clock):
    bookings = [Booking(f"u{n}", clock.now(), "permit", code=f"C{n}") for n in range(APPOINTMENTS)]
    with open_front_desk(any_url, catalogue=office, clock=clock) as desk:
        desk.book(bookings)
        ids = [row.id for row in read_appointments(desk)]
    together = Barrier(SCREENS)

    def screen(number):
        origin = "kiosk" if number % 2 else "desk"
        with open_front_desk(any_url, catalogue=office, clock=clock) as mine:
            found = []
            for each in ids:
                together.wait()
                found.append(mine.check_in_appointment(each, origin=origin))
            return found

    with ThreadPoolExecutor(SCREENS) as screens:
        given = list(screens.map(screen, range(SCREENS)))
    for tickets in zip(*given, strict=True):
        assert len({(ticket.number, ticket.visit_id) for ticket in tickets}) == 1
        assert sum(ticket.seq > 0 for ticket in tickets) == 1
    with open_front_desk(any_url, catalogue=office, clock=clock) as desk:
        numbers = [row["number"] for row in desk.store.rows("select number from visit order by number")]
        assert numbers == [f"P{n:03}" for n in range(1, APPOINTMENTS + 1)]
        assert verify(desk.store, desk.office.id).sound
