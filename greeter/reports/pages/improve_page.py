"""All that could be better, with how sure it is; the first page tells the first three of it in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.reports.found import TABLE

if TYPE_CHECKING:
    from greeter.reports.pages.telling import Page


def improve(page: Page) -> None:
    """What to improve, and how sure that is."""
    texts, table = page.texts, page.figures.tables.get(TABLE)
    if table is None or table.empty:
        return
    page.ask("What could be better?", "improve")
    page.say(
        texts(
            "What stands out, the weightiest first. Nothing is said from fewer than 30 visits, and nothing about a person."
        )
    )
    page.table(TABLE)
    for line in table.lines:
        page.define(texts(line.name), texts(line.said))
