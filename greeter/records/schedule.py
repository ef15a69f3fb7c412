"""When a copy of a store is due, and what became of it. Every window of a machine may ask; one of them at a time makes the copy.

A copy is due once something has changed since the newest, and that is older than a period. After a failure it is tried again after 1, 2, 4 ...
minutes, a period at most. All windows read the same of it (`known`), whichever of them has tried.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from threading import Event
from typing import TYPE_CHECKING

from greeter.clock import Clock, SystemClock, to_ms
from greeter.problems import BadInput, StoreDamaged, StoreProblem
from greeter.records.alone import Alone
from greeter.records.backup import GivenUp, make_copy
from greeter.records.copies import Copies, Kept
from greeter.records.damage import Guard, tell
from greeter.records.heads import read_heads
from greeter.records.known import Known, Trouble, newest_copy, read_known, write_known
from greeter.records.reader import Manner, Reader

if TYPE_CHECKING:
    from pathlib import Path

    from greeter.records.copies import Copy

EVERY = "GREETER_COPIES_EVERY"
"""Minutes between two copies that the windows make; 0 for none."""
EVERY_MINUTES = 60
KEEP = "GREETER_COPIES_KEEP"
"""How many copies are kept; without it, the usual rule."""
MINUTE_MS = 60_000
HURRY_MS = MINUTE_MS


@dataclass(frozen=True, slots=True)
class CopyState:
    """How the copies of a store stand.

    made_at: of when the newest good one is, None where there is none. open_since: when the first thing was done that it does not hold, None where it
    holds all. trouble: why no newer one could be made, in words; empty while none is due. damage: what is wrong with the store itself.
    Times in milliseconds since 1970 UTC; period in milliseconds.
    """

    made_at: int | None
    open_since: int | None
    trouble: str
    period: int
    damage: StoreDamaged | None = None

    def is_late(self, now: int) -> bool:
        """Whether staff should know: what is in no copy is older than two periods, or there is no copy at all and none can be made."""
        if self.open_since is None or self.period <= 0:
            return False
        if self.made_at is None and self.trouble:
            return True
        return now - self.open_since > 2 * self.period and (
            self.made_at is None or now - self.made_at > 2 * self.period
        )


class CopySchedule:
    """Makes copies of one store when they are due."""

    def __init__(
        self,
        store: Path,
        *,
        every_minutes: int | None = None,
        folder: Path | None = None,
        kept: Kept | None = None,
        clock: Clock | None = None,
    ) -> None:
        """every_minutes, kept: `GREETER_COPIES_EVERY` and `GREETER_COPIES_KEEP`, or their usual values, where none are given. Raises BadInput."""
        self.store = store
        self.copies = Copies(store, folder)
        self.period = (number_set(EVERY, EVERY_MINUTES) if every_minutes is None else every_minutes) * MINUTE_MS
        self.stop = Event()
        """Set it to break off a copy under way; nothing is begun afterwards."""
        self._kept = kept or Kept(number_set(KEEP, 0) or None)
        self._clock = clock or SystemClock()
        self._unwritten: Trouble | None = None
        """What could not be written down, for the store's own disk takes nothing."""

    def look(self) -> CopyState:
        """Write down how far the store has come, make a copy where one is due, and return how the copies stand. It may take seconds.

        Nothing is raised for what goes wrong: it is in what is returned.
        """
        try:
            with Alone(self.store) as alone:
                if alone.granted and not self.stop.is_set():
                    self._look_alone()
        except GivenUp:
            pass
        except StoreDamaged as damage:
            return replace(self._state(), damage=damage)
        except StoreProblem as problem:
            if self._trouble(read_known(self.store)) is None:
                self._unwritten = self._failed(None, problem)
        return self._state()

    def due(self, known: Known) -> bool:
        """Whether a copy is due: something has changed, the newest is a period old, and after a failure enough time has passed."""
        if self.period <= 0 or self._open_since(known) is None:
            return False
        now, trouble = self._now(), self._trouble(known)
        if trouble is not None and trouble.since <= now < trouble.again:
            return False
        made_at = None if known.newest is None else known.newest.made_at
        return made_at is None or not 0 <= now - made_at < self.period

    def run(self) -> Copy:
        """Make a copy now, whether one is due or not. Ask for it only while `Alone`. Raises StoreProblem; the failure is written down."""
        known = read_known(self.store)
        try:
            copy = make_copy(self.copies, self._now(), kept=self._kept, stop=self.stop)
        except GivenUp:
            raise
        except StoreDamaged as damage:
            raise tell(self.store, damage) from damage
        except StoreProblem as problem:
            self._write_trouble(known, self._failed(self._trouble(known), problem))
            raise
        self._unwritten = None
        write_known(
            self.store,
            replace(known, heads=copy.manifest.heads, newest=copy.manifest, folder=copy.file.parent, trouble=None),
        )
        return copy

    def _look_alone(self) -> None:
        Guard(self.store).look()
        if not self.store.exists():
            return
        known = read_known(self.store)
        with Reader(self.store, Manner.LIVE) as reader:
            heads = read_heads(reader)
        seen = replace(known, heads=heads)
        if known.folder is not None and known.folder.is_dir() and newest_copy(known) is None:  # somebody has removed it
            left = self.copies.newest()
            seen = replace(seen, newest=left.manifest if left else None, folder=left.file.parent if left else None)
        if seen != known:
            write_known(self.store, seen)
        if self.due(seen):
            self.run()

    def _state(self) -> CopyState:
        known = read_known(self.store)
        trouble = self._trouble(known)
        return CopyState(
            None if known.newest is None else known.newest.made_at,
            self._open_since(known),
            "" if trouble is None else trouble.why,
            self.period,
        )

    def _open_since(self, known: Known) -> int | None:
        """Return when the first line was written that the newest copy does not hold; None where it holds all, or nobody can tell."""
        newest = {} if known.newest is None else known.newest.heads
        changed = {
            office: newest[office].seq if office in newest else 0
            for office, head in known.heads.items()
            if head != newest.get(office)
        }
        if not changed:
            return None
        times: list[int] = []
        try:
            with Reader(self.store, Manner.LIVE) as reader:
                for office, seq in changed.items():
                    found = reader.rows(
                        "select at from journal where office = :office and seq = :seq",
                        {"office": office, "seq": seq + 1},
                    )
                    times += [row["at"] for row in found]
        except StoreProblem:
            return None
        return min(times, default=None)

    def _trouble(self, known: Known) -> Trouble | None:
        return known.trouble or self._unwritten

    def _write_trouble(self, known: Known, trouble: Trouble) -> None:
        try:
            write_known(self.store, replace(known, trouble=trouble))
        except StoreProblem:
            self._unwritten = trouble
        else:
            self._unwritten = None

    def _failed(self, before: Trouble | None, problem: StoreProblem) -> Trouble:
        now = self._now()
        tries = 1 if before is None else before.tries + 1
        wait = min(HURRY_MS * 2 ** min(tries - 1, 16), max(self.period, HURRY_MS))
        return Trouble(str(problem), now if before is None else min(before.since, now), now + wait, tries)

    def _now(self) -> int:
        return to_ms(self._clock.now())


def number_set(name: str, usual: int) -> int:
    """Return the number that the environment sets under a name. Raises BadInput where it is none."""
    said = os.environ.get(name, "").strip()
    if not said:
        return usual
    if not said.isdigit():
        raise BadInput(f"{name} can't be “{said[:40]}”.", "Give a whole number; 0 for none.")
    return int(said)
