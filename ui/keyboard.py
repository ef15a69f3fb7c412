"""An on-screen keyboard of our own: taps only, no key repeat, no long press; letters in capitals on the keys, words on the word keys.

To add a layout: 1. a `Layout` here; 2. its language in `LAYOUTS`. Rows of the tall keyboard have at most 10 keys (11 for Arabic); the wide one
spreads the same keys over two rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.kit.button import Build, Button, Kind
from ui.kit.place import mirrored

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from greeter.texts import Texts
    from ui.kit.sizes import KioskSizes


class Board(Enum):
    """Which keys are shown."""

    LETTERS = "letters"
    FIGURES = "figures"


class Lines(Enum):
    """How the letters are spread: three rows on upright screens, two on wide ones."""

    TALL = 3
    WIDE = 2


@dataclass(frozen=True)
class Layout:
    """The letters of a language, row by row, and its accented letters on a row of their own."""

    rows: tuple[str, ...]
    accents: str = ""
    figures: tuple[str, ...] = ("1234567890", "-/:;()$&@#", ".,?!’“”%+=")


ENGLISH = Layout(("qwertyuiop", "asdfghjkl’", "zxcvbnm,.-"))
LAYOUTS = {"en": ENGLISH}


class WordKey(Enum):
    """The keys that are words."""

    DELETE = "delete"
    SPACE = "space"
    BOARD = "board"
    DONE = "done"
    BACK = "back"
    """Only where the keyboard stands in place of the nav."""
    LEAVE = "leave"
    """Only there, and where what is typed is sensitive."""


class Keyboard(QWidget):
    """Types into whatever listens. Keys take no focus from the field by a touch, and are reached by Tab.

    Signals:
        typed(str): a letter, a figure or a space.
        deleted(): Delete was touched.
        done(): typing is finished.
        back(): back to the page before.
        leave(): "Leave this page".
    """

    typed = Signal(str)
    deleted = Signal()
    done = Signal()
    back = Signal()
    leave = Signal()

    most_keys = 30
    """So many letters or figures are shown at once."""

    def __init__(self, sizes: KioskSizes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sizes = sizes
        self._lines = Lines.TALL
        self._board = Board.LETTERS
        self._layout = ENGLISH
        self._capital = True
        build = self._build(sizes)
        self._keys = [self._key(build) for _ in range(self.most_keys)]
        self._words = {word: self._word_key(word, build) for word in WordKey}

    @property
    def rows(self) -> int:
        """How many rows of keys there are, words included."""
        return self._lines.value + 1

    def set_words(self, texts: Texts, language: str, done: str = "", leave: str = "") -> None:
        """Name the word keys, and take the layout of a language; English where there is none for it.

        done: another word for Done. leave: a word for leaving at once, where the keyboard must offer that.
        """
        self._layout = LAYOUTS.get(language, ENGLISH)
        self._names = {
            WordKey.DELETE: texts("Delete"),
            WordKey.SPACE: texts("Space"),
            WordKey.BOARD: texts("123") if self._board is Board.LETTERS else texts("ABC"),
            WordKey.DONE: done or texts("Done"),
            WordKey.BACK: texts("Back"),
            WordKey.LEAVE: leave,
        }
        for word, key in self._words.items():
            key.set_words(self._names[word])
        self._abc, self._figures = texts("ABC"), texts("123")
        self._show_keys()

    def set_capital(self, *, capital: bool) -> None:
        """Type the next letter as a capital: at the start of a sentence or a name. The keys always show capitals."""
        self._capital = capital

    def resize_to(self, sizes: KioskSizes, lines: Lines) -> None:
        """Take other sizes, or spread the keys another way."""
        self._sizes, self._lines = sizes, lines
        build = self._build(sizes)
        for key in (*self._keys, *self._words.values()):
            key.set_build(build)
        self._show_keys()

    def key(self, letter: str) -> Button | None:
        """Return the key that types a letter now."""
        return next((key for key in self._keys if not key.isHidden() and key.text().lower() == letter.lower()), None)

    def word_key(self, word: WordKey) -> Button:
        """Return a word's key."""
        return self._words[word]

    @property
    def letters(self) -> list[QWidget]:
        """The keys that write, as one looks for them without seeing: by the alphabet, then the signs, then the words."""
        shown = [key for key in self._keys if not key.isHidden()]
        shown.sort(key=lambda key: (not key.text().isalnum(), key.text()))
        return [*shown, *(self._words[word] for word in (WordKey.SPACE, WordKey.DELETE, WordKey.BOARD))]

    def writes(self, key: QWidget) -> bool:
        """Whether a key writes or deletes, and does not lead on or away."""
        return key in self.letters

    @property
    def ways(self) -> list[QWidget]:
        """The keys that lead on or away, as far as they are shown."""
        return [
            key for word in (WordKey.DONE, WordKey.BACK, WordKey.LEAVE) if not (key := self._words[word]).isHidden()
        ]

    def reset(self) -> None:
        """Show letters again."""
        if self._board is not Board.LETTERS:
            self._switch()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: ARG002
        """Lay the keys out."""
        self._arrange()

    def _key(self, build: Build) -> Button:
        key = Button("", Kind.SECONDARY, build, parent=self)
        key.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        key.takes_double_taps = True
        key.clicked.connect(lambda _=False, key=key: self._type(key.text()))
        return key

    def _word_key(self, word: WordKey, build: Build) -> Button:
        key = Button("", Kind.PRIMARY if word is WordKey.DONE else Kind.SECONDARY, build, parent=self)
        key.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        key.takes_double_taps = word in {WordKey.DELETE, WordKey.SPACE}
        acts = {
            WordKey.DELETE: self.deleted.emit,
            WordKey.SPACE: lambda: self.typed.emit(" "),
            WordKey.BOARD: self._switch,
            WordKey.DONE: self.done.emit,
            WordKey.BACK: self.back.emit,
            WordKey.LEAVE: self.leave.emit,
        }
        key.clicked.connect(lambda _=False, act=acts[word]: act())
        return key

    def _type(self, letter: str) -> None:
        self.typed.emit(letter if self._capital else letter.lower())

    def _switch(self) -> None:
        self._board = Board.FIGURES if self._board is Board.LETTERS else Board.LETTERS
        self._words[WordKey.BOARD].set_words(self._figures if self._board is Board.LETTERS else self._abc)
        self._show_keys()

    def _row_letters(self) -> list[str]:
        rows = self._layout.rows if self._board is Board.LETTERS else self._layout.figures
        if self._lines is Lines.TALL:
            return list(rows)
        letters = "".join(rows)
        half = -(-len(letters) // 2)
        if self._board is Board.LETTERS:  # 26 letters in 2 rows of 13; the marks are on the figures' side
            letters = "".join(letter for letter in letters if letter.isalpha())
            half = -(-len(letters) // 2)
        return [letters[:half], letters[half:]]

    def _show_keys(self) -> None:
        letters = "".join(self._row_letters())
        for place, key in enumerate(self._keys):
            if place < len(letters):
                key.set_words(letters[place].upper())
                key.show()
            else:
                key.hide()
        self._arrange()

    def _arrange(self) -> None:
        rows = self._row_letters()
        gap = self._sizes.px(8)
        count = len(rows) + 1
        high = (self.height() - gap * (count - 1)) // count
        columns = max(len(row) for row in rows)
        wide = (self.width() - gap * (columns - 1)) // columns
        place = 0
        for line, row in enumerate(rows):
            indent = (self.width() - len(row) * wide - (len(row) - 1) * gap) // 2
            for column in range(len(row)):
                box = QRect(indent + column * (wide + gap), line * (high + gap), wide, high)
                self._put(self._keys[place], box, high)
                place += 1
        self._arrange_words((len(rows)) * (high + gap), high, gap)

    def _arrange_words(self, top: int, high: int, gap: int) -> None:
        """Delete, 123, Space, Done: each at least two keys wide, Space as wide as what is left."""
        with_back = self._lines is Lines.WIDE
        with_leave = with_back and bool(self._words[WordKey.LEAVE].text())
        self._words[WordKey.BACK].setVisible(with_back)
        self._words[WordKey.LEAVE].setVisible(with_leave)
        order = [WordKey.LEAVE] * with_leave + [WordKey.BACK] * with_back
        order += [WordKey.BOARD, WordKey.DELETE, WordKey.SPACE, WordKey.DONE]
        room = self.width() - (len(order) - 1) * gap
        widest = max(self._words[word].sizeHint().width() for word in order if word is not WordKey.SPACE)
        side = max(room * 2 // (14 if with_back else 10), widest)
        x = 0
        for word in order:
            wide = room - (len(order) - 1) * side if word is WordKey.SPACE else side
            self._put(self._words[word], QRect(x, top, wide, high), high)
            x += wide + gap

    def _put(self, key: Button, box: QRect, high: int) -> None:
        key.set_build(self._build(self._sizes, high))
        key.setGeometry(mirrored(self, box))

    @staticmethod
    def _build(sizes: KioskSizes, high: int | None = None) -> Build:
        return Build(
            sizes.button,
            high or sizes.px(92),
            sizes.px(12),
            sizes.px(4),
            sizes.px(30),
            depth=sizes.px(4),
            spacing=sizes.px(8),
        )
