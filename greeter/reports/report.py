"""Writes the manager's report in the forms that are wanted. For the command line, the manager window's button, and whoever writes one by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from greeter.model.spoken import in_language
from greeter.problems import BadInput
from greeter.reports.figures import figures_of
from greeter.reports.formats import Report, write_files
from greeter.reports.only import ALL
from greeter.reports.other_days import other_offices
from greeter.reports.public import Audience
from greeter.reports.said import report_texts
from greeter.reports.several import read_several
from greeter.reports.sheet import Paper
from greeter.reports.span import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime
    from pathlib import Path

    from greeter.front_desk.desk import Desk
    from greeter.model.catalogue import Office
    from greeter.records.integrity import Rows
    from greeter.reports.figures import Figures
    from greeter.reports.formats import Files, Format
    from greeter.reports.only import Only


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: the figures, and the files by their form."""

    figures: Figures
    files: Files


def write_report(
    desk: Desk,
    first: date,
    last: date,
    wanted: Mapping[Format, Path],
    *,
    language: str = "",
    paper: Paper = Paper.A4,
    audience: Audience = Audience.OFFICE,
    only: Only = ALL,
) -> Written:
    """Write the report on business days `first` to `last`, both within, in each form that is wanted, at its place.

    wanted: a file for each form, a folder for `Format.CSV`. language: such as `fr`; the office's own where none is named. only: of which
    visits.

    Reads the store only. Folders are made where they are missing. Raises BadInput when the days are the wrong way round or have not come
    yet, or nothing is to be written; Problem when a file can't be written.
    """
    span = _span(first, last, desk.office.business_day(desk.clock.now()), wanted)
    texts = report_texts(language or desk.office.language)
    office = in_language(desk.office, texts.language)
    others = other_offices(desk.store, office)
    figures = figures_of(desk.store, office, span, office.local(desk.clock.now()), audience, only, others, texts)
    return Written(figures, write_files(Report(texts, figures, paper), wanted))


def write_several(
    store: Rows,
    offices: Sequence[Office],
    now: datetime,
    first: date,
    last: date,
    wanted: Mapping[Format, Path],
    *,
    language: str = "",
    paper: Paper = Paper.A4,
    audience: Audience = Audience.OFFICE,
    only: Only = ALL,
) -> Written:
    """Write the report of several offices together, in the language of the first where none is named; else as `write_report`.

    Each office's day is that of its own zone. only: of which visits; offices without the service are left out. Raises BadInput where none has it.
    """
    span = _span(first, last, max(office.business_day(now) for office in offices), wanted)
    texts = report_texts(language or offices[0].language)
    spoken = [in_language(office, texts.language) for office in offices]
    figures = read_several(store, spoken, span, offices[0].local(now), texts, audience, only)
    return Written(figures, write_files(Report(texts, figures, paper), wanted))


def latest_day(desk: Desk) -> date:
    """Return the latest business day with a visit, up to today; today where there was none."""
    return latest_of(desk.store, [desk.office], desk.clock.now())


def latest_of(store: Rows, offices: Sequence[Office], now: datetime) -> date:
    """Return the latest business day on which any of the offices had a visit, up to today there; today where there was none."""
    days = []
    for office in offices:
        today = office.business_day(now)
        found = store.rows(
            "select max(business_day) as day from visit where office = :office and business_day <= :today",
            {"office": office.id, "today": today.isoformat()},
        )
        if found[0]["day"] is not None:
            days.append(type(today).fromisoformat(found[0]["day"]))
    return max(days or [office.business_day(now) for office in offices])


def _span(first: date, last: date, today: date, wanted: Mapping[Format, Path]) -> Span:
    """Return the days, where there is something to write and they have begun. Raises BadInput."""
    if not wanted:
        raise BadInput("Nothing is to be written.", "Name a file, or a folder for the tables.")
    span = Span(first, last)
    if first > today:
        raise BadInput(f"{first.isoformat()} has not come yet; today is {today.isoformat()}.", "Give an earlier day.")
    return span
