"""Vietnamese tones: a mark typed after a syllable lands on the right vowel of it.

The rule is the one taught in school: the vowel that bears a sign of its own (ă â ê ô ơ ư) takes the tone, of ươ the second; else of two vowels the
second where a consonant follows them, the first where they end the word; of three the middle one. The u of qu and the i of gi belong to their
consonant.
"""

from __future__ import annotations

import re
import unicodedata

TONES = ("\u0301", "\u0300", "\u0309", "\u0303", "\u0323")
"""Rising, falling, asking, tumbling and heavy (sắc, huyền, hỏi, ngã, nặng), as combining marks."""
_VOWELS = frozenset("aeiouyăâêôơư")
_SIGNED = frozenset("ăâêôơư")
_SYLLABLE = re.compile(r"[^\W\d_]+$")


def toned(text: str, tone: str) -> str:
    """Return a text with a tone on its last syllable, in NFC. The same tone again is taken off; without a vowel there comes an "a" that bears it.

    >>> toned("duong", TONES[1]), toned("dương", TONES[1]), toned("hoa", TONES[0])
    ('duòng', 'dường', 'hóa')
    """
    found = _SYLLABLE.search(unicodedata.normalize("NFC", text))
    syllable = found[0] if found else ""
    before = text[: found.start()] if found else text
    bare = [_bare(letter) for letter in syllable]
    place = _place("".join(letter for letter, _ in bare).lower())
    if place is None:
        return f"{text}{unicodedata.normalize('NFC', 'a' + tone)}"
    had = next((mark for _, mark in bare if mark), "")
    letters = [letter for letter, _ in bare]
    if had != tone:
        letters[place] += tone
    return before + unicodedata.normalize("NFC", "".join(letters))


def _bare(letter: str) -> tuple[str, str]:
    """Return a letter without its tone, and the tone."""
    parts = unicodedata.normalize("NFD", letter)
    tone = next((sign for sign in parts if sign in TONES), "")
    return unicodedata.normalize("NFC", parts.replace(tone, "")) if tone else letter, tone


def _place(syllable: str) -> int | None:
    """Return which letter of a syllable bears its tone; None where it has no vowel."""
    places = [place for place, letter in enumerate(syllable) if letter in _VOWELS]
    if not places:
        return None
    last = [places.pop()]  # the last vowels that stand together
    while places and places[-1] == last[0] - 1:
        last.insert(0, places.pop())
    if len(last) > 1 and syllable[: last[0] + 1] in {"qu", "gi"}:
        last = last[1:]
    signed = [place for place in last if syllable[place] in _SIGNED]
    if signed:
        return signed[-1]
    if len(last) == 1:
        return last[0]
    closed = last[-1] < len(syllable) - 1
    return last[1] if closed or len(last) > 2 else last[0]
