"""What people and programs give us, made clean or refused in words.

Control signs and direction overrides are taken out, for they could hide or turn what a colleague reads; everything else a person may write is kept.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from typing import Any, TypeVar

from greeter.problems import BadInput

MOST_NAME = 120
MOST_WORDS = 2_000
MOST_KEY = 100
_Choice = TypeVar("_Choice", bound=StrEnum)


def clean_text(value: object, what: str, most: int = MOST_WORDS) -> str:
    """Return the text without control signs, trimmed. Raises BadInput when it is no text or longer than `most` signs."""
    if not isinstance(value, str):
        raise BadInput(f"{what} must be text, not {type(value).__name__}.")
    if len(value) > most:
        raise BadInput(f"{what} is too long: {len(value):,} signs.", f"Use at most {most:,}.")
    if value.isprintable():  # no control sign or direction override is
        return value.strip()
    kept = "".join(sign for sign in value if sign in "\n\t" or unicodedata.category(sign) not in {"Cc", "Cs", "Cn"})
    return "".join(sign for sign in kept if sign not in _DIRECTION_OVERRIDES).strip()


def needed_text(value: object, what: str, most: int = MOST_NAME) -> str:
    """Return clean text that is not empty. Raises BadInput."""
    text = clean_text(value, what, most)
    if not text:
        raise BadInput(f"{what} is missing.", "Fill it in and try again.")
    return text


def listed(values: object, what: str) -> list[Any]:
    """Return the values as a list. Raises BadInput for one text, or for what is no list at all."""
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise BadInput(f"{what} must be a list.", 'Write ["seat"] for one.')
    return list(values)


def chosen(kind: type[_Choice], value: object, what: str) -> _Choice:
    """Return the member of an enum that `value` names. Raises BadInput that lists what may be chosen."""
    try:
        return kind(str(value))
    except ValueError:
        listed = ", ".join(member.value for member in kind)
        raise BadInput(f"{what} can't be “{str(value)[:40]}”.", f"Choose one of: {listed}.") from None


_DIRECTION_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
