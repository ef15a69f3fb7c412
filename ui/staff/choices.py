"""A few answers in a row, one of them chosen: a counter, a channel, whose step it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QRadioButton, QSizePolicy, QWidget

from ui import theme
from ui.kit.lettering import Align, Wording, lay_out
from ui.kit.surface import Ground
from ui.staff.flow import Flow
from ui.theme import Look, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.kit.sizes import StaffSizes

_Answer = TypeVar("_Answer")


class Chip(QRadioButton):
    """One answer. Chosen: accent border, tint, and heavier words."""

    def __init__(self, text: str, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._sizes = sizes
        self.ring_radius = sizes.px(9)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the size of the words, heavy, and some room."""
        words = lay_out(Wording(self.text(), self._sizes.list_strong), 0).size.width()
        return QSize(round(words) + self._sizes.px(26), self._sizes.px(36))

    def minimumSizeHint(self) -> QSize:
        """Return the hint: words are never cut."""
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:  # noqa: ARG002
        """Say that a press anywhere on it counts."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint ground and words."""
        look, chosen = theme.of(self), self.isChecked()
        painter = QPainter(self)
        fill = look.color(Token.ACCENT_TINT if chosen else Token.SURFACE)
        edge = look.color(Token.ACCENT if chosen else Token.EDGE)
        width = 4 if chosen and look.look is Look.CONTRAST else 2 if chosen else 1.5
        Ground(fill, edge, width, self._sizes.px(9)).paint(painter, QRectF(self.rect()))
        lettering = self._sizes.list_strong if chosen else self._sizes.list
        color = look.color(Token.ACCENT if chosen else Token.INK)
        lines = lay_out(Wording(self.text(), lettering), self.width(), Align.CENTER, self.layoutDirection())
        lines.paint(painter, QRectF(self.rect()), color, Qt.AlignmentFlag.AlignVCenter)
        painter.end()


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
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
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
