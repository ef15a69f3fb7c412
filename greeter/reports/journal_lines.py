"""What the journal says of some days besides the visits themselves, and whether its lines are as they were written."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from greeter.model.journal import FIRST_HASH, SEPARATOR, Kind
from greeter.records.integrity import Chain, Unreadable, Verdict, lines
from greeter.reports.evidence import JournalFacts

if TYPE_CHECKING:
    from greeter.model.catalogue import Office
    from greeter.records.integrity import Rows
    from greeter.reports.kept import KeptDays
    from greeter.reports.span import Span

PART = 4_000
"""So many lines are kept together, once their chain has been computed; they never change."""


@dataclass(slots=True)
class LineFacts:
    """What some lines of the journal say. Visits are told by their ids."""

    check_ins: list[str] = field(default_factory=list)
    described: list[str] = field(default_factory=list)
    lacking: list[str] = field(default_factory=list)
    kept: dict[str, int] = field(default_factory=dict)
    undone: int = 0
    jumps: int = 0
    largest_jump_ms: int = 0


class _Reading:
    """Goes along the journal of an office, and adds up what it says."""

    def __init__(self, store: Rows, office: str, chain: Chain, kept: KeptDays | None) -> None:
        self.chain, self.facts = chain, JournalFacts(Verdict(office, 0, 0, 0, FIRST_HASH))
        self.bad: int | None = None
        self.why = ""
        self.earlier = 0
        """So many lines were computed for an earlier report, and not again."""
        self._store, self._office, self._kept = store, office, kept
        self._checked_in: set[str] = set()

    def parts(self, last: int) -> None:
        """Go on to line `last`, or to the first line that is not as it was written."""
        whole = self._whole_parts(self.chain.seq + 1, last)
        while self.bad is None and self.chain.seq < last:
            part = self.chain.seq // PART
            if self.chain.seq == part * PART and part in whole:
                self._part(part, whole[part])
            else:
                end = min((one * PART for one in whole if one * PART > self.chain.seq), default=last)
                self._add(self._read(end, last))

    def _part(self, part: int, last_hash: str) -> None:
        """Go over a whole part: kept from an earlier time, where it still lies between the same two hashes and lacks no line."""
        assert self._kept is not None  # noqa: S101
        previous, end = self.chain.hash, (part + 1) * PART
        found = self._kept.lines(part, previous, last_hash)
        if found is None:
            found = self._read(end, end)
            if self.bad is None and self.chain.seq == end:
                self._kept.keep_lines(part, previous, self.chain.hash, found)
        else:
            self.chain.hash, self.chain.seq = last_hash, end
            self.earlier += PART
        self._add(found)

    def _read(self, end: int, last: int) -> LineFacts:
        """Compute the chain of the lines up to `end`, and return what they say. last: where all lines end."""
        facts = LineFacts()
        for row in lines(self._store, self._office, self.chain.seq + 1, end):
            self.why = row.why if isinstance(row, Unreadable) else self.chain.fault(row)
            if self.why:
                self.bad = row["seq"]
                return facts
            _count(facts, row)
        if self.chain.seq != end:
            following = next(lines(self._store, self._office, end, last), None) if end < last else None
            self.bad = self.chain.seq + 1 if following is None else following["seq"]
            self.why = f"The lines end before line {last:,}." if following is None else self.chain.fault(following)
        return facts

    def _add(self, found: LineFacts) -> None:
        facts = self.facts
        for visit in found.check_ins:
            facts.check_ins_twice += visit in self._checked_in
            self._checked_in.add(visit)
        facts.described.update(found.described)
        facts.lacking.update(found.lacking)
        facts.kept |= found.kept
        facts.undone += found.undone
        facts.jumps += found.jumps
        facts.largest_jump_ms = max(facts.largest_jump_ms, found.largest_jump_ms)

    def _whole_parts(self, first: int, last: int) -> dict[int, str]:
        """Return the parts that lie whole between two lines with none of their lines missing, each with the hash of its last line."""
        begin, end = -(-(first - 1) // PART), last // PART
        if self._kept is None or begin >= end:
            return {}
        values = {"office": self._office, "first": begin * PART + 1, "last": end * PART, "part": PART}
        between = "from journal where office = :office and seq between :first and :last"
        full = set(range(begin, end))
        if self._store.rows(f"select count(*) as n {between}", values)[0]["n"] != len(full) * PART:
            counted = self._store.rows(f"select (seq - 1) / :part as part, count(*) as n {between} group by 1", values)
            full = {row["part"] for row in counted if row["n"] == PART}
        numbers = ", ".join(str((part + 1) * PART) for part in sorted(full)) or "0"
        ends = self._store.rows(f"select seq, hash from journal where office = :office and seq in ({numbers})", values)
        return {row["seq"] // PART - 1: row["hash"] for row in ends}


def read_journal(store: Rows, office: Office, span: Span, kept: KeptDays | None = None) -> JournalFacts:
    """Check the journal's lines of some days, and count what only they tell, in one pass.

    The chain is checked from the first line of these days to the last; `greeter verify` checks all of it. Whole thousands of lines whose chain was
    computed for an earlier report are not read again, where they lie between the same hashes and none is missing.
    """
    first, last = _first_and_last(store, office, span)
    if first is None or last is None:
        return JournalFacts(Verdict(office.id, 0, 0, 0, FIRST_HASH))
    before = store.rows(
        "select hash from journal where office = :office and seq = :seq", {"office": office.id, "seq": first - 1}
    )
    reading = _Reading(store, office.id, Chain(office.id, before[0]["hash"] if before else FIRST_HASH, first - 1), kept)
    reading.parts(last)
    chain, facts = reading.chain, reading.facts
    facts.verdict = Verdict(
        office.id,
        chain.seq - first + 1,
        first,
        chain.seq,
        chain.hash,
        reading.bad,
        reading.why,
        earlier=reading.earlier,
    )
    return facts


def _count(facts: LineFacts, row: Any) -> None:
    kind, visit, line = row["kind"], row["visit"], row["line"]
    if kind == Kind.CHECK_IN:
        facts.check_ins.append(visit)
        if '"kept_ms"' in line:
            facts.kept[visit] = int(_data(line).get("kept_ms", 0))
    elif kind == Kind.DESCRIBE:
        facts.described.append(visit)
        if "missing" in _data(line).get("fields", ()):
            facts.lacking.append(visit)
    elif kind == Kind.UNDO:
        facts.undone += 1
    if '"clock_jump_ms"' in line:
        facts.jumps += 1
        facts.largest_jump_ms = max(facts.largest_jump_ms, abs(_data(line).get("clock_jump_ms", 0)))


def _data(line: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(line.rpartition(SEPARATOR)[2])
    return data


def _first_and_last(store: Rows, office: Office, span: Span) -> tuple[int | None, int | None]:
    """Return the journal's first and last line of some days. Where the clock was set back within them, neither has the least or the greatest time."""
    start, end = span.bounds(office)
    values: dict[str, Any] = {"office": office.id, "start": start, "end": end}
    found = [
        store.rows(
            f"select seq from journal where office = :office and at >= :start and at < :end order by at {way}, seq {way} limit 1",
            values,
        )
        for way in ("asc", "desc")
    ]
    seqs = [rows[0]["seq"] for rows in found if rows]
    if not seqs:
        return None, None
    # By the lines' numbers, which end at the first one outside; "+" keeps the index of their times out of it.
    outside = "select seq from journal where office = :office and (+at < :start or +at >= :end) and seq"
    before = store.rows(f"{outside} < :seq order by seq desc limit 1", {**values, "seq": min(seqs)})
    after = store.rows(f"{outside} > :seq order by seq limit 1", {**values, "seq": max(seqs)})
    return before[0]["seq"] + 1 if before else _end(store, office, "min"), after[0]["seq"] - 1 if after else _end(
        store, office, "max"
    )


def _end(store: Rows, office: Office, which: str) -> int:
    """Return the number of the first line (`min`) or of the last (`max`); both at once would go over all lines."""
    rows = store.rows(f"select {which}(seq) as seq from journal where office = :office", {"office": office.id})
    return int(rows[0]["seq"])
