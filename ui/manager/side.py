"""The side of the manager window: which days, and what to take along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from ui.kit.button import Build, Button, Kind
from ui.kit.check_box import CheckBox
from ui.kit.paragraph import Paragraph
from ui.manager.answer import Answer
from ui.manager.state import Days
from ui.theme import Token

if TYPE_CHECKING:
    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes
    from ui.manager.state import ManagerState

WIDTH = 304


class Side(QWidget):
    """Days, and the two buttons that save.

    Signals:
        days_chosen(Days): other days, but for from and to.
        from_to_chosen(str, str): the days filled in, as they were written.
        public_chosen(bool): figures for the public, or for the office.
        save_report(), save_tables(): take along what is shown.
    """

    days_chosen = Signal(Days)
    from_to_chosen = Signal(str, str)
    public_chosen = Signal(bool)
    save_report = Signal()
    save_tables = Signal()

    def __init__(self, texts: Texts, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts, self._sizes = texts, sizes
        self._filling = False
        px = sizes.px
        self.setProperty("ground", "sunk")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(px(WIDTH))
        box = QVBoxLayout(self)
        box.setContentsMargins(px(22), px(22), px(22), px(22))
        box.setSpacing(px(8))
        box.addWidget(Paragraph(texts("Which days?"), sizes.text(17, 700, 1.3)))
        self.answers = self._days(box)
        self.first, self.last = QLineEdit(), QLineEdit()
        self.from_to = self._from_to()
        box.addWidget(self.from_to)
        box.addStretch(1)
        self.words = Paragraph("", sizes.list, Token.INK2)
        box.addWidget(self.words)
        box.addSpacing(px(4))
        self.public = CheckBox(texts("For the public"), sizes.body)
        box.addWidget(self.public)
        box.addWidget(Paragraph(texts("Leaves out what is about fewer than 10 visits."), sizes.label, Token.INK2))
        box.addSpacing(px(6))
        build = Build.staff(sizes, height=48)
        self.tables = Button(texts("Save the tables (CSV)"), Kind.SECONDARY, build)
        self.report = Button(texts("Save the report as PDF"), Kind.PRIMARY, build)
        box.addWidget(self.tables)
        box.addWidget(self.report)
        self.public.toggled.connect(self._public_toggled)
        self.report.clicked.connect(self.save_report)
        self.tables.clicked.connect(self.save_tables)

    def show_state(self, state: ManagerState) -> None:
        """Show which days are chosen, and what is under way."""
        self._filling = True
        self.answers[state.days].setChecked(True)
        self.public.setChecked(state.public)
        for field, day in ((self.first, state.first), (self.last, state.last)):
            if state.days is not Days.FROM_TO or not field.text():
                field.setText(day.isoformat())
        self._filling = False
        self.from_to.setVisible(state.days is Days.FROM_TO)
        self.words.set_text(state.busy)
        self.report.set_kind(Kind.PRIMARY if state.report else Kind.WAITING)

    def _days(self, box: QVBoxLayout) -> dict[Days, Answer]:
        words = {
            Days.TODAY: self._texts("Today"),
            Days.YESTERDAY: self._texts("Yesterday"),
            Days.LAST_7: self._texts("The last 7 days"),
            Days.THIS_MONTH: self._texts("This month"),
            Days.FROM_TO: self._texts("From one day to another"),
        }
        group = QButtonGroup(self)
        answers = {}
        for days, text in words.items():
            answer = answers[days] = Answer(text, self._sizes, wide=True)
            group.addButton(answer)
            box.addWidget(answer)
            answer.clicked.connect(lambda _=False, chosen=days: self._chosen(chosen))
        return answers

    def _from_to(self) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, self._sizes.px(4), 0, 0)
        grid.setHorizontalSpacing(self._sizes.px(12))
        grid.setVerticalSpacing(self._sizes.px(8))
        grid.setColumnStretch(1, 1)
        for row, (field, word) in enumerate(((self.first, self._texts("From")), (self.last, self._texts("To")))):
            field.setFont(self._sizes.body.font())
            field.setAccessibleName(self._texts("{word}, such as 2026-11-24", word=word))
            field.setFixedHeight(self._sizes.px(42))
            field.setMaxLength(10)
            field.returnPressed.connect(self._filled_in)
            grid.addWidget(Paragraph(word, self._sizes.body), row, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(field, row, 1)
        show = Button(self._texts("Show these days"), Kind.SECONDARY, Build.staff(self._sizes, height=42))
        show.clicked.connect(self._filled_in)
        self.show_days = show
        grid.addWidget(show, 2, 0, 1, 2)
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
