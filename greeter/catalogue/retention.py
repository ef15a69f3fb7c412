"""How long an office keeps what it knows, as its office file says: `[retention]` with a preset and periods of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.catalogue.table import closest, quoted
from greeter.model.retention import KEEP, DataClass, PurgeWhen, Retention, period_of
from greeter.records.presets import SETTABLE, preset_names

if TYPE_CHECKING:
    from greeter.catalogue.table import Table

_PERIOD = 'Write it as "90 days", "6 months", "2 years", or "keep".'


def read_retention(root: Table) -> Retention:
    """Return what an office file says of it; nothing chosen where the table is missing."""
    table = root.table("retention")
    if not root.has("retention"):
        return Retention()
    preset = table.text("preset", "")
    if preset not in preset_names():
        what = f"{quoted(preset)} is no preset." if preset else "It names no preset."
        table.find("preset", what, closest(preset, preset_names()))
        preset = ""
    purge = PurgeWhen(table.choice("purge", PurgeWhen, PurgeWhen.NIGHTLY))
    periods = _periods(table.table("periods"))
    table.finish()
    return Retention(preset, purge, periods)


def _periods(table: Table) -> tuple[tuple[DataClass, str], ...]:
    found: list[tuple[DataClass, str]] = []
    for data in SETTABLE:
        if not table.has(data.value):
            continue
        said = table.text(data.value, "", longest=20).strip().lower()
        period = period_of(said)
        if said != KEEP and period is None:
            table.find(data.value, f"{quoted(said)} is no period.", _PERIOD)
        else:
            found.append((data, said if period is None else str(period)))
    for data in DataClass:
        if data not in SETTABLE and table.has(data.value):
            table.raw(data.value)
            table.find(data.value, "Its period can’t be set.", "Delete the line: see greeter retention show.")
    table.finish()
    return tuple(found)
