"""Every key of this window on one page, in the card's place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.kit.button import Build, Button, Kind
from ui.kit.key_cap import KeyCap
from ui.kit.paragraph import Paragraph
from ui.kit.scroll import PanelScroll
from ui.staff.section import empty
from ui.staff.visitor_card import MOST_WIDTH
from ui.theme import Token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes

KEY = "?"
BESIDE = 2
"""So many keys stand beside each other."""


@dataclass(frozen=True, slots=True)
class KeyLine:
    """What a key does. `key`: as its cap says it."""

    key: str
    does: str


class KeysPanel(QWidget):
    """Groups of keys, read from top to bottom; Up, Down and Page keys scroll.

    Signals:
        closed(): back to the card.
        moved(): what it shows lies elsewhere now.
    """

    closed = Signal()
    moved = Signal()

    def __init__(self, texts: Texts, sizes: StaffSizes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts, self._sizes = texts, sizes
        px = sizes.px
        self.lines: list[KeyLine] = []
        page = QWidget()
        self._form = QVBoxLayout(page)
        self._form.setContentsMargins(0, px(14), 0, px(10))
        self._form.setSpacing(px(10))
        self.area = PanelScroll(sizes, page, px(24), most=px(MOST_WIDTH))
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setAccessibleName(texts("All keys"))
        self.area.moved.connect(self.moved)
        self.back = Button(texts("Back"), Kind.SECONDARY, Build.staff(sizes), key="Esc")
        self.back.clicked.connect(self.closed)
        foot = QHBoxLayout()
        foot.setContentsMargins(px(24), px(8), px(24), px(14))
        foot.addWidget(self.back)
        foot.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.area, 1)
        whole.addLayout(foot)

    def show_keys(self, groups: Sequence[tuple[str, Sequence[KeyLine]]]) -> None:
        """Show each group beneath its heading."""
        empty(self._form)
        self.lines = [line for _, lines in groups for line in lines]
        self._form.addWidget(Paragraph(self._texts("All keys"), self._sizes.name))
        for heading, lines in groups:
            self._form.addWidget(Paragraph(heading, self._sizes.heading, Token.INK2))
            self._form.addLayout(self._grid(lines))
        self._form.addStretch(1)
        said = ". ".join(self._texts("{what}: {key}", what=line.does, key=line.key) for line in self.lines)
        self.area.setAccessibleDescription(said)
        self.area.verticalScrollBar().setValue(0)

    def _grid(self, lines: Sequence[KeyLine]) -> QGridLayout:
        px, grid = self._sizes.px, QGridLayout()
        grid.setHorizontalSpacing(px(10))
        grid.setVerticalSpacing(px(6))
        rows = -(-len(lines) // BESIDE)
        for place, line in enumerate(lines):
            column, row = divmod(place, rows)
            cap = KeyCap(line.key, self._sizes.label_strong, Token.INK)
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(cap, row, 2 * column, top | Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(Paragraph(line.does, self._sizes.list), row, 2 * column + 1, top)
            grid.setColumnStretch(2 * column + 1, 1)
        return grid
