"""What must be the same in an office's records and in a copy of them: the journal's chain, and the figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from greeter.model.catalogue import Office
from greeter.problems import StoreDamaged
from greeter.records.integrity import verify
from greeter.reports.figures import figures_of
from greeter.reports.span import Span

if TYPE_CHECKING:
    from greeter.records.integrity import Rows, Verdict
    from greeter.reports.figures import Figures


class Unsound(Enum):
    """What becomes of a journal whose lines are not as they were written."""

    REFUSED = "refused"
    KEPT = "kept"
    """As it is: the copy shows the same bad line as its original."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What was computed from an office's records. Two are equal where all their numbers are."""

    verdict: Verdict
    figures: Figures | None
    """Of the last four weeks with visits; None where there never was one."""


def chain_and_figures(store: Rows, office: str, unsound: Unsound = Unsound.REFUSED) -> Proof:
    """Check the whole journal of an office, and compute all figures of its last four weeks with visits. Reads only.

    The figures are those of an office of which only the records are known: names are ids. Raises StoreDamaged where a line is not as it was
    written, unless that is to be kept.
    """
    verdict = verify(store, office)
    if not verdict.sound and unsound is Unsound.REFUSED:
        raise StoreDamaged(
            f"The journal of {office} is not as it was written: line {verdict.bad}. {verdict.why}",
            "See it with: greeter verify. To copy it as it is, add --unsound.",
        )
    last = store.rows("select max(business_day) as day from visit where office = :office", {"office": office})[0]["day"]
    if last is None:
        return Proof(verdict, None)
    span = Span(date.fromisoformat(last), date.fromisoformat(last)).window()
    figures = figures_of(_RowsAlone(store), _known_by_records(office), span, datetime(1970, 1, 1, tzinfo=UTC))
    return Proof(verdict, figures)


class _RowsAlone:
    """A store of which only the rows are known: nothing that was kept beside it counts as a proof, and nothing is put there."""

    def __init__(self, store: Rows) -> None:
        self.rows = store.rows


def _known_by_records(office: str) -> Office:
    return Office(office, office, ZoneInfo("UTC"), services=(), counters=(), hours={})
