"""Which days are looked at, with which they are compared, and taking along what is shown: above the pages of figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from ui.kit.button import Build, Button, Kind
from ui.kit.check_box import CheckBox
from ui.kit.chip import Chip
from ui.kit.paragraph import Paragraph
from ui.manager.office_field import OfficeField
from ui.manager.save_strip import SaveStrip
from ui.manager.state import Days
from ui.staff.flow import Flow
from ui.theme import Token

if TYPE_CHECKING:
    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes
    from ui.manager.state import ManagerState


class DaysBar(QWidget):
    """Days, office, audience, and what is saved.

    Signals:
        days_chosen(Days): other days, but for from and to.
        from_to_chosen(str, str): the days filled in, as they were written.
        public_chosen(bool): figures for the public, or for the office.
    """

    days_chosen = Signal(Days)
    from_to_chosen = Signal(str, str)
    public_chosen = Signal(bool)

    def __init__(self, texts: Texts, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts, self._sizes = texts, sizes
        self._filling = False
        px = sizes.px
        self.first, self.last = QLineEdit(), QLineEdit()
        self.answers: dict[Days, Chip] = {}
        chips = self._days()
        self.from_to = self._from_to()
        self.compared = Paragraph("", sizes.body, Token.INK2)
        keeps = self.compared.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)
        self.compared.setSizePolicy(keeps)
        self.which_office = Paragraph(texts("Which office?"), sizes.body, Token.INK2)
        self.which_office.setWordWrap(False)
        self.office = OfficeField(texts, sizes)
        self.public = CheckBox(texts("For the public"), sizes.body)
        self.public.setAccessibleDescription(texts("Leaves out what is about fewer than 10 visits."))
        self.save = Button(texts("Save"), Kind.SECONDARY, Build.staff(sizes, height=42), icon="save")
        self.saving = SaveStrip(texts, sizes)
        self.saving.hide()
        middle = Qt.AlignmentFlag.AlignVCenter
        first, second = QHBoxLayout(), QHBoxLayout()
        first.setSpacing(px(16))
        first.addWidget(chips, 1)
        first.addWidget(self.save, 0, Qt.AlignmentFlag.AlignTop)
        second.setSpacing(px(14))
        second.addWidget(self.compared, 1, middle)
        second.addWidget(self.public, 0, middle)
        second.addWidget(self.which_office, 0, middle)
        second.addWidget(self.office, 0, middle)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(px(8))
        box.addLayout(first)
        box.addWidget(self.from_to)
        box.addLayout(second)
        box.addWidget(self.saving)
        self.public.toggled.connect(self._public_toggled)
        self.save.clicked.connect(self.toggle_saving)
        self.saving.closed.connect(self.toggle_saving)

    def toggle_saving(self) -> None:
        """Open or close what can be saved; the keyboard goes there, and back."""
        now = self.saving.isHidden()
        self.saving.fill()
        self.saving.setVisible(now)
        (self.saving.first if now else self.save).setFocus(Qt.FocusReason.OtherFocusReason)

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
        self.compared.set_text(state.compared)
        for part in (self.which_office, self.office):
            part.setVisible(bool(state.offices))
        self.office.offer(state.offices, state.office)
        self.saving.allow(now=state.report is not None and not state.may_stop)

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
        holder = QWidget()
        holder.setAccessibleName(self._texts("Which days?"))
        flow, group = Flow(self._sizes.px(8), holder), QButtonGroup(self)
        for days, text in words.items():
            answer = self.answers[days] = Chip(text, self._sizes, roomy=True)
            group.addButton(answer)
            flow.addWidget(answer)
            answer.clicked.connect(lambda _=False, chosen=days: self._chosen(chosen))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        holder.setSizePolicy(policy)
        return holder

    def _from_to(self) -> QWidget:
        holder, px = QWidget(), self._sizes.px
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(10))
        for field, word in ((self.first, self._texts("From")), (self.last, self._texts("To"))):
            field.setFont(self._sizes.body.font())
            field.setAccessibleName(self._texts("{word}, such as 2026-11-24", word=word))
            field.setFixedSize(px(132), px(42))
            field.setMaxLength(10)
            field.returnPressed.connect(self._filled_in)
            row.addWidget(Paragraph(word, self._sizes.body, most_lines=1), 0, Qt.AlignmentFlag.AlignVCenter)
            row.addWidget(field)
        show = Button(self._texts("Show these days"), Kind.SECONDARY, Build.staff(self._sizes, height=42))
        show.clicked.connect(self._filled_in)
        self.show_days = show
        row.addWidget(show)
        row.addStretch(1)
        return holder

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
