"""Fields to write in: an icon before the words, the key that leads there after them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QTextOption
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from ui.kit.icon import Icon
from ui.kit.key_cap import KeyCap
from ui.kit.paragraph import Paragraph
from ui.theme import Token

if TYPE_CHECKING:
    from ui.kit.sizes import StaffSizes

_MOST_NOTE_LINES = 5


class KeyedField(QLineEdit):
    """One line to write in. Its label stands beside it; the placeholder only helps.

    Signals:
        entered(): Enter was pressed.
        stepped(int): Up (-1) or Down (1) was pressed.
    """

    entered = Signal()
    stepped = Signal(int)

    def __init__(
        self,
        sizes: StaffSizes,
        label: str,
        *,
        hint: str = "",
        icon: str = "",
        key: str = "",
        height: int = 40,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.ring_radius = sizes.px(9)
        self.setFont(sizes.body.font())
        self.setFixedHeight(sizes.px(height))
        self.setAccessibleName(label)
        self.setPlaceholderText(hint)
        self._icon = Icon(icon, sizes.px(18), Token.INK2, parent=self) if icon else None
        self._cap = KeyCap(key, sizes.label_strong, Token.INK2, parent=self) if key else None
        self._pad = sizes.px(12)
        left = sizes.px(18) + self._pad if self._icon else 0
        right = self._cap.sizeHint().width() + self._pad // 2 if self._cap else 0
        self.setTextMargins(left, 0, right, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell of Enter, Up and Down; everything else is writing."""
        if (
            event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            self.entered.emit()
        elif (
            event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down} and not event.modifiers() & Qt.KeyboardModifier.AltModifier
        ):
            self.stepped.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep icon and cap at their ends."""
        super().resizeEvent(event)
        _place(self, self._icon, self._cap, self._pad, self.height() / 2)


class NoteField(QPlainTextEdit):
    """A note: grows with its lines. Enter keeps it, Shift Enter begins a new line.

    Signals:
        entered(): Enter was pressed.
    """

    entered = Signal()

    def __init__(self, sizes: StaffSizes, label: str, *, hint: str, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ring_radius = sizes.px(9)
        self.setProperty("part", "note")
        self.setFont(sizes.body.font())
        self.setAccessibleName(label)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self._icon = Icon("pencil", sizes.px(18), Token.INK2, parent=self)
        self._key, self._pad, self._least = key, sizes.px(14), sizes.px(42)
        self._cap = KeyCap(key, sizes.label_strong, Token.INK2, parent=self)
        self._enter = KeyCap("Enter", sizes.label_strong, parent=self)
        self._enter.hide()
        self.setViewportMargins(sizes.px(30), 0, self._enter.sizeHint().width() + sizes.px(4), 0)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self._grow())
        self._grow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell of Enter; with Shift it is a new line."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and plain:
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show which key keeps the note."""
        super().focusInEvent(event)
        self._cap.hide()
        self._enter.show()
        self._arrange()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show which key leads here."""
        super().focusOutEvent(event)
        self._enter.hide()
        self._cap.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep icon and caps at their ends."""
        super().resizeEvent(event)
        self._arrange()

    def sizeHint(self) -> QSize:
        """Return the size of what is written."""
        return QSize(200, self._height())

    def minimumSizeHint(self) -> QSize:
        """Return the same: a note is not squeezed."""
        return QSize(120, self._height())

    def _height(self) -> int:
        line = self.fontMetrics().lineSpacing()
        lines = max(1, min(round(self.document().size().height()), _MOST_NOTE_LINES))
        return max(self._least, round(lines * line + self._least - line))

    def _grow(self) -> None:
        if self.height() != self._height():
            self.setFixedHeight(self._height())

    def _arrange(self) -> None:
        for cap in (self._cap, self._enter):
            _place(self, self._icon, cap, self._pad, self._least / 2)


def _place(field: QWidget, icon: QWidget | None, cap: QWidget | None, pad: int, middle: float) -> None:
    mirrored = field.layoutDirection() is Qt.LayoutDirection.RightToLeft
    for part, at_start in ((icon, True), (cap, False)):
        if part is None:
            continue
        size = part.sizeHint()
        left = pad if at_start is not mirrored else field.width() - pad - size.width()
        part.setGeometry(left, round(middle - size.height() / 2), size.width(), size.height())


class Labelled(QWidget):
    """A field with its label above it."""

    def __init__(self, sizes: StaffSizes, label: str, field: QWidget, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(sizes.px(6))
        self._label, self._field = Paragraph(label, sizes.label_strong, Token.INK2), field
        box.addWidget(self._label)
        box.addWidget(field)

    def set_label(self, label: str) -> None:
        """Ask for something else, on the screen and aloud."""
        self._label.set_text(label)
        self._field.setAccessibleName(label)
