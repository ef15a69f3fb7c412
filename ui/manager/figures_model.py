"""A table of the report as Qt shows it: the same digits as on paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from greeter.reports.quantities import Amount, Count, Quantiles, Saving, Share, Veil, tenths
from greeter.reports.wording import NOTHING, amount_text, between_text, n_text, of_text, percent_text, saving_text
from greeter.views.levels import Level

if TYPE_CHECKING:
    from greeter.reports.quantities import Quantity
    from greeter.reports.table import Line, Table
    from greeter.texts import Texts

_Index = QModelIndex | QPersistentModelIndex
LEVEL_ROLE = Qt.ItemDataRole.UserRole + 1
"""How a share stands against its goal: a `Level`, or None."""
TOTAL_ROLE = Qt.ItemDataRole.UserRole + 2
"""Whether the row is the total."""


@dataclass(frozen=True, slots=True)
class _Column:
    place: int
    """Which of the line's values; -1 is its name."""
    part: str
    heading: str


class FiguresModel(QAbstractTableModel):
    """One table: a row for each line, the total last; a column for each number."""

    def __init__(self, texts: Texts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._currency = ""
        self._lines: tuple[Line, ...] = ()
        self._total: Line | None = None
        self._columns: tuple[_Column, ...] = ()

    def show_table(self, table: Table, currency: str) -> None:
        """Show a table."""
        self.beginResetModel()
        self._currency = currency
        self._lines, self._total = table.every_line, table.total
        self._columns = self._laid_out(table)
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        """Return how many lines there are."""
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def columnCount(self, parent: _Index | None = None) -> int:
        """Return how many numbers a line has, and its name."""
        return 0 if parent is not None and parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a column's heading."""
        if orientation is Qt.Orientation.Vertical or section >= len(self._columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].heading
        return self._alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell says, and how it stands."""
        column, line = self._columns[index.column()], self._lines[index.row()]
        value = None if column.place < 0 else line.values[column.place]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._name(line) if value is None else self._shown(column.part, value)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(index.column())
        if role == TOTAL_ROLE:
            return line is self._total
        if role == LEVEL_ROLE and column.part == "percent" and isinstance(value, Share) and value.known and value.goal:
            return Level.WITHIN if value.met else Level.OVER
        return None

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    def _name(self, line: Line) -> str:
        name, detail = self._texts(line.name), self._texts(line.detail) if line.detail else ""
        return f"{name}, {detail}" if detail else name

    def _laid_out(self, table: Table) -> tuple[_Column, ...]:
        columns = [_Column(-1, "name", self._texts(table.by))]
        sample = table.every_line[0].values if table.every_line else ()
        for place, (column, value) in enumerate(zip(table.columns, sample, strict=False)):
            title = self._texts(column.title)
            columns += [
                _Column(place, part, f"{title}\n{self._texts(words)}" if words else title)
                for part, words in _parts(value)
            ]
        return tuple(columns)

    def _shown(self, part: str, value: Quantity) -> str:
        if part == "n":
            return n_text(value)
        if part == "of" and not isinstance(value, Share):
            return ""  # a line of another kind among shares: its number stands in the column before
        if isinstance(value, Share):
            return of_text(self._texts, value) if part == "of" else percent_text(self._texts, value)
        if isinstance(value, Count):
            return self._texts("withheld") if value.veil is Veil.WITHHELD else n_text(value)
        if isinstance(value, Saving):
            return between_text(self._texts, value) if part == "between" else saving_text(self._texts, value)
        if isinstance(value, Amount):
            return amount_text(self._texts, value, self._currency)
        return self._duration(part, value)

    def _duration(self, part: str, value: Quantiles) -> str:
        if value.veil is Veil.WITHHELD:
            return self._texts("withheld")
        ms = {"half": value.p50, "nine": value.p90, "longest": value.longest}[part]
        return tenths(ms) if value.known and ms is not None else NOTHING


def _parts(value: Quantity) -> list[tuple[str, str]]:
    """Return the numbers of a quantity, each with its word."""
    match value:
        case Quantiles():
            return [("n", "n"), ("half", "half"), ("nine", "9 in 10"), ("longest", "longest")]
        case Share():
            return [("percent", "share"), ("of", "count")]
        case Saving():
            return [("value", ""), ("between", "between")]
    return [("value", "")]
