"""A clerk who cannot see practises a conversation by keyboard and screen reader: from another process, under a real window manager."""

from __future__ import annotations

import sys

import pytest

from greeter.catalogue.last_good import open_office
from greeter.practice.scenes import scenes_of
from tests.assistive import assistive
from tests.desktop import Desktop, eventually

pytestmark = pytest.mark.xvfb


def test_every_page_of_a_practice_speaks(tmp_path):
    scene = scenes_of(open_office(None))[0]
    practice = [sys.executable, "-m", "greeter", "practice", "--keep", str(tmp_path / "kept")]
    desktop = Desktop(tmp_path)
    try:
        with assistive(desktop, practice, tmp_path) as reader:
            heard = []

            def has_keyboard(words):
                eventually(
                    f"the keyboard at “{words}”",
                    lambda: any("focused" in states and words in name for _, name, _, states in reader.ask("look")),
                )
                mute = [part for part in reader.ask("look") if "focusable" in part[3] and not part[1].strip()]
                assert mute == [], words

            def hears(words):
                def listen():
                    heard.extend(reader.ask("heard"))
                    return any(words in one for one in heard)

                eventually(f"“{words}” among {heard}", listen)

            has_keyboard(scene.name)
            desktop.types("1")
            has_keyboard("Queue")
            hears(": ")
            desktop.types("Alt_L", "Return")
            has_keyboard("Another scene")
    finally:
        desktop.close()
