"""A manager who cannot see works the manager's window by keyboard and screen reader: from another process, under a real window manager."""

from __future__ import annotations

import sys

import pytest

from greeter.opening import open_front_desk
from tests.assistive import assistive
from tests.desktop import Desktop, eventually

pytestmark = pytest.mark.xvfb
PAGES = {
    "Room now": "Counters",
    "In one minute": "Save",
    "All figures": "",
    "Trends": "1 visit came.",
    "Catalogue": "Name, as a visitor would say it",
    "Counters": "Where it is",
    "People": "Name, as colleagues know them",
    "Settings": "Name of the office",
    "Reports": "No report writes itself here.",
}
"""Each page, and something that stands on it once it is read. All figures are left out: their 700 cells take as long to ask for as all else."""


@pytest.fixture
def manager(tmp_path, url, always_open):
    with open_front_desk(url, catalogue=always_open) as desk:
        desk.check_in(service="permit", name="Maria Okafor")
    where = ["--db", url, "--catalogue", always_open]
    desktop = Desktop(tmp_path)
    try:
        with assistive(desktop, [sys.executable, "-m", "greeter", "manager", *where], tmp_path) as reader:
            yield desktop, reader
    finally:
        desktop.close()


def test_every_page_has_its_key_and_speaks(manager):
    desktop, reader = manager
    parts = []

    def stands(page, holds):
        parts[:] = reader.ask("look")
        has_keyboard = any("focused" in states and name == page for _, name, _, states in parts)
        return has_keyboard and any(name == holds for _, name, _, _ in parts)

    eventually("the figures", lambda: any(name == "Save" for _, name, _, _ in reader.ask("look")))
    for place, (page, holds) in enumerate(PAGES.items(), start=1):
        if not holds:
            continue
        desktop.types("Control_L", str(place))
        eventually(f"“{holds}” on “{page}”", lambda page=page, holds=holds: stands(page, holds))
        mute = [part for part in parts if "focusable" in part[3] and not part[1].strip()]
        assert mute == [], page
