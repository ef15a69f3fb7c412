"""Tells assistive technology what a look at the window would: who is at the counter now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from greeter.model.visit import State
from ui.kit.announcement import announce

if TYPE_CHECKING:
    from greeter.texts import Texts
    from ui.staff.state import StaffState
    from ui.staff.window import StaffWindow


class Aloud(QObject):
    """Says once who was called, who is served, and that the counter is free, with who comes next; again to who comes back to the window."""

    def __init__(self, texts: Texts, window: StaffWindow) -> None:
        super().__init__(window)
        self._texts, self._window = texts, window
        self._said: tuple[str, State] | None = None
        window.presenter.shown.connect(self._shown)
        window.signing.uncovered.connect(self._again)

    def _shown(self, state: StaffState) -> None:
        """Say what is new at the counter, but to nobody who has not signed in."""
        if self._window.signing.is_covered:
            return
        current = state.current
        here = None if current is None else (current.visit_id, current.state)
        if here != self._said:
            self._said = here
            announce(self._window.panes.card, self._words(state))

    def _again(self) -> None:
        """Say it to who has signed in: they may be another, and may have been away."""
        self._said = None
        if self._window.presenter.state is not None:
            self._shown(self._window.presenter.state)

    def _words(self, state: StaffState) -> str:
        texts, current, suggested = self._texts, state.current, state.queue.suggested
        if current is not None:
            who = {"number": current.number, "service": current.service_name}
            if current.state is State.CALLED:
                return texts("{number} is called to your counter: {service}.", **who)
            return texts("{number} is with you: {service}.", **who)
        if suggested is None:
            return texts("Nobody is at your counter. Nobody waits for you.")
        return texts(
            "Nobody is at your counter. Next is {number}: {service}.",
            number=suggested.number,
            service=suggested.service_name,
        )
