"""As many rows as there are things to show: rows are made once and used again, so that what is read aloud keeps its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.kit.surface import Rule

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_Shown = TypeVar("_Shown")
_Taken = TypeVar("_Taken", contravariant=True)


class Row(Protocol[_Taken]):
    """A widget that shows one thing."""

    def show_one(self, one: _Taken, /) -> None:
        """Show it."""


class Rows(QWidget, Generic[_Shown]):
    """Rows with a rule between them."""

    def __init__(self, make: Callable[[], QWidget], gap: int, *, parent: QWidget | None = None) -> None:
        """make: returns a widget that is a `Row`."""
        super().__init__(parent)
        self._make = make
        self.rows: list[QWidget] = []
        self._rules: list[Rule] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(gap)

    def show_all(self, things: Sequence[_Shown]) -> None:
        """Show these."""
        while len(self.rows) < len(things):
            rule, row = Rule(1, parent=self), self._make()
            self.rows.append(row)
            self._rules.append(rule)
            if len(self.rows) > 1:
                self._box.addWidget(rule)
            self._box.addWidget(row)
        for place, row in enumerate(self.rows):
            shown = place < len(things)
            row.setVisible(shown)
            self._rules[place].setVisible(shown and place > 0)
            if shown:
                row.show_one(things[place])  # type: ignore[attr-defined]
