"""What a store can be put back from, and what would be lost with it. Reads every page; changes nothing."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from greeter.problems import NotFound, StoreProblem
from greeter.records.copies import Copy, copy_beside
from greeter.records.damage import Guard, last_write
from greeter.records.examination import Depth, Examination, examine
from greeter.records.heads import Heads, last_written, lines_in
from greeter.records.integrity import Chain, Unreadable, lines
from greeter.records.known import good_copies, read_known
from greeter.records.reader import Manner, Reader
from greeter.records.times import minutes_words, moment_words
from greeter.store.sqlite_files import beside, wal_is_gone

if TYPE_CHECKING:
    from pathlib import Path

    from greeter.records.known import Known
    from greeter.records.manifest import Manifest


MOST_SEQ = (1 << 63) - 1
"""Larger than the number of any line."""


class Source(Enum):
    """What a store is put back from."""

    COPY = "copy"
    """A copy, as it was made and checked."""
    FILE = "file"
    """Another file: the store's own, where that is sound and holds more than any copy, or one that a person named."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a restore would do.

    file: what is put back; heads: how far the journals come in it; made_at: of when it is. lost_ms: how long the store lived after it. Times in
    milliseconds since 1970 UTC. fault: what is wrong with the store now; empty where nothing is.
    """

    store: Path
    source: Source
    file: Path
    heads: Heads
    made_at: int
    lost_ms: int
    fault: str
    manifest: Manifest | None = None
    rest: int = 0
    """Lines of the journal that the store's file still holds after what is put back, sound and in order."""
    passed_over: tuple[Path, ...] = ()
    """Newer copies that turned out to be damaged."""

    @property
    def stays(self) -> bool:
        """Whether the store's file is what is kept, as it is."""
        return self.file == self.store and not wal_is_gone(self.store)

    @property
    def is_needed(self) -> bool:
        """Whether something is wrong with the store: if not, a restore would only lose."""
        return bool(self.fault)

    def words(self, now: int) -> str:
        """Return what is put back, and what is lost. now: milliseconds since 1970 UTC."""
        when = moment_words(self.made_at, now)
        held = lines_words(lines_in(self.heads))
        if self.source is Source.COPY:
            back = f"Put back: the copy of {when}, with {held}."
        else:
            back = f"Kept: {self.file.name} as far as it is sound, up to {when}, with {held}."
        lost = (
            f"Lost: what happened in the {minutes_words(self.lost_ms)} after it."
            if self.lost_ms > 0
            else "Lost: nothing that is known of."
        )
        rest = f"In the damaged file, {lines_words(self.rest)} after it can still be read." if self.rest else ""
        passed = (
            f"Passed over, for it is damaged: {', '.join(file.name for file in self.passed_over)}."
            if self.passed_over
            else ""
        )
        return " ".join(filter(None, (back, lost, rest, passed)))


def lines_words(n: int) -> str:
    """Return a number of lines of the journal in words."""
    return "1 line of the journal" if n == 1 else f"{n:,} lines of the journal"


@dataclass(frozen=True, slots=True)
class _Found:
    """A file that a store can be put back from."""

    source: Source
    file: Path
    heads: Heads
    made_at: int
    manifest: Manifest | None = None


def plan_restore(store: Path, chosen: Path | None = None) -> Plan:
    """Look at a store and its copies; return what a restore would do.

    That is the newest good copy, or the store's own file where that is sound and holds more. chosen: this file instead, a copy or another store.
    Raises NotFound where there is nothing to restore from, StoreProblem where what was chosen is damaged.
    """
    known, own = read_known(store), look_at(store)
    passed_over: list[Path] = []
    fault = Guard(store).fault(known) or own.fault
    found = _chosen(chosen) if chosen is not None else _best(store, own, passed_over)
    return Plan(
        store=store,
        source=found.source,
        file=found.file,
        heads=found.heads,
        made_at=found.made_at,
        lost_ms=max(_end(store, own, known) - found.made_at, 0),
        fault=fault,
        manifest=found.manifest,
        rest=sound_lines_after(found.heads, store) if store.exists() else 0,
        passed_over=tuple(passed_over),
    )


def _best(store: Path, own: Examination, passed_over: list[Path]) -> _Found:
    """Return the newest good copy, or the store's own file; copies that turn out to be damaged go to `passed_over`. Raises NotFound."""
    for copy in good_copies(store):
        manifest = copy.manifest
        if not look_at_copy(copy).sound:
            passed_over.append(copy.file)
        elif own.sound and goes_on(store, own.heads, manifest.heads):
            break
        else:
            return _Found(Source.COPY, copy.file, manifest.heads, manifest.made_at, manifest)
    if not store.exists():
        raise NotFound(f"There is no store at {store}, and no good copy of it.", "Name a copy with --from.")
    if not own.sound:
        raise NotFound(
            f"There is no good copy of {store}, and the file itself is damaged. {own.fault}",
            "Name a copy with --from. To begin anew, move the file and the folder of its copies away.",
        )
    return _Found(Source.FILE, store, own.heads, last_written(own.heads))


def _chosen(file: Path) -> _Found:
    """Return the file that a person has chosen. Raises NotFound, StoreProblem."""
    if not file.exists():
        raise NotFound(f"There is no file {file}.", "See the copies: greeter backup --list")
    copy = copy_beside(file.with_suffix(".json"))
    if copy is not None and copy.file != file:
        copy = None
    found = look_at(file) if copy is None else look_at_copy(copy)
    if not found.sound:
        raise StoreProblem(f"{file} is damaged. {found.fault}", "Choose another copy: greeter backup --list")
    if copy is None:
        return _Found(Source.FILE, file, found.heads, last_written(found.heads))
    return _Found(Source.COPY, file, found.heads, copy.manifest.made_at, copy.manifest)


def look_at(file: Path) -> Examination:
    """Look at every page and line of a store's file, with its `-wal` where that is there."""
    if not file.exists():
        return Examination("It is not there.", {})
    try:
        with Reader(file, manner_for(file)) as reader:
            return examine(reader, Depth.WHOLE)
    except StoreProblem as problem:
        return Examination(problem.what, {})


def look_at_copy(copy: Copy) -> Examination:
    """Look at every page and line of a copy, and whether it is as it was made."""
    try:
        with copy.file.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as fault:
        return Examination(f"It can't be read: {fault.strerror}.", {})
    if sha256 != copy.manifest.sha256:
        return Examination("It is not as it was made.", {})
    return look_at(copy.file)


def manner_for(file: Path) -> Manner:
    """Return how a file is read: with its `-wal`, or, where it has none, as it lies there."""
    return Manner.LIVE if beside(file, "-wal").exists() else Manner.FINISHED


def goes_on(file: Path, heads: Heads, before: Heads) -> bool:
    """Whether a store's file with these heads goes on from where another one stopped, and further."""
    if any(office not in heads or heads[office].seq < head.seq for office, head in before.items()):
        return False
    if lines_in(heads) == lines_in(before):
        return False
    with Reader(file, manner_for(file)) as reader:
        for office, head in before.items():
            found = reader.rows(
                "select hash from journal where office = :office and seq = :seq", {"office": office, "seq": head.seq}
            )
            if head.seq and [row["hash"] for row in found] != [head.hash]:
                return False
    return True


def sound_lines_after(heads: Heads, file: Path) -> int:
    """Return how many lines of the journals a file holds after these heads, each sound and in its place."""
    found = 0
    with suppress(StoreProblem), Reader(file, manner_for(file)) as reader:
        for office, head in heads.items():
            chain = Chain(office, head.hash, head.seq)
            for line in lines(reader, office, head.seq + 1, MOST_SEQ):
                if isinstance(line, Unreadable) or chain.fault(line):
                    break
                found += 1
    return found


def _end(store: Path, own: Examination, known: Known) -> int:
    """Return when the store was last written: as its journals tell, where those can be read, else as its files do."""
    seen = last_written(known.heads)
    tells_all = own.heads and not wal_is_gone(store)
    return max(last_written(own.heads), seen) if tells_all else max(last_write(store, known), seen)
