"""Definitions with an office's own numbers filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.reports.measures import DEFINITIONS, Measure
from greeter.reports.numbers import money
from greeter.reports.resolution import repeat_windows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from greeter.model.catalogue import Office
    from greeter.reports.table import Table
    from greeter.texts import Texts


def definition(texts: Texts, measure: Measure, office: Office) -> str:
    """Return how a figure is computed, in a sentence or two."""
    rate = (
        money(office.currency, f"{office.hourly_rate:.2f}", texts)
        if office.currency
        else texts("each office’s own rate")
    )
    windows = repeat_windows(office, [service.id for service in office.services])
    return texts(DEFINITIONS[measure]).replace("{rate}", rate).replace("{repeat_days}", windows)


def measures_of(tables: Iterable[Table]) -> list[Measure]:
    """Return the measures that tables use, in the order of `Measure`."""
    kept = list(tables)
    used = {column.measure for table in kept for column in table.columns}
    used |= {line.measure for table in kept for line in table.every_line if line.measure}
    return [measure for measure in Measure if measure in used]
