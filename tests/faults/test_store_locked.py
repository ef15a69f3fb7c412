"""F8: another program holds the store's lock. The screens live on; what waited is done once when the lock goes, or refused with words."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager

import pytest

from greeter.opening import open_front_desk
from greeter.store.address import sqlite_path
from tests.faults.other_process import KIOSK, STAFF
from tests.faults.test_kiosk_killed import check, tickets

LIVELY = 25
"""So often the screen's thread must have come round while its act waited: a fair part of the hundred times a second that it is asked to."""


@contextmanager
def locked(url):
    """Hold the store's write lock."""
    with closing(sqlite3.connect(sqlite_path(url), isolation_level=None)) as connection:
        connection.execute("begin immediate")
        yield
        connection.execute("rollback")


@pytest.fixture
def windows(url, start, monkeypatch):
    """A kiosk and a staff window on one store, which wait a second for a lock; the kiosk rests after its first ticket."""
    monkeypatch.setenv("HASTE", "1")
    kiosk, staff = start(KIOSK, url, "0"), start(STAFF, url, "3", "dana")
    staff.hears("ready")
    return kiosk, staff


def beats(window):
    return int(window.asked("beats", "beats").split()[1])


def stays_lively(*windows):
    """Wait until each window's thread has come round so often, though its act waits."""
    for window in windows:
        beats(window)
    counts = dict.fromkeys(windows, 0)
    while min(counts.values()) < LIVELY:
        for window in windows:
            counts[window] += beats(window)


def test_what_waited_for_a_short_lock_is_done_once(url, windows, office, clock):
    kiosk, staff = windows
    shown = [kiosk.hears("shown")]
    with locked(url):
        staff.does("call")
        stays_lively(kiosk, staff)
    assert staff.hears("at") == "at P001"
    shown += kiosk.heard_through("shown")
    assert "page sorry" not in shown
    for window in windows:
        shown += [line for line in window.kill() if window is kiosk]
    with open_front_desk(url, clock=clock, catalogue=office) as desk:
        check(desk, tickets(shown))
        assert desk.store.rows("select count(*) as n from journal where kind = 'call'")[0]["n"] == 1


def test_what_waited_too_long_is_refused_with_words(url, windows, office, clock):
    kiosk, staff = windows
    shown = [kiosk.hears("shown")]
    with locked(url):
        staff.does("call")
        stays_lively(kiosk, staff)
        shown += kiosk.heard_through("page sorry")
        staff.hears("banner Another program keeps the store busy. Try again in a moment.")
        stays_lively(kiosk, staff)
    shown += kiosk.heard_through("shown")
    assert shown[shown.index("page sorry") + 1] == "page welcome"
    staff.does("call")
    assert staff.hears("at") == "at P001"
    for window in windows:
        shown += [line for line in window.kill() if window is kiosk]
    with open_front_desk(url, clock=clock, catalogue=office) as desk:
        check(desk, tickets(shown))
        assert desk.store.rows("select count(*) as n from journal where kind = 'call'")[0]["n"] == 1
