"""Where a line may be broken: at spaces that are no hard ones, and in Chinese between any two characters, but not before a stop."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from greeter.scripts import Script, needed_script

_NOT_FIRST = frozenset("，。、；：？！）》〉」』】〕”’…—％·")
_STOPS = frozenset("，。、；：？！）》")
"""These hold their own space, so none stands behind them."""
_NOT_LAST = frozenset("（《〈「『【〔“‘￥")


class Unit(NamedTuple):
    """A part of a text that stays in one line."""

    text: str
    spaced: bool
    """Whether a space is before it, where it is not the first of its line."""


def units(text: str) -> list[Unit]:
    """Return a text's unbreakable parts."""
    found: list[Unit] = []
    for word in words(text):
        parts = _parts(word) if any(map(_is_chinese, word)) else [word]
        spaced = bool(found) and found[-1].text[-1] not in _STOPS
        found += [Unit(part, spaced and n == 0) for n, part in enumerate(parts)]
    return found


def words(text: str) -> list[str]:
    """Return what stands between spaces; hard spaces stay within a word."""
    return [word for word in re.split("[^\\S\u00a0\u202f]+", text) if word]


def _is_chinese(sign: str) -> bool:
    return needed_script(sign) is Script.CHINESE


def _parts(word: str) -> list[str]:
    parts = [word[0]]
    for before, sign in pairwise(word):
        either = _is_chinese(before) or _is_chinese(sign)
        if either and sign not in _NOT_FIRST and before not in _NOT_LAST:
            parts.append(sign)
        else:
            parts[-1] += sign
    return parts
