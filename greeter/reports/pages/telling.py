"""What tells the questions of the report, one after another: paper (`PaperPage`) and screen (`greeter.reports.web.web_page`) alike.

The questions are written once, against this; what a thing looks like is each one's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from greeter.reports.pages.table_block import PLAIN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from greeter.reports.figures import Figures
    from greeter.reports.pages.table_block import TableLook
    from greeter.reports.quantities import Amount
    from greeter.texts import Texts


class WeekMap(NamedTuple):
    """How many clerks each hour of a week needs, by weekday and hour; what is more than there are counters gets a flag."""

    needed: Mapping[tuple[int, int], Amount]
    days: Sequence[int]
    hours: Sequence[int]
    counters: int


class Page(Protocol):
    """Takes what is told, in the order of reading."""

    texts: Texts
    figures: Figures

    def ask(self, question: str, key: str) -> None:
        """Begin a question; `key` names it within the document."""

    def say(self, *sentences: str) -> None:
        """Answer in a sentence or two; empty ones are left out."""

    def remark(self, words: str) -> None:
        """Tell a small word about what stands above."""

    def table(self, key: str, drawn: TableLook = PLAIN, *, most: int | None = None) -> None:
        """Tell one of the tables with its title; `most` lines of it, where not all are worth the room. An empty one is left out."""

    def pair(self, first: str, second: str) -> None:
        """Tell two small tables, side by side where there is room."""

    def week(self, found: WeekMap) -> None:
        """Tell the need of a week."""

    def define(self, name: str, said: str) -> None:
        """Tell how a figure is computed."""
