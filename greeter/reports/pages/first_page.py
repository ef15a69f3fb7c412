"""Page 1: what a manager knows after one minute."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from greeter.print_fonts import Weight
from greeter.reports.charts.heat_map import FEWEST as FEWEST_IN_CELL
from greeter.reports.charts.heat_map import draw_heat, weekdays_of
from greeter.reports.charts.marks import check, triangle
from greeter.reports.charts.waits_chart import draw_waits, legend, rows_of
from greeter.reports.headline import FEWEST, headline
from greeter.reports.pages import first_words
from greeter.reports.pages.frame import footer, header
from greeter.reports.praise import went_well
from greeter.reports.public import Audience
from greeter.reports.sheet import BODY, HEADING, SMALL, Face, Ink, Run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greeter.reports.figures import Figures
    from greeter.reports.pages.first_words import Told
    from greeter.reports.sheet import Sheet
    from greeter.texts import Texts

_GUTTER = 22.0
_LEAST_PITCH, _FEWEST_ROWS = 29.0, 4
"""Rows of the chart of waits are not lower, in points, as long as there are so many: on short paper more services are put together."""
_HALF = 0.465
"""The map of the week takes so much of the width, what to improve the rest."""
_BOTTOM = 58.0
"""From the foot of the page to the end of what stands above the footer, in points."""


def first_page(sheet: Sheet, texts: Texts, figures: Figures) -> None:
    """Draw page 1."""
    header(sheet, texts, figures, texts("One-minute read"))
    sheet.bookmark(texts("In one minute"), "first")
    y = _headline(sheet, texts, figures)
    if figures.arrivals:
        _big_figure(sheet, texts, figures, y)
        low = _small_figures(sheet, texts, figures, y)
        low = _changed(sheet, texts, figures, max(y + 122, low + 11))
        y = _waits(sheet, texts, figures, low)
        _lower_half(sheet, texts, figures, y)
    else:
        _nothing(sheet, texts, y)
    footer(sheet, texts, figures, first_words.sums_words(texts, figures))


def _headline(sheet: Sheet, texts: Texts, figures: Figures) -> float:
    """Write the finding; return the last baseline."""
    sentences = headline(texts, figures)
    for size in (23.0, 20.0, 17.0, 15.5):
        face, leading = Face(size, Weight.EXTRABOLD), size * 1.18
        broken = [sheet.lines(sheet.room, [Run(one, face.weight)], size) for one in sentences]
        if sum(map(len, broken)) <= 2:
            break
    y = 93.0
    for sentence in broken:
        for line in sentence:
            sheet.text(sheet.left, y, "".join(run.text for run in line), face)
            y += leading
    return y - leading


def _big_figure(sheet: Sheet, texts: Texts, figures: Figures, y: float) -> None:
    within, enough = figures.within, figures.within.n >= FEWEST
    ink = (Ink.WITHIN if within.met else Ink.OVER) if enough and within.known else Ink.INK
    told = first_words.within_told(texts, figures)
    face = Face(57.0 if len(told.number) <= 5 else 34.0, Weight.EXTRABOLD, ink)
    wide = sheet.text(sheet.left - 2, y + 64, told.number, face)
    if enough and within.known:
        x, middle = sheet.left + wide + 20, y + 44.5
        if within.met:
            check(sheet, x, middle, 18)
        else:
            triangle(sheet, x, middle, 18, Ink.OVER)
    runs = [Run(told.what, Weight.BOLD), Run(texts(", ") + told.detail, ink=Ink.INK2)]
    sheet.paragraph(sheet.left, y + 83, 203, runs, 9.5, 12.5)


def _small_figures(sheet: Sheet, texts: Texts, figures: Figures, y: float) -> float:
    """Draw the three small figures; return where the next line would stand."""
    shown = first_words.small_told(texts, figures)
    x, rooms = sheet.left + 214.0, _rooms(sheet, shown)
    low = 0.0
    for (number, what, detail), room in zip(shown, rooms, strict=True):
        sheet.text(x, y + 66, number, Face(20.0, Weight.EXTRABOLD))
        below = sheet.paragraph(x, y + 83, room, [Run(what, Weight.BOLD)], 9.5, 12.0)
        low = max(low, sheet.paragraph(x, below + 0.5, room, [Run(detail, ink=SMALL.ink)], SMALL.size, 11.5))
        x += room + _BETWEEN
    return low


def _changed(sheet: Sheet, texts: Texts, figures: Figures, y: float) -> float:
    """Say what changed since the days before, where that can be told; return where the next thing stands."""
    said = first_words.what_changed(texts, figures)
    if not said:
        return y
    runs = [Run(texts("What changed."), Weight.BOLD), Run(f" {said}")]
    return sheet.paragraph(sheet.left, y - 5, sheet.room, runs, 9.5, 12.5) + 10


_BETWEEN = 16.0


def _rooms(sheet: Sheet, shown: Sequence[Told]) -> list[float]:
    """Return the widths of the small figures: what their words need in one line, or as much less as there is room."""
    needed = [
        max(
            sheet.measure(number, Face(20.0, Weight.EXTRABOLD)),
            sheet.measure(what, Face(9.5, Weight.BOLD)),
            sheet.measure(detail, SMALL),
        )
        + 1
        for number, what, detail in shown
    ]
    room = sheet.right - sheet.left - 214.0 - _BETWEEN * (len(shown) - 1)
    if sum(needed) >= room:
        even = room / len(shown)
        short = [min(one, even) for one in needed]
        spare, wanting = room - sum(short), sum(one - even for one in needed if one > even)
        return [one if one <= even else even + spare * (one - even) / wanting for one in needed]
    return [one + (room - sum(needed)) / len(shown) for one in needed]


def _waits(sheet: Sheet, texts: Texts, figures: Figures, y: float) -> float:
    """Draw the chart of waits with its heading at `y`; return where it ends."""
    rows = rows_of(texts, figures)
    sheet.text(sheet.left, y, texts("How long people waited, against our standard"), HEADING)
    if not rows:
        sheet.text(sheet.left, y + 18, texts("Nobody has been served in these days yet."), BODY)
        return y + 24
    legend(sheet, texts, rows, y + 14)
    sheet.text(sheet.right - 93, y + 30, texts("within standard"), SMALL)
    weekdays = max(5, len(weekdays_of(figures.office, figures.heat)))
    free = (
        sheet.height
        - _BOTTOM
        - (y + 36)
        - 38
        - max(24 * weekdays + 92, 36 + sum(block.high for block in _findings(sheet, texts, figures)))
    )
    if free < _LEAST_PITCH * len(rows):
        rows = rows_of(texts, figures, max(_FEWEST_ROWS, int(free / _LEAST_PITCH)))
    pitch = min(37.0, max(24.0, free / len(rows)))
    return draw_waits(sheet, texts, rows, y + 36, pitch)


def _lower_half(sheet: Sheet, texts: Texts, figures: Figures, y: float) -> None:
    """Draw the heat map and what went well at the left, what to improve at the right."""
    y += 27
    middle = sheet.left + sheet.room * _HALF
    left_room, right = middle - sheet.left, middle + _GUTTER
    foot = sheet.height - _BOTTOM
    _improve(sheet, texts, figures, right, y, foot)
    sheet.text(sheet.left, y, texts("When we keep it"), HEADING)
    words = first_words.heat_told(texts, figures)
    if not any(cell.n >= FEWEST_IN_CELL for cell in figures.heat):
        sheet.paragraph(sheet.left, y + 17, left_room, [Run(words, ink=Ink.INK2)], 9.5, 13.0)
        return
    top = sheet.paragraph(sheet.left, y + 13, left_room, [Run(words, ink=Ink.INK2)], 8.5, 11.0) - 4
    praise = went_well(texts, figures)
    runs = [Run(texts("What went well."), Weight.BOLD), Run(" " + " ".join(praise))]
    box = 21 + 13.0 * len(sheet.lines(left_room - 24, runs, 9.5)) if praise else 0.0
    days = max(1, len(weekdays_of(figures.office, figures.heat)))
    pitch = min(29.0, (foot - top - 14 - (box + 8 if box else 0)) / days)
    end = draw_heat(sheet, texts, figures.office, figures.heat, sheet.left, top, left_room, pitch)
    if praise:
        sheet.box(sheet.left, end + 8, left_room, box, Ink.PAPER, radius=7)
        sheet.paragraph(sheet.left + 12, end + 8 + 19, left_room - 24, runs, 9.5, 13.0)


def _improve(sheet: Sheet, texts: Texts, figures: Figures, x: float, y: float, foot: float) -> None:
    """Write what to improve: the act, the evidence, what it brings. What does not fit stands on the next page."""
    room = sheet.right - x
    if figures.audience is Audience.PUBLIC:
        told = first_words.public_told(texts)
        sheet.text(x, y, told.what, HEADING)
        sheet.paragraph(x, y + 16, room, [Run(told.detail)], 9.5, 13.0)
        return
    blocks, used = [], y + 14.0
    for block in _findings(sheet, texts, figures):
        used += block.high
        if used > foot:
            break
        blocks.append(block)
    sheet.text(x, y, first_words.improve_heading(texts, len(blocks)), HEADING)
    y += 22
    if not blocks:
        silent = first_words.nothing_to_improve(texts)
        sheet.paragraph(x, y - 5, room, [Run(silent, ink=Ink.INK2)], 9.5, 13.0)
    for place, (act, why, _) in enumerate(blocks):
        if place:
            sheet.rule(x, y - 13, sheet.right, y - 13)
            y += 2
        sheet.text(x, y + 1, str(place + 1), Face(15.0, Weight.BOLD, Ink.ACCENT))
        y = sheet.paragraph(x + _INDENT, y, room - _INDENT, act, 10.5, 14.0)
        y = sheet.paragraph(x + _INDENT, y, room - _INDENT, why, 9.3, 12.5) + 13


class _Block(NamedTuple):
    act: list[Run]
    why: list[Run]
    high: float


_INDENT = 24.0
"""Of a finding, for its number."""


def _findings(sheet: Sheet, texts: Texts, figures: Figures) -> list[_Block]:
    """Return what to improve first, each with the height that it needs."""
    room = sheet.room * (1 - _HALF) - _GUTTER - _INDENT
    blocks = []
    for finding in figures.first_findings:
        words = finding.words(texts)
        act, why = [Run(words.act, Weight.BOLD)], [Run(words.evidence), Run(f" {words.effect}", ink=Ink.INK2)]
        high = 14.0 * len(sheet.lines(room, act, 10.5)) + 12.5 * len(sheet.lines(room, why, 9.3)) + 15
        blocks.append(_Block(act, why, high))
    return blocks


def _nothing(sheet: Sheet, texts: Texts, y: float) -> None:
    said = first_words.nobody_told(texts)
    sheet.paragraph(sheet.left, y + 26, sheet.room * 0.8, [Run(said, ink=Ink.INK2)], 11.5, 16.0)
