"""Whether two ways to reach somebody are the same: numbers are written in many ways, with and without a country, an area or an extension."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

FEWEST_DIGITS, LONGEST = 7, 15
"""Of a phone number; an international one has 15 digits at most (ITU-T E.164)."""
_COMPARED = 10
_RUN = re.compile(r"\d(?:[\s()./–-]*\d)*")
_NO_DIGITS = {code: None for code in range(128) if not chr(code).isdigit()}
_ADDRESS = re.compile(r"[^\s@<>(),;:]+@[^\s@<>(),;:]+")


@dataclass(frozen=True, slots=True)
class Contact:
    """What a contact is compared by: the digits of its phone numbers without leading zeros, its addresses; the text, where it has none."""

    numbers: frozenset[str]
    words: frozenset[str]

    def meets(self, other: Contact) -> bool:
        """Whether any number or address is the same."""
        if not self.words.isdisjoint(other.words):
            return True
        return any(_same(one, two) for one in self.numbers for two in other.numbers)


def contact_of(text: str) -> Contact:
    """Return a contact as it is compared. What stands behind letters, a comma or a # is another number, or an extension, which is left out.

    >>> contact_of("+49 (0)30 1234567").meets(contact_of("030/123 45 67")), contact_of("555-010-2345 ext 12").meets(contact_of("5550102345"))
    (True, True)
    """
    if not text.isascii():
        text = "".join(_plain(sign) for sign in unicodedata.normalize("NFKC", text))
    addresses = {found.strip(".").casefold() for found in _ADDRESS.findall(text)} if "@" in text else set[str]()
    runs = _RUN.findall((_ADDRESS.sub(",", text) if addresses else text).replace("(0)", " "))
    numbers = {number for run in runs for number in _numbers(run)}
    if not addresses and not numbers:
        return Contact(frozenset(), frozenset({" ".join(text.casefold().split())}))
    return Contact(frozenset(numbers), frozenset(addresses))


def meets_any(text: str, contacts: Collection[Contact]) -> bool:
    """Whether a text meets any of these contacts. Most are passed by at a glance: the end of no number, and no address, stands in them."""
    if text.isascii() and "(0)" not in text:
        digits, words = text.translate(_NO_DIGITS), " ".join(text.casefold().split())
        if not any(
            any(number[-FEWEST_DIGITS:] in digits for number in one.numbers) or any(word in words for word in one.words)
            for one in contacts
        ):
            return False
    found = contact_of(text)
    return any(found.meets(one) for one in contacts)


def _numbers(run: str) -> list[str]:
    digits = [re.sub(r"\D", "", run)]
    if len(digits[0]) > LONGEST and "/" in run:
        digits = [re.sub(r"\D", "", part) for part in run.split("/")]
    return [number.lstrip("0") for number in digits if len(number) >= FEWEST_DIGITS]


def _same(one: str, two: str) -> bool:
    """Compare by the end of the shorter one; by the last ten digits, too, for 8 495 ... in one country is +7 495 ... from abroad."""
    shorter, longer = sorted((one, two), key=len)
    if len(shorter) < FEWEST_DIGITS:
        return shorter == longer
    return longer.endswith(shorter) or (len(shorter) >= _COMPARED and longer.endswith(shorter[-_COMPARED:]))


def _plain(sign: str) -> str:
    """Return a digit of any script as 0 to 9."""
    return str(unicodedata.digit(sign)) if sign.isdigit() else sign
