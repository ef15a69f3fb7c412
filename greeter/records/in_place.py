"""Puts a new file in a store's place, where there is none, or its `-wal` was taken away.

Nobody can open such a store; what still has the old file open goes on with that, and every act looks whether its file is the one in place.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from greeter.records.backup import STEP_PAGES, sync_folder, to_the_disk
from greeter.records.into_file import told
from greeter.records.plan import manner_for
from greeter.records.reader import Reader
from greeter.store.sqlite_files import BESIDE, beside

if TYPE_CHECKING:
    from pathlib import Path


def put_in_place(store: Path, copy: Path, aside: Path) -> None:
    """Write a copy, or what is left of a store, as a new file, and give it the store's name; what lay there goes aside.

    Raises StoreProblem, OSError; then what lay there lies there still.
    """
    draft = store.with_name(f"{store.name}.restoring")
    draft.unlink(missing_ok=True)
    try:
        with Reader(copy, manner_for(copy)) as source, closing(sqlite3.connect(draft, isolation_level=None)) as target:
            source.stand_still()
            target.execute("pragma synchronous=off")
            source.connection.backup(target, pages=STEP_PAGES)
            target.execute("pragma journal_mode=wal")  # as every window wants it: none has to ask for it alone
        to_the_disk(draft)
        _swap(store, draft, aside)
    except sqlite3.DatabaseError as fault:
        raise told(fault) from fault
    finally:
        for left in (draft, *(beside(draft, what) for what in BESIDE)):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def _swap(store: Path, draft: Path, aside: Path) -> None:
    """Move what lies in the store's place aside, the store first, and give its name to the draft. Nobody finds the old `-wal` beside the new file."""
    moved: list[tuple[Path, Path]] = []
    try:
        for old, new in ((store, aside), *((beside(store, what), beside(aside, what)) for what in BESIDE)):
            if old.exists():
                os.rename(old, new)  # noqa: PTH104 (beside the one that follows)
                moved.append((old, new))
        _name(draft, store)
    except OSError:
        for old, new in reversed(moved):
            os.rename(new, old)  # noqa: PTH104
        raise
    sync_folder(store.parent)


def _name(draft: Path, store: Path) -> None:
    """Give the draft the store's name, unless another file has it by now. Raises OSError."""
    try:
        os.link(draft, store)
    except FileExistsError:
        raise
    except OSError:  # a disk without links
        if store.exists():
            raise
        os.rename(draft, store)  # noqa: PTH104
