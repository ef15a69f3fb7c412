"""The bar beneath the top of a staff or manager window on which the store speaks: a copy that is late, a damage, and the way back from it.

It stays as long as what it tells. Restoring is asked for and confirmed on the bar itself; nothing opens over the work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from greeter.views.levels import Level
from ui.kit.announcement import announce
from ui.kit.button import Build, Button, Kind
from ui.kit.icon import Icon
from ui.kit.paragraph import Paragraph
from ui.kit.shape import Shape
from ui.kit.surface import Card
from ui.theme import Token

if TYPE_CHECKING:
    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes

RESTORE_KEY = "Ctrl+R"
CONFIRM_KEY = "Ctrl+Return"
_QUIET = (Token.NEAR_TINT, Token.NEAR, Level.NEAR)
_LOUD = (Token.OVER_TINT, Token.OVER, Level.OVER)
_DONE = (Token.WITHIN_TINT, Token.WITHIN, Level.WITHIN)


class StoreBar(QWidget):
    """One sentence about the store, and what can be done. Hidden while there is nothing to tell.

    Signals:
        asked(): somebody wants the store restored: show what would be lost.
        confirmed(): restore it as it was shown.
        put_off(): not now.
    """

    asked = Signal()
    confirmed = Signal()
    put_off = Signal()

    def __init__(self, texts: Texts, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        px = sizes.px
        build = Build.staff(sizes, height=38)
        self._card = Card(build.radius, Token.NEAR_TINT, Token.NEAR)
        self._shape = Shape(Level.NEAR, px(16))
        self._icon = Icon("database", px(20))
        self._words = Paragraph("", sizes.list)
        self.ask = Button(texts("Restore the store"), Kind.SECONDARY, build, key=RESTORE_KEY)
        self.confirm = Button(texts("Restore now"), Kind.PRIMARY, build, key="Ctrl+Enter")
        self.not_now = Button(texts("Not now"), Kind.SECONDARY, build)
        self._lay_out(px(24), px(10))
        self.ask.clicked.connect(self.asked)
        self.confirm.clicked.connect(self.confirmed)
        self.not_now.clicked.connect(self.put_off)
        for key, button in ((RESTORE_KEY, self.ask), (CONFIRM_KEY, self.confirm)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(lambda one=button: one.click() if one.isVisible() else None)
        self.hide()

    @property
    def words(self) -> str:
        """What it says; empty while it is hidden."""
        return "" if self.isHidden() else self._words.text()

    def tell_late(self, words: str) -> None:
        """Say quietly that the last copy is old, and why."""
        self._show(words, _QUIET)

    def tell_damage(self, words: str) -> None:
        """Say that the store is damaged, and offer to restore it."""
        self._show(words, _LOUD, self.ask)

    def tell_busy(self, words: str) -> None:
        """Say what is under way."""
        self._show(words, _LOUD)

    def tell_plan(self, words: str) -> None:
        """Say what a restore would put back and what is lost with it, and ask whether to do it."""
        self._show(words, _LOUD, self.confirm, self.not_now)
        self.not_now.setFocus(Qt.FocusReason.OtherFocusReason)

    def tell_done(self, words: str) -> None:
        """Say that the store works again."""
        self._show(words, _DONE)

    def clear(self) -> None:
        """Hide it, and forget what it said."""
        self._words.set_text("")
        self.hide()

    def _show(self, words: str, look: tuple[Token, Token, Level], *buttons: Button) -> None:
        fill, edge, level = look
        same = words == self.words
        self._card.set_tokens(fill, edge)
        self._shape.set_level(level)
        self._words.set_text(words)
        for button in (self.ask, self.confirm, self.not_now):
            button.setVisible(button in buttons)
        self.show()
        if not same:
            announce(self, words)

    def _lay_out(self, side: int, gap: int) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        row = QHBoxLayout(self._card)
        row.setContentsMargins(gap + gap // 2, gap, gap, gap)
        row.setSpacing(gap)
        row.addWidget(self._shape, 0, middle)
        row.addWidget(self._icon, 0, middle)
        row.addWidget(self._words, 1, middle)
        for button in (self.not_now, self.confirm, self.ask):
            row.addWidget(button, 0, middle)
            button.hide()
        box = QHBoxLayout(self)
        box.setContentsMargins(side, gap, side, gap // 2)
        box.addWidget(self._card)
