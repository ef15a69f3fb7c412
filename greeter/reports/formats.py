"""The forms in which a report is written, each with its writer: every form tells the same numbers, to the digit.

To add one: 1. a member of `Format`; 2. its writer, in a file of its own, and its line in `WRITERS`; 3. a word on it in docs/figures.md.
`greeter report` and the manager window offer whatever stands here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from greeter.problems import BadInput
from greeter.reports.sheet import Paper
from greeter.reports.under_way import UnderWay
from greeter.writing import make_folder, write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from greeter.reports.figures import Figures
    from greeter.texts import Texts


class Format(StrEnum):
    """A form of the report; its value is the option's name and the file's ending."""

    PDF = "pdf"
    HTML = "html"
    XLSX = "xlsx"
    JSON = "json"
    CSV = "csv"
    """One file for each table, in a folder."""


@dataclass(frozen=True, slots=True)
class Report:
    """What there is to write: figures, the language they are told in, and the size of paper where there is paper."""

    texts: Texts
    figures: Figures
    paper: Paper = Paper.A4
    under_way: UnderWay = field(default_factory=UnderWay)
    """Hears how far it is, and may stop it: then nothing is written."""


Files = dict[Format, tuple["Path", ...]]
"""What was written, by its form."""


def write_files(report: Report, wanted: Mapping[Format, Path]) -> Files:
    """Write a report in each form that is wanted, at its place: a file, for `Format.CSV` a folder.

    Folders are made where they are missing; a file is written whole or not at all. Raises BadInput where two have the same place; Problem where one
    can't be written, or where what writes it is not installed; Stopped.
    """
    places = [place.absolute() for place in wanted.values()]
    if len(set(places)) < len(places):
        raise BadInput("Two forms have the same name.", "Give each a file of its own.")
    return {form: WRITERS[form](report, place) for form, place in wanted.items()}


def _file(content: Callable[[Report], bytes]) -> Callable[[Report, Path], tuple[Path, ...]]:
    """Return the writer of one file."""

    def write(report: Report, file: Path) -> tuple[Path, ...]:
        made = content(report)
        report.under_way.check()
        make_folder(file.parent)
        write_whole(file, made)
        return (file,)

    return write


def _pdf(report: Report) -> bytes:
    from greeter.reports.pdf import as_pdf

    return as_pdf(report.texts, report.figures, report.paper, report.under_way)


def _html(report: Report) -> bytes:
    from greeter.reports.web.document import as_html

    return as_html(report.texts, report.figures)


def _xlsx(report: Report) -> bytes:
    from greeter.reports.workbook import as_workbook

    return as_workbook(report.texts, report.figures)


def _json(report: Report) -> bytes:
    from greeter.reports.json_form import as_json

    return as_json(report.texts, report.figures)


def _tables(report: Report, folder: Path) -> tuple[Path, ...]:
    from greeter.reports.tables import write_tables

    return tuple(write_tables(report.texts, report.figures, folder, report.under_way))


WRITERS: dict[Format, Callable[[Report, Path], tuple[Path, ...]]] = {
    Format.PDF: _file(_pdf),
    Format.HTML: _file(_html),
    Format.XLSX: _file(_xlsx),
    Format.JSON: _file(_json),
    Format.CSV: _tables,
}
