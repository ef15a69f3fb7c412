"""One line of the journal, and the chain that makes a changed line show.

The journal is append-only. Every line holds the hash of the line before it, so a line that was changed, added or taken out later breaks the
chain at that place. It holds no personal data: forgetting a person never touches it.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

FIRST_HASH = "0" * 64
"""What stands before the first line."""


class Kind(StrEnum):
    """What happened. The first thirteen are acts on a service request, the others are not."""

    CHECK_IN = "check_in"
    CALL = "call"
    RECALL = "recall"
    START = "start"
    REQUEUE = "requeue"
    NO_SHOW = "no_show"
    REINSTATE = "reinstate"
    HOLD = "hold"
    RESUME = "resume"
    TRANSFER = "transfer"
    FINISH = "finish"
    LEAVE = "leave"
    SEND_HOME = "send_home"
    """The office closes, and a visitor who waits is sent home, with a reason."""
    UNDO = "undo"
    TOLD = "told"
    NOTE = "note"
    DESCRIBE = "describe"
    STEP = "step"
    JUDGE = "judge"
    PRINT = "print"
    SURVEY = "survey"
    OPEN_COUNTER = "open_counter"
    CLOSE_COUNTER = "close_counter"
    NOTICE = "notice"
    END_NOTICE = "end_notice"
    PUBLISH = "publish"
    """The office's file was published anew."""
    ENROL = "enrol"
    """A kiosk got its mark."""
    BOOK = "book"
    """Appointments were taken in, changed or cancelled."""
    PEOPLE = "people"
    """Who works here was changed: somebody added, renamed, let go, given a new PIN."""
    SIGN_IN = "sign_in"
    """Somebody signed in at a counter, or was refused."""
    LOCK = "lock"
    """A counter's window was locked."""
    SERVES = "serves"
    """A clerk said which services they serve today."""
    BACK = "back"
    """A visitor who was on hold told the kiosk that they are back."""
    AGREE = "agree"
    """The visitor said yes to what was summed up."""
    ADD_SERVICE = "add_service"
    """A visitor came for one more service, too."""
    DROP_SERVICE = "drop_service"
    """A service that had not begun was taken out of a visit again."""
    PURGE = "purge"
    """Words whose period was over were forgotten: how many, of which class, by which rule."""
    LEGAL_HOLD = "legal_hold"
    """Something is held back from forgetting, or not any more."""
    DISCLOSE = "disclose"
    """What is held about somebody, or a span of days, was given out."""
    READ = "read"
    """Staff looked at visitors whom they were not serving."""
    RENUMBER = "renumber"
    """A visit took the number that the kiosk had shown while the server was away."""
    REPORT = "report"
    """A report that is written by itself was begun, handed in, or sent again by somebody's word."""


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the journal.

    seq: its number in the office, from 1, without gaps. at: wall time, milliseconds since 1970 UTC. tick: office time in milliseconds, which
    never goes backwards. gap: milliseconds since the line before, by the steady clock where that could be read.
    """

    office: str
    seq: int
    at: int
    tick: int
    gap: int
    kind: Kind
    visit: str | None = None
    counter: str | None = None
    clerk: str | None = None
    data: dict[str, Any] = field(default_factory=dict)

    def data_text(self) -> str:
        """Return the data as canonical JSON: sorted keys, no blanks, ASCII."""
        return json.dumps(self.data, sort_keys=True, separators=(",", ":"))


SEPARATOR = "\x1f"
HASHED = ("office", "seq", "at", "tick", "gap", "kind", "visit", "counter", "clerk", "data")
"""The columns that a line's hash is of, in order; what is missing counts as empty."""


def chain_hash(previous: str, event: Event, data_text: str) -> str:
    """Return the SHA-256 (hex) of a line and the hash before it."""
    fields = (
        event.office, event.seq, event.at, event.tick, event.gap, event.kind.value,
        event.visit or "", event.counter or "", event.clerk or "", data_text,
    )  # fmt: skip
    return hash_of(previous, SEPARATOR.join(map(str, fields)))


def hash_of(previous: str, line: str) -> str:
    """Return the SHA-256 (hex) of the hash before and a line: its `HASHED` columns with `SEPARATOR` between."""
    return hashlib.sha256(f"{previous}{SEPARATOR}{line}".encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Changes:
    """What an act changed, for the screens to decide whether to look again."""

    seq: int
    kind: Kind
    visit: str | None = None
