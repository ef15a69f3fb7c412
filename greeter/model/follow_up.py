"""What kinds of follow-ups there are, and when on its day somebody wants to be called."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from greeter.problems import BadInput

DAY_MINUTES = 24 * 60


class Form(StrEnum):
    """What kind of follow-up it is, where it is a kind of its own."""

    CALL_BACK = "call back"


@dataclass(frozen=True, slots=True)
class Between:
    """When on its day somebody wants to be called, in minutes of the office's day."""

    begins: int
    ends: int

    def __post_init__(self) -> None:
        if not (type(self.begins) is type(self.ends) is int and 0 <= self.begins < self.ends <= DAY_MINUTES):
            raise BadInput("The time for calling ends before it begins.", "Write it like 14 to 16.")
