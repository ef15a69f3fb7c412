"""How long people waited, by how they came and in which language."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from greeter.model.visit import Channel
from greeter.reports.demand import CHANNELS
from greeter.reports.said import LanguageName
from greeter.reports.table import Line, Table
from greeter.reports.waits import WAIT, WITHIN

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from greeter.reports.evidence import Evidence


def waits_by_channel(evidence: Evidence) -> Table:
    """Return the first wait of each visit by the way it reached the office; ways on which nobody stands in line are left out."""
    lines = _ranked(evidence, [visit.channel for visit in evidence.visits], lambda key: CHANNELS[Channel(key)])
    total = Line("all", "All channels", evidence.all_waits.values(evidence.office.goal))
    return Table("waits_by_channel", "Waits by channel", "Channel", (WAIT, WITHIN), lines, total)


def waits_by_language(evidence: Evidence) -> Table:
    """Return the first wait of each visit by the language that the visitor chose."""
    lines = _ranked(evidence, [visit.language for visit in evidence.visits], LanguageName)
    total = Line("all", "All languages", evidence.all_waits.values(evidence.office.goal))
    return Table("waits_by_language", "Waits by language", "Language", (WAIT, WITHIN), lines, total)


def _ranked(evidence: Evidence, keys: Sequence[str], name: Callable[[str], str]) -> tuple[Line, ...]:
    """Return a line for each key of visits of which anybody waited, that of most visits first. keys: one for each visit."""
    found, sizes = evidence.waits.by(keys), Counter(keys)
    ranked = sorted(found, key=lambda one: (-sizes[one], one))
    return tuple(
        Line(key, name(key), found[key].values(evidence.office.goal))
        for key in ranked
        if found[key].spread.n or found[key].judged
    )
