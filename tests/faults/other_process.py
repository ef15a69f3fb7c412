"""Another process, spoken to line by line. It is ended by its own id, and what it says is waited for with a deadline."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from pathlib import Path

from tests import warm

HERE = Path(__file__).parent
DESK, KIOSK, STAFF = HERE / "desk_process.py", HERE / "kiosk_driver.py", HERE / "staff_driver.py"
WINDOWS = {KIOSK, STAFF, HERE / "window_process.py"}
LONGEST_S = 60
"""A bound for what must come some time; nothing is measured by it."""


class Heard:
    """The lines that come out of a pipe."""

    def __init__(self, pipe):
        self._pipe, self._rest = pipe, b""

    def hears(self, word="", *, within=LONGEST_S):
        """Return the next line that begins with `word`; lines before it are let go."""
        until = time.monotonic() + within
        while True:
            line = self._line(until)
            assert line is not None, f"the process did not say “{word}” within {within} seconds"
            if line.startswith(word):
                return line

    def heard_through(self, word):
        """Return all lines up to the next one that begins with `word`."""
        lines = [self.hears()]
        while not lines[-1].startswith(word):
            lines.append(self.hears())
        return lines

    def heard_until(self, until):
        """Return the lines that it says until a moment of the steady clock."""
        lines = []
        while (line := self._line(until)) is not None:
            lines.append(line)
        return lines

    def _line(self, until):
        """Return the next line, or None where none comes until then, or ever."""
        while b"\n" not in self._rest:
            ready, _, _ = select.select([self._pipe], [], [], max(0, until - time.monotonic()))
            if not ready:
                return None
            more = os.read(self._pipe, 65536)
            if not more:
                return None
            self._rest += more
        line, _, self._rest = self._rest.partition(b"\n")
        return line.decode()


class Other(Heard):
    """A Python program of this folder, in a copy of a process that has imported what it needs; or `cold`, as a machine begins it."""

    def __init__(self, program, *arguments, environ=None, cold=False):
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        if cold:
            command = [sys.executable, *map(str, (program, *arguments))]
            self.process = subprocess.Popen(command, env=environ, bufsize=0, **pipes)
        else:
            modules = warm.WINDOWS if program in WINDOWS else warm.DESKS
            self.process = warm.begin(program, *arguments, modules=modules, environ=environ, **pipes)
        super().__init__(self.process.stdout.fileno())

    def does(self, command):
        """Tell it to do something."""
        self.process.stdin.write(f"{command}\n".encode())

    def asked(self, command, answer=""):
        """Tell it to do something, and return the line that it answers."""
        self.does(command)
        return self.hears(answer)

    def runs(self):
        """Whether it has not ended."""
        return self.process.poll() is None

    def kill(self):
        """End it as `kill -9` does, and return the whole lines that it had said."""
        if self.process.stdout.closed:
            return []
        self.process.kill()
        said = self.heard_until(time.monotonic() + LONGEST_S)
        self.process.communicate()
        return said

    def ends(self):
        """Let it end by itself, in good order, and return its code."""
        self.does("quit")
        self.process.communicate(timeout=LONGEST_S)
        return self.process.returncode
