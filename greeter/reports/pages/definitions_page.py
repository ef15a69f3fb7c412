"""The last page: how each figure is computed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.print_fonts import Weight
from greeter.reports.definitions import definition, measures_of
from greeter.reports.public import Audience
from greeter.reports.sheet import Run

if TYPE_CHECKING:
    from greeter.reports.pages.page import Page

_INDENT = 132.0
_SIZE, _LEADING = 9.0, 12.0


def definitions(page: Page) -> None:
    """Write each figure's name at the left and how it is computed at the right."""
    sheet, texts, figures = page.sheet, page.texts, page.figures
    page.ask("How is each figure computed?", "definitions")
    page.say(
        texts(
            "Every number can be computed again from the store. n is how many visits it rests on; under 30, no finding is claimed."
        ),
        texts("Numbers about fewer than 10 visits are withheld, and counts are rounded down to ten.")
        if figures.audience is Audience.PUBLIC
        else "",
    )
    sheet.y += 6
    for measure in measures_of(figures.tables.values()):
        name = [Run(texts(measure.value), Weight.BOLD)]
        said = [Run(definition(texts, measure, figures.office))]
        room = sheet.room - _INDENT
        left, right = (
            sheet.lines(_INDENT - 14, name, _SIZE), sheet.lines(room, said, _SIZE)
        )  # fmt: skip
        high = _LEADING * max(len(left), len(right))
        if page.need(high + 8):
            sheet.y += 10
        sheet.rule(sheet.left, sheet.y, sheet.right, sheet.y)
        sheet.paragraph(sheet.left, sheet.y + 12, _INDENT - 14, name, _SIZE, _LEADING)
        sheet.paragraph(sheet.left + _INDENT, sheet.y + 12, room, said, _SIZE, _LEADING)
        sheet.y += high + 8
