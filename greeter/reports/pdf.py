"""The manager's report as a PDF: fonts embedded, bookmarks, title and language set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.reports.pages import questions
from greeter.reports.pages.definitions_page import definitions
from greeter.reports.pages.first_page import first_page
from greeter.reports.pages.need_page import need
from greeter.reports.pages.offices_page import offices
from greeter.reports.pages.page import Page
from greeter.reports.sheet import Paper, Sheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from greeter.reports.figures import Figures
    from greeter.texts import Texts

QUESTIONS: tuple[Callable[[Page], None], ...] = (
    questions.waits,
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


def as_pdf(texts: Texts, figures: Figures, paper: Paper = Paper.A4) -> bytes:
    """Return the report as a PDF document."""
    days = figures.span.words(texts)
    sheet = Sheet(
        paper,
        title=texts("{office}: the front counter, {days}", office=figures.office.name, days=days),
        author=figures.office.name,
        subject=texts("Waits and service times against the standard"),
        language=texts.language,
    )
    first_page(sheet, texts, figures)
    page = Page(sheet, texts, figures)
    if figures.offices:
        offices(page)
    for question in QUESTIONS if figures.arrivals else WITHOUT_VISITS:
        question(page)
    page.end()
    return sheet.finish()
