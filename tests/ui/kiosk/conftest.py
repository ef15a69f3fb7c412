"""A kiosk over a store in a file, and a hand that touches it as a visitor does: real clicks on real buttons."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit

from greeter.access.post import InLobby
from greeter.clock import ManualClock
from greeter.opening import open_front_desk
from greeter.reach import StoreReach
from ui import theme
from ui.background import Background
from ui.kiosk.presenter import KioskPresenter
from ui.kiosk.speech_settings import SpeechSettings
from ui.kiosk.turning import Motion
from ui.kiosk.window import KioskSettings, KioskWindow, Mount
from ui.speech.recording import RecordingVoice

TEN_O_FIVE = datetime(2026, 11, 24, 18, 5, tzinfo=UTC)
"""10:05 in the sample town hall."""


class Paper:
    """A printer that keeps what it was given, or that is broken."""

    def __init__(self):
        self.printed, self.problem = [], None

    def print_ticket(self, face, texts):
        if self.problem is not None:
            raise self.problem
        self.printed.append(face.number)


class Hand:
    """Touches the kiosk. Words are those on the button, or its accessible name."""

    def __init__(self, window, presenter, background, clock, qtbot):
        self.window, self.presenter, self.background, self.clock, self.qtbot = (
            window,
            presenter,
            background,
            clock,
            qtbot,
        )

    @property
    def page(self):
        return self.presenter.state.page

    @property
    def state(self):
        return self.presenter.state

    def buttons(self):
        return [button for button in self.window.findChildren(QAbstractButton) if button.isVisible()]

    def button(self, words):
        found = [button for button in self.buttons() if words in {button.text(), button.accessibleName()}]
        assert len(found) == 1, (words, sorted(button.text() for button in self.buttons()))
        return found[0]

    def touch(self, words):
        QTest.mouseClick(self.button(words), Qt.MouseButton.LeftButton)
        self.settle()

    def settle(self):
        """Let acts under way end and come back."""
        done = []
        self.background.run(lambda _: None, done.append, done.append)
        self.qtbot.waitUntil(lambda: bool(done))
        QApplication.sendPostedEvents()

    def type(self, text):
        for letter in text:
            if letter == " ":
                self.touch("Space")
            else:
                QTest.mouseClick(self.window.shown.keyboard.key(letter), Qt.MouseButton.LeftButton)
        self.settle()

    def wait(self, seconds):
        """Let seconds pass, one by one."""
        for _ in range(seconds):
            self.clock.advance(seconds=1)
            self.presenter.second()
        self.settle()

    def resize(self, width, height):
        self.window.resize(width, height)
        self.settle()

    def words(self):
        """Return everything that the window says, shown or not: texts, accessible names, fields."""
        said = []
        for widget in [self.window, *self.window.findChildren(object)]:
            for name in ("text", "accessibleName", "accessibleDescription", "windowTitle", "hint"):
                value = getattr(widget, name, None)
                said.append(str(value() if callable(value) else value or ""))
            said += [str(vars(widget))] if hasattr(widget, "__dict__") else []
        return "\n".join(said)

    def fields(self):
        return self.window.findChildren(QLineEdit)


@pytest.fixture
def clock():
    return ManualClock(TEN_O_FIVE)


@pytest.fixture
def paper():
    return Paper()


@pytest.fixture
def kiosk_url(url):
    return url


@pytest.fixture
def background(kiosk_url, office, clock, qtbot):
    made = Background(StoreReach(lambda: open_front_desk(kiosk_url, clock=clock, catalogue=office)), post=InLobby())
    yield made
    made.close()


@pytest.fixture
def make_kiosk(office, clock, qapp, qtbot, background):
    theme.apply(qapp, theme.Theme.load(theme.Look.LIGHT))

    def make(*, size=(1080, 1920), printer=None, at=office, speech=None):
        presenter = KioskPresenter(background, at, clock, printer=printer)
        speech = speech or SpeechSettings(voice=RecordingVoice)
        window = KioskWindow(presenter, KioskSettings(dpi=100, mount=Mount.DESK, motion=Motion.NONE, speech=speech))
        qtbot.addWidget(window)
        window.resize(*size)
        with qtbot.waitExposed(window):
            window.show()
        hand = Hand(window, presenter, background, clock, qtbot)
        qtbot.waitUntil(lambda: presenter.state.menu is not None)
        presenter._timer.stop()
        return hand

    return make


@pytest.fixture
def hand(make_kiosk, paper):
    return make_kiosk(printer=paper)


@pytest.fixture
def look_up(kiosk_url, office, clock):
    """Ask the store, beside the kiosk."""

    def ask(question):
        with open_front_desk(kiosk_url, clock=clock, catalogue=office) as desk:
            return question(desk)

    return ask
