"""Finds out what a window did while its event loop did not come round: a second thread looks at it."""

from __future__ import annotations

import gc
import sys
import threading
from time import monotonic_ns, process_time_ns

LOOK_S = 0.02
LONG_MS = 100
DEEP = 6


class LongFrames:
    """Keeps the frames longer than `LONG_MS`: when, how long, how much of it this process computed, and where it was seen."""

    def __init__(self):
        self.found = []
        self._main = threading.get_ident()
        self._begun = self._last = monotonic_ns()
        self._computed = process_time_ns()
        self._seen, self._collected, self._collecting = [], 0, 0
        self._over = threading.Event()
        gc.callbacks.append(self._garbage)
        threading.Thread(target=self._watch, daemon=True).start()

    def come_round(self):
        """Note that the event loop has come round."""
        now, computed = monotonic_ns(), process_time_ns()
        ms = (now - self._last) / 1e6
        if ms > LONG_MS:
            self.found.append(
                {
                    "at_s": round((self._last - self._begun) / 1e9, 2),
                    "ms": round(ms),
                    "computed_ms": round((computed - self._computed) / 1e6),
                    "garbage_ms": round(self._collected / 1e6),
                    "seen": list(self._seen),
                }
            )
        self._last, self._computed, self._collected = now, computed, 0
        self._seen.clear()

    def _watch(self):
        while not self._over.wait(LOOK_S):
            if monotonic_ns() - self._last > 2 * LOOK_S * 1e9:
                self._seen.append(_where(sys._current_frames().get(self._main)))

    def _garbage(self, phase, _told):
        if phase == "start":
            self._collecting = monotonic_ns()
        else:
            self._collected += monotonic_ns() - self._collecting


def _where(frame):
    """Return the innermost functions, the outer ones last."""
    told = []
    while frame is not None and len(told) < DEEP:
        told.append(f"{frame.f_code.co_filename.rsplit('/', 2)[-1]}:{frame.f_lineno} {frame.f_code.co_name}")
        frame = frame.f_back
    return " < ".join(told)
