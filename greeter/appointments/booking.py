"""An appointment as a calendar or a table tells it, before it is in the store."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from greeter.model.visit import Need

MOST_UID = 250
MOST_CODE = 40
MOST_NOTE = 2_000
MOST_PEOPLE = 9
"""A kiosk asks with one figure how many they are; larger groups are a clerk's to look after."""
BY_HAND = 1
"""Who cancels by hand is so much newer than the file: the same file read again does not bring it back, the calendar's next change does."""


class Standing(StrEnum):
    """How an appointment stands."""

    EXPECTED = "expected"
    CAME = "came"
    CANCELLED = "cancelled"


class Known(StrEnum):
    """What is personal of an appointment. It lies in a table apart, to be forgotten without touching anything else."""

    NAME = "name"
    CONTACT = "contact"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Booking:
    """One appointment of a file. `uid` and `instance` tell which one, `sequence` which state of it: the higher is the newer (RFC 5545)."""

    uid: str
    starts: datetime
    """With its zone."""
    service: str
    """An id of the office's catalogue."""
    instance: str = ""
    """Of a series: when this one was to start at first, in UTC."""
    sequence: int = 0
    code: str = ""
    name: str = ""
    contact: str = ""
    note: str = ""
    host: str = ""
    """Whom they see."""
    language: str = ""
    needs: tuple[Need, ...] = ()
    people: int | None = None
    cancelled: bool = False

    @property
    def personal(self) -> dict[str, str]:
        """What is personal of it, without what is empty."""
        told = {Known.NAME: self.name, Known.CONTACT: self.contact, Known.NOTE: self.note}
        return {field.value: text for field, text in told.items() if text}


@dataclass(frozen=True, slots=True)
class Wrong:
    """Something in a file that must be mended, or that a person should know: where it stands, and what is so."""

    where: str
    """ "line 14"."""
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file said."""

    bookings: tuple[Booking, ...]
    wrong: tuple[Wrong, ...] = ()
    """What can't be taken in as it is."""
    told: tuple[Wrong, ...] = ()
    """What was taken in otherwise than it is written, or left out."""
    past: int = 0
    """Appointments of days that are over, which were left out."""
    until: datetime | None = None
    """Series were followed until then; None: there are none."""
