"""The questions that follow the first page, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.reports.pages import questions
from greeter.reports.pages.compared_page import changed
from greeter.reports.pages.definitions_page import definitions
from greeter.reports.pages.improve_page import improve
from greeter.reports.pages.need_page import need
from greeter.reports.pages.offices_page import offices
from greeter.reports.under_way import UnderWay

if TYPE_CHECKING:
    from collections.abc import Callable

    from greeter.reports.pages.telling import Page

QUESTIONS: tuple[Callable[[Page], None], ...] = (
    questions.waits,
    changed,
    improve,
    questions.service,
    questions.left,
    questions.honesty,
    questions.satisfaction,
    questions.settled,
    questions.demand,
    need,
    questions.records,
    definitions,
)
"""What follows the first page, in order; where the figures are of several offices, these come side by side before."""
WITHOUT_VISITS = (questions.records, definitions)
"""What is left to say of days on which nobody came."""


def ask_all(page: Page, under_way: UnderWay | None = None) -> None:
    """Tell every question that these days can answer. under_way: hears of each. Raises Stopped where that is to end."""
    under_way = under_way or UnderWay()
    if page.figures.offices:
        offices(page)
    asked = QUESTIONS if page.figures.arrivals else WITHOUT_VISITS
    for done, question in enumerate(asked, start=1):
        under_way.step(done, len(asked) + 1)
        question(page)
    under_way.step(len(asked) + 1, len(asked) + 1)
