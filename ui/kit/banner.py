"""A banner: one sentence and one act, on the page, never over it. The newest replaces the one before."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from greeter.views.levels import Level
from ui.kit.button import Build, Button, Kind
from ui.kit.icon import Icon
from ui.kit.paragraph import Paragraph
from ui.kit.shape import Shape
from ui.kit.surface import Card
from ui.theme import Token

if TYPE_CHECKING:
    from ui.kit.lettering import Lettering


class Tone(StrEnum):
    """What a banner is for."""

    TELL = "tell"
    NEAR = "near"
    OVER = "over"
    DONE = "done"


_GROUNDS = {
    Tone.TELL: (Token.LAMP_TINT, Token.LAMP),
    Tone.NEAR: (Token.NEAR_TINT, Token.NEAR),
    Tone.OVER: (Token.OVER_TINT, Token.OVER),
    Tone.DONE: (Token.WITHIN_TINT, Token.WITHIN),
}
_LEVELS = {Tone.NEAR: Level.NEAR, Tone.OVER: Level.OVER, Tone.DONE: Level.WITHIN}


class Banner(Card):
    """One sentence with its shape, and at most one act. Hidden until `tell`.

    Signals:
        acted: the act was pressed.
    """

    acted = Signal()

    def __init__(self, lettering: Lettering, build: Build, *, parent: QWidget | None = None) -> None:
        super().__init__(build.radius, Token.LAMP_TINT, Token.LAMP, parent=parent)
        size = lettering.size
        self._icon = Icon("info", round(size * 1.2))
        self._shape = Shape(Level.WITHIN, round(size * 0.9))
        self._words = Paragraph("", lettering.bold(600))
        self._act = Button("", Kind.SECONDARY, build)
        row = QHBoxLayout(self)
        pad = round(size * 0.8)
        row.setContentsMargins(pad, pad // 2, pad, pad // 2)
        row.setSpacing(pad)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._shape, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._words, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._act, 0, Qt.AlignmentFlag.AlignVCenter)
        self._act.clicked.connect(self.acted)
        self.hide()

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def tell(self, words: str, tone: Tone = Tone.TELL, act: str = "") -> None:
        """Show a sentence, and an act with the word `act` where one is given."""
        self.set_tokens(*_GROUNDS[tone])
        self._words.set_text(words)
        level = _LEVELS.get(tone)
        self._icon.setVisible(level is None)
        self._shape.setVisible(level is not None)
        if level is not None:
            self._shape.set_level(level)
        self._act.set_words(act)
        self._act.setVisible(bool(act))
        self.show()

    def clear(self) -> None:
        """Hide it, and forget what it said."""
        self._words.set_text("")
        self.hide()
