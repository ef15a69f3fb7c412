"""A script that acts on windows and waits for what they show, while Qt's own loop runs."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMessageLogContext, QObject, QTimer, QtMsgType, Signal, qInstallMessageHandler

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import TracebackType

    from ui.app import Counterpart

LOOK_MS = 5
LONGEST_S = 60.0
"""Nothing in a script takes so long; what does is stuck."""


@dataclass(frozen=True, slots=True)
class Until:
    """Something to wait for. what: said when it does not come."""

    what: str
    holds: Callable[[], bool]


class Stuck(Exception):
    """What a script waits for has not come."""


class Script(QObject):
    """Plays a generator that yields what to wait for.

    Signals:
        ended(): it is over.
    """

    ended = Signal()

    def __init__(self, steps: Iterator[Until], *, longest_s: float = LONGEST_S, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps = steps
        self._longest_s = longest_s
        self._waits: Until | None = None
        self._since = monotonic()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Begin with the first step, once the loop runs."""
        self._timer.start()

    def look(self) -> None:
        """Go on when what is waited for has come. Raises Stuck when it takes too long, and ends with whatever a step raises."""
        if self._waits is not None and not self._waits.holds():
            if monotonic() - self._since > self._longest_s:
                self._timer.stop()
                raise Stuck(f"waited in vain: {self._waits.what}")
            return
        self._timer.stop()  # a step that fails must not be tried again
        self._waits = next(self._steps, None)
        if self._waits is None:
            self.ended.emit()
            return
        self._since = monotonic()
        self._timer.start()


def settled(*ways: Counterpart) -> Iterator[Until]:
    """Wait until windows have shown all that the store holds at the time it is: what was to be read and done for them is done."""
    for way in ways:
        way.feed.look()
        way.feed.changed.emit()  # a clock that was moved by hand changes waits, and nobody tells of it
        for _ in range(3):  # what is read may lead to one more act, and that to one more reading
            answered: list[None] = []
            way.background.run(lambda _desk: None, answered.append)
            yield Until("the window's acts", lambda answered=answered: bool(answered))  # type: ignore[misc]


@contextmanager
def failures_to(stop: Callable[[BaseException], None]) -> Iterator[None]:
    """Give what fails in Qt's callbacks to `stop`, while a script plays: it must not be logged and forgotten."""
    before = sys.excepthook

    def caught(_kind: type[BaseException], bug: BaseException, trace: TracebackType | None) -> None:
        stop(bug.with_traceback(trace))

    sys.excepthook = caught
    try:
        yield
    finally:
        sys.excepthook = before


@contextmanager
def without_noise() -> Iterator[None]:
    """Leave out what Qt's plug-in for no screen says of every window: that it has no window manager to give sizes to."""
    before: Any = None

    def say(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if "propagateSizeHints" in message:
            return
        if before is not None:
            before(kind, context, message)
        else:
            sys.stderr.write(f"{message}\n")

    before = qInstallMessageHandler(say)
    try:
        yield
    finally:
        qInstallMessageHandler(before)
