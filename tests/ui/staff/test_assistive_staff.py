"""A clerk who cannot see works the staff window by keyboard and screen reader: from another process, under a real window manager."""

from __future__ import annotations

import sys

import pytest

from greeter.opening import open_front_desk
from tests.assistive import assistive
from tests.desktop import Desktop, eventually

pytestmark = pytest.mark.xvfb
HOME = "Queue"
PANELS = {
    ("Control_L", "k"): "Find an act, a visitor, a service, a person or a phone number",
    ("n",): "Write a note",
    ("a",): "What is the step?",
    ("w",): "A name, a room, or what it is about",
    ("Shift_L", "e"): "Summary",
    ("Shift_L", "f"): "Follow-ups. The office owes nobody an answer.",
    ("Shift_L", "l"): "Phone",
    ("Shift_L", "slash"): "All keys",
    ("Shift_L", "a"): "A word or two about it",
    ("Shift_L", "c"): "Serve all who wait, give no more tickets",
    ("F5",): "Or in your words",
    ("F6",): "For which service",
    ("F8",): "Resolved",
    ("F9",): "What brings them in, in their own words",
    ("Control_L", "d"): "Or in your words",
    ("Control_L", "n"): "Or in your words",
    ("Control_L", "h"): "Rather not say",
    ("Control_L", "f"): "A number, service, need, language or word",
}
"""Keys, and what then has the keyboard."""
ASKED = {
    ("F6",): "Send P001 on.",
    ("F5",): "Why on hold, P001?",
    ("Shift_L", "a"): "What else did P001 come for?",
    ("Control_L", "h"): "How was your day?",
    ("F8",): "How did it end for P001?",
}
"""Questions, which are said as they are asked."""


class Clerk:
    """Hears and presses; sees nothing."""

    def __init__(self, desktop, reader):
        self.desktop, self.reader = desktop, reader
        self.heard = []

    def parts(self):
        return self.reader.ask("look")

    def has_keyboard(self, name):
        return any("focused" in states and part == name for _, part, _, states in self.parts())

    def hears(self, words):
        def heard():
            self.heard += self.reader.ask("heard")
            return any(words in one for one in self.heard)

        eventually(f"“{words}” among {self.heard}", heard)


@pytest.fixture
def clerk(tmp_path, url, always_open):
    with open_front_desk(url, catalogue=always_open) as desk:
        desk.check_in(service="permit", name="Maria Okafor", reason="a deck")
        desk.check_in(service="permit")
    where = ["--db", url, "--catalogue", always_open]
    staff = [sys.executable, "-m", "greeter", "staff", "--counter", "3", "--clerk", "Dana", *where]
    desktop = Desktop(tmp_path)
    try:
        with assistive(desktop, staff, tmp_path) as reader:
            made = Clerk(desktop, reader)
            eventually("the keyboard in the queue", lambda: made.has_keyboard(HOME))
            yield made
    finally:
        desktop.close()


def test_every_panel_speaks(clerk):
    clerk.desktop.types("F2")
    clerk.hears("P001 is called to your counter: Build or repair.")
    clerk.desktop.types("F4")
    clerk.hears("P001 is with you: Build or repair.")
    for keys, name in PANELS.items():
        clerk.desktop.types(*keys)
        eventually(f"the keyboard at “{name}”, by {keys}", lambda name=name: clerk.has_keyboard(name))
        if keys in ASKED:
            clerk.hears(ASKED[keys])
        mute = [part for part in clerk.parts() if "focusable" in part[3] and not part[1].strip()]
        assert mute == [], keys
        clerk.desktop.types("Escape")
        eventually(f"the keyboard in the queue again, after {keys}", lambda: clerk.has_keyboard(HOME))
    clerk.desktop.types("F8")
    eventually("the question", lambda: clerk.has_keyboard("Resolved"))
    clerk.desktop.types("Return")
    clerk.hears("Nobody is at your counter. Next is P002: Build or repair.")
