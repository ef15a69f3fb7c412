"""Keys for codes, numbers and times: figures and letters at once, no space, and a key for those who have none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Signal

from ui.keyboard import Keyboard, Lines, WordKey

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.kit.sizes import KioskSizes


@dataclass(frozen=True)
class CodeLayout:
    """Rows of the keys on upright screens, and on wide ones."""

    tall: tuple[str, ...]
    wide: tuple[str, ...]


CODE = CodeLayout(("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"), ("12345qwertyuiopasd", "67890fghjklzxcvbnm"))
TIME = CodeLayout(("1234", "5678", "90:"), ("1234567890:",))


class CodeKeys(Keyboard):
    """Types capitals and figures. On upright screens the nav says what is done with them; on wide ones a key does.

    Signals:
        other(): the other way was touched: "I have no code".
    """

    other = Signal()
    most_keys = 36

    def __init__(self, sizes: KioskSizes, layout: CodeLayout, parent: QWidget | None = None) -> None:
        self._code_layout = layout
        super().__init__(sizes, parent)
        self.word_key(WordKey.SPACE).hide()

    @property
    def rows(self) -> int:
        """How many rows of keys there are, words included."""
        return len(self._row_letters()) + 1

    @property
    def columns(self) -> int:
        """How many keys the longest row has."""
        return max(map(len, self._row_letters()))

    @property
    def letters(self) -> list[QWidget]:
        """The keys that write, in the order of the alphabet, and Delete."""
        shown = [key for key in self._keys if not key.isHidden()]
        return [*sorted(shown, key=lambda key: (not key.text().isalnum(), key.text())), self.word_key(WordKey.DELETE)]

    @property
    def ways(self) -> list[QWidget]:
        """The keys that lead on or away, as far as they are shown."""
        words = (WordKey.DONE, WordKey.BOARD, WordKey.BACK, WordKey.LEAVE)
        return [key for word in words if not (key := self.word_key(word)).isHidden()]

    def name_other(self, words: str) -> None:
        """Name the key of the other way; an empty word leaves it out."""
        self._other = words

    def reset(self) -> None:
        """Show the keys as they are: there is only one board."""

    _other = ""

    def _switch(self) -> None:
        self.other.emit()

    def _name_boards(self) -> None:
        """Codes have figures and Latin letters at once."""
        self.word_key(WordKey.LATIN).hide()

    def _row_letters(self) -> list[str]:
        return list(self._code_layout.tall if self._lines is Lines.TALL else self._code_layout.wide)

    def _arrange_words(self, top: int, high: int, gap: int) -> None:
        """Share a row: Back where the nav has none, Delete, the other way, and Done where the nav is away."""
        wide = self._lines is Lines.WIDE
        self.word_key(WordKey.BOARD).set_words(self._other)
        shown = {
            WordKey.LEAVE: wide and bool(self.word_key(WordKey.LEAVE).text()),
            WordKey.BACK: wide,
            WordKey.DELETE: True,
            WordKey.BOARD: bool(self._other),
            WordKey.SPACE: False,
            WordKey.DONE: wide,
        }
        for word, is_shown in shown.items():
            self.word_key(word).setVisible(is_shown)
        order = [word for word, is_shown in shown.items() if is_shown]
        room = self.width() - (len(order) - 1) * gap
        wants = [self.word_key(word).sizeHint().width() for word in order]
        spare = (room - sum(wants)) // len(order)
        x = 0
        for word, want in zip(order, wants, strict=True):
            self._put(self.word_key(word), QRect(x, top, want + spare, high), high)
            x += want + spare + gap
