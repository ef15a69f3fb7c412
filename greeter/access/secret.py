"""PINs and passwords: what may be one, how they are kept, and for how long none is taken after wrong ones.

Kept as argon2id with 46 MiB, one pass and one lane, the first of the settings that OWASP's cheat sheet on password storage names. The numbers of
the waits are the office's promise in `docs/sign-in.md`.
"""

from __future__ import annotations

import secrets
from contextlib import suppress
from functools import cache
from hashlib import sha256
from itertools import pairwise
from typing import TYPE_CHECKING

from greeter.model.person import StaffRole
from greeter.problems import BadInput

if TYPE_CHECKING:
    from argon2 import PasswordHasher

FEWEST_DIGITS, MOST_DIGITS = 6, 12
FEWEST_SIGNS, MOST_SIGNS = 10, 200
"""Of the password of a manager, a records officer, an auditor."""
FREE = 5
"""From so many wrong ones on, one after another, it waits."""
LOCKED_FROM = 10
"""From so many on it is locked each time, for as long as `LOCK_MS`; a lead or a manager can unlock it."""
FIRST_WAIT_MS, LOCK_MS = 30_000, 900_000
_MEMORY_KIB = 46 * 1024


def check_secret(role: StaffRole, secret: str) -> str:
    """Return a new PIN or password. Raises BadInput where it is none for this role, or too easy to guess; the words never repeat it."""
    if role is StaffRole.MANAGER or not role.serves:
        if not FEWEST_SIGNS <= len(secret) <= MOST_SIGNS:
            whose = (
                "A manager’s"
                if role is StaffRole.MANAGER
                else f"A {role.value.replace('-', ' ')}’s".replace("A a", "An a")
            )
            raise BadInput(f"{whose} password has {FEWEST_SIGNS} signs or more.", "A short sentence is a good one.")
        if len(set(secret)) < 5:
            raise BadInput("This password is too easy to guess.", "A short sentence is a good one.")
        return secret
    if not (secret.isascii() and secret.isdigit() and FEWEST_DIGITS <= len(secret) <= MOST_DIGITS):
        raise BadInput(f"A PIN has {FEWEST_DIGITS} to {MOST_DIGITS} digits.", "Choose another one.")
    steps = {int(b) - int(a) for a, b in pairwise(secret)}
    if (len(steps) == 1 and steps <= {-1, 0, 1}) or len(set(secret)) < 3:
        raise BadInput("This PIN is too easy to guess.", "Choose digits that do not follow or repeat one another.")
    return secret


def kept(secret: str) -> str:
    """Return what is kept of a PIN or password."""
    return _hasher().hash(secret)


def is_right(known: str, secret: str) -> bool:
    """Whether a PIN or password is the one that this was kept of. Takes as long where nothing is known."""
    from argon2.exceptions import InvalidHashError, VerificationError

    with suppress(VerificationError, InvalidHashError):
        return _hasher().verify(known or _of_nobody(), secret) and bool(known)
    return False


def wait_after(wrong: int) -> int:
    """Return for how many milliseconds none is taken after so many wrong ones, one after another: from the 5th on, twice as long each time."""
    if wrong >= LOCKED_FROM:
        return LOCK_MS
    return 0 if wrong < FREE else FIRST_WAIT_MS * 2 ** (wrong - FREE)


def new_session() -> str:
    """Return 128 random bits as text."""
    return secrets.token_urlsafe(16)


def session_key(session: str) -> str:
    """Return what is kept of a session; empty for none."""
    return sha256(session.encode()).hexdigest() if session else ""


@cache
def _of_nobody() -> str:
    return kept(new_session())


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher  # not before somebody needs it

    return PasswordHasher(time_cost=1, memory_cost=_MEMORY_KIB, parallelism=1)
