"""Half an hour of an office at ten times its speed: eight staff windows, a kiosk and a board, each a process of its own, on one file."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime
from time import monotonic_ns

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest

from greeter.catalogue.last_good import open_office
from greeter.clock import Instant, from_ms, to_ms
from greeter.opening import open_front_desk
from greeter.settings import DEFAULT_OFFICE
from greeter.texts import Texts
from tests.benchmarks.long_frames import LongFrames
from tests.benchmarks.timing import Runs

MORNING = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
SPEED, MINUTES = 10, float(os.environ.get("MINUTES", "30"))
CLERKS = {"1": "ana", "2": "ben", "3": "dana", "4": "eli", "5": "fay", "6": "gus", "7": "hal", "8": "ida"}
SERVICE_S, APART_S, LOOK_S, TAP_S = 300, 35, 5, 1
"""Seconds of the office: a service lasts so long on average, so far apart people come, so often a clerk looks up, a visitor taps."""
WARM_S = 60
BEAT_MS = 4
LONGEST = 12
"""So many of the longest frames are told."""


class SharedClock:
    """The office's time in every process alike: ten times as fast as the machine's steady clock since `begun`, in nanoseconds.

    It stands still until then: the shift begins once all windows are ready.
    """

    begun = None

    def read(self):
        gone = 0 if self.begun is None else (monotonic_ns() - self.begun) * SPEED // 1_000_000
        return Instant(to_ms(MORNING) + gone, gone, "one shift")

    def now(self):
        return from_ms(self.read().wall)


def measure(folder):
    """Return how many visits were lost or doubled, how far the windows were behind (p50, p95 in ms), and their longest frames.

    A frame is the time that a window's event loop needs to come round, from a minute of the office after all windows are ready and the shift has
    begun: by then each page was seen once. All processes share the machine with each other. The longest frames are told on standard error.
    """
    url, catalogue = f"sqlite:///{folder / 'office.db'}", folder / "eight-counters.toml"
    more = "".join(f'[[counter]]\nid = "{counter}"\nskills = ["permits"]\n' for counter in list(CLERKS)[4:])
    catalogue.write_text(DEFAULT_OFFICE.read_text().replace("[[counter]]", f"{more}[[counter]]", 1))
    begun, told = _play(url, catalogue)
    with open_front_desk(url, catalogue=catalogue) as desk:
        visits = desk.store.rows("select id, number from visit")
        acts = desk.store.rows("select kind, at, visit from journal where kind in ('check_in', 'call') order by seq")
    number = {row["id"]: row["number"] for row in visits}
    calls = Counter(row["visit"] for row in acts if row["kind"] == "call")
    shown = told["kiosk"]["shown"]
    behind, frames = Runs(), Runs()
    done = {(row["kind"], number[row["visit"]]): row["at"] - to_ms(MORNING) for row in acts}
    _tell_long(told)
    for name, one in told.items():
        frames.ms.extend(one["frames"])
        wanted = {"board": "call", "kiosk": ""}.get(name)
        for kind, what, at in one["saw"]:
            if done.get((kind, what), 0) > WARM_S * 1000 and wanted in {None, kind}:
                behind.ms.append((at - begun) / 1e6 - done[kind, what] / SPEED)
    return {
        "shift_visits": len(visits),
        "shift_calls": len(calls),
        "shift_lost": len(set(shown) - set(number.values())),
        "shift_doubled": len(shown) - len(set(shown)) + sum(n - 1 for n in calls.values()),
        "shift_seen": len(behind.ms),
        "shift_behind_p50_ms": behind.p50,
        "shift_behind_p95_ms": behind.p95,
        "shift_frame_p99_ms": frames.p99,
        "shift_frame_max_ms": max(frames.ms),
    }


def _tell_long(told):
    """Say of the longest frames which window it was, when, and what it did."""
    found = [(frame["ms"], name, frame) for name, one in told.items() for frame in one["long"]]
    for ms, name, frame in sorted(found, key=lambda each: -each[0])[:LONGEST]:
        print(f"{name} at {frame['at_s']} s: {ms} ms, {frame}", file=sys.stderr)


def _play(url, catalogue):
    """Run all windows to the end; return when they began, in nanoseconds, and what each told."""
    commands = {counter: ("staff", counter, clerk) for counter, clerk in CLERKS.items()}
    commands |= {"kiosk": ("kiosk",), "board": ("board",)}
    running = {}
    for name, command in commands.items():
        line = [sys.executable, "-m", "tests.benchmarks.shift", url, str(catalogue), *command]
        running[name] = subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)
    for one in running.values():
        assert one.stdout.readline() == "ready\n"
    begun = monotonic_ns()
    for one in running.values():
        one.stdin.write(f"{begun}\n")
    return begun, {name: json.loads(one.communicate()[0].splitlines()[-1]) for name, one in running.items()}


class Painting(QObject):
    """Tells of the last state that a window has shown, once it has painted what it had to."""

    def __init__(self, window, see, shown):
        super().__init__(window)
        self._see, self._state = see, None
        shown.connect(self._show)
        window.installEventFilter(self)

    def _show(self, state):
        self._state = state

    def eventFilter(self, watched, event):  # noqa: N802 (Qt names it)
        """Look a moment later, when what was to be painted is."""
        if event.type() is QEvent.Type.UpdateRequest and self._state is not None:
            QTimer.singleShot(0, self._painted)
        return super().eventFilter(watched, event)

    def _painted(self):
        if self._state is not None:
            self._see(self._state)
            self._state = None


class Watched:
    """A window under watch: what it has painted and when, and how long its event loop took to come round."""

    def __init__(self, clock):
        self.clock, self.saw, self.shown, self.frames = clock, {}, [], []
        self._last, self._waiting, self._long = 0, None, None
        self._beat = QTimer(interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._beat.timeout.connect(self._come_round)
        self._beat.start()

    def _come_round(self):
        now = monotonic_ns()
        if self._long is not None:
            self._long.come_round()
            self.frames.append((now - self._last) / 1e6)
        elif self._seconds() > WARM_S:
            self._long = LongFrames()
        self._last = now

    def _seconds(self):
        return self.clock.read().steady / 1000

    def is_over(self):
        return self._seconds() > MINUTES * 60

    def sees(self, kind, number):
        self.saw.setdefault((kind, number), monotonic_ns())

    def sees_queue(self, view):
        """Who has come waits; who waited and does no more was called."""
        waiting = {row.number for row in (*view.mine, *view.others)}
        for number in waiting:
            self.sees("check_in", number)
        for number in (self._waiting or set()) - waiting:
            self.sees("call", number)
        self._waiting = waiting

    def tell(self):
        saw = [[*key, at] for key, at in self.saw.items()]
        frames = [round(ms, 1) for ms in self.frames]
        long = self._long.found if self._long else []
        print(json.dumps({"saw": saw, "shown": self.shown, "frames": frames, "long": long}))


def _staff(app, counterpart, office, watched, counter, clerk):
    from ui.staff.window import StaffWindow

    window = StaffWindow(counterpart.background, counterpart.feed, office, counter, clerk, Texts(), clock=watched.clock)
    draw = random.Random(int(counter))
    done_at = [0.0]

    Painting(window, lambda state: watched.sees_queue(state.queue), window.presenter.shown)

    def work():
        if not window.presenter.is_settled:
            return
        current, now = window.presenter.state.current, watched.clock.read().steady / 1000
        if current is None:
            QTest.keyClick(window, Qt.Key.Key_F2)
        elif current.state.value == "called":
            QTest.keyClick(window, Qt.Key.Key_F4)
            done_at[0] = now + draw.expovariate(1 / SERVICE_S)
        elif now > done_at[0]:
            QTest.keyClick(window, Qt.Key.Key_F8)
            QTest.keyClick(app.focusWidget() or window, Qt.Key.Key_1)

    return window, work, LOOK_S


def _kiosk(app, counterpart, office, watched):
    from tests.faults.kiosk_driver import Hand
    from ui.kiosk.presenter import KioskPresenter
    from ui.kiosk.window import KioskSettings, KioskWindow, Mount

    presenter = KioskPresenter(counterpart.background, office, watched.clock, feed=counterpart.feed)
    window = KioskWindow(presenter, KioskSettings(dpi=100, mount=Mount.DESK))
    window.resize(1080, 1920)
    hand = Hand(window, watched.clock)
    comes_at = [0.0]

    def visit():
        now = watched.clock.read().steady / 1000
        if now < comes_at[0]:
            return
        before = hand.shown
        hand.tap()
        if hand.shown != before:
            watched.shown.append(hand.shown)
            comes_at[0] = now + APART_S

    return window, visit, TAP_S


def _board(app, counterpart, office, watched):
    from ui.board.chime import Silence
    from ui.board.window import BoardWindow

    window = BoardWindow(
        counterpart.background, counterpart.feed, office, Texts(), chime=Silence(), clock=watched.clock
    )
    window.resize(1920, 1080)

    def see(state):
        if state.called is not None:
            watched.sees("call", state.called.number)
        for call in state.earlier:
            watched.sees("call", call.number)

    Painting(window, see, window.presenter.changed)
    return window, None, LOOK_S


def main(url, catalogue, kind, *who):
    """Be one of the windows until the shift is over."""
    from ui.app import application, reach

    app, office = application(), open_office(catalogue)
    watched = Watched(SharedClock())
    counterpart = reach(url, office, watched.clock)
    window, act, each_s = {"staff": _staff, "kiosk": _kiosk, "board": _board}[kind](
        app, counterpart, office, watched, *who
    )
    window.show()
    app.processEvents()
    while not getattr(window.presenter, "is_settled", True):
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    print("ready", flush=True)
    watched.clock.begun = int(sys.stdin.readline())

    def turn():
        if watched.is_over():
            app.quit()
        elif act is not None:
            act()

    turns = QTimer(interval=each_s * 1000 // SPEED)
    turns.timeout.connect(turn)
    turns.start()
    app.exec()
    watched.tell()
    window.close()
    counterpart.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
