"""The visit so far: what happened, what they were told, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.kit.paragraph import Paragraph
from ui.staff.section import Section, empty
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
        empty(self._grid)
        for row, line in enumerate(lines):
            at = Paragraph(self._texts.clock24(line.at), self._sizes.body, Token.INK2)
            self._grid.addWidget(at, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(Paragraph(line.words, self._sizes.body), row, 1)
