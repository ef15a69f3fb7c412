"""The pages after the first: questions as headings, a sentence that answers each, then tables that go on over as many pages as they need."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from greeter.print_fonts import Weight
from greeter.reports.charts.need_map import PITCH, draw_need
from greeter.reports.pages.frame import FOOT, footer, header
from greeter.reports.pages.table_block import PLAIN, ROW, TableBlock
from greeter.reports.sheet import HEADING, Face, Ink, Run

if TYPE_CHECKING:
    from greeter.reports.figures import Figures
    from greeter.reports.pages.table_block import TableLook
    from greeter.reports.pages.telling import WeekMap
    from greeter.reports.sheet import Sheet
    from greeter.texts import Texts

_TOP = 75.0
_ABOVE = 26.0
"""From the end of what stands above to the head of a table: its title is in it."""
_GUTTER = 24.0
"""Between two tables side by side."""
_KEPT_WHOLE = 480.0
"""What is not higher is not broken over two pages."""
_INDENT = 132.0
"""From a figure's name to how it is computed."""
_SIZE, _LEADING = 9.0, 12.0


class PaperPage:
    """A `Page` on paper: writes from the top down, breaks where the paper ends."""

    def __init__(self, sheet: Sheet, texts: Texts, figures: Figures) -> None:
        """Begin on a new page of the sheet."""
        self.sheet, self.texts, self.figures = sheet, texts, figures
        self._question = ""
        self._begin()

    def ask(self, question: str, key: str, first: str = "", drawn: TableLook = PLAIN) -> None:
        """Write the question as heading and bookmark; `key` names it within the document.

        first: the key of the table that follows. Where it does not fit on this page with the heading, both go to the next.
        """
        before, self._question = self._question, self.texts(question)
        high = 120.0
        if first and not self.figures.tables[first].empty:
            table = self.figures.tables[first]
            block = TableBlock(self.sheet, self.texts, table, drawn, self.figures.office.currency)
            high += _ABOVE + min(block.high, _KEPT_WHOLE)
        if before and not self.need(high):
            self.sheet.y += 30
            self.sheet.rule(self.sheet.left, self.sheet.y - 8, self.sheet.right, self.sheet.y - 8, Ink.INK, 1.5)
            self.sheet.y += 20
        self.sheet.y += 18
        self.sheet.bookmark(self._question, key, self.sheet.y - 24)
        self.sheet.text(self.sheet.left, self.sheet.y, self._question, Face(19.0, Weight.EXTRABOLD))
        self.sheet.y += 18

    def say(self, *sentences: str) -> None:
        """Answer in a sentence or two; empty ones are left out."""
        said = " ".join(sentence[0].upper() + sentence[1:] for sentence in sentences if sentence)
        if said:
            self.need(30)
            self.sheet.y = self.sheet.paragraph(
                self.sheet.left, self.sheet.y, self.sheet.room * 0.86, [Run(said)], 10.5, 15.0
            )

    def remark(self, words: str) -> None:
        """Write a small word beneath a table or a heading."""
        self.sheet.y = (
            self.sheet.paragraph(
                self.sheet.left, self.sheet.y + 8, self.sheet.room, [Run(words, ink=Ink.INK2)], 8.5, 11.5
            )
            - 8
        )

    def table(self, key: str, drawn: TableLook = PLAIN, *, most: int | None = None) -> None:
        """Draw one of the tables with its title; `most` lines of it, where not all are worth the paper. An empty one is left out."""
        whole = self.figures.tables[key]
        if whole.empty:
            return
        table = replace(whole, lines=whole.lines[:most])
        block = TableBlock(self.sheet, self.texts, table, drawn, self.figures.office.currency)
        self.need(_ABOVE + min(block.high, _KEPT_WHOLE))
        self.sheet.y += _ABOVE - 6
        self.sheet.text(self.sheet.left, self.sheet.y, self.texts(table.title), HEADING)
        self.sheet.y = block.head(self.sheet.y + 6)
        for line in table.every_line:
            if self.need(ROW):
                self.sheet.y = block.head(self.sheet.y)
            self.sheet.y = block.row(line, self.sheet.y, total=line is table.total)
        left_out = len(whole.lines) - len(table.lines)
        if left_out:
            self.remark(self.texts.count(left_out, "{n} more is in the tables.", "{n} more are in the tables."))

    def pair(self, first: str, second: str) -> None:
        """Draw two small tables side by side."""
        sheet, tables = self.sheet, [self.figures.tables[key] for key in (first, second)]
        if any(table.empty for table in tables):
            self.table(first)
            self.table(second)
            return
        half = (sheet.room - _GUTTER) / 2
        columns = (sheet.left, sheet.left + half), (sheet.right - half, sheet.right)
        blocks = []
        for table, (left, right) in zip(tables, columns, strict=True):
            with sheet.between(left, right):
                blocks.append(TableBlock(sheet, self.texts, table, PLAIN, self.figures.office.currency))
        self.need(_ABOVE + max(block.high for block in blocks))
        top = sheet.y + _ABOVE - 6
        for table, block, (left, right) in zip(tables, blocks, columns, strict=True):
            with sheet.between(left, right):
                sheet.text(left, top, sheet.fitted(self.texts(table.title), half, HEADING), HEADING)
                y = block.head(top + 6)
                for line in table.every_line:
                    y = block.row(line, y, total=line is table.total)
            sheet.y = max(sheet.y, y)

    def week(self, found: WeekMap) -> None:
        """Draw the need of a week as a map."""
        self.need(PITCH * len(found.days) + 60)
        self.sheet.y = draw_need(
            self.sheet, self.texts, found.counters, found.needed, found.days, found.hours, self.sheet.y + 4
        )

    def define(self, name: str, said: str) -> None:
        """Write a figure's name at the left and how it is computed at the right."""
        sheet, named, told = self.sheet, [Run(name, Weight.BOLD)], [Run(said)]
        room = sheet.room - _INDENT
        left, right = sheet.lines(_INDENT - 14, named, _SIZE), sheet.lines(room, told, _SIZE)
        high = _LEADING * max(len(left), len(right))
        if self.need(high + 8):
            sheet.y += 10
        sheet.rule(sheet.left, sheet.y, sheet.right, sheet.y)
        sheet.paragraph(sheet.left, sheet.y + 12, _INDENT - 14, named, _SIZE, _LEADING)
        sheet.paragraph(sheet.left + _INDENT, sheet.y + 12, room, told, _SIZE, _LEADING)
        sheet.y += high + 8

    def need(self, high: float) -> bool:
        """Go on to a new page where `high` points are not left on this one; return whether that was so."""
        if self.sheet.y + high <= self.sheet.height - FOOT - 8:
            return False
        self.end()
        self._begin()
        return True

    def _begin(self) -> None:
        self.sheet.end_page()
        header(self.sheet, self.texts, self.figures, "")
        self.sheet.y = _TOP

    def end(self) -> None:
        """Write the footer."""
        footer(self.sheet, self.texts, self.figures)
