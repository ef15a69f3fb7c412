"""Several offices side by side, by their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.reports.several import TABLE
from greeter.reports.wording import n_text, percent_text

if TYPE_CHECKING:
    from greeter.reports.pages.telling import Page


def offices(page: Page) -> None:
    """How it was in each office."""
    texts, figures = page.texts, page.figures
    page.ask("How was it in each office?", TABLE)
    arrived, within = figures.share("ends", "visits"), figures.within
    if arrived.known and within.known and len(figures.offices) > 1:
        page.say(
            texts("{n} visits in {offices} offices.", n=n_text(arrived, texts), offices=len(figures.offices)),
            texts("{share} of all were served within the standard.", share=percent_text(texts, within)),
        )
    page.table(TABLE)
    if figures.left_out:
        names = texts.listed([office.name for office in figures.left_out])
        page.remark(texts("Left out, for they don’t have this service: {offices}.", offices=names))
    page.remark(
        texts(
            "Each office’s day is that of its own time zone, named beside it. The last line is reckoned from all visits together; it is no"
            " mean of the lines above."
        )
    )
