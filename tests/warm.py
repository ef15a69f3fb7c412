"""Python programs in processes of their own that begin with everything imported: each is a copy of a process that has done that once.

A copy has its own environment, folder, clock and pipes, is ended by its own id, and runs its program from the first line to the last, as
`python program.py`, `python -m program` and `python -c` do. What must show how a program begins from nothing is started by `subprocess`.
"""

from __future__ import annotations

import atexit
import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

PROCESS = Path(__file__).with_name("warm_process.py")
DESKS = ("tests.faults.clock_process", "tests.faults.desk_process", "tests.faults.network_process", "greeter.cli")
"""What a front desk needs, and its reports."""
WINDOWS = (*DESKS, "tests.faults.windows_ready", "tests.faults.window_process", "ui.commands")
"""What each window needs."""
BEFORE_ALL = ("LD_PRELOAD", "FAKETIME_DONT_FAKE_MONOTONIC", "FAKETIME_NO_CACHE", "NO_FAKE_STAT")
"""What a process has from its first moment on or never: a library that stands before all others, and what that reads when it is loaded."""
PIPE = subprocess.PIPE


class Copied:
    """A process, as `subprocess.Popen` has it."""

    def __init__(self, pid, status, pipes):
        self.pid, self.returncode = pid, None
        self._status = status
        self.stdin, self.stdout, self.stderr = pipes

    def poll(self):
        """Return its code, or None while it runs."""
        return self._look(0)

    def wait(self, timeout=None):
        """Return its code once it has ended."""
        if self._look(timeout) is None:
            raise subprocess.TimeoutExpired(str(self.pid), timeout)
        return self.returncode

    def send_signal(self, number):
        """Send it a signal, if it runs."""
        if self.poll() is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def kill(self):
        """End it as `kill -9` does."""
        self.send_signal(signal.SIGKILL)

    def communicate(self, timeout=None):
        """Close what it reads, return what is left of what it says and complains, and its end."""
        until = None if timeout is None else time.monotonic() + timeout
        if self.stdin and not self.stdin.closed:
            with suppress(BrokenPipeError):
                self.stdin.close()
        pipes = [pipe for pipe in (self.stdout, self.stderr) if pipe and not pipe.closed]
        said = {pipe.fileno(): b"" for pipe in pipes}
        waiting = set(said)
        while waiting:
            ready, _, _ = select.select(waiting, [], [], until and max(0, until - time.monotonic()))
            if not ready:
                raise subprocess.TimeoutExpired(str(self.pid), timeout)
            for one in ready:
                more = os.read(one, 65536)
                said[one] += more
                if not more:
                    waiting.remove(one)
        found = [said[pipe.fileno()].decode() if pipe in pipes else None for pipe in (self.stdout, self.stderr)]
        for pipe in pipes:
            pipe.close()
        self.wait(until and max(0, until - time.monotonic()))
        return tuple(found)

    def _look(self, seconds):
        if self.returncode is None and select.select([self._status], [], [], seconds)[0]:
            code = self._status.read()
            self._status.close()
            assert code, "the process that it was copied from has ended before it"
            self.returncode = int(code)
        return self.returncode


class Warm:
    """A process with some modules imported, and the way to copies of it."""

    def __init__(self, modules, *before_all):
        own = {name: value for name, value in zip(BEFORE_ALL, before_all, strict=True) if value is not None}
        environ = {name: value for name, value in os.environ.items() if name != "COVERAGE_PROCESS_CONFIG"} | own
        self._control, far = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        command = [sys.executable, str(PROCESS), str(far.fileno()), *modules]
        with far:
            self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL, env=environ, pass_fds=[far.fileno()])
        atexit.register(self.end)

    def copy(self, arguments, environ, *, stdin, stdout, stderr):
        """Begin a program in a copy: a path, `-m` and a module, or `-c` and its text, and what it is called with."""
        pipes, given, kept = [], [], []
        for asked, writes in ((stdin, True), (stdout, False), (stderr, False)):
            if asked == PIPE:
                read, write = os.pipe()
                mine, its = (write, read) if writes else (read, write)
                pipes.append(os.fdopen(mine, "wb", 0) if writes else os.fdopen(mine, "rb"))
                given.append(its)
            else:
                pipes.append(None)
                given.append(os.dup(len(pipes) - 1))
        status, its = os.pipe()
        kept = [*given, its]
        asked = {"arguments": [str(one) for one in arguments], "environ": dict(environ), "folder": str(Path.cwd())}
        socket.send_fds(self._control, [json.dumps(asked).encode()], kept)
        for one in kept:
            os.close(one)
        pid = self._control.recv(32)
        assert pid, "the process to be copied has ended"
        return Copied(int(pid), os.fdopen(status, "rb", 0), pipes)

    def end(self):
        """End it; its copies go on."""
        self._control.close()
        self._process.wait()


_WARM: dict[tuple[object, ...], Warm] = {}


def begin(*arguments, modules=DESKS, environ=None, stdin=None, stdout=None, stderr=None):
    """Begin a program in a copy of the process that has these modules imported, and return its process."""
    environ = os.environ if environ is None else environ
    key = (modules, *map(environ.get, BEFORE_ALL))
    if key not in _WARM:
        _WARM[key] = Warm(*key)
    return _WARM[key].copy(arguments, environ, stdin=stdin, stdout=stdout, stderr=stderr)


def run(*arguments, modules=DESKS, environ=None):
    """Run a program in a copy to its end, and return it as `subprocess.run` does, with what it said."""
    process = begin(*arguments, modules=modules, environ=environ, stdout=PIPE, stderr=PIPE)
    said, complaint = process.communicate()
    return subprocess.CompletedProcess(arguments, process.returncode, said, complaint)
