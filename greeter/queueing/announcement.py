"""When a wait is announced again: only when it has moved by five minutes or more, and before the time passes that was told.

What was told stands as a span of time: from 10 to 20 minutes after it was said. What is likely now stands beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from greeter.model.visit import MINUTE_MS
from greeter.queueing.forecast import LONG, Forecast

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from greeter.model.catalogue import Office
    from greeter.store.store import Port

    Foretell = Callable[[int], Mapping[str, Forecast | None]]

MOVED_MS = 5 * MINUTE_MS
"""By so much a wait must have moved."""
PRESSING_MS = 150_000
"""So long before the upper number passes it is announced again at the latest."""


class News(StrEnum):
    """How a wait has moved."""

    LATER = "later"
    SOONER = "sooner"


@dataclass(frozen=True, slots=True)
class Again:
    """A wait to announce again. `seq`: the announcement that it takes the place of."""

    visit: str
    number: str
    seq: int
    told: Forecast
    forecast: Forecast
    """How much longer they wait."""
    news: News
    pressing: bool
    """It can't wait for somebody to say it: the time that was told is almost over, or they may be called before it begins."""


def news_of(told: Forecast, age_ms: int, now: Forecast) -> tuple[News, bool] | None:
    """Return how a wait has moved since it was told, and whether that is pressing; None while what was told may stand.

    age_ms: how long ago it was told. now: what is likely from now on. Where more than an hour was told, no time passes that was told.
    """
    begins, ends = (minutes * MINUTE_MS - age_ms for minutes in told.shown)
    if told.shown[1] > LONG:
        fits_now = now.shown[1] <= LONG and age_ms >= MOVED_MS
        return (News.SOONER, True) if fits_now else None
    if now.high_ms <= begins - MOVED_MS:
        return News.SOONER, True
    if ends <= PRESSING_MS and now.high_ms > ends:
        return News.LATER, True
    return (News.LATER, False) if now.high_ms >= ends + MOVED_MS else None


def read_again(port: Port, office: Office, foretell: Foretell, tick: int) -> list[Again]:
    """Return whose wait is to be announced again, who was told first before others. Reads only.

    foretell: gives for each request in line how much longer it waits; asked where anybody was told.
    """
    rows = port.rows(_LAST_TOLD, {"office": office.id, "tick": tick})
    likely = foretell(tick) if rows else {}
    found = []
    for row in rows:
        now = likely.get(row["request"])
        if now is None:
            continue
        told = Forecast(row["low_ms"], row["middle_ms"], row["high_ms"], row["ahead"], row["reason"])
        moved = news_of(told, tick - row["tick"], now)
        if moved is not None:
            found.append(Again(row["visit"], row["number"], row["seq"], told, now, *moved))
    return found


_LAST_TOLD = """
select t.request, t.visit, t.seq, t.tick, t.low_ms, t.middle_ms, t.high_ms, t.ahead, t.reason, v.number
from request r join visit v on v.id = r.visit join told t on t.request = r.id
where r.office = :office and r.state = 'waiting' and r.opened_tick <= :tick
  and not exists (select 1 from told l where l.request = t.request and l.seq > t.seq)
order by t.seq
"""
