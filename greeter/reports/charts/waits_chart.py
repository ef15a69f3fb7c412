"""How long people waited, each service against its standard: a dot for every visit, or a histogram where there are too many."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from greeter.model.visit import MINUTE_MS
from greeter.print_fonts import Weight
from greeter.reports.charts.drawing import Box
from greeter.reports.charts.marks import BLOCKS, draw_block, draw_mark, verdict
from greeter.reports.grouping import grouped
from greeter.reports.numbers import ENGLISH
from greeter.reports.quantities import Quantiles, Share
from greeter.reports.said import begun
from greeter.reports.sheet import SMALLEST, Align, Face, Ink
from greeter.reports.waits import Mark
from greeter.reports.wording import n_text, of_text, percent_text, thousands
from greeter.texts import for_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from greeter.reports.charts.drawing import Drawing
    from greeter.reports.figures import Figures
    from greeter.reports.sheet import Sheet
    from greeter.reports.waits import Dot
    from greeter.texts import Texts

MOST_DOTS = 400
"""From so many visits on the chart is a histogram."""
MOST_ROWS = 6
_NAME, _LONGEST_NAME = 97.0, 146.0
"""Width of the services' names, in points: at least, and at most."""
_RESULT = 102.0
"""Width of the result at the end of a row."""
_NARROW, _RESULT_ALONE = 360.0, 66.0
"""On a narrower chart the result is the share alone: of how many stands under the name."""
_LONGEST_AXIS = 60
_APART = 4.0
"""Between two minutes that are named, in points, at least."""
_OTHERS = 0.62
"""So much of a row's height the blocks have that are not cut."""


@dataclass(frozen=True)
class Row:
    """One row of the chart: a service, or several small ones together."""

    name: str
    targets: tuple[int, ...]
    """Minutes."""
    share: Share
    dots: tuple[Dot, ...]
    spread: Quantiles
    """Drawn in place of dots where those are withheld."""

    @cached_property
    def alike(self) -> Counter[tuple[int, int, Mark]]:
        """How many dots there are of each whole minute, target and mark: those are drawn alike."""
        return Counter((dot.wait_ms // MINUTE_MS, dot.target_ms, dot.mark) for dot in self.dots)


def rows_of(texts: Texts, figures: Figures, most: int = MOST_ROWS) -> list[Row]:
    """Return the rows, `most` of them: the services with most visits, and the others put together."""
    table = figures.tables["waits_by_service"]
    by_service = grouped(figures.dots, lambda dot: dot.service)
    rows = []
    for line in table.lines:
        share = figures.share(table.key, "within", line.key)
        dots = tuple(by_service.get(line.key, ()))
        targets = tuple(sorted({dot.target_ms // MINUTE_MS for dot in dots})) or _target(figures, line.key)
        if share.n:
            rows.append(Row(line.name, targets, share, dots, figures.quantiles(table.key, "wait", line.key)))
    rows.sort(key=lambda row: -row.share.n)
    if len(rows) <= most or not figures.dots:
        return rows[:most]
    return [*rows[: most - 1], _together(texts, rows[most - 1 :], figures.office.goal)]


def draw_waits(
    sheet: Sheet,
    texts: Texts,
    rows: Sequence[Row],
    top: float,
    pitch: float,
    placed: Callable[[int, int, Box], None] | None = None,
) -> float:
    """Draw the rows from `top` on, `pitch` points each, with the axis beneath; return where the axis' words stand.

    placed: hears where each row's minutes lie that have visits; a row without dots is told whole, as its minute 0.
    """
    named = max(_NAME, min(_LONGEST_NAME, max(sheet.measure(row.name, _NAMED) + 8 for row in rows)))
    start, end = sheet.left + named, sheet.right - _result_room(sheet)
    visits = VisitsDrawn(rows, start, end - start - 8, pitch, texts)
    axis = visits.axis
    bottom = top + pitch * len(rows)
    _axis(sheet, texts, axis, top, bottom)
    for index, row in enumerate(rows):
        upper = top + pitch * index
        if index:
            sheet.rule(sheet.left, upper, sheet.right, upper)
        _name(sheet, texts, row, upper + pitch / 2, named)
        visits.draw(sheet, row, upper)
        if placed is not None:
            for minute, box in visits.minutes(row, upper):
                placed(index, minute, box)
        _result(sheet, texts, row, upper + pitch / 2)
    return bottom + 11


def _axis(sheet: Sheet, texts: Texts, axis: Axis, top: float, bottom: float) -> None:
    """Draw the minutes, and name as many as have room, the last and the first before all."""
    most = texts("{minutes} min", minutes=f"{axis.most}+" if axis.cut else axis.most)
    end = axis.x(axis.most) - sheet.measure(most, SMALLEST) / 2
    sheet.text(axis.x(axis.most), bottom + 11, most, SMALLEST, Align.CENTRE)
    free = sheet.left
    for minute in axis.ticks():
        sheet.rule(axis.x(minute), top, axis.x(minute), bottom)
        half = sheet.measure(str(minute), SMALLEST) / 2
        if minute != axis.most and free <= axis.x(minute) - half and axis.x(minute) + half + _APART <= end:
            sheet.text(axis.x(minute), bottom + 11, str(minute), SMALLEST, Align.CENTRE)
            free = axis.x(minute) + half + _APART


class VisitsDrawn:
    """The visits of some rows on one scale of minutes, `wide` points from 0 at `start` to its end, each row `pitch` points high."""

    def __init__(self, rows: Sequence[Row], start: float, wide: float, pitch: float, texts: Texts = ENGLISH) -> None:
        self._texts = texts
        self.axis = Axis(start, wide, _most_minutes(rows))
        self.many = sum(len(row.dots) for row in rows) >= MOST_DOTS
        """Whether visits are too many for dots."""
        self._pitch = pitch
        self._beads = _Beads(0, 0, 1) if self.many else _beads(rows, self.axis, pitch)
        self._tallest = max((_tallest(row, self.axis) for row in rows), default=0.0) or 1.0

    def draw(self, sheet: Drawing, row: Row, upper: float) -> None:
        """Draw a row's visits and its standard, from `upper` down."""
        axis, pitch = self.axis, self._pitch
        if not row.dots:
            _spread(sheet, row, axis, upper + pitch / 2)
        elif self.many:
            _histogram(sheet, row, axis, upper, pitch, self._tallest, self._texts)
        else:
            _swarm(sheet, row, axis, upper, pitch, self._beads)
        for target in row.targets:
            sheet.rule(axis.x(target), upper + 3, axis.x(target), upper + pitch - 3, Ink.INK, 1.6)

    def minutes(self, row: Row, upper: float) -> Iterator[tuple[int, Box]]:
        """Return where a row's minutes lie that have visits, from `upper` down; a row without dots has one, as wide as the axis."""
        axis, y, high = self.axis, upper + 2, self._pitch - 4
        if not row.dots:
            yield 0, Box(axis.x(0), y, axis.x(axis.most) - axis.x(0), high)
        for minute in sorted(_counts(row, axis)):
            yield minute, Box(axis.x(minute), y, axis.minute, high)


def visits_at(rows: Sequence[Row], row: Row, minute: int) -> tuple[list[Dot], bool]:
    """Return the visits that are drawn in a minute of a row, and whether longer waits stand there, too."""
    axis = Axis(0.0, 1.0, _most_minutes(rows))
    return [dot for dot in row.dots if _bin(dot, axis) == minute], axis.cut and minute == axis.most - 1


def legend(sheet: Sheet, texts: Texts, rows: Sequence[Row], y: float) -> None:
    """Say what the marks mean, in one line, or in as many as a narrow chart needs."""
    many = sum(len(row.dots) for row in rows) >= MOST_DOTS
    *marks, standard = _legend_places(sheet, texts, rows)
    for mark, words, x, down in marks:
        if mark is None:
            sheet.box(x, y + down - 6, 9, 6, Ink.ACCENT, radius=1.5)
        elif many:
            draw_block(sheet, mark, x + 1, y + down, 6.5, 6.5)
        else:
            draw_mark(sheet, x + 3, y + down - 3.2, mark, 5.0)
        sheet.text(x + 12, y + down, words, SMALL_LEGEND)
    _, words, x, down = standard
    sheet.rule(x + 1, y + down - 8, x + 1, y + down + 1.5, Ink.INK, 1.6)
    sheet.text(x + 7, y + down, words, SMALL_LEGEND)


def legend_more(sheet: Sheet, texts: Texts, rows: Sequence[Row]) -> float:
    """Return how much higher the legend is than one line, in points."""
    return _legend_places(sheet, texts, rows)[-1].down


class _Entry(NamedTuple):
    mark: Mark | None
    words: str
    x: float
    down: float


def _legend_places(sheet: Sheet, texts: Texts, rows: Sequence[Row]) -> list[_Entry]:
    """Return what the legend says and where, the standard last."""
    x, down, places = sheet.left, 0.0, list[_Entry]()
    for mark, words in [*_entries(texts, sum(len(row.dots) for row in rows)), (None, texts("the standard"))]:
        wide = 12 + sheet.measure(words, SMALL_LEGEND)
        if x > sheet.left and x + wide > sheet.right:
            x, down = sheet.left, down + _LEGEND_LINE
        places.append(_Entry(mark, words, x, down))
        x += wide + 12
    return places


def _entries(texts: Texts, drawn: int) -> list[tuple[Mark | None, str]]:
    """Return what the marks of so many dots are called; of none, what stands in their place."""
    if not drawn:
        return [(None, texts("from half of the visits to 9 in 10"))]
    return [
        (Mark.WITHIN, texts("within standard") if drawn >= MOST_DOTS else texts("one visit, within standard")),
        (Mark.OVER, texts("after the standard")),
        (Mark.LEFT, texts("left after the standard")),
    ]


_LEGEND_LINE = 12.0
"""From one line of the legend to the next, in points."""
_NAMED = Face(9.5, Weight.BOLD)
SMALL_LEGEND = Face(9.0, ink=Ink.INK2)


class Axis:
    """Minutes from 0 to `most`; what is longer stands at the end."""

    def __init__(self, start: float, wide: float, longest: int) -> None:
        self.cut = longest > _LONGEST_AXIS
        self.most = _LONGEST_AXIS if self.cut else max(20, -(-longest // 10) * 10)
        self._start, self._unit = start, wide / self.most

    @property
    def minute(self) -> float:
        """Width of a minute, in points."""
        return self._unit

    def x(self, minutes: float) -> float:
        """Return where so many minutes are."""
        return self._start + min(minutes, self.most) * self._unit

    def ticks(self) -> range:
        """Return the minutes that are named."""
        return range(0, self.most + 1, 10)


@dataclass(frozen=True, slots=True)
class _Beads:
    """How dots are strung: their size, the step from one to the next, and how many stand above each other at most."""

    size: float
    step: float
    high: int


def _beads(rows: Sequence[Row], axis: Axis, pitch: float) -> _Beads:
    """Return dots of one size for the whole chart, so small that the fullest minute has room in two columns."""
    fullest = max((len(dots) for row in rows for dots in _by_minute(row, axis).values()), default=1)
    room = pitch - 5
    step = min(5.1, axis.minute * 0.86, max(room / fullest, 2 * room / (fullest + 1)))
    size = max(2.8, min(4.0, step * 0.86))
    step = max(step, size * 1.04)
    return _Beads(size, step, max(1, int(room / step)))


def _swarm(sheet: Drawing, row: Row, axis: Axis, upper: float, pitch: float, beads: _Beads) -> None:
    """Draw each visit at its minute, those of one minute above each other around the middle of the row."""
    for minute, dots in _by_minute(row, axis).items():
        columns = min(2, -(-len(dots) // beads.high))
        high = -(-len(dots) // columns)
        step = min(beads.step, (pitch - 5) / high)
        for place, dot in enumerate(dots):
            column, level = divmod(place, high)
            x = axis.x(minute) + axis.minute * (column + 0.5) / columns
            draw_mark(sheet, x, upper + pitch / 2 + step * (level - (high - 1) / 2), dot.mark, beads.size)


def _by_minute(row: Row, axis: Axis) -> dict[int, list[Dot]]:
    dots = sorted(row.dots, key=lambda dot: dot.mark is Mark.LEFT)
    return grouped(dots, lambda dot: _bin(dot, axis))


def _counts(row: Row, axis: Axis) -> dict[int, Counter[Mark]]:
    """Return how many dots of each mark stand in each minute."""
    counts: dict[int, Counter[Mark]] = {}
    for (minute, target_ms, mark), n in row.alike.items():
        counts.setdefault(_place(minute, target_ms, mark, axis), Counter())[mark] += n
    return counts


def _histogram(sheet: Drawing, row: Row, axis: Axis, upper: float, pitch: float, tallest: float, texts: Texts) -> None:
    """Draw the visits of each minute as a block; the same height is the same share of a service's visits in every row.

    A block that is far higher than all others, usually those who hardly waited, is cut, and says how many it stands for.
    """
    base, high = upper + pitch - 4, pitch - 8
    unit = high * _OTHERS / tallest / len(row.dots)
    for minute, counts in sorted(_counts(row, axis).items()):
        y, x, wide = base, axis.x(minute) + 0.4, axis.minute - 0.8
        n = counts.total()
        cut = n * unit > high
        for mark in BLOCKS:
            part = counts[mark] * (high / n if cut else unit)
            if part > 0:
                draw_block(sheet, mark, x, y, wide, part)
                y -= part
        if cut:
            for level in (0.62, 0.72):
                sheet.stroke([(x - 1, base - high * level), (x + wide + 1, base - high * level - 2)], Ink.WHITE, 1.0)
            sheet.text(x + wide + 2.5, upper + 10, thousands(n, texts), SMALLEST)
    sheet.rule(axis.x(0), base, axis.x(axis.most), base, Ink.EDGE, 0.5)


def _spread(sheet: Drawing, row: Row, axis: Axis, middle: float) -> None:
    if row.spread.known:
        start, end = axis.x(row.spread.p50 / MINUTE_MS), axis.x(row.spread.p90 / MINUTE_MS)
        sheet.rule(axis.x(0), middle, axis.x(axis.most), middle)
        sheet.box(start, middle - 4, max(end - start, 2), 8, Ink.ACCENT, radius=2)


def standard_words(texts: Texts, row: Row) -> str:
    """Return the standard of a row, and how many visits it is about."""
    said = (
        for_texts("n {n}"), for_texts("standard {first} min, n {n}"),
        for_texts("{first} and {last} min, n {n}"), for_texts("{first} to {last} min, n {n}"),
    )  # fmt: skip
    first, last = (row.targets[0], row.targets[-1]) if row.targets else (0, 0)
    return texts(said[min(len(row.targets), 3)], first=first, last=last, n=n_text(row.share, texts))


def _name(sheet: Sheet, texts: Texts, row: Row, middle: float, room: float) -> None:
    sheet.text(sheet.left, middle - 1.5, sheet.fitted(row.name, room - 6, _NAMED), _NAMED)
    words = standard_words(texts, row)
    sheet.text(sheet.left, middle + 9, sheet.fitted(words, room - 4, SMALLEST), SMALLEST)


def _result_room(sheet: Sheet) -> float:
    return _RESULT if sheet.right - sheet.left >= _NARROW else _RESULT_ALONE


def _result(sheet: Sheet, texts: Texts, row: Row, middle: float) -> None:
    x = sheet.right - _result_room(sheet) + 18
    if row.share.known:
        verdict(sheet, x - 9, middle, 7.5, met=row.share.met)
    ink = Ink.WITHIN if row.share.met else Ink.OVER
    face = Face(13.0, Weight.BOLD, ink) if row.share.exact else Face(10.5, Weight.BOLD, ink)
    if not row.share.known:
        face = SMALLEST
    of = of_text(texts, row.share)
    beside = (
        sheet.measure(percent_text(texts, row.share), face) + sheet.measure(of, Face(8.5)) + 6 <= sheet.right - 4 - x
    )
    if row.share.exact and sheet.right - sheet.left < _NARROW:
        sheet.text(x, middle + 4.5, percent_text(texts, row.share), face)
    elif row.share.exact and beside:
        sheet.text(x, middle + 4.5, percent_text(texts, row.share), face)
        sheet.text(sheet.right - 4, middle + 4, of, Face(8.5, ink=Ink.INK2), Align.RIGHT)
    else:
        sheet.text(x, middle + 0.5, percent_text(texts, row.share), face)
        sheet.text(x, middle + 11, of, SMALLEST)


def _bin(dot: Dot, axis: Axis) -> int:
    """Return the whole minute a visit is drawn in."""
    return _place(dot.wait_ms // MINUTE_MS, dot.target_ms, dot.mark, axis)


def _place(minute: int, target_ms: int, mark: Mark, axis: Axis) -> int:
    """Return where a wait of so many whole minutes is drawn: left of the standard where it was kept, right of it where it was not."""
    target = target_ms / MINUTE_MS
    minute = min(minute, ceil(target) - 1) if mark is Mark.WITHIN else max(minute, int(target))
    return max(0, min(minute, axis.most - 1))


def _tallest(row: Row, axis: Axis) -> float:
    """Return the largest share of a row's visits that falls in one minute, the first left out."""
    counts = _counts(row, axis)
    return max((found.total() / len(row.dots) for minute, found in counts.items() if minute), default=0.0)


def _most_minutes(rows: Sequence[Row]) -> int:
    waits = [max(dot.wait_ms for dot in row.dots) for row in rows if row.dots] or [row.spread.p90 for row in rows]
    targets = [target for row in rows for target in row.targets]
    return max([-(-wait // MINUTE_MS) for wait in waits] + targets, default=0)


def _together(texts: Texts, rows: Sequence[Row], goal: float) -> Row:
    dots = tuple(dot for row in rows for dot in row.dots)
    share = Share(sum(row.share.k for row in rows), sum(row.share.n for row in rows), goal)
    targets = tuple(sorted({target for row in rows for target in row.targets}))
    return Row(
        begun(texts.count(len(rows), "{n} other service", "{n} other services")), targets, share, dots, Quantiles(0)
    )


def _target(figures: Figures, service: str) -> tuple[int, ...]:
    office = figures.office
    return (office.service(service).standard.minutes,) if office.has_service(service) else ()
