"""Looks for what was forgotten in every byte that this machine holds: the store and its log, copies of it, drafts, logs, crash cards, kept tickets.

What is looked for are the very texts that went. A text that still stands in a row which is not due, such as the name of somebody who came again, is
no trace and is told apart. On a server only its tables can be searched.
"""

from __future__ import annotations

import json
import mmap
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from greeter.records.copies import DAY_MS, DAYS, Copies
from greeter.settings import data_folder

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from greeter.records.copies import Copy
    from greeter.records.integrity import Rows

SHORTEST = 6
"""Bytes; a shorter text stands in any file by chance."""
PIECE = 48
"""Signs of the begin of a text that are looked for: a longer one may be split over the pages of a file."""
MOST_BYTES = 20_000_000_000
"""So much is searched in all, texts times bytes of files; where that is not enough, fewer of the texts are looked for."""
FEWEST, MOST = 50, 2_000
_COLUMNS = (
    ("personal", "value"), ("appointment_personal", "value"), ("appointment_name", "mark"), ("step", "what"), ("step", "detail"),
    ("request", "hold_reason"), ("notice", "text"), ("person", "name"), ("legal_hold", "contact"), ("legal_hold", "reason"),
    ("lesson", "word"), ("office_file", "text"), ("journal", "data"),
)  # fmt: skip
"""Every column that can hold words of a person."""


@dataclass(slots=True)
class Traces:
    """What a search found. Texts are told by their number alone.

    looked_for, of: how many texts were looked for, of how many that went; different: how many of those noted differ; short:
    too short for it. files: where each trace stands, and of how many
    texts. store: of how many in the store's own files. elsewhere: texts that rows which are not due hold, by table.
    """

    looked_for: int = 0
    of: int = 0
    different: int = 0
    short: int = 0
    searched: int = 0
    size: int = 0
    store: int = 0
    elsewhere: dict[str, int] = field(default_factory=dict)
    copies: dict[Path, int] = field(default_factory=dict)
    others: dict[Path, int] = field(default_factory=dict)

    @property
    def none(self) -> bool:
        """Whether nothing was found outside copies, which are let go by their own rule."""
        return not self.store and not self.others


def files_of(store: Path) -> tuple[list[Path], list[Path], list[Path]]:
    """Return the files that may hold words of visitors: the store's own, its good copies, and what else lies beside them or in this program's folder.

    A copy is only what the store knows as its own: a folder for copies may hold those of other stores and machines that bear the same name.
    """
    store = store.resolve()
    own = [
        path
        for path in (store, *(store.with_name(store.name + end) for end in ("-wal", "-shm", "-journal")))
        if path.is_file()
    ]
    here = Copies(store)
    copies = {copy.file.resolve() for place in (here.folder, here.own) for copy in Copies(store, place).good()}
    home, named = data_folder(), _literal(store.name)
    found = [
        *store.parent.glob(f"{named}.*"),
        *(path for folder in {here.folder, here.own} for path in folder.rglob(f"{named}*")),
        *(home.rglob("*") if home.is_dir() else ()),
    ]
    others = {path.resolve() for path in found if path.is_file()} - {*own, *copies}
    return own, sorted(copies), sorted(others)


@dataclass(frozen=True, slots=True)
class Hits:
    """In which files which texts stand; of how many texts that went, how many differ, were looked for, and were too short."""

    own: dict[Path, set[str]]
    copies: dict[Path, set[str]]
    others: dict[Path, set[str]]
    looked_for: tuple[str, ...]
    of: int
    different: int
    short: int
    size: int


def search(store: Path | None, texts: Iterable[str], gone: int) -> Hits:
    """Look for texts that went in every file. store: the store's file; None where it has none. gone: how many went in all.

    Never while this program has the store open: to open its file besides SQLite, and close it, would lose SQLite's locks.
    """
    wanted = sorted(set(texts))
    long_enough = [text for text in wanted if len(text.encode()) >= SHORTEST]
    groups: tuple[list[Path], list[Path], list[Path]] = ([], [], []) if store is None else files_of(store)
    size = sum(_size(path) for group in groups for path in group)
    chosen = spread(long_enough, max(FEWEST, min(MOST, MOST_BYTES // max(size, 1))))
    own, copies, others = ({path: _within(path, chosen) for path in group} for group in groups)
    return Hits(own, copies, others, tuple(chosen), gone, len(wanted), len(wanted) - len(long_enough), size)


def settle(rows: Rows, hits: Hits) -> Traces:
    """Tell traces from texts that rows still hold which are not due. Without files, all texts are looked for in the rows."""
    groups = (hits.own, hits.copies, hits.others)
    met = {text for group in groups for texts in group.values() for text in texts} or set[str]()
    if not hits.own:
        met = set(hits.looked_for)
    held = {text: tables for text in sorted(met) if (tables := held_in(rows, text))}
    found = Traces(len(hits.looked_for), hits.of, hits.different, hits.short, sum(map(len, groups)), hits.size)
    for tables in held.values():
        for table in tables:
            found.elsewhere[table] = found.elsewhere.get(table, 0) + 1
    found.store = len({text for texts in hits.own.values() for text in texts - held.keys()})
    found.copies = {path: len(left) for path, texts in hits.copies.items() if (left := texts - held.keys())}
    found.others = {path: len(left) for path, texts in hits.others.items() if (left := texts - held.keys())}
    return found


def held_in(rows: Rows, text: str) -> list[str]:
    """Return the tables in which a row still holds a text."""
    found = []
    for table, column in _COLUMNS:
        said = json.dumps(text)[1:-1] if table == "journal" else text
        pattern = "%" + said.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        if table not in found and rows.rows(
            f"select 1 as one from {table} where {column} like :pattern escape '\\' limit 1", {"pattern": pattern}
        ):
            found.append(table)
    return found


def copies_before(store: Path, at: int) -> list[tuple[Copy, int]]:
    """Return the good copies made before a moment, and until when the usual rule keeps each at the latest. Milliseconds since 1970 UTC."""
    return [
        (copy, copy.manifest.made_at + (DAYS + 1) * DAY_MS)
        for copy in Copies(store).good()
        if copy.manifest.made_at < at
    ]


def spread(texts: list[str], most: int) -> list[str]:
    """Return so many texts at most, evenly from all."""
    if len(texts) <= most:
        return texts
    return list(islice((texts[int(place * len(texts) / most)] for place in range(most)), most))


def _within(path: Path, texts: list[str]) -> set[str]:
    """Return which texts stand in a file, as they are or as JSON writes them."""
    with (
        suppress(OSError, ValueError),
        path.open("rb") as file,
        mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as held,
    ):
        return {text for text in texts if any(held.find(sign) >= 0 for sign in _signs(text))}
    return set()


def _signs(text: str) -> set[bytes]:
    begin = text[:PIECE]
    return {
        begin.encode("utf-8", "surrogatepass"),
        json.dumps(begin)[1:-1].encode(),
        json.dumps(begin, ensure_ascii=False)[1:-1].encode("utf-8", "surrogatepass"),
    }


def _size(path: Path) -> int:
    with suppress(OSError):
        return path.stat().st_size
    return 0


def _literal(name: str) -> str:
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in name)
