"""What an act asks before it is done, in the strip above the action bar: nothing opens over the work, and Esc loses nothing.

To add a question: 1. a subclass of `Ask`; 2. its place in `Asking`; 3. the act that opens it in `window.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QVBoxLayout, QWidget

from greeter.model.visit import Outcome
from ui.kit.announcement import announce
from ui.kit.button import Build, Button, Kind
from ui.kit.check_box import CheckBox
from ui.kit.field import KeyedField
from ui.kit.key_cap import KeyCap
from ui.kit.paragraph import Paragraph
from ui.staff.flow import Flow
from ui.staff.queue_row import MARGIN
from ui.staff.story import OUTCOMES
from ui.theme import Token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes

CAME_BACK_KEY = "5"
_OUTCOME_ICONS = {
    Outcome.RESOLVED: "check",
    Outcome.FOLLOW_UP: "calendar",
    Outcome.REFERRED: "signpost",
    Outcome.NOT_POSSIBLE: "ban",
}


class Ask(QWidget):
    """A question about one visit.

    Signals:
        closed(): it was answered, or put off.
    """

    closed = Signal()

    def __init__(self, texts: Texts, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts, self._sizes = texts, sizes
        self.visit = ""
        self.number = ""
        self.title = Paragraph("", sizes.strong)
        self.not_now = Button(texts("Not now"), Kind.QUIET, Build.staff(sizes), key="Esc")
        self.not_now.clicked.connect(self.closed)

    def ask(self, visit: str, number: str) -> None:
        """Ask about a visit."""
        self.visit, self.number = visit, number

    def first(self) -> QWidget:
        """Return where the keyboard begins."""
        return self.not_now

    def ask_again(self, words: str) -> None:
        """Say what is missing in the question's place, and aloud."""
        self.title.set_text(words)
        self.title.set_color(Token.NEAR)
        announce(self, words)

    def take_key(self, text: str) -> bool:  # noqa: ARG002
        """Take a key that nobody else has taken; return whether it means anything here."""
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer by a figure, or by Enter on the answer that has the keyboard."""
        here = QApplication.focusWidget()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and isinstance(here, QAbstractButton):
            here.click()
        elif not self.take_key(event.text()):
            super().keyPressEvent(event)


class FinishAsk(Ask):
    """How it ended: four buttons, keys 1 to 4.

    Signals:
        answered(str, Outcome, bool): visit, outcome, and whether the same matter came back (None: nobody said).
    """

    answered = Signal(str, object, object)

    def __init__(self, texts: Texts, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(texts, sizes, parent=parent)
        px = sizes.px
        self.buttons: dict[Outcome, Button] = {}
        flow = Flow(px(10))
        for key, (outcome, words) in enumerate(OUTCOMES.items(), start=1):
            build = Build.staff(sizes, height=44)
            button = Button(texts(words), Kind.SECONDARY, build, icon=_OUTCOME_ICONS[outcome], key=str(key))
            button.clicked.connect(lambda _=False, one=outcome: self._answer(one))
            self.buttons[outcome] = button
            flow.addWidget(button)
        self.came_back = CheckBox(texts("They came back about the same thing"), sizes.list)
        again = QWidget()
        beside = QHBoxLayout(again)
        beside.setContentsMargins(px(6), 0, 0, 0)
        beside.setSpacing(px(8))
        beside.addWidget(self.came_back)
        beside.addWidget(KeyCap(CAME_BACK_KEY, sizes.label_strong, Token.INK2))
        flow.addWidget(again)
        flow.addWidget(self.not_now)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(MARGIN), px(12), px(20), px(12))
        row.setSpacing(px(20))
        row.addWidget(self.title, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(flow, 1)

    def ask(self, visit: str, number: str) -> None:
        """Ask how it ended."""
        if visit != self.visit:
            self.came_back.setChecked(False)
        super().ask(visit, number)
        self.title.set_text(self._texts("How did it end for {number}?", number=number))

    def first(self) -> QWidget:
        """Begin at Resolved."""
        return self.buttons[Outcome.RESOLVED]

    def take_key(self, text: str) -> bool:
        """Take 1 to 4 for the outcome, 5 for the tick."""
        if text == CAME_BACK_KEY:
            self.came_back.toggle()
            return True
        outcomes = list(self.buttons)
        if len(text) == 1 and text in "1234":
            self._answer(outcomes[int(text) - 1])
            return True
        return False

    def _answer(self, outcome: Outcome) -> None:
        came_back = True if self.came_back.isChecked() else None
        self.closed.emit()
        self.answered.emit(self.visit, outcome, came_back)


class ReasonAsk(Ask):
    """Why: a few common reasons by figure, or the clerk's own words.

    Signals:
        answered(str, str): visit and reason.
    """

    answered = Signal(str, str)

    def __init__(
        self, texts: Texts, sizes: StaffSizes, question: str, reasons: Sequence[str], *, parent: QWidget | None = None
    ) -> None:
        super().__init__(texts, sizes, parent=parent)
        px = sizes.px
        self._question = question
        self._drafts: dict[str, str] = {}
        self.reasons = [texts(reason) for reason in reasons]
        self.field = KeyedField(
            sizes, texts("Or in your words"), hint=texts("Or in your words"), key="Enter", height=44
        )
        row = Flow(px(10))
        build = Build.staff(sizes, height=44, lettering=sizes.list_strong)
        self.buttons = [
            Button(why, Kind.SECONDARY, build, key=str(key)) for key, why in enumerate(self.reasons, start=1)
        ]
        for button, why in zip(self.buttons, self.reasons, strict=True):
            button.clicked.connect(lambda _=False, one=why: self._answer(one))
            row.addWidget(button)
        tail = QWidget()
        beside = QHBoxLayout(tail)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(px(10))
        beside.addWidget(self.field, 1)
        beside.addWidget(self.not_now)
        row.add_wide(tail, px(230) + self.not_now.sizeHint().width())
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(px(MARGIN), px(9), px(20), px(12))
        self._box.setSpacing(px(6))
        self._box.addWidget(self.title)
        self._box.addLayout(row)
        self.field.entered.connect(self._enter)
        self.field.installEventFilter(self)

    def ask(self, visit: str, number: str) -> None:
        """Ask why, with what was begun for this visit."""
        if self.visit:
            self._drafts[self.visit] = self.field.text()
        super().ask(visit, number)
        self.title.set_text(self._texts(self._question, number=number))
        self.title.set_color(Token.INK)
        self.field.setText(self._drafts.get(visit, ""))

    def drafts(self) -> dict[str, str]:
        """Return the reasons that are begun, by visit."""
        written = {self.visit: self.field.text()} if self.visit else {}
        return {visit: why for visit, why in (self._drafts | written).items() if why.strip()}

    def bring_back(self, visit: str, why: str) -> None:
        """Take up a reason that was begun before the window was gone."""
        self.give_back(visit, why)

    def give_back(self, visit: str, why: str) -> None:
        """Keep a reason of the clerk's own words that could not be kept in the store, for the next try."""
        if why in self.reasons:
            return
        if visit == self.visit and not self.field.text():
            self.field.setText(why)
        self._drafts[visit] = why

    def first(self) -> QWidget:
        """Begin in the field; a figure in the empty field answers."""
        return self.field

    def take_key(self, text: str) -> bool:
        """Take a figure for a reason."""
        if len(text) == 1 and text.isdigit() and 1 <= int(text) <= len(self.reasons):
            self._answer(self.reasons[int(text) - 1])
            return True
        return False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let a figure in the empty field answer."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and not self.field.text():
            return self.take_key(event.text())
        return super().eventFilter(watched, event)

    def _enter(self) -> None:
        if self.field.text().strip():
            self._answer(self.field.text().strip())
        else:
            self.ask_again(self._texts("Write the reason in a few words, or press a figure."))

    def _answer(self, why: str) -> None:
        self.title.set_color(Token.INK)
        self.field.clear()
        self._drafts.pop(self.visit, None)
        self.closed.emit()
        self.answered.emit(self.visit, why)
