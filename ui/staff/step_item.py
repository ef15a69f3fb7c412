"""One next step: tick, what, evidence or due date beneath, whose at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui import theme
from ui.kit.check_box import CheckBox
from ui.kit.lettering import Align
from ui.kit.paragraph import Paragraph
from ui.kit.surface import Ground, Rule
from ui.theme import Look, Token

if TYPE_CHECKING:
    from ui.kit.sizes import StaffSizes

INSET = 8
"""The tint of the chosen row reaches so far beyond its words, in px at 96 an inch."""


class StepCheck(CheckBox):
    """The tick of a step. Up and Down go to the next step, with Alt they move it, Delete drops it, + and - judge it.

    Signals:
        stepped(int): to the step before (-1) or after (1).
        moved(int): move this one up (-1) or down (1).
        dropped(): take this one out.
        judged(bool): whether this one helps such visitors.
        focused(): the keyboard came.
    """

    stepped = Signal(int)
    moved = Signal(int)
    dropped = Signal()
    judged = Signal(bool)
    focused = Signal()
    ring_target: QWidget | None = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell of the keys that steps have beside Space."""
        way = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if way and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(way)
        elif way:
            self.stepped.emit(way)
        elif event.key() == Qt.Key.Key_Delete:
            self.dropped.emit()
        elif event.key() in {Qt.Key.Key_Plus, Qt.Key.Key_Minus}:
            self.judged.emit(event.key() == Qt.Key.Key_Plus)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard is here."""
        super().focusInEvent(event)
        self.focused.emit()


class StepItem(QWidget):
    """A step's row.

    Signals:
        ticked(bool): the tick was set or taken back.
        stepped(int), moved(int), dropped(), judged(bool): as of `StepCheck`.
        chosen(): the row was pressed, or the keyboard came to it.
    """

    ticked = Signal(bool)
    stepped = Signal(int)
    moved = Signal(int)
    dropped = Signal()
    judged = Signal(bool)
    chosen = Signal()

    def __init__(self, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = sizes.px
        self.what = ""
        self._radius = px(9)
        self._is_chosen = False
        self.check = StepCheck(box=px(24))
        self.check.ring_radius = self._radius
        self.check.ring_target = self
        self._title = Paragraph("", sizes.strong)
        self._detail = Paragraph("", sizes.label, Token.INK2)
        self._owner = Paragraph("", sizes.text(14, 600, 1.64), Token.INK2, align=Align.END)
        grid = QGridLayout()
        grid.setContentsMargins(0, px(7), 0, px(7))
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(0)
        grid.addWidget(self.check, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._title, 0, 1)
        grid.addWidget(self._owner, 0, 2, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._detail, 1, 1, 1, 2)
        grid.setColumnStretch(1, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(px(INSET), 0, px(INSET), 0)
        box.setSpacing(0)
        box.addLayout(grid)
        box.addWidget(Rule(1))
        self.check.clicked.connect(self.ticked)
        self.check.stepped.connect(self.stepped)
        self.check.moved.connect(self.moved)
        self.check.dropped.connect(self.dropped)
        self.check.judged.connect(self.judged)
        self.check.focused.connect(self.chosen)
        for part in (self._title, self._detail, self._owner):
            part.installEventFilter(self)

    def show_step(self, what: str, detail: str, owner: str, *, done: bool) -> None:
        """Show a step."""
        self.what = what
        self._title.set_text(what)
        self._detail.set_text(detail)
        self._detail.setVisible(bool(detail))
        self._owner.set_text(owner)
        self.check.setChecked(done)
        self.check.setAccessibleName(what)
        self.check.setAccessibleDescription(f"{owner}. {detail}")

    @property
    def detail(self) -> str:
        """The line beneath."""
        return self._detail.text()

    @property
    def owner(self) -> str:
        """Whose it is."""
        return self._owner.text()

    def set_chosen(self, *, chosen: bool) -> None:
        """Show that moving and dropping would mean this one."""
        if chosen is not self._is_chosen:
            self._is_chosen = chosen
            self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Choose the row when its words are pressed."""
        if event.type() is QEvent.Type.MouseButtonPress:
            self.check.setFocus(Qt.FocusReason.MouseFocusReason)
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the row."""
        self.check.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the tint of the chosen row."""
        if not self._is_chosen:
            return
        look = theme.of(self)
        painter = QPainter(self)
        edge = look.color(Token.ACCENT) if look.look is Look.CONTRAST else None
        Ground(look.color(Token.ACCENT_TINT), edge, 3, self._radius).paint(painter, self.rect().adjusted(0, 1, 0, -2))
        painter.end()
