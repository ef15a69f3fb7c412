"""The manager's report as a PDF: fonts embedded, bookmarks, title and language set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.reports.pages.contents import ask_all
from greeter.reports.pages.first_page import first_page
from greeter.reports.pages.page import PaperPage
from greeter.reports.sheet import Paper, Sheet
from greeter.reports.under_way import UnderWay

if TYPE_CHECKING:
    from greeter.reports.figures import Figures
    from greeter.texts import Texts


def as_pdf(texts: Texts, figures: Figures, paper: Paper = Paper.A4, under_way: UnderWay | None = None) -> bytes:
    """Return the report as a PDF document. under_way: hears of each question that is answered. Raises Stopped where that is to end."""
    under_way = under_way or UnderWay()
    days = figures.span.words(texts)
    sheet = Sheet(
        paper,
        title=texts("{office}: the front counter, {days}", office=figures.office.name, days=days),
        author=figures.office.name,
        subject=texts("Waits and service times against the standard"),
        language=texts.language,
    )
    first_page(sheet, texts, figures)
    page = PaperPage(sheet, texts, figures)
    ask_all(page, under_way)
    page.end()
    return sheet.finish(lambda at, pages: texts("Page {page} of {pages}", page=at, pages=pages))
