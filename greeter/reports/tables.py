"""The figures as CSV files in a folder, for spreadsheets and programs: the same numbers as the PDF, to the digit.

`figures.csv` holds everything in long form, one number a line, with how it is computed. Each table has a file of its own, such as
`waits_by_service.csv`. `survey_a11.csv` holds the answers as the federal form has them. What an earlier report left in the folder and this one has
not is taken away: the public's tables never lie beside the office's own.
Files are UTF-8 with a comma between fields, as RFC 4180 has it.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from greeter.formulas import as_cell
from greeter.reports.compared import BEFORE, LAST_YEAR, OFFICES
from greeter.reports.definitions import definition
from greeter.reports.found import TABLE as IMPROVE
from greeter.reports.public import Audience
from greeter.reports.quantities import Unit
from greeter.reports.several import TABLE as OF_SEVERAL
from greeter.reports.survey_a11 import survey_a11
from greeter.reports.under_way import UnderWay
from greeter.reports.wording import n_plain, parts
from greeter.writing import make_folder, remove_old, write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from greeter.reports.figures import Figures
    from greeter.reports.table import Table
    from greeter.texts import Texts

LONG = ("table", "by", "key", "name", "figure", "part", "value", "unit", "n", "measure", "how")
_SURVEY = "survey_a11.csv"
_NOT_IN_ALL = {_SURVEY, *(f"{key}.csv" for key in (IMPROVE, BEFORE, LAST_YEAR, OFFICES, OF_SEVERAL))}
"""Files that only some reports have: the office's own alone, that of several offices, or where there are other days to hold it against."""
_SUFFIX = {
    Unit.MINUTES: "_min", Unit.MONEY: "_cost", Unit.IN_TIME: "_in_time", Unit.SPARED: "_visits", Unit.WAITING: "_min_waiting",
    Unit.WORK: "_min_work",
}  # fmt: skip


def write_tables(texts: Texts, figures: Figures, folder: Path, under_way: UnderWay | None = None) -> list[Path]:
    """Write all tables into a folder, which is made where it is missing; return the files. Raises Problem when they can't be written.

    under_way: hears of each table. Raises Stopped where that is to end; then nothing is written, not even the folder.
    """
    under_way, of = under_way or UnderWay(), len(figures.tables) + 1
    made = {"figures.csv": _as_csv(long_form(texts, figures))}
    for done, table in enumerate(figures.tables.values(), start=1):
        under_way.step(done, of)
        made[f"{table.key}.csv"] = _as_csv(wide_form(texts, table))
    if figures.audience is Audience.OFFICE:
        made[_SURVEY] = _as_csv(survey_a11(texts, figures))
    under_way.step(of, of)
    make_folder(folder)
    for name in _NOT_IN_ALL - made.keys():
        remove_old(folder / name)
    for name, content in made.items():
        write_whole(folder / name, content)
    return [folder / name for name in made]


def long_form(texts: Texts, figures: Figures) -> Iterator[Sequence[str]]:
    """Give one row for each number, the heading first; `n` is what the number rests on."""
    yield LONG
    currency = figures.office.currency
    for table in figures.tables.values():
        for line in table.every_line:
            for column, value in zip(table.columns, line.values, strict=True):
                measure = line.measure or column.measure
                how = definition(texts, measure, figures.office)
                for part in (one for one in parts(value) if one.key != "n"):
                    unit = currency if part.unit is Unit.MONEY else part.unit.value
                    yield (
                        table.key, table.by.lower(), line.key, texts(line.name), column.key, part.key, part.text, unit,
                        n_plain(value), texts(measure.value), how,
                    )  # fmt: skip


def wide_form(texts: Texts, table: Table) -> Iterator[Sequence[str]]:
    """Give one row for each line of a table, the heading first. A cell is empty where a line has no such number."""
    heading: dict[str, None] = {}
    rows = []
    for line in table.every_line:
        cells = {
            f"{column.key}_{part.key}{_SUFFIX.get(part.unit, '')}": part.text
            for column, value in zip(table.columns, line.values, strict=True)
            for part in parts(value)
        }
        if line.said:
            cells["said"] = texts(line.said)
        heading |= dict.fromkeys(cells)
        rows.append((line.key, texts(line.name), cells))
    yield ["key", "name", *heading]
    for key, name, cells in rows:
        yield [key, name, *(cells.get(column, "") for column in heading)]


def _as_csv(rows: Iterable[Sequence[str]]) -> bytes:
    made = io.StringIO(newline="")
    csv.writer(made).writerows([as_cell(cell) for cell in row] for row in rows)
    return made.getvalue().encode()
