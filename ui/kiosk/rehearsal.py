"""The greeting in each language, shown once where nobody sees it: the first visitor who touches a language does not wait for its letters."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from greeter.model.spoken import in_language
from greeter.texts import texts_for
from ui.kiosk.walk import Page

if TYPE_CHECKING:
    from ui.kiosk.state import KioskState
    from ui.kiosk.window import KioskWindow

EACH_MS = 400
"""Between two languages, so that a touch waits for one at most; the presenter has read a language's words before."""


class Rehearsal(QObject):
    """Goes through the languages while the greeting waits for a visitor, and stops for anybody who is there.

    Everything is back before Qt paints next. Not where assistive technology listens: it would hear of each language.
    """

    def __init__(self, window: KioskWindow) -> None:
        super().__init__(window)
        self._window = window
        own = window.presenter.state
        self._own = own.texts.language
        self.to_come = [language for language in own.offered if language != self._own]
        """Languages that were not shown yet."""
        self._timer = QTimer(self, interval=EACH_MS)
        self._timer.timeout.connect(self._next)
        self._timer.start()

    def _next(self) -> None:
        state = self._window.presenter.state
        if not self.to_come or QAccessible.isActive():
            self._timer.stop()
        elif self._waits_for_somebody(state):
            self._show(state, self.to_come.pop(0))

    def _waits_for_somebody(self, state: KioskState) -> bool:
        untouched = QApplication.mouseButtons() is Qt.MouseButton.NoButton and not state.aids
        return untouched and state.page is Page.WELCOME and state.texts.language == self._own

    def _show(self, state: KioskState, language: str) -> None:
        walk, office = state.walk.in_language(language, language), in_language(state.office, language)
        self._window.show_state(replace(state, walk=walk, office=office, texts=texts_for(language)))
        self._window.grab()
        self._window.show_state()
