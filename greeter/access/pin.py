"""A PIN that opens the locked kiosk: kept as an argon2id hash on this machine, and slow to guess.

Three wrong ones, and it waits half a minute; each further wrong one doubles that, up to a quarter of an hour. What was wrong is kept with the PIN,
so that starting the machine anew does not help.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from greeter.clock import to_ms
from greeter.problems import BadInput
from greeter.settings import data_folder

if TYPE_CHECKING:
    from pathlib import Path

    from greeter.clock import Clock

FEWEST, MOST = 4, 8
"""Digits of a PIN."""
FREE = 3
"""So many wrong ones cost nothing."""
FIRST_WAIT_MS, LONGEST_WAIT_MS = 30_000, 900_000


def kiosk_pin(clock: Clock) -> Pin:
    """Return the PIN of this machine's kiosk."""
    return Pin(data_folder() / "kiosk-pin.json", clock)


class Pin:
    """One PIN in a file of its own. The file may be missing: then there is none, and none is right."""

    def __init__(self, file: Path, clock: Clock) -> None:
        self._file = file
        self._clock = clock

    @property
    def is_set(self) -> bool:
        """Whether there is a PIN."""
        return bool(self._read().get("hash"))

    def set(self, pin: str) -> None:
        """Keep a new PIN. Raises BadInput where it is none, or too easy to guess; OSError where it can't be kept."""
        if not (pin.isascii() and pin.isdigit() and FEWEST <= len(pin) <= MOST):
            raise BadInput(f"A PIN has {FEWEST} to {MOST} digits.", "Choose another one.")
        steps = {int(b) - int(a) for a, b in pairwise(pin)}
        if len(steps) == 1 and steps <= {-1, 0, 1}:
            raise BadInput("This PIN is too easy to guess.", "Choose digits that do not follow one another.")
        from argon2 import PasswordHasher  # not before somebody needs it

        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._write({"hash": PasswordHasher().hash(pin), "wrong": 0, "until": 0})

    def wait_ms(self) -> int:
        """Return for how long no PIN is taken."""
        return max(int(self._read().get("until", 0)) - to_ms(self._clock.now()), 0)

    def is_right(self, pin: str) -> bool:
        """Whether this is the PIN. While none is taken, none is; a wrong one is counted."""
        known = self._read()
        if not known.get("hash") or self.wait_ms():
            return False
        from argon2 import PasswordHasher
        from argon2.exceptions import InvalidHashError, VerificationError

        right = False
        with suppress(VerificationError, InvalidHashError):
            right = PasswordHasher().verify(str(known["hash"]), pin)
        wrong = 0 if right else int(known.get("wrong", 0)) + 1
        wait = 0 if wrong < FREE else min(FIRST_WAIT_MS * 2 ** (wrong - FREE), LONGEST_WAIT_MS)
        with suppress(OSError):  # a disk that can't be written must not lock staff in
            self._write({**known, "wrong": wrong, "until": to_ms(self._clock.now()) + wait if wait else 0})
        return right

    def _read(self) -> dict[str, Any]:
        with suppress(OSError, ValueError):
            found = json.loads(self._file.read_text(encoding="utf-8"))
            if isinstance(found, dict):
                return found
        return {}

    def _write(self, known: dict[str, Any]) -> None:
        draft = self._file.with_name(f"{self._file.name}.{os.urandom(4).hex()}.new")
        draft.touch(mode=0o600)
        draft.write_text(json.dumps(known), encoding="utf-8")
        draft.replace(self._file)
