"""Days made by hand for the tests of the report: few enough to count on the fingers."""

from __future__ import annotations

from datetime import date, timedelta

from greeter.model.visit import MINUTE_MS, State
from greeter.records.integrity import Verdict
from greeter.reports.evidence import Evidence, JournalFacts, RequestFacts, VisitFacts
from greeter.reports.figures import assemble
from greeter.reports.public import Audience
from greeter.reports.quantities import Share
from greeter.reports.span import Span

TUESDAY = date(2026, 11, 24)
NOBODY = Share(0, 0)
CLERK = {"counter": "3", "clerk": "dana"}


class Counter:
    """One counter at which visitors come one after another; what it does can be worked out with a pencil."""

    def __init__(self, desk, clock):
        self.desk, self.clock = desk, clock

    def arrive(self, service, **more):
        return self.desk.check_in(service=service, **more).visit_id

    def minutes(self, count):
        self.clock.advance(minutes=count)

    def begin(self, visit, wait):
        """Wait so many minutes in all; the last of them is the way from the call to the desk."""
        self.minutes(wait - 1)
        self.desk.call(visit, reason="next", **CLERK)
        self.minutes(1)
        self.desk.start(visit)

    def serve(self, service, wait, minutes, outcome="resolved", came_back=None, **more):
        visit = self.arrive(service, **more)
        self.begin(visit, wait)
        self.minutes(minutes)
        self.desk.finish(visit, outcome=outcome, came_back=came_back)
        return visit

    def leave(self, service, wait):
        visit = self.arrive(service)
        self.minutes(wait)
        self.desk.leave(visit)
        return visit

    def no_show(self, service):
        visit = self.arrive(service)
        self.minutes(2)
        self.desk.call(visit, reason="next", **CLERK)
        self.minutes(1)
        self.desk.recall(visit)
        self.minutes(1)
        self.desk.no_show(visit)
        return visit


def a_day(counter):
    """Eight visits: 5 served, 2 left, 1 did not answer. All sums of the tests are worked out from this list."""
    counter.serve("permit", 5, 10, familiarity="new")
    counter.serve("permit", 15, 20, familiarity="returning")  # the target to the minute
    counter.serve("permit", 16, 6, "follow-up")
    moved = counter.arrive("property-tax")
    counter.begin(moved, 3)
    counter.minutes(4)
    counter.desk.transfer(moved, service="permit", note="needs a permit, too")
    counter.begin(moved, 7)
    counter.minutes(8)
    counter.desk.finish(moved, outcome="resolved")
    counter.leave("property-tax", 12)  # after the 10 promised minutes
    counter.leave("property-tax", 4)
    counter.no_show("property-tax")
    now = counter.clock.now()
    held = counter.arrive("permit", arrived=now - timedelta(minutes=6))
    counter.begin(held, 2)
    counter.minutes(4)
    counter.desk.hold(held, reason="fetches the plan")
    counter.minutes(5)
    counter.desk.resume(held)
    counter.minutes(5)
    counter.desk.finish(held, outcome="resolved", came_back=True)


def request(service="permit", wait=5.0, *, state=State.FINISHED, started=True, target=15, serve=10.0, **more):
    """One request without a store; times in minutes."""
    facts = {
        "service": service, "state": state, "target_ms": target * MINUTE_MS, "started": started, "called": started,
        "started_minute": 600, "ended_minute": 610, "wait_ms": int(wait * MINUTE_MS),
        "answer_ms": MINUTE_MS, "serve_ms": int(serve * MINUTE_MS), "hold_ms": 0, "outcome": "resolved" if started else "",
        "moved": False, "back_dated_ms": 0, "night": False,
    }  # fmt: skip
    return RequestFacts(**{**facts, **more})


def visit(number, *requests, hour=10, day=TUESDAY, language="en", needs=(), familiarity="unknown", came_back=None):
    """One visit without a store."""
    return VisitFacts(
        f"v{number}", day, day.weekday(), hour, "counter", language, needs, familiarity, came_back, list(requests)
    )


def left(service="permit", wait=20.0, target=15):
    return request(service, wait, state=State.LEFT, started=False, target=target, serve=0)


def evidence(office, visits, first=TUESDAY, last=TUESDAY, told=(), answers=()):
    return Evidence(office, Span(first, last), tuple(visits), tuple(told), tuple(answers))


def journal(**more):
    return JournalFacts(Verdict("alder-creek", 10, 1, 10, "7f3a91c2e04b" + "0" * 52), **more)


def figures(found, desk, audience=Audience.OFFICE, window=None, earlier=NOBODY, **more):
    """All figures of evidence made by hand."""
    written = desk.office.local(desk.clock.now())
    return assemble(found, window or found, earlier, journal(**more), written, audience)
