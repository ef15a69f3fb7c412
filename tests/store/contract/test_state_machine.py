"""Random days at the counter, held against a naive model: a dictionary of visits and their states.

`GREETER_STEPS=100000` plays that many steps before a release, half of them on a file, and a quarter on a server.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, multiple, rule

from greeter.catalogue.office_file import load
from greeter.clock import ManualClock
from greeter.model.journal import FIRST_HASH, Event, Kind, chain_hash
from greeter.opening import open_front_desk
from greeter.problems import BadInput, Unlawful
from greeter.settings import DEFAULT_OFFICE

OFFICE = load(DEFAULT_OFFICE)
SERVICES = [service.id for service in OFFICE.services]
CLERKS = {"1": "ana", "2": "ben", "3": "dana", "4": "sam"}
COUNTERS = st.sampled_from(sorted(CLERKS))
STEPS = int(os.environ.get("GREETER_STEPS", "1200"))


class Counter(RuleBasedStateMachine):
    """The front desk and the naive model, side by side."""

    kind = "memory"
    fresh = staticmethod(lambda kind: "sqlite://")
    """Gives the address of an empty store of a kind."""
    visits = Bundle("visits")

    def __init__(self):
        super().__init__()
        self.clock = ManualClock(datetime(2026, 11, 24, 16, tzinfo=UTC))
        self.desk = open_front_desk(self.fresh(self.kind), clock=self.clock, catalogue=OFFICE)
        self.state: dict[str, str] = {}
        self.service: dict[str, str] = {}
        self.also: dict[str, list[str]] = {}
        self.numbers: set[str] = set()
        self.acts = 0

    def teardown(self):
        self.desk.close()

    @rule(target=visits, service=st.sampled_from(SERVICES), key=st.integers(0, 6))
    def check_in(self, service, key):
        ticket = self.desk.check_in(service=service, request_key=f"{len(self.state)}-{key}")
        assert ticket.number not in self.numbers
        self.numbers.add(ticket.number)
        self.state[ticket.visit_id], self.service[ticket.visit_id] = "waiting", service
        self.also[ticket.visit_id] = []
        self.acts += 1
        return ticket.visit_id

    @rule(minutes=st.floats(0, 9))
    def time_passes(self, minutes):
        self.clock.advance(minutes=minutes)

    @rule(counter=COUNTERS)
    def call_next(self, counter):
        called = self.desk.call_next(counter=counter, clerk=CLERKS[counter])
        mine = [v for v, state in self.state.items() if state == "waiting" and self._may(counter, v)]
        if called is None:
            assert not mine
            return
        assert called.visit_id in mine
        self.state[called.visit_id] = "called"
        self.acts += 1

    def _may(self, counter, visit):
        return OFFICE.counter(counter).serves(OFFICE.service(self.service[visit]))

    def _act(self, visit, name, lawful_from, to, *args, **more):
        try:
            getattr(self.desk, name)(visit, *args, **more)
        except Unlawful:
            assert self.state[visit] not in lawful_from
        else:
            assert self.state[visit] in lawful_from
            self.state[visit] = to
            self.acts += 1

    @rule(visit=visits)
    def start(self, visit):
        self._act(visit, "start", {"called"}, "serving")

    @rule(visit=visits)
    def hold(self, visit):
        self._act(visit, "hold", {"serving"}, "on_hold", reason="phone")

    @rule(visit=visits, counter=COUNTERS)
    def resume(self, visit, counter):
        self._act(visit, "resume", {"on_hold"}, "serving", counter=counter, clerk=CLERKS[counter])

    @rule(visit=visits)
    def requeue(self, visit):
        self._act(visit, "requeue", {"called"}, "waiting")

    @rule(visit=visits)
    def finish(self, visit):
        was, more = self.state[visit], self.also[visit]
        stays = bool(more) and self._serves(self.counter_of(visit), more[0])
        to = "finished" if not more else "serving" if stays else "waiting"
        self._act(visit, "finish", {"serving"}, to, outcome="resolved")
        if was == "serving" and more:
            self.service[visit] = more.pop(0)

    @rule(visit=visits, service=st.sampled_from(SERVICES))
    def add_service(self, visit, service):
        over = self.state[visit] in {"finished", "left", "no_show"}
        known = service == self.service[visit] or service in self.also[visit]
        try:
            self.desk.add_service(visit, service)
        except (Unlawful, BadInput):
            assert over or known or len(self.also[visit]) == 2
        else:
            assert not over
            assert not known
            self.also[visit].append(service)
            self.acts += 1

    def counter_of(self, visit):
        return self.desk.store.request(self.desk.store.visit(visit).request).counter

    def _serves(self, counter, service):
        return counter is not None and OFFICE.counter(counter).serves(OFFICE.service(service))

    @rule(visit=visits)
    def leave(self, visit):
        self._act(visit, "leave", {"waiting", "called", "on_hold"}, "left")

    @rule(visit=visits, counter=COUNTERS, booked=st.booleans())
    def send_home(self, visit, counter, booked):
        more = {"reason": "we close", "clerk": CLERKS[counter], "appointments": booked}
        self._act(visit, "send_home", {"waiting", "called", "on_hold"}, "left", **more)

    @rule(visit=visits, service=st.sampled_from(SERVICES))
    def transfer(self, visit, service):
        was = self.state[visit]
        self._act(visit, "transfer", {"serving"}, "waiting", service=service)
        if was == "serving":
            self.service[visit] = service

    @rule(counter=COUNTERS)
    def undo(self, counter):
        possible = self.desk.can_undo(clerk=CLERKS[counter])
        try:
            changes = self.desk.undo(clerk=CLERKS[counter])
        except Unlawful:
            assert possible is None
            return
        assert possible is not None
        assert changes.visit == possible[1]
        request = self.desk.store.request(self.desk.store.visit(changes.visit).request)
        self.state[changes.visit], self.service[changes.visit] = request.state.value, request.service
        self.also[changes.visit] = list(self.desk.store.visit(changes.visit).to_come)
        self.acts += 1

    @rule(target=visits, visit=consumes(visits))
    def forget_one(self, visit):
        return multiple()

    @invariant()
    def the_store_agrees(self):
        rows = self.desk.store.rows("select v.id, r.state from visit v join request r on r.id = v.request")
        assert {row["id"]: row["state"] for row in rows} == self.state
        active = self.desk.store.rows(
            "select visit from request where state in ('waiting', 'called', 'serving', 'on_hold')"
        )
        assert len({row["visit"] for row in active}) == len(active), "exactly one request of a visit is active"

    @invariant()
    def the_journal_is_gapless_and_chained(self):
        rows = self.desk.store.rows("select * from journal order by seq")
        assert [row["seq"] for row in rows] == list(range(1, self.acts + 1))
        previous = FIRST_HASH
        for row in rows[-3:] if len(rows) > 3 else rows:
            if row["seq"] > 1 and previous == FIRST_HASH:
                previous = row["previous"]
            event = Event(
                row["office"],
                row["seq"],
                row["at"],
                row["tick"],
                row["gap"],
                Kind(row["kind"]),
                row["visit"],
                row["counter"],
                row["clerk"],
            )
            assert row["previous"] == previous
            assert row["hash"] == chain_hash(previous, event, row["data"])
            previous = row["hash"]

    @invariant()
    def no_duration_is_negative(self):
        found = self.desk.store.rows(
            "select count(*) as n from request where wait_ms < 0 or serve_ms < 0 or hold_ms < 0 or answer_ms < 0"
        )
        assert found[0]["n"] == 0


class OnFile(Counter):
    """Over a file."""

    kind = "file"


class OnPostgres(Counter):
    """Over a PostgreSQL server."""

    kind = "postgresql"


def case_of(machine, steps):
    """Return the test that plays so many steps."""
    case = machine.TestCase
    case.settings = settings(
        max_examples=max(1, steps // 60),
        stateful_step_count=60,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    return case


@pytest.fixture
def fresh_stores(fresh, monkeypatch):
    monkeypatch.setattr(Counter, "fresh", staticmethod(fresh))


TestInMemory = case_of(Counter, STEPS)
TestOnFile = pytest.mark.usefixtures("fresh_stores")(case_of(OnFile, STEPS // 2))
TestOnPostgres = pytest.mark.usefixtures("fresh_stores")(case_of(OnPostgres, STEPS // 4))
