"""Looks after the store of a window: has copies made when they are due, and restores it when somebody asks.

Everything that takes time runs on a thread of its own, and never on the screen's. A disk that does not answer holds up that thread alone; how old the
newest copy is goes on being told.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from threading import Thread
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from greeter.clock import Clock, SystemClock, to_ms
from greeter.problems import Problem, StoreDamaged
from greeter.store.sqlite_files import identity
from greeter.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from greeter.records.plan import Plan
    from greeter.records.restore import Restored
    from greeter.records.schedule import CopySchedule, CopyState
    from ui.background import Background
    from ui.store_bar import StoreBar

BEGIN_MS = 5_000
"""The window is painted and at work before the first look."""
LOOK_MS = 60_000
STUCK_MS = 300_000
"""A look that takes longer is told: the disk for copies may not answer."""
AGAIN_MS = 2_000
DONE_MS = 60_000
"""What was done is told so long."""
END_S = 2.0
"""So long the end of a program waits for a copy to be broken off."""
MINUTE_MS = 60_000
_log = logging.getLogger("greeter.store")


class Saying(Enum):
    """What the bar says."""

    NOTHING = "nothing"
    LATE = "late"
    DAMAGE = "damage"
    BUSY = "busy"
    """Something that was asked for is under way."""
    PLAN = "plan"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Notices:
    """Where a window tells of its store: make_bar makes the bar when it is needed first; show_age shows how old the newest copy is."""

    texts: Texts
    make_bar: Callable[[], StoreBar]
    show_age: Callable[[str], None] | None = None


class StoreCare(QObject):
    """The care for the store of one window.

    Signals:
        looked(CopyState): how the copies stand, after each look.
    """

    looked = Signal(object)
    _returned = Signal(object, object)

    def __init__(
        self, store: Path, background: Background, notices: Notices | None = None, clock: Clock | None = None
    ) -> None:
        """notices: None where visitors read along, and nothing is told."""
        super().__init__()
        self._store, self._notices = store, notices
        self._clock = clock or SystemClock()
        self._bar: StoreBar | None = None
        self._schedule: CopySchedule | None = None
        self._state: CopyState | None = None
        self._saying = Saying.NOTHING
        self._damage = ""
        self._damaged: object = None
        """What was damaged: which file, and when it had been restored before."""
        self._plan: Plan | None = None
        self._thread: Thread | None = None
        self._began = 0
        self._closed = False
        self._returned.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        background.store_failed.connect(self._store_failed)
        background.store_works.connect(self._store_works)
        self._timer = self._every(LOOK_MS, self.look)
        self._again = self._every(AGAIN_MS, self.ask, once=True)
        self._told = self._every(DONE_MS, self._say_nothing, once=True)

    def begin(self) -> None:
        """Look for the first time, and every minute from now on."""
        from greeter.records.schedule import CopySchedule  # the window is painted and at work by now

        if self._closed:
            return
        try:
            self._schedule = CopySchedule(self._store, clock=self._clock)
        except Problem as problem:
            _log.warning("no copies are made: %s", problem)
            if self._notices is not None:
                self._say(Saying.LATE, str(problem))
            return
        self._timer.start()
        self.look()

    def look(self) -> None:
        """Look whether a copy is due, unless something is still under way; tell how old the newest is."""
        if self._schedule is not None and self._thread is None:
            self._run(self._schedule.look, self._looked)
        self._tell_age()

    def ask(self) -> None:
        """Look what a restore would put back and lose, and show it."""
        from greeter.records.plan import plan_restore

        if self._thread is not None:
            self._say(Saying.BUSY, self._texts("A copy of the store is being made. Its check comes first."))
            self._again.start()
            return
        self._say(Saying.BUSY, self._texts("Looking at every page of the store and of its copies."))
        self._run(lambda: plan_restore(self._store), self._planned)

    def restore(self) -> None:
        """Restore the store as it was shown."""
        from greeter.records.restore import restore

        plan, self._plan = self._plan, None
        if plan is None or self._thread is not None:
            return
        now = self._now()
        self._say(Saying.BUSY, self._texts("Restoring the store."))
        self._run(lambda: restore(plan, now), self._restored)

    def put_off(self) -> None:
        """Do not restore now; the damage goes on being told."""
        self._plan = None
        self._say(Saying.DAMAGE, self._damage)

    def close(self) -> None:
        """Break off what is under way, and stop looking."""
        for timer in (self._timer, self._again, self._told):
            timer.stop()
        if self._schedule is not None:
            self._schedule.stop.set()
        if self._closed:
            return
        self._closed = True
        if self._thread is not None:
            self._thread.join(END_S)
        with suppress(RuntimeError):  # Qt has taken the object away before us
            self._returned.disconnect(self._deliver)

    def _run(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        self._began = self._clock.read().steady

        def worked() -> None:
            result: Any = None
            try:
                result = work()
            except Problem as problem:
                result = problem
            finally:  # where it met a bug, that is told on the terminal, and the next look begins anew
                with suppress(RuntimeError):  # the program has ended meanwhile
                    self._returned.emit(done, result)

        self._thread = Thread(target=worked, name="store care", daemon=True)
        self._thread.start()

    @Slot(object, object)
    def _deliver(self, done: Callable[[Any], None], result: Any) -> None:
        self._thread = None
        if result is not None:
            done(result)
        elif self._saying is Saying.BUSY:
            self._say(Saying.DAMAGE, self._damage)

    def _looked(self, state: CopyState) -> None:
        self._state = state
        if state.damage is not None:
            self._store_failed(state.damage)
        elif self._damage:
            self._store_works()
        self._tell_age()
        self.looked.emit(state)

    def _planned(self, found: Plan | Problem) -> None:
        if isinstance(found, Problem):
            self._say(Saying.DAMAGE, str(found))
        elif found.is_needed:
            self._plan = found
            self._say(Saying.PLAN, found.words(self._now()))
        else:
            self._damage = ""
            self._say(
                Saying.DONE,
                self._texts("Every page and every line of the store is sound: there is nothing to restore."),
            )

    def _restored(self, done: Restored | Problem) -> None:
        if isinstance(done, Problem):
            self._say(Saying.DAMAGE, str(done))
            return
        self._damage = ""
        parts = [self._texts("The store works again."), done.plan.words(self._now())]
        if done.aside is not None:
            parts.append(self._texts("The damaged file is kept: {file}", file=done.aside.name))
        self._say(Saying.DONE, " ".join(parts))
        self.look()

    @Slot(object)
    def _store_failed(self, problem: Problem) -> None:
        if not isinstance(problem, StoreDamaged):
            return
        words = problem.what if problem.copy else str(problem)  # the bar offers itself what the remedy tells
        if words != self._damage:
            self._damage, self._damaged = words, self._version()
            if self._saying not in {Saying.BUSY, Saying.PLAN} and self._notices is not None:
                self._say(Saying.DAMAGE, self._damage)

    @Slot()
    def _store_works(self) -> None:
        """Somebody has restored it; that an act works which does not touch the damage says nothing."""
        if self._damage and self._version() != self._damaged:
            self._damage, self._plan = "", None
            if self._saying in {Saying.DAMAGE, Saying.PLAN}:
                self._say_nothing()

    def _version(self) -> object:
        """Return what is another after the store was restored, whether into its file or with a new one."""
        from greeter.records.known import read_known

        return identity(self._store), read_known(self._store).restored

    def _tell_age(self) -> None:
        """Tell of a late copy, or stop telling; a damage goes before."""
        state, notices = self._state, self._notices
        if state is None or notices is None:
            return
        now = self._now()
        if notices.show_age is not None:
            notices.show_age(age_line(self._texts, state, now))
        if self._saying not in {Saying.NOTHING, Saying.LATE}:
            return
        if state.is_late(now):
            self._say(Saying.LATE, late_words(self._texts, state, now, stuck=self._is_stuck()))
        elif self._saying is Saying.LATE:
            self._say_nothing()

    def _is_stuck(self) -> bool:
        return self._thread is not None and self._clock.read().steady - self._began > STUCK_MS

    def _say(self, what: Saying, words: str) -> None:
        bar, self._saying = self._shown_bar(), what
        self._told.stop()
        {
            Saying.LATE: bar.tell_late,
            Saying.DAMAGE: bar.tell_damage,
            Saying.BUSY: bar.tell_busy,
            Saying.PLAN: bar.tell_plan,
            Saying.DONE: bar.tell_done,
        }[what](words)
        if what is Saying.DONE:
            self._told.start()

    def _say_nothing(self) -> None:
        self._saying = Saying.NOTHING
        if self._bar is not None:
            self._bar.clear()

    def _shown_bar(self) -> StoreBar:
        if self._bar is None:
            assert self._notices is not None  # noqa: S101 (whoever speaks has asked)
            self._bar = self._notices.make_bar()
            self._bar.asked.connect(self.ask)
            self._bar.confirmed.connect(self.restore)
            self._bar.put_off.connect(self.put_off)
        return self._bar

    @property
    def _texts(self) -> Texts:
        return Texts() if self._notices is None else self._notices.texts

    def _every(self, interval: int, do: Callable[[], None], *, once: bool = False) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(interval)
        timer.setSingleShot(once)
        timer.timeout.connect(do)
        return timer

    def _now(self) -> int:
        return to_ms(self._clock.now())


def age_line(texts: Texts, state: CopyState, now: int) -> str:
    """Return how old the newest copy is, in a few words."""
    if state.made_at is None:
        return texts("No copy of the store yet")
    return texts("Store copied {age} ago", age=age_words(texts, now - state.made_at))


def late_words(texts: Texts, state: CopyState, now: int, *, stuck: bool) -> str:
    """Return how old the newest copy is, and why there is no newer one."""
    if state.made_at is None:
        words = texts("There is no copy of the store yet.")
    else:
        words = texts("The last copy of the store is {age} old.", age=age_words(texts, now - state.made_at))
    why = (
        texts("A copy is under way and does not come to an end: is the disk for copies slow?")
        if stuck
        else state.trouble
    )
    return " ".join(filter(None, (words, why)))


def age_words(texts: Texts, age: int) -> str:
    """Return an age in minutes, hours or days, whole ones. age: milliseconds."""
    minutes = max(age, 0) // MINUTE_MS
    if minutes < 120:
        return texts.count(minutes, "{n} minute", "{n} minutes")
    if minutes < 48 * 60:
        return texts.count(minutes // 60, "{n} hour", "{n} hours")
    return texts.count(minutes // 1440, "{n} day", "{n} days")
