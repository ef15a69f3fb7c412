"""What happens when, in simulated time."""

from __future__ import annotations

from heapq import heappop, heappush
from itertools import count
from typing import TYPE_CHECKING

from greeter.clock import from_ms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from greeter.clock import ManualClock


class Agenda:
    """A heap of processes by the time at which each goes on.

    A process is somebody's doing, as a generator: it yields the seconds until it goes on, or None to sleep until somebody adds it again.

    clock: is moved to each time before the process goes on; without one somebody else's clock runs, and `play` is called now and then.
    """

    def __init__(self, clock: ManualClock | None = None) -> None:
        self._clock = clock
        self._heap: list[tuple[int, int, Iterator[float | None]]] = []
        self._order = count()
        self.now = 0
        """The time of the process that goes on, in milliseconds since 1970 UTC."""

    def add(self, at_ms: int, process: Iterator[float | None]) -> None:
        """Let a process go on at a time; one already past is now."""
        heappush(self._heap, (max(at_ms, self.now), next(self._order), process))

    def after(self, seconds: float, process: Iterator[float | None]) -> None:
        """Let a process go on in so many seconds."""
        self.add(self.now + round(seconds * 1000), process)

    def once(self, at_ms: int, act: Callable[[], None]) -> None:
        """Do one thing at a time."""
        self.add(at_ms, _once(act))

    def play(self, until_ms: int | None = None) -> None:
        """Let everything happen up to a time, or until nothing is left.

        No two things happen in the same millisecond: ids sort by time, and a day played again must come out the same.
        """
        while self._heap and (until_ms is None or self._heap[0][0] <= until_ms):
            at_ms, _, process = heappop(self._heap)
            self.now = max(at_ms, self.now + 1)
            if self._clock is not None:
                self._clock.move_to(from_ms(self.now))
            wait = next(process, None)
            if wait is not None:
                self.after(wait, process)

    @property
    def next_ms(self) -> int | None:
        """When the next thing happens, or None when nothing is left."""
        return self._heap[0][0] if self._heap else None


def _once(act: Callable[[], None]) -> Iterator[float | None]:
    act()
    yield from ()
