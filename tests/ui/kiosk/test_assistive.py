"""An assistive technology works the kiosk from another process: through AT-SPI, under a real window manager, without seeing it."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from greeter.opening import open_front_desk
from tests.desktop import Desktop, eventually

pytestmark = pytest.mark.xvfb
SYSTEM_PYTHON = "/usr/bin/python3"
CLIENT = Path(__file__).with_name("assistive_client.py")


class Reader:
    """Asks the client; knows nothing else of the kiosk."""

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


@pytest.fixture(scope="module")
def desktop(tmp_path_factory):
    made = Desktop(tmp_path_factory.mktemp("desktop"))
    yield made
    made.close()


@pytest.fixture
def reader(desktop, tmp_path, url, always_open):
    """A kiosk on the desktop, and who reads it, on a message bus of their own that ends with them."""
    environ = {**desktop.environ, "GREETER_HOME": str(tmp_path / "home"), "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
    environ.pop("DBUS_SESSION_BUS_ADDRESS", None)
    kiosk = [
        sys.executable,
        "-m",
        "greeter",
        "kiosk",
        "--window",
        "--dpi",
        "50",
        "--db",
        url,
        "--catalogue",
        str(always_open),
    ]
    both = f'"$@" & kiosk=$!; trap "kill $kiosk" EXIT; {SYSTEM_PYTHON} "{CLIENT}" >&3'
    bus = 'exec 3>&1 >&2; exec dbus-run-session -- sh -c "$0" sh "$@"'  # the bus and its services talk to the log
    command = ["sh", "-c", bus, both, *kiosk]
    with ExitStack() as opened:
        log = opened.enter_context((tmp_path / "programs.log").open("w"))
        client = subprocess.Popen(
            command, env=environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True
        )
        opened.callback(client.wait)
        opened.callback(client.stdout.close)
        opened.callback(client.stdin.close)  # ends the client, then the kiosk, then the bus
        yield Reader(client)


def visit_of(url, always_open):
    with open_front_desk(url, catalogue=always_open) as desk:
        (row,) = desk.store.rows("select id from visit")
        return desk.visit(row["id"]), desk.store.request(desk.visit(row["id"]).request)


def test_a_whole_check_in_by_assistive_technology(reader, url, always_open):
    reader.wait_for("Welcome to Alder Creek Town Hall.")
    assert reader.part("English", "push button")[0].startswith("Chosen.")
    reader.press("Start")
    reader.wait_for("What brings you in today?")
    description, states = reader.part("Build or repair", "push button")
    assert description == "Home, deck, fence"
    assert "checkable" not in states
    assert "focused" in states
    reader.press("Build or repair")
    reader.wait_for("Before you wait")
    told = " ".join(reader.names())
    for words in ("What to have ready. Photo ID.", "What it costs.", "Our promise: 15 minutes at most."):
        assert words in told
    reader.press("Continue")
    reader.press("No, this is the first time")
    reader.wait_for("What may we call you?")
    _, states = reader.part("What may we call you?", "text")
    assert {"editable", "focused"} <= set(states)
    reader.press("Continue without a name")
    reader.wait_for("What helps you?")
    _, states = reader.part("A seat while you wait", "check box")
    assert "checked" not in states
    reader.press("A seat while you wait", "check box")
    eventually("a check", lambda: "checked" in reader.part("A seat while you wait", "check box")[1])
    reader.press("Continue")
    reader.wait_for("Did we get that right?")
    assert {"Build or repair", "A seat while you wait"} <= set(reader.names())
    reader.press("Yes, get my ticket")
    role, _name, _, states = reader.wait_for("Your number P001.")
    assert (role, "focusable" in states, "focused" in states) == ("label", True, True)
    assert "You’re in line." in reader.names()
    visit, request = visit_of(url, always_open)
    assert (visit.number, visit.needs, request.service) == ("P001", "seat", "permit")


def test_the_aids_are_switches_and_a_person_is_a_press_away(reader, url, always_open):
    reader.wait_for("Welcome to Alder Creek Town Hall.")
    for name in ("Listen", "Larger text", "Contrast", "Lower the controls"):
        _, states = reader.part(name, "check box")
        assert "checkable" in states
        assert "checked" not in states
    reader.press("Contrast", "check box")
    eventually("a check", lambda: "checked" in reader.part("Contrast", "check box")[1])
    reader.press("Talk to a person")
    reader.wait_for("We told our staff.")
    assert visit_of(url, always_open)[0].number == "H001"


def test_what_comes_while_typing_is_announced(reader):
    reader.wait_for("Welcome to Alder Creek Town Hall.")
    reader.press("Start")
    reader.press("Say it your way: “I want to build a deck”")
    for key in "DECK":
        reader.press(key)
    eventually("what was found", lambda: "Is it one of these?" in reader.names())
    heard = []
    eventually("an announcement", lambda: heard.extend(reader.ask("heard")) or "Is it one of these?" in " ".join(heard))
    assert "Build or repair" in " ".join(heard)
    assert "Letter" not in " ".join(heard)  # a screen reader says by itself what is typed
