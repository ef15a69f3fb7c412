"""Which reports are due, and whom they go to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from greeter.model.automatic import Every, Period, period_named, period_of
from greeter.model.delivery import Wanted

if TYPE_CHECKING:
    from collections.abc import Collection

    from greeter.front_desk import FrontDesk
    from greeter.model.automatic import AutomaticReport
    from greeter.model.catalogue import Office
    from greeter.model.delivery import Delivered

MADE_UP = {Every.DAY: 7, Every.WEEK: 4, Every.MONTH: 3}
"""So many of the latest are made up after everything was off; older ones are not, and can be written by `greeter report`."""


@dataclass(frozen=True, slots=True)
class Order:
    """A report for one recipient: how it is to be, of which days, and where it goes."""

    report: AutomaticReport
    period: Period
    wanted: Wanted


def due_at(office: Office, report: AutomaticReport, period: Period) -> datetime:
    """Return when the report of a period is written: at its time of day, on the day after the last of the period."""
    return datetime.combine(period.last + timedelta(days=1), report.at, office.zone).astimezone(UTC)


def next_due(office: Office, report: AutomaticReport, now: datetime) -> datetime:
    """Return when the next report is due, in the office's zone."""
    period = period_of(report.every, office.local(now).date() - timedelta(days=1))
    while due_at(office, report, period) <= now:
        period = period_of(report.every, period.last + timedelta(days=1))
    return office.local(due_at(office, report, period))


def read_orders(desk: FrontDesk) -> tuple[Order, ...]:
    """Return what is due now and not known as sent, the oldest first for each recipient.

    Whom nothing was ever sent gets the latest report; who was, those since, as far back as `MADE_UP` goes. Nothing is told of the time before the
    first visit, nor of a day on which the office was closed and nobody came.
    """
    office = desk.office
    if not office.automatic_reports:
        return ()
    still_open, now, worth = desk.open_deliveries(), desk.clock.now(), _Worth(desk)
    orders = []
    for report in office.automatic_reports:
        lately = _lately(office, report, now)
        latest = [period for period in lately if worth.telling(period)]
        for recipient in report.recipients:
            known = desk.newest_delivery(report.every, recipient, lately[-1].key)
            missing = latest[-1:] if known is None else [period for period in latest if period.key > known]
            wanted = {period.key: period for period in missing}
            wanted |= _begun(report, recipient, still_open)
            orders += [Order(report, wanted[key], Wanted(report.every, recipient, key)) for key in sorted(wanted)]
    return tuple(orders)


class _Worth:
    """Which periods have a report: looked up once for each."""

    def __init__(self, desk: FrontDesk) -> None:
        self._desk = desk
        first = self._rows("select min(business_day) as day from visit where office = :office")[0]["day"]
        self._first = None if first is None else date.fromisoformat(first)
        self._came: dict[date, bool] = {}

    def telling(self, period: Period) -> bool:
        """Whether there is something to tell."""
        office, day = self._desk.office, period.first
        if self._first is None or period.last < self._first:
            return False
        if period.every is not Every.DAY or (day.weekday() in office.hours and day not in office.closed_days):
            return True
        if day not in self._came:
            sql = "select 1 as one from visit where office = :office and business_day = :day limit 1"
            self._came[day] = bool(self._rows(sql, day=day.isoformat()))
        return self._came[day]

    def _rows(self, sql: str, **values: str) -> list[Any]:
        return self._desk.store.rows(sql, {"office": self._desk.office.id, **values})


def folder_of(wanted: Wanted) -> Path:
    """Return the folder of a recipient that is one."""
    return Path(wanted.folder).expanduser()


def _lately(office: Office, report: AutomaticReport, now: datetime) -> list[Period]:
    """Return the latest periods that are due, the oldest first."""
    period = period_of(report.every, office.local(now).date())
    while due_at(office, report, period) > now:
        period = period.before()
    found = [period]
    while len(found) < MADE_UP[report.every]:
        found.append(found[-1].before())
    return found[::-1]


def _begun(report: AutomaticReport, recipient: str, still_open: Collection[Delivered]) -> dict[str, Period]:
    begun = {}
    for row in still_open:
        if (row.wanted.every, row.wanted.recipient) == (report.every, recipient):
            period = period_named(row.wanted.period)
            if period is not None:
                begun[row.wanted.period] = period
    return begun
