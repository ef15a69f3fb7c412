"""Two offices in one store, with a history, with people who wait, and with what may be seen by nobody else."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from greeter.appointments.booking import Booking
from greeter.clock import ManualClock
from greeter.opening import open_front_desk
from greeter.queueing.forecast import Forecast

NORTH, SOUTH = "north", "south"
ALL_DAY = ((time(0, 0), time(23, 59)),)
SECRETS = ("Quincy", "a secret wish", "a note of the clerk", "too loud", "bring the deed")
"""Words that only those may read who serve the visitor."""


def of(office, name):
    """An office like the town hall, open every day and all day."""
    return replace(office, id=name, hours=dict.fromkeys(range(7), ALL_DAY))


def noon(office, days_ago=0):
    """A clock at noon of the server's own day, or so many days before: what a kiosk may see depends on the day.

    The last hour of a day counts for the next one, as the rules for rows have it.
    """
    today = (datetime.now(UTC) + timedelta(hours=1)).astimezone(office.zone).date() - timedelta(days=days_ago)
    return ManualClock(datetime.combine(today, time(12), office.zone))


def fill(url, office, name, times=11):
    """Let people come: 100 days ago, 40, 4, 1, and today. Return today's visits by what they are."""
    here = of(office, name)
    for days_ago in (100, 40, 4, 1):
        with open_front_desk(url, clock=(clock := noon(here, days_ago)), catalogue=here) as desk:
            _serve(desk, clock, times=times)
            if days_ago == 4:
                desk.check_in(service="permit")  # left open over several nights
                desk.check_in(service="permit")
                desk.call_next(counter="3", clerk="dana")
    with open_front_desk(url, clock=(clock := noon(here)), catalogue=here) as desk:
        desk.close_nights()
        served = _serve(desk, clock, times=1)
        waiting = desk.check_in(service="permit", name="Quincy", reason="a secret wish", request_key="tap")
        called = desk.check_in(service="permit", name="Quincy")
        desk.call(called.visit_id, counter="3", clerk="dana", reason="asked")
        desk.tell(waiting.visit_id, Forecast(60_000, 120_000, 180_000, 1))
        missing = desk.check_in(service="permit")
        desk.call(missing.visit_id, counter="4", clerk="sam", reason="asked")
        clock.advance(minutes=1)
        desk.recall(missing.visit_id)
        desk.no_show(missing.visit_id)
        away = desk.check_in(service="permit")
        desk.call(away.visit_id, counter="5", clerk="ola", reason="asked")
        desk.start(away.visit_id)
        desk.hold(away.visit_id, reason="Fetching the plan")
        desk.book(
            [
                Booking(
                    f"{name}-1", clock.now(), "permit", code=f"{name}1", name=f"Quincy {name.title()} Adams", contact="0171 secret",
                    note="a secret wish",
                )
            ]
        )  # fmt: skip
    return {"served": served, "waiting": waiting.visit_id, "called": called.visit_id}


def _serve(desk, clock, times):
    for _ in range(times):
        visit = desk.check_in(service="permit", name="Quincy", reason="a secret wish").visit_id
        desk.call(visit, counter="3", clerk="dana", reason="asked")
        clock.advance(minutes=1)
        desk.start(visit)
        clock.advance(minutes=6)
        desk.note(visit, "a note of the clerk", clerk="dana")
        desk.finish(visit, outcome="resolved", next_steps=["bring the deed"])
        desk.survey(visit, {"trust": 2}, comment="too loud")
    return visit
