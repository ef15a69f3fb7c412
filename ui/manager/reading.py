"""Reads the figures of some days and puts the first page of the report into words. Runs in the background."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.reports.charts.heat_map import FEWEST as FEWEST_IN_CELL
from greeter.reports.charts.waits_chart import rows_of
from greeter.reports.definitions import definition
from greeter.reports.demand import CHANNELS
from greeter.reports.headline import FEWEST, headline
from greeter.reports.measures import Measure
from greeter.reports.pages.first_words import small_told, sums_words, within_told
from greeter.reports.pages.frame import journal_words
from greeter.reports.praise import went_well
from greeter.reports.public import Audience
from greeter.reports.said import LanguageName
from greeter.reports.shown import offices_wanted, shown_figures
from greeter.reports.wanted import OWN
from greeter.views.levels import Level
from greeter.views.pulse import read_pulse
from ui.manager.state import Choices, Definition, FigureWords, Improvement, Report

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from greeter.front_desk import FrontDesk
    from greeter.model.catalogue import Office
    from greeter.reports.figures import Figures
    from greeter.reports.span import Span
    from greeter.reports.wanted import Wanted
    from greeter.texts import Texts
    from greeter.views.pulse import PulseWeek

FIRST_PAGE = (Measure.WITHIN, Measure.WAIT, Measure.UPPER, Measure.ASKED_TWICE, Measure.TRANSFERS)
"""The figures at the top of the page."""
CHART = (Measure.WITHIN, Measure.WAIT, Measure.HOUR)


def read_report(
    desk: FrontDesk, span: Span, audience: Audience, texts: Texts, wanted: Wanted = OWN, *, session: str = ""
) -> Report:
    """Read and word the figures of some days. wanted, session, and what it raises: see `shown_figures`."""
    figures = shown_figures(desk, span, audience, texts, wanted, session=session)
    found = tuple(Improvement(*finding.words(texts)) for finding in figures.first_findings)
    heading, note = _improve(texts, audience, len(found))
    return Report(
        figures=figures,
        days=span.words(texts),
        headline=tuple(headline(texts, figures)),
        big=_big(texts, figures),
        small=tuple(FigureWords(*told) for told in small_told(texts, figures)),
        rows=tuple(rows_of(texts, figures)),
        heat_note=_heat_note(texts, figures),
        improve_heading=heading,
        improvements=found,
        improve_note=note,
        praise=" ".join(went_well(texts, figures)),
        sums=sums_words(texts, figures),
        journal=journal_words(texts, figures),
        journal_sound=figures.journal.sound,
        pulse=_pulse(desk, audience, wanted),
    )


def _pulse(desk: FrontDesk, audience: Audience, wanted: Wanted) -> tuple[PulseWeek, ...] | None:
    """Return how the office's staff say their weeks were; None where that is not for who looks."""
    if audience is Audience.PUBLIC or wanted.together:
        return None
    (chosen,) = offices_wanted(desk, wanted)
    return read_pulse(desk.store, chosen, chosen.business_day(desk.clock.now()))


def choices_of(texts: Texts, offices: Sequence[Office], figures: Figures) -> Choices:
    """Return of which visits alone the figures of some offices can be: their services, every way, what they speak and what was spoken."""
    services: dict[str, str] = {}
    for service in (one for office in offices for one in office.services):
        services.setdefault(service.id, service.name)
    spoken = () if figures.audience is Audience.PUBLIC else figures.tables["demand_by_language"].lines
    codes = {*(code for office in offices for code in office.languages), *(line.key for line in spoken)}
    codes |= {figures.only.language} - {""}
    languages = sorted((texts(LanguageName(code)), code) for code in codes)
    channels = {channel.value: texts(name) for channel, name in CHANNELS.items()}
    return Choices(services, channels, {code: name for name, code in languages})


def definitions(texts: Texts, measures: Iterable[Measure], office: Office) -> tuple[Definition, ...]:
    """Return how some figures are computed."""
    return tuple(Definition(texts(one.value), definition(texts, one, office), one) for one in measures)


def _improve(texts: Texts, audience: Audience, n: int) -> tuple[str, str]:
    """Return the heading over `n` things to improve, and what is said where there are none."""
    if audience is Audience.PUBLIC:
        return texts("How to read this"), texts(
            "Whatever is about fewer than 10 visits is left out, and whatever would give it away. Counts are rounded down to ten."
        )
    headings = ("What to improve", "One thing to improve", "Two things to improve", "Three things to improve")
    silent = texts("Nothing stands out in these days. Nothing is said from fewer than 30 visits.")
    return texts(headings[n]), "" if n else silent


def _big(texts: Texts, figures: Figures) -> FigureWords:
    within, level = figures.within, None
    if within.known and within.n >= FEWEST:
        level = Level.WITHIN if within.met else Level.OVER
    return FigureWords(*within_told(texts, figures), level)


def _heat_note(texts: Texts, figures: Figures) -> str:
    weeks = round(figures.window.days / 7)
    words = texts.count(weeks, "Percent within standard, {n} week.", "Percent within standard, {n} weeks.")
    words += " " + texts("Flag: under {goal}.", goal=round(100 * figures.office.goal))
    if any(cell.n < FEWEST_IN_CELL for cell in figures.heat):
        words += " " + texts("Dash: fewer than 10 visits.")
    return words
