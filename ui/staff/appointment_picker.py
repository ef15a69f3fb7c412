"""Finds an appointment of today by name, code, time or service: a field, and those that fit beneath it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.appointments.booking import Standing
from greeter.views.appointments import AppointmentRow
from ui.staff.match_picker import Match, MatchPicker

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes

ROWS = 3


class AppointmentPicker(MatchPicker[AppointmentRow]):
    """A field with its matches; hidden on days without appointments. The first who is still expected is chosen, until another is."""

    def __init__(self, texts: Texts, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        label = texts("Appointment of today: name, code or time")
        super().__init__(sizes, label, icon="calendar-check", rows=ROWS, gap=5, parent=parent)
        self._texts = texts
        self._all: tuple[AppointmentRow, ...] = ()
        self._asked = True
        self.look()
        self.hide()

    def offer(self, rows: tuple[AppointmentRow, ...]) -> None:
        """Know today's appointments; the one that was chosen stays so. Where its visitor has come meanwhile none is: no other one in its place."""
        kept = self._chosen
        self._all = rows
        self._come_or_go()
        if kept is None:
            self.look()
            return
        fitting = self._fitting()
        again = (row for row in fitting[: len(self.rows)] if (row.id, row.state) == (kept.id, kept.state))
        self.offer_found(fitting, next(again, None))

    def ask_for(self, *, asked: bool) -> None:
        """Show it where somebody may come for an appointment; not for who is on the phone."""
        self._asked = asked
        self._come_or_go()

    def _come_or_go(self) -> None:
        self.setVisible(self._asked and bool(self._all))

    def begin(self) -> None:
        """Empty the field."""
        self.field.clear()
        self.look()

    def look(self) -> None:
        """Look for what fits the words: those still expected first."""
        fitting = self._fitting()
        first = fitting[0] if fitting and fitting[0].state is Standing.EXPECTED else None
        self.offer_found(fitting, first)

    def _fitting(self) -> list[AppointmentRow]:
        fitting = [row for row in self._all if row.fits(self.words)] if self.words else []
        fitting.sort(key=lambda row: row.state is not Standing.EXPECTED)
        return fitting

    def match_of(self, one: AppointmentRow) -> Match:
        """Return time, name, and what for; or that they have come already."""
        texts = self._texts
        return Match(one.name or texts("No name"), self._what(one), before=texts.clock24(one.starts))

    def told(self) -> str:
        """Say how many are still expected, or that nothing fits."""
        if self.words:
            return self._texts("No appointment of today fits these words.")
        expected = sum(one.state is Standing.EXPECTED for one in self._all)
        if not expected:
            return ""
        return self._texts.count(
            expected, "{n} person is still expected today.", "{n} people are still expected today."
        )

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
