"""Writes the manager's report: as a PDF, as tables in a folder, or both. For the command line and the manager window's button."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from greeter.problems import BadInput
from greeter.reports.figures import read_figures
from greeter.reports.pdf import as_pdf
from greeter.reports.public import Audience
from greeter.reports.several import read_several
from greeter.reports.sheet import Paper
from greeter.reports.span import Span
from greeter.reports.tables import write_tables
from greeter.reports.writing import make_folder, write_whole
from greeter.texts import texts_for

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime
    from pathlib import Path

    from greeter.front_desk.desk import Desk
    from greeter.model.catalogue import Office
    from greeter.records.integrity import Rows
    from greeter.reports.figures import Figures
    from greeter.texts import Texts


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: the figures, and the files."""

    figures: Figures
    pdf: Path | None
    tables: tuple[Path, ...]


def write_report(
    desk: Desk,
    first: date,
    last: date,
    *,
    pdf: Path | None = None,
    csv: Path | None = None,
    paper: Paper = Paper.A4,
    audience: Audience = Audience.OFFICE,
) -> Written:
    """Write the report on business days `first` to `last`, both within: as a PDF at `pdf`, as tables into the folder `csv`.

    Reads the store only. Folders are made where they are missing. Raises BadInput when the days are the wrong way round or have not come
    yet, or nothing is to be written; Problem when a file can't be written.
    """
    span = _span(first, last, desk.office.business_day(desk.clock.now()), wanted=(pdf, csv))
    texts = texts_for(desk.office.language)
    return _write(texts, read_figures(desk, span, audience), pdf, csv, paper)


def write_several(
    store: Rows,
    offices: Sequence[Office],
    now: datetime,
    first: date,
    last: date,
    *,
    pdf: Path | None = None,
    csv: Path | None = None,
    paper: Paper = Paper.A4,
    audience: Audience = Audience.OFFICE,
) -> Written:
    """Write the report of several offices together, in the language of the first; else as `write_report`.

    Each office's day is that of its own zone.
    """
    span = _span(first, last, max(office.business_day(now) for office in offices), wanted=(pdf, csv))
    texts = texts_for(offices[0].language)
    figures = read_several(store, offices, span, offices[0].local(now), texts, audience)
    return _write(texts, figures, pdf, csv, paper)


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


def _span(first: date, last: date, today: date, *, wanted: tuple[Path | None, Path | None]) -> Span:
    """Return the days, where there is something to write and they have begun. Raises BadInput."""
    if wanted == (None, None):
        raise BadInput("Nothing is to be written.", "Name a PDF, a folder for the tables, or both.")
    span = Span(first, last)
    if first > today:
        raise BadInput(f"{first.isoformat()} has not come yet; today is {today.isoformat()}.", "Give an earlier day.")
    return span


def _write(texts: Texts, figures: Figures, pdf: Path | None, csv: Path | None, paper: Paper) -> Written:
    if pdf is not None:
        make_folder(pdf.parent)
        write_whole(pdf, as_pdf(texts, figures, paper))
    tables = () if csv is None else tuple(write_tables(texts, figures, csv))
    return Written(figures, pdf, tables)
