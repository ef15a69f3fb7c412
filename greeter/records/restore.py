"""Puts a store back beside programs that go on running: docs/decisions/0009-copies-and-restore.md.

As a rule the copy is written into the store's own file, in one transaction: whoever has it open sees that as any other change, and nobody can write
in between. Where the file is gone, or its `-wal`, a new file takes its place.
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from greeter.clock import from_ms
from greeter.problems import StoreProblem
from greeter.records.alone import Alone
from greeter.records.copies import Copy
from greeter.records.examination import Depth, examine
from greeter.records.heads import lines_in
from greeter.records.in_place import put_in_place
from greeter.records.into_file import write_into
from greeter.records.known import Known, good_copies, read_known, write_known
from greeter.records.manifest import STAMP
from greeter.records.plan import Plan, goes_on, sound_lines_after
from greeter.records.reader import Manner, Reader
from greeter.store.sqlite_files import beside, wal_is_gone

if TYPE_CHECKING:
    from pathlib import Path

BUSY = ("Another program copies or restores this store just now.", "Try again in a moment.")
"""What is told while somebody else is alone with the copies."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore has done.

    plan: what was done. aside: where the file is kept that was there before; None where there was none, or it has stayed.
    """

    plan: Plan
    aside: Path | None


def restore(plan: Plan, now: int) -> Restored:
    """Do what was planned. now: milliseconds since 1970 UTC, for the names of what is kept aside.

    Raises StoreProblem where it can't be done; then the store is as it was, or is found to be damaged until it is restored.
    """
    store = plan.store
    with Alone(store) as alone:
        if not alone.granted:
            raise StoreProblem(*BUSY)
        aside = _free_name(store, f"{from_ms(now):{STAMP}}")
        try:
            if not plan.stays:
                _put_back(plan, aside)
        except OSError as fault:
            raise _told(store, fault) from fault
        _set_aside(plan, now)
        _write_known(plan, now)
    if not aside.exists():
        return Restored(plan, None)
    return Restored(
        replace(plan, rest=sound_lines_after(plan.heads, aside)), aside
    )  # somebody may have written on meanwhile


def _put_back(plan: Plan, aside: Path) -> None:
    """Write what is put back, and look at all of it. Raises StoreProblem, OSError."""
    store, known = plan.store, read_known(plan.store)
    sizes = [file.stat().st_size for file in (store, beside(store, "-wal"), plan.file, plan.file) if file.exists()]
    if shutil.disk_usage(store.parent).free < sum(sizes):
        raise StoreProblem("The store's disk is full: there is no room to restore.", "Make room on it, then try again.")
    if not known.lines:
        write_known(store, replace(known, heads=plan.heads))  # until all is done, an empty store is found to be damaged
    if store.exists() and not wal_is_gone(store):
        write_into(store, plan.file, aside)
    else:
        put_in_place(store, plan.file, aside)
    with Reader(store, Manner.LIVE) as reader:
        found = examine(reader, Depth.QUICK)
    if not found.sound or not (found.heads == plan.heads or goes_on(store, found.heads, plan.heads)):
        raise StoreProblem(f"What was put back came out damaged. {found.fault}", "Check the store's disk.")


def _free_name(store: Path, stamp: str) -> Path:
    """Return a name beside the store for what was there before."""
    number = 1
    while True:
        aside = store.with_name(f"{store.name}.damaged-{stamp}{'' if number == 1 else f'-{number}'}")
        if not aside.exists():
            return aside
        number += 1


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


def _write_known(plan: Plan, now: int) -> None:
    """Write down that the store was restored, and comes so far. What was known before must not make it look damaged again."""
    copies = good_copies(plan.store)
    if plan.manifest is not None and all(copy.file != plan.file for copy in copies):
        copies.append(Copy(plan.file, plan.manifest))
    newest = max(copies, key=lambda copy: copy.manifest.order, default=None)
    known = Known(plan.heads, restored=now)
    if newest is not None:
        known = replace(known, newest=newest.manifest, folder=newest.file.parent)
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
