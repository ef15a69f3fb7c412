"""A clerk's key to the painted change in the same window: call, start, finish, and a step ticked."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from time import perf_counter_ns

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest

from greeter.catalogue.last_good import open_office
from greeter.clock import ManualClock
from greeter.opening import open_front_desk
from greeter.texts import Texts
from tests.benchmarks.timing import Runs
from ui.app import application, reach
from ui.staff.window import StaffWindow

VISITS = 80
MORNING = datetime(2026, 11, 24, 18, 5, tzinfo=UTC)


def measure(folder):
    """Return act_p50_ms, act_p95_ms and act_p99_ms of all keys together, and act_<what>_p95_ms of each; 40 people wait all the time."""
    url, clock, office = f"sqlite:///{folder / 'office.db'}", ManualClock(MORNING), open_office()
    with open_front_desk(url, clock=clock, catalogue=office) as desk:
        for _ in range(VISITS + 40):
            desk.check_in(service="permit")
            clock.advance(seconds=1)
    app = application()
    counterpart = reach(url, office, clock)
    window = StaffWindow(counterpart.background, counterpart.feed, office, "3", "dana", Texts(), clock=clock)
    window.resize(1440, 900)
    window.show()
    presenter = window.presenter
    _until(app, lambda: presenter.is_settled and presenter.state is not None)
    each = {what: Runs() for what in ("call", "start", "tick", "finish")}
    for _ in range(VISITS):
        _act(app, window, each["call"], Qt.Key.Key_F2, lambda: presenter.state.current is not None)
        _act(app, window, each["start"], Qt.Key.Key_F4, lambda: presenter.state.current.state.value == "serving")
        _act(
            app,
            window,
            each["tick"],
            Qt.Key.Key_Space,
            lambda: any(step.done_at is not None for step in presenter.state.card.steps),
        )
        clock.advance(minutes=4)
        QTest.keyClick(window, Qt.Key.Key_F8)
        _act(app, window, each["finish"], Qt.Key.Key_1, lambda: presenter.state.current is None)
    window.close()
    counterpart.close()
    together = Runs()
    together.ms = [ms for runs in each.values() for ms in runs.ms]
    return {
        "act_p50_ms": together.p50,
        "act_p95_ms": together.p95,
        "act_p99_ms": together.p99,
        **{f"act_{what}_p95_ms": runs.p95 for what, runs in each.items()},
    }


def _act(app, window, runs, key, is_done):
    """Press a key, and time until what it does is painted; then let everything settle."""
    begun = perf_counter_ns()
    QTest.keyClick(app.focusWidget() or window, key)
    _until(app, is_done)
    app.processEvents()  # paints what has changed
    runs.ms.append((perf_counter_ns() - begun) / 1e6)
    _until(app, lambda: window.presenter.is_settled)


def _until(app, is_so):
    while not is_so():
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
