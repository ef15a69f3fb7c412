"""Codes of appointments: as they are compared, made, and read from what a scanner types."""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from greeter.guidance.folded import folded

if TYPE_CHECKING:
    from collections.abc import Container

DIGITS = 6
MOST_SCANNED = 600
"""Signs of a scan that are read: a plain ticket has under 260 bytes."""
_ALIKE = str.maketrans({"o": "0", "i": "1", "l": "1"})
"""Signs that are taken for each other on paper."""
_NAMES_OF_CODE = frozenset({"code", "appointment", "ref", "reference", "booking"})


def code_key(code: str) -> str:
    """Return a code as it is compared: letters and figures alone, without capitals; O is 0, and I and L are 1.

    >>> code_key("k7-oi 2")
    'k7012'
    """
    return "".join(sign for sign in folded(code) if sign.isalnum()).translate(_ALIKE)[:40]


def new_code(taken: Container[str]) -> str:
    """Return a code of six figures that is not taken; nobody can foresee it."""
    while True:
        code = str(10 ** (DIGITS - 1) + secrets.randbelow(9 * 10 ** (DIGITS - 1)))
        if code not in taken:
            return code


def scanned_codes(text: str) -> list[str]:
    """Return what may be the code in a text that a scanner typed: the text itself, or what a link says, likeliest first."""
    plain = text.strip()[:MOST_SCANNED]
    found = [plain]
    try:
        link = urlsplit(plain)
        pairs = parse_qsl(link.query, max_num_fields=20)
    except ValueError:  # it looks like a link and is none
        return found
    if link.scheme:
        found += [value for name, value in pairs if name.lower() in _NAMES_OF_CODE]
        found.append(re.split(r"[/:]", link.path.rstrip("/"))[-1])
    return [one for one in dict.fromkeys(found) if code_key(one)]
