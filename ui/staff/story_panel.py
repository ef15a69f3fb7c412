"""The visit so far: what happened, what they were told, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QWidget

from ui.staff.labelled_rows import LabelledRow, LabelledRows
from ui.staff.section import Section
from ui.staff.story import Told, visit_so_far

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
        grid = QGridLayout()
        grid.setHorizontalSpacing(sizes.px(12))
        grid.setVerticalSpacing(sizes.px(2))
        grid.setColumnMinimumWidth(0, sizes.px(54))
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)
        self._rows = LabelledRows(grid, sizes)

    def show_card(self, card: VisitCard) -> None:
        """Show a visit's lines."""
        lines = visit_so_far(self._texts, self._office, card.story)
        if lines == self._lines:
            return
        self._lines = lines
        self._rows.show_rows(
            [LabelledRow(self._texts.clock24(line.at), line.words, self._sizes.body) for line in lines]
        )
