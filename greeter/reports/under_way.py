"""Long work that tells how far it is, and that can be stopped between two parts of it."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

from greeter.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable


class Stopped(Problem):
    """Somebody has stopped the work. Nothing of it was kept."""


class UnderWay:
    """One piece of work. `stop` may be called from another thread; the work itself calls `step` between its parts."""

    def __init__(self, tell: Callable[[int, int], None] | None = None) -> None:
        """tell: hears how many parts are done, and how many there are, on the thread of the work."""
        self._stop, self._tell = Event(), tell

    def stop(self) -> None:
        """Let the work end at its next step."""
        self._stop.set()

    @property
    def is_stopping(self) -> bool:
        """Whether it is to end."""
        return self._stop.is_set()

    def check(self) -> None:
        """Raise Stopped where it is to end."""
        if self.is_stopping:
            raise Stopped("It was stopped.", "Nothing was saved.")

    def step(self, done: int, of: int) -> None:
        """Tell how far it is. Raises Stopped where it is to end."""
        self.check()
        if self._tell is not None:
            self._tell(done, of)
