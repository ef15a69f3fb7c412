"""How long an office keeps what it knows: classes of data, periods, and what happens when a period is over."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class DataClass(StrEnum):
    """What an office holds, by how long it is needed."""

    WORDS = "words"
    NAME = "name"
    CONTACT = "contact"
    SUMMARY = "summary"
    NOTES = "notes"
    COMMENT = "comment"
    STEPS = "steps"
    APPOINTMENTS = "appointments"
    DRAFTS = "drafts"
    KEPT_TICKETS = "kept-tickets"
    COPIES = "copies"
    FACTS = "facts"
    JOURNAL = "journal"
    PEOPLE = "people"


class Trigger(StrEnum):
    """From when a period counts. The value says it in words."""

    END_OF_VISIT = "end of the visit, and of the last thing that the office owed"
    APPOINTMENT = "day of the appointment"
    LAST_KEY = "last key in the draft"
    HANDED_IN = "handing in to the server"
    COPY = "making of the copy"
    NOTHING = "nothing"


class Action(StrEnum):
    """What happens when a period is over."""

    FORGET = "forget"
    """The words go; the visit and its figures stay."""
    ITSELF = "goes by itself"
    """Another part of the program removes it; no setting changes that."""
    KEEP = "keep"


class PurgeWhen(StrEnum):
    """Who begins a purge."""

    NIGHTLY = "nightly"
    BY_HAND = "by hand"


_PERIOD = re.compile(r"(\d{1,4}) (day|month|year)s?")
LONGEST_YEARS = 100


@dataclass(frozen=True, slots=True)
class Period:
    """A span of the calendar.

    >>> str(Period(1, "year")), Period(1, "month").before(date(2026, 3, 31))
    ('1 year', datetime.date(2026, 2, 28))
    """

    count: int
    unit: str

    def __str__(self) -> str:
        """Return it as an office file writes it."""
        return f"{self.count} {self.unit}{'' if self.count == 1 else 's'}"

    def before(self, day: date) -> date:
        """Return the day that lies this long before another; the last of its month where that month is shorter."""
        if self.unit == "day":
            return day - timedelta(days=self.count)
        months = day.year * 12 + day.month - 1 - self.count * (12 if self.unit == "year" else 1)
        year, month = divmod(months, 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def period_of(text: str) -> Period | None:
    """Return the period that a text such as `90 days`, `6 months` or `2 years` is; None where it is none."""
    found = _PERIOD.fullmatch(text.strip().lower())
    if found is None or not 0 < int(found[1]) <= {"day": 36_500, "month": 1_200, "year": LONGEST_YEARS}[found[2]]:
        return None
    return Period(int(found[1]), found[2])


KEEP = "keep"
"""Stands in an office file in the place of a period."""


@dataclass(frozen=True, slots=True)
class Retention:
    """What an office file says of it. preset: empty where nothing was chosen, and nothing goes by itself. periods: the office's own, by class."""

    preset: str = ""
    purge: PurgeWhen = PurgeWhen.NIGHTLY
    periods: tuple[tuple[DataClass, str], ...] = ()

    @property
    def is_nightly(self) -> bool:
        """Whether what is due goes by itself, once a day."""
        return bool(self.preset) and self.purge is PurgeWhen.NIGHTLY


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the table: how long a class is kept, and by which rule. period: None to keep it."""

    data: DataClass
    says: str
    purpose: str
    trigger: Trigger
    action: Action
    period: Period | None
    citation: str
    own: bool = False
    """The period is the office's own, not the preset's."""

    @property
    def kept_for(self) -> str:
        """The period in words."""
        return KEEP if self.period is None else str(self.period)
