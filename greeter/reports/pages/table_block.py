"""A table on paper: names at the left, numbers in line at the right, a small chart beside them where it helps."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum, auto
from typing import TYPE_CHECKING

from greeter.model.visit import MINUTE_MS
from greeter.print_fonts import Weight
from greeter.reports.charts.marks import verdict
from greeter.reports.pages.part import Part, part_text
from greeter.reports.quantities import Quantiles, Saving, Share, Veil, wilson
from greeter.reports.sheet import Align, Face, Ink
from greeter.reports.wording import NOTHING
from greeter.texts import for_texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from greeter.reports.quantities import Quantity
    from greeter.reports.sheet import Sheet
    from greeter.reports.table import Column, Line, Table
    from greeter.texts import Texts

ROW = 16.5
"""Height of a line, in points."""
_NARROWEST_CHART, _WIDEST_CHART = 46.0, 300.0
_ABOVE, _TITLE_LINE = 12.0, 10.0
"""Height of a name that stands above its numbers, and of a second line of a title, in points."""
_TITLE, _DETAIL = Face(8.5, Weight.BOLD), Face(8.0, ink=Ink.INK2)


class Chart(StrEnum):
    """What is drawn beside a column's numbers."""

    RANGE = auto()
    """From half to 9 in 10, on a scale from 0, with the standard."""
    LENGTH = auto()
    """A bar as long as the share, the longest of the table over the whole width."""
    PERCENT = auto()
    """A dot on a scale from 0 to 100 %, with its goal; for answers with its interval."""


@dataclass(frozen=True, slots=True)
class _Fit:
    """How close a table is set. space, pad: before each number, and between two columns, in points."""

    space: float
    pad: float
    two_lines: bool = False
    """Whether a title that is wider than its numbers takes two lines."""
    above: bool = False
    """Whether names stand above their numbers."""


_CLOSE = _Fit(6.0, 9.0, two_lines=True)
_FITS = (
    _Fit(9.0, 14.0), _Fit(6.0, 9.0), _CLOSE,
    _Fit(6.0, 9.0, two_lines=True, above=True), _Fit(3.0, 4.0, two_lines=True, above=True),
)  # fmt: skip
"""The first is taken in which no name is cut, and all numbers stand beside each other."""
_WHOLE_ENOUGH = 0.72
"""Of the longest name: where less of it has room beside the numbers, names stand above them rather than are cut."""


@dataclass(frozen=True, slots=True)
class _Slot:
    column: int
    part: Part
    right: float
    wide: float
    heading: str


@dataclass(frozen=True, slots=True)
class TableLook:
    """How a table is drawn. charts: by column key. targets: minutes by line key, ticks in a RANGE. goals: a band in a PERCENT."""

    charts: Mapping[str, Chart]
    targets: Mapping[str, int]
    goals: Mapping[str, tuple[float, float]]
    with_longest: frozenset[str] = frozenset()
    """Column keys whose longest is shown."""


PLAIN = TableLook({}, {}, {})


class TableBlock:
    """One table, laid out for a width; the page draws its rows one by one, so that a long one goes on over pages."""

    def __init__(self, sheet: Sheet, texts: Texts, table: Table, look: TableLook, currency: str) -> None:
        self._sheet, self._texts, self._table, self._look, self._currency = sheet, texts, table, look, currency
        self._titles = [[texts(column.title)] for column in table.columns]
        self._slots = self._laid_out()
        self._most = self._scales()

    @property
    def high(self) -> float:
        """Height of the whole table, in points."""
        return self.head_high + self.row_high * len(self._table.every_line)

    @property
    def row_high(self) -> float:
        """Height of a line, in points: of two lines where names stand above their numbers."""
        return ROW + (_ABOVE if self._fit.above else 0.0)

    @property
    def head_high(self) -> float:
        """Height of the headings: two lines where numbers have headings of their own."""
        scaled = any(slot.part is Part.CHART and self._kind(slot) is not Chart.LENGTH for slot in self._slots)
        high = 25.0 if scaled or any(slot.heading for slot in self._slots) else 15.0
        return high + self._second_lines

    def head(self, y: float) -> float:
        """Draw the headings from `y` down; return where the rows begin."""
        sheet, end = self._sheet, y + self.head_high
        for index, lines in enumerate(self._titles):
            right = max(slot.right for slot in self._slots if slot.column == index)
            for up, words in enumerate(reversed(lines)):
                sheet.text(right, y + 9.5 + self._second_lines - up * _TITLE_LINE, words, _TITLE, Align.RIGHT)
        beside = not self._fit.above or len(self._titles[0]) > 1 or not self._second_lines
        sheet.text(sheet.left, end - 5 if beside else y + 9.5, self._texts(self._table.by), _DETAIL)
        for slot in self._slots:
            if slot.part is Part.CHART:
                self._scale(slot, end - 5)
            else:
                sheet.text(slot.right, end - 5, self._texts(slot.heading), _DETAIL, Align.RIGHT)
        sheet.rule(sheet.left, end, sheet.right, end, Ink.INK, 0.9)
        return end

    def row(self, line: Line, y: float, grown: float = 0.0, *, total: bool) -> float:
        """Draw one line from `y` down, taller by so much; return where the next begins."""
        high, lower = self.row_high + grown, _ABOVE / 2 if self._fit.above else 0.0
        sheet, middle = self._sheet, y + high / 2 + lower
        base = middle + 3.25
        if total:
            sheet.rule(sheet.left, y, sheet.right, y, Ink.INK, 0.9)
        elif line is not self._table.lines[0]:
            sheet.rule(sheet.left, y, sheet.right, y, Ink.LINE, 0.5)
        weight = Weight.BOLD if total else Weight.REGULAR
        face = Face(9.0, weight)
        room = sheet.room if self._fit.above else self._slots[0].right - self._slots[0].wide - sheet.left - 4
        name = sheet.fitted(self._texts(line.name), room, face)
        used = sheet.text(sheet.left, base - 2 * lower, name, face)
        if line.detail:
            shown = sheet.fitted(self._texts(line.detail), max(0.0, room - used - 6), _DETAIL)
            sheet.text(sheet.left + used + 6, base - 2 * lower, shown if len(shown) > 3 else "", _DETAIL)
        for slot in self._slots:
            value = line.values[slot.column]
            if slot.part is Part.CHART:
                self._chart(slot, line, value, middle)
            else:
                self._number(slot, value, base, weight)
        return y + high

    def _laid_out(self) -> list[_Slot]:
        """Give each number the width it needs, the names theirs, and what is left to the charts."""
        parts: list[tuple[int, Part, str]] = []
        sample = self._table.every_line[0].values
        for index, (column, value) in enumerate(zip(self._table.columns, sample, strict=True)):
            if column.key in self._look.charts:
                parts.append((index, Part.CHART, ""))
            parts += [(index, part, heading) for part, heading in self._parts(column, value)]
        bare = [0.0 if part is Part.CHART else self._wide(index, part, heading) for index, part, heading in parts]
        charts = [place for place, one in enumerate(parts) if one[1] is Part.CHART]
        for fit, names in self._fits():
            self._fit = fit
            wide = [one + fit.space if one else one for one in bare]
            for index in range(len(self._table.columns)):
                self._make_room(index, [place for place, one in enumerate(parts) if one[0] == index], parts, wide)
            left = self._sheet.room - names - sum(wide) - fit.pad * (len(self._table.columns) - 1)
            if left >= _NARROWEST_CHART * len(charts):
                break
        pad = fit.pad
        if fit.above and not charts:
            pad += max(left, 0.0) / max(len(self._table.columns) - 1, 1)
        for place in charts:
            wide[place] = min(_WIDEST_CHART, max(_NARROWEST_CHART, left / len(charts)))
        slots: list[_Slot] = []
        right = self._sheet.right
        for place in range(len(parts) - 1, -1, -1):
            index, part, heading = parts[place]
            slots.insert(0, _Slot(index, part, right, wide[place], heading))
            right -= wide[place] + (pad if place == 0 or parts[place - 1][0] != index else 0)
        return slots

    def _make_room(
        self, column: int, places: Sequence[int], parts: Sequence[tuple[int, Part, str]], wide: list[float]
    ) -> None:
        """Widen a column whose title is wider than its numbers, or give the title two lines."""
        numbers = [place for place in places if parts[place][1] is not Part.CHART]
        title, room = self._texts(self._table.columns[column].title), sum(wide[place] for place in numbers)
        self._titles[column] = [title]
        if self._fit.two_lines and self._sheet.measure(title, _TITLE) > room:
            self._titles[column] = min(_in_two(title), key=self._title_wide)
        lacking = self._title_wide(self._titles[column]) - room
        if lacking > 0:
            wide[numbers[0]] += lacking

    def _title_wide(self, lines: Sequence[str]) -> float:
        return max(self._sheet.measure(line, _TITLE) for line in lines)

    @property
    def _second_lines(self) -> float:
        """Height that titles of two lines take more."""
        return _TITLE_LINE if any(len(lines) > 1 for lines in self._titles) else 0.0

    def _fits(self) -> Iterator[tuple[_Fit, float]]:
        """Give each way to set the table, and the width of its names then: whole beside their numbers, cut a little, above them."""
        whole = self._names()
        yield from ((fit, whole) for fit in _FITS if not fit.above)
        yield _CLOSE, whole * _WHOLE_ENOUGH
        yield from ((fit, 0.0) for fit in _FITS if fit.above)

    def _names(self) -> float:
        """Return the width of the names and their details."""
        sheet, widest = self._sheet, 80.0
        for line in self._table.every_line:
            detail = sheet.measure(self._texts(line.detail), _DETAIL) + 6 if line.detail else 0.0
            widest = max(widest, sheet.measure(self._texts(line.name), Face(9.0, Weight.BOLD)) + detail)
        return widest + 10

    def _parts(self, column: Column, value: Quantity) -> list[tuple[Part, str]]:
        match value:
            case Quantiles():
                longest = [(Part.LONGEST, for_texts("longest"))] if column.key in self._look.with_longest else []
                return [
                    (Part.N, for_texts("n")), (Part.HALF, for_texts("half")), (Part.NINE, for_texts("9 in 10")), *longest,
                ]  # fmt: skip
            case Share():
                return [(Part.PERCENT, ""), (Part.OF, "")]
            case Saving():
                return [(Part.VALUE, ""), (Part.OF, "")]
        return [(Part.VALUE, "")]

    def _wide(self, column: int, part: Part, heading: str) -> float:
        """Return the width that the numbers of a slot need."""
        sheet, numbers = self._sheet, Face(8.5) if part in {Part.N, Part.OF} else Face(9.0, Weight.BOLD)
        widest = max(
            sheet.measure(part_text(self._texts, part, line.values[column], self._currency), numbers)
            for line in self._table.every_line
        )
        mark = 12.0 if part is Part.PERCENT and self._judged(column) else 0.0
        return max(widest + mark, sheet.measure(self._texts(heading), _DETAIL))

    def _judged(self, column: int) -> bool:
        values = [line.values[column] for line in self._table.every_line]
        return any(isinstance(value, Share) and value.goal is not None for value in values)

    def _number(self, slot: _Slot, value: Quantity, base: float, weight: Weight) -> None:
        quiet = slot.part in {Part.N, Part.OF}
        strong = slot.part in {Part.PERCENT, Part.VALUE} or weight is Weight.BOLD
        face = Face(9.0 if not quiet else 8.5, Weight.BOLD if strong and not quiet else Weight.REGULAR)
        text = part_text(self._texts, slot.part, value, self._currency)
        if quiet or text in {NOTHING, self._texts("withheld")}:
            face = Face(8.5, ink=Ink.INK2)
        self._sheet.text(slot.right, base, text, face, Align.RIGHT)
        if slot.part is Part.PERCENT and isinstance(value, Share) and value.goal is not None and value.known:
            wide = self._sheet.measure(text, face)
            verdict(self._sheet, slot.right - wide - 8, base - 3.2, 6.0, met=value.met)

    def _scales(self) -> list[float]:
        return [self._scale_of(index) for index in range(len(self._table.columns))]

    def _scale_of(self, column: int) -> float:
        """Return where a column's chart ends: minutes, or a share."""
        values = [line.values[column] for line in self._table.lines] or [
            line.values[column] for line in self._table.every_line
        ]
        longest = max((value.p90 for value in values if isinstance(value, Quantiles)), default=0) / MINUTE_MS
        if any(isinstance(value, Quantiles) for value in values):
            most = max([longest, *self._look.targets.values()])
            step = 10 if most > 20 else 5
            return max(step, -(-most // step) * step)
        return max((value.value for value in values if isinstance(value, Share) and _drawn(value)), default=0.0) or 1.0

    def _scale(self, slot: _Slot, y: float) -> None:
        """Name the ends of a chart's scale."""
        start, end = self._ends(slot)
        chart = self._kind(slot)
        if chart is Chart.LENGTH:
            return
        most = (
            self._texts("{percent}%", percent=100)
            if chart is Chart.PERCENT
            else self._texts("{minutes} min", minutes=f"{self._most[slot.column]:.0f}")
        )
        self._sheet.text(start, y, "0", _DETAIL, Align.CENTRE)
        self._sheet.text(end, y, most, _DETAIL, Align.RIGHT if chart is Chart.PERCENT else Align.CENTRE)

    def _kind(self, slot: _Slot) -> Chart:
        return self._look.charts[self._table.columns[slot.column].key]

    def _ends(self, slot: _Slot) -> tuple[float, float]:
        return slot.right - slot.wide + 6, slot.right - 6

    def _chart(self, slot: _Slot, line: Line, value: Quantity, middle: float) -> None:
        chart = self._kind(slot)
        start, end = self._ends(slot)
        if chart is Chart.RANGE and isinstance(value, Quantiles):
            self._range(start, end, line, value, middle, self._most[slot.column])
        elif chart is Chart.LENGTH and isinstance(value, Share) and _drawn(value) and line in self._table.lines:
            wide = (end - start) * min(1.0, value.value / self._most[slot.column])
            if wide > 0:
                self._sheet.box(start, middle - 4, wide, 8, Ink.ACCENT)
        elif chart is Chart.PERCENT and isinstance(value, Share):
            self._percent(start, end, self._table.columns[slot.column].key, value, middle)

    def _range(self, start: float, end: float, line: Line, value: Quantiles, middle: float, most: float) -> None:
        sheet, unit = self._sheet, (end - start) / most
        sheet.rule(start, middle, end, middle)
        if value.known:
            first, last = start + value.p50 / MINUTE_MS * unit, start + min(value.p90 / MINUTE_MS, most) * unit
            sheet.box(first, middle - 3.5, max(last - first, 1.5), 7, Ink.ACCENT)
        target = self._look.targets.get(line.key)
        if target is not None:
            sheet.rule(start + target * unit, middle - 6, start + target * unit, middle + 6, Ink.INK, 1.5)

    def _percent(self, start: float, end: float, key: str, value: Share, middle: float) -> None:
        sheet, wide = self._sheet, end - start
        band = self._look.goals.get(key)
        if band:
            sheet.box(start + band[0] * wide, middle - 6, (band[1] - band[0]) * wide, 12, Ink.HEAT2)
        sheet.rule(start, middle, end, middle)
        if not _drawn(value):
            return
        low, high = wilson(value.k, value.n) if value.exact else (value.value, value.value)
        sheet.rule(start + low * wide, middle, start + high * wide, middle, Ink.ACCENT, 2.2)
        sheet.disc(start + value.value * wide, middle, 3.0, Ink.ACCENT)


def _in_two(title: str) -> list[list[str]]:
    """Return every way to write a title, in one line or in two."""
    words = title.split(" ")
    return [[title], *([" ".join(words[:cut]), " ".join(words[cut:])] for cut in range(1, len(words)))]


def _drawn(share: Share) -> bool:
    """Whether a share has a length: a bound has none."""
    return share.known and share.veil in {Veil.NONE, Veil.ROUNDED}


def look(
    charts: Mapping[str, Chart] | None = None,
    *,
    targets: Mapping[str, int] | None = None,
    goals: Mapping[str, tuple[float, float]] | None = None,
    longest: Sequence[str] = (),
) -> TableLook:
    """Return how a table is drawn; what is not said is left plain."""
    return TableLook(charts or {}, targets or {}, goals or {}, frozenset(longest))
