"""How many clerks each hour of a week needs: weekday by hour, one hue, the number in each cell, a flag where the office has fewer counters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.print_fonts import Weight
from greeter.reports.charts.heat_map import GROUNDS, draw_week
from greeter.reports.sheet import SMALL, Align, Face, Ink
from greeter.reports.wording import amount_digits

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from greeter.reports.charts.drawing import Box
    from greeter.reports.quantities import Amount
    from greeter.reports.sheet import Sheet
    from greeter.texts import Texts

PITCH = 26.0
"""Height of a weekday, in points."""
_CORNER = 6.0


def draw_need(
    sheet: Sheet,
    texts: Texts,
    counters: int,
    needed: Mapping[tuple[int, int], Amount],
    days: Sequence[int],
    hours: Sequence[int],
    top: float,
    pitch: float = PITCH,
) -> float:
    """Draw the map over the width of the page, from `top` down; return where it ends. needed: clerks by weekday and hour."""
    most = max((amount.value or 0.0 for amount in needed.values()), default=0.0)

    def draw(day: int, hour: int, box: Box) -> None:
        amount = needed.get((day, hour))
        middle, line = box.x + box.wide / 2, box.y + box.high / 2 + 3.1
        if amount is None or amount.value is None:
            sheet.box(box.x + 0.4, box.y + 0.4, box.wide - 0.8, box.high - 0.8, None, radius=3, edge=Ink.LINE)
            if amount is not None:
                sheet.text(middle, line, "–", SMALL, Align.CENTRE)
            return
        ground, ink = GROUNDS[darkness(amount.value, most)]
        sheet.box(*box, ground, radius=3)
        sheet.text(middle, line, amount_digits(amount), Face(9.0, Weight.BOLD, ink), Align.CENTRE)
        if amount.value > counters:
            right, upper = box.x + box.wide, box.y
            sheet.shape([(right - _CORNER, upper), (right, upper), (right, upper + _CORNER)], ink)

    return draw_week(sheet, texts, days, hours, draw, sheet.left, top, sheet.room, pitch)


def darkness(clerks: float, most: float) -> int:
    """Return which of the grounds a cell has: the more clerks beside the busiest hour, the darker."""
    return min(int(4 * (clerks - 1) / most), 3) if most > 1 else 0
