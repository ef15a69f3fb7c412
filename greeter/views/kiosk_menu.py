"""What the kiosk needs to know: whether it takes visitors, what for, and how long they would wait."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from greeter.access.post import open_to_all
from greeter.front_desk.room import Notice
from greeter.views.closing import too_late
from greeter.views.unrated import read_unrated

if TYPE_CHECKING:
    from datetime import datetime

    from greeter.front_desk import FrontDesk
    from greeter.model.catalogue import Service
    from greeter.queueing.forecast import Forecast


class Taking(StrEnum):
    """Whether the kiosk gives tickets, and why not."""

    OPEN = "open"
    CLOSED = "closed"
    LAST_TICKET = "last ticket"
    """Still open, but no more tickets today."""
    TOO_LONG = "too long"
    """Still open, but nobody who comes now would be called before closing time."""
    PAUSED = "paused"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class KioskMenu:
    """The kiosk's state of the office. Times are office-local."""

    office_name: str
    now: datetime
    taking: Taking
    closes_at: datetime | None
    opens_at: datetime | None
    """When it opens next, while it gives no tickets."""
    choices: tuple[Service, ...]
    forecasts: dict[str, Forecast | None]
    """The wait of somebody who arrives now, by service id; None where it can't be told yet."""
    ahead: dict[str, int]
    """How many people would be ahead, by service id."""
    kept: int | None = None
    """How many tickets this kiosk keeps until the store's server is back; None while it is there."""
    unrated: bool = False
    """Whether somebody's visit has just ended, who could say how it went."""
    too_late: frozenset[str] = frozenset()
    """Services for which nobody who comes now would be called before closing time."""


@open_to_all
def read_kiosk_menu(desk: FrontDesk) -> KioskMenu:
    """Read what the kiosk shows."""
    office, now, tick = desk.office, desk.clock.now(), desk.tick()
    span = office.open_span(now)
    forecaster, alone = desk.forecaster, bool(desk.block)
    forecasts = {} if alone else forecaster.newcomers(tick)
    choices = tuple(service for service in office.services if service.listed)
    late = too_late(office, now, forecasts)
    taking = _taking(desk, span)
    if taking is Taking.OPEN and late and all(service.id in late for service in choices):
        taking = Taking.TOO_LONG
    return KioskMenu(
        office_name=office.name,
        now=office.local(now),
        taking=taking,
        closes_at=span[1] if span else None,
        opens_at=None if taking is Taking.OPEN else office.next_opening(now),
        choices=choices,
        forecasts=forecasts,
        ahead={} if alone else {service.id: forecaster.ahead(service.id, tick) for service in office.services},
        kept=desk.waiting_count() if alone else None,
        unrated=bool(read_unrated(desk)),
        too_late=late if taking is Taking.OPEN else frozenset(),
    )


def _taking(desk: FrontDesk, span: tuple[datetime, datetime] | None) -> Taking:
    if span is None:
        return Taking.CLOSED
    if desk.takes_visitors():
        return Taking.OPEN
    if desk.is_told(Notice.LAST):
        return Taking.LAST_TICKET
    if desk.is_told(Notice.PAUSE):
        return Taking.PAUSED
    return Taking.FULL if desk.office.full_at and desk.waiting_count() >= desk.office.full_at else Taking.LAST_TICKET
