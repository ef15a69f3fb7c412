"""A few answers in a row, one of them chosen: a counter, a channel, whose step it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget

from ui.kit.chip import Chip
from ui.staff.flow import Flow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from ui.kit.sizes import StaffSizes

_Answer = TypeVar("_Answer")


class Choices(QWidget, Generic[_Answer]):
    """Answers in a row; the arrows move between them, as in any group of radio buttons.

    Signals:
        changed(): another answer was chosen.
        entered(): Enter was pressed on an answer.
    """

    changed = Signal()
    entered = Signal()

    def __init__(self, sizes: StaffSizes, name: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sizes = sizes
        self.setAccessibleName(name)
        self._flow = Flow(sizes.px(6), self)
        self._group = QButtonGroup(self)
        self._answers: list[_Answer] = []
        self._group.idClicked.connect(lambda _: self.changed.emit())
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def offer(self, answers: Sequence[tuple[_Answer, str]], chosen: _Answer | None = None) -> None:
        """Show these answers; the first is chosen unless another is named."""
        for button in self._group.buttons():
            self._group.removeButton(button)
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._answers = [answer for answer, _ in answers]
        for index, (_, words) in enumerate(answers):
            chip = Chip(words, self._sizes)
            self._group.addButton(chip, index)
            self._flow.addWidget(chip)
        self.choose(chosen if chosen in self._answers else self._answers[0])

    def choose(self, answer: _Answer | None) -> None:
        """Choose an answer."""
        if answer in self._answers:
            self._group.button(self._answers.index(answer)).setChecked(True)

    @property
    def answers(self) -> list[_Answer]:
        """All answers that are offered."""
        return list(self._answers)

    @property
    def chosen(self) -> _Answer:
        """The answer."""
        return self._answers[self._group.checkedId()]

    def chip(self, answer: _Answer) -> QAbstractButton:
        """Return the button of an answer."""
        return self._group.button(self._answers.index(answer))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell of Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
        else:
            super().keyPressEvent(event)
