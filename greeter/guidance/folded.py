"""Texts folded for comparing: without capitals and accents, so that "Café" and "cafe" are one word."""

from __future__ import annotations

import re
import unicodedata

LONGEST_WORD = 40
"""Signs of a word that are read."""

_WORD = re.compile(r"[^\W_]+")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_PARTS = re.compile(rf"{_UNSPACED.pattern}+|[^\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")
_ONE_SIGN = str.maketrans({"đ": "d", "ø": "o", "ł": "l", "ı": "i", "ى": "ي", "ة": "ه", "’": "'"})
"""Signs that Unicode does not take apart, though people write either."""


def folded(text: str) -> str:
    """Return a text in small letters, without accents."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).translate(_ONE_SIGN)


def words_of(text: str) -> list[str]:
    """Return the words of a text, folded and in order; a word is letters and digits.

    Chinese and Japanese write no spaces: of their signs each two that stand together count as a word.
    """
    plain = folded(text)
    words = _WORD.findall(plain)
    if not plain.isascii() and _UNSPACED.search(plain):
        words = [each for word in words for part in _PARTS.findall(word) for each in _pairs(part)]
    return [word[:LONGEST_WORD] for word in words]


def _pairs(part: str) -> list[str]:
    if len(part) == 1 or not _UNSPACED.match(part):
        return [part]
    return [part[place : place + 2] for place in range(len(part) - 1)]
