"""A window in a process of its own, put together as its command does. It tells what it meets, and can be asked to restore its store.

Called as `window_process.py KIND URL`, with kiosk, staff or manager. It says `damage WORDS` for each damage that it meets anew, `page NAME` of a
kiosk, `waiting N` of a staff window, `visits N` of a manager's, and `bar WORDS` of its bar.
Commands: `restore` and `confirm` press the keys of the bar, `care` begins to look after the store, `again` says all once more, `quit` ends it.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QSocketNotifier, Qt, QTimer
from PySide6.QtTest import QTest

from greeter.catalogue.which_office import office_for
from greeter.problems import StoreDamaged
from ui.app import application
from ui.kiosk.window import KioskSettings, Mount
from ui.store_bar import StoreBar
from ui.windows import Place, _care, open_kiosk, open_manager, open_staff

KEYS = {"restore": Qt.Key.Key_R, "confirm": Qt.Key.Key_Return}


class Told:
    """Says each thing once, until it is another."""

    def __init__(self, opened):
        self.opened, self.said = opened, {}

    def say(self, what, words):
        if self.said.get(what) != words:
            self.said[what] = words
            print(what, words, flush=True)

    def failed(self, problem):
        if isinstance(problem, StoreDamaged):
            self.say("damage", str(problem))

    def look(self):
        window = self.opened.window
        bars = window.findChildren(StoreBar)
        if bars:
            self.say("bar", bars[0].words or "says nothing")
        presenter = window.presenter
        state = getattr(presenter, "state", None)
        if hasattr(state, "walk"):
            self.say("page", state.walk.page.value)
        elif hasattr(state, "queue"):
            self.say("waiting", state.queue.waiting)
        elif getattr(presenter, "_report", None) is not None:
            self.say("visits", presenter._report.figures.arrivals)


def main():
    kind, url = sys.argv[1:]
    app = application()
    place = Place(url, office_for(url))
    opened = {
        "kiosk": lambda: open_kiosk(place, KioskSettings(dpi=100, mount=Mount.DESK)),
        "staff": lambda: open_staff(place, "3", "Dana Reyes"),
        "manager": lambda: open_manager(place),
    }[kind]()
    told, cares = Told(opened), _care(opened)
    background = opened.counterpart.background
    background.store_failed.connect(told.failed)

    def obey(_socket=None):
        line = sys.stdin.readline().strip()
        if line in KEYS:
            QTest.keyClick(opened.window, KEYS[line], Qt.KeyboardModifier.ControlModifier)
        elif line == "care":
            cares[0].begin()
        elif line == "again":
            told.said.clear()
        else:
            cares[0].close()
            opened.close()
            app.quit()

    notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(obey)
    opened.window.resize(1080, 1200)
    opened.window.show()
    opened.window.activateWindow()
    timer = QTimer(interval=20)
    timer.timeout.connect(told.look)
    timer.start()
    print("shown", flush=True)
    app.exec()


if __name__ == "__main__":
    main()
