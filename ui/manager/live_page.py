"""What pages with a presenter of their own share: they read while they are seen by who may see them, and rest otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.manager.state import Tone

if TYPE_CHECKING:
    from ui.manager.live_presenter import LivePresenter


class LivePage(QWidget):
    """A page that is seen, or rests.

    Signals:
        told(str, Tone): something was done, or went wrong.
        sign_in_wanted(): who looks must sign in first.
        moved(): what it shows lies elsewhere now.
    """

    told = Signal(str, Tone)
    sign_in_wanted = Signal()
    moved = Signal()

    def follow(self, presenter: LivePresenter) -> None:
        """Pass on what a presenter tells."""
        presenter.told.connect(self.told)
        presenter.sign_in_wanted.connect(self.sign_in_wanted)

    def go_on(self, session: str) -> None:
        """Read, and go on reading, for who has signed in; empty in an office without people."""

    def rest(self) -> None:
        """Read nothing: the page is not seen."""

    def save(self) -> None:
        """Do what Ctrl S does on this page; nothing, unless it has something to save."""
