"""How far the records themselves can be trusted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.model.visit import MINUTE_MS
from greeter.reports.measures import Measure
from greeter.reports.quantities import Amount, Count, Share, Unit
from greeter.reports.table import Column, Line, Table
from greeter.texts import for_texts

if TYPE_CHECKING:
    from greeter.reports.evidence import Evidence, JournalFacts


def data_quality(evidence: Evidence, journal: JournalFacts) -> Table:
    """Return what is missing, was changed or can't be right in the records of these days."""
    visits = evidence.visits
    n = len(visits)
    ends = list(zip(evidence.firsts, evidence.lasts, strict=True))
    night = [first for first, last in ends if last.night]
    ended = [last for first, last in ends if first.started and not last.moved and last.state.ended]
    parts = (
        (Measure.NIGHT, Share(len(night), n)),
        (Measure.NEVER_STARTED, Share(sum(not first.started for first in night), n)),
        (Measure.NO_OUTCOME, Share(sum(not last.outcome for last in ended), len(ended))),
        (Measure.BEFORE_TICKET, Share(sum(first.back_dated_ms > 0 for first in evidence.firsts), n)),
        (Measure.EDITED, Share(sum(visit.id in journal.described for visit in visits), n)),
        (Measure.UNDONE, Count(journal.undone, Unit.LINES)),
        (Measure.CLOCK_JUMP, Count(journal.jumps, Unit.LINES)),
        (Measure.KEPT, Count(len(journal.kept))),
        (Measure.LONGEST_KEPT, _longest(journal)),
        (Measure.JOURNAL, Count(journal.verdict.lines, Unit.LINES)),
    )
    names = {
        Measure.BEFORE_TICKET: for_texts("Arrival back-dated by staff"),
        Measure.UNDONE: for_texts("Acts taken back"),
        Measure.KEPT: for_texts("Kept at a kiosk while the server was away"),
        Measure.JOURNAL: for_texts("Lines of the journal checked"),
    }
    lines = tuple(
        Line(measure.name.lower(), names.get(measure, measure.value), (value,), DETAILS.get(measure, ""), measure)
        for measure, value in parts
    )
    column = Column("found", "Found", Measure.JOURNAL)
    return Table("data_quality", "How good these records are", "Sign", (column,), lines)


def _longest(journal: JournalFacts) -> Amount:
    """Return the longest time that a kiosk kept a visit. It tells of a single visit."""
    longest = max(journal.kept.values(), default=None)
    return Amount(None if longest is None else longest / MINUTE_MS, len(journal.kept), Unit.MINUTES, 1, fewest=1)


DETAILS = {
    Measure.NIGHT: for_texts("nobody ended them"),
    Measure.NEVER_STARTED: for_texts("of those"),
    Measure.LONGEST_KEPT: for_texts("minutes"),
}
