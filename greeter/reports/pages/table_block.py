"""A table on paper: names at the left, numbers in line at the right, a small chart beside them where it helps."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum, auto
from typing import TYPE_CHECKING

from greeter.model.visit import MINUTE_MS
from greeter.print_fonts import Weight
from greeter.reports.charts.marks import verdict
from greeter.reports.quantities import Amount, Count, Quantiles, Share, Veil, tenths, wilson
from greeter.reports.sheet import Align, Face, Ink
from greeter.reports.wording import NOTHING, amount_text, n_text, of_text, percent_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from greeter.reports.quantities import Quantity
    from greeter.reports.sheet import Sheet
    from greeter.reports.table import Column, Line, Table
    from greeter.texts import Texts

ROW = 16.5
HEAD = 31.0
_CHART = 104.0
_PAD = 12.0
"""Between the numbers of two columns."""


class Chart(StrEnum):
    """What is drawn beside a column's numbers."""

    RANGE = auto()
    """From half to 9 in 10, on a scale from 0, with the standard."""
    LENGTH = auto()
    """A bar as long as the share, the longest of the table over the whole width."""
    PERCENT = auto()
    """A dot on a scale from 0 to 100 %, with its goal; for answers with its interval."""


class _Part(StrEnum):
    CHART = auto()
    N = auto()
    HALF = auto()
    NINE = auto()
    LONGEST = auto()
    PERCENT = auto()
    OF = auto()
    VALUE = auto()


@dataclass(frozen=True, slots=True)
class _Slot:
    column: int
    part: _Part
    right: float
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
        self._slots = self._laid_out()
        self._most = self._scales()

    def head(self, y: float) -> float:
        """Draw the headings from `y` down; return where the rows begin."""
        sheet, small = self._sheet, Face(8.0, ink=Ink.INK2)
        for index, column in enumerate(self._table.columns):
            slots = [slot for slot in self._slots if slot.column == index]
            right = slots[-1].right
            title = self._texts(column.title)
            face = Face(8.5, Weight.BOLD)
            sheet.text(right, y + 9, title, face, Align.RIGHT)
        sheet.text(sheet.left, y + 20, self._texts(self._table.by), small)
        for slot in self._slots:
            if slot.part is _Part.CHART:
                self._scale(slot, y + 20)
            else:
                sheet.text(slot.right, y + 20, self._texts(slot.heading), small, Align.RIGHT)
        sheet.rule(sheet.left, y + 25, sheet.right, y + 25, Ink.INK, 0.9)
        return y + 25

    def row(self, line: Line, y: float, *, total: bool) -> float:
        """Draw one line from `y` down; return where the next begins."""
        sheet, base = self._sheet, y + 11.5
        if total:
            sheet.rule(sheet.left, y, sheet.right, y, Ink.INK, 0.9)
        elif line is not self._table.lines[0]:
            sheet.rule(sheet.left, y, sheet.right, y, Ink.LINE, 0.5)
        weight = Weight.BOLD if total else Weight.REGULAR
        face = Face(9.0, weight)
        room = self._slots[0].right - self._wide(self._slots[0]) - sheet.left - 6
        name = sheet.fitted(self._texts(line.name), room, face)
        used = sheet.text(sheet.left, base, name, face)
        if line.detail:
            detail = Face(8.0, ink=Ink.INK2)
            shown = sheet.fitted(self._texts(line.detail), max(0.0, room - used - 6), detail)
            sheet.text(sheet.left + used + 6, base, shown if len(shown) > 3 else "", detail)
        for slot in self._slots:
            value = line.values[slot.column]
            if slot.part is _Part.CHART:
                self._chart(slot, line, value, y + ROW / 2)
            else:
                self._number(slot, value, base, weight)
        return y + ROW

    def _laid_out(self) -> list[_Slot]:
        parts: list[tuple[int, _Part, str]] = []
        sample = self._table.every_line[0].values
        for index, (column, value) in enumerate(zip(self._table.columns, sample, strict=True)):
            if column.key in self._look.charts:
                parts.append((index, _Part.CHART, ""))
            parts += [(index, part, heading) for part, heading in self._parts(column, value)]
        slots: list[_Slot] = []
        right = self._sheet.right
        for place in range(len(parts) - 1, -1, -1):
            index, part, heading = parts[place]
            slots.insert(0, _Slot(index, part, right, heading))
            first_of_column = place == 0 or parts[place - 1][0] != index
            right -= self._wide(slots[0]) + (_PAD if first_of_column else 0)
        return slots

    def _parts(self, column: Column, value: Quantity) -> list[tuple[_Part, str]]:
        match value:
            case Quantiles():
                longest = [(_Part.LONGEST, "longest")] if column.key in self._look.with_longest else []
                return [(_Part.N, "n"), (_Part.HALF, "half"), (_Part.NINE, "9 in 10"), *longest]
            case Share():
                return [(_Part.PERCENT, ""), (_Part.OF, "")]
        return [(_Part.VALUE, "")]

    def _wide(self, slot: _Slot) -> float:
        if slot.part is _Part.CHART:
            return _CHART + 8
        sheet, numbers = self._sheet, Face(9.0, Weight.BOLD)
        shown = [self._shown(slot.part, line.values[slot.column]) for line in self._table.every_line]
        widest = max((sheet.measure(text, numbers) for text in shown), default=0.0)
        least = sheet.measure(self._texts(slot.heading), Face(8.0))
        mark = 11.0 if slot.part is _Part.PERCENT and self._judged(slot.column) else 0.0
        return max(widest + mark, least) + 9

    def _judged(self, column: int) -> bool:
        values = [line.values[column] for line in self._table.every_line]
        return any(isinstance(value, Share) and value.goal is not None for value in values)

    def _shown(self, part: _Part, value: Quantity) -> str:
        if part is _Part.N:
            return n_text(value)
        if part is _Part.OF and isinstance(value, Share):
            return of_text(self._texts, value)
        if part is _Part.PERCENT and isinstance(value, Share):
            return percent_text(self._texts, value)
        if isinstance(value, Count):
            return self._texts("withheld") if value.veil is Veil.WITHHELD else n_text(value)
        if isinstance(value, Amount):
            return amount_text(self._texts, value, self._currency)
        return self._duration(part, value) if isinstance(value, Quantiles) else ""

    def _duration(self, part: _Part, value: Quantiles) -> str:
        if not value.known:
            return self._texts("withheld") if value.veil is Veil.WITHHELD and part is _Part.HALF else NOTHING
        ms = {_Part.HALF: value.p50, _Part.NINE: value.p90, _Part.LONGEST: value.longest}[part]
        return NOTHING if ms is None else tenths(ms)

    def _number(self, slot: _Slot, value: Quantity, base: float, weight: Weight) -> None:
        quiet = slot.part in {_Part.N, _Part.OF}
        strong = slot.part in {_Part.PERCENT, _Part.VALUE} or weight is Weight.BOLD
        face = Face(9.0 if not quiet else 8.5, Weight.BOLD if strong and not quiet else Weight.REGULAR)
        text = self._shown(slot.part, value)
        if quiet or text in {NOTHING, self._texts("withheld")}:
            face = Face(8.5, ink=Ink.INK2)
        self._sheet.text(slot.right, base, text, face, Align.RIGHT)
        if slot.part is _Part.PERCENT and isinstance(value, Share) and value.goal is not None and value.known:
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
        return max((value.value for value in values if isinstance(value, Share)), default=0.0) or 1.0

    def _scale(self, slot: _Slot, y: float) -> None:
        """Name the ends of a chart's scale."""
        start, end = self._ends(slot)
        chart, small = self._look.charts[self._table.columns[slot.column].key], Face(8.0, ink=Ink.INK2)
        if chart is Chart.LENGTH:
            return
        most = (
            "100%" if chart is Chart.PERCENT else self._texts("{minutes} min", minutes=f"{self._most[slot.column]:.0f}")
        )
        self._sheet.text(start, y, "0", small, Align.CENTRE)
        self._sheet.text(end, y, most, small, Align.RIGHT if chart is Chart.PERCENT else Align.CENTRE)

    def _ends(self, slot: _Slot) -> tuple[float, float]:
        return slot.right - _CHART, slot.right - 4

    def _chart(self, slot: _Slot, line: Line, value: Quantity, middle: float) -> None:
        chart = self._look.charts[self._table.columns[slot.column].key]
        start, end = self._ends(slot)
        if chart is Chart.RANGE and isinstance(value, Quantiles):
            self._range(start, end, line, value, middle, self._most[slot.column])
        elif chart is Chart.LENGTH and isinstance(value, Share) and value.known and line in self._table.lines:
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
        if not value.known:
            return
        low, high = wilson(value.k, value.n) if value.exact else (value.value, value.value)
        sheet.rule(start + low * wide, middle, start + high * wide, middle, Ink.ACCENT, 2.2)
        sheet.disc(start + value.value * wide, middle, 3.0, Ink.ACCENT)


def look(
    charts: Mapping[str, Chart] | None = None,
    *,
    targets: Mapping[str, int] | None = None,
    goals: Mapping[str, tuple[float, float]] | None = None,
    longest: Sequence[str] = (),
) -> TableLook:
    """Return how a table is drawn; what is not said is left plain."""
    return TableLook(charts or {}, targets or {}, goals or {}, frozenset(longest))
