"""A full look at a SQLite file: its pages, its indexes, its journals from the first line to the head.

It takes seconds for hundreds of megabytes, and is done to each copy after it was written, to what is restored, and by `greeter restore --check`.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from greeter.problems import StoreProblem
from greeter.records.heads import Heads, read_heads
from greeter.records.integrity import offices, verify

if TYPE_CHECKING:
    from greeter.records.reader import Reader


class Depth(Enum):
    """How the pages are looked at: SQLite's pragma. Both read every page and every line."""

    QUICK = "quick_check"
    """Leaves out whether indexes and tables say the same."""
    WHOLE = "integrity_check"


@dataclass(frozen=True, slots=True)
class Examination:
    """What was found.

    fault: what is wrong, in a sentence; empty where all is well. heads: how far the journals have come, where that could be read.
    """

    fault: str
    heads: Heads

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.fault


def examine(reader: Reader, depth: Depth) -> Examination:
    """Look at every page and every line of the journals. Reads only."""
    heads: Heads = {}
    with suppress(StoreProblem):
        heads = read_heads(reader)
    try:
        fault = _pages(reader, depth) or _journals(reader)
    except StoreProblem as problem:
        fault = problem.what
    return Examination(fault, heads)


def _pages(reader: Reader, depth: Depth) -> str:
    said = str(reader.rows(f"pragma {depth.value}(1)")[0][0])
    if said != "ok":
        return f"Its pages do not fit together: {' '.join(said.split())}."
    broken = reader.rows("pragma foreign_key_check") if depth is Depth.WHOLE else []
    return f"A row of {broken[0]['table']} belongs to nothing." if broken else ""


def _journals(reader: Reader) -> str:
    for office in offices(reader):
        verdict = verify(reader, office)
        if not verdict.sound:
            return f"Line {verdict.bad:,} of the journal of {office} is not as it was written. {verdict.why}"
    return ""
