"""A staff window in a process of its own, which writes what it is told and then waits to be killed: `drafts_driver.py URL FOLDER`."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from PySide6.QtCore import QTimer

from greeter.catalogue.last_good import open_office
from greeter.clock import ManualClock
from greeter.drafts import Drafts
from greeter.texts import Texts
from ui.app import application, reach
from ui.staff.window import StaffWindow


def main(url, folder):
    app = application()
    way = reach(url, open_office(), ManualClock(datetime(2026, 11, 24, 18, 31, tzinfo=UTC)))
    drafts = Drafts(Path(folder))
    window = StaffWindow(way.background, way.feed, open_office(), "3", "Dana Reyes", Texts(), drafts=drafts)

    def write():
        state = window.presenter.state
        if state is None or state.card is None:
            return
        begun.stop()
        window.panes.card.notes.field.setPlainText("The survey is at")
        window.panes.steps.steps.adding.field.setText("Ask the surveyor")
        window.panes.edit()
        window.panes.card.know.fields["missing"].setText("The survey")
        window.panes.sum_up()
        window.panes.card.summary.field.setPlainText("You want a deck")

    def look():
        if any({"note", "step", "known", "summary"} <= draft.keys() for draft in drafts.all().values()):
            print("written", flush=True)
            looking.stop()

    begun, looking = QTimer(window), QTimer(window)
    begun.timeout.connect(write)
    looking.timeout.connect(look)
    begun.start(20)
    looking.start(20)
    window.show()
    app.exec()


if __name__ == "__main__":
    main(*sys.argv[1:])
