"""What is under way, how far it is, and a way to stop it: in words, and in ten blocks where that is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.kit.button import Build, Button, Kind
from ui.kit.paragraph import Paragraph
from ui.kit.surface import Card
from ui.manager.pulse_panel import OF, TenBar
from ui.theme import Token

if TYPE_CHECKING:
    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes
    from ui.manager.state import ManagerState


class ProgressStrip(Card):
    """One line; hidden while nothing is under way.

    Signals:
        stopped(): it is to be stopped.
    """

    stopped = Signal()

    def __init__(self, texts: Texts, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(sizes.px(12), Token.LAMP_TINT, Token.LAMP, parent=parent)
        self._texts, px = texts, sizes.px
        self.words = Paragraph("", sizes.strong)
        self.bar = TenBar(sizes)
        self.stop = Button(texts("Stop"), Kind.SECONDARY, Build.staff(sizes), key="Esc")
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), px(8), px(12), px(8))
        row.setSpacing(px(16))
        middle = Qt.AlignmentFlag.AlignVCenter
        row.addWidget(self.words, 1, middle)
        row.addWidget(self.bar, 0, middle)
        row.addWidget(self.stop, 0, middle)
        self.stop.clicked.connect(self.stopped)

    def show_state(self, state: ManagerState) -> None:
        """Show what is under way."""
        self.setVisible(bool(state.busy))
        words = state.busy
        if state.of:
            words = self._texts("{doing}, {done} of {of}", doing=state.busy, done=state.done, of=state.of)
        self.words.set_text(words)
        self.bar.setVisible(bool(state.of))
        self.bar.fill(round(OF * state.done / state.of) if state.of else None)
        self.stop.setVisible(state.may_stop)
