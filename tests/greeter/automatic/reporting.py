"""An office whose reports are written by themselves, for tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time

from greeter.model.automatic import AutomaticReport, Every, MailServer, Security
from tests.offices import TOWN_HALL

MAYA, SAM = "maya@office.test", "sam@office.test"
TUESDAY_7_00 = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
"""07:00 in the sample town hall: half an hour before Monday's report."""


def office_with(*reports, port=25):
    mail = MailServer("127.0.0.1", "greeter@office.test", Security.NONE, port, sign_in=False)
    return replace(TOWN_HALL, mail=mail, automatic_reports=reports)


def mailed(*to, every=Every.DAY, **more):
    return AutomaticReport(**{"every": every, "to": to, "formats": ("json",), "at": time(7, 30), **more})
