"""One field of an office file: its label, a word on it, and what has to be mended, beside it."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from greeter.catalogue.fields import Field, Form
from greeter.views.levels import Level
from ui.kit.field import KeyedField
from ui.kit.paragraph import Paragraph
from ui.kit.shape import Shape
from ui.manager.wrapped_choices import WrappedChoices
from ui.staff.choices import Choices
from ui.theme import Token

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from ui.kit.sizes import StaffSizes

_LEAST_LINES, _MOST_LINES = 2, 8
_NARROW = 120


class LinesField(QPlainTextEdit):
    """Several lines; it grows with them. Tab goes on to the next field."""

    def __init__(self, sizes: StaffSizes, label: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pad = sizes.px(24)
        self.ring_radius = sizes.px(9)
        self.setProperty("part", "note")
        self.setFont(sizes.body.font())
        self.setAccessibleName(label)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self.setFixedHeight(self._height()))
        self.setFixedHeight(self._height())

    def sizeHint(self) -> QSize:
        """Return the height of what is written."""
        return QSize(200, self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the lines are, once they are broken."""
        super().resizeEvent(event)
        self.setFixedHeight(self._height())

    def _height(self) -> int:
        lines = min(max(round(self.document().size().height()), _LEAST_LINES), _MOST_LINES)
        first = self.document().firstBlock()
        written = self.blockBoundingRect(first).height() / max(
            first.lineCount(), 1
        )  # higher than the font's in some scripts
        return lines * max(self.fontMetrics().lineSpacing(), ceil(written)) + self._pad


class FieldRow(QWidget):
    """Label, field, hint, and what has to be mended with its shape.

    Signals:
        written(str, str): the field's key, and what stands in it now.
    """

    written = Signal(str, str)

    def __init__(
        self,
        sizes: StaffSizes,
        field: Field,
        label: str,
        hint: str,
        choices: list[tuple[str, str]],
        *,
        parent: QWidget | None = None,
    ) -> None:
        """choices: what may be chosen, the usual first, where it is not written freely."""
        super().__init__(parent)
        self.key, px = field.key, sizes.px
        self.edit: KeyedField | LinesField | Choices[str]
        if field.form is Form.CHOICE:
            self.edit = WrappedChoices(sizes, label)
            self.edit.offer(choices)
            self.edit.changed.connect(lambda: self.written.emit(self.key, self.text))
        elif field.form in {Form.LINE, Form.NUMBER}:
            self.edit = KeyedField(sizes, label)
            self.edit.textEdited.connect(lambda text: self.written.emit(self.key, text))
            if field.form is Form.NUMBER:
                self.edit.setFixedWidth(px(_NARROW))
        else:
            self.edit = LinesField(sizes, label)
            self.edit.textChanged.connect(self._lines_written)
        self.hint = Paragraph(hint, sizes.label, Token.INK2)
        self.wrong = Paragraph("", sizes.list_strong, Token.OVER)
        self._shape = Shape(Level.OVER, px(13))
        self._told = QWidget()
        told = QHBoxLayout(self._told)
        told.setContentsMargins(0, 0, 0, 0)
        told.setSpacing(px(8))
        told.addWidget(self._shape, 0, Qt.AlignmentFlag.AlignVCenter)
        told.addWidget(self.wrong, 1)
        self._told.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(px(8))
        box.addWidget(Paragraph(label, sizes.label_strong, Token.INK2))
        box.addWidget(self.edit)
        for part in (self.hint, self._told):
            box.addWidget(part)
        self.hint.setVisible(bool(hint))

    @property
    def text(self) -> str:
        """What stands in it; of a choice nothing, where it is the usual."""
        if isinstance(self.edit, Choices):
            return "" if self.edit.chosen == self.edit.answers[0] else self.edit.chosen
        return self.edit.text() if isinstance(self.edit, QLineEdit) else self.edit.toPlainText()

    def fill(self, text: str) -> None:
        """Have a text stand in it; that is no writing."""
        if text == self.text:
            return
        if isinstance(self.edit, Choices):
            self.edit.choose(text or self.edit.answers[0])
            return
        with QSignalBlocker(self.edit):
            if isinstance(self.edit, QLineEdit):
                self.edit.setText(text)
                self.edit.setCursorPosition(0)
            else:
                self.edit.setPlainText(text)

    def show_wrong(self, words: str) -> None:
        """Say what has to be mended; empty: nothing."""
        self._told.setVisible(bool(words))
        self.wrong.set_text(words)
        self.edit.setAccessibleDescription(words or self.hint.text())

    def _lines_written(self) -> None:
        self.written.emit(self.key, self.text)
