"""A table on the web page: a caption, headings with their scope, numbers in line, and a small chart beside them where it helps.

On a narrow screen each line becomes a small card with its numbers named; roles are given by name, for browsers forget what a table is once it is
laid out otherwise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.model.visit import MINUTE_MS
from greeter.reports.pages.part import Part, part_text
from greeter.reports.pages.table_block import Chart
from greeter.reports.quantities import Quantiles, Saving, Share
from greeter.reports.web.bars import drawable, length_bar, percent_bar, range_bar
from greeter.reports.web.markup import Markup, joined, tag, unseen
from greeter.texts import for_texts

if TYPE_CHECKING:
    from greeter.reports.pages.table_block import TableLook
    from greeter.reports.quantities import Quantity
    from greeter.reports.table import Column, Line, Table
    from greeter.texts import Texts

_CARDS_FROM = 3
"""So many columns of numbers and charts do not stand beside a name on a telephone."""


class WebTable:
    """One table; `markup` gives it."""

    def __init__(self, texts: Texts, table: Table, look: TableLook, currency: str) -> None:
        self._texts, self._table, self._look, self._currency = texts, table, look, currency
        sample = table.every_line[0].values
        self._durations = [isinstance(value, Quantiles) for value in sample]
        self._shares = [isinstance(value, Share) for value in sample]
        self._most = [self._scale_of(index) for index in range(len(table.columns))]

    @property
    def markup(self) -> Markup:
        """The table, in a box of its own that can be moved where the screen is narrower."""
        table = self._table
        lines = [self._line(line, "total" if line is table.total else None) for line in table.every_line]
        columns = sum(len(self._parts(index)) for index in range(len(table.columns))) + len(self._look.charts)
        return tag(
            "table",
            tag("caption", self._texts(table.title)),
            tag("thead", *self._head(), role="rowgroup"),
            tag("tbody", *lines, role="rowgroup"),
            class_="figures cards" if columns >= _CARDS_FROM else "figures",
            role="table",
        )

    def _head(self) -> list[Markup]:
        """Return one row of headings, or two where numbers have headings of their own."""
        texts, two = self._texts, any(self._durations)
        above = [self._heading(texts(self._table.by), "col", rows=2 if two else None)]
        beneath = []
        for index, column in enumerate(self._table.columns):
            chart = self._look.charts.get(column.key)
            if self._durations[index]:
                span = len(self._parts(index)) + (chart is not None)
                above.append(self._heading(texts(column.title), "colgroup", columns=span))
                beneath += [self._scale(index)] if chart else []
                beneath += [self._heading(texts(name), "col", quiet=True) for _, name in self._parts(index)]
            else:
                scaled = chart is Chart.PERCENT
                above += [self._scale(index, rows=2 if two else None)] if scaled else []
                columns = 2 if chart and not scaled else None
                above.append(self._heading(texts(column.title), "col", columns=columns, rows=2 if two else None))
        rows = [tag("tr", *above, role="row")]
        return [*rows, tag("tr", *beneath, role="row")] if two else rows

    def _heading(
        self, words: str, scope: str, *, columns: int | None = None, rows: int | None = None, quiet: bool = False
    ) -> Markup:
        return tag(
            "th", words, scope=scope, role="columnheader", colspan=columns, rowspan=rows, class_="quiet" if quiet else None
        )  # fmt: skip

    def _scale(self, index: int, rows: int | None = None) -> Markup:
        """Name the ends of a chart's scale, over the chart."""
        percent = self._look.charts[self._table.columns[index].key] is Chart.PERCENT
        most = (
            self._texts("{percent}%", percent=100)
            if percent
            else self._texts("{minutes} min", minutes=f"{self._most[index]:.0f}")
        )
        ends = tag("span", tag("span", "0"), tag("span", most), class_="scale", aria_hidden="true")
        return tag("td", ends, role="cell", class_="chart", rowspan=rows)

    def _line(self, line: Line, class_: str | None) -> Markup:
        texts = self._texts
        name = [texts(line.name), tag("small", f" {texts(line.detail)}") if line.detail else ""]
        cells = [tag("th", *name, scope="row", role="rowheader")]
        for index, (column, value) in enumerate(zip(self._table.columns, line.values, strict=True)):
            if column.key in self._look.charts:
                cells.append(tag("td", self._chart(index, line, value), role="cell", class_="chart"))
            cells += self._cells(index, column, value)
        return tag("tr", *cells, role="row", class_=class_)

    def _cells(self, index: int, column: Column, value: Quantity) -> list[Markup]:
        """Return a quantity's numbers, each with its name for where headings are out of sight."""
        texts, title = self._texts, self._texts(column.title)
        if not self._durations[index]:
            return [self._cell(title, self._number(index, value))]
        return [
            self._cell(f"{title}{texts(', ')}{texts(name)}", joined(self._text(part, value)), quiet=part is Part.N)
            for part, name in self._parts(index)
        ]

    def _text(self, part: Part, value: Quantity) -> str:
        return part_text(self._texts, part, value, self._currency)

    def _cell(self, name: str, words: Markup, *, quiet: bool = False) -> Markup:
        return tag("td", tag("span", words), role="cell", data_name=name, class_="quiet" if quiet else None)

    def _number(self, index: int, value: Quantity) -> Markup:
        if not self._shares[index]:
            between = self._text(Part.OF, value) if isinstance(value, Saving) else ""
            return joined(tag("b", self._text(Part.VALUE, value)), tag("small", f" {between}") if between else "")
        mark = Markup()
        if isinstance(value, Share) and value.goal is not None and value.known:
            mark = verdict_mark(self._texts, met=value.met)
        of = self._text(Part.OF, value)
        return joined(mark, tag("b", self._text(Part.PERCENT, value)), tag("small", f" {of}") if of else "")

    def _parts(self, index: int) -> list[tuple[Part, str]]:
        """Return the parts of a column's numbers, with their headings."""
        if not self._durations[index]:
            return [(Part.VALUE, "")]
        shown = [(Part.N, for_texts("n")), (Part.HALF, for_texts("half")), (Part.NINE, for_texts("9 in 10"))]
        longest = self._table.columns[index].key in self._look.with_longest
        return [*shown, (Part.LONGEST, for_texts("longest"))] if longest else shown

    def _chart(self, index: int, line: Line, value: Quantity) -> Markup:
        column = self._table.columns[index]
        chart, most = self._look.charts[column.key], self._most[index]
        if chart is Chart.RANGE:
            return range_bar(value, self._look.targets.get(line.key), most)
        if chart is Chart.PERCENT:
            return percent_bar(value, self._look.goals.get(column.key))
        return length_bar(value, most) if line is not self._table.total else Markup()

    def _scale_of(self, index: int) -> float:
        """Return where a column's chart ends: minutes, or a share."""
        values = [line.values[index] for line in self._table.lines or self._table.every_line]
        if self._durations[index]:
            longest = max((value.p90 for value in values if isinstance(value, Quantiles)), default=0) / MINUTE_MS
            most = max([longest, *self._look.targets.values()])
            step = 10 if most > 20 else 5
            return max(step, -(-most // step) * step)
        shares = [value.value for value in values if isinstance(value, Share) and drawable(value)]
        return max(shares, default=0.0) or 1.0


def verdict_mark(texts: Texts, *, met: bool, kept: str = "met") -> Markup:
    """Return whether a goal is met: a circle or a triangle for the eye, words for the ear. kept: the page's symbol in place of the circle."""
    shape = tag("svg", tag("use", href=f"#{kept}" if met else "#missed"), class_="mark", aria_hidden="true")
    return joined(shape, unseen(texts("Goal met:") if met else texts("Goal missed:")))
