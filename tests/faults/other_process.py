"""Another process, spoken to line by line. It is ended by its own id, and what it says is waited for with a deadline."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent
DESK, KIOSK, STAFF = HERE / "desk_process.py", HERE / "kiosk_driver.py", HERE / "staff_driver.py"
LONGEST_S = 60
"""A bound for what must come some time; nothing is measured by it."""


class Other:
    """A Python program of this folder."""

    def __init__(self, *command, environ=None):
        self.process = subprocess.Popen(
            [sys.executable, *map(str, command)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environ, bufsize=0
        )
        self._rest = b""

    def hears(self, word="", *, within=LONGEST_S):
        """Return the next line that begins with `word`; lines before it are let go."""
        until = time.monotonic() + within
        while True:
            line = self._line(until)
            assert line is not None, f"the process did not say “{word}” within {within} seconds"
            if line.startswith(word):
                return line

    def heard(self):
        """Return all lines that it has said by now and nobody has heard."""
        lines = []
        while (line := self._line(0)) is not None:
            lines.append(line)
        return lines

    def heard_until(self, until):
        """Return the lines that it says until a moment of the steady clock."""
        lines = []
        while (line := self._line(until)) is not None:
            lines.append(line)
        return lines

    def does(self, command):
        """Tell it to do something."""
        self.process.stdin.write(f"{command}\n".encode())

    def asked(self, command):
        """Tell it to do something, and return the line that it answers."""
        self.does(command)
        return self.hears()

    def kill(self):
        """End it as `kill -9` does, and return the whole lines that it had said."""
        if self.process.poll() is None:
            self.process.kill()
        said, _ = self.process.communicate()
        lines = (self._rest + said).decode().split("\n")
        self._rest = b""
        return lines[:-1]

    def ends(self):
        """Let it end by itself, in good order, and return its code."""
        self.does("quit")
        self.process.communicate(timeout=LONGEST_S)
        return self.process.returncode

    def _line(self, until):
        """Return the next line, or None where none comes until then, or ever."""
        while b"\n" not in self._rest:
            ready, _, _ = select.select([self.process.stdout], [], [], max(0, until - time.monotonic()))
            if not ready:
                return None
            more = os.read(self.process.stdout.fileno(), 65536)
            if not more:
                return None
            self._rest += more
        line, _, self._rest = self._rest.partition(b"\n")
        return line.decode()
