"""Millimetres of every target and of every capital letter, on each page, at 15, 22 and 32 inches: from the screen's real dots an inch."""

from __future__ import annotations

from dataclasses import fields, is_dataclass

import pytest
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from tests.ui.kiosk.test_layout import look_at_every_page
from ui.keyboard import Keyboard
from ui.kiosk.page import KioskPage
from ui.kiosk.window import KioskSettings, Mount
from ui.kit.aid import Aid
from ui.kit.lettering import Lettering
from ui.kit.sizes import kiosk_dpi

SCREENS = {
    "15 inch": ((1366, 768), 100.5),
    "15 inch, fine": ((1920, 1080), 141.2),
    "22 inch upright": ((1080, 1920), 102.5),
    "22 inch": ((1920, 1080), 102.5),
    "32 inch upright": ((1080, 1920), 68.8),
    "32 inch upright, fine": ((2160, 3840), 137.7),
}
"""Size in pixels and dots an inch."""
CAPITAL_MM, LARGE_CAPITAL_MM = 4.8, 7.3
TARGET_MM, KEY_MM, PRIMARY_MM = 15.0, 20.0, 20.0


def letterings(thing, depth=0):
    """Return every lettering that a widget was given."""
    found = []
    for value in vars(thing).values() if hasattr(thing, "__dict__") else ():
        if isinstance(value, Lettering):
            found.append(value)
        elif is_dataclass(value) and depth == 0:
            found += [part for each in fields(value) if isinstance(part := getattr(value, each.name), Lettering)]
    return found


def mm_of(lettering, dpi):
    return QFontMetricsF(lettering.font()).capHeight() * 25.4 / dpi


def measure(hand, dpi, least_capital):
    """Measure the page that is shown; return how many letterings and targets were measured."""
    window, texts, targets = hand.window, 0, 0
    for widget in [window, *window.findChildren(QWidget)]:
        if not widget.isVisible():
            continue
        for lettering in letterings(widget):
            texts += 1
            assert mm_of(lettering, dpi) >= least_capital - 0.11, (widget, lettering)
        if isinstance(widget, (QAbstractButton, QLineEdit)):
            targets += 1
            least = min(widget.width(), widget.height()) * 25.4 / dpi
            wanted = KEY_MM - 1 if isinstance(widget.parent(), Keyboard) and window.frame.portrait else TARGET_MM
            if widget is window.nav_bar.on_button:
                wanted = PRIMARY_MM
            if not isinstance(widget, QLineEdit):  # its card is the target
                assert least >= wanted - 0.3, (hand.page, widget.accessibleName() or widget.text(), least)
    return texts, targets


@pytest.mark.parametrize("large", [False, True], ids=["normal", "large"])
@pytest.mark.parametrize("screen", list(SCREENS))
def test_every_page_in_millimetres(make_kiosk, paper, screen, large, monkeypatch):
    size, dpi = SCREENS[screen]
    hand = make_kiosk(size=size, printer=paper)
    hand.window.settings = KioskSettings(dpi=dpi, mount=Mount.DESK, motion=hand.window.settings.motion)
    hand.resize(size[0] - 1, size[1])
    hand.resize(*size)
    measured = []

    def check(hand):
        measured.append((hand.page, *measure(hand, dpi, LARGE_CAPITAL_MM if large else CAPITAL_MM)))
        assert isinstance(hand.window.shown, KioskPage)

    monkeypatch.setattr("tests.ui.kiosk.test_layout.check", check)
    monkeypatch.setattr("tests.ui.kiosk.test_layout.SCREENS", {screen: size})
    monkeypatch.setitem(look_at_every_page.__globals__["AIDS"], "physical", (Aid.LARGER_TEXT,) if large else ())
    look_at_every_page(hand, screen, "physical", "permit")
    assert len({page for page, _, _ in measured}) >= 12
    assert all(texts >= 3 and targets >= 3 for _, texts, targets in measured)


class Screen:
    """What Qt says of a screen."""

    def __init__(self, width, height, dpi):
        self._size, self._dpi = (width, height), dpi

    def size(self):
        from PySide6.QtCore import QSize

        return QSize(*self._size)

    def physicalDotsPerInch(self):  # noqa: N802 (Qt says it so)
        return self._dpi


@pytest.mark.parametrize(
    ("screen", "setting", "dpi"),
    [
        (Screen(1080, 1920, 102.5), None, 102.5),
        (Screen(1080, 1920, 0), None, 100.0),
        (Screen(1080, 1920, 400), None, 100.0),
        (Screen(1080, 1920, 96), 68.8, 68.8),
        (Screen(800, 480, 170), None, 480 / 200 * 25.4),
        (None, None, 100.0),
        (None, 68.8, 68.8),
    ],
)
def test_a_screen_that_lies_is_set_right(screen, setting, dpi):
    assert kiosk_dpi(screen, setting) == pytest.approx(dpi)
