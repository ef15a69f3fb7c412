"""An office whose reports are written by themselves, for tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time

from greeter.clock import ManualClock
from greeter.model.automatic import AutomaticReport, Every, MailServer, Security
from greeter.opening import open_front_desk
from tests.offices import TOWN_HALL

MAYA, SAM = "maya@office.test", "sam@office.test"
TUESDAY_7_00 = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
"""07:00 in the sample town hall: half an hour before Monday's report."""


def began(url):
    """Have somebody call in October: before the first visit nothing is reported."""
    with open_front_desk(url, clock=ManualClock(datetime(2026, 10, 5, 17, tzinfo=UTC)), catalogue=TOWN_HALL) as desk:
        desk.log_contact(channel="phone", service="dog", reason="hello", counter="1", clerk="dana")
    return url


def office_with(*reports, port=25):
    mail = MailServer("127.0.0.1", "greeter@office.test", Security.NONE, port, sign_in=False)
    return replace(TOWN_HALL, mail=mail, automatic_reports=reports)


def mailed(*to, every=Every.DAY, **more):
    return AutomaticReport(**{"every": every, "to": to, "formats": ("json",), "at": time(7, 30), **more})
