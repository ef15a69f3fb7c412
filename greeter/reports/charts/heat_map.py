"""When the promise is kept: weekday by hour, one hue, the number in each cell, a flag where the goal is missed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.print_fonts import Weight
from greeter.reports.charts.drawing import Box
from greeter.reports.said import hour_words, short_hour, short_weekday
from greeter.reports.sheet import SMALL, Align, Face, Ink
from greeter.reports.wording import short_percent

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from greeter.model.catalogue import Office
    from greeter.reports.quantities import Share
    from greeter.reports.sheet import Sheet
    from greeter.reports.waits import Cell
    from greeter.texts import Texts


FEWEST = 10
"""A cell about fewer visits shows a dash."""
_ABOVE = (0.10, 0.0, -0.10)
"""From so far above the goal on, a cell has one of the first grounds; what is lower is darkest."""
GROUNDS = ((Ink.HEAT1, Ink.INK), (Ink.HEAT2, Ink.INK), (Ink.HEAT3, Ink.WHITE), (Ink.HEAT4, Ink.WHITE))
"""The grounds, and the number on them."""
_GAP = 2.0


def weekdays_of(office: Office, cells: Sequence[Cell]) -> list[int]:
    """Return the weekdays to draw: those on which the office opens, and those on which anybody came."""
    return sorted({*(day for day, spans in office.hours.items() if spans), *(cell.weekday for cell in cells)})


def hours_of(office: Office, cells: Sequence[Cell]) -> list[int]:
    """Return the hours to draw, without a gap; a night's hours come last where the business day ends after midnight."""
    places = [(cell.hour - office.cutover_hour) % 24 for cell in cells if cell.n >= FEWEST] or [
        (cell.hour - office.cutover_hour) % 24 for cell in cells
    ]
    return [(place + office.cutover_hour) % 24 for place in range(min(places), max(places) + 1)] if places else []


def draw_heat(
    sheet: Sheet,
    texts: Texts,
    office: Office,
    cells: Sequence[Cell],
    x: float,
    top: float,
    room: float,
    pitch: float,
    placed: Callable[[int, int, Box], None] | None = None,
) -> float:
    """Draw the map from its upper left corner, `pitch` points a row; return where it ends. placed: hears where each weekday and hour lies."""
    known = {(cell.weekday, cell.hour): cell for cell in cells}

    def draw(day: int, hour: int, box: Box) -> None:
        _cell(sheet, office.goal, known.get((day, hour)), *box)
        if placed is not None:
            placed(day, hour, box)

    return draw_week(sheet, texts, weekdays_of(office, cells), hours_of(office, cells), draw, x, top, room, pitch)


def draw_week(
    sheet: Sheet,
    texts: Texts,
    days: Sequence[int],
    hours: Sequence[int],
    draw: Callable[[int, int, Box], None],
    x: float,
    top: float,
    room: float,
    pitch: float,
) -> float:
    """Draw weekdays by hours, each cell by `draw`, which takes weekday, hour, and where the cell lies; return where it ends."""
    if not hours:
        return top
    names = [short_weekday(texts, day) for day in days]
    named = max([25.0, *(sheet.measure(name, SMALL) + 4 for name in names)])
    wide = min((room - named) / len(hours), 42.0)
    every = 1 if wide >= 15 else 2
    for column, hour in enumerate(hours):
        if column % every:
            continue
        first = wide >= 21 and (column == 0 or hour == 12)
        words = hour_words(texts, hour) if first else short_hour(texts, hour)
        centre = x + named + wide * (column + 0.5)
        sheet.text(centre, top + 8, words, Face(8.0, ink=Ink.INK2), Align.CENTRE)
    top += 14
    for row, day in enumerate(days):
        y = top + pitch * row
        sheet.text(x, y + pitch / 2 + 2, names[row], SMALL)
        for column, hour in enumerate(hours):
            draw(day, hour, Box(x + named + wide * column, y, wide - _GAP, pitch - _GAP))
    return top + pitch * len(days)


def ground_of(share: Share, goal: float) -> int:
    """Return which of the grounds a share has: 0 for the best."""
    return next((place for place, above in enumerate(_ABOVE) if share.value >= goal + above - 1e-9), len(_ABOVE))


def _cell(sheet: Sheet, goal: float, cell: Cell | None, x: float, y: float, wide: float, high: float) -> None:
    middle, line = x + wide / 2, y + high / 2 + 3.1
    if cell is None or cell.n < FEWEST:
        sheet.box(x + 0.4, y + 0.4, wide - 0.8, high - 0.8, None, radius=3, edge=Ink.LINE)
        if cell is not None:
            sheet.text(middle, line, "–", SMALL, Align.CENTRE)
        return
    share = cell.share(goal)
    ground, ink = GROUNDS[ground_of(share, goal)]
    sheet.box(x, y, wide, high, ground, radius=3)
    sheet.text(middle, line, short_percent(share), Face(9.0, Weight.BOLD, ink), Align.CENTRE)
    if not share.met:
        corner = 6.0
        sheet.shape([(x + wide - 2 - corner, y + 2), (x + wide - 2, y + 2), (x + wide - 2, y + 2 + corner)], Ink.WHITE)
