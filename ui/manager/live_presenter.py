"""What presenters of a `LivePage` share: who looks, whether anybody does, and what is said where something can't be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from greeter.problems import NotAllowed
from ui.manager.state import Tone

if TYPE_CHECKING:
    from greeter.problems import Problem
    from greeter.texts import Texts
    from ui.background import Background


class LivePresenter(QObject):
    """Reads while its page is seen, for who has signed in.

    Signals:
        shown(object): show this; what it is, each presenter says.
        told(str, Tone): what was done, or went wrong.
        sign_in_wanted(): who looks must sign in first.
    """

    shown = Signal(object)
    told = Signal(str, Tone)
    sign_in_wanted = Signal()

    def __init__(self, background: Background, texts: Texts) -> None:
        super().__init__()
        self._background, self._texts = background, texts
        self._session, self._rests = "", True

    def go_on(self, session: str) -> None:
        """The page is seen, by who has this session; empty in an office without people."""
        self._session, self._rests = session, False

    def rest(self) -> None:
        """The page is not seen: show nothing that is still on its way."""
        self._session, self._rests = "", True

    def _failed(self, problem: Problem) -> None:
        if self._rests:
            return
        if isinstance(problem, NotAllowed):
            self.sign_in_wanted.emit()
        else:
            self.told.emit(str(problem), Tone.TROUBLE)
