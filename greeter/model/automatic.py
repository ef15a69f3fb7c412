"""Reports that are written by themselves: how often, of which days, for whom; and the mail server that takes them."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum


class Every(StrEnum):
    """How often a report is written: of each business day, each week from Monday, each month."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class Security(StrEnum):
    """How the way to a mail server is kept secret."""

    STARTTLS = "starttls"
    """Encrypted from the command STARTTLS on; a server that does not offer it gets nothing."""
    TLS = "tls"
    """Encrypted from the first byte."""
    NONE = "none"
    """In clear, and therefore without a password: for a server of one's own network that takes mail from this machine."""


USUAL_PORTS = {Security.STARTTLS: 587, Security.TLS: 465, Security.NONE: 25}
AT = time(7, 30)


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed in. User and password are of the machine that sends, and never stand here."""

    server: str
    sender: str
    """The address that the mails come from."""
    security: Security = Security.STARTTLS
    port: int = USUAL_PORTS[Security.STARTTLS]
    sign_in: bool = True
    """Whether the server asks for user and password."""


@dataclass(frozen=True, slots=True)
class AutomaticReport:
    """One kind of report that is written by itself. Whom it goes to: a folder, addresses, or both."""

    every: Every
    at: time = AT
    """When, by the office's clock, on the day after the last day it is about."""
    formats: tuple[str, ...] = ("pdf",)
    language: str = ""
    """Empty: the office's own."""
    audience: str = "office"
    paper: str = "a4"
    folder: str = ""
    to: tuple[str, ...] = ()

    @property
    def recipients(self) -> tuple[str, ...]:
        """Whom it goes to, the folder first, as `folder PATH`."""
        return (*([f"{FOLDER}{self.folder}"] if self.folder else []), *self.to)


FOLDER = "folder "
"""What a recipient begins with that is a folder."""


@dataclass(frozen=True, slots=True)
class Period:
    """The business days that one report is about, both ends within."""

    every: Every
    first: date
    last: date

    @property
    def key(self) -> str:
        """Its name in the store and in files: `2026-11-24`, `2026-W48`, `2026-11`. Later ones of a kind sort behind."""
        if self.every is Every.DAY:
            return self.first.isoformat()
        if self.every is Every.MONTH:
            return self.first.isoformat()[:7]
        year, week, _ = self.first.isocalendar()
        return f"{year:04}-W{week:02}"

    def before(self) -> Period:
        """Return the one before."""
        return period_of(self.every, self.first - timedelta(days=1))


def period_of(every: Every, day: date) -> Period:
    """Return the period that holds a day."""
    if every is Every.DAY:
        return Period(every, day, day)
    if every is Every.WEEK:
        monday = day - timedelta(days=day.weekday())
        return Period(every, monday, monday + timedelta(days=6))
    return Period(every, day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1]))


_WEEK = re.compile(r"(\d{4})-W(\d\d)")


def period_named(key: str) -> Period | None:
    """Return the period of a key, or None where it is none."""
    try:
        if week := _WEEK.fullmatch(key):
            return period_of(Every.WEEK, date.fromisocalendar(int(week[1]), int(week[2]), 1))
        if len(key) == len("2026-11"):
            return period_of(Every.MONTH, date.fromisoformat(f"{key}-01"))
        return period_of(Every.DAY, date.fromisoformat(key)) if len(key) == len("2026-11-24") else None
    except ValueError:
        return None
