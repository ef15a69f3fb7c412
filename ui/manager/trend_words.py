"""The trends put into charts: what each draws, and what is said of each point."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from greeter.model.visit import MINUTE_MS
from greeter.reports.trends import Trends, trends_table
from greeter.reports.wording import minutes_text, of_text, percent_text, thousands

if TYPE_CHECKING:
    from greeter.reports.quantities import Quantiles, Share
    from greeter.reports.table import Table
    from greeter.reports.trends import Point
    from greeter.texts import Texts

FEWEST = 10
"""Of fewer a share is not drawn: one visitor would move it by more than ten percent."""


@dataclass(frozen=True, slots=True)
class Series:
    """One line of a chart: its word, and a value for each point; None where there is none to show."""

    label: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart over the days. `top` is the end of its axis, which begins at 0."""

    heading: str
    series: tuple[Series, ...]
    top: float
    step: float
    unit: str
    """What stands after a number of the axis."""
    goal: float | None = None
    bars: bool = False
    said: tuple[str, ...] = ()
    """Each point in words, without its days."""


@dataclass(frozen=True, slots=True)
class TrendsState:
    """The page. `places` are the points' distances from the first day, and `days` how many there are."""

    days: str
    note: str
    places: tuple[int, ...]
    length: int
    names: tuple[str, ...]
    """Which days each point is of."""
    first: str
    last: str
    charts: tuple[Chart, ...]
    table: Table

    def readout(self, index: int) -> str:
        """Say all of one point."""
        return f"{self.names[index]}: {' '.join(chart.said[index] for chart in self.charts)}"


def state_of(texts: Texts, found: Trends) -> TrendsState:
    """Put trends into charts and words."""
    span, points = found.span, found.points
    return TrendsState(
        days=span.words(texts),
        note=texts("Compared with {before}.", before=found.before_span.words(texts)),
        places=tuple((one.first - span.first).days for one in points),
        length=span.days,
        names=tuple(one.words(texts) for one in points),
        first=texts.short_date(span.first),
        last=texts.short_date(span.last),
        charts=(_waits(texts, found), _within(texts, found), _arrivals(texts, found), _good(texts, found)),
        table=trends_table(texts, found),
    )


def _waits(texts: Texts, found: Trends) -> Chart:
    whole, before = found.whole.wait, found.before.wait
    heading = texts("No waits in these days.")
    if whole.known:
        heading = texts("Half waited up to {minutes}.", minutes=minutes_text(texts, whole.p50))
        if before.known:
            heading = texts(
                "Half waited up to {minutes}, before that {earlier}.",
                minutes=minutes_text(texts, whole.p50),
                earlier=minutes_text(texts, before.p50),
            )
    half = tuple(_minutes(one.wait.p50) for one in found.points)
    nine = tuple(_minutes(one.wait.p90) for one in found.points)
    top, step = axis(max((value for value in nine if value is not None), default=0.0))
    series = (Series(texts("9 in 10"), nine), Series(texts("half"), half))
    said = tuple(_wait_said(texts, one.wait) for one in found.points)
    return Chart(heading, series, top, step, texts("min"), said=said)


def _wait_said(texts: Texts, wait: Quantiles) -> str:
    if not wait.known:
        return texts("Nobody was served.")
    return texts(
        "Half waited up to {half}, 9 in 10 up to {nine}, n {n}.",
        half=minutes_text(texts, wait.p50), nine=minutes_text(texts, wait.p90), n=thousands(wait.n),
    )  # fmt: skip


def _within(texts: Texts, found: Trends) -> Chart:
    heading = _share_heading(
        texts, found, "within", texts("No visit counts for the standard."), texts("{percent} within standard.")
    )
    return _share(texts, found, "within", heading, texts("{percent} within standard, {of}."), goal=found.goal)


def _good(texts: Texts, found: Trends) -> Chart:
    heading = _share_heading(
        texts, found, "good", texts("Nobody answered the survey."), texts("{percent} said 4 or 5 of 5.")
    )
    return _share(texts, found, "good", heading, texts("{percent} said 4 or 5 of 5, {of}."), goal=None)


def _share_heading(texts: Texts, found: Trends, which: str, nothing: str, some: str) -> str:
    whole, before = _of(found.whole, which), _of(found.before, which)
    if not whole.known:
        return nothing
    said = some.format(percent=percent_text(texts, whole))
    if before.n < FEWEST:
        return said
    return texts("{said} Before that {earlier}.", said=said, earlier=percent_text(texts, before))


def _share(texts: Texts, found: Trends, which: str, heading: str, one_said: str, *, goal: float | None) -> Chart:
    shares = [_of(point, which) for point in found.points]
    values = tuple(100 * share.value if share.n >= FEWEST else None for share in shares)
    said = tuple(
        one_said.format(percent=percent_text(texts, share), of=of_text(texts, share)) if share.known else ""
        for share in shares
    )
    goal_percent = None if goal is None else 100 * goal
    return Chart(heading, (Series("", values),), 100, 25, "%", goal_percent, said=said)


def _of(point: Point, which: str) -> Share:
    return point.within if which == "within" else point.good


def _arrivals(texts: Texts, found: Trends) -> Chart:
    whole, before = found.whole.arrivals, found.before.arrivals
    heading = texts.count(whole, "{visits} visit came.", "{visits} visits came.", visits=thousands(whole))
    if before:
        heading = texts("{said} Before that {earlier}.", said=heading, earlier=thousands(before))
    values = tuple(float(one.arrivals) for one in found.points)
    top, step = axis(max(values, default=0.0))
    said = tuple(texts.count(one.arrivals, "{n} visit.", "{n} visits.") for one in found.points)
    return Chart(heading, (Series("", values),), top, step, "", bars=True, said=said)


def axis(most: float) -> tuple[float, float]:
    """Return where an axis ends that holds `most`, and the distance of its numbers: at most five of them, of round numbers."""
    for step in (1, 2, 5, 10, 15, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000, 10000):
        if most <= 4 * step:
            return float(max(ceil(most / step), 1) * step), float(step)
    return most, most


def _minutes(ms: int | None) -> float | None:
    return None if ms is None else ms / MINUTE_MS
