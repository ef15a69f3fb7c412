"""The visitor's next steps on a receipt printer's roll: what the A5 page says, in one narrow column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.print_fonts import Weight
from greeter.scripts import script_of
from greeter.tickets.roll import DPI, Roll, mm, pt
from greeter.tickets.sent_home import sorry_words
from greeter.tickets.sheet import Column, Sheet, Type, Words, baseline, check_mark
from greeter.tickets.take_away import about, about_summary, by_when, code_text, code_words, goodbye_lines
from greeter.tickets.ticket_sheet import BODY, INDENT, SMALL, STRONG, code, foot, head, section

if TYPE_CHECKING:
    from greeter.texts import Texts
    from greeter.tickets.take_away import TakeAway, TakeAwayStep

TITLE = Type(pt(19), Weight.EXTRABOLD, 1.1)
MOST_ASKED = 3
"""Whom to ask: so many at most, as on the A5 page."""


def take_away_slip(page: TakeAway, texts: Texts, roll: Roll = Roll.MM_80) -> Sheet:
    """Return the next steps as a sheet, as wide as the roll and as long as they need to be."""
    column = Column(roll.margin, roll.dots, mm(4), script=script_of(texts.language))
    head(column, page.office.name)
    column.space(mm(1))
    column.words(texts("Your next steps"), TITLE)
    column.space(mm(1))
    column.words(about(page, texts), BODY)
    _goodbye(column, page, texts)
    _summary(column, page, texts)
    _steps(column, page, texts)
    _whom_to_ask(column, page, texts)
    code(column, code_text(page, texts), code_words(page, texts))
    foot(column, page.office.phone, page.office.address, texts)
    title = texts("Your next steps, {number}", number=page.number)
    sheet = Sheet(roll.width, round(column.y + mm(6)), DPI, tuple(column.marks), title, texts.language)
    return sheet.facing(column.script)


def _goodbye(column: Column, page: TakeAway, texts: Texts) -> None:
    """Set why they were sent home, and what comes next."""
    if page.goodbye is None:
        return
    section(column, sorry_words(texts))
    why, then = goodbye_lines(page, texts)
    column.words(why, BODY)
    column.space(mm(0.6))
    column.words(then, STRONG)


def _summary(column: Column, page: TakeAway, texts: Texts) -> None:
    """Set what was agreed, and where it is not agreed, that it is not."""
    if not page.summary:
        return
    heading, not_yet = about_summary(page, texts)
    section(column, heading)
    for line in page.summary:
        column.words(line, BODY)
        column.space(mm(0.6))
    column.words(not_yet, STRONG)


def _steps(column: Column, page: TakeAway, texts: Texts) -> None:
    if page.yours:
        section(column, texts("What you do"))
        for place, step in enumerate(page.yours, start=1):
            _step(column, place, step, by_when(texts, step.due, page.day))
    elif page.goodbye is None:
        section(column, texts("You have nothing more to do."))
    if page.ours:
        section(column, texts("What we do"))
        for place, step in enumerate(page.ours, start=1):
            _step(column, place, step, by_when(texts, step.due, page.day))
    if page.done:
        section(column, texts("Already done"))
        for what in page.done:
            _done(column, what)


def _done(column: Column, what: str) -> None:
    """Set a line with a check mark."""
    side = mm(3)
    column.add(check_mark(column.x, column.y + (column.set(BODY).advance - side) / 2, side))
    column.words(what, BODY, indent=INDENT)
    column.space(mm(0.5))


def _step(column: Column, place: int, step: TakeAwayStep, when: str) -> None:
    """Set a step: what, then by when, then how or where."""
    column.add(
        Words(str(place), column.x + 1, column.y + baseline(column.set(STRONG)), Type(BODY.size, Weight.EXTRABOLD))
    )
    column.words(step.what, STRONG, indent=INDENT)
    column.words(when, BODY, indent=INDENT)
    column.words(step.detail, SMALL, indent=INDENT)
    column.space(mm(1.2))


def _whom_to_ask(column: Column, page: TakeAway, texts: Texts) -> None:
    if not page.ask:
        return
    section(column, texts("Whom to ask"))
    for entry in page.ask[:MOST_ASKED]:
        column.words(entry.name, STRONG)
        for where in (entry.phone, entry.room, entry.email):
            column.words(where, BODY)
        column.space(mm(1))
