"""What changed: these days held against others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.reports.compared import BEFORE, LAST_YEAR, MORE, OFFICES
from greeter.reports.pages.table_block import look
from greeter.reports.public import Audience
from greeter.reports.quantities import Amount, Share
from greeter.reports.wording import amount_text, n_text, percent_text

if TYPE_CHECKING:
    from greeter.reports.figures import Figures
    from greeter.reports.pages.telling import Page
    from greeter.reports.quantities import Quantity
    from greeter.reports.table import Line, Table
    from greeter.texts import Texts


def changed(page: Page) -> None:
    """What changed since the days before, and since a year ago."""
    texts, figures = page.texts, page.figures
    tables = [figures.tables[key] for key in (BEFORE, LAST_YEAR) if key in figures.tables]
    shown = [table for table in tables if _then(table)]
    if not shown and OFFICES not in figures.tables:
        return
    page.ask("What changed?", "changed")
    if shown and figures.audience is Audience.OFFICE:
        page.say(changed_words(texts, figures, shown[0]))
    for table in shown:
        page.table(table.key, look({}))
    if OFFICES in figures.tables:
        page.table(OFFICES)
    if figures.audience is Audience.OFFICE:
        page.remark(
            texts(
                "The true change lies from “from” to “to” 19 times out of 20. Where 0 lies between them, it may be chance alone; where they are"
                " empty, there were too few days to tell."
            )
        )


def _then(table: Table) -> bool:
    """Whether anybody came in the days that these are held against; of what is withheld there is nothing to show."""
    then = table.line("visits")
    return then is not None and then.values[1].n > 0


def changed_words(texts: Texts, figures: Figures, table: Table) -> str:
    """Say which figures changed by more than chance, and from what to what."""
    changed = [_now_and_then(texts, figures, line) for line in table.lines if line.detail == MORE]
    if not any(isinstance(one := line.values[-1], Amount) and one.known for line in table.lines):
        return texts("There are too few days to tell what is chance.")
    span = figures.span.earlier() if table.key == BEFORE else figures.span.a_year_ago()
    days = (span or figures.span).words(texts)
    if not changed:
        return texts("Against {days}, nothing changed by more than chance.", days=days)
    return texts("More than chance, against {days}: {figures}.", days=days, figures=texts.listed(changed))


def _now_and_then(texts: Texts, figures: Figures, line: Line) -> str:
    now, then = (_shown(texts, figures, value) for value in line.values[:2])
    return texts("{figure} {now} (before {then})", figure=texts(line.name), now=now, then=then)


def _shown(texts: Texts, figures: Figures, value: Quantity) -> str:
    if isinstance(value, Share):
        return percent_text(texts, value)
    return amount_text(texts, value, figures.office.currency) if isinstance(value, Amount) else n_text(value, texts)
