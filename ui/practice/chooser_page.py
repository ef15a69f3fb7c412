"""Where a practice begins: which conversation to practise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.kit.button import Button, Kind
from ui.kit.icon import Icon
from ui.kit.paragraph import Paragraph
from ui.kit.scroll import PanelScroll
from ui.practice.card_button import SceneCard
from ui.staff.section import quiet
from ui.theme import Token

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from greeter.practice.scene import Scene
    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes

MOST_WIDTH = 1080
TWO_COLUMNS = 860
KEYS = 9
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1}


class ChooserPage(QWidget):
    """The scenes, as cards. A figure chooses one of the first nine; arrows go from card to card.

    Signals:
        chosen(Scene): practise this one.
        done(): end the practice.
        moved(): what it shows lies elsewhere now.
    """

    chosen = Signal(object)
    done = Signal()
    moved = Signal()

    def __init__(
        self, texts: Texts, sizes: StaffSizes, scenes: tuple[Scene, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._sizes = sizes
        self.setProperty("ground", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.cards = [
            SceneCard(texts, sizes, scene, str(place + 1) if place < KEYS else "") for place, scene in enumerate(scenes)
        ]
        for card in self.cards:
            card.clicked.connect(lambda _=False, one=card.scene: self.chosen.emit(one))
        self.finish = Button(texts("End the practice"), Kind.QUIET, quiet(sizes, sizes.button), key="Esc")
        self.finish.clicked.connect(self.done)
        self._grid = QGridLayout()
        self._columns = 0
        self._lay_out(texts)

    def take_keyboard(self) -> None:
        """Put the keyboard on the first card."""
        if self.cards:
            self.cards[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by figure, or move by arrow."""
        key, text = Qt.Key(event.key()), event.text()
        if key == Qt.Key.Key_Escape:
            self.done.emit()
            return
        if text.isdigit() and 0 < int(text) <= min(len(self.cards), KEYS):
            self.cards[int(text) - 1].click()
        elif key in _MOVES:
            self._move(_MOVES[key] * (self._columns if key in {Qt.Key.Key_Up, Qt.Key.Key_Down} else 1))
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand the cards in as many columns as fit."""
        super().resizeEvent(event)
        self._arrange(2 if self.width() >= self._sizes.px(TWO_COLUMNS) else 1)

    def _move(self, by: int) -> None:
        now = next((place for place, card in enumerate(self.cards) if card.hasFocus()), 0)
        if 0 <= now + by < len(self.cards):
            self.cards[now + by].setFocus(Qt.FocusReason.TabFocusReason)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for place, card in enumerate(self.cards):
            self._grid.addWidget(card, place // columns, place % columns)
        for column in range(2):
            self._grid.setColumnStretch(column, int(column < columns))

    def _lay_out(self, texts: Texts) -> None:
        px, sizes = self._sizes.px, self._sizes
        lead = QHBoxLayout()
        lead.setSpacing(px(10))
        lead.addWidget(Icon("graduation-cap", px(24), Token.INK2), 0, Qt.AlignmentFlag.AlignVCenter)
        lead.addWidget(Paragraph(texts("Practice"), sizes.text(18, 600, 1.3), Token.INK2), 1)
        said = texts(
            "You work in the staff window as always. Beside it stands what the visitor says. "
            "Nobody is real, and nobody else sees how it went."
        )
        self._grid.setSpacing(px(14))
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, px(36), 0, px(28))
        box.setSpacing(px(6))
        box.addLayout(lead)
        box.addWidget(Paragraph(texts("Which conversation would you like to try?"), sizes.text(34, 800, 1.2)))
        box.addWidget(Paragraph(said, sizes.text(18, 400, 1.44), Token.INK2))
        box.addSpacing(px(18))
        box.addLayout(self._grid)
        self._arrange(1)  # before what stands beneath: Tab goes as one reads, and a card can have the keyboard at once
        box.addSpacing(px(10))
        box.addWidget(self.finish, 0, Qt.AlignmentFlag.AlignLeft)
        box.addStretch(1)
        self.area = PanelScroll(sizes, page, px(36), most=px(MOST_WIDTH), centred=True)
        self.area.moved.connect(self.moved)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.area)
