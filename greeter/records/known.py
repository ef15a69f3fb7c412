"""What is known of a store outside of it: how far its journals had come, where its copies lie, and what keeps new ones from being made.

It is one small file in the folder `copies` beside the store. So a store that is gone, cut short or older than it was is found at start without
looking at the disk for copies, which may be slow or away; and every window of a machine tells the same of the last copy. It is written while one is
`Alone` with the copies.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from greeter.problems import StoreProblem
from greeter.records.copies import Copies, Copy, copy_beside, own_folder
from greeter.records.heads import Heads, heads_from, lines_in
from greeter.records.manifest import Manifest, manifest_from


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why no copy could be made. since: when it began; again: when it is tried next; milliseconds since 1970 UTC. tries: how often it was tried."""

    why: str
    since: int
    again: int
    tries: int


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a store.

    heads: the furthest that its journals were seen. newest: the newest copy that was made of it. folder: where that lies. restored: when it was put
    back for the last time, milliseconds since 1970 UTC; 0 for never.
    """

    heads: Heads = field(default_factory=dict)
    newest: Manifest | None = None
    folder: Path | None = None
    trouble: Trouble | None = None
    restored: int = 0

    @property
    def lines(self) -> int:
        """How many lines of all journals were seen."""
        return lines_in(self.heads)

    @property
    def newest_file(self) -> Path | None:
        """Where the newest copy was put; it may not be there any more."""
        return None if self.newest is None or self.folder is None else self.folder / self.newest.copy


def read_known(store: Path) -> Known:
    """Return what is known of a store; where nothing was written down, what the newest copy in its own folder tells."""
    try:
        row = json.loads(_file(store).read_text(encoding="utf-8"))
        return _known_from(row)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        pass
    newest = Copies(store, own_folder(store)).newest()
    return Known() if newest is None else Known(newest.manifest.heads, newest.manifest, newest.file.parent)


def write_known(store: Path, known: Known) -> None:
    """Write down what is known of a store. Raises StoreProblem where its folder takes nothing."""
    row: dict[str, Any] = {
        "heads": {office: head.row() for office, head in sorted(known.heads.items())},
        "newest": None if known.newest is None else known.newest.text(),
        "folder": None if known.folder is None else str(known.folder),
        "restored": known.restored,
        "trouble": None
        if known.trouble is None
        else {name: getattr(known.trouble, name) for name in Trouble.__slots__},
    }
    target = _file(store)
    aside = target.with_suffix(".new")
    try:
        target.parent.mkdir(exist_ok=True)
        aside.write_text(json.dumps(row, indent=1), encoding="utf-8")
        aside.replace(target)
    except OSError as fault:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
        why = (fault.strerror or "the system refused it").lower()
        raise StoreProblem(f"{target.parent} can't be written: {why}.", "Check the store's disk.") from fault


def good_copies(store: Path, folder: Path | None = None) -> list[Copy]:
    """Return the good copies of a store, the newest first: those in its folder, and in the one where the newest was put.

    folder: look here alone.
    """
    if folder is not None:
        return Copies(store, folder).good()
    found = {copy.file: copy for place in _places(store) for copy in Copies(store, place).good()}
    return sorted(found.values(), key=lambda copy: copy.manifest.order, reverse=True)


def newest_copy(known: Known) -> Copy | None:
    """Return the newest copy that is known of, where it is still there."""
    return None if known.newest_file is None else copy_beside(known.newest_file.with_suffix(".json"))


def _places(store: Path) -> set[Path]:
    known = read_known(store)
    return {Copies(store).folder, own_folder(store), *([known.folder] if known.folder else [])}


def _known_from(row: dict[str, Any]) -> Known:
    folder, trouble, newest = row["folder"], row["trouble"], row["newest"]
    return Known(
        heads_from(row["heads"]),
        None if newest is None else manifest_from(newest),
        None if folder is None else Path(folder),
        None
        if trouble is None
        else Trouble(str(trouble["why"]), *(int(trouble[k]) for k in ("since", "again", "tries"))),
        int(row["restored"]),
    )


def _file(store: Path) -> Path:
    return own_folder(store) / f"{store.resolve().name}.known.json"
