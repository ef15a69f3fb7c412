"""What a report for the public leaves out: anything about fewer than 10 visits, and whatever would give it away.

The rules, applied to every table alike:

1. A number with an n under 10 is withheld.
2. Of a share, where from 1 to 9 visits are counted, or all but 1 to 9, a bound is told instead.
3. Where the lines of a table add up to its total, the smallest other lines are withheld with the small ones until at least two are, and at least
   10 visits lie in them together: the total less what is shown gives nothing away.
4. Every n is rounded down to ten and shares are told in whole percent, so that no two tables can be subtracted from each other.
5. The longest wait is one visitor's; it is left out, and so is every dot. What to improve is the office's own business.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from greeter.reports.quantities import Amount, Count, Quantiles, Saving, Share, Unit, Veil

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from greeter.reports.quantities import Quantity
    from greeter.reports.table import Line, Table
    from greeter.reports.waits import Cell

FEWEST = 10
"""Visits that a public figure must be about."""


class Audience(StrEnum):
    """For whom a report is written."""

    OFFICE = "office"
    PUBLIC = "public"


def for_public(table: Table) -> Table:
    """Return a table as the public may see it."""
    nothing: list[set[int]] = [set() for _ in table.columns]
    hidden = nothing if table.total is None else _given_away(table.lines, table.total)
    lines = tuple(
        replace(
            line,
            values=tuple(
                withhold(value) if place in hidden[column] else veiled(value)
                for column, value in enumerate(line.values)
            ),
        )
        for place, line in enumerate(table.lines)
    )
    total = None if table.total is None else _total(table.total)
    return replace(table, lines=lines, total=total)


def veiled(value: Quantity) -> Quantity:
    """Return a single number as the public may see it."""
    about = value.n // FEWEST * FEWEST
    match value:
        case _ if value.n == 0:
            return value
        case _ if value.n < FEWEST:
            return withhold(value)
        case Count(unit=Unit.LINES):
            return value  # lines of the journal are no visits
        case Share(k, n):
            told = replace(value, k=_percent(value), n=about, veil=_veil(k, n))
            return told if told.met is value.met else withhold(value)  # a bound that would judge otherwise
        case Quantiles():
            return replace(value, longest=None, n=about, veil=Veil.ROUNDED)
        case Count():
            return replace(value, n=about, veil=Veil.ROUNDED)
        case Saving():
            return withhold(value)
        case Amount():
            # Visits a day would tell n on a report of one day.
            few = 0 < (value.n if value.fewest is None else value.fewest) < FEWEST
            return withhold(value) if few or value.unit is Unit.VISITS else replace(value, n=about, veil=Veil.ROUNDED)


def cells_for_public(cells: Iterable[Cell], goal: float) -> tuple[Cell, ...]:
    """Return the hours of a map as the public may see them; one that may not be told is left without a number."""
    told = [(cell, veiled(cell.share(goal))) for cell in cells]
    return tuple(
        replace(cell, k=share.k, n=share.n, veil=share.veil) for cell, share in told if isinstance(share, Share)
    )


def _veil(k: int, n: int) -> Veil:
    if 0 < k < FEWEST:
        return Veil.FEW
    return Veil.ALL_BUT_FEW if 0 < n - k < FEWEST else Veil.ROUNDED


def _percent(share: Share) -> int:
    match _veil(share.k, share.n):
        case Veil.FEW:
            return (FEWEST - 1) * 100 // share.n + 1
        case Veil.ALL_BUT_FEW:
            return -((FEWEST - 1 - share.n) * 100 // share.n) - 1
    return share.percent


def withhold(value: Quantity) -> Quantity:
    """Return a number with nothing left in it."""
    match value:
        case Share():
            return replace(value, k=0, n=0, veil=Veil.WITHHELD)
        case Quantiles():
            return Quantiles(0, veil=Veil.WITHHELD)
        case Count():
            return replace(value, n=0, veil=Veil.WITHHELD)
        case Amount():
            return replace(value, value=None, n=0, veil=Veil.WITHHELD)
        case Saving():
            return Saving(0, value.unit, veil=Veil.WITHHELD)


def to_hide(parts: Sequence[int]) -> set[int]:
    """Return the places of the parts of a known sum that must be withheld: the small ones, and enough others to cover them.

    >>> sorted(to_hide([41, 35, 4, 12]))
    [2, 3]
    >>> to_hide([41, 35, 12])
    set()
    """
    hidden = {place for place, count in enumerate(parts) if 0 < count < FEWEST}
    rest = sorted((count, place) for place, count in enumerate(parts) if count >= FEWEST)
    while hidden and rest and (len(hidden) < 2 or sum(parts[place] for place in hidden) < FEWEST):
        hidden.add(rest.pop(0)[1])
    return hidden


def _given_away(lines: Sequence[Line], total: Line) -> list[set[int]]:
    """Return for each column the lines to withhold."""
    return [_hidden_in([line.values[column] for line in lines], whole) for column, whole in enumerate(total.values)]


def _hidden_in(values: Sequence[Quantity], total: Quantity) -> set[int]:
    if isinstance(total, Share) and all(value.n == total.n for value in values):
        return _covers(values, _counted)  # the lines are shares of one whole: every arrival is in one of them
    return to_hide([value.n for value in values]) | _covers(values, _counted) | _covers(values, _not_counted)


def _covers(values: Sequence[Quantity], count: Callable[[Quantity], int]) -> set[int]:
    """Return the lines to withhold so that the small counts of others, told by their bound, can't be computed."""
    counts = [count(value) for value in values]
    return {place for place in to_hide(counts) if counts[place] >= FEWEST}


def _counted(value: Quantity) -> int:
    return value.k if isinstance(value, Share) else 0


def _not_counted(value: Quantity) -> int:
    return value.n - value.k if isinstance(value, Share) else 0


def _total(line: Line) -> Line:
    return replace(line, values=tuple(veiled(value) for value in line.values))
