"""Which days are looked at, with which they are compared, and taking along what is shown: above the pages of figures."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from greeter.reports.only import ALL
from ui.kit.button import Build, Button, Kind
from ui.kit.check_box import CheckBox
from ui.kit.chip import Chip
from ui.kit.paragraph import Paragraph
from ui.manager.office_field import SOME, OfficeField
from ui.manager.offices_strip import OfficesStrip
from ui.manager.save_strip import SaveStrip
from ui.manager.sides import Sides, flowing
from ui.manager.state import Days
from ui.manager.visits_strip import VisitsStrip
from ui.theme import Token

if TYPE_CHECKING:
    from greeter.reports.only import Only
    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes
    from ui.manager.state import Choices, ManagerState
    from ui.manager.strip import Strip

BESIDE = 940
"""From this width on what is compared stands beside the controls."""


class DaysBar(QWidget):
    """Days, offices, visits, audience, and what is saved. What takes more than a press opens in a strip beneath; one at a time.

    Signals:
        days_chosen(Days): other days, but for from and to.
        from_to_chosen(str, str): the days filled in, as they were written.
        public_chosen(bool): figures for the public, or for the office.
        offices_chosen(tuple[str, ...]): offices by their ids, or `ALL`.
        visits_chosen(Only): some visits alone, or all.
    """

    days_chosen = Signal(Days)
    from_to_chosen = Signal(str, str)
    public_chosen = Signal(bool)
    offices_chosen = Signal(object)
    visits_chosen = Signal(object)

    def __init__(self, texts: Texts, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts, self._sizes = texts, sizes
        self._filling, self._of_trends = False, False
        self._shown: ManagerState | None = None
        px, build = sizes.px, Build.staff(sizes, height=42)
        self.first, self.last = QLineEdit(), QLineEdit()
        self.answers: dict[Days, Chip] = {}
        chips = self._days()
        self.from_to = self._from_to()
        self.compared = Paragraph("", sizes.body, Token.INK2)
        self.office = OfficeField(texts, sizes)
        self.visits = Button(texts("Which visits?"), Kind.SECONDARY, build, icon="users-round")
        self.public = CheckBox(texts("For the public"), sizes.body)
        self.public.setAccessibleDescription(texts("Leaves out what is about fewer than 10 visits."))
        self.save = Button(texts("Save"), Kind.SECONDARY, build, icon="save")
        self.saving, self.offices = SaveStrip(texts, sizes), OfficesStrip(texts, sizes)
        self.which_visits = VisitsStrip(texts, sizes)
        self._openers: dict[Strip, QWidget] = {
            self.saving: self.save, self.which_visits: self.visits, self.offices: self.office,
        }  # fmt: skip
        first = QHBoxLayout()
        first.setSpacing(px(16))
        first.addWidget(chips, 1)
        first.addWidget(self.save, 0, Qt.AlignmentFlag.AlignTop)
        controls = flowing((self.public, self.visits, self.office), px(14), px(8))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(px(8))
        box.addLayout(first)
        box.addWidget(self.from_to)
        words = QWidget()
        middle = QVBoxLayout(words)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.addWidget(self.compared, 0, Qt.AlignmentFlag.AlignVCenter)
        box.addWidget(Sides(((words, 1), (controls, 0)), px(14), px(BESIDE)))
        for strip in self._openers:
            box.addWidget(strip)
            strip.hide()
            strip.closed.connect(partial(self.toggle, strip))
        self._connect()

    def _connect(self) -> None:
        self.public.toggled.connect(self._public_toggled)
        self.save.clicked.connect(lambda: self.toggle(self.saving))
        self.visits.clicked.connect(lambda: self.toggle(self.which_visits))
        self.office.chosen.connect(self._office_chosen)
        self.offices.wanted.connect(self.offices_chosen)
        self.which_visits.wanted.connect(self.visits_chosen)

    def toggle(self, strip: Strip) -> None:
        """Open or close a strip; the keyboard goes there, and back."""
        now = strip.isHidden()
        if now:
            strip.fill()
        for other in self._openers:
            other.setVisible(now and other is strip)
        if self._shown is not None:
            self.office.offer(
                self._shown.offices, self._shown.wanted.offices
            )  # not "Some offices" before they are chosen
        (strip.first if now else self._openers[strip]).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_state(self, state: ManagerState) -> None:
        """Show which days are chosen, and with which they are compared."""
        self._filling = True
        self.answers[state.days].setChecked(True)
        self.public.setChecked(state.public)
        for field, day in ((self.first, state.first), (self.last, state.last)):
            if state.days is not Days.FROM_TO or not field.text():
                field.setText(day.isoformat())
        self._filling = False
        self.from_to.setVisible(state.days is Days.FROM_TO)
        self._shown = state
        self.compared.set_text("" if self._of_trends else state.compared)
        self.office.setVisible(bool(state.offices))
        self.office.offer(state.offices, state.wanted.offices)
        self.offices.offer(state.offices, state.wanted.offices)
        self.which_visits.offer(state.choices, state.wanted.only)
        self._show_visits(state.choices, state.wanted.only)
        self.saving.allow(now=state.report is not None and not state.may_stop)

    def _show_visits(self, choices: Choices, only: Only) -> None:
        """Have the button say whether some visits are left out, to assistive technology also which are not."""
        self.visits.set_kind(Kind.SECONDARY if only == ALL else Kind.CHOSEN)
        chosen = (
            choices.services.get(only.service), choices.channels.get(only.channel), choices.languages.get(only.language),
        )  # fmt: skip
        said = ", ".join(filter(None, chosen))
        self.visits.setAccessibleDescription(self._texts("Only: {visits}", visits=said) if said else "")

    def stand_above_trends(self, *, now: bool) -> None:
        """Leave out what trends say of themselves, and the public: they are the office's own."""
        self._of_trends = now
        self.public.setHidden(now)
        self.compared.set_text("" if now or self._shown is None else self._shown.compared)

    def _office_chosen(self, office: str) -> None:
        if office != SOME:
            self.offices.hide()
            self.offices_chosen.emit((office,))
        elif self.offices.isHidden():
            self.toggle(self.offices)

    def _days(self) -> QWidget:
        words = {
            Days.TODAY: self._texts("Today"),
            Days.YESTERDAY: self._texts("Yesterday"),
            Days.THIS_WEEK: self._texts("This week"),
            Days.LAST_WEEK: self._texts("Last week"),
            Days.THIS_MONTH: self._texts("This month"),
            Days.LAST_MONTH: self._texts("Last month"),
            Days.FROM_TO: self._texts("Other days"),
        }
        group = QButtonGroup(self)
        for days, text in words.items():
            answer = self.answers[days] = Chip(text, self._sizes, roomy=True)
            group.addButton(answer)
            answer.clicked.connect(lambda _=False, chosen=days: self._chosen(chosen))
        holder = flowing(tuple(self.answers.values()), self._sizes.px(8))
        holder.setAccessibleName(self._texts("Which days?"))
        return holder

    def _from_to(self) -> QWidget:
        px, parts = self._sizes.px, list[QWidget]()
        for field, word in ((self.first, self._texts("From")), (self.last, self._texts("To"))):
            field.setFont(self._sizes.body.font())
            field.setAccessibleName(self._texts("{word}, such as 2026-11-24", word=word))
            field.setFixedSize(px(132), px(42))
            field.setMaxLength(10)
            field.returnPressed.connect(self._filled_in)
            both = QWidget()
            row = QHBoxLayout(both)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(px(10))
            row.addWidget(Paragraph(word, self._sizes.body), 0, Qt.AlignmentFlag.AlignVCenter)
            row.addWidget(field)
            parts.append(both)
        self.show_days = Button(self._texts("Show these days"), Kind.SECONDARY, Build.staff(self._sizes, height=42))
        self.show_days.clicked.connect(self._filled_in)
        return flowing((*parts, self.show_days), px(10))

    def _chosen(self, days: Days) -> None:
        if days is Days.FROM_TO:
            self.from_to.setVisible(True)
            self._filled_in()
            self.first.setFocus(Qt.FocusReason.OtherFocusReason)
            self.first.selectAll()
        else:
            self.days_chosen.emit(days)

    def _filled_in(self) -> None:
        self.from_to_chosen.emit(self.first.text(), self.last.text())

    def _public_toggled(self, now: bool) -> None:
        if not self._filling:
            self.public_chosen.emit(now)
