"""The questions of the report as sections of a web page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from greeter.reports.pages.table_block import PLAIN
from greeter.reports.web.markup import Markup, joined, tag
from greeter.reports.web.web_table import WebTable
from greeter.reports.web.week_table import need_table

if TYPE_CHECKING:
    from greeter.reports.figures import Figures
    from greeter.reports.pages.table_block import TableLook
    from greeter.reports.pages.telling import WeekMap
    from greeter.texts import Texts


class WebPage:
    """A `greeter.reports.pages.telling.Page` on the screen; `markup` gives what was told, `contents` the way to each question."""

    def __init__(self, texts: Texts, figures: Figures) -> None:
        self.texts, self.figures = texts, figures
        self._questions: list[tuple[str, str]] = []
        self._sections: list[Markup] = []
        self._parts: list[Markup] = []
        self._terms: list[Markup] = []

    @property
    def markup(self) -> Markup:
        """The sections so far."""
        self._end()
        return joined(*self._sections)

    @property
    def contents(self) -> Markup:
        """A list of the questions that leads to each."""
        links = (tag("li", tag("a", question, href=f"#{key}")) for key, question in self._questions)
        title = tag("h2", self.texts("What this report answers"), id="contents")
        return tag("nav", title, tag("ul", *links, role="list"), aria_labelledby="contents")

    def ask(self, question: str, key: str) -> None:
        """Begin a section."""
        self._end()
        self._questions.append((key, self.texts(question)))
        self._parts = [tag("h2", self.texts(question), id=key)]

    def say(self, *sentences: str) -> None:
        """Answer in a sentence or two; empty ones are left out."""
        said = " ".join(sentence[0].upper() + sentence[1:] for sentence in sentences if sentence)
        if said:
            self._parts.append(tag("p", said, class_="lead"))

    def remark(self, words: str) -> None:
        """Tell a small word about what stands above."""
        self._parts.append(tag("p", words, class_="remark"))

    def table(self, key: str, drawn: TableLook = PLAIN, *, most: int | None = None) -> None:
        """Tell one of the tables with its title; `most` lines of it, where not all are worth the room. An empty one is left out."""
        whole = self.figures.tables[key]
        if whole.empty:
            return
        table = replace(whole, lines=whole.lines[:most])
        self._parts.append(WebTable(self.texts, table, drawn, self.figures.office.currency).markup)
        left_out = len(whole.lines) - len(table.lines)
        if left_out:
            self.remark(self.texts.count(left_out, "{n} more is in the tables.", "{n} more are in the tables."))

    def pair(self, first: str, second: str) -> None:
        """Tell two small tables, one after the other: a screen may be narrow."""
        self.table(first)
        self.table(second)

    def week(self, found: WeekMap) -> None:
        """Tell the need of a week as a map."""
        self._parts.append(need_table(self.texts, found, self.texts("Clerks needed in the week after")))

    def define(self, name: str, said: str) -> None:
        """Tell how a figure is computed."""
        self._terms.append(tag("div", tag("dt", name), tag("dd", said)))

    def _end(self) -> None:
        """End the section that was begun, where there is one."""
        if self._terms:
            self._parts.append(tag("dl", *self._terms))
        if self._parts:
            self._sections.append(tag("section", *self._parts, aria_labelledby=self._questions[-1][0]))
        self._parts, self._terms = [], []
