"""How far the journals of a store have come: what a copy holds, and what a store must not fall behind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from greeter.records.integrity import Rows

HEADS = (
    "select h.office, h.seq, h.hash, j.at, j.hash as line_hash, (select max(seq) from journal l where l.office = h.office) as last"
    " from journal_head h left join journal j on j.office = h.office and j.seq = h.seq order by h.office"
)


@dataclass(frozen=True, slots=True)
class Head:
    """The last line of an office's journal. at: when it was written, milliseconds since 1970 UTC; 0 where the journal is empty."""

    seq: int
    hash: str
    at: int

    def row(self) -> dict[str, Any]:
        """Return it for a JSON file."""
        return {"seq": self.seq, "hash": self.hash, "at": self.at}


Heads = dict[str, Head]
"""The heads of a store, by office."""


def read_heads(store: Rows) -> Heads:
    """Return how far each office's journal has come. Raises StoreProblem."""
    return {row["office"]: Head(row["seq"], row["hash"], row["at"] or 0) for row in store.rows(HEADS)}


def heads_from(found: Mapping[str, Any]) -> Heads:
    """Return heads out of a JSON file. Raises KeyError, TypeError or ValueError where they are none."""
    return {office: Head(int(row["seq"]), str(row["hash"]), int(row["at"])) for office, row in found.items()}


def lines_in(heads: Heads) -> int:
    """Return how many lines these journals hold together."""
    return sum(head.seq for head in heads.values())


def last_written(heads: Heads) -> int:
    """Return when the last line of all was written, milliseconds since 1970 UTC; 0 where there is none."""
    return max((head.at for head in heads.values()), default=0)
