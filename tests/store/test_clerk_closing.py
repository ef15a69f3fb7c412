"""Closing time and several services through the logins of a clerk and a kiosk: they need no more rights than these have."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from greeter.catalogue.office_file import load
from greeter.clock import ManualClock
from greeter.model.visit import State
from greeter.opening import open_front_desk
from greeter.views.closing import read_outlook, read_sent_home
from tests.postgres_server import EMPTY
from tests.store.guarded import GuardedStore


@pytest.fixture
def clock():
    """The machine's own time: a server shows a kiosk what is not long ago by its own clock."""
    return ManualClock(datetime.now(UTC))


@pytest.fixture
def office(always_open):
    return load(always_open)


@pytest.fixture
def guarded(guarded_server, office):
    store = GuardedStore(guarded_server, office.id)
    yield store
    store.run(EMPTY)
    store.close()


@pytest.fixture
def login(guarded, office, clock):
    """Return a maker of front desks as a role reaches them."""
    opened = []

    def make(role):
        opened.append(open_front_desk(guarded.login(role), clock=clock, catalogue=office))
        return opened[-1]

    yield make
    for desk in opened:
        desk.close()
    guarded.run(EMPTY)


def state_of(desk, visit):
    return desk.store.request(desk.visit(visit).request).state


def test_a_clerk_sends_home_and_takes_it_back_and_the_lobby_reads_it(login):
    clerk, kiosk = login("clerk"), login("kiosk")
    visit = kiosk.check_in(service="permit", origin="kiosk", also=["dog"], name="Ada Lowe").visit_id
    clerk.serve_the_line(clerk="dana")
    assert read_outlook(clerk, clerk.forecaster.waits(clerk.tick())) is not None
    clerk.send_home(visit, reason="We close", clerk="dana", appointments=True)
    (told,) = read_sent_home(kiosk, within=timedelta(minutes=10))
    assert told.appointment is not None
    assert not kiosk.takes_visitors()
    clerk.undo(clerk="dana")
    assert state_of(clerk, visit) is State.WAITING
    clerk.give_tickets_again(clerk="dana")
    assert kiosk.takes_visitors()


def test_a_clerk_goes_on_with_the_next_service_and_takes_it_back(login):
    clerk, kiosk = login("clerk"), login("kiosk")
    visit = kiosk.check_in(service="permit", origin="kiosk", also=["dog"]).visit_id
    clerk.call_next(counter="3", clerk="dana")
    clerk.start(visit)
    clerk.add_service(visit, "vote", clerk="dana")
    clerk.finish(visit, outcome="resolved")
    assert state_of(clerk, visit) is State.SERVING
    assert clerk.visit(visit).to_come == ("vote",)
    clerk.undo(clerk="dana")
    assert clerk.visit(visit).to_come == ("dog", "vote")
    assert clerk.store.request(clerk.visit(visit).request).service == "permit"
