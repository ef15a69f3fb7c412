"""A page that proves a printer: whether it prints at all, to the edges, every dot, and a code that phones read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greeter.texts import Texts
    from greeter.tickets.roll import Roll
    from greeter.tickets.sheet import Sheet


@dataclass(frozen=True, slots=True)
class ProofDocument:
    """The page of `greeter printer check`. told: what it says of the printer; when: the day and time."""

    told: str
    when: str
    texts: Texts

    @property
    def title(self) -> str:
        """What the system's list of jobs shows."""
        return self.texts("Printer check")

    def pages(self, roll: Roll | None) -> Sequence[Sheet]:
        """Return the one page."""
        from greeter.scripts import script_of
        from greeter.tickets.roll import DPI, mm
        from greeter.tickets.roll import Roll as Rolls
        from greeter.tickets.sheet import Box, Column, Sheet
        from greeter.tickets.take_away_slip import TITLE
        from greeter.tickets.ticket_sheet import BODY, SMALL, code, head, section

        wide = roll or Rolls.MM_80
        column = Column(wide.margin, wide.dots, mm(4), script=script_of(self.texts.language))
        head(column, "Greeter")
        column.words(self.title, TITLE)
        column.space(mm(1))
        column.words(self.told, BODY)
        column.words(self.when, SMALL)
        section(column, self.texts("From edge to edge"))
        column.words(
            self.texts("The bar fills the paper’s width. Its ends are straight, and it has no white lines."), BODY
        )
        column.space(mm(2))
        column.add(Box(column.x, round(column.y), column.width, mm(5), fill="#000000"))
        column.space(mm(7))
        code(column, self.texts("The printer works."), self.texts("A phone reads: “The printer works.”"))
        page = Sheet(wide.width, round(column.y + mm(6)), DPI, tuple(column.marks), self.title, self.texts.language)
        return [page.facing(column.script)]
