"""The kiosks of an office, as its server last heard of them. A store in a file knows of none: its kiosk can't be cut off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from greeter.clock import from_ms

if TYPE_CHECKING:
    from datetime import datetime

    from greeter.front_desk import FrontDesk
    from greeter.model.catalogue import Office

SILENT = timedelta(minutes=2)
"""A kiosk tells every 30 seconds that it is there; one that was not heard of for so long is cut off, or switched off."""


@dataclass(frozen=True, slots=True)
class KioskSeen:
    """A kiosk by the mark of its own numbers, "A" as in `PA01`."""

    mark: str
    seen_at: datetime
    """When it was last heard of, in the office's zone."""
    kept: int
    """How many tickets it then had to hand in."""
    silent: bool
    """Whether it should have been heard of since: the office is open, and it was here today or owes tickets."""


def read_kiosks(desk: FrontDesk) -> tuple[KioskSeen, ...]:
    """Read the office's kiosks in the order of their marks."""
    rows = desk.store.rows(_KIOSKS, {"office": desk.office.id})
    if not rows:
        return ()
    now = desk.clock.now()
    return tuple(_seen(desk.office, row["mark"], from_ms(row["seen_at"]), row["kept"], now) for row in rows)


_KIOSKS = "select mark, seen_at, kept from kiosk where office = :office and mark <> '' order by length(mark), mark"


def _seen(office: Office, mark: str, seen_at: datetime, kept: int, now: datetime) -> KioskSeen:
    expected = bool(kept) or office.business_day(seen_at) == office.business_day(now)
    silent = now - seen_at > SILENT and expected and office.open_span(now) is not None
    return KioskSeen(mark, office.local(seen_at), kept, silent)
