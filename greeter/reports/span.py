"""The days a report is about, and the days it is compared with."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from greeter.clock import to_ms
from greeter.problems import BadInput
from greeter.reports.said import begun, days_words, month_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from greeter.model.catalogue import Office
    from greeter.texts import Texts

LONGEST_DAYS = 3_700
"""Ten years. A longer span is a slip of the keyboard."""
WINDOW_DAYS = 28
"""The weekday pattern needs at least so many days."""


YEAR = timedelta(weeks=52)
LONGEST_SEASON = 300
"""A span that is longer is nearly a year: the days before it are those of a year ago."""


@dataclass(frozen=True, slots=True)
class Span:
    """Business days from `first` to `last`, both within. Raises BadInput when they are the wrong way round, or years too many."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise BadInput(
                f"The last day, {self.last.isoformat()}, is before the first, {self.first.isoformat()}.",
                "Give the earlier day first.",
            )
        if self.days > LONGEST_DAYS:
            raise BadInput(f"{self.days:,} days are too many for one report.", "Give at most ten years.")

    @property
    def days(self) -> int:
        """How many days there are."""
        return (self.last - self.first).days + 1

    @property
    def dates(self) -> list[date]:
        """The days themselves."""
        return [self.first + timedelta(days=day) for day in range(self.days)]

    @property
    def whole_year(self) -> bool:
        """Whether it is exactly one year of the calendar."""
        first, last = self.first, self.last
        return (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year

    @property
    def whole_month(self) -> bool:
        """Whether it is exactly one month of the calendar."""
        first, last = self.first, self.last
        end = calendar.monthrange(first.year, first.month)[1]
        return (first.day, last.day) == (1, end) and (first.year, first.month) == (last.year, last.month)

    def earlier(self) -> Span:
        """Return the days to compare with: the month before a month, the year before a year, else as many days some whole weeks before."""
        if self.whole_year:
            return _year_before(self)
        if self.whole_month:
            last = self.first - timedelta(days=1)
            return Span(last.replace(day=1), last)
        back = timedelta(days=-(-self.days // 7) * 7)
        return Span(self.first - back, self.last - back)

    def a_year_ago(self) -> Span | None:
        """Return the same days of the year before: of a month the same month, else with the same weekdays; None of nearly a year."""
        if self.days > LONGEST_SEASON:
            return None
        return _year_before(self) if self.whole_month else Span(self.first - YEAR, self.last - YEAR)

    def window(self) -> Span:
        """Return these days, or the four weeks that end with them where they are fewer."""
        return Span(min(self.first, self.last - timedelta(days=WINDOW_DAYS - 1)), self.last)

    def words(self, texts: Texts) -> str:
        """Say which days these are: `Monday, November 23, 2026`, `November 2026`, `November 2 to 6, 2026`."""
        first, last = self.first, self.last
        if self.days == 1:
            return texts.long_date(first)
        if self.whole_month:
            return month_words(texts, first)
        return days_words(texts, first, last)

    def earlier_words(self, texts: Texts) -> str:
        """Say which days those before were: `The Monday before`, `October`, `The week before`, `The 10 days before`."""
        before = self.earlier()
        if self.days == 1:
            return texts("The {weekday} before", weekday=texts.weekday(before.first.weekday()))
        if self.whole_month:
            return begun(texts.month(before.first.month))
        if self.whole_year:
            return str(before.first.year)
        if self.days == 7:
            return texts("The week before")
        return before.words(texts)

    def bounds(self, office: Office) -> tuple[int, int]:
        """Return start and end in wall milliseconds: from the cut-over hour of the first day to that after the last."""
        return _starts(office, self.first), _starts(office, self.last + timedelta(days=1))


def _year_before(span: Span) -> Span:
    first, year = span.first, span.last.year - 1
    end = calendar.monthrange(year, span.last.month)[1]
    return Span(first.replace(year=first.year - 1), span.last.replace(year=year, day=end))


def stretches(days: Iterable[date], most: int = LONGEST_DAYS) -> list[Span]:
    """Return days in order as spans without a gap, of so many days at most."""
    spans: list[Span] = []
    for day in days:
        if spans and day - spans[-1].last == timedelta(days=1) and spans[-1].days < most:
            spans[-1] = Span(spans[-1].first, day)
        else:
            spans.append(Span(day, day))
    return spans


def parse_day(text: str, what: str) -> date:
    """Return the day that `2026-11-24` names. Raises BadInput."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput(f"{what}, “{text[:40]}”, is no day.", "Write it as 2026-11-24.") from None


def _starts(office: Office, day: date) -> int:
    return to_ms(office.day_begins(day))
