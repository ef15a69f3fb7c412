"""What an act on a follow-up asks first, at the foot of its panel: to whom, or until when and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from greeter.guidance.said_day import between_read, day_said
from greeter.problems import BadInput
from ui.kit.announcement import announce
from ui.kit.button import Build, Button, Kind
from ui.kit.field import KeyedField, Labelled
from ui.kit.paragraph import Paragraph
from ui.staff.flow import Flow
from ui.staff.section import empty
from ui.theme import Token

if TYPE_CHECKING:
    from datetime import date

    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes

MOST_NAMED = 5


class HandAsk(QWidget):
    """To whom: anybody, a colleague who is here by a figure, or a name.

    Signals:
        answered(str): the colleague; empty: anybody.
        closed(): put off.
    """

    answered = Signal(str)
    closed = Signal()

    def __init__(self, texts: Texts, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts, self._sizes = texts, sizes
        self._names: list[str] = []
        self.title = Paragraph(texts("Whose is it from now on?"), sizes.strong)
        self.field = KeyedField(sizes, texts("Or a name"), hint=texts("Or a name"), key="Enter", height=44, parent=self)
        self._flow = Flow(sizes.px(10))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(sizes.px(6))
        box.addWidget(self.title)
        box.addLayout(self._flow)
        self.field.entered.connect(self._enter)
        self.field.installEventFilter(self)

    def begin(self, clerks: tuple[str, ...]) -> None:
        """Ask, with the colleagues who are here."""
        self._names = ["", *clerks[:MOST_NAMED]]
        self._flow.removeWidget(self.field)
        empty(self._flow)
        build = Build.staff(self._sizes, height=44)
        for key, name in enumerate(self._names, start=1):
            button = Button(name or self._texts("Anybody"), Kind.SECONDARY, build, key=str(key))
            button.clicked.connect(lambda _=False, one=name: self._answer(one))
            self._flow.addWidget(button)
        self._flow.add_wide(self.field, self._sizes.px(200))
        self.field.clear()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let a figure in the empty field answer."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and not self.field.text():
            text = event.text()
            if len(text) == 1 and text.isdigit() and 1 <= int(text) <= len(self._names):
                self._answer(self._names[int(text) - 1])
                return True
        return super().eventFilter(watched, event)

    def _enter(self) -> None:
        if self.field.text().strip():
            self._answer(self.field.text().strip())

    def _answer(self, name: str) -> None:
        self.closed.emit()
        self.answered.emit(name)


class DayAsk(QWidget):
    """Until when, and why; for a call also at what time.

    Signals:
        answered(date, Between, str): day, time of the day or None, reason.
        closed(): put off.
    """

    answered = Signal(object, object, str)
    closed = Signal()

    def __init__(self, texts: Texts, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._today: date | None = None
        self._with_reason = True
        self.title = Paragraph("", sizes.strong)
        self.day = KeyedField(sizes, texts("New day"), hint=texts("Tomorrow, Friday, Dec 7"))
        self.between = KeyedField(sizes, texts("Best time"), hint=texts("14-16, morning"))
        self.reason = KeyedField(sizes, texts("Why"), hint=texts("In a few words"), key="Enter")
        row = Flow(sizes.px(14), between=sizes.px(8))
        self._parts = {
            field: Labelled(sizes, label, field)
            for label, field in (
                (texts("New day"), self.day), (texts("Best time"), self.between), (texts("Why"), self.reason),
            )
        }  # fmt: skip
        for field, least in ((self.day, 210), (self.between, 150), (self.reason, 220)):
            row.add_wide(self._parts[field], sizes.px(least), least)
            field.entered.connect(self._enter)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(sizes.px(4))
        box.addWidget(self.title)
        box.addLayout(row)

    def begin(self, question: str, today: date, *, with_time: bool, with_reason: bool) -> None:
        """Ask for a day."""
        self._today, self._with_reason = today, with_reason
        self._say(question, Token.INK)
        for field in (self.day, self.between, self.reason):
            field.clear()
        self._parts[self.between].setVisible(with_time)
        self._parts[self.reason].setVisible(with_reason)
        self.day.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _enter(self) -> None:
        if self._today is None:
            return
        field = self.day
        try:
            day = day_said(self._texts, self.day.text(), self._today)
            field = self.between
            between = between_read(self.between.text())
        except BadInput as met:
            self._say(str(met), Token.NEAR)
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        why = self.reason.text().strip()
        if self._with_reason and not why:
            self._say(self._texts("Write why in a few words; whoever opens it next reads it."), Token.NEAR)
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.closed.emit()
        self.answered.emit(day, between, why)

    def _say(self, words: str, token: Token) -> None:
        self.title.set_text(words)
        self.title.set_color(token)
        announce(self, words)
