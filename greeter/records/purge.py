"""A purge: everything that is due and not held is forgotten, a few visits a turn, and then looked for in every file where it could still stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from greeter.front_desk.keeping import BATCH
from greeter.records.due import Counted, count_due, free_ids
from greeter.records.holds import held_back
from greeter.records.presets import table_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from greeter.front_desk import FrontDesk
    from greeter.model.retention import DataClass, Rule

MOST_TEXTS = 2_000
"""So many of the texts that go are looked for afterwards: the first of each turn, so that all turns are among them."""
OF_A_TURN = 25


@dataclass(slots=True)
class Purged:
    """What a purge let go, by class: of how many visits or appointments, and how many rows. texts: what to look for afterwards; kept nowhere."""

    ids: dict[DataClass, int] = field(default_factory=dict)
    rows: dict[DataClass, int] = field(default_factory=dict)
    texts: set[str] = field(default_factory=set)
    gone: int = 0
    """How many texts went in all."""

    @property
    def total(self) -> int:
        """How many rows went."""
        return sum(self.rows.values())


def due_now(desk: FrontDesk) -> list[Counted]:
    """Count what is due now, class by class. Reads only."""
    held = held_back(desk.store, desk.office.id)
    return [
        count_due(desk.store, rule, desk.office, desk.clock.now(), held) for rule in table_of(desk.office).forgetting
    ]


def batches_due(desk: FrontDesk, rule: Rule) -> Iterator[tuple[str, ...]]:
    """Return the ids of what is due of a class and not held, as many at once as a turn takes."""
    held = held_back(desk.store, desk.office.id)
    ids = free_ids(desk.store, rule, desk.office, desk.clock.now(), held)
    while some := tuple(islice(ids, BATCH)):
        yield some


def purge(desk: FrontDesk, *, by: str, session: str = "", tell: Callable[[int], None] = lambda _: None) -> Purged:
    """Forget everything that is due and not held. tell: hears after each turn how many rows went. Raises NotAllowed, StoreProblem."""
    purged = Purged()
    for rule in table_of(desk.office).forgetting:
        for ids in batches_due(desk, rule):
            heard: list[str] = []
            done = desk.forget(rule.data, ids, hear=heard.append, by=by, session=session)
            purged.ids[rule.data] = purged.ids.get(rule.data, 0) + done.ids
            purged.rows[rule.data] = purged.rows.get(rule.data, 0) + done.rows
            purged.gone += len(heard)
            if len(purged.texts) < MOST_TEXTS:
                purged.texts.update(heard[:OF_A_TURN] if len(heard) > MOST_TEXTS // 2 else heard)
            tell(purged.total)
    desk.store.port.forget_earlier()
    return purged
