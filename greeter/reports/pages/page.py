"""The pages after the first: questions as headings, a sentence that answers each, then tables that go on over as many pages as they need."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from greeter.print_fonts import Weight
from greeter.reports.charts.need_map import PITCH, draw_need
from greeter.reports.pages.flow import BROKEN, NEVER, Piece, broken
from greeter.reports.pages.frame import FOOT, footer, header
from greeter.reports.pages.table_block import PLAIN, TableBlock
from greeter.reports.sheet import HEADING, Face, Ink, Run

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from greeter.reports.figures import Figures
    from greeter.reports.pages.flow import Drawn
    from greeter.reports.pages.table_block import TableLook
    from greeter.reports.pages.telling import WeekMap
    from greeter.reports.sheet import Sheet
    from greeter.reports.table import Line, Table
    from greeter.texts import Texts

_TOP = 75.0
_TITLE = 26.0
"""From the end of what stands above to the head of a table: its title is in it."""
_BETWEEN = 42.0
"""From the end of one question to the next."""
_GUTTER = 24.0
"""Between two tables side by side."""
_INDENT = 132.0
"""From a figure's name to how it is computed."""
_SIZE, _LEADING = 8.5, 11.0
_TALLER_ROW, _TALLER_DAY, _MORE_SPACE = 4.5, 8.0, 14.0
"""How much a row of a table, a day of the week's map, and the space over a title may grow to fill a page, in points."""
_KEPT = 3
"""So many rows of a table stay together at least."""


class PaperPage:
    """A `Page` on paper: takes what is told, and at the end lays it out over pages."""

    def __init__(self, sheet: Sheet, texts: Texts, figures: Figures) -> None:
        self.sheet, self.texts, self.figures = sheet, texts, figures
        self._pieces: list[Piece] = []
        self._questions: list[tuple[int, str]] = []
        """From which piece on each is answered."""
        self._asked = False
        self._defined = 0

    def ask(self, question: str, key: str) -> None:
        """Write the question as heading and bookmark; `key` names it within the document."""
        sheet, asked = self.sheet, self.texts(question)
        self._close_definitions()

        def draw(y: float, *, grown: float, first: bool) -> None:
            del grown
            if not first:
                sheet.rule(sheet.left, y - 20, sheet.right, y - 20, Ink.INK, 1.5)
            sheet.bookmark(asked, key, y - 6)
            sheet.text(sheet.left, y + 18, asked, Face(19.0, Weight.EXTRABOLD))

        self._questions.append((len(self._pieces), asked))
        self._add(36.0, draw, above=_BETWEEN, spreads=_MORE_SPACE)
        self._asked, self._defined = True, 0

    def say(self, *sentences: str) -> None:
        """Answer in a sentence or two; empty ones are left out."""
        said = " ".join(sentence[0].upper() + sentence[1:] for sentence in sentences if sentence)
        if said:
            self._words(said, self.sheet.room * 0.86, Ink.INK, (10.5, 15.0), 0.0)

    def remark(self, words: str) -> None:
        """Write a small word beneath a table or a heading."""
        self._words(words, self.sheet.room, Ink.INK2, (8.5, 11.5), 8.0)

    def table(self, key: str, drawn: TableLook = PLAIN, *, most: int | None = None) -> None:
        """Draw one of the tables with its title; `most` lines of it, where not all are worth the paper. An empty one is left out."""
        whole = self.figures.tables[key]
        if whole.empty:
            return
        table = replace(whole, lines=whole.lines[:most])
        block = TableBlock(self.sheet, self.texts, table, drawn, self.figures.office.currency)
        self._title(table, block)
        lines = table.every_line
        for place, line in enumerate(lines):
            kept = place < _KEPT or len(lines) - place < _KEPT
            self._add(
                block.row_high, partial(_row, block, table, line), grows=_TALLER_ROW, cost=NEVER if kept else BROKEN,
                head=block.head, head_high=block.head_high,
            )  # fmt: skip
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
        rows = max(len(table.every_line) for table in tables)

        def draw(y: float, *, grown: float, first: bool) -> None:
            del first
            for table, block, (left, right) in zip(tables, blocks, columns, strict=True):
                with sheet.between(left, right):
                    sheet.text(left, y + 20, sheet.fitted(self.texts(table.title), half, HEADING), HEADING)
                    at = block.head(y + _TITLE)
                    for line in table.every_line:
                        at = block.row(line, at, grown / rows, total=line is table.total)

        self._add(_TITLE + max(block.high for block in blocks), draw, grows=_TALLER_ROW * rows, cost=self._cost())

    def week(self, found: WeekMap) -> None:
        """Draw the need of a week as a map."""
        days = len(found.days)

        def draw(y: float, *, grown: float, first: bool) -> None:
            del first
            pitch = PITCH + (grown / days if days else 0.0)
            draw_need(self.sheet, self.texts, found.counters, found.needed, found.days, found.hours, y + 4, pitch)

        self._add(PITCH * days + 20, draw, grows=_TALLER_DAY * days, cost=self._cost())

    def define(self, name: str, said: str) -> None:
        """Write a figure's name at the left and how it is computed at the right."""
        sheet, named, told = self.sheet, [Run(name, Weight.BOLD)], [Run(said)]
        room = sheet.room - _INDENT
        left, right = sheet.lines(_INDENT - 14, named, _SIZE), sheet.lines(room, told, _SIZE)

        def draw(y: float, *, grown: float, first: bool) -> None:
            y += grown / 2
            if not first:
                sheet.rule(sheet.left, y, sheet.right, y)
            sheet.paragraph(sheet.left, y + 12, _INDENT - 14, named, _SIZE, _LEADING)
            sheet.paragraph(sheet.left + _INDENT, y + 12, room, told, _SIZE, _LEADING)

        self._add(
            _LEADING * max(len(left), len(right)) + 7,
            draw,
            grows=4.0,
            cost=NEVER if self._defined == 1 else self._cost(),
        )
        self._defined += 1

    def _close_definitions(self) -> None:
        """Keep the last of some definitions with the one before: none stands at the top of a page alone."""
        if self._defined > 1:
            self._pieces[-1] = replace(self._pieces[-1], cost=NEVER)

    def end(self) -> None:
        """Lay out what was told, and draw it."""
        sheet = self.sheet
        self._close_definitions()
        for page in broken(self._pieces, sheet.height - FOOT - 8 - _TOP):
            sheet.end_page()
            header(sheet, self.texts, self.figures, self._going_on(page.first))
            self._draw(self._pieces[page.first : page.end], page.share)
            footer(sheet, self.texts, self.figures)

    def _going_on(self, first: int) -> str:
        """Return the question that a page goes on with; empty where it begins with one."""
        begun = [(place, asked) for place, asked in self._questions if place <= first]
        return begun[-1][1] if begun and begun[-1][0] < first else ""

    def _draw(self, pieces: Sequence[Piece], share: float) -> None:
        y = _TOP
        for piece in pieces:
            first = piece is pieces[0]
            if first and piece.head is not None:
                y = piece.head(y)
            y += 0.0 if first else piece.above + share * piece.spreads
            grown = share * piece.grows
            piece.draw(y, grown=grown, first=first)
            y += piece.high + grown

    def _title(self, table: Table, block: TableBlock) -> None:
        sheet, title = self.sheet, self.texts(table.title)

        def draw(y: float, *, grown: float, first: bool) -> None:
            del grown, first
            sheet.text(sheet.left, y + 20, title, HEADING)
            block.head(y + _TITLE)

        self._add(_TITLE + block.head_high, draw, spreads=_MORE_SPACE, cost=self._cost())

    def _words(self, words: str, room: float, ink: Ink, face: tuple[float, float], down: float) -> None:
        sheet, runs, (size, leading) = self.sheet, [Run(words, ink=ink)], face

        def draw(y: float, *, grown: float, first: bool) -> None:
            del grown, first
            sheet.paragraph(sheet.left, y + down, room, runs, size, leading)

        self._add(leading * len(sheet.lines(room, runs, size)), draw, cost=NEVER)

    def _cost(self) -> float:
        """Return what it costs to begin a page here: what follows a question first stays with it."""
        cost, self._asked = NEVER if self._asked else 0.02, False
        return cost

    def _add(
        self, high: float, draw: Drawn, *, above: float = 0.0, spreads: float = 0.0, grows: float = 0.0, cost: float = 0.0,
        head: Callable[[float], float] | None = None, head_high: float = 0.0,
    ) -> None:  # fmt: skip
        self._pieces.append(Piece(high, draw, above, spreads, grows, cost, head, head_high))


def _row(block: TableBlock, table: Table, line: Line, y: float, *, grown: float, first: bool) -> None:
    del first
    block.row(line, y, grown, total=line is table.total)
