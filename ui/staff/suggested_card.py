"""The suggested next visitor: the first card of the queue column, with why, and the key that calls them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.kit.icon import Icon
from ui.kit.key_cap import KeyCap
from ui.kit.paragraph import Paragraph
from ui.kit.surface import Ground
from ui.kit.wait_bar import Wait, WaitBar
from ui.staff.acts import Act, face_of
from ui.staff.facts import row_fact, wait_sentence
from ui.theme import Look, Token

if TYPE_CHECKING:
    from greeter.texts import Texts
    from greeter.views.queue_view import QueueRow
    from ui.kit.sizes import StaffSizes


class SuggestedCard(QAbstractButton):
    """Whom to call next. Pressing it shows their card; the key calls them."""

    def __init__(self, texts: Texts, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts, self._sizes = texts, sizes
        self._row: QueueRow | None = None
        self._chosen = False
        self.ring_radius = sizes.px(12)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._icon = Icon("arrow-right", sizes.px(18), Token.ACCENT, stroke=2.4)
        self._title = Paragraph(texts("Suggested next"), sizes.label_strong, Token.ACCENT)
        self._cap = KeyCap(face_of(Act.CALL_NEXT).cap, sizes.label_strong, Token.ACCENT)
        self._number = Paragraph("", sizes.ticket_small)
        self._service = Paragraph("", sizes.text(17, 600, 1.2), most_lines=2)
        self._why = Paragraph("", sizes.list)
        self._fact_icon = Icon("circle-user-round", sizes.px(15), Token.INK2)
        self._fact = Paragraph("", sizes.label, Token.INK2, most_lines=1)
        self._wait = WaitBar(Wait(0, 1, ""), sizes.label_strong, track=sizes.px(10))
        self._lay_out()
        self.show_row(None)

    def show_row(self, row: QueueRow | None, *, chosen: bool = False) -> None:
        """Show whom to call next, or that nobody waits. chosen: their card is open."""
        if (row is None, chosen) != (self._row is None, self._chosen):
            self.update()
        texts, self._row, self._chosen = self._texts, row, chosen
        for part in (self._number, self._wait, self._cap, self._service):
            part.setVisible(row is not None)
        fact = row_fact(texts, row) if row else None
        self._fact_row.setVisible(fact is not None and row is not None and fact.words != f"“{row.reason}”")
        if row is None:
            self._why.set_text(texts("Nobody waits for this counter."), "")
            self.setAccessibleName(texts("Suggested next: nobody waits for this counter."))
        else:
            said = texts("{service}, “{reason}”", service=row.service_name, reason=row.reason)
            self._number.set_text(row.number)
            self._service.set_text(said if row.reason else row.service_name)
            self._why.set_text(row.why, texts("Why:"))
            words = wait_sentence(texts, row.minutes, row.target_minutes)
            self._wait.set_wait(Wait(row.minutes, row.target_minutes, words))
            if fact is not None:
                self._fact_icon.set_icon(fact.icon)
                self._fact.set_text(fact.words)
            self.setAccessibleName(f"{texts('Suggested next')}: {row.number}, {row.service_name}, {words}. {row.why}")

    @property
    def row(self) -> QueueRow | None:
        """Whom it shows."""
        return self._row

    def sizeHint(self) -> QSize:
        """Return the size of what it says at its width."""
        width = self.width() or self._sizes.px(376)
        return QSize(width, self._box.totalHeightForWidth(width))

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at a width."""
        return self._box.totalHeightForWidth(width)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the card: an accent border while there is somebody to call."""
        look = theme.of(self)
        painter = QPainter(self)
        edge = look.color(Token.ACCENT if self._row else Token.LINE)
        fill = look.color(Token.ACCENT_TINT if self._chosen else Token.SURFACE)
        width = 4 if look.look is Look.CONTRAST and self._chosen else 3 if look.look is Look.CONTRAST else 2
        Ground(fill, edge, width, self._sizes.px(12)).paint(painter, QRectF(self.rect()))
        painter.end()

    def _lay_out(self) -> None:
        px = self._sizes.px
        head = QHBoxLayout()
        head.setSpacing(px(10))
        head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._title, 1, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._cap, 0, Qt.AlignmentFlag.AlignVCenter)
        who = QGridLayout()
        who.setHorizontalSpacing(px(12))
        who.setContentsMargins(0, px(2), 0, 0)
        who.addWidget(self._number, 0, 0, Qt.AlignmentFlag.AlignTop)
        who.addWidget(self._service, 0, 1, Qt.AlignmentFlag.AlignVCenter)
        who.setColumnStretch(1, 1)
        self._fact_row = QWidget()
        fact = QHBoxLayout(self._fact_row)
        fact.setContentsMargins(0, 0, 0, px(2))
        fact.setSpacing(px(6))
        fact.addWidget(self._fact_icon)
        fact.addWidget(self._fact, 1)
        box = self._box = QVBoxLayout(self)
        box.setContentsMargins(px(16), px(12), px(16), px(12))
        box.setSpacing(0)
        box.addLayout(head)
        box.addLayout(who)
        box.addWidget(self._fact_row)
        box.addSpacing(px(3))
        box.addWidget(self._why)
        box.addSpacing(px(4))
        box.addWidget(self._wait)
