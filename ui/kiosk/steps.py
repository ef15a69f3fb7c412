"""Steps through the window by key: from place to place in reading order, round and round; and letter by letter while writing."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

from ui.keyboard import Keyboard
from ui.kiosk.reading_order import Stop

if TYPE_CHECKING:
    from ui.kiosk.reader import Reader
    from ui.kiosk.window import KioskWindow


class Edge(Enum):
    """Whether a step went round."""

    NONE = "none"
    TO_START = "to the start"
    TO_END = "to the end"


class Steps:
    """The keypad's way through the window. The focus of the keyboard is where it stands."""

    def __init__(self, window: KioskWindow, reader: Reader) -> None:
        self._window = window
        self._reader = reader

    @property
    def writing(self) -> bool:
        """Whether the keypad goes through letters."""
        return self._keyboard is not None

    @property
    def here(self) -> Stop | None:
        """Where it stands; None where that is gone."""
        focus = self._window.focusWidget()
        if focus is None or not focus.isVisible():
            return None
        return next((stop for stop in self._stops() if stop.widget is focus), None)

    def step(self, by: int) -> tuple[Stop | None, Edge]:
        """Go to the next place, or with -1 to the one before; return it, and whether that went round."""
        places, here = self._stops(), self.here
        if not places:
            return None, Edge.NONE
        if here is None:
            self.go_to_first()
            return self.here, Edge.NONE
        at = next(n for n, stop in enumerate(places) if stop.widget is here.widget) + by
        edge = Edge.TO_START if at >= len(places) else Edge.TO_END if at < 0 else Edge.NONE
        stop = places[at % len(places)]
        self._go(stop.widget)
        return stop, edge

    def go_to_first(self) -> None:
        """Go to where the page begins: the first control of its question, or its one act."""
        shown = self._window.shown
        first = None if shown is None else shown.first_control()
        if first is None or not first.isVisible():
            first = self._window.nav_bar.on_button
        self._go(first if first.isVisible() else self._stops()[0].widget)

    def begin_writing(self) -> bool:
        """Go into the letters of the page's keyboard, where it has one; return whether."""
        keyboard = self._shown_keyboard()
        if keyboard is not None:
            self._go(keyboard.letters[0])
        return keyboard is not None

    def end_writing(self) -> None:
        """Go back from the letters to the field."""
        if self._reader.field is not None:
            self._go(self._reader.field)

    def tab(self, *, forward: bool) -> bool:
        """Go to what Tab comes to next; return whether there was anything."""
        places, focus = self._reader.tab_stops(), self._window.focusWidget()
        if not places:
            return False
        at = (
            places.index(focus) + (1 if forward else -1)
            if focus in places
            else self._after_text(places, focus, forward=forward)
        )
        self._go(
            places[at % len(places)], Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        )
        return True

    @property
    def _keyboard(self) -> Keyboard | None:
        """The keyboard whose letters the keypad goes through now."""
        focus = self._window.focusWidget()
        keyboard = focus.parent() if isinstance(focus, QAbstractButton) and focus.isVisible() else None
        return keyboard if isinstance(keyboard, Keyboard) and focus in keyboard.letters else None

    def _shown_keyboard(self) -> Keyboard | None:
        shown = self._window.shown
        found = [] if shown is None else shown.findChildren(Keyboard)
        return next((keyboard for keyboard in found if keyboard.isVisible()), None)

    def _stops(self) -> list[Stop]:
        keyboard = self._keyboard
        return self._reader.stops() if keyboard is None else [Stop(key, ()) for key in keyboard.letters]

    def _after_text(self, places: list[QWidget], focus: QWidget | None, *, forward: bool) -> int:
        """Return the place in `places` that follows a text that the keypad stands on."""
        seen = 0
        for stop in self._reader.stops():
            if stop.widget is focus:
                return seen if forward else seen - 1
            seen += stop.widget in places
        return 0 if forward else -1

    @staticmethod
    def _go(widget: QWidget, reason: Qt.FocusReason = Qt.FocusReason.TabFocusReason) -> None:
        widget.setFocus(reason)
