"""Rows of a label and what it says, each made once: the next visit's card shows its own words in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt

from ui.kit.paragraph import Paragraph
from ui.theme import Token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QGridLayout

    from ui.kit.lettering import Lettering
    from ui.kit.sizes import StaffSizes


_USUAL = 4
"""So many rows are usual, and made with the window: the first visitor's card is as quick as the next."""


class LabelledRow(NamedTuple):
    """What one row says. marks: see `Paragraph`."""

    label: str
    text: str
    lettering: Lettering
    marks: tuple[tuple[int, int], ...] = ()


class LabelledRows:
    """Rows in a grid of their own: labels in the first column, texts in the second."""

    def __init__(self, grid: QGridLayout, sizes: StaffSizes) -> None:
        self._grid, self._sizes = grid, sizes
        self._made: list[tuple[Paragraph, Paragraph]] = []
        for _ in range(_USUAL):
            self._make()
        self.show_rows(())

    def show_rows(self, rows: Sequence[LabelledRow]) -> None:
        """Show these, and nothing of those before."""
        while len(self._made) < len(rows):
            self._make()
        for (label, text), row in zip(self._made, rows, strict=False):
            label.set_text(row.label)
            text.set_lettering(row.lettering)
            text.set_text(row.text, marks=row.marks)
            label.show()
            text.show()
        for left_over in self._made[len(rows) :]:
            for part in left_over:
                part.set_text("")
                part.hide()

    def _make(self) -> None:
        row = len(self._made)
        label, text = Paragraph("", self._sizes.body, Token.INK2), Paragraph("", self._sizes.body)
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(text, row, 1)
        self._made.append((label, text))
