"""Texts folded for comparing: without capitals and accents, so that "Café" and "cafe" are one word."""

from __future__ import annotations

import re
import unicodedata

LONGEST_WORD = 40
"""Signs of a word that are read."""

_WORD = re.compile(r"[^\W_]+")
_ONE_SIGN = str.maketrans({"đ": "d", "ø": "o", "ł": "l", "ı": "i", "ى": "ي", "’": "'"})
"""Signs that Unicode does not take apart, though people write either."""


def folded(text: str) -> str:
    """Return a text in small letters, without accents."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).translate(_ONE_SIGN)


def words_of(text: str) -> list[str]:
    """Return the words of a text, folded and in order; a word is letters and digits."""
    return [word[:LONGEST_WORD] for word in _WORD.findall(folded(text))]
