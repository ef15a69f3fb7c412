"""What the kiosk needs to know: whether it takes visitors, what for, and how long they would wait."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from greeter.front_desk.room import Notice
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
    """When it opens next, while it is closed."""
    choices: tuple[Service, ...]
    forecasts: dict[str, Forecast | None]
    """The wait of somebody who arrives now, by service id; None where it can't be told yet."""
    ahead: dict[str, int]
    """How many people would be ahead, by service id."""
    kept: int | None = None
    """How many tickets this kiosk keeps until the store's server is back; None while it is there."""
    unrated: bool = False
    """Whether somebody's visit has just ended, who could say how it went."""


def read_kiosk_menu(desk: FrontDesk) -> KioskMenu:
    """Read what the kiosk shows."""
    office, now, tick = desk.office, desk.clock.now(), desk.tick()
    span = office.open_span(now)
    forecaster, alone = desk.forecaster, bool(desk.block)
    return KioskMenu(
        office_name=office.name,
        now=office.local(now),
        taking=_taking(desk, span),
        closes_at=span[1] if span else None,
        opens_at=None if span else office.next_opening(now),
        choices=tuple(service for service in office.services if service.listed),
        forecasts={} if alone else forecaster.newcomers(tick),
        ahead={} if alone else {service.id: forecaster.ahead(service.id, tick) for service in office.services},
        kept=desk.waiting_count() if alone else None,
        unrated=bool(read_unrated(desk)),
    )


def _taking(desk: FrontDesk, span: tuple[datetime, datetime] | None) -> Taking:
    if span is None:
        return Taking.CLOSED
    if desk.takes_visitors():
        return Taking.OPEN
    if desk.is_told(Notice.PAUSE):
        return Taking.PAUSED
    return Taking.FULL if desk.office.full_at and desk.waiting_count() >= desk.office.full_at else Taking.LAST_TICKET
