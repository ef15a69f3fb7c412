"""Tap to painted next page at the kiosk."""

from __future__ import annotations

import os
from contextlib import contextmanager
from datetime import UTC, datetime
from time import perf_counter_ns

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
TAPS = (
    ("Start", Page.REASON),
    ("Build or repair", Page.BEFORE),
    ("Continue", Page.FAMILIARITY),
    ("No, ", Page.NAME),
    ("Continue without a name", Page.NEEDS),
    ("I need none of these", Page.SUMMARY),
)


def measure(folder):
    """Return page_p50_ms and page_p99_ms: from the tap's press to the next page painted, over all pages of many walks.

    With `spoken_` before them the same while every page is read aloud, to a voice that makes no sound and is cut off by each tap.
    """
    quiet, spoken = walks(folder / "quiet.db", ()), walks(folder / "spoken.db", (Aid.LISTEN,))
    return {
        "page_p50_ms": quiet.p50, "page_p99_ms": quiet.p99,
        "spoken_page_p50_ms": spoken.p50, "spoken_page_p99_ms": spoken.p99,
    }  # fmt: skip


def walks(store, aids):
    """Walk through the kiosk many times, with aids on; return how long each page took."""
    with kiosk(store) as window:
        return timed(window, aids)


def timed(window, aids):
    """Walk many times through a kiosk that is open."""
    presenter = window.presenter
    runs = Runs()
    for walk in range(WALKS):
        for aid in aids:
            presenter.toggle_aid(aid)
        for words, then in TAPS:
            button = find(window, words)
            begun = perf_counter_ns()
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
            assert presenter.state.page is then, (words, presenter.state.page)
            QCoreApplication.sendPostedEvents(
                window, QEvent.Type.UpdateRequest
            )  # paints what has changed, as the screen shows it
            if walk:
                runs.ms.append((perf_counter_ns() - begun) / 1e6)
        presenter.wipe()
        wait(1)
    return runs


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
