"""F4, F5, F6 at the windows: the kiosk sends people to the desk, the staff window raises its alarm, both go on by themselves once the disk works."""

from __future__ import annotations

import errno
import time

import pytest

from greeter.opening import open_front_desk
from tests.faults.disk import Act
from tests.faults.other_process import KIOSK, LONGEST_S, STAFF
from tests.faults.test_kiosk_killed import check, tickets

FAULTS = {
    "full": (Act.WRITE, errno.ENOSPC, "The disk is full."),
    "broken": (Act.WRITE, errno.EIO, "The disk did not answer as it should."),
    "broken at the sync": (Act.SYNC, errno.EIO, "The disk did not answer as it should."),
    "read-only": (Act.ANY, errno.EROFS, "The store can only be read."),
}
TRIES = 12
"""So often the windows must have tried a bad disk before it is healed."""


@pytest.fixture
def windows(disk, start):
    """A kiosk and a staff window on one disk."""
    environ = {**disk.environ(), "HASTE": "1"}
    return start(KIOSK, disk.url, "0", environ=environ), start(STAFF, disk.url, "3", "dana", environ=environ)


def wait_until(true):
    until = time.monotonic() + LONGEST_S
    while not true():
        assert time.monotonic() < until
        time.sleep(0.01)


def test_windows_over_a_bad_disk(disk, windows, office, clock):
    kiosk, staff = windows
    staff.hears("ready")
    shown, called = [kiosk.hears("shown")], []
    for act, number, words in FAULTS.values():
        disk.fail(act, number)
        said = kiosk.heard_through("page sorry")
        staff.does("call")
        told = staff.heard_through("alarm Nothing can be saved just now. The kiosk sends people to you.")
        wait_until(lambda: disk.faults > TRIES)
        said += kiosk.heard_until(0)
        assert said[-1] == "page sorry", "it stays until the disk works"
        disk.heal()
        said += kiosk.heard_through("shown")
        assert said[said.index("page sorry") + 1] == "page welcome"
        shown += said
        told += staff.heard_through("well")
        assert any(words in line for line in told if line.startswith("banner")), told
        staff.hears("banner Saving works again.")
        staff.does("call")
        called.append(staff.hears("at"))
        staff.does("back in line")
        staff.hears("free")
    for window in windows:
        window.kill()
    with open_front_desk(disk.url, clock=clock, catalogue=office) as desk:
        check(desk, tickets(shown))
        assert desk.store.rows("pragma integrity_check")[0][0] == "ok"
        calls = desk.store.rows("select v.number from journal j join visit v on v.id = j.visit where j.kind = 'call'")
        assert [f"at {row['number']}" for row in calls] == called
