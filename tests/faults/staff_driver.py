"""A staff window in a process of its own: it says what stands on it, and presses the keys that it is told to.

Called as `staff_driver.py URL COUNTER CLERK`. It says `ready` once it has read the queue, `at NUMBER` or `free`, `alarm WORDS` or `well`, and
`banner WORDS` whenever one of them changes; `waiting NUMBERS` with each new state. Commands: `call`, `back in line`, `beats`. With HASTE it looks
again after a fifth of a second, and HASTE seconds are waited for a store that is locked.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from greeter.catalogue.last_good import open_office
from greeter.clock import ManualClock
from greeter.guidance.suggestion import RoomNeed
from greeter.store import sqlite
from greeter.texts import Texts
from tests.faults.driven import Driven
from ui.app import application, reach
from ui.staff import reading
from ui.staff.window import StaffWindow


class Told:
    """Says what the window shows, when it changes."""

    def __init__(self, window):
        self.window = window
        self.said = {}

    def look(self):
        self.window.repaint()
        state = self.window.presenter.state
        if state is not None:
            self.say("ready", "ready")
            at = state.queue.current
            self.say("at", f"at {at.number}" if at else "free")
            alarm = next((one for one in state.room if one.kind is RoomNeed.STORE), None)
            self.say("alarm", f"alarm {alarm.what} {alarm.why}" if alarm else "well")
            self.say(
                "waiting", " ".join(["waiting", *(row.number for row in (*state.queue.mine, *state.queue.others))])
            )
        banner = self.window.panes.banner
        self.say("banner", f"banner {banner.words if banner.isVisible() else '-'}")

    def say(self, kind, line):
        if self.said.get(kind) != line:
            self.said[kind] = line
            print(line, flush=True)


def main(url, counter, clerk):
    if "HASTE" in os.environ:
        reading.TROUBLE_MS, sqlite.BUSY_SECONDS = 200, float(os.environ["HASTE"])
    app = application()
    office = open_office()
    counterpart = reach(url, office, ManualClock(datetime(2026, 11, 24, 18, 5, tzinfo=UTC)))
    window = StaffWindow(counterpart.background, counterpart.feed, office, counter, clerk, Texts())
    told = Told(window)
    window.presenter.shown.connect(lambda _state: told.look())
    window.presenter.told.connect(lambda *_: told.look())
    driven = Driven(
        {
            "call": lambda: QTest.keyClick(window, Qt.Key.Key_F2),
            "back in line": lambda: QTest.keyClick(window, Qt.Key.Key_F7),
        }
    )
    driven.setParent(app)
    window.show()
    app.exec()


if __name__ == "__main__":
    main(*sys.argv[1:])
