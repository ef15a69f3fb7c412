"""Python's garbage goes in the windows' thread, and in no other.

What lies in a cycle is found by whichever thread happens to allocate next. Where that is a worker, and a Qt object lies in the cycle, both may wait
for ever: the worker, in the object's destructor, has Qt's lock on its signals and waits for Python's; the windows' thread has Python's, and waits
for Qt's while it connects a signal. So Python collects nothing by itself here, and the windows' thread looks instead.
"""

from __future__ import annotations

import gc
from time import monotonic

from PySide6.QtCore import QObject, QTimer

LOOK_MS = 500
FULL_S = 60.0
"""Between two looks through everything. The first sets aside what is there by then, modules and windows: it stays, and none looks through it."""


class Garbage(QObject):
    """Collects garbage for as long as its parent lives, the application; by Python's own thresholds."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._last_full = monotonic()
        self._began = False
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect the oldest generation whose time has come."""
        generation = due(gc.get_count(), gc.get_threshold(), full=monotonic() - self._last_full >= FULL_S)
        if generation is None:
            return
        if generation == OLDEST:
            self._last_full = monotonic()
        if generation == OLDEST and not self._began:
            self._began = True
            gc.freeze()
        else:
            gc.collect(generation)


OLDEST = 2


def due(counts: tuple[int, ...], thresholds: tuple[int, ...], *, full: bool) -> int | None:
    """Return the oldest generation that has passed its threshold, as `gc.get_count` tells; None where there is none.

    full: whether everything may be looked through.
    """
    passed = [place for place, (count, most) in enumerate(zip(counts, thresholds, strict=True)) if count > most]
    return max((place for place in passed if full or place < OLDEST), default=None)
