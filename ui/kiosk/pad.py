"""What the keys of the keypad do. Whatever a key leads to is said; where it leads to nothing, that is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from ui.kiosk.keypad import PadKey
from ui.kiosk.spoken import Manner
from ui.kiosk.steps import Edge
from ui.kiosk.typing_page import TypingPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from ui.kiosk.keypad import Keypad
    from ui.kiosk.listening import Listening
    from ui.kiosk.window import KioskWindow

ONCE = frozenset({PadKey.SELECT, PadKey.BACK, PadKey.HELP, PadKey.SPEECH, PadKey.PAUSE, PadKey.REPEAT})
"""Keys that do nothing more while they are held down."""
WAKES_ALWAYS = frozenset({PadKey.SPEECH, PadKey.HEADPHONES_IN})
"""Keys that turn speech on even where the visitor had turned it off."""


class Pad:
    """Takes keys before the widgets do. A visitor's first key of the keypad turns speech on, which says what the keys are for."""

    def __init__(self, listening: Listening, window: KioskWindow, keypad: Keypad) -> None:
        self._listening = listening
        self._steps = listening.steps
        self._window = window
        self._keypad = keypad
        self._wrote = False
        """Whether the key before was one of an ordinary keyboard or a code reader."""
        self._types = False
        """Whether the visitor writes with an ordinary keyboard."""

        self._lost = False
        """Whether the screen was touched last, so that nobody could see where the keys stand."""

    def forget(self) -> None:
        """Forget how the visitor writes."""
        self._wrote = self._types = False

    def takes(self, event: QKeyEvent) -> bool:
        """Take a key press; return whether it is done with. Any key silences what is being said."""
        listening = self._listening
        was_speaking = listening.stop()
        pad = self._keypad.key_of(event)
        if pad is None or self._is_writing(event, pad):
            self._note_writing(event)
            return False
        self._wrote = False
        self._lost = listening.manner is Manner.TOUCH
        listening.manner = Manner.KEYS
        self._window.ring.by_key()
        if not (event.isAutoRepeat() and pad in ONCE):
            self._do(pad, was_speaking=was_speaking)
        return True

    def _do(self, pad: PadKey, *, was_speaking: bool) -> None:
        listening = self._listening
        if pad is PadKey.HEADPHONES_OUT:
            listening.unplugged()
            return
        listening.headphones |= pad is PadKey.HEADPHONES_IN
        wakes = not listening.on and (pad in WAKES_ALWAYS or not listening.declined) and listening.lack() is None
        if wakes:
            listening.turn_on()
        if not wakes or pad is PadKey.HELP:
            listening.answered = False
            self._acts(was_speaking=was_speaking)[pad]()
            if not listening.answered and not (pad is PadKey.PAUSE and was_speaking):
                self._say_that_nothing_came()

    def _acts(self, *, was_speaking: bool) -> dict[PadKey, Callable[[], object]]:
        listening = self._listening
        speaker = listening.speaker
        return {
            PadKey.UP: lambda: self._step(-1),
            PadKey.DOWN: lambda: self._step(1),
            PadKey.SELECT: self._press,
            PadKey.BACK: self._back,
            PadKey.HELP: self._window.presenter.talk_to_person,
            PadKey.LOUDER: lambda: listening.set_volume(speaker.volume.louder(), resume=was_speaking),
            PadKey.SOFTER: lambda: listening.set_volume(speaker.volume.softer(), resume=was_speaking),
            PadKey.REPEAT: listening.read_again,
            PadKey.PAUSE: lambda: None if was_speaking else listening.read_on(),
            PadKey.SPEECH: listening.wanted if not listening.on else listening.turn_off,
            PadKey.HEADPHONES_IN: listening.read_again,
        }

    def _is_writing(self, event: QKeyEvent, pad: PadKey) -> bool:
        """Whether a key of the keypad is meant as one of an ordinary keyboard or a code reader: Enter after letters, Backspace among them."""
        among = self._types and isinstance(self._window.focusWidget(), QLineEdit)
        if pad is PadKey.SELECT:
            return self._wrote or among
        return among and event.key() == Qt.Key.Key_Backspace

    def _note_writing(self, event: QKeyEvent) -> None:
        self._wrote = bool(event.text()) and event.text().isprintable() and event.key() != Qt.Key.Key_Space
        self._types |= self._wrote and isinstance(self._window.focusWidget(), QLineEdit)
        if event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            self._listening.manner = Manner.KEYS
            QTimer.singleShot(0, self._listening, lambda: self._listening.hear(self._listening.focused()))

    def _step(self, by: int) -> None:
        """Go to the next place; after a touch, when the ring was not to be seen, show where the keys stand, and stay there."""
        if self._lost:
            if self._steps.here is None:
                self._steps.go_to_first()
            self._listening.hear(self._listening.focused())
            return
        stop, edge = self._steps.step(by)
        if stop is None:
            return
        listening, texts = self._listening, self._window.presenter.state.texts
        went = {Edge.NONE: "", Edge.TO_START: texts("From the start:"), Edge.TO_END: texts("From the end:")}[edge]
        listening.hear([*listening.teller.say(went), *listening.teller.stop(stop)])

    def _press(self) -> None:
        stop = self._steps.here
        if stop is None:
            self._steps.go_to_first()
        elif isinstance(stop.widget, QAbstractButton):
            stop.widget.click()
        elif isinstance(stop.widget, QLineEdit):
            self._begin_writing()
        else:
            self._listening.hear(self._listening.teller.stop(stop))

    def _begin_writing(self) -> None:
        """Go through the letters. Where others may hear which ones are chosen, that is said before."""
        listening, texts = self._listening, self._window.presenter.state.texts
        shown = self._window.shown
        if isinstance(shown, TypingPage) and not shown.typing:
            shown.begin_typing()
        if self._steps.begin_writing():
            warning = "" if listening.private else texts("Others near you may hear the letters.")
            how = texts("Press up or down for letters, and select to write one. Press back when done.")
            listening.hear([*listening.teller.say(warning, how), *listening.focused()])

    def _back(self) -> None:
        window, listening = self._window, self._listening
        if self._steps.writing:
            self._steps.end_writing()
            listening.hear(listening.focused())
        elif window.warned:
            window.presenter.touched()
        elif (panel := listening.panel_shown) is not None:
            panel.close_panel()
        elif (shown := window.shown) is None or not shown.go_back(window.presenter.state):
            texts = window.presenter.state.texts
            listening.hear([*listening.teller.say(texts("You can’t go back from here.")), *listening.focused()])

    def _say_that_nothing_came(self) -> None:
        """Say again what is missing, or where the keys stand."""
        listening, shown = self._listening, self._window.shown
        missing = [] if shown is None else listening.teller.text(shown.missing)
        listening.hear([*missing, *listening.focused()])
