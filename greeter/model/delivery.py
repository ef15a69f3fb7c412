"""One report on its way to one recipient, and what may be done with it.

Never twice: a mail is claimed before it is made, marked before the last byte goes out, and where nobody knows whether the server has it, only a
person's word sends it again.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING

from greeter.model.automatic import FOLDER, Every

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

MINUTE_MS = 60_000
CLAIM_MS = 15 * MINUTE_MS
"""An attempt that has been making its report for so long has died: another may take over. Nothing was sent yet."""
SENDING_MS = 15 * MINUTE_MS
"""Longer than a mail server may take for its last answer (RFC 5321, 4.5.3.2.6: 10 minutes): after so long nobody will hear it any more."""
LONGEST_PAUSE_MS = 240 * MINUTE_MS
MOST_TRIES = 24
"""With the pauses, about three days."""


class Delivery(StrEnum):
    """How far it is."""

    DUE = "due"
    """To be made and sent; anybody may take it."""
    CLAIMED = "claimed"
    """Somebody makes it. Nothing has been sent."""
    SENDING = "sending"
    """The mail server has all but the last bytes, or all."""
    SENT = "sent"
    """The mail server has taken it, or it lies in the folder."""
    FAILED = "failed"
    """It did not go out; it is tried again."""
    REFUSED = "refused"
    """It did not go out, and trying again would not help."""
    UNKNOWN = "unknown"
    """Nobody knows whether the mail server has taken it. Only a person's word sends it again."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A report that a recipient should have."""

    every: Every
    recipient: str
    period: str

    @property
    def is_folder(self) -> bool:
        """Whether it goes to a folder, where writing it twice does no harm."""
        return self.recipient.startswith(FOLDER)

    @property
    def folder(self) -> str:
        """The path of its folder."""
        return self.recipient.removeprefix(FOLDER)


@dataclass(frozen=True, slots=True)
class Delivered:
    """A row of the store: how a report stands with one recipient. Times in milliseconds."""

    wanted: Wanted
    state: Delivery
    claim: str
    since_at: int
    since_tick: int
    tries: int
    again_tick: int
    answer: str

    def seen_at(self, tick: int) -> Delivery:
        """Return how it stands at an office time: what was being sent for too long is unknown, what died too often is refused."""
        if self.state is Delivery.SENDING and tick - self.since_tick > SENDING_MS:
            return Delivery.UNKNOWN
        if self.state is Delivery.CLAIMED and self._is_abandoned(tick) and self.tries >= MOST_TRIES:
            return Delivery.REFUSED
        return self.state

    def is_free(self, tick: int) -> bool:
        """Whether somebody may take it now."""
        if self.state is Delivery.CLAIMED:
            return self._is_abandoned(tick) and self.tries < MOST_TRIES
        return self.state in {Delivery.DUE, Delivery.FAILED} and self.again_tick <= tick

    def _is_abandoned(self, tick: int) -> bool:
        return tick - self.since_tick > CLAIM_MS


def next_of(wanted: Sequence[Wanted], rows: Collection[Delivered], tick: int) -> tuple[Wanted, Delivered | None] | None:
    """Return the first that may be taken now, and its row where it has one; None where there is nothing to do."""
    known = {row.wanted: row for row in rows}
    for one in wanted:
        row = known.get(one)
        if row is None or row.is_free(tick):
            return one, row
    return None


def pause_after(tries: int) -> int:
    """Return how long to wait after so many tries: 1, 2, 4 ... minutes, four hours at most."""
    return min(MINUTE_MS * (1 << min(tries - 1, 16)), LONGEST_PAUSE_MS)


def message_id(office: str, wanted: Wanted, sender: str) -> str:
    """Return a mail's id: the same for every attempt, so that mail programs and servers know a second copy."""
    key = "\x1f".join((office, wanted.every.value, wanted.recipient.casefold(), wanted.period))
    return f"<greeter.{sha256(key.encode()).hexdigest()[:32]}@{sender.rpartition('@')[2]}>"
