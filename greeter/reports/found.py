"""What to improve, as a table: how large each matter is, of how many visits, and between what it lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.reports.findings import OverWeeks
from greeter.reports.measures import Measure
from greeter.reports.quantities import Amount, Unit
from greeter.reports.table import Column, Line, Table
from greeter.reports.together import OfOffice
from greeter.texts import Said, Texts, for_texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greeter.reports.findings import Finding
    from greeter.reports.quantities import Quantity

TABLE = "improve"
MOST_LINES = 10
_COLUMNS = (
    Column("size", "Visits", Measure.FOUND),
    Column("from", "From", Measure.FOUND),
    Column("to", "To", Measure.FOUND),
    Column("saves", "Would save", Measure.SAVED),
)


class Act(Said):
    """What a finding asks for, in any language."""

    __slots__ = ("finding",)
    finding: Finding

    def __new__(cls, finding: Finding) -> Act:
        """Say it in English."""
        made = super().__new__(cls, finding.words(Texts()).act)
        made.finding = finding
        return made

    def words(self, texts: Texts) -> str:
        """Return it in a language."""
        return self.finding.words(texts).act


class Told(Said):
    """The evidence of a finding, and what it would save, in any language."""

    __slots__ = ("finding",)
    finding: Finding

    def __new__(cls, finding: Finding) -> Told:
        """Say it in English."""
        said = finding.words(Texts())
        made = super().__new__(cls, f"{said.evidence} {said.effect}")
        made.finding = finding
        return made

    def words(self, texts: Texts) -> str:
        """Return it in a language."""
        said = self.finding.words(texts)
        return f"{said.evidence} {said.effect}"


def improve(found: Sequence[Finding]) -> Table:
    """Return what was found, the most telling first."""
    lines = []
    for one in found[:MOST_LINES]:
        size = one.size
        low, high = size.interval()
        ends = (Amount(100 * end, size.n, Unit.PERCENT, 0) for end in (low, high))
        values: tuple[Quantity, ...] = (size, *ends, one.saving)
        detail = for_texts("in four weeks") if isinstance(_inner(one), OverWeeks) else ""
        lines.append(Line(one.subject, Act(one), values, detail, said=Told(one)))
    return Table(TABLE, "What to improve, and how sure it is", "What to improve", _COLUMNS, tuple(lines))


def _inner(found: Finding) -> Finding:
    return found.found if isinstance(found, OfOffice) else found
