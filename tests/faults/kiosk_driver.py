"""A kiosk in a process of its own whose buttons are clicked as fast as it goes; it tells each ticket once that is painted.

Called as `kiosk_driver.py URL SECONDS [CATALOGUE]`: the wall clock stands at 10:05 of a Tuesday plus so many seconds; with a catalogue it is the
machine's, and there is one ticket. It says `walking` at the first check-in, and `page NAME` for each page that is painted. With HASTE a second of
the kiosk's is a tenth, and HASTE seconds are waited for a store that is locked.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from greeter.catalogue.last_good import open_office
from greeter.clock import ManualClock, SystemClock
from greeter.store import sqlite
from tests.faults.driven import Driven
from ui.app import application, reach_from_kiosk
from ui.kiosk import presenter as kiosk
from ui.kiosk.walk import Page
from ui.kiosk.window import KioskSettings, KioskWindow, Mount

TAPS = {
    Page.WELCOME: "Start",
    Page.REASON: "Build or repair",
    Page.BEFORE: "Skip the questions",
    Page.SUMMARY: "Yes, get my ticket",
}


class Hand:
    """Taps whatever leads on, and writes down each page and ticket that is on the screen."""

    def __init__(self, window, clock):
        self.window, self.clock = window, clock
        self.shown = self.page = ""
        self.walking = self.resting = False

    def tap(self):
        state = self.window.presenter.state
        if state.page is not self.page:
            self.window.repaint()
            self.page = state.page
            print("page", state.page.value, flush=True)
            if state.page is Page.SORRY:
                self.later()
        if state.page is Page.TICKET and state.walk.ticket is not None:
            if state.walk.ticket.face.number != self.shown:
                self.window.repaint()
                self.shown = state.walk.ticket.face.number
                print("shown", self.shown, flush=True)
            self.later()
            self.press("I have it")
        elif state.page in TAPS and not self.resting:
            if state.page is Page.BEFORE and not self.walking:
                self.walking = True
                print("walking", flush=True)
            self.press(TAPS[state.page])

    def later(self):
        """Tickets are kept apart; the next one may come."""
        if isinstance(self.clock, ManualClock):
            self.clock.advance(seconds=11)

    def press(self, words):
        for button in self.window.findChildren(QAbstractButton):
            if button.isVisible() and (button.accessibleName() or button.text()).startswith(words):
                QTest.mouseClick(button, Qt.MouseButton.LeftButton)
                return

    def rest(self):
        self.resting = True

    def go_on(self):
        self.resting = False


def main(url, seconds, *catalogue):
    if "HASTE" in os.environ:
        kiosk.SECOND_MS, sqlite.BUSY_SECONDS = 100, float(os.environ["HASTE"])
    app = application()
    office = open_office(*catalogue)
    moved = timedelta(seconds=float(seconds))
    clock = SystemClock() if catalogue else ManualClock(datetime(2026, 11, 24, 18, 5, tzinfo=UTC) + moved)
    counterpart = reach_from_kiosk(url, office, clock)
    presenter = kiosk.KioskPresenter(counterpart.background, office, clock, feed=counterpart.feed)
    window = KioskWindow(presenter, KioskSettings(dpi=100, mount=Mount.DESK))
    window.resize(1080, 1920)
    window.show()
    hand = Hand(window, clock)
    driven = Driven({"rest": hand.rest, "go on": hand.go_on})
    driven.setParent(app)
    timer = QTimer(interval=1)
    timer.timeout.connect(hand.tap)
    timer.start()
    app.exec()


if __name__ == "__main__":
    main(*sys.argv[1:])
