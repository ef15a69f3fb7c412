"""What the manager window shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from greeter.reports.span import Span
from greeter.reports.wanted import OWN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from greeter.catalogue.neighbours import Neighbour
    from greeter.reports.charts.waits_chart import Row
    from greeter.reports.figures import Figures
    from greeter.reports.measures import Measure
    from greeter.reports.wanted import Wanted
    from greeter.views.levels import Level
    from greeter.views.pulse import PulseWeek


class Days(StrEnum):
    """Which days are looked at."""

    TODAY = "today"
    YESTERDAY = "yesterday"
    THIS_WEEK = "this week"
    LAST_WEEK = "last week"
    THIS_MONTH = "this month"
    LAST_MONTH = "last month"
    FROM_TO = "from to"


def span_of(days: Days, today: date, chosen: tuple[date, date]) -> Span:
    """Return the days of a choice; a week begins on Monday. `chosen` are the ones filled in for from and to.

    Raises BadInput where those are the wrong way round.
    """
    if days is Days.FROM_TO:
        return Span(*chosen)
    yesterday, monday = today - timedelta(days=1), today - timedelta(days=today.weekday())
    last_month = today.replace(day=1) - timedelta(days=1)
    first, last = {
        Days.TODAY: (today, today),
        Days.YESTERDAY: (yesterday, yesterday),
        Days.THIS_WEEK: (monday, today),
        Days.LAST_WEEK: (monday - timedelta(days=7), monday - timedelta(days=1)),
        Days.THIS_MONTH: (today.replace(day=1), today),
        Days.LAST_MONTH: (last_month.replace(day=1), last_month),
    }[days]
    return Span(first, last)


@dataclass(frozen=True, slots=True)
class Choices:
    """Services, ways and languages by which visits can be looked at alone: what each is called, by its id or code."""

    services: Mapping[str, str]
    channels: Mapping[str, str]
    languages: Mapping[str, str]


NO_CHOICES = Choices({}, {}, {})


@dataclass(frozen=True, slots=True)
class FigureWords:
    """One figure: the number, what it is, and what it rests on."""

    number: str
    what: str
    detail: str
    level: Level | None = None
    """How it stands against its goal; None where it has none, or rests on too little."""


@dataclass(frozen=True, slots=True)
class Improvement:
    """One thing to improve."""

    act: str
    evidence: str
    effect: str


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of some days, and the first page of the report in words."""

    figures: Figures
    days: str
    headline: tuple[str, ...]
    big: FigureWords
    small: tuple[FigureWords, ...]
    rows: tuple[Row, ...]
    heat_note: str
    improve_heading: str
    improvements: tuple[Improvement, ...]
    improve_note: str
    """In place of improvements where there are none; for the public, how to read the figures."""
    praise: str
    sums: str
    journal: str
    journal_sound: bool
    pulse: tuple[PulseWeek, ...] | None = None
    """How the office's staff say their weeks were; None where that is not for who looks, or is not of one office."""


@dataclass(frozen=True, slots=True)
class Definition:
    """How a figure is computed."""

    name: str
    how: str
    measure: Measure


@dataclass(frozen=True, slots=True)
class ManagerState:
    """The whole window."""

    days: Days
    first: date
    last: date
    public: bool
    """Whether the figures are those for the public: nothing about fewer than 10 visits."""
    clock: str
    """When the figures were read: "10:31"."""
    busy: str
    """What is under way, in words; empty where nothing is."""
    report: Report | None
    away: str = ""
    """Since when the server has not answered, in words; empty while it does."""
    wanted: Wanted = OWN
    """Which offices are looked at, and which of their visits."""
    offices: tuple[Neighbour, ...] = ()
    """The offices that can be looked at, by their names; empty where there is only one."""
    done: int = 0
    of: int = 0
    """How much of what is under way is done, of how much; 0 where nobody can tell."""
    may_stop: bool = False
    """Whether what is under way can be stopped."""
    compared: str = ""
    """With which days those that are shown are compared, in words."""
    choices: Choices = NO_CHOICES
    """Of which visits alone the figures can be."""


class Tone(StrEnum):
    """What is told in the banner."""

    TELL = "tell"
    DONE = "done"
    TROUBLE = "trouble"
