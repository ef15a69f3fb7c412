"""What all tests share: no screen, an office, a clock that stands still, a front desk in memory."""

from __future__ import annotations

import os
from datetime import UTC, datetime

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.pop("GREETER_DB", None)

from greeter.catalogue.office_file import load
from greeter.clock import ManualClock
from greeter.opening import open_front_desk
from greeter.settings import DEFAULT_OFFICE

TUESDAY_10_05 = datetime(2026, 11, 24, 18, 5, tzinfo=UTC)
"""10:05 in the sample town hall, a Tuesday on which it is open."""


@pytest.fixture(autouse=True)
def _home_of_its_own(tmp_path, monkeypatch):
    """No test reads or writes the user's own data folder."""
    monkeypatch.setenv("GREETER_HOME", str(tmp_path / "home"))


@pytest.fixture(scope="session")
def office():
    """The sample town hall."""
    return load(DEFAULT_OFFICE)


@pytest.fixture
def clock():
    return ManualClock(TUESDAY_10_05)


@pytest.fixture
def desk(office, clock):
    """The town hall's front desk over a store in memory."""
    with open_front_desk("sqlite://", clock=clock, catalogue=office) as opened:
        yield opened


@pytest.fixture
def url(tmp_path):
    """The address of a store in a file that is not there yet."""
    return f"sqlite:///{tmp_path / 'office.db'}"
