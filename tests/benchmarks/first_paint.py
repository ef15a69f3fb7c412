"""Start to the first painted greeting, and memory, against a bare PySide6 window of the same size."""

from __future__ import annotations

import subprocess
import sys
import time

from tests.benchmarks.timing import Runs

RUNS = 9
SETTLED_MS = 1_500
BARE = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
class Window(QLabel):
    def paintEvent(self, event):
        super().paintEvent(event)
        if not self.property("told"):
            self.setProperty("told", True)
            print("painted", flush=True)
window = Window("Good morning.")
window.resize(1080, 1920)
window.show()
"""
OURS = """
from greeter.clock import SystemClock
from greeter.catalogue.which_office import office_in_use
from ui.app import application, reach
from ui.kiosk.presenter import KioskPresenter
from ui.kiosk.window import KioskSettings, KioskWindow, Mount
from PySide6.QtCore import QTimer
import sys
app = application()
office = office_in_use(sys.argv[1]).office
counterpart = reach(sys.argv[1], office, SystemClock())
presenter = KioskPresenter(counterpart.background, office, SystemClock(), feed=counterpart.feed)
class Window(KioskWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        if not self.property("told"):
            self.setProperty("told", True)
            QTimer.singleShot(0, lambda: print("painted", flush=True))
window = Window(presenter, KioskSettings(dpi=100, mount=Mount.DESK))
window.resize(1080, 1920)
window.show()
"""
REST = f"""
import resource
def settled():
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, flush=True)
    app.quit()
QTimer.singleShot({SETTLED_MS}, settled)
app.exec()
"""


def measure(folder):
    """Return first_paint_ratio and memory_ratio (medians of runs in turn), first_paint_p50_ms, memory_mb.

    Memory is the peak after the store is open, a second and a half after the start.
    """
    bare, ours = Runs(), Runs()
    bare_kb, ours_kb = [], []
    url = f"sqlite:///{folder / 'office.db'}"
    for index in range(RUNS + 1):
        for script, runs, memory in ((BARE, bare, bare_kb), (OURS, ours, ours_kb)):
            begun = time.perf_counter_ns()
            process = subprocess.Popen([sys.executable, "-c", script + REST, url], stdout=subprocess.PIPE, text=True)
            assert process.stdout.readline() == "painted\n"
            took = (time.perf_counter_ns() - begun) / 1e6
            kb = int(process.communicate()[0])
            if index:  # the first of each warms the disk's cache
                runs.ms.append(took)
                memory.append(kb)
    bare_kb.sort()
    ours_kb.sort()
    return {
        "first_paint_ratio": ours.p50 / bare.p50,
        "first_paint_p50_ms": ours.p50,
        "memory_ratio": ours_kb[RUNS // 2] / bare_kb[RUNS // 2],
        "memory_mb": ours_kb[RUNS // 2] / 1024,
    }
