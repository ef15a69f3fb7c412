"""Tap to painted next page at the kiosk: from the touch that ends until the next page is painted."""

from __future__ import annotations

import os
from contextlib import contextmanager
from datetime import UTC, datetime
from time import perf_counter_ns, thread_time_ns

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from greeter.catalogue.last_good import open_office
from greeter.clock import ManualClock
from tests.benchmarks.timing import Runs
from ui.app import application, reach
from ui.kiosk.presenter import KioskPresenter
from ui.kiosk.speech_settings import SpeechSettings
from ui.kiosk.turning import Motion
from ui.kiosk.walk import Page
from ui.kiosk.window import KioskSettings, KioskWindow, Mount
from ui.kit.aid import Aid
from ui.speech.recording import RecordingVoice

WALKS = 60
BETWEEN_MS = 10
"""Between two taps, for what follows a page, such as the waits that are read anew; a person takes much longer."""
TAPS = (
    ("Start", Page.REASON),
    ("Build or repair", Page.BEFORE),
    ("Continue", Page.FAMILIARITY),
    ("No, ", Page.NAME),
    ("Continue without a name", Page.NEEDS),
    ("I need none of these", Page.SUMMARY),
)


def measure(folder):
    """Return page_p50_ms and page_p99_ms: from the touch that ends to the next page painted, over all pages of many walks.

    With `cpu_` the processor time of the windows' thread in it, and press_..._ms: from the touch that begins to the button painted as pressed.
    With `spoken_` before them the same while every page is read aloud, to a voice that makes no sound and is cut off by each tap.
    """
    quiet, spoken = walks(folder / "quiet.db", ()), walks(folder / "spoken.db", (Aid.LISTEN,))
    return quiet.figures("page") | {"press_p99_ms": quiet.pressed.p99} | spoken.figures("spoken_page")


class Taps:
    """How long taps took: from release to paint, by the clock and by the processor, and from press to paint."""

    def __init__(self):
        self.wall, self.cpu, self.pressed = Runs(), Runs(), Runs()

    def figures(self, name):
        """Return medians and 99th percentiles."""
        return {
            f"{name}_p50_ms": self.wall.p50, f"{name}_p99_ms": self.wall.p99,
            f"{name}_cpu_p50_ms": self.cpu.p50, f"{name}_cpu_p99_ms": self.cpu.p99,
        }  # fmt: skip


def walks(store, aids):
    """Walk through the kiosk many times, with aids on; return how long each page took."""
    with kiosk(store) as window:
        return timed(window, aids)


def timed(window, aids):
    """Walk many times through a kiosk that is open."""
    presenter = window.presenter
    runs = Taps()
    for walk in range(WALKS):
        for aid in aids:
            presenter.toggle_aid(aid)
        for words, then in TAPS:
            tap(window, find(window, words), runs if walk else Taps())
            assert presenter.state.page is then, (words, presenter.state.page)
            wait(BETWEEN_MS)
        presenter.wipe()
        wait(1)
    return runs


def tap(window, button, taps):
    """Touch a button, let the screen show it pressed, and let it go; each time what has changed is painted, as the screen shows it."""
    begun = perf_counter_ns()
    QTest.mousePress(button, Qt.MouseButton.LeftButton)
    QCoreApplication.sendPostedEvents(window, QEvent.Type.UpdateRequest)
    taps.pressed.ms.append((perf_counter_ns() - begun) / 1e6)
    begun, used = perf_counter_ns(), thread_time_ns()
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton)
    QCoreApplication.sendPostedEvents(window, QEvent.Type.UpdateRequest)
    taps.wall.ms.append((perf_counter_ns() - begun) / 1e6)
    taps.cpu.ms.append((thread_time_ns() - used) / 1e6)


@contextmanager
def kiosk(store):
    """Open a kiosk over a store, as large as an upright screen, with a voice that says nothing."""
    application()
    office, clock = open_office(), ManualClock(datetime(2026, 11, 24, 18, 5, tzinfo=UTC))
    counterpart = reach(f"sqlite:///{store}", office, clock)
    presenter = KioskPresenter(counterpart.background, office, clock, feed=counterpart.feed)
    speech = SpeechSettings(voice=lambda: RecordingVoice(holds=True))
    window = KioskWindow(presenter, KioskSettings(dpi=100, mount=Mount.DESK, motion=Motion.NONE, speech=speech))
    window.resize(1080, 1920)
    window.show()
    wait(800)  # pages are built after the greeting, before a visitor can have read it
    yield window
    window.close()
    counterpart.close()


def find(window, words):
    """Return the button that is seen and whose words begin so."""
    for button in window.findChildren(QAbstractButton):
        if button.isVisible() and (button.accessibleName() or button.text()).startswith(words):
            return button
    raise AssertionError(f"no button says {words}")


def wait(ms):
    """Let events pass."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()
