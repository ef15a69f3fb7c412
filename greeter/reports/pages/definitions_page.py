"""The last page: how each figure is computed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.reports.definitions import definition, measures_of
from greeter.reports.public import Audience

if TYPE_CHECKING:
    from greeter.reports.pages.telling import Page


def definitions(page: Page) -> None:
    """Each figure's name, and how it is computed."""
    texts, figures = page.texts, page.figures
    page.ask("How is each figure computed?", "definitions")
    page.say(
        texts(
            "Every number can be computed again from the store. n is how many visits it rests on; under 30, no finding is claimed."
        ),
        texts("Numbers about fewer than 10 visits are withheld, and counts are rounded down to ten.")
        if figures.audience is Audience.PUBLIC
        else "",
    )
    for measure in measures_of(figures.tables.values()):
        page.define(texts(measure.value), definition(texts, measure, figures.office))
