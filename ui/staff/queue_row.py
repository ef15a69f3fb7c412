"""Paints the rows of the queue: number, service over the first fact, and the wait against its standard."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from greeter.model.visit import State, has_ticket
from greeter.views.levels import level_of
from ui import theme
from ui.kit.icon import paint_icon
from ui.kit.lettering import Align, Lettering, Wording, lay_out
from ui.kit.shape import TOKENS, paint_shape
from ui.kit.surface import Ground
from ui.kit.wait_bar import Wait, paint_wait_bar
from ui.staff.facts import gently_fact, held_words, need_fact, row_fact, wait_in_short, wait_sentence, where_from
from ui.staff.queue_model import Heading, Item, QueueModel
from ui.staff.row_pictures import RowPictures
from ui.theme import Theme, Token

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QPainter
    from PySide6.QtWidgets import QAbstractScrollArea

    from greeter.texts import Texts
    from greeter.views.queue_view import QueueRow
    from ui.kit.sizes import StaffSizes
    from ui.staff.facts import Fact

ROW = 47
"""Height of every row in px at 96 an inch, headings included: rows of one height keep ten thousand of them smooth."""
MARGIN = 14
SLIM = 340
"""A row under this width has a shorter bar."""


class _Brush:
    """Paints into one row, mirrored where the reading direction is."""

    def __init__(
        self, painter: QPainter, look: Theme, area: QRect, direction: Qt.LayoutDirection, style: QStyle
    ) -> None:
        self.painter, self.look, self.area = painter, look, area
        self.beyond = 0, 0
        """How far the ground of the chosen row reaches beyond it at its left and at its right."""
        self._direction, self._style = direction, style

    def box(self, x: int, y: int, width: int, height: int) -> QRect:
        """Return a box by its place from the row's start."""
        plain = QRect(self.area.left() + x, self.area.top() + y, width, height)
        return self._style.visualRect(self._direction, self.area, plain)

    def text(self, words: str, lettering: Lettering, box: QRect, color: QColor, align: Align = Align.START) -> None:
        """Paint one line, cut with an ellipsis where it is too long."""
        lines = lay_out(Wording(words, lettering), box.width(), align, self._direction, 1)
        lines.paint(self.painter, QRectF(box), color, Qt.AlignmentFlag.AlignVCenter)

    def icon(self, name: str, box: QRect, color: QColor) -> None:
        """Paint an icon."""
        paint_icon(self.painter, name, box, color, direction=self._direction)

    @property
    def right_to_left(self) -> bool:
        """Whether the row is read from the right."""
        return self._direction is Qt.LayoutDirection.RightToLeft


class QueueRowDelegate(QStyledItemDelegate):
    """Paints what `QueueModel.item_at` gives."""

    def __init__(self, texts: Texts, sizes: StaffSizes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts, self._sizes = texts, sizes
        self._pictures = RowPictures()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: ARG002
        """Return the size of a row: the same for all."""
        return QSize(200, self._sizes.px(ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a row."""
        view, model = option.widget, cast("QueueModel", index.model())
        item, elsewhere = model.item_at(index.row()), model.waits_elsewhere(index.row())
        state, look = option.state, theme.of(view)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        scrolled = cast("QAbstractScrollArea", view)
        bar, shown = scrolled.verticalScrollBar(), scrolled.viewport()
        mirrored = view.layoutDirection() is Qt.LayoutDirection.RightToLeft

        def row(painter: QPainter, box: QRect) -> None:
            inset = self._sizes.px(MARGIN)
            end = max(inset, bar.sizeHint().width() + 2)  # whole beside the scroll bar
            start = end - shown.x() if mirrored else inset
            area = QRect(start, box.top(), view.width() - inset - end, box.height())
            brush = _Brush(painter, look, area, view.layoutDirection(), view.style())
            brush.beyond = min(6, area.left() - box.left() - 1), min(6, box.right() - area.right() - 1)
            self._row(brush, item, chosen=chosen, elsewhere=elsewhere)

        seen = (_face(item), chosen, elsewhere, look, view.width(), view.layoutDirection())
        painter.save()
        self._pictures.show(painter, QRect(option.rect), seen, look.color(Token.SUNK), row)
        painter.restore()

    def _row(self, brush: _Brush, item: Item, *, chosen: bool, elsewhere: bool) -> None:
        if isinstance(item, Heading):
            self._heading(brush, item)
            return
        self._ground(brush, chosen=chosen)
        if item.state in {State.ON_HOLD, State.NO_SHOW} or item.expected:
            self._aside(brush, item)
        else:
            self._waiting(brush, item, elsewhere=elsewhere)

    def _heading(self, brush: _Brush, item: Heading) -> None:
        px, ink = self._sizes.px, brush.look.color(Token.INK2)
        top, high = px(20), px(24)
        count = lay_out(Wording(item.count, self._sizes.heading), 0).size.width()
        width = brush.area.width()
        brush.text(item.title, self._sizes.heading, brush.box(0, top, width - round(count) - px(12), high), ink)
        brush.text(item.count, self._sizes.heading, brush.box(0, top, width, high), ink, Align.END)

    def _ground(self, brush: _Brush, *, chosen: bool) -> None:
        look, painter, area = brush.look, brush.painter, QRectF(brush.area)
        painter.fillRect(QRectF(area.left(), area.bottom() - 1, area.width(), 1), look.color(Token.LINE))
        if chosen:
            box = area.adjusted(-brush.beyond[0], 0, brush.beyond[1], -1)
            Ground(look.color(Token.ACCENT_TINT), look.color(Token.ACCENT), 2, 9).paint(painter, box)

    def _waiting(self, brush: _Brush, row: QueueRow, *, elsewhere: bool) -> None:
        px, look, sizes = self._sizes.px, brush.look, self._sizes
        width = brush.area.width()
        bar = px(152 if width >= px(SLIM) else 108)
        middle = px(68)
        self._number(brush, row.number)
        room = width - middle - bar - px(10)
        brush.text(row.service_name, sizes.list, brush.box(middle, px(3), room, px(21)), look.color(Token.INK))
        self._fact(brush, row, middle, room, elsewhere=elsewhere)
        self._wait(brush, row, width - bar - px(6), bar)

    def _fact(self, brush: _Brush, row: QueueRow, x: int, room: int, *, elsewhere: bool) -> None:
        """Paint the fact with its icon; beside the quiet sign of hardship a need has room for its icon alone."""
        px, sizes, ink2 = self._sizes.px, self._sizes, brush.look.color(Token.INK2)
        quiet = row.distress is not None
        fact = gently_fact(self._texts) if quiet else row_fact(self._texts, row, elsewhere=elsewhere)
        if fact is None:
            return
        self._fact_icon(brush, fact, x)
        brush.text(fact.words, sizes.label, brush.box(x + px(20), px(23), room - px(20), px(20)), ink2)
        if quiet and row.needs:
            wide = round(lay_out(Wording(fact.words, sizes.label), 0).size.width())
            self._fact_icon(brush, need_fact(self._texts, row.needs[0]), x + px(32) + wide)

    def _fact_icon(self, brush: _Brush, fact: Fact, x: int) -> None:
        px, side = self._sizes.px, self._sizes.px(15)
        brush.icon(fact.icon, brush.box(x, px(26), side, side), brush.look.color(Token.INK2))

    def _wait(self, brush: _Brush, row: QueueRow, x: int, width: int) -> None:
        px, look, sizes = self._sizes.px, brush.look, self._sizes
        words = wait_sentence(self._texts, row.minutes, row.target_minutes)
        level = level_of(row.minutes, row.target_minutes)
        color = look.color(TOKENS[level])
        wait = Wait(row.minutes, row.target_minutes, words)
        track = brush.box(x, px(4), width, px(18))
        paint_wait_bar(brush.painter, wait, QRectF(track), look, track=px(10), right_to_left=brush.right_to_left)
        side = px(11)
        shape = brush.box(x, px(28), side, side)
        paint_shape(brush.painter, level, QRectF(shape), color)
        room = width - px(18) + px(6)
        if lay_out(Wording(words, sizes.label_strong), 0).size.width() > room:
            words = wait_in_short(self._texts, row.minutes, row.target_minutes)
        brush.text(words, sizes.label_strong, brush.box(x + px(18), px(23), room, px(20)), color)

    def _aside(self, brush: _Brush, row: QueueRow) -> None:
        """Paint who is on hold, and why, or who did not come, and since when; or who is on the way, and expected when."""
        px, look, sizes = self._sizes.px, brush.look, self._sizes
        width, high = brush.area.width(), brush.area.height() - 1
        self._number(brush, row.number)
        since = self._texts("{n} min", n=row.minutes)
        if row.expected and row.appointment is not None:
            since = self._texts.clock24(row.appointment)
        wide = round(lay_out(Wording(since, sizes.label_strong), 0).size.width())
        said = where_from(self._texts, row) if row.expected else row.service_name
        said = held_words(self._texts, row) if row.state is State.ON_HOLD else said
        middle = px(72)
        brush.text(said, sizes.list, brush.box(middle, 0, width - middle - wide - px(18), high), look.color(Token.INK))
        brush.text(since, sizes.label_strong, brush.box(0, 0, width - px(6), high), look.color(Token.INK2), Align.END)

    def _number(self, brush: _Brush, number: str) -> None:
        px = self._sizes.px
        box = brush.box(px(6), 0, px(62), brush.area.height() - 1)
        lettering = self._sizes.number if has_ticket(number) else self._sizes.label_strong
        brush.text(number, lettering, box, brush.look.color(Token.INK))


def _face(item: Item) -> Item:
    """Return what of an item is painted: whole minutes of the wait, and not why it would be next."""
    return item if isinstance(item, Heading) else replace(item, waited=timedelta(minutes=item.minutes), why="")
