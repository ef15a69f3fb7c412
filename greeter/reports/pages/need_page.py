"""The page of the week after: how many clerks each hour of it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.reports.need import TABLE, key_of, week_after
from greeter.reports.pages.telling import WeekMap
from greeter.reports.quantities import Amount
from greeter.reports.said import hours_words, month_day
from greeter.reports.wording import thousands

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from greeter.model.catalogue import Office
    from greeter.reports.figures import Figures
    from greeter.reports.pages.telling import Page
    from greeter.texts import Texts

SHORT_WEEKS = 4
"""What rests on fewer weeks is a first guess, and is called that."""


def need(page: Page) -> None:
    """How many clerks the week after needs. Nothing of several offices together: each has clerks of its own."""
    texts, figures = page.texts, page.figures
    needed = _needed(figures)
    if not needed:
        return
    page.ask("How many clerks will the week after need?", "need")
    known = {cell: amount for cell, amount in needed.items() if amount.known}
    week = week_after(figures.span.last)
    page.say(*_sentences(texts, figures, known, week))
    if not known:
        return
    days = sorted({weekday for weekday, _ in needed if week[weekday] not in figures.office.closed_days})
    counters = len(figures.office.counters)
    page.week(WeekMap(needed, days, _hours(figures.office, needed), counters))
    page.remark(_legend(texts, needed, known, counters))
    rest = texts("Each clerk is taken to serve everybody without a pause: skills and breaks come on top.")
    page.remark(rest)


def _needed(figures: Figures) -> dict[tuple[int, int], Amount]:
    """Return clerks by weekday and hour, as the table has them."""
    found: dict[tuple[int, int], Amount] = {}
    for weekday in range(7):
        for hour in range(24):
            line = figures.tables[TABLE].line(key_of(weekday, hour))
            if line is not None and isinstance(line.values[-1], Amount):
                found[weekday, hour] = line.values[-1]
    return found


def _hours(office: Office, needed: Mapping[tuple[int, int], Amount]) -> list[int]:
    """Return the hours to draw, without a gap, from the cut-over hour on."""
    places = [(hour - office.cutover_hour) % 24 for _, hour in needed]
    return [(place + office.cutover_hour) % 24 for place in range(min(places), max(places) + 1)]


def _sentences(
    texts: Texts, figures: Figures, known: Mapping[tuple[int, int], Amount], week: Sequence[date]
) -> list[str]:
    begins = month_day(texts, week[0])
    closed = [day for day in week if day in figures.office.closed_days]
    opened = {cell: amount for cell, amount in known.items() if week[cell[0]] not in figures.office.closed_days}
    said = []
    if opened:
        (weekday, hour), most = max(opened.items(), key=lambda one: (one[1].value or 0.0, -one[0][0], -one[0][1]))
        clerks = round(most.value or 0.0)
        goal = round(100 * figures.office.goal)
        said.append(
            texts(
                "In the week of {week}, no hour needs more than 1 clerk for {goal}% within the standard.",
                week=begins, goal=goal,
            )
            if clerks <= 1
            else texts.count(
                clerks,
                "In the week of {week}, {weekday} {hours} needs most: {n} clerk for {goal}% within the standard.",
                "In the week of {week}, {weekday} {hours} needs most: {n} clerks for {goal}% within the standard.",
                week=begins, weekday=texts.weekday(weekday), hours=hours_words(texts, hour, hour + 1), goal=goal,
            )
        )  # fmt: skip
        hours = round(sum(amount.value or 0.0 for amount in opened.values()))
        said.append(
            texts.count(
                hours, "All its hours together need {n} clerk hour.", "All its hours together need {n} clerk hours."
            )
        )
    else:
        said.append(texts("Too little is known yet: each hour must have been seen on two days."))
    weeks = max((value.n for line in figures.tables[TABLE].lines for value in line.values[:1] if value.n), default=0)
    if opened and 0 < weeks < SHORT_WEEKS:
        said.append(texts("It rests on {n} weeks only: take it as a first guess.", n=weeks))
    said += [texts("The office is closed on {day}.", day=texts.day(day)) for day in closed]
    return said


def _legend(
    texts: Texts, needed: Mapping[tuple[int, int], Amount], known: Mapping[tuple[int, int], Amount], counters: int
) -> str:
    n = sum(amount.n for amount in needed.values())
    words = [texts("Clerks by hour of arrival, from {n} visits of the weeks before.", n=thousands(n, texts))]
    if len(known) < len(needed):
        words.append(texts("Dash: seen on one day only."))
    if any((amount.value or 0.0) > counters for amount in known.values()):
        words.append(
            texts.count(counters, "Flag: the office has {n} counter only.", "Flag: the office has {n} counters only.")
        )
    return " ".join(words)
