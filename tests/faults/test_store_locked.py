"""F8: another program holds the store's lock. The screens live on; what waited is done once when the lock goes, or refused with words."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager

import pytest

from greeter.opening import open_front_desk
from greeter.store.address import sqlite_path
from tests.faults.other_process import KIOSK, LONGEST_S, STAFF
from tests.faults.test_kiosk_killed import check, tickets

LIVELY = 20
"""So often the screen's thread comes round while its act waits: each time it is asked to after 10 ms."""


@contextmanager
def locked(url):
    """Hold the store's write lock."""
    with closing(sqlite3.connect(sqlite_path(url), isolation_level=None)) as connection:
        connection.execute("begin immediate")
        yield
        connection.execute("rollback")


@pytest.fixture
def windows(request, url, start, monkeypatch):
    """A kiosk and a staff window on one store; the test says for how many seconds they wait for a lock."""
    monkeypatch.setenv("HASTE", str(request.param))
    kiosk, staff = start(KIOSK, url, "0"), start(STAFF, url, "3", "dana")
    staff.hears("ready")
    return kiosk, staff


def stays_lively(window):
    """Return what a window says until its thread has come round so often, though its act waits."""
    window.does(f"beats {LIVELY}")
    return window.heard_through("beats")


def check_calls(desk):
    assert desk.store.rows("select count(*) as n from journal where kind = 'call'")[0]["n"] == 1


@pytest.mark.parametrize("windows", [LONGEST_S], indirect=True)
def test_what_waited_for_a_short_lock_is_done_once(url, windows, office, clock):
    kiosk, staff = windows
    said = [kiosk.hears("shown")]
    with locked(url):
        staff.does("call")
        assert not any(line.startswith("at ") for line in stays_lively(staff))
        said += stays_lively(kiosk)
    assert staff.hears("at") == "at P001"
    said += [*kiosk.heard_through("shown"), *kiosk.kill()]
    staff.kill()
    assert "page sorry" not in said
    with open_front_desk(url, clock=clock, catalogue=office) as desk:
        check(desk, tickets(said))
        check_calls(desk)


@pytest.mark.parametrize("windows", [1], indirect=True)
def test_what_waited_too_long_is_refused_with_words(url, windows, office, clock):
    kiosk, staff = windows
    said = [kiosk.hears("shown")]
    with locked(url):
        staff.does("call")
        told = stays_lively(staff)
        while "page sorry" not in said:
            said += stays_lively(kiosk)
        while "banner Another program keeps the store busy. Try again in a moment." not in told:
            told += stays_lively(staff)
    said += kiosk.heard_through("shown")
    pages = [line for line in said if line.startswith("page")]
    assert pages[pages.index("page sorry") + 1] == "page welcome"
    staff.does("call")
    assert staff.hears("at") == "at P001"
    said += kiosk.kill()
    staff.kill()
    with open_front_desk(url, clock=clock, catalogue=office) as desk:
        check(desk, tickets(said))
        check_calls(desk)
