"""Where a line may be broken: at spaces, and in Chinese between any two characters, but never before a stop or behind an opening bracket."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

_CHARACTER = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff01-\uff65]")
_NOT_FIRST = frozenset("，。、；：？！）》〉」』】〕”’…—％·")
_NOT_LAST = frozenset("（《〈「『【〔“‘￥")


class Unit(NamedTuple):
    """A part of a text that stays in one line."""

    text: str
    spaced: bool
    """Whether a space is before it, where it is not the first of its line."""


def units(text: str) -> list[Unit]:
    """Return a text's unbreakable parts."""
    found = []
    for place, word in enumerate(text.split()):
        parts = _parts(word) if _CHARACTER.search(word) else [word]
        found += [Unit(part, place > 0 and n == 0) for n, part in enumerate(parts)]
    return found


def _parts(word: str) -> list[str]:
    parts = [word[0]]
    for before, sign in pairwise(word):
        either = _CHARACTER.match(before) or _CHARACTER.match(sign)
        if either and sign not in _NOT_FIRST and before not in _NOT_LAST:
            parts.append(sign)
        else:
            parts[-1] += sign
    return parts
