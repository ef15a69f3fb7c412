"""Words as they are compared when a name is looked for: without regard to case, apostrophe, width, composed signs and invisible ones."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_SAME = str.maketrans(dict.fromkeys("’‘ʼʹ‛`´′", "'") | dict.fromkeys("‐‑‒–", "-"))
_NO_BLANKS = (
    "\u0e01-\u0eff\u0f40-\u0fbc\u1000-\u109f\u1780-\u17d3\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\U00020000-\U0003fffd"
)
"""Scripts that put no blanks between words, or hang other words on a name: Thai, Lao, Tibetan, Burmese, Khmer, kana, Han, Hangul."""
_LETTER = rf"[^\W{_NO_BLANKS}]"
_WORD = re.compile(rf"[{_NO_BLANKS}]|{_LETTER}+(?:[-'.]{_LETTER}+)*")
_ONE = re.compile(f"[{_NO_BLANKS}]")
_OWNER = "'s"
_HALF_WIDTH = "\uff9e\uff9f"
"""Voiced sound marks of half-width kana, which stand behind their sign."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is compared, and where it stands; of a script without blanks, one sign. The `’s` of an owner is no part of it."""

    key: str
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Folded:
    """A text as it is compared; for each of its signs, where what it comes from begins and ends."""

    text: str
    begins: tuple[int, ...]
    ends: tuple[int, ...]

    def words(self) -> list[Word]:
        """Return its words in order."""
        shape = "".join("x" if _is_mark(sign) else sign for sign in self.text)  # a vowel’s mark is a part of its word
        return [self._word(found.start(), found.end()) for found in _WORD.finditer(shape)]

    def places(self, of: str) -> list[tuple[int, int]]:
        """Return where other words stand in the text, whatever they are a part of."""
        wanted = fold(of).text
        return [
            (self.begins[found.start()], self.ends[found.end() - 1])
            for found in (re.finditer(re.escape(wanted), self.text) if wanted else ())
        ]

    def _word(self, first: int, behind: int) -> Word:
        key = self.text[first:behind]
        if key.endswith(_OWNER) and len(key) > len(_OWNER):
            key, behind = key.removesuffix(_OWNER), behind - len(_OWNER)
        return Word(key, self.begins[first], self.ends[behind - 1])


def fold(text: str) -> Folded:
    """Return a text as it is compared."""
    signs, begins, ends = list[str](), list[int](), list[int]()
    text, begin = text.translate(_SAME), 0  # first: composing makes a blank and an accent of some
    while begin < len(text):
        end = begin + 1
        while end < len(text) and (unicodedata.combining(text[end]) or text[end] in _HALF_WIDTH):
            end += 1
        for sign in unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text[begin:end]).casefold()):
            if unicodedata.category(sign) != "Cf":
                signs.append(sign)
                begins.append(begin)
                ends.append(end)
        begin = end
    return Folded("".join(signs), tuple(begins), tuple(ends))


def key_of(name: str) -> str:
    """Return a name as it is compared: its words with blanks between them.

    >>> key_of("John O’Neil's"), key_of("王小明") == key_of("王 小明")
    ("john o'neil", True)
    """
    return " ".join(word.key for word in fold(name).words())


def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign)[0] == "M" and not _ONE.match(sign)
