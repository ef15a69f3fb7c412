"""A wall clock that a test sets, for other processes: libfaketime shows them the time of a file, and leaves the steady clock alone."""

from __future__ import annotations

import os
import time
from pathlib import Path

LIBRARY = "libfaketimeMT.so.1"


class Wall:
    """The wall clock of the processes that are started with `environ`."""

    def __init__(self, folder):
        found = sorted(Path("/usr").glob(f"**/faketime/{LIBRARY}"))
        if not found:
            raise RuntimeError("libfaketime is not on this machine: packaging/bootstrap.py setup installs it.")
        self.file = folder / "wall"
        self.environ = {
            **os.environ,
            "LD_PRELOAD": str(found[0]),
            "FAKETIME_TIMESTAMP_FILE": str(self.file),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "NO_FAKE_STAT": "1",
        }
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
