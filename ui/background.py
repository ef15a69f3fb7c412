"""Runs acts one after another, away from the screen's thread.

One worker thread owns the connection to the store. What an act returns, or the Problem it met, comes back on the screen's thread. A long reading is
run in parts, and steps back between them for whoever has come meanwhile: a clerk's act waits for a part at most.
"""

from __future__ import annotations

import logging
import sys
from contextlib import suppress
from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from greeter.problems import Problem, SignedOut, StoreProblem

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import ThreadPoolExecutor

    from greeter.access.post import Post
    from greeter.front_desk import FrontDesk
    from greeter.in_parts import Parts
    from greeter.reach import Reach

_T = TypeVar("_T")
LET_GO_S = 0.0005
"""The worker lets the screen's thread run after so long at most; Python's own 5 ms, met at each of a repaint's many calls, make frames of 100 ms."""
_log = logging.getLogger("greeter.background")


class Background(QObject):
    """The one worker of a process.

    Signals:
        bug(BaseException): an act failed in a way that nobody can mend at the screen; it is logged already.
        store_failed(StoreProblem): the store can't be used just now; the next act tries it anew.
        store_works(): an act worked after the store had failed.
        signed_out(SignedOut): an act or reading was refused, for no sign-in stands behind it any more.
        placed(): acts and readings are done at another post from now on.
    """

    bug = Signal(object)
    store_failed = Signal(object)
    store_works = Signal()
    signed_out = Signal(object)
    placed = Signal()
    _returned = Signal(object)

    def __init__(self, reach: Reach, parent: QObject | None = None, *, post: Post | None = None) -> None:
        super().__init__(parent)
        self._reach = reach
        self.post = post
        """Where the acts that are begun from now on are done; None: with whoever runs the program."""
        self._failing = False
        self._handed_in = self._taken_up = 0
        """So many acts and readings: written by this thread alone, and by the worker alone."""
        self._worker: ThreadPoolExecutor | None = None
        self._closed = False
        self._returned.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        act: Callable[[FrontDesk], _T],
        done: Callable[[_T], None] | None = None,
        problem: Callable[[Problem], None] | None = None,
    ) -> None:
        """Run `act` with the front desk when its turn comes; then call `done` with its result, or `problem`, on this thread.

        After `close` nothing runs: a window that goes may still hear of what it began.
        """
        if self._closed:
            return
        self._handed_in += 1
        placed = act if self.post is None else _at(self.post, act)
        self._begun().submit(self._take_up, placed, done, partial(self._met, self.post, problem))

    def run_in_parts(
        self,
        reading: Callable[[FrontDesk], Parts[_T]],
        done: Callable[[_T], None] | None = None,
        problem: Callable[[Problem], None] | None = None,
    ) -> None:
        """Run a long reading as `run` does, letting others in between its parts."""
        self.run(_InParts(reading, self._somebody_waits), done, problem)

    def stand_at(self, post: Post) -> None:
        """Let what is begun from now on be done at a post."""
        self.post = post
        self.placed.emit()

    def close(self) -> None:
        """Let the acts under way end, and close the store. Nothing runs afterwards."""
        closed, self._closed = self._closed, True
        if self._worker is not None and not closed:
            self._worker.submit(self._reach.close)
            self._worker.shutdown(wait=True)
        with suppress(RuntimeError):  # Qt has taken the object away before us
            self._returned.disconnect(self._deliver)

    def _begun(self) -> ThreadPoolExecutor:
        if self._worker is None:
            from concurrent.futures import ThreadPoolExecutor  # the greeting is painted before the first act

            sys.setswitchinterval(LET_GO_S)
            self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="acts")
        return self._worker

    def _somebody_waits(self) -> bool:
        return self._closed or self._handed_in > self._taken_up

    def _take_up(self, *work: Any) -> None:
        self._taken_up += 1
        self._work(*work)

    def _go_on(self, *work: Any) -> None:
        if not self._closed:
            self._work(*work)

    def _work(
        self,
        act: Callable[[FrontDesk], Any],
        done: Callable[[Any], None] | None,
        problem: Callable[[Problem], None] | None,
    ) -> None:
        try:
            result: Any = self._reach.run(act)
        except Problem as met:
            self._returned.emit((problem, met))
        except Exception as bug:  # noqa: BLE001 (a bug in an act must not take the worker with it; one of two such places)
            _log.exception("an act failed")
            self._returned.emit((None, bug))
        else:
            if result is _Unfinished.STEPPED_BACK:
                with suppress(RuntimeError):  # it was closed just now
                    self._begun().submit(self._go_on, act, done, problem)
            else:
                self._returned.emit((done, result))

    @Slot(object)
    def _deliver(self, returned: tuple[Callable[[Any], None] | None, Any]) -> None:
        if self._closed:  # Qt still hands over what was under way when the connection was cut
            return
        callback, value = returned
        if isinstance(value, StoreProblem):
            self._failing = True
            self.store_failed.emit(value)
        elif isinstance(value, Exception) and not isinstance(value, Problem):
            self.bug.emit(value)
        elif self._failing:
            self._failing = False
            self.store_works.emit()
        if callback is not None:
            callback(value)

    def _met(self, post: Post | None, problem: Callable[[Problem], None] | None, met: Problem) -> None:
        if isinstance(met, SignedOut) and post is self.post:  # else somebody has signed in since
            self.signed_out.emit(met)
        if problem is not None:
            problem(met)


class _Unfinished(Enum):
    STEPPED_BACK = auto()


class _InParts(Generic[_T]):
    """A long reading, as an act that is done again and again until it has been read."""

    def __init__(self, reading: Callable[[FrontDesk], Parts[_T]], steps_back: Callable[[], bool]) -> None:
        self._reading, self._steps_back = reading, steps_back
        self._desk: FrontDesk | None = None
        self._parts: Parts[_T] | None = None

    def __call__(self, desk: FrontDesk) -> Any:
        """Go on until it has been read, which is returned, or somebody waits."""
        if self._parts is None or desk is not self._desk:  # the store was opened anew meanwhile: from the beginning
            self._desk, self._parts = desk, self._reading(desk)
        try:
            while True:
                next(self._parts)
                if self._steps_back():
                    return _Unfinished.STEPPED_BACK
        except StopIteration as end:
            return end.value


def _at(post: Post, act: Callable[[FrontDesk], _T]) -> Callable[[FrontDesk], _T]:
    """Return an act as it is done at a post, whichever desk it reaches."""

    def placed(desk: FrontDesk) -> _T:
        with desk.standing_at(post):
            return act(desk)

    return placed
