"""A restore that is only tried: into a temporary file, which is then compared with what the store held when the copy was made."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from greeter.problems import NotFound, StoreProblem
from greeter.records.examination import Depth, examine
from greeter.records.integrity import short_hash
from greeter.records.known import good_copies
from greeter.records.plan import manner_for, plan_restore
from greeter.records.reader import Reader
from greeter.records.restore import restore
from greeter.records.times import moment_words

if TYPE_CHECKING:
    from greeter.records.copies import Copy
    from greeter.records.manifest import Manifest


@dataclass(frozen=True, slots=True)
class Drill:
    """What a drill has shown. shown: sentences on what is as it should be. wrong: sentences on what is not; none where the drill passed."""

    shown: tuple[str, ...]
    wrong: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether the store could be put back from this copy."""
        return not self.wrong


def drill(store: Path, now: int, chosen: Path | None = None) -> Drill:
    """Restore the newest good copy, or the chosen one, into a temporary file, and compare. Changes nothing. Raises NotFound, StoreProblem.

    now: milliseconds since 1970 UTC.
    """
    copy = next((one for one in good_copies(store) if chosen is None or one.file == chosen.absolute()), None)
    if copy is None:
        raise NotFound(
            f"There is no good copy of {store}." if chosen is None else f"{chosen} is no good copy of {store}.",
            "Make one: greeter backup",
        )
    with tempfile.TemporaryDirectory(prefix="greeter-drill-") as folder:
        trial = Path(folder) / store.name
        try:
            restore(plan_restore(trial, copy.file), now)
        except StoreProblem as problem:
            return Drill((), (str(problem),))
        return _compared(store, trial, copy, now)


def _compared(store: Path, trial: Path, copy: Copy, now: int) -> Drill:
    manifest = copy.manifest
    shown = [
        f"The copy of {moment_words(manifest.made_at, now)}, {copy.file.name}, was restored into a temporary file."
    ]
    wrong: list[str] = []
    with Reader(trial, manner_for(trial)) as reader:
        found, tables = examine(reader, Depth.WHOLE), reader.tables()
    if not found.sound:
        wrong.append(f"What was restored is damaged. {found.fault}")
    if tables == manifest.tables:
        shown.append(f"Its {len(tables)} tables hold {sum(tables.values()):,} rows, as the store did at that moment.")
    else:
        names = sorted({*tables.items()} ^ {*manifest.tables.items()})
        wrong.append(
            f"Its tables do not hold what the store did at that moment: {', '.join(sorted({name for name, _ in names}))}."
        )
    if found.heads != manifest.heads:
        wrong.append("Its journals do not end where the store's did.")
    for office, head in found.heads.items():
        shown.append(f"{office}: {head.seq:,} lines, all as they were written. Head {short_hash(head.hash)}.")
    wrong += _beside_the_store(store, manifest)
    if not wrong:
        shown.append("The store's own journal has the same lines. The drill passed.")
    return Drill(tuple(shown), tuple(wrong))


def _beside_the_store(store: Path, manifest: Manifest) -> list[str]:
    """Return where the store's journals are not the ones that were copied: they must hold the copy's last line."""
    wrong: list[str] = []
    try:
        with Reader(store, manner_for(store)) as live:
            for office, head in manifest.heads.items():
                found = live.rows(
                    "select hash from journal where office = :office and seq = :seq",
                    {"office": office, "seq": head.seq},
                )
                if head.seq and [row["hash"] for row in found] != [head.hash]:
                    wrong.append(f"Line {head.seq:,} of the journal of {office} is another in the store.")
    except StoreProblem as problem:
        wrong.append(f"The store can't be compared with it. {problem.what}")
    return wrong
