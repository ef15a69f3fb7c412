"""Identity and card numbers in free text: told about, and masked before anything is kept.

What counts: nine digits grouped as in a Social Security or insurance number, bank cards, IBANs, and six or more digits in a row.
What stays, because a clerk needs it: phone numbers, dates, ZIP codes, street numbers, sizes and amounts of money.
"""

from __future__ import annotations

import re

MASK = "•"

_SEP = r"[ \u00a0.\-‐‑–—]"
_NUMBERS = re.compile(
    rf"""
      (?P<iban>  \b[A-Z]{{2}}\d{{2}}(?:\ ?[A-Z0-9]{{4}}){{3,7}}(?:\ ?[A-Z0-9]{{1,4}})?\b )
    | (?P<card>  (?<!\d)\d{{4}}{_SEP}?\d{{4}}{_SEP}?\d{{4}}{_SEP}?\d{{1,7}}(?!\d) | (?<!\d)\d{{4}}{_SEP}\d{{6}}{_SEP}\d{{4,5}}(?!\d) )
    | (?P<phone> (?<![\d$€£])(?:\+?1{_SEP})?(?:\(\d{{3}}\)\ ?|\d{{3}}{_SEP})\d{{3}}{_SEP}\d{{4}}(?!\d) | \+\d{{1,3}}(?:{_SEP}\d{{2,4}}){{2,5}}(?!\d) )
    | (?P<nine>  (?<!\d)\d{{3}}{_SEP}\d{{2}}{_SEP}\d{{4}}(?!\d) | (?<!\d)\d{{3}}{_SEP}\d{{3}}{_SEP}\d{{3}}(?!\d) )
    | (?P<money> [$€£]\ ?\d[\d,.]* )
    | (?P<run>   \d{{6,}} )
    """,
    re.VERBOSE,
)
_KEPT = {"phone", "money"}
_PHONE_WORD = re.compile(r"\b(?:call|phone|cell|mobile|tel|text)\b[^.!?\d]{0,20}$", re.IGNORECASE)
_PHONE_DIGITS = range(7, 12)


def identity_numbers_masked(text: str) -> str:
    """Return the text with each digit of an identity or card number replaced by a dot.

    >>> identity_numbers_masked("My number is 123-45-6789. Call 530-555-0142.")
    'My number is •••-••-••••. Call 530-555-0142.'
    """
    return _NUMBERS.sub(_masked, text)


def has_identity_number(text: str) -> bool:
    """Whether a text holds what looks like an identity or card number."""
    return identity_numbers_masked(text) != text


def _masked(found: re.Match[str]) -> str:
    kind = found.lastgroup or ""
    if kind in _KEPT or (kind == "run" and _said_to_be_a_phone(found)):
        return found[0]
    return "".join(MASK if sign.isalnum() else sign for sign in found[0])


def _said_to_be_a_phone(found: re.Match[str]) -> bool:
    before = found.string[max(0, found.start() - 30) : found.start()]
    return len(found[0]) in _PHONE_DIGITS and bool(_PHONE_WORD.search(before))
