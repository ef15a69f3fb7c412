"""Names that people type, compared with names under which they booked: without capitals, accents, titles and order.

Only hashes are kept for it, a mark for each part of a name: the kiosk finds a name that it is told, and reads none from the store (decision 24).
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import pbkdf2_hmac

from greeter.guidance.folded import words_of

ROUNDS = 4_000
"""Of the hash: about 6 ms on a small machine. Trying all of a country's surnames takes minutes, not a moment."""
MOST_PARTS = 8
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sr", "sra", "srta", "mme", "mlle", "herr", "frau"})


def name_parts(name: str) -> tuple[str, ...]:
    """Return the parts of a name that count, in the order of the alphabet. Titles and single letters do not, unless there is nothing else.

    >>> name_parts("Mrs. García-López, María J.")
    ('garcia', 'lopez', 'maria')
    """
    words = set(words_of(name))
    telling = {word for word in words if word not in _TITLES and (len(word) > 1 or not word.isascii())}
    return tuple(sorted(telling or words)[:MOST_PARTS])


def name_marks(name: str, office: str) -> frozenset[str]:
    """Return the marks of a name in an office."""
    return frozenset(_mark(part, office) for part in name_parts(name))


def same_person(common: int, typed: int, booked: int) -> bool:
    """Whether a name fits one that was booked: so many parts are in both, so many were typed, so many booked.

    One of the two must be in the other; a first name alone is not enough where more is known.
    """
    return common > 0 and common in {typed, booked} and (common > 1 or booked == 1)


def may_be(common: int, typed: int) -> bool:
    """Whether a name may be meant, though it is too short to be sure: the time of the appointment must say."""
    return common > 0 and common == typed


@lru_cache(maxsize=4_096)
def _mark(part: str, office: str) -> str:
    return pbkdf2_hmac("sha256", part.encode(), f"greeter:{office}".encode(), ROUNDS, dklen=16).hex()
