"""The copies of a store, in one folder: which are good, which is the newest, and which are let go.

A copy is two files, `greeter.db-2026-11-22T101500Z.db` and `.json` beside it. It counts once both are there and the size is right; what is being
written has another name. It bears the whole name of its store, so `office.db` and `office.sqlite` side by side share nothing.
A folder that several stores or machines copy to may hold the copies of them all: each sees its own.

**Which are kept**: all of the last 24 hours; of the 14 days before, the newest of each day (UTC). Or the newest N. The newest good one always is.
"""

from __future__ import annotations

import os
import platform
import re
import zlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from greeter.clock import from_ms
from greeter.problems import StoreProblem
from greeter.records.manifest import STAMP, Manifest, read_manifest
from greeter.store.address import MEMORY, Engine, engine_of, sqlite_path

if TYPE_CHECKING:
    from collections.abc import Iterable

COPIES = "GREETER_COPIES"
"""Names the folder for copies; without it they lie in `copies` beside the store."""
HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS
DAYS = 14
DRAFT = ".draft"


@dataclass(frozen=True, slots=True)
class Copy:
    """A good copy: its file, and what was written beside it."""

    file: Path
    manifest: Manifest


@dataclass(frozen=True, slots=True)
class Kept:
    """Which copies are kept. newest: so many of the newest; None for the usual rule."""

    newest: int | None = None

    def choose(self, manifests: Iterable[Manifest], now: int) -> set[str]:
        """Return the names of the copies to keep. now: milliseconds since 1970 UTC."""
        ordered = sorted(manifests, key=lambda one: one.order, reverse=True)
        if self.newest is not None:
            return {one.copy for one in ordered[: max(self.newest, 1)]}
        kept, days = {one.copy for one in ordered[:1]}, set[int]()
        for one in ordered:
            age = now - one.made_at
            day = one.made_at // DAY_MS
            if age < DAY_MS or (age < (DAYS + 1) * DAY_MS and day not in days):
                kept.add(one.copy)
            days.add(day)
        return kept


class Copies:
    """The copies of one store in one folder."""

    def __init__(self, store: Path, folder: Path | None = None) -> None:
        """folder: where they lie; `GREETER_COPIES`, or `copies` beside the store, where none is given."""
        self.store = store.resolve()
        self.own = own_folder(store)
        self.place = f"{platform.node()}:{self.store}"
        asked = folder or Path(os.environ.get(COPIES) or self.own).expanduser()
        self.folder = asked.resolve()
        self._named = re.compile(re.escape(self.store.name) + r"-\d{4}-\d\d-\d\dT\d{6}Z(-\d+)?")

    def good(self) -> list[Copy]:
        """Return the good copies, the newest first. A folder that can't be read has none."""
        found: list[Copy] = []
        with suppress(OSError):
            for beside in self.folder.glob(f"{_literal(self.store.name)}-*.json"):
                if self._named.fullmatch(beside.stem):
                    copy = copy_beside(beside)
                    found += [copy] if copy is not None and self._is_ours(copy) else []
        return sorted(found, key=lambda copy: copy.manifest.order, reverse=True)

    def newest(self) -> Copy | None:
        """Return the newest good copy, or None where there is none."""
        return next(iter(self.good()), None)

    def make_ready(self) -> None:
        """Make the folder where it is the store's own. One that was named must be there: a disk may not be connected. Raises StoreProblem."""
        if self.folder == self.own:
            try:
                self.folder.mkdir(exist_ok=True)
            except OSError as fault:
                raise cannot_write(self.folder, fault) from fault
        elif not self.folder.is_dir():
            raise StoreProblem(
                f"The folder for copies is not there: {self.folder}.", "Connect its disk, or make the folder."
            )

    def new_name(self, made_at: int) -> str:
        """Return a name that no copy has, without its ending. made_at: milliseconds since 1970 UTC."""
        name = f"{self.store.name}-{from_ms(made_at):{STAMP}}"
        number = 1
        while any((self.folder / f"{name}{_again(number)}{ending}").exists() for ending in (".db", ".json")):
            number += 1
        return f"{name}{_again(number)}"

    def draft(self, name: str) -> Path:
        """Return where a file is written before it gets its name. No other store or machine writes or removes this one."""
        return self.folder / f"{name}.{zlib.crc32(self.place.encode()):08x}{DRAFT}"

    def drop_drafts(self) -> None:
        """Remove what copies that were broken off have left. Only while no copy is made."""
        with suppress(OSError):
            for left in self.folder.glob(f"{self.draft('*').name}*"):
                with suppress(OSError):
                    left.unlink()

    def thin(self, kept: Kept, now: int) -> int:
        """Remove the copies that are not kept any more; return how many those were."""
        good = self.good()
        keep = kept.choose((copy.manifest for copy in good), now)
        gone = [copy for copy in good if copy.manifest.copy not in keep]
        removed = 0
        for copy in gone:
            with suppress(OSError):
                copy.file.with_suffix(".json").unlink()  # first: a copy without it does not count
                copy.file.unlink()
                removed += 1
        return removed

    def _is_ours(self, copy: Copy) -> bool:
        """Whether a copy is of this store.

        The folder beside it may have moved with it: there, those count that were made beside a file of its name. Another machine may copy a store of
        the same name into that folder, too; its copies were not made beside their store.
        """
        if self.folder == self.own and copy.manifest.beside is not False:
            return copy.manifest.file_name == self.store.name
        return copy.manifest.store == self.place


def file_of(url: str) -> Path | None:
    """Return the file of the store at an address; None where it is in memory, or on a server. Raises StoreProblem."""
    if engine_of(url) is not Engine.SQLITE:
        return None
    path = sqlite_path(url)
    return None if path == MEMORY else Path(path).resolve()


def own_folder(store: Path) -> Path:
    """Return the folder beside a store in which its copies lie, and what is known of it."""
    return store.resolve().parent / "copies"


def copy_beside(manifest: Path) -> Copy | None:
    """Return the copy that a manifest is of; None where the two do not fit, or one can't be read."""
    read = read_manifest(manifest)
    if read is None or read.copy != f"{manifest.stem}.db":
        return None
    file = manifest.with_name(read.copy)
    try:
        fits = file.stat().st_size == read.size
    except OSError:
        return None
    return Copy(file, read) if fits else None


def cannot_write(folder: Path, fault: OSError) -> StoreProblem:
    """Return what to tell where the disk for copies takes nothing."""
    why = (fault.strerror or "the system refused it").lower()
    return StoreProblem(f"Copies can't be written to {folder}: {why}.", "Check the disk for copies.")


def _again(number: int) -> str:
    return "" if number == 1 else f"-{number}"


def _literal(name: str) -> str:
    return re.sub(r"([*?[])", r"[\1]", name)
