"""A kiosk as a process of its own, a visitor who tells it everything, and what is left of them in its memory once they are gone.

Called with a folder and the office's store. Two visitors come, one walks away, one gets a ticket; after each it says what it found
as a line of JSON, and waits for a line in return. Whatever a visitor tells is typed letter by letter from text that is kept backwards, so that
only the kiosk ever holds it forwards.
"""

from __future__ import annotations

import gc
import json
import logging
import os
import re
import sys
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QClipboard, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit

from greeter.catalogue.office_file import load
from greeter.clock import ManualClock
from greeter.logs import log_to_file
from greeter.settings import DEFAULT_OFFICE
from ui.app import application
from ui.kiosk.speech_settings import Audio, SpeechSettings
from ui.kiosk.turning import Motion
from ui.kiosk.walk import Page
from ui.kiosk.window import KioskSettings, Mount
from ui.speech.recording import RecordingVoice
from ui.windows import Place, open_kiosk

TOLD = {"name": "rehtaeflliuq aedebez", "reason": "7810 555 514 llac ,effarig"}
"""What the visitor types, backwards."""
SEARCH = re.compile("[z]ebedea|[q]uillfeather|[g]iraffe|[5]55[ -]?0187", re.IGNORECASE)
"""Finds a trace, and is none itself."""
TEN_O_FIVE = datetime(2026, 11, 24, 18, 5, tzinfo=UTC)
TEXT_TYPES = {"QString", "QStringList", "QVariant", "QByteArray", "QUrl"}
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


ENDS = ("idle", "finish")


class Written:
    """Which files the process opens for writing, as Python hears of it."""

    def __init__(self):
        self.paths = set()
        sys.addaudithook(self._hear)

    def _hear(self, event, told):
        if event == "sqlite3.connect":
            self.paths.add(str(told[0]))
        elif event == "open" and isinstance(told[0], str) and isinstance(told[2], int) and told[2] & WRITES:
            self.paths.add(told[0])


class Paper:
    """A printer that prints and keeps nothing."""

    def print_ticket(self, face, texts):
        """Print."""


class Visitor:
    """Works a kiosk that somebody watches."""

    def __init__(self, opened, clock):
        self.window, self.presenter, self.clock = opened.window, opened.window.presenter, clock
        self._background = opened.counterpart.background

    def settle(self):
        """Let acts under way end and come back."""
        for _ in range(3):
            self._let_act_end(QEventLoop())
        QApplication.sendPostedEvents()
        QApplication.sendPostedEvents(None, 52)  # DeferredDelete

    def _let_act_end(self, loop):
        self._background.run(lambda _: None, lambda _: loop.quit(), lambda _: loop.quit())
        loop.exec()

    def touch(self, words):
        """Touch the button that says so."""
        seen = [one for one in self.window.findChildren(QAbstractButton) if one.isVisible()]
        found = [one for one in seen if words in {one.text(), one.accessibleName()}]
        assert len(found) == 1, (words, sorted(one.text() for one in seen))
        QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)
        self.settle()

    def type_backwards(self, text):
        """Type a text from its end to its start, and copy it as an ordinary keyboard would."""
        for letter in reversed(text):
            QTest.keyClick(self.window.windowHandle(), letter)
        self.settle()
        field = self.window.shown.field
        assert field.text().lower() == text[::-1]
        field.undo()
        field.redo()
        field.selectAll()
        field.copy()
        QTest.mouseDClick(field, Qt.MouseButton.LeftButton, pos=field.cursorRect().center())
        QTest.mouseRelease(field, Qt.MouseButton.LeftButton)  # a word that is touched twice is selected

    def tell_everything(self):
        """Say why, and who: everything that a visitor may type."""
        self.presenter.start()
        self.presenter.open_page(Page.SAY_IT)
        self.type_backwards(TOLD["reason"])
        self.presenter.choose_service("permit")
        self.touch("Continue")
        self.touch("No, this is the first time")
        self.type_backwards(TOLD["name"])
        self.presenter.go_on()
        self.touch("I need none of these")
        assert self.presenter.state.page is Page.SUMMARY
        self.window.grab()

    def go(self, end):
        """Go away, in one of the ways there are."""
        if end == "finish":
            self.touch("Yes, get my ticket")
            assert self.presenter.state.page is Page.TICKET
            self.window.grab()
            self.clock.advance(seconds=2)
            self.presenter.finish()
        else:
            for _ in range(PATIENCE_S):
                self.clock.advance(seconds=1)
                self.presenter.second()
        self.settle()
        assert self.presenter.state.page is Page.WELCOME


PATIENCE_S = 130
"""Twice the usual 45 and 20 seconds, for whoever listens."""


def in_python():
    """Return what of the visitor any object of the program still reaches: texts, bytes, caches, walks, futures."""
    gc.collect()
    return [type(one).__name__ for one in gc.get_objects() if any(map(is_a_trace, gc.get_referents(one)))]


def is_a_trace(part):
    """Whether an object is a text or bytes with anything of the visitor."""
    if type(part) in {bytes, bytearray}:
        part = bytes(part).replace(b"\0", b"").decode("latin-1")
    return type(part) is str and SEARCH.search(part) is not None


def in_qt():
    """Return which Qt objects still have something of the visitor in any of their properties."""
    roots = [*QApplication.topLevelWidgets(), QApplication.instance()]
    everything = [one for root in roots for one in (root, *root.findChildren(QObject))]
    found = []
    for one in everything:
        form = one.metaObject()
        texts = (form.property(n) for n in range(form.propertyCount()))
        names = [one.name() for one in texts if one.typeName() in TEXT_TYPES]
        ours = (bytes(name.data()).decode() for name in one.dynamicPropertyNames())
        names += [name for name in ours if not name.startswith("_")]  # Qt's own begin so
        found += [f"{form.className()}.{name}" for name in names if SEARCH.search(str(one.property(name)))]
    return found


def in_fields(window):
    """Return fields that have a text, or get one back by undoing or redoing."""
    found = []
    for field in window.findChildren(QLineEdit):
        for again in (field.text, field.undo, field.redo):
            again()
            found += [again.__name__] if field.text() or field.selectedText() else []
    return found


def in_clipboard():
    """Return the ways of copying that still hold anything."""
    clipboard = QGuiApplication.clipboard()
    found = []
    for mode in QClipboard.Mode:
        data = clipboard.mimeData(mode)
        if clipboard.text(mode) or (data is not None and any(data.data(form).size() for form in data.formats())):
            found.append(mode.name)
    return found


def in_accessible_tree(window):
    """Return what assistive technology may still read."""
    found, ahead = [], [QAccessible.queryAccessibleInterface(window)]
    while ahead:
        part = ahead.pop()
        if part is None or not part.isValid():
            continue
        found += [f"{part.role().name} {kind.name}" for kind in QAccessible.Text if SEARCH.search(part.text(kind))]
        ahead += [part.child(n) for n in range(part.childCount())]
    return found


def in_queues(visitor, voice):
    """Return what is still to be said or printed, or shown as said."""
    listening, paper = visitor.window.listening, visitor.presenter._checking_in.paper
    said = [*listening.speaker._phrases, *([voice.saying] if voice.saying is not None else [])]
    return (
        [str(one) for one in said]
        + [listening.caption.words.text()] * bool(listening.caption.words.text())
        + (["printing"] if paper.busy else [])
    )


def picture(window):
    """Return the window's pixels."""
    return window.grab().toImage()


def open_files():
    """Return the files that the process has open, but for devices and what was installed."""
    held = [str(one.readlink()) for one in Path("/proc/self/fd").iterdir() if one.exists()]
    return [one for one in held if one.startswith("/") and not one.startswith(("/dev/", "/proc/", sys.prefix, "/usr/"))]


class Lobby:
    """Opens kiosks over one store."""

    def __init__(self, folder, url):
        self.clock, self.voice = ManualClock(TEN_O_FIVE), RecordingVoice()
        self._place = Place(url, load(DEFAULT_OFFICE), self.clock)
        speech = SpeechSettings(voice=lambda: self.voice, audio=Audio.HEADPHONES)
        self._settings = KioskSettings(dpi=60, mount=Mount.LOCKED, motion=Motion.NONE, speech=speech)
        log_to_file(folder / "home" / "logs")
        logging.getLogger().addHandler(logging.FileHandler(folder / "home" / "logs" / "everything.log"))
        for name in ("", "greeter"):
            logging.getLogger(name).setLevel(logging.DEBUG)

    def open(self):
        """Open one; return it once it has built everything."""
        opened = open_kiosk(self._place, self._settings, Paper())
        opened.window.resize(648, 1152)
        opened.window.show()
        made, loop = Visitor(opened, self.clock), QEventLoop()

        def look():
            if made.presenter.state.menu is not None and "listening" in vars(made.window):
                loop.quit()

        looks = QTimer(interval=20)
        looks.timeout.connect(look)
        looks.start()
        loop.exec()
        made.presenter._timer.stop()
        made.settle()
        return opened, made


def main(folder, url):
    """Be the kiosk, and its visitors."""
    written = Written()
    application()
    QAccessible.setActive(True)
    lobby = Lobby(folder, url)
    opened, visitor = lobby.open()
    window = opened.window
    for end in ENDS:
        if end == "idle":
            QTest.keyClick(window.windowHandle(), Qt.Key.Key_Down)  # turns speech on
        visitor.tell_everything()
        before = {"python": in_python(), "qt": in_qt(), "clipboard": in_clipboard(), "tree": in_accessible_tree(window)}
        visitor.go(end)
        lobby.voice.forget()  # a voice that records is this test's own
        used = picture(window)
        left = {
            "python": in_python(), "qt": in_qt(), "fields": in_fields(window), "clipboard": in_clipboard(),
            "tree": in_accessible_tree(window), "queues": in_queues(visitor, lobby.voice),
        }  # fmt: skip
        other, another = lobby.open()
        never_used = picture(another.window)
        other.close()
        files = {"open": open_files(), "written": sorted(written.paths)}
        print(json.dumps({"before": before, "left": left, "same picture": used == never_used, **files}), flush=True)
        sys.stdin.readline()
    opened.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
