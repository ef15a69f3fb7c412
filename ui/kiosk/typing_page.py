"""A page with one field and the on-screen keyboard in place of the nav while typing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from greeter.tones import toned
from ui.keyboard import Keyboard, Lines
from ui.kiosk.page import KioskPage
from ui.kit.paragraph import Paragraph
from ui.kit.surface import Card
from ui.theme import Token

if TYPE_CHECKING:
    from ui.kiosk.frame import Frame
    from ui.kiosk.state import KioskState


class Field(QLineEdit):
    """A field without a frame of its own: the card behind it has the frame, and the focus ring."""

    ring_target: QWidget


class TypingPage(KioskPage):
    """The field shows what the state holds; each change goes to the presenter at once."""

    most = 200
    """The longest text, in signs."""

    def build(self) -> None:
        """Make the field, its note and the keyboard."""
        sizes = self.frame.sizes
        self.typing = True
        self.label = Paragraph("", sizes.label_strong, Token.INK2, parent=self)
        self.card = Card(sizes.radius, Token.SURFACE, Token.INK, width=3, parent=self)
        self.field = Field(self)
        self.field.ring_target = self.card
        self.field.setProperty("part", "bare")
        self.field.setMaxLength(self.most)
        self.field.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.field.setDragEnabled(False)
        self.field.setAcceptDrops(False)
        self.field.textEdited.connect(self._edited)
        self.field.installEventFilter(self)
        self.note = Paragraph("", sizes.label, Token.INK2, parent=self)
        self.label.told_with = self.note.told_with = self.field
        self.keyboard = self.make_keyboard()
        self.keyboard.typed.connect(self._insert)
        self.keyboard.toned.connect(self._tone)
        self.keyboard.deleted.connect(self._delete)
        self.keyboard.done.connect(self.end_typing)
        self.keyboard.back.connect(self.back)
        self.keyboard.leave.connect(self.presenter.leave)

    def make_keyboard(self) -> Keyboard:
        """Return the keyboard for what is typed here."""
        return Keyboard(self.frame.sizes, self)

    def held(self, state: KioskState) -> str:
        """Return what the state has for the field."""
        return state.answers.reason

    def changed_to(self, text: str) -> None:
        """Take in what was typed."""
        self.presenter.type_reason(text)

    def done_word(self, state: KioskState) -> str:  # noqa: ARG002
        """Return another word for the key Done, or ""."""
        return ""

    def next_is_capital(self, text: str) -> bool:
        """Whether the next letter begins a sentence or a name."""
        return not text.strip() or text.rstrip(" ").endswith((".", "!", "?"))

    def fill(self, state: KioskState) -> None:
        """Show the text of the state in the field."""
        low = self.frame.low and self.frame.keyboard_for_nav
        leave = state.texts("Leave") if state.sensitive and low else ""
        self.keyboard.set_words(state.texts, state.answers.screen_language, self.done_word(state), leave)
        side = Qt.AlignmentFlag.AlignRight if state.texts.right_to_left else Qt.AlignmentFlag.AlignLeft
        self.field.setAlignment(
            side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        )  # an empty line, too
        text = self.held(state)
        if self.field.text() != text and not (self.field.text().strip() == text.strip() and self.field.hasFocus()):
            self.field.setText(text)
        self.keyboard.set_capital(capital=self.next_is_capital(self.field.text()))

    def rebuild(self, frame: Frame) -> None:
        """Take other sizes."""
        self.label.set_lettering(frame.sizes.label_strong)
        self.note.set_lettering(frame.sizes.label)
        self.keyboard.resize_to(frame.sizes, Lines.TALL if frame.portrait else Lines.WIDE)

    def begin_typing(self) -> None:
        """Show the keyboard in place of the nav."""
        self.typing = True
        self.field.setFocus()
        self.presenter.turned()

    def end_typing(self) -> None:
        """Show the nav again."""
        self.typing = False
        self.presenter.turned()

    def wipe(self) -> None:
        """Empty the field, with its memory of what was typed."""
        super().wipe()
        self.field.setText("")
        self.field.setModified(False)
        self.note.set_text("")
        self.keyboard.reset()
        self.typing = True

    def put_field(self, area: QRect, y: int) -> int:
        """Place label, field and note under y; return where they end."""
        px, sizes = self.frame.sizes.px, self.frame.sizes
        y = self.put_below(self.label, area, y, px(10 if self.frame.short else 26))
        high = sizes.mm(20.6) if self.frame.short else sizes.control
        y += px(8)
        box = QRect(area.left(), y, area.width(), high)
        self.put(self.card, box)
        font = sizes.button.bold(600).font()
        if self.field.font() != font:
            self.field.setFont(QFont(font))
        self.put(self.field, box.adjusted(px(24), px(8), -px(24), -px(8)))
        self.field.raise_()
        return self.put_below(self.note, area, y + high, px(8))

    def put_fitting(self, area: QRect) -> None:
        """Place head, field and note above the keyboard; what there is no room for is left out, the least needed first."""
        self.heading.set_lettering(self.frame.question)
        for spare in (None, self.note, self.lede, self.label, self.heading):
            if spare is self.heading:
                spare.set_lettering(self.frame.sizes.section)
            elif spare is not None:
                spare.set_text("")
            end = self.put_field(area, self.put_head(area))
            if not self.typing or self.frame.portrait or end < self.keyboard_box.top():
                return

    @property
    def keyboard_box(self) -> QRect:
        """Where the keyboard lies while typing."""
        return self.frame.keyboard(self.keyboard.rows, self.keyboard.columns)

    def put_keyboard(self) -> None:
        """Place the keyboard while typing, or hide it."""
        if self.typing:
            self.put(self.keyboard, self.keyboard_box)
        else:
            self.keyboard.hide()

    def first_control(self) -> QWidget | None:
        """The keyboard starts in the field."""
        return self.field

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A touch on the field brings the keyboard back; Enter ends typing."""
        if watched is self.field:
            if event.type() is QEvent.Type.MouseButtonPress and not self.typing:
                self.begin_typing()
            elif (
                isinstance(event, QKeyEvent)
                and event.type() is QEvent.Type.KeyPress
                and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            ):
                self.end_typing()
                return True
        return super().eventFilter(watched, event)

    def _insert(self, letter: str) -> None:
        self.field.insert(letter)
        self._edited(self.field.text())

    def _tone(self, tone: str) -> None:
        """Put a tone on the vowel before the cursor."""
        text, at = self.field.text(), self.field.cursorPosition()
        before = toned(text[:at], tone)
        if len(before) + len(text) - at <= self.most:
            self.field.setText(before + text[at:])
            self.field.setCursorPosition(len(before))
            self._edited(self.field.text())

    def _delete(self) -> None:
        self.field.backspace()
        self._edited(self.field.text())

    def _edited(self, text: str) -> None:
        self.changed_to(text)
        shown = self.held(self.presenter.state)
        if shown.strip() != text.strip():
            self.field.setText(shown)
        self.keyboard.set_capital(capital=self.next_is_capital(self.field.text()))
