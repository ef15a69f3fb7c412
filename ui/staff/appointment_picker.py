"""Finds an appointment of today by name, code, time or service: a field, and those that fit beneath it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from greeter.appointments.booking import Standing
from ui import theme
from ui.kit.field import KeyedField, Labelled
from ui.kit.icon import paint_icon
from ui.kit.lettering import Align, Wording, lay_out
from ui.kit.paragraph import Paragraph
from ui.kit.surface import Ground
from ui.theme import Look, Token

if TYPE_CHECKING:
    from greeter.texts import Texts
    from greeter.views.appointments import AppointmentRow
    from ui.kit.sizes import StaffSizes

ROWS = 3


class AppointmentLine(QAbstractButton):
    """One appointment: time, name, and what for; or that they have come already."""

    def __init__(self, texts: Texts, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts, self._sizes = texts, sizes
        self.row: AppointmentRow | None = None
        self._chosen = False
        self.ring_radius = sizes.px(9)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_row(self, row: AppointmentRow, *, chosen: bool) -> None:
        """Show an appointment; chosen: it is the one to be checked in."""
        self.row, self._chosen = row, chosen
        self.setAccessibleName(f"{self._texts.clock24(row.starts)}. {self._name(row)}. {self._what(row)}")
        self.setAccessibleDescription("✓" if chosen else "")
        self.update()

    def sizeHint(self) -> QSize:
        """Return a row's size."""
        return QSize(200, self._sizes.px(38))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint time, name and service, and a check where it is chosen."""
        row, look, px, sizes = self.row, theme.of(self), self._sizes.px, self._sizes
        if row is None:
            return
        painter = QPainter(self)
        if self._chosen:
            width = 4 if look.look is Look.CONTRAST else 2
            tint, accent = look.color(Token.ACCENT_TINT), look.color(Token.ACCENT)
            Ground(tint, accent, width, px(9)).paint(painter, QRectF(self.rect()).adjusted(0, 1, 0, -1))
        ink = look.color(Token.ACCENT if self._chosen else Token.INK)
        left = px(12)
        for words, lettering, color in (
            (self._texts.clock24(row.starts), sizes.list_strong, ink),
            (self._name(row), sizes.list, ink),
        ):
            lines = lay_out(Wording(words, lettering), 0, direction=self.layoutDirection())
            wide = round(lines.size.width()) + 2
            lines.paint(painter, QRectF(self._box(left, wide)), color, Qt.AlignmentFlag.AlignVCenter)
            left += wide + px(14)
        room = self.width() - left - px(36)
        if room > px(60):
            hint = lay_out(Wording(self._what(row), sizes.label), room, Align.START, self.layoutDirection(), 1)
            hint.paint(painter, QRectF(self._box(left, room)), look.color(Token.INK2), Qt.AlignmentFlag.AlignVCenter)
        if self._chosen:
            place = self._box(self.width() - px(30), px(18))
            place.setTop((self.height() - px(18)) // 2)
            place.setHeight(px(18))
            paint_icon(painter, "check", place, look.color(Token.ACCENT), direction=self.layoutDirection())
        painter.end()

    def _name(self, row: AppointmentRow) -> str:
        return row.name or self._texts("No name")

    def _what(self, row: AppointmentRow) -> str:
        texts = self._texts
        if row.number:
            return texts("Came already: {number}", number=row.number)
        if row.state is Standing.CANCELLED:
            return texts("Cancelled")
        parts = [row.service_name, row.code]
        if row.host:
            parts.append(texts("with {name}", name=row.host))
        if row.late:
            parts.append(texts("late, waits in line"))
        return ", ".join(parts)

    def _box(self, x: int, width: int) -> QRect:
        return self.style().visualRect(self.layoutDirection(), self.rect(), QRect(x, 0, width, self.height()))


class AppointmentPicker(QWidget):
    """A field with its matches; hidden on days without appointments. The first match of what is written is chosen, until another is.

    Signals:
        changed(): another appointment is the answer, or none.
        entered(): Enter was pressed.
    """

    changed = Signal()
    entered = Signal()

    def __init__(self, texts: Texts, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._all: tuple[AppointmentRow, ...] = ()
        self._found: list[AppointmentRow] = []
        self._chosen: AppointmentRow | None = None
        label = texts("Appointment of today: name, code or time")
        self._asked = True
        self.field = KeyedField(sizes, label, icon="calendar-check")
        self.lines = [AppointmentLine(texts, sizes) for _ in range(ROWS)]
        self._none = Paragraph("", sizes.list, Token.INK2)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(sizes.px(2))
        box.addWidget(Labelled(sizes, label, self.field))
        box.addSpacing(sizes.px(5))
        box.addWidget(self._none)
        for line in self.lines:
            box.addWidget(line)
            line.clicked.connect(lambda _=False, one=line: self._press(one))
        self.field.textChanged.connect(self._look)
        self.field.stepped.connect(self._step)
        self.field.entered.connect(self.entered)
        self._look()
        self.hide()

    @property
    def chosen(self) -> AppointmentRow | None:
        """The appointment to be checked in."""
        return self._chosen

    def offer(self, rows: tuple[AppointmentRow, ...]) -> None:
        """Know today's appointments; the one that was chosen stays so, unless its visitor has come meanwhile."""
        kept = self._chosen
        self._all = rows
        self._come_or_go()
        self._look()
        again = next(
            (row for row in self._found if kept is not None and (row.id, row.state) == (kept.id, kept.state)), None
        )
        if again is not None:
            self._choose(again)

    def ask_for(self, *, asked: bool) -> None:
        """Show it where somebody may come for an appointment; not for who is on the phone."""
        self._asked = asked
        self._come_or_go()

    def _come_or_go(self) -> None:
        self.setVisible(self._asked and bool(self._all))

    def begin(self) -> None:
        """Empty the field."""
        self.field.clear()
        self._look()

    def _look(self) -> None:
        words = self.field.text().strip()
        fitting = [row for row in self._all if row.fits(words)] if words else []
        first = [row for row in fitting if row.state is Standing.EXPECTED]
        self._found = [*first, *(row for row in fitting if row not in first)][:ROWS]
        self._choose(first[0] if first else None)

    def _choose(self, row: AppointmentRow | None) -> None:
        self._chosen = row
        words = self.field.text().strip()
        expected = sum(one.state is Standing.EXPECTED for one in self._all)
        told = self._texts("No appointment of today fits these words.") if words else ""
        if not words and expected:
            told = self._texts.count(
                expected, "{n} person is still expected today.", "{n} people are still expected today."
            )
        self._none.set_text(told)
        self._none.setVisible(bool(told) and not self._found)
        for place, line in enumerate(self.lines):
            line.setVisible(place < len(self._found))
            if place < len(self._found):
                line.show_row(self._found[place], chosen=self._found[place] is row)
        self.changed.emit()

    def _step(self, way: int) -> None:
        if not self._found:
            return
        place = self._found.index(self._chosen) + way if self._chosen in self._found else 0
        self._choose(self._found[max(0, min(place, len(self._found) - 1))])

    def _press(self, line: AppointmentLine) -> None:
        if line.row is not None:
            self._choose(line.row)
            self.field.setFocus(Qt.FocusReason.MouseFocusReason)
