"""What all tests share: no screen, an office, a clock that stands still, a front desk in memory."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
import uuid
from datetime import UTC, datetime
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.pop("GREETER_DB", None)
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

from greeter.access import secret
from greeter.catalogue.office_file import load, read_text
from greeter.clock import ManualClock
from greeter.opening import open_front_desk, open_port
from greeter.settings import DEFAULT_OFFICE
from greeter.store.address import sqlite_path
from greeter.store.migrate import STEPS, migrate
from tests.postgres_server import PostgresServer

sys.dont_write_bytecode = (
    False  # what was compiled once serves all workers, hundreds of programs that tests start, and the next run
)
PATIENCE_MS = 20_000
"""How long a test waits for something of a window: a machine that does much else may need it."""
UNTRACED = tuple(Path(__file__).parent / name for name in ("ui", "faults", "journeys"))
"""Tests of screens and of whole programs. What is covered of `greeter/` is shown by its own tests alone; to trace these costs half as much again."""
TRACE_CHILDREN = "COVERAGE_PROCESS_CONFIG"
"""With this in its environment, every Python that starts is traced from its first line."""
OWN_ZONE = 'zone = "America/Los_Angeles"'
TUESDAY_10_05 = datetime(2026, 11, 24, 18, 5, tzinfo=UTC)
"""10:05 in the sample town hall, a Tuesday on which it is open."""


def pytest_addoption(parser):
    parser.addoption(
        "--thorough", action="store_true", help="play as long as was promised, not as long as each change can wait"
    )


@pytest.fixture(scope="session")
def thorough(pytestconfig):
    """Whether there is time for all that was promised, such as 20,000 taps; else each kind of it is tried, and less often."""
    return pytestconfig.getoption("thorough")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item):
    """Trace nothing while a test of `UNTRACED` runs, and no program that it starts."""
    coverage = sys.modules.get("coverage")
    if coverage is None or not any(item.path.is_relative_to(folder) for folder in UNTRACED):
        return (yield)
    paused, children = [], os.environ.pop(TRACE_CHILDREN, None)
    while (trace := coverage.Coverage.current()) is not None:  # a worker has several: one goes on where another stops
        trace.stop()
        paused.append(trace)
    try:
        return (yield)
    finally:
        for trace in reversed(paused):
            trace.start()
        if children is not None:
            os.environ[TRACE_CHILDREN] = children


@pytest.fixture(autouse=True)
def _home_of_its_own(tmp_path, monkeypatch):
    """No test reads or writes the user's own data folder."""
    monkeypatch.setenv("GREETER_HOME", str(tmp_path / "home"))


@pytest.fixture(scope="session")
def office():
    """The sample town hall."""
    return load(DEFAULT_OFFICE)


@pytest.fixture
def always_open(tmp_path):
    """The file of the town hall, open around the clock and in a zone where it is about noon: the machine's own clock may be used at any hour."""
    days = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    hours = "[hours]\n" + "".join(f'{day} = "0:00-23:59"\n' for day in days)
    text = DEFAULT_OFFICE.read_text()
    begin = text.index("[hours]")
    text = text[:begin] + hours + text[text.index("\n# Counters", begin) :]
    west_of_greenwich = datetime.now(UTC).hour - 12
    path = tmp_path / "always-open.toml"
    path.write_text(text.replace(OWN_ZONE, f'zone = "Etc/GMT{west_of_greenwich:+}"'))
    return path


@pytest.fixture
def clock():
    return ManualClock(TUESDAY_10_05)


@pytest.fixture
def desk(office, clock):
    """The town hall's front desk over a store in memory."""
    with open_front_desk("sqlite://", clock=clock, catalogue=office) as opened:
        yield opened


@pytest.fixture(scope="session")
def form(tmp_path_factory):
    """The file of a store with nothing in it, from which others are copied: to make one anew takes longer than most tests."""
    path = tmp_path_factory.mktemp("form") / "empty.db"
    open_port(f"sqlite:///{path}").close()
    return path


@pytest.fixture(scope="session", autouse=True)
def _copies_in_memory(form):
    """Copy stores in memory from the form, too, unless a test has steps of its own."""
    made, steps = sqlite3.connect(form, check_same_thread=False), dict(STEPS)

    def copied(db, take_copy):
        in_memory = not db.conn.execute("pragma database_list").fetchone()[2]
        if not in_memory or steps != STEPS:
            return migrate(db, take_copy)
        made.backup(db.conn)
        return list(steps)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("greeter.store.sqlite.migrate", copied)
        yield
    made.close()


@pytest.fixture(scope="session", autouse=True)
def _offices_read_once():
    """Read a text once where a store's offices are published and known: what comes of it is always the same, and takes longer than most tests."""
    known = {}

    def read(text, name, parts=()):
        reading = known.get((text, name)) or read_text(text, name, parts)
        if reading.office is not None:
            known[text, name] = reading
        return reading

    with pytest.MonkeyPatch.context() as patch:
        for place in ("front_desk.publishing", "catalogue.neighbours", "records.in_force"):
            patch.setattr(f"greeter.{place}.read_text", read)
        yield


class QuickHasher(PasswordHasher):
    """Hashes with as little work as argon2 may have: tests set and try a PIN in hundreds of places, and nobody guesses."""

    def __init__(self, **_costs):
        super().__init__(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture(scope="session", autouse=True)
def _quick_secrets():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("argon2.PasswordHasher", QuickHasher)
        yield


@pytest.fixture
def slow_secrets(monkeypatch):
    """Lets PINs and passwords be hashed with all the work that they are in an office."""

    def made_anew():
        secret._hasher.cache_clear()
        secret._of_nobody.cache_clear()

    monkeypatch.setattr("argon2.PasswordHasher", PasswordHasher)
    made_anew()
    yield
    made_anew()


@pytest.fixture
def new_url(tmp_path):
    """The address of a store in a file that is not there yet."""
    return f"sqlite:///{tmp_path / 'office.db'}"


@pytest.fixture
def url(new_url, form):
    """The address of a store in a file, with nothing in it."""
    shutil.copyfile(form, sqlite_path(new_url))
    return new_url


@pytest.fixture(scope="session")
def postgres_server():
    """A PostgreSQL server of this test run's own. A machine without one fails here: packaging/bootstrap.py installs it."""
    server = PostgresServer()
    with open_front_desk(server.database("greeter_form"), catalogue=DEFAULT_OFFICE):
        pass  # the form, from which each test's database is copied
    yield server
    server.close()


@pytest.fixture
def postgres_url(postgres_server):
    """The address of a new store on PostgreSQL."""
    name = f"store_{uuid.uuid4().hex[:12]}"
    yield postgres_server.database(name, template="greeter_form")
    postgres_server.run(f'drop database "{name}" with (force)')


@pytest.fixture(params=["sqlite", "postgresql"])
def any_url(request):
    """The address of a store with nothing in it that several processes can use: a file, and a server."""
    if request.param == "sqlite":
        return request.getfixturevalue("url")
    return request.getfixturevalue("postgres_server").emptied("any")


_GARBAGE = []


@pytest.fixture(scope="session")
def qapp(qapp):
    """The application, whose thread alone collects garbage, as it does in the program."""
    from ui.garbage import Garbage

    _GARBAGE.append(Garbage(qapp))
    yield qapp
    _GARBAGE.pop().deleteLater()


@pytest.fixture(scope="session", autouse=True)
def _patient():
    for way in (QtBot.waitUntil, QtBot.waitSignal, QtBot.waitSignals, QtBot.waitActive, QtBot.waitExposed):
        way.__kwdefaults__["timeout"] = PATIENCE_MS


@pytest.fixture(autouse=True)
def _windows_go():
    """No window outlives its test: each new look is polished into every window that is left, which soon takes seconds."""
    before = set(map(id, _windows()))
    yield
    _let_go(window for window in _windows() if id(window) not in before)
    if _GARBAGE:
        _GARBAGE[0].look()  # tests without an event loop leave garbage, too


@pytest.fixture(autouse=True, scope="module")
def _windows_of_a_module_go():
    yield
    _let_go(_windows())


def _windows():
    qt = sys.modules.get("PySide6.QtWidgets")
    return qt.QApplication.topLevelWidgets() if qt is not None and qt.QApplication.instance() is not None else []


def _let_go(windows):
    windows = [window for window in windows if window.parent() is None]
    if not windows:
        return
    core = sys.modules["PySide6.QtCore"]
    for window in windows:
        window.hide()
        window.deleteLater()
    core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)
