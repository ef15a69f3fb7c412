"""How long people waited, by how they came and in which language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.model.visit import Channel
from greeter.reports.demand import CHANNELS
from greeter.reports.grouping import grouped
from greeter.reports.said import LanguageName
from greeter.reports.table import Line, Table
from greeter.reports.waits import WAIT, WITHIN, wait_values

if TYPE_CHECKING:
    from greeter.reports.evidence import Evidence, VisitFacts


def waits_by_channel(evidence: Evidence) -> Table:
    """Return the first wait of each visit by the way it reached the office; ways on which nobody stands in line are left out."""
    groups = grouped(evidence.visits, lambda visit: visit.channel)
    lines = _ranked(evidence, {key: (CHANNELS[Channel(key)], visits) for key, visits in groups.items()})
    total = Line("all", "All channels", wait_values((visit.first for visit in evidence.visits), evidence.office.goal))
    return Table("waits_by_channel", "Waits by channel", "Channel", (WAIT, WITHIN), lines, total)


def waits_by_language(evidence: Evidence) -> Table:
    """Return the first wait of each visit by the language that the visitor chose."""
    groups = grouped(evidence.visits, lambda visit: visit.language)
    lines = _ranked(evidence, {key: (LanguageName(key), visits) for key, visits in groups.items()})
    total = Line("all", "All languages", wait_values((visit.first for visit in evidence.visits), evidence.office.goal))
    return Table("waits_by_language", "Waits by language", "Language", (WAIT, WITHIN), lines, total)


def _ranked(evidence: Evidence, groups: dict[str, tuple[str, list[VisitFacts]]]) -> tuple[Line, ...]:
    """Return a line for each named group in which anybody waited, the largest first."""
    made = [
        Line(key, name, wait_values((visit.first for visit in visits), evidence.office.goal))
        for key, (name, visits) in sorted(groups.items(), key=lambda one: (-len(one[1][1]), one[0]))
    ]
    return tuple(line for line in made if any(value.n for value in line.values))
