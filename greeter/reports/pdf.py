"""The manager's report as a PDF: fonts embedded, bookmarks, title and language set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.reports.pages import questions
from greeter.reports.pages.definitions_page import definitions_page
from greeter.reports.pages.first_page import first_page
from greeter.reports.sheet import Paper, Sheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from greeter.reports.figures import Figures
    from greeter.texts import Texts

PAGES: tuple[Callable[[Sheet, Texts, Figures], None], ...] = (
    questions.waits_page,
    questions.service_page,
    questions.left_page,
    questions.honesty_page,
    questions.satisfaction_page,
    questions.settled_page,
    questions.demand_page,
    questions.records_page,
    definitions_page,
)
"""The pages after the first; each begins on a new page and may run over several."""


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
    for page in PAGES if figures.arrivals else PAGES[-2:]:
        sheet.end_page()
        page(sheet, texts, figures)
    return sheet.finish()
