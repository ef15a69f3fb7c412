"""One follow-up in its list: what is owed to whom, when it is due, and whose it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from greeter.model.follow_up import Form
from greeter.views.follow_ups import FollowUp, Group, between_said, due_said
from greeter.views.levels import Level
from ui import theme
from ui.kit.lettering import Align, Lines, Wording, lay_out
from ui.kit.place import mirrored
from ui.kit.shape import paint_shape
from ui.kit.surface import Ground
from ui.theme import Look, Token

if TYPE_CHECKING:
    from datetime import date

    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes

SIDE = 150
"""The width of what stands at the end: when, and whose."""
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_LEVELS = {Group.OVERDUE: Level.OVER, Group.TODAY: Level.NEAR}
_COLORS = {Group.OVERDUE: Token.OVER, Group.TODAY: Token.NEAR}


def title_of(texts: Texts, row: FollowUp) -> str:
    """Return what is to be done."""
    if row.form is Form.CALL_BACK:
        who = row.name or row.ticket
        return texts("Call {who} back", who=who) if who else texts("Call back")
    return row.what


def facts_of(texts: Texts, row: FollowUp) -> str:
    """Return who it is for and what about, as far as it is known."""
    called = row.form is Form.CALL_BACK
    known = [row.ticket if row.name or not called else "", "" if called else row.name]
    known += [f"“{row.reason}”" if row.reason else "", row.service_name, row.detail]
    known.append(texts("since {date}", date=texts.short_date(row.came)))
    return ", ".join(part for part in known if part)


def reach_of(texts: Texts, row: FollowUp) -> str:
    """Return where and when to reach them, and how often nobody was; empty for what is no call-back."""
    if row.form is not Form.CALL_BACK:
        return ""
    tried = texts.count(row.tries, "tried {n} time", "tried {n} times") if row.tries else ""
    return ", ".join(part for part in (row.reach_at, between_said(texts, row.between), tried) if part)


def when_of(texts: Texts, row: FollowUp, today: date) -> str:
    """Return when it is due, or who closed it."""
    if row.group is Group.CLOSED:
        return texts("Closed by {clerk}", clerk=row.done_by)
    if row.group is Group.OVERDUE and row.due == today:
        return texts("Today, time past")
    return due_said(texts, today, row.due)


class FollowUpRow(QAbstractButton):
    """Title, facts and call on the left; due date and owner at the end. The keyboard on it chooses it.

    Signals:
        reached(): the keyboard has come here.
        stepped(int): Up (-1) or Down (1) was pressed.
    """

    reached = Signal()
    stepped = Signal(int)

    def __init__(
        self,
        texts: Texts,
        sizes: StaffSizes,
        row: FollowUp,
        today: date,
        *,
        clerk: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._texts, self._sizes, self._today, self._clerk = texts, sizes, today, clerk or "-"
        self.row = row
        self._chosen = False
        self.ring_radius = sizes.px(9)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        said = (
            title_of(texts, row),
            when_of(texts, row, today),
            self._owner(),
            facts_of(texts, row),
            reach_of(texts, row),
        )
        self.setAccessibleName(". ".join(part for part in said if part))

    def set_chosen(self, *, chosen: bool) -> None:
        """Show that the acts at the foot are for this one."""
        if chosen is not self._chosen:
            self._chosen = chosen
            self.update()

    def sizeHint(self) -> QSize:
        """Return the size at the panel's width."""
        width = self.width() or self._sizes.px(520)
        return QSize(self._sizes.px(400), self.heightForWidth(width))

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at a width."""
        left = sum(lines.size.height() for lines, _ in self._left(width))
        return round(max(left, self._sizes.px(40))) + self._sizes.px(18)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for the height of the new width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that it is meant."""
        super().focusInEvent(event)
        self.reached.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell of the arrows, which would scroll; figures are the panel's."""
        way = _MOVES.get(Qt.Key(event.key()))
        if way is None:
            event.ignore()
        else:
            self.stepped.emit(way)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint ground, words, and shape."""
        look, px = theme.of(self), self._sizes.px
        painter = QPainter(self)
        if self._chosen:
            edge = look.color(Token.ACCENT) if look.look is Look.CONTRAST else None
            Ground(look.color(Token.ACCENT_TINT), edge, 3, px(9)).paint(painter, QRectF(self.rect()))
        painter.fillRect(QRectF(px(10), self.height() - 1, self.width() - px(20), 1), look.color(Token.LINE))
        top = float(px(9))
        for lines, token in self._left(self.width()):
            box = QRectF(px(10), top, self._room(self.width()), lines.size.height())
            lines.paint(painter, self._placed(box), look.color(token))
            top += lines.size.height()
        self._paint_end(painter)
        painter.end()

    def _paint_end(self, painter: QPainter) -> None:
        """Paint when it is due, with its shape, and beneath whose it is."""
        look, sizes, px = theme.of(self), self._sizes, self._sizes.px
        color = look.color(_COLORS.get(self.row.group, Token.INK))
        x, wide, top = self.width() - px(SIDE + 10), px(SIDE), float(px(9))
        direction = self.layoutDirection()
        when = Wording(when_of(self._texts, self.row, self._today), sizes.list_strong)
        words = lay_out(when, wide, Align.END, direction)
        words.paint(painter, self._placed(QRectF(x, top, wide, words.size.height())), color)
        level = _LEVELS.get(self.row.group)
        if level is not None:
            side, long = px(11), lay_out(when, 0).size.width()
            at = QRectF(x + wide - long - side - px(7), top + px(5), side, side)
            paint_shape(painter, level, self._placed(at), color)
        top += words.size.height()
        owner = lay_out(Wording(self._owner(), sizes.label), wide, Align.END, direction)
        owner.paint(painter, self._placed(QRectF(x, top, wide, owner.size.height())), look.color(Token.INK2))

    def _placed(self, box: QRectF) -> QRectF:
        return QRectF(mirrored(self, box.toRect()))

    def _owner(self) -> str:
        if self.row.group is Group.CLOSED:
            return ""
        if self.row.for_clerk == self._clerk:
            return self._texts("Yours")
        return self._texts("For {clerk}", clerk=self.row.for_clerk) if self.row.for_clerk else ""

    def _room(self, width: int) -> int:
        return max(width - self._sizes.px(SIDE + 34), 1)

    def _left(self, width: int) -> list[tuple[Lines, Token]]:
        sizes, room, direction = self._sizes, self._room(width), self.layoutDirection()
        return [
            (lay_out(Wording(words, lettering), room, Align.START, direction), token)
            for words, lettering, token in (
                (title_of(self._texts, self.row), sizes.strong, Token.INK),
                (reach_of(self._texts, self.row), sizes.list_strong, Token.INK),
                (facts_of(self._texts, self.row), sizes.label, Token.INK2),
            )
            if words
        ]
