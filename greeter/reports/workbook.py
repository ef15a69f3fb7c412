"""The figures as one workbook for spreadsheets: a sheet for each table, numbers as numbers, nothing that is a formula.

Made with XlsxWriter, which the extra `sheets` brings. The numbers are those of the tables and the PDF, to the digit.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from greeter.formulas import is_formula
from greeter.problems import Problem
from greeter.reports.definitions import definition, measures_of
from greeter.reports.headline import headline
from greeter.reports.pages.frame import journal_words
from greeter.reports.public import Audience
from greeter.reports.quantities import Saving, Unit
from greeter.reports.tables import long_form
from greeter.reports.wording import number_of, parts
from greeter.texts import for_texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from greeter.reports.figures import Figures
    from greeter.reports.table import Table
    from greeter.texts import Texts

_INERT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
"""A text is never more than a text."""
_INK, _PAPER, _LINE = "#1C2430", "#E3ECF1", "#CFC4B1"
_NARROWEST, _WIDEST = 9, 60
"""Widths of columns, in letters."""
_HEADINGS = {
    "percent": "%",
    "k": "how many",
    "n": "n",
    "p50": "half",
    "p90": "9 in 10",
    "longest": "longest",
    "low": "from",
    "high": "to",
}
"""What the parts of a quantity are called above their columns; a count and an amount have their column's name alone."""


_UNITS = {
    Unit.IN_TIME: for_texts("visits in time"),
    Unit.SPARED: for_texts("visits"),
    Unit.WAITING: for_texts("minutes of waiting"),
    Unit.WORK: for_texts("minutes of work"),
}
"""A column for each unit in which savings are told."""


def as_workbook(texts: Texts, figures: Figures) -> bytes:
    """Return the workbook. Raises Problem where XlsxWriter is not installed."""
    try:
        from xlsxwriter import Workbook
    except ImportError:
        raise Problem("A workbook needs XlsxWriter.", "Install it: pip install 'greeter[sheets]'.") from None
    made = io.BytesIO()
    with Workbook(made, _INERT) as book:
        days = figures.span.words(texts)
        title = texts("{office}: the front counter, {days}", office=figures.office.name, days=days)
        book.set_properties({"title": title, "author": figures.office.name, "comments": "Greeter"})
        sheets = Sheets(book)
        _first(sheets, texts, figures, title)
        for table in figures.tables.values():
            _table(sheets, texts, table)
        _all(sheets, texts, figures)
        _definitions(sheets, texts, figures)
    return made.getvalue()


class Sheets:
    """A workbook under way: its sheets share their looks."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._looks: dict[tuple[tuple[str, Any], ...], Format] = {}

    def sheet(self, name: str, widths: Sequence[int]) -> Worksheet:
        """Add a sheet with columns of some widths, in letters."""
        sheet = self._book.add_worksheet(name[:31])
        for place, wide in enumerate(widths):
            sheet.set_column(place, place, min(max(wide, _NARROWEST), _WIDEST) + 2)
        return sheet

    def text(self, sheet: Worksheet, row: int, column: int, text: str, **look: Any) -> None:
        """Write a text, marked so that it stays one when somebody edits the cell and it looks like a formula."""
        if is_formula(text):
            look["quote_prefix"] = True
        sheet.write_string(row, column, text, self._look(valign="top", **look))

    def number(self, sheet: Worksheet, row: int, column: int, number: float, shown: str) -> None:
        """Write a number with its form, such as `0.0`."""
        sheet.write_number(row, column, number, self._look(valign="top", num_format=shown))

    def headings(self, sheet: Worksheet, words: Sequence[str], *, names: int = 1) -> None:
        """Write the headings and keep them in sight, with the first columns."""
        sheet.set_row(0, 33)
        for place, one in enumerate(words):
            align = "left" if place < names else "right"
            look = {
                "bold": True,
                "bg_color": _PAPER,
                "font_color": _INK,
                "bottom": 2,
                "align": align,
                "text_wrap": True,
            }
            self.text(sheet, 0, place, one, **look)
        sheet.freeze_panes(1, names)

    def _look(self, **look: Any) -> Format:
        key = tuple(sorted(look.items()))
        if key not in self._looks:
            self._looks[key] = self._book.add_format(look)
        return self._looks[key]


def _first(sheets: Sheets, texts: Texts, figures: Figures, title: str) -> None:
    """Write what the workbook is about, what was found, and what it rests on."""
    sheet = sheets.sheet("report", [100])
    sheet.hide_gridlines(2)
    said: list[tuple[str, dict[str, Any]]] = [(title, {"bold": True, "font_size": 16})]
    if figures.audience is Audience.PUBLIC:
        said.append((texts("Public report"), {}))
    said += [(sentence, {"bold": True, "font_size": 13}) for sentence in headline(texts, figures)]
    for finding in figures.first_findings:
        words = finding.words(texts)
        said += [
            (words.act, {"bold": True, "top": 1, "top_color": _LINE}),
            (f"{words.evidence} {words.effect}".strip(), {}),
        ]
    said += [
        (texts("Each table has a sheet; “figures” holds every number once more, with how it is computed."), {}),
        (texts("n is how many visits a number rests on."), {}),
        (journal_words(texts, figures), {}),
    ]
    for row, (sentence, look) in enumerate(said):
        sheets.text(sheet, row, 0, sentence, text_wrap=True, **look)


def _table(sheets: Sheets, texts: Texts, table: Table) -> None:
    """Write a table: the lines' names, their numbers, and their keys at the end."""
    heads: dict[tuple[str, str, Unit | None], str] = {}
    lines = []
    for line in table.every_line:
        found = {}
        for column, value in zip(table.columns, line.values, strict=True):
            for part in parts(value):
                key = column.key, part.key, part.unit if isinstance(value, Saving) else None
                words = [_UNITS.get(part.unit, ""), _HEADINGS.get(part.key, "")]
                said = texts(", ").join(texts(one) for one in words if one)
                heads[key] = f"{texts(column.title)}: {said}" if said else texts(column.title)
                found[key] = part.text
        lines.append((line, found))
    names = [texts(line.name) for line, _ in lines]
    wide = [max(map(len, [table.by, *names])), *(min(len(head), 16) for head in heads.values()), 16]
    sheet = sheets.sheet(table.key, wide)
    told = [texts("In words")] if any(line.said for line, _ in lines) else []
    sheets.headings(sheet, [texts(table.by), *heads.values(), *told, texts("Key")])
    for row, (line, found) in enumerate(lines, start=1):
        bold = {"bold": True, "top": 1} if line is table.total else {}
        sheets.text(sheet, row, 0, texts(line.name), **bold)
        for place, key in enumerate(heads, start=1):
            if key in found:
                _number(sheets, sheet, row, place, found[key])
        if told:
            sheets.text(sheet, row, len(heads) + 1, texts(line.said))
        sheets.text(sheet, row, len(heads) + len(told) + 1, line.key, align="right")


def _number(sheets: Sheets, sheet: Worksheet, row: int, column: int, text: str) -> None:
    """Write a number as it is, with as many decimals as it has; what is no number, a bound or a word, as a text."""
    number = number_of(text)
    if number is None or text.startswith(("<", ">")):
        if text:
            sheets.text(sheet, row, column, text, align="right")
        return
    decimals = len(text.rstrip("+").partition(".")[2])
    shown = ("0." + "0" * decimals if decimals else "0") + ('"+"' if text.endswith("+") else "")
    sheets.number(sheet, row, column, number, shown)


def _all(sheets: Sheets, texts: Texts, figures: Figures) -> None:
    """Write every number once more in long form, as `figures.csv` has it."""
    rows = long_form(texts, figures)
    heading = list(next(iter(rows)))
    value, n = heading.index("value"), heading.index("n")
    sheet = sheets.sheet("figures", [22, 14, 18, 26, 14, 10, 10, 9, 9, 24, 60])
    sheets.headings(sheet, heading)
    count = 0
    for count, row in enumerate(rows, start=1):
        for place, cell in enumerate(row):
            if place in {value, n}:
                _number(sheets, sheet, count, place, cell)
            else:
                sheets.text(sheet, count, place, cell)
    sheet.autofilter(0, 0, count, len(heading) - 1)


def _definitions(sheets: Sheets, texts: Texts, figures: Figures) -> None:
    """Write how each figure is computed."""
    sheet = sheets.sheet("definitions", [30, 60])
    sheets.headings(sheet, [texts("Figure"), texts("How it is computed")], names=2)
    for row, measure in enumerate(measures_of(figures.tables.values()), start=1):
        sheets.text(sheet, row, 0, texts(measure.value), bold=True)
        sheets.text(sheet, row, 1, definition(texts, measure, figures.office), text_wrap=True)
