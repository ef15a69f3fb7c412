"""Writes the manager's report: as a PDF, as tables in a folder, or both. For the command line and the manager window's button."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from greeter.problems import BadInput
from greeter.reports.figures import read_figures
from greeter.reports.pdf import as_pdf
from greeter.reports.public import Audience
from greeter.reports.sheet import Paper
from greeter.reports.span import Span
from greeter.reports.tables import write_tables
from greeter.reports.writing import make_folder, write_whole
from greeter.texts import texts_for

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from greeter.front_desk.desk import Desk
    from greeter.reports.figures import Figures


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
    if pdf is None and csv is None:
        raise BadInput("Nothing is to be written.", "Name a PDF, a folder for the tables, or both.")
    span = Span(first, last)
    today = desk.office.business_day(desk.clock.now())
    if first > today:
        raise BadInput(f"{first.isoformat()} has not come yet; today is {today.isoformat()}.", "Give an earlier day.")
    figures = read_figures(desk, span, audience)
    texts = texts_for(desk.office.language)
    if pdf is not None:
        make_folder(pdf.parent)
        write_whole(pdf, as_pdf(texts, figures, paper))
    tables = () if csv is None else tuple(write_tables(texts, figures, csv))
    return Written(figures, pdf, tables)


def latest_day(desk: Desk) -> date:
    """Return the latest business day with a visit, up to today; today where there was none."""
    today = desk.office.business_day(desk.clock.now())
    found = desk.store.rows(
        "select max(business_day) as day from visit where office = :office and business_day <= :today",
        {"office": desk.office.id, "today": today.isoformat()},
    )
    return today if found[0]["day"] is None else type(today).fromisoformat(found[0]["day"])
