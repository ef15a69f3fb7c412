"""A wall clock that a test sets, for other processes: libfaketime shows them the time of a file, and leaves the steady clock alone."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from pathlib import Path

BATTERY_EMPTY = datetime(1970, 1, 1, 0, 0, 10, tzinfo=UTC)
STEPS = {
    "an hour on": lambda wall: wall.step(3600),
    "an hour back": lambda wall: wall.step(-3600),
    "1970": lambda wall: wall.stand_at(BATTERY_EMPTY),
    "twenty years on": lambda wall: wall.step(20 * 365 * 86_400),
}
"""Ways in which a wall clock goes wrong."""
LIBRARY = "libfaketimeMT.so.1"
PLACES = ("lib/*", "lib", "lib64", "local/lib")


class Wall:
    """The wall clock of the processes that are started with `environ`."""

    def __init__(self, folder):
        found = [file for place in PLACES for file in Path("/usr").glob(f"{place}/faketime/{LIBRARY}")]
        if not found:
            raise RuntimeError("libfaketime is not on this machine: packaging/bootstrap.py setup installs it.")
        self.file = folder / "wall"
        self.settings = {
            "LD_PRELOAD": str(found[0]),
            "FAKETIME_TIMESTAMP_FILE": str(self.file),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "NO_FAKE_STAT": "1",
        }
        self.environ = {**os.environ, **self.settings}
        self.put_right()

    def step(self, seconds):
        """Let the wall clock be so much ahead of the machine's; behind it where that is negative."""
        draft = self.file.with_suffix(".new")
        draft.write_text(f"{seconds:+.3f}")
        draft.replace(self.file)

    def stand_at(self, when):
        """Set the wall clock, from where it goes on."""
        self.step(when.timestamp() - time.time())

    def put_right(self):
        """Let it show the machine's time."""
        self.step(0)
