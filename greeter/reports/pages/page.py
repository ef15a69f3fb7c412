"""A page under way: a question as its heading, a sentence that answers it, then tables that go on over as many pages as they need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.print_fonts import Weight
from greeter.reports.pages.frame import FOOT, footer, header
from greeter.reports.pages.table_block import HEAD, PLAIN, ROW, TableBlock
from greeter.reports.sheet import HEADING, Face, Ink, Run

if TYPE_CHECKING:
    from greeter.reports.figures import Figures
    from greeter.reports.pages.table_block import TableLook
    from greeter.reports.sheet import Sheet
    from greeter.texts import Texts

_TOP = 74.0


class Page:
    """Writes a question's pages from the top down; breaks where the paper ends."""

    def __init__(self, sheet: Sheet, texts: Texts, figures: Figures, question: str, key: str) -> None:
        """Begin with the question as heading and bookmark; `key` names it within the document."""
        self.sheet, self.texts, self.figures = sheet, texts, figures
        self._question = texts(question)
        header(sheet, texts, figures, "")
        sheet.bookmark(self._question, key)
        sheet.y = 93
        for line in sheet.lines(sheet.room, [Run(self._question, Weight.EXTRABOLD)], 19.0):
            sheet.text(sheet.left, sheet.y, line[0].text, Face(19.0, Weight.EXTRABOLD))
            sheet.y += 22
        sheet.y -= 4

    def say(self, *sentences: str) -> None:
        """Answer in a sentence or two; empty ones are left out."""
        said = " ".join(sentence for sentence in sentences if sentence)
        if said:
            self.need(30)
            self.sheet.y = self.sheet.paragraph(
                self.sheet.left, self.sheet.y, self.sheet.room * 0.86, [Run(said)], 10.5, 15.0
            )

    def heading(self, title: str, *, room_for: float = 80.0) -> None:
        """Write a heading that stays with what follows."""
        self.need(room_for)
        self.sheet.y += 20
        self.sheet.text(self.sheet.left, self.sheet.y, self.texts(title), HEADING)
        self.sheet.y += 6

    def remark(self, words: str) -> None:
        """Write a small word beneath a table or a heading."""
        self.sheet.y = (
            self.sheet.paragraph(
                self.sheet.left, self.sheet.y + 8, self.sheet.room, [Run(words, ink=Ink.INK2)], 8.5, 11.5
            )
            - 8
        )

    def table(self, key: str, drawn: TableLook = PLAIN, *, most: int | None = None) -> None:
        """Draw one of the tables with its title; `most` lines of it, where not all are worth the paper."""
        table = self.figures.tables[key]
        lines = table.lines[:most]
        self.heading(table.title, room_for=26 + HEAD + ROW * min(len(lines) + 1, 4))
        if table.empty or not table.every_line:
            self.remark(self.texts("Nothing to tell."))
            return
        block = TableBlock(self.sheet, self.texts, table, drawn, self.figures.office.currency)
        self.sheet.y = block.head(self.sheet.y)
        for line in lines:
            if self.need(ROW):
                self.sheet.y = block.head(self.sheet.y)
            self.sheet.y = block.row(line, self.sheet.y, total=False)
        if table.total is not None:
            self.need(ROW)
            self.sheet.y = block.row(table.total, self.sheet.y, total=True)
        left_out = len(table.lines) - len(lines)
        if left_out:
            words = "{n} more is in the tables.", "{n} more are in the tables."
            self.remark(self.texts.count(left_out, *words))

    def need(self, high: float) -> bool:
        """Go on to a new page where `high` points are not left on this one; return whether that was so."""
        if self.sheet.y + high <= self.sheet.height - FOOT - 8:
            return False
        self.end()
        self.sheet.end_page()
        header(self.sheet, self.texts, self.figures, self._question)
        self.sheet.y = _TOP
        return True

    def end(self) -> None:
        """Write the footer."""
        footer(self.sheet, self.texts, self.figures)
