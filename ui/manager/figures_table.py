"""One table of figures on the screen: as high as its rows, the total in bold, shares with their shape."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from greeter.views.levels import Level
from ui import theme
from ui.kit.lettering import Lettering, Wording, lay_out
from ui.kit.shape import TOKENS, paint_shape
from ui.manager.figures_model import LEVEL_ROLE, TOTAL_ROLE, FiguresModel
from ui.theme import Token

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from greeter.reports.table import Table
    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes

ROW, HEAD = 34, 52
NAME_SHARE, MOST_NAME = 0.3, 190
LOOSE, CLOSE = 26, 14
"""Room beside a column's widest number: as a rule, and where the table would have to scroll."""
MOST_LINES = 3
"""So many lines a name takes before it is cut."""


class _Cell(QStyledItemDelegate):
    """Paints a cell: rule above, words, and a share's shape before its percent."""

    def __init__(self, sizes: StaffSizes, parent: QWidget) -> None:
        super().__init__(parent)
        self._sizes = sizes

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the cell."""
        view = self.parent()
        look = theme.of(view) if isinstance(view, QWidget) else theme.Theme.load(theme.Look.LIGHT)
        total = bool(index.data(TOTAL_ROLE))
        box: QRect = option.rect
        rule = look.color(Token.INK if total else Token.LINE)
        painter.fillRect(QRectF(box.left(), box.top(), box.width(), 2 if total else 1), rule)
        stands = index.data(LEVEL_ROLE)
        level = Level(stands) if stands else None
        lettering = self._lettering(index.column(), total=total, judged=level is not None)
        pad = self._sizes.px(6)
        end = bool(index.data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight)
        lines = lay_out(
            Wording(str(index.data()), lettering),
            0 if end else box.width() - 2 * pad,
            most_lines=0 if end else MOST_LINES,
        )
        width = lines.size.width()
        left = box.right() - pad - width if end else box.left() + pad
        lines.paint(
            painter,
            QRectF(left, box.top(), width + 2, box.height()),
            look.color(Token.INK),
            Qt.AlignmentFlag.AlignVCenter,
        )
        if level is not None:
            side = self._sizes.px(11)
            shape = QRectF(left - side - self._sizes.px(7), box.center().y() - side / 2 + 1, side, side)
            paint_shape(painter, level, shape, look.color(TOKENS[level]))

    def _lettering(self, column: int, *, total: bool, judged: bool) -> Lettering:
        strong = total or judged
        size = self._sizes.list_strong if strong else self._sizes.list
        return size if column or total else self._sizes.list


class FiguresTable(QTableView):
    """A table as high as its rows: the page scrolls. Where its numbers need more width than there is, it scrolls sideways."""

    def __init__(self, texts: Texts, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sizes = sizes
        self.figures = FiguresModel(texts, self)
        self.setModel(self.figures)
        self.setItemDelegate(_Cell(sizes, self))
        self.setProperty("ground", "paper")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._overflows = False
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(sizes.px(ROW))
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setProperty("ground", "paper")
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setFixedHeight(sizes.px(HEAD))
        head.setFont(sizes.label_strong.font())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_table(self, table: Table, title: str, currency: str) -> None:
        """Show a table; `title` names it to assistive technology."""
        self.figures.show_table(table, currency)
        self.setAccessibleName(title)
        self._share_out()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the height of all rows."""
        bar = self.horizontalScrollBar().sizeHint().height() if self._overflows else 0
        rows = sum(self.rowHeight(row) for row in range(self.figures.rowCount()))
        return QSize(600, self._sizes.px(HEAD) + rows + 2 + bar)

    def minimumSizeHint(self) -> QSize:
        """Return the height of all rows."""
        return QSize(200, self.sizeHint().height())

    def resizeEvent(self, event: object) -> None:
        """Give each column its room."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._share_out()

    def _share_out(self) -> None:
        """Give each number the room it needs, more where there is some, and the names what is left."""
        columns = self.figures.columnCount()
        if columns == 0:
            return
        width, px = self.viewport().width(), self._sizes.px
        least = max(px(120), min(self._needed(0), px(MOST_NAME)))
        needed = [self._needed(column) for column in range(1, columns)]
        lacking = sum(needed) + least - width
        if lacking > 0:  # closer, before anything has to scroll
            closer = min(px(LOOSE - CLOSE), -(-lacking // len(needed)) if needed else 0)
            needed = [one - closer for one in needed]
        names = max(px(MOST_NAME), round(width * NAME_SHARE))
        spare = max(width - names - sum(needed), 0) // max(len(needed), 1)
        widths = [one + min(spare, px(44)) for one in needed]
        for column, one in enumerate(widths, start=1):
            self.setColumnWidth(column, one)
        self.setColumnWidth(0, max(width - sum(widths), least))
        self._overflows = width - sum(widths) < least
        self._make_high()
        self.updateGeometry()

    def _make_high(self) -> None:
        """Give rows whose name does not fit a line the height of two."""
        room, px = self.columnWidth(0) - 2 * self._sizes.px(6), self._sizes.px
        for row in range(self.figures.rowCount()):
            name = Wording(str(self.figures.index(row, 0).data()), self._sizes.list)
            high = lay_out(name, room, most_lines=MOST_LINES).size.height()
            self.setRowHeight(row, max(px(ROW), round(high) + px(8)))

    def _needed(self, column: int) -> int:
        """Return the width of a column's widest number or heading, and some room."""
        count = self.figures.rowCount()
        shown = [str(self.figures.index(row, column).data()) for row in range(count)]
        heading = str(self.figures.headerData(column, Qt.Orientation.Horizontal)).split("\n")
        widest = max((lay_out(Wording(text, self._sizes.list_strong), 0).size.width() for text in shown), default=0)
        judged = any(self.figures.index(row, column).data(LEVEL_ROLE) for row in range(count))
        shape = self._sizes.px(18) if judged else 0
        named = max(lay_out(Wording(line, self._sizes.label_strong), 0).size.width() for line in heading)
        return round(max(widest + shape, named)) + self._sizes.px(LOOSE)
