"""An on-screen keyboard of our own: taps only, no key repeat, no long press; letters in capitals on the keys, words on the word keys.

Which keys a language has: `ui/layouts.py`; how they are called: `ui/key_names.py`.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QWidget

from greeter.tones import TONES
from ui.key_names import key_names
from ui.kit.button import Build, Button, Kind
from ui.kit.place import mirrored
from ui.layouts import ENGLISH, layout_of

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from greeter.texts import Texts
    from ui.kit.sizes import KioskSizes

LATIN = "ABC"
"""The face of the key to Latin letters, in every language."""


class Board(Enum):
    """Which keys are shown."""

    LETTERS = "letters"
    """Of the language shown."""
    LATIN = "latin"
    """Where that has other letters."""
    FIGURES = "figures"


class Lines(Enum):
    """How the letters are spread: three rows on upright screens, two on wide ones."""

    TALL = 3
    WIDE = 2


class WordKey(Enum):
    """The keys that are words."""

    DELETE = "delete"
    SPACE = "space"
    BOARD = "board"
    """Figures, or letters again."""
    LATIN = "latin"
    """Latin letters, or the language's own again; only where those are no Latin ones."""
    DONE = "done"
    BACK = "back"
    """Only where the keyboard stands in place of the nav."""
    LEAVE = "leave"
    """Only there, and where what is typed is sensitive."""


class Keyboard(QWidget):
    """Types into whatever listens. Keys take no focus from the field by a touch, and are reached by Tab.

    Signals:
        typed(str): a letter, a figure or a space.
        toned(str): a mark for the vowel that was typed before, as a combining sign.
        deleted(): Delete was touched.
        done(): typing is finished.
        back(): back to the page before.
        leave(): "Leave this page".
    """

    typed = Signal(str)
    toned = Signal(str)
    deleted = Signal()
    done = Signal()
    back = Signal()
    leave = Signal()

    most_keys = 44
    """So many letters or figures are shown at once."""

    def __init__(self, sizes: KioskSizes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sizes = sizes
        self._lines = Lines.TALL
        self._board = self._letters_board = Board.LETTERS
        self._layout = ENGLISH
        self._texts: Texts | None = None
        self._names: dict[str, str] = {}
        self._capital = True
        build = self._build(sizes)
        self._keys = [self._key(build) for _ in range(self.most_keys)]
        self._signs: dict[Button, str] = {}
        self._words = {word: self._word_key(word, build) for word in WordKey}

    @property
    def rows(self) -> int:
        """How many rows of keys there are, words included."""
        return len(self._layout.of(wide=self._lines is Lines.WIDE, figures=False)) + 1

    @property
    def columns(self) -> int:
        """How many keys the longest row of letters has."""
        return max(map(len, self._layout.of(wide=self._lines is Lines.WIDE, figures=False)))

    def set_words(self, texts: Texts, language: str, done: str = "", leave: str = "") -> None:
        """Name the keys, and take the layout of a language; English where there is none for it.

        done: another word for Done. leave: a word for leaving at once, where the keyboard must offer that.
        """
        layout = layout_of(language)
        if layout is not self._layout:
            self._layout = layout
            self._board = self._letters_board = Board.LETTERS
        if texts is not self._texts:
            self._texts, self._names = texts, key_names(texts)
        names = {
            WordKey.DELETE: texts("Delete"),
            WordKey.SPACE: texts("Space"),
            WordKey.DONE: done or texts("Done"),
            WordKey.BACK: texts("Back"),
            WordKey.LEAVE: leave,
        }
        for word, name in names.items():
            self._words[word].set_words(name)
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
        return next((key for key in self._keys if not key.isHidden() and self._signs.get(key) == letter.lower()), None)

    def word_key(self, word: WordKey) -> Button:
        """Return a word's key."""
        return self._words[word]

    @property
    def letters(self) -> list[QWidget]:
        """The keys that write, as one looks for them without seeing: by the alphabet, then the signs, then the words."""
        shown = [key for key in self._keys if not key.isHidden()]
        shown.sort(key=lambda key: _in_alphabet(self._signs[key]))
        words = [WordKey.SPACE, WordKey.DELETE, WordKey.BOARD, WordKey.LATIN]
        return [*shown, *(key for word in words if not (key := self._words[word]).isHidden())]

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
        """Show the language's letters again."""
        if self._board is not Board.LETTERS:
            self._board = self._letters_board = Board.LETTERS
            self._show_keys()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: ARG002
        """Lay the keys out."""
        self._arrange()

    def _key(self, build: Build) -> Button:
        key = Button("", Kind.SECONDARY, build, parent=self)
        key.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        key.takes_double_taps = True
        key.clicked.connect(lambda _=False, key=key: self._type(self._signs[key]))
        return key

    def _word_key(self, word: WordKey, build: Build) -> Button:
        key = Button("", Kind.PRIMARY if word is WordKey.DONE else Kind.SECONDARY, build, parent=self)
        key.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        key.takes_double_taps = word in {WordKey.DELETE, WordKey.SPACE}
        acts = {
            WordKey.DELETE: self.deleted.emit,
            WordKey.SPACE: lambda: self.typed.emit(" "),
            WordKey.BOARD: self._switch,
            WordKey.LATIN: self._change_letters,
            WordKey.DONE: self.done.emit,
            WordKey.BACK: self.back.emit,
            WordKey.LEAVE: self.leave.emit,
        }
        key.clicked.connect(lambda _=False, act=acts[word]: act())
        return key

    def _type(self, sign: str) -> None:
        if sign in TONES:
            self.toned.emit(sign)
        else:
            self.typed.emit(sign.upper() if self._capital else sign)

    def _switch(self) -> None:
        self._board = Board.FIGURES if self._board is not Board.FIGURES else self._letters_board
        self._show_keys()

    def _change_letters(self) -> None:
        self._letters_board = Board.LATIN if self._letters_board is Board.LETTERS else Board.LETTERS
        self._board = self._letters_board
        self._show_keys()

    def _row_letters(self) -> list[str]:
        wide, figures = self._lines is Lines.WIDE, self._board is Board.FIGURES
        if self._board is not Board.LATIN:
            return list(self._layout.of(wide=wide, figures=figures))
        rows = ENGLISH.of(wide=wide, figures=False)
        return [*rows, *[""] * (self.rows - 1 - len(rows))]

    def _show_keys(self) -> None:
        letters = "".join(self._row_letters())
        self._signs.clear()
        for place, key in enumerate(self._keys):
            if place < len(letters):
                sign = self._signs[key] = letters[place]
                key.set_words(_face(sign))
                name = self._names.get(sign, key.text())
                if name != key.accessibleName():
                    key.setAccessibleName(name)
                key.show()
            else:
                key.hide()
        self._name_boards()
        self._arrange()

    def _name_boards(self) -> None:
        """Name the keys that lead to other keys, by what they lead to."""
        texts = self._texts
        if texts is None:
            return
        own, latin = self._layout.own_letters, self._letters_board is Board.LATIN
        letters = LATIN if own and latin else texts("ABC")
        self._words[WordKey.BOARD].set_words(letters if self._board is Board.FIGURES else texts("123"))
        key = self._words[WordKey.LATIN]
        key.setVisible(own)
        key.set_words(texts("ABC") if latin else LATIN)
        key.setAccessibleName(texts("Letters of your language") if latin else texts("Latin letters"))

    def _arrange(self) -> None:
        rows = self._row_letters()
        gap = self._sizes.px(8)
        count = len(rows) + 1
        high = (self.height() - gap * (count - 1)) // count
        columns = max(self.columns, *map(len, rows))
        wide = (self.width() - gap * (columns - 1)) // columns
        place, build = 0, replace(self._build(self._sizes, high), pad=self._sizes.px(2))
        for line, row in enumerate(rows):
            indent = (self.width() - len(row) * wide - (len(row) - 1) * gap) // 2
            for column in range(len(row)):
                box = QRect(indent + column * (wide + gap), line * (high + gap), wide, high)
                self._keys[place].set_build(build)
                self._keys[place].setGeometry(box)  # from the left in every language, as on every keyboard
                place += 1
        self._arrange_words((len(rows)) * (high + gap), high, gap)

    def _arrange_words(self, top: int, high: int, gap: int) -> None:
        """Delete, 123, Space, Done: each at least two keys wide, Space as wide as what is left."""
        with_back = self._lines is Lines.WIDE
        with_leave = with_back and bool(self._words[WordKey.LEAVE].text())
        self._words[WordKey.BACK].setVisible(with_back)
        self._words[WordKey.LEAVE].setVisible(with_leave)
        order = [WordKey.LEAVE] * with_leave + [WordKey.BACK] * with_back
        order += [
            WordKey.BOARD,
            *[WordKey.LATIN] * self._layout.own_letters,
            WordKey.DELETE,
            WordKey.SPACE,
            WordKey.DONE,
        ]
        room = self.width() - (len(order) - 1) * gap
        widest = max(self._words[word].sizeHint().width() for word in order if word is not WordKey.SPACE)
        side = max(room * 2 // (14 if with_back else 10), widest)
        space = room - (len(order) - 1) * side
        wanted = [self._words[word].sizeHint().width() for word in order]
        if space >= self._words[WordKey.SPACE].sizeHint().width():
            wides = [space if word is WordKey.SPACE else side for word in order]
        else:  # long words: each what it needs
            spare = max(room - sum(wanted), 0) // len(order)
            wides = [(wide + spare) * room // max(sum(wanted) + spare * len(order), room) for wide in wanted]
        x = 0
        for word, wide in zip(order, wides, strict=True):
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


def _face(sign: str) -> str:
    """Return what a key shows: a capital, or a tone on a small letter."""
    return unicodedata.normalize("NFC", f"a{sign}") if sign in TONES else sign.upper()


def _in_alphabet(sign: str) -> tuple[int, str, str]:
    """Return where a sign stands when one goes through the keys: letters, each before its accented ones; tones; then signs."""
    if sign in TONES:
        return (1, str(TONES.index(sign)), sign)
    plain = unicodedata.normalize("NFD", sign.lower()).translate({ord("đ"): "d", ord("œ"): "oe", ord("æ"): "ae"})
    return (0 if sign.isalnum() else 2, plain[:1] if plain[:1].isascii() else plain, sign)
