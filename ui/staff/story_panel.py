"""The visit so far: what happened, what they were told, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.kit.paragraph import Paragraph
from ui.staff.section import Section
from ui.staff.story import Told, visit_so_far
from ui.theme import Token

if TYPE_CHECKING:
    from greeter.model.catalogue import Office
    from greeter.texts import Texts
    from greeter.views.visit_card import VisitCard
    from ui.kit.sizes import StaffSizes


class StoryPanel(Section):
    """Lines of time and words, oldest first."""

    def __init__(self, texts: Texts, sizes: StaffSizes, office: Office, *, parent: QWidget | None = None) -> None:
        super().__init__(sizes, texts("Visit so far"), parent=parent)
        self._texts, self._sizes, self._office = texts, sizes, office
        self._lines: list[Told] = []
        self._rows: list[tuple[Paragraph, Paragraph]] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(sizes.px(12))
        self._grid.setVerticalSpacing(sizes.px(2))
        self._grid.setColumnMinimumWidth(0, sizes.px(54))
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)

    def show_card(self, card: VisitCard) -> None:
        """Show a visit's lines."""
        lines = visit_so_far(self._texts, self._office, card.story)
        if lines == self._lines:
            return
        self._lines = lines
        while len(self._rows) < len(lines):
            self._add_row()
        for row, (at, words) in enumerate(self._rows):
            is_told = row < len(lines)
            at.set_text(self._texts.clock24(lines[row].at) if is_told else "")
            words.set_text(lines[row].words if is_told else "")
            at.setVisible(is_told)
            words.setVisible(is_told)

    def _add_row(self) -> None:
        row = len(self._rows)
        at, words = Paragraph("", self._sizes.body, Token.INK2), Paragraph("", self._sizes.body)
        self._grid.addWidget(at, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(words, row, 1)
        self._rows.append((at, words))
