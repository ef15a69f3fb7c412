"""Maps of a week as tables: weekday by hour, the number in each cell, a flag where it says so. The colour only repeats the number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.reports.charts.heat_map import FEWEST, ground_of, hours_of, weekdays_of
from greeter.reports.charts.need_map import darkness
from greeter.reports.said import hour_words, short_hour, short_weekday
from greeter.reports.web.markup import Markup, tag, unseen
from greeter.reports.wording import NOTHING, amount_digits, short_percent

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from greeter.model.catalogue import Office
    from greeter.reports.pages.telling import WeekMap
    from greeter.reports.waits import Cell
    from greeter.texts import Texts


def heat_table(texts: Texts, office: Office, cells: Sequence[Cell], words: str) -> Markup:
    """Return when the promise is kept."""
    known = {(cell.weekday, cell.hour): cell for cell in cells}

    def told(day: int, hour: int) -> Markup:
        cell = known.get((day, hour))
        if cell is None or cell.n < FEWEST:
            return _cell(NOTHING if cell else "")
        share = cell.share(office.goal)
        flag = "" if share.met else texts("under the goal")
        return _cell(short_percent(share), ground_of(share, office.goal) + 1, flag)

    return _week(texts, weekdays_of(office, cells), hours_of(office, cells), told, words)


def need_table(texts: Texts, found: WeekMap, words: str) -> Markup:
    """Return how many clerks each hour needs."""
    most = max((amount.value or 0.0 for amount in found.needed.values()), default=0.0)

    def told(day: int, hour: int) -> Markup:
        amount = found.needed.get((day, hour))
        if amount is None or amount.value is None:
            return _cell(NOTHING if amount else "")
        flag = texts("more than there are counters") if amount.value > found.counters else ""
        return _cell(amount_digits(amount), darkness(amount.value, most) + 1, flag)

    return _week(texts, found.days, found.hours, told, words)


def _week(
    texts: Texts, days: Sequence[int], hours: Sequence[int], told: Callable[[int, int], Markup], words: str
) -> Markup:
    head = [tag("td")]
    for place, hour in enumerate(hours):
        whole = hour_words(texts, hour)
        shown = whole if place == 0 or hour == 12 else short_hour(texts, hour)
        head.append(tag("th", shown, scope="col", abbr=None if shown == whole else whole))
    lines = []
    for day in days:
        heading = tag("th", short_weekday(texts, day), scope="row", abbr=texts.weekday(day))
        lines.append(tag("tr", heading, *(told(day, hour) for hour in hours)))
    table = tag(
        "table",
        tag("caption", words),
        tag("thead", tag("tr", *head)),
        tag("tbody", *lines),
        class_="week",
    )
    return tag("div", table, class_="aside", tabindex="0", role="region", aria_label=words)


def _cell(number: str, ground: int = 0, flag: str = "") -> Markup:
    named = f"heat{ground}" if ground else "empty"
    return tag("td", number, unseen(flag), class_=f"{named} flag" if flag else named)
