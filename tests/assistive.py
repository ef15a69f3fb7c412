"""An assistive technology at one of our programs: through AT-SPI, from another process, without seeing it."""

from __future__ import annotations

import json
import subprocess
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.desktop import eventually

SYSTEM_PYTHON = "/usr/bin/python3"
CLIENT = Path(__file__).with_name("assistive_client.py")


class Reader:
    """Asks the client; knows nothing else of the program."""

    def __init__(self, client):
        self.client = client
        assert self._line() == "ready"

    def ask(self, *command):
        """Ask, again where a part went while it was looked at."""
        while True:
            print(json.dumps(command), file=self.client.stdin, flush=True)
            answer = self._line()
            if not isinstance(answer, dict):
                return answer

    def _line(self):
        line = self.client.stdout.readline()
        assert line, "the client has ended"
        return json.loads(line)

    def names(self):
        """Return the names of everything that shows."""
        return [name for _, name, _, _ in self.ask("look")]

    def wait_for(self, words):
        """Wait until something shows whose name has these words; return it."""

        def look():
            return next((part for part in self.ask("look") if words in part[1]), None)

        return eventually(f"“{words}”", look)

    def press(self, name, role="push button"):
        """Press the one part of this name, once it shows."""
        eventually(f"{role} “{name}”", lambda: self.ask("press", role, name) == 1)

    def part(self, name, role):
        """Return description and states of the one part of this role and name."""
        found = [part[2:] for part in self.ask("look") if part[:2] == [role, name]]
        assert len(found) == 1, (role, name, found)
        return found[0]


@contextmanager
def assistive(desktop, program, folder):
    """Start a program on a desktop, and who reads it, on a message bus of their own that ends with them; yield the `Reader`."""
    environ = {**desktop.environ, "GREETER_HOME": str(folder / "home"), "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
    environ.pop("DBUS_SESSION_BUS_ADDRESS", None)
    both = f'"$@" & program=$!; trap "kill $program" EXIT; {SYSTEM_PYTHON} "{CLIENT}" >&3'
    bus = 'exec 3>&1 >&2; exec dbus-run-session -- sh -c "$0" sh "$@"'  # the bus and its services talk to the log
    with ExitStack() as opened:
        log = opened.enter_context((folder / "programs.log").open("w"))
        client = subprocess.Popen(
            ["sh", "-c", bus, both, *map(str, program)],
            env=environ,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        opened.callback(client.wait)
        opened.callback(client.stdout.close)
        opened.callback(client.stdin.close)  # ends the client, then the program, then the bus
        yield Reader(client)
