"""A staff window in a process of its own: it tells when a ticket is painted, and does what its standard input says.

Called as `staff_process.py URL COUNTER CLERK [CATALOGUE]`. Prints `ready`, then `painted NUMBER NANOSECONDS` once for each ticket that is
new in its queue,
`at NUMBER` when a visitor stands at its counter, and `free` when nobody does. Commands: `call`, `start`, `finish`, `quit`.
"""

from __future__ import annotations

import os
import sys
import time

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QSocketNotifier, Qt
from PySide6.QtTest import QTest

from greeter.catalogue.last_good import open_office
from greeter.clock import SystemClock
from greeter.texts import Texts
from ui.app import application, reach
from ui.staff.window import StaffWindow

KEYS = {"call": Qt.Key.Key_F2, "start": Qt.Key.Key_F4, "finish": Qt.Key.Key_F8, "1": Qt.Key.Key_1}


class Told:
    """Tells once what the window has painted."""

    def __init__(self, window):
        self.window = window
        self.seen, self.at = set(), None

    def look(self):
        view = self.window.presenter.state.queue
        self.window.repaint()
        now = time.monotonic_ns()
        for row in (*view.mine, *view.others):
            if row.number not in self.seen:
                self.seen.add(row.number)
                print("painted", row.number, now, flush=True)
        at = view.current.number if view.current else None
        if at != self.at:
            self.at = at
            print(*(("at", at) if at else ("free",)), flush=True)


def main():
    url, counter, clerk, *catalogue = sys.argv[1:]
    app = application()
    office = open_office(*catalogue)
    counterpart = reach(url, office, SystemClock())
    window = StaffWindow(counterpart.background, counterpart.feed, office, counter, clerk, Texts())
    told = Told(window)
    window.presenter.shown.connect(lambda _state: told.look())

    def obey(_socket=None):
        line = sys.stdin.readline().strip()
        if line in {"quit", ""}:
            window.close()
            counterpart.close()
            app.quit()
        else:
            QTest.keyClick(window, KEYS[line])

    notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(obey)
    window.show()
    print("ready", flush=True)
    app.exec()


if __name__ == "__main__":
    main()
