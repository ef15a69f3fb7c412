"""Whether the journal is as it was written: every line's hash computed again, and its place in the chain.

A line that was changed, added or taken out later breaks the chain at that place. A tail that was cut off shows against the head, or, where that was
changed too, against the hash that an earlier report printed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from string import hexdigits
from typing import TYPE_CHECKING, Any, Protocol

from greeter.model.journal import FIRST_HASH, HASHED, SEPARATOR, hash_of
from greeter.problems import StoreProblem
from greeter.texts import for_texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PRINTED = 12
"""A report prints so many signs of a hash."""
PAGE = 2_000
"""Lines read at once; memory stays the same however long the journal is."""
_LINE = " || :separator || ".join(
    f"coalesce({name}, '')" if name in {"visit", "counter", "clerk"} else name for name in HASHED
)
"""A line as it was hashed; the database puts it together faster than we can."""


class Rows(Protocol):
    """What gives rows: a store, its port, or what reads a copy."""

    def rows(self, sql: str, values: Mapping[str, Any] | None = None) -> list[Any]:
        """Return the rows of a query; columns by name. Raises StoreProblem where they can't be read."""
        ...


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found. `lines` were checked and are sound, from `first` to `last`; `head` is the hash of the last of them.

    bad: the first line that is not as it was written, or None. why: what is wrong with it, in words; empty where all is well.
    printed_at: the line whose hash an earlier report printed, where one was looked for and found.
    earlier: so many of the lines were not computed now, but for an earlier report.
    """

    office: str
    lines: int
    first: int
    last: int
    head: str
    bad: int | None = None
    why: str = ""
    printed_at: int | None = None
    earlier: int = field(default=0, compare=False)

    @property
    def sound(self) -> bool:
        """Whether every line is as it was written."""
        return self.bad is None

    @property
    def short_head(self) -> str:
        """The head's first 12 signs, in fours: what a report prints."""
        return short_hash(self.head)


class Chain:
    """Checks lines one after another, as they come out of the store."""

    def __init__(self, office: str, previous: str = FIRST_HASH, seq: int = 0) -> None:
        """Begin after line `seq`, whose hash is `previous`."""
        self.office = office
        self.hash = previous
        self.seq = seq

    def fault(self, row: Any) -> str:
        """Return what is wrong with the next line, in words, or an empty text and go on to it."""
        seq = row["seq"]
        if seq != self.seq + 1:
            missing = seq - self.seq - 1
            return f"{missing} {'line is' if missing == 1 else 'lines are'} missing before line {seq:,}."
        if row["previous"] != self.hash:
            return for_texts("It does not follow the line before it.")
        found = hash_of(self.hash, row["line"])
        if found != row["hash"]:
            return for_texts("It was changed after it was written.")
        self.hash, self.seq = found, seq
        return ""


def verify(store: Rows, office: str, *, printed: str = "") -> Verdict:
    """Check the journal of an office from its first line to its head. Reads only, a page at a time.

    printed: a head that an earlier report printed, spaces and all. Where no line has this hash, lines were cut off and the head was changed with
    them: nothing else could tell.
    """
    head = store.rows(
        "select h.seq, h.hash, (select max(seq) from journal where office = :office) as last"
        " from journal_head h where h.office = :office",
        {"office": office},
    )
    if not head:
        return _without_head(store, office)
    end, wanted = head[0]["seq"], _plain(printed)
    chain, printed_at = Chain(office), None
    for row in lines(store, office, 1, end):
        bad = _unreadable(row) or chain.fault(row)
        if bad:
            return _broken(chain, 1, row["seq"], bad)
        if wanted and chain.hash.startswith(wanted):
            printed_at = chain.seq
    if chain.seq != end:
        return _broken(chain, 1, chain.seq + 1, f"The journal ends at line {chain.seq:,}, its head says {end:,}.")
    if chain.hash != head[0]["hash"]:
        return _broken(chain, 1, max(end, 1), for_texts("The head does not fit the last line."))
    if (head[0]["last"] or 0) > end:
        return _broken(chain, 1, end + 1, f"It lies beyond the head, which says {end:,}.")
    return Verdict(office, chain.seq, 1 if chain.seq else 0, chain.seq, chain.hash, printed_at=printed_at)


def lines(store: Rows, office: str, first: int, last: int) -> Iterator[Any]:
    """Read lines of the journal in order, a page at a time: `seq, kind, visit, previous, hash`, and `line`, the text that was hashed.

    A line that can't be read comes as `Unreadable`.
    """
    after = first - 1
    while after < last:
        try:
            page = _page(store, office, after, last, PAGE)
        except StoreProblem:
            page = _one_by_one(store, office, after, min(after + PAGE, last))
        if not page:
            return
        yield from page
        after = page[-1]["seq"]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A line that the store can't give back, and what the store says of it."""

    seq: int
    why: str

    def __getitem__(self, name: str) -> int:
        """Return its number; it has nothing else."""
        if name != "seq":
            raise KeyError(name)
        return self.seq


def offices(store: Rows) -> list[str]:
    """Return the offices that have a journal in this store."""
    return [
        row["office"]
        for row in store.rows(
            "select office from journal_head union select office from (select distinct office from journal) j order by office"
        )
    ]


def short_hash(text: str) -> str:
    """Return the first 12 signs of a hash in fours: `7f3a 91c2 e04b`."""
    return " ".join(text[start : start + 4] for start in (0, 4, 8)).strip()


def _one_by_one(store: Rows, office: str, after: int, last: int) -> list[Any]:
    """Return the lines of a page, each read alone, until the damaged one."""
    found: list[Any] = []
    for seq in range(after + 1, last + 1):
        try:
            found += _page(store, office, seq - 1, seq, 1)
        except StoreProblem as problem:
            return [*found, Unreadable(seq, problem.what)]
    return found


def _page(store: Rows, office: str, after: int, last: int, most: int) -> list[Any]:
    return store.rows(
        f"select seq, kind, visit, previous, hash, {_LINE} as line from journal"
        " where office = :office and seq > :after and seq <= :last order by seq limit :most",
        {"office": office, "after": after, "last": last, "most": most, "separator": SEPARATOR},
    )


def _without_head(store: Rows, office: str) -> Verdict:
    count = store.rows("select count(*) as n from journal where office = :office", {"office": office})[0]["n"]
    if count:
        return Verdict(office, 0, 0, 0, FIRST_HASH, 1, for_texts("The journal has lines, but its head is gone."))
    return Verdict(office, 0, 0, 0, FIRST_HASH)


def _unreadable(row: Any) -> str:
    return f"It can't be read. {row.why}" if isinstance(row, Unreadable) else ""


def _broken(chain: Chain, first: int, bad: int, why: str) -> Verdict:
    return Verdict(chain.office, chain.seq, first if chain.seq else 0, chain.seq, chain.hash, bad, why)


def is_printed_head(printed: str) -> bool:
    """Whether this can be the beginning of a line's hash as a report prints it: at least its 12 signs."""
    plain = _plain(printed)
    return len(plain) >= PRINTED and all(sign in hexdigits for sign in plain)


def _plain(printed: str) -> str:
    return "".join(printed.split()).lower()
