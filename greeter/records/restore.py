"""Puts a store back beside programs that go on running.

What is put back is written as a new file and checked; then it takes the damaged file's place, which is kept aside under another name. A connection
that is still open reads and writes the file aside. Every act looks, before and after, whether its file is still the one in place
(`greeter.store.sqlite`), so none that lands aside is told as done, and each window opens the new file by itself:
docs/decisions/0009-copies-and-restore.md.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from greeter.clock import from_ms
from greeter.problems import StoreProblem
from greeter.records.alone import Alone
from greeter.records.backup import STEP_PAGES, sync_folder, to_the_disk
from greeter.records.copies import Copy
from greeter.records.examination import Depth, examine
from greeter.records.heads import lines_in
from greeter.records.known import Known, good_copies, read_known, write_known
from greeter.records.manifest import STAMP
from greeter.records.plan import Plan, manner_for, sound_lines_after
from greeter.records.reader import Manner, Reader
from greeter.store.sqlite_files import BESIDE, beside

if TYPE_CHECKING:
    from pathlib import Path

BUSY = ("Another program copies or restores this store just now.", "Try again in a moment.")
"""What is told while somebody else is alone with the copies."""
MOST_SWAPS = 20
"""So often another file may come to lie in the store's place while it is put back."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore has done.

    plan: what was done. aside: where the file is kept that was in the store's place; None where there was none.
    """

    plan: Plan
    aside: Path | None


def restore(plan: Plan, now: int) -> Restored:
    """Do what was planned. now: milliseconds since 1970 UTC, for the names of what is kept aside.

    Raises StoreProblem where it can't be done; then the store is as it was.
    """
    store = plan.store
    draft = store.with_name(f"{store.name}.restoring")
    with Alone(store) as alone:
        if not alone.granted:
            raise StoreProblem(*BUSY)
        try:
            _write(plan, draft)
            aside = _swap(store, draft, f"{from_ms(now):{STAMP}}")
        except OSError as fault:
            raise _told(store, fault) from fault
        finally:
            for left in (draft, *(beside(draft, what) for what in BESIDE)):
                with suppress(OSError):
                    left.unlink(missing_ok=True)
        _set_aside(plan, now)
        _write_known(plan)
    rest = (
        0 if aside is None else sound_lines_after(plan.heads, aside)
    )  # somebody may have written on until it was moved away
    return Restored(replace(plan, rest=rest), aside)


def _write(plan: Plan, draft: Path) -> None:
    """Write what is put back beside the store, on the disk and checked. Raises StoreProblem, OSError."""
    if shutil.disk_usage(plan.store.parent).free < plan.file.stat().st_size * 1.1:
        raise StoreProblem("The store's disk is full: there is no room to restore.", "Make room on it, then try again.")
    draft.unlink(missing_ok=True)
    with Reader(plan.file, manner_for(plan.file)) as source:
        source.stand_still()
        try:
            with closing(sqlite3.connect(draft, isolation_level=None)) as target:
                target.execute("pragma synchronous=off")
                source.connection.backup(target, pages=STEP_PAGES)
                target.execute("pragma journal_mode=wal")  # as every window wants it: none has to ask for it alone
        except sqlite3.Error as fault:
            raise StoreProblem(f"What is put back could not be written: {fault}.", "Check the store's disk.") from fault
    to_the_disk(draft)
    with Reader(draft, Manner.FINISHED) as reader:
        found = examine(reader, Depth.QUICK)
    if not found.sound or found.heads != plan.heads:
        raise StoreProblem(f"What was put back came out damaged. {found.fault}", "Check the store's disk.")


def _swap(store: Path, draft: Path, stamp: str) -> Path | None:
    """Put the draft in the store's place; return where the file is that lay there, with its `-wal` and `-shm` beside it.

    The store's name goes first and comes last: nobody ever finds the old `-wal` beside the new file, which SQLite would take for its own. A program
    that makes a new store meanwhile finds that one moved aside, too. Raises OSError, StoreProblem.
    """
    first: Path | None = None
    for number in range(1, MOST_SWAPS + 1):
        aside = store.with_name(f"{store.name}.damaged-{stamp}{'' if number == 1 else f'-{number}'}")
        if aside.exists():
            continue
        if store.exists():
            os.rename(store, aside)  # noqa: PTH104 (by the same means as the two that follow)
            first = first or aside
        try:
            for what in BESIDE:
                if beside(store, what).exists():
                    os.rename(beside(store, what), beside(aside, what))  # noqa: PTH104
            done = _put(draft, store)
        except OSError:
            if first is not None and not store.exists():
                _back(first, store)
            raise
        if done:
            sync_folder(store.parent)
            return first
    raise StoreProblem(
        "Another program makes the store anew each time it is put back.", "Close every Greeter window, then try again."
    )


def _back(aside: Path, store: Path) -> None:
    """Put the file aside back in its place."""
    for what in reversed(BESIDE):
        if beside(aside, what).exists() and not beside(store, what).exists():
            os.rename(beside(aside, what), beside(store, what))  # noqa: PTH104
    os.rename(aside, store)  # noqa: PTH104


def _put(draft: Path, store: Path) -> bool:
    """Give the draft the store's name; False where somebody has taken it meanwhile."""
    try:
        os.link(draft, store)
    except FileExistsError:
        return False
    except OSError:  # a disk without links
        if store.exists():
            return False
        os.rename(draft, store)  # noqa: PTH104
    return True


def _set_aside(plan: Plan, now: int) -> None:
    """Move copies away that hold what was not put back, or turned out to be damaged: the newest good copy is one of this store."""
    held = lines_in(plan.heads)
    for copy in good_copies(plan.store):
        if copy.manifest.lines > held or copy.file in plan.passed_over:
            away = copy.file.parent / f"set-aside-{from_ms(now):{STAMP}}"
            with suppress(OSError):
                away.mkdir(exist_ok=True)
                for file in (copy.file.with_suffix(".json"), copy.file):
                    file.rename(away / file.name)


def _write_known(plan: Plan) -> None:
    """Write down that the store comes so far now. What was known before must not make it look damaged again."""
    copies = good_copies(plan.store)
    if plan.manifest is not None and all(copy.file != plan.file for copy in copies):
        copies.append(Copy(plan.file, plan.manifest))
    newest = max(copies, key=lambda copy: copy.manifest.order, default=None)
    known = Known(plan.heads) if newest is None else Known(plan.heads, newest.manifest, newest.file.parent)
    try:
        write_known(plan.store, known)
    except StoreProblem:
        if read_known(plan.store).lines > known.lines:
            raise


def _told(store: Path, fault: OSError) -> StoreProblem:
    why = (fault.strerror or "the system refused it").lower()
    return StoreProblem(
        f"{store} can't be put back: {why}.",
        "Close every Greeter window on this machine, check the disk, then try again.",
    )
