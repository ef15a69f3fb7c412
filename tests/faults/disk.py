"""A disk of our own: `disk.c` built, and told when to fail."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
from enum import Enum
from pathlib import Path

SOURCE = Path(__file__).with_name("disk.c")
KILL = 0
"""Given as a fault: the process ends as by `kill -9`, before the act is done."""


class Act(Enum):
    """What a disk may fail to do."""

    WRITE = "write"
    SYNC = "sync"
    OPEN = "open"
    ANY = "any"


class How(Enum):
    """How long it fails."""

    ONCE = "once"
    ON = "on"


def build(folder):
    """Compile the disk into a folder and return its library. A machine without a compiler fails here."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    assert compiler, "There is no C compiler on this machine: packaging/bootstrap.py setup installs gcc and libc6-dev."
    library = Path(folder) / "disk.so"
    subprocess.run(
        [compiler, "-O2", "-Wall", "-shared", "-fPIC", "-o", library, SOURCE, "-ldl", "-lpthread"], check=True
    )
    return library


class Disk:
    """The folder `place`, as programs see it that run in `environ`. This process sees the files as they are."""

    def __init__(self, library, folder):
        self.library = library
        self.place = Path(folder).resolve() / "disk"
        self.place.mkdir()
        self.log = self.place.with_name("disk.log")
        self._control = self.place.with_name("disk.control")
        self._count = self.place.with_name("disk.count")
        self._serial = 0

    @property
    def url(self):
        """The address of a store on this disk."""
        return f"sqlite:///{self.place / 'office.db'}"

    def environ(self, *, logged=False):
        """Return the environment of a program that uses this disk; `logged` keeps the diary that `power_loss` reads."""
        own = {
            "LD_PRELOAD": self.library,
            "DISK_FOLDER": self.place,
            "DISK_CONTROL": self._control,
            "DISK_COUNT": self._count,
        }
        if logged:
            own["DISK_LOG"] = self.log
        return {**os.environ, **{name: str(value) for name, value in own.items()}}

    def fail(self, act=Act.ANY, fault=errno.EIO, *, nth=1, how=How.ON, part="*"):
        """Fail the `nth` act from now on files whose path ends in `part`."""
        self._tell(f"{act.value} {part} {nth} {fault} {how.value}")

    def heal(self):
        """Fail no more."""
        self._tell("- * 0 0 once")

    @property
    def faults(self):
        """How many faults were given since the last `fail`."""
        return self._count.stat().st_size if self._count.exists() else 0

    def _tell(self, words):
        self._serial += 1
        self._count.unlink(missing_ok=True)
        new = self._control.with_suffix(".new")
        new.write_text(f"{self._serial} {words}\n")
        new.replace(self._control)
