"""An assistive technology works the kiosk from another process: through AT-SPI, under a real window manager, without seeing it."""

from __future__ import annotations

import sys

import pytest

from greeter.opening import open_front_desk
from tests.assistive import assistive
from tests.desktop import Desktop, eventually

pytestmark = pytest.mark.xvfb


@pytest.fixture(scope="module")
def desktop(tmp_path_factory):
    made = Desktop(tmp_path_factory.mktemp("desktop"))
    yield made
    made.close()


@pytest.fixture
def reader(desktop, tmp_path, url, always_open):
    """A kiosk on the desktop, and who reads it."""
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
        always_open,
    ]
    with assistive(desktop, kiosk, tmp_path) as opened:
        yield opened


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
