"""What a visitor tells to be found again: the code, name or time of an appointment, or the number of a ticket; and what was found. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from greeter.views.appointments import Answer, Found
    from greeter.views.coming_back import Back

MOST_TRIES = 2
"""After so many the kiosk offers other ways."""
MOST_CODE = 24
MOST_TIME = 5
MOST_NUMBER = 6


class Way(StrEnum):
    """By what somebody is looked for."""

    CODE = "code"
    NAME = "name"
    TIME = "time"
    NUMBER = "number"
    SCAN = "scan"


@dataclass(frozen=True, slots=True)
class Booking:
    """All of one visitor's search. It goes with the walk."""

    code: str = ""
    name: str = ""
    time: str = ""
    """Of the appointment, where more than one fits."""
    number: str = ""
    """Of a ticket."""
    way: Way = Way.CODE
    """What was tried last."""
    asked: Way = Way.CODE
    """What the time was asked for: code or name."""
    tries: int = 0
    """How often nothing was found."""
    looking: bool = False
    answer: Answer | None = None
    back: Back | None = None
    """The visit of the ticket that they showed."""
    again: bool = False
    """Whether the ticket that is shown is one that they had before."""

    @property
    def found(self) -> Found | None:
        """The appointment; None where none was found."""
        return self.answer.found if self.answer is not None else None
