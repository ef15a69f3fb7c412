"""What a visitor takes home: their next steps, by when, where, and whom to ask, on an A5 page in plain words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from greeter.print_fonts import Weight
from greeter.scripts import Script, script_of
from greeter.tickets.code_text import PlainSteps, link, plain_steps
from greeter.tickets.qr import QUIET_ZONE, matrix
from greeter.tickets.sent_home import next_words, sorry_words, why_words
from greeter.tickets.sheet import Align, Box, Column, Sheet, Type, Words, baseline, check_mark, office_mark
from greeter.tickets.sheet_pdf import POINTS, pdf

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from greeter.model.catalogue import DirectoryEntry, Office
    from greeter.texts import Texts
    from greeter.tickets.sent_home import Goodbye

WIDTH, HEIGHT = 419.53, 595.28
"""A5 in points."""
MARGIN = 34.0
TOP = 28.0
BOTTOM = HEIGHT - 32
LOWEST = HEIGHT - 20
ACCENT, INK, INK2, LINE, TINT = "#14507A", "#1C2430", "#4D5562", "#CFC4B1", "#F8F3EA"
"""The light theme's accent, ink, ink2, line and paper (`resources/themes/light.json`)."""

OFFICE = Type(11.5, Weight.EXTRABOLD, 1.2, INK)
TITLE = Type(23, Weight.EXTRABOLD, 1.1, INK)
ABOUT = Type(10, Weight.REGULAR, 1.4, INK2)
HEADING = Type(12.5, Weight.EXTRABOLD, 1.3, INK)
STEP = Type(11.5, Weight.BOLD, 1.3, INK)
OURS = Type(10.5, Weight.SEMIBOLD, 1.35, INK)
BODY = Type(10, Weight.REGULAR, 1.4, INK)
WHEN = Type(10, Weight.SEMIBOLD, 1.4, INK)
SMALL = Type(10, Weight.REGULAR, 1.4, INK2)
PLACE = Type(11.5, Weight.EXTRABOLD, 1.3, ACCENT)
INDENT = 22.0


@dataclass(frozen=True, slots=True)
class TakeAwayStep:
    """One step: what, by when (None: no date), and how or where."""

    what: str
    due: date | None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class TakeAway:
    """The page in words. Never a name."""

    number: str
    office: Office
    service: str
    day: date
    token: str
    yours: tuple[TakeAwayStep, ...]
    """What the visitor does."""
    ours: tuple[TakeAwayStep, ...]
    """What the office does."""
    done: tuple[str, ...]
    """What was done at the counter."""
    ask: tuple[DirectoryEntry, ...]
    """Whom to ask."""
    summary: tuple[str, ...] = ()
    """What was summed up with the visitor, in lines."""
    is_agreed: bool = False
    """Whether they said yes to the summary, and nothing has changed since."""
    goodbye: Goodbye | None = None
    """Why they were sent home unserved, and what comes next; None for all others."""


def take_away_pdf(page: TakeAway, texts: Texts) -> bytes:
    """Return the page, or as many as are needed, as a PDF."""
    return pdf(take_away_sheets(page, texts))


def take_away_sheets(page: TakeAway, texts: Texts) -> list[Sheet]:
    """Return the pages. No step is torn over two of them."""
    script = script_of(texts.language)
    columns = [_column(script)]
    for block in _blocks(page, texts):
        height = _height(block, script)
        if columns[-1].y + height > BOTTOM and columns[-1].marks:
            columns.append(_column(script))
        block(columns[-1])
    _ask_at_the_foot(columns, page, texts)
    for place, column in enumerate(columns, start=1):
        _footer(column, page, texts, place, len(columns))
    title = texts("Your next steps, {number}", number=page.number)
    return [
        Sheet(WIDTH, HEIGHT, POINTS, tuple(column.marks), title, texts.language).facing(script) for column in columns
    ]


def by_when(texts: Texts, due: date | None, today: date) -> str:
    """Return by when a step is due: `Today`, `By Wednesday, December 2`; empty where it has no date."""
    if due is None:
        return ""
    return texts("Today") if due == today else texts("By {day}", day=texts.day(due))


def about(page: TakeAway, texts: Texts) -> str:
    """Return what the page is about: service, ticket and day."""
    day = texts.long_date(page.day)
    return texts("{service}. Ticket {number}, {day}.", service=page.service, number=page.number, day=day)


def _blocks(page: TakeAway, texts: Texts) -> list[Callable[[Column], None]]:
    blocks: list[Callable[[Column], None]] = [lambda column: _head(column, page, texts)]
    if page.goodbye is not None:
        blocks.append(lambda column: _panel(column, sorry_words(texts), *goodbye_lines(page, texts)))
    if page.summary:
        blocks.append(lambda column: _summary(column, page, texts))
    if page.yours:
        blocks += _steps(texts("What you do"), page.yours, partial(_step, page, texts))
    elif page.goodbye is None:
        blocks.append(lambda column: _section(column, texts("You have nothing more to do.")))
    if page.ours:
        blocks += _steps(texts("What we do"), page.ours, partial(_our_step, page, texts))
    if page.done:
        blocks.append(lambda column: _done(column, texts("Already done"), page.done))
    return blocks


def _ask_at_the_foot(columns: list[Column], page: TakeAway, texts: Texts) -> None:
    """Set whom to ask at the foot of the last page, or of one more. A page that stands alone has no number, and reaches further down."""
    script = columns[-1].script
    height = _height(lambda column: _ask(column, page, texts), script)
    lowest = BOTTOM if len(columns) > 1 else LOWEST
    if columns[-1].y + height + 10 > lowest:
        columns.append(_column(script))
    columns[-1].y = max(BOTTOM - height, columns[-1].y + 10)
    _ask(columns[-1], page, texts)


def _steps(
    heading: str, steps: tuple[TakeAwayStep, ...], draw_one: Callable[[Column, int, TakeAwayStep], None]
) -> list[Callable[[Column], None]]:
    """Return a block for each step; the heading stays with the first."""

    def block(place: int, step: TakeAwayStep) -> Callable[[Column], None]:
        def draw(column: Column) -> None:
            if place == 1:
                _section(column, heading)
            draw_one(column, place, step)

        return draw

    return [block(place, step) for place, step in enumerate(steps, start=1)]


def _column(script: Script) -> Column:
    return Column(MARGIN, WIDTH - 2 * MARGIN, TOP, script=script)


def _height(block: Callable[[Column], None], script: Script) -> float:
    trial = Column(MARGIN, WIDTH - 2 * MARGIN, 0, script=script)
    block(trial)
    return trial.y


def _head(column: Column, page: TakeAway, texts: Texts) -> None:
    side = 24.0
    column.add(*office_mark(column.x - 2, column.y, side, ACCENT, "#F6B73C", TINT))
    name = column.part(column.x + side + 8, column.width - side - 8, column.y)
    name.words(page.office.name, OFFICE)
    lines = len(name.marks)
    shift = max((side - lines * column.set(OFFICE).advance) / 2, 0)
    column.add(*(replace(mark, y=mark.y + shift) for mark in name.marks if isinstance(mark, Words)))
    column.y = max(name.y, column.y + side) + 10
    column.rule(1.5, INK)
    column.space(10)
    column.words(texts("Your next steps"), TITLE)
    column.space(3)
    column.words(about(page, texts), ABOUT)


def _section(column: Column, heading: str) -> None:
    column.space(10)
    column.words(heading, HEADING)
    column.space(3)


def _summary(column: Column, page: TakeAway, texts: Texts) -> None:
    """Set what was agreed in a tinted panel; while it is not agreed, that is said beneath."""
    heading, not_yet = about_summary(page, texts)
    _panel(column, heading, " ".join(page.summary), not_yet)


def goodbye_lines(page: TakeAway, texts: Texts) -> tuple[str, str]:
    """Return why they were sent home, and what comes next."""
    if page.goodbye is None:
        return "", ""
    why = why_words(texts, page.goodbye.reason) if page.goodbye.reason else ""
    return why, " ".join(next_words(texts, page.goodbye))


def _panel(column: Column, heading: str, words: str, strong: str) -> None:
    """Set some words in a tinted panel."""
    column.space(10)
    top = column.y
    inner = column.part(column.x + 12, column.width - 24, top + 7)
    inner.words(heading, HEADING)
    inner.words(words, BODY)
    inner.words(strong, WHEN)
    height = inner.y + 7 - top
    column.add(Box(column.x, top, column.width, height, 10, fill=TINT, edge=LINE, edge_width=1.2))
    column.add(*inner.marks)
    column.y = top + height


def about_summary(page: TakeAway, texts: Texts) -> tuple[str, str]:
    """Return the summary's heading, and what is said beneath it while it is not agreed."""
    if page.is_agreed:
        return texts("What we agreed"), ""
    return texts("What we talked about"), texts("Not agreed yet.")


def _step(page: TakeAway, texts: Texts, column: Column, place: int, step: TakeAwayStep) -> None:
    if place > 1 and column.marks:
        column.space(5)
        column.rule(0.75, LINE)
    column.space(5)
    column.add(Words(str(place), column.x, column.y + baseline(column.set(PLACE)), PLACE))
    column.words(step.what, STEP, indent=INDENT)
    column.pair((by_when(texts, step.due, page.day), WHEN), (step.detail, SMALL), gap=10, indent=INDENT)


def _our_step(page: TakeAway, texts: Texts, column: Column, place: int, step: TakeAwayStep) -> None:
    column.space(4)
    number = Type(OURS.size, Weight.EXTRABOLD, OURS.line, ACCENT)
    column.add(Words(str(place), column.x, column.y + baseline(column.set(OURS)), number))
    column.words(step.what, OURS, indent=INDENT)
    when, detail = by_when(texts, step.due, page.day), step.detail.rstrip(".")
    column.words(f"{texts.ended(when)} {detail}" if when and detail else when or detail, SMALL, indent=INDENT)


def _done(column: Column, heading: str, done: tuple[str, ...]) -> None:
    _section(column, heading)
    for what in done:
        column.add(check_mark(column.x + 1, column.y + (column.set(BODY).advance - 8) / 2, 8, ACCENT))
        column.words(what, BODY, indent=INDENT)
        column.space(2)


def _ask(column: Column, page: TakeAway, texts: Texts) -> None:
    """Set whom to ask, and the page's code beside it."""
    top = column.y
    modules = matrix(code_text(page, texts))
    module = max(96.0 / (len(modules) + 2 * QUIET_ZONE), 1.42)  # 4 dots of a printer of 203 dpi
    side = module * len(modules)
    left = column.x + column.width - side - 20
    text = column.part(column.x + 14, left - column.x - 34, top + 12)
    text.words(texts("Whom to ask"), HEADING)
    text.space(2)
    for entry in page.ask[:3]:
        text.words(entry.name, Type(BODY.size, Weight.BOLD, BODY.line, INK))
        where = ", ".join(part for part in (entry.phone, entry.room, entry.email) if part)
        text.words(where, BODY)
        text.space(3)
    if page.office.phone:
        text.words(texts("Anything else: {phone}", phone=text.own(page.office.phone)), BODY)
    if page.office.address:
        text.words(page.office.address, SMALL)
    code = column.part(left - 16, side + 32, top + 14)
    code.code(modules, module, left=left)
    code.space(7)
    code.words(code_words(page, texts), Type(9, Weight.SEMIBOLD, 1.2, INK), align=Align.CENTER)
    bottom = max(text.y, code.y) + 12
    column.add(Box(column.x, top, column.width, bottom - top, 10, fill=None, edge=LINE, edge_width=1.2))
    column.add(*text.marks, *code.marks)
    column.y = bottom


def code_text(page: TakeAway, texts: Texts) -> str:
    """Return what the page's code holds: the visitor's own page, or their steps as plain text."""
    if page.office.web_base_url:
        return link(page.office.web_base_url, page.token)
    then = () if page.goodbye is None else tuple(next_words(texts, page.goodbye))
    steps = then + tuple(
        f"{step.what} ({when})" if (when := by_when(texts, step.due, page.day)) else step.what for step in page.yours
    )
    return plain_steps(
        PlainSteps(page.number, page.office.name, texts.short_date(page.day), steps, page.office.phone), texts
    )


def code_words(page: TakeAway, texts: Texts) -> str:
    """Return what the code is for."""
    if page.office.web_base_url:
        return texts("See this on your phone")
    return texts("Keep this on your phone")


def _footer(column: Column, page: TakeAway, texts: Texts, place: int, of: int) -> None:
    if of == 1:
        return
    type_ = column.set(Type(9, Weight.REGULAR, 1.3, INK2))
    foot = column.part(column.x, column.width, HEIGHT - 20 - baseline(type_))
    foot.words(texts("{number}, page {n} of {all}", number=page.number, n=place, all=of), type_)
    column.add(*foot.marks)
