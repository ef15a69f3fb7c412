"""The purge that an office file asks for: once a business day, a few visits at a time, by whichever window is open."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from greeter.records.in_force import retention_in_force
from greeter.records.presets import table_of
from greeter.records.purge import batches_due

if TYPE_CHECKING:
    from collections.abc import Iterator

    from greeter.front_desk import FrontDesk
    from greeter.model.retention import DataClass


class NightlyPurge:
    """Forgets for one window, a turn with each `step`. Windows that do it at once do it together: what one has forgotten is not due for the next."""

    def __init__(self) -> None:
        self._done = ""
        self._gone = 0
        self._due: Iterator[tuple[DataClass, tuple[str, ...]]] | None = None
        self._desk: FrontDesk | None = None

    def step(self, desk: FrontDesk) -> bool:
        """Forget the next few, by the office file that was published last; return whether there may be more today.

        The desk's office takes over what that file says of keeping. Raises StoreForbids where this login may not.
        """
        today, in_force = desk.today(), retention_in_force(desk.store, desk.office)
        if in_force is not None and in_force != desk.office.retention:
            desk.office, self._due, self._done = replace(desk.office, retention=in_force), None, ""
        if in_force is None or self._done == today or not in_force.is_nightly:
            return False
        if self._due is None or self._desk is not desk:  # the store was opened anew meanwhile
            self._due, self._gone, self._desk = _all_due(desk), 0, desk
        found = next(self._due, None)
        if found is not None:
            data, ids = found
            self._gone += desk.forget(data, ids, nightly=True).rows
            return True
        if self._gone:
            desk.store.port.forget_earlier()
        self._done, self._due, self._desk = today, None, None
        return False


def _all_due(desk: FrontDesk) -> Iterator[tuple[DataClass, tuple[str, ...]]]:
    for rule in table_of(desk.office).forgetting:
        for ids in batches_due(desk, rule):
            yield rule.data, ids
