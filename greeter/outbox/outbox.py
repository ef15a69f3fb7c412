"""The tickets that a kiosk keeps on its own disk until the store's server has them.

It is a small store of its own, with the same acts, the same promise and the same journal; only the numbers are of the kiosk's own block: `PA01` has
the mark of the kiosk between the service's letter and the number. What the server has is forgotten here.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from greeter.front_desk import FrontDesk
from greeter.front_desk.kept import Kept
from greeter.front_desk.room import Notice
from greeter.store.sqlite import SqliteStore
from greeter.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from greeter.clock import Clock
    from greeter.model.catalogue import Office


@dataclass(frozen=True, slots=True)
class Enrolled:
    """What a kiosk is to the store: its own id, and the mark in its numbers; empty until the server has given it one."""

    id: str
    mark: str


class Outbox:
    """A kiosk's kept tickets. Each thread opens its own."""

    def __init__(self, path: Path, office: Office, clock: Clock | None = None) -> None:
        """Open the outbox of an office's kiosk at `path`, and make it where there is none. Raises StoreProblem."""
        self._port = SqliteStore(str(path))
        self.store = Store(self._port)
        self.desk = FrontDesk(self.store, office, clock or self._port.clock())
        self.desk.block = self.enrolled.mark
        self._is_tidy = False

    @property
    def enrolled(self) -> Enrolled:
        """Who this kiosk is. Its id is made at the first look, and stays."""
        rows = self._rows("select id, mark from kiosk where office = :office")
        if not rows:
            with self._port.atomic():
                self._run(
                    "insert into kiosk (office, id, mark, seen_at, kept) select :office, :id, '', 0, 0"
                    " where not exists (select 1 from kiosk where office = :office)",
                    id=secrets.token_hex(8),
                )
            rows = self._rows("select id, mark from kiosk where office = :office")
        return Enrolled(rows[0]["id"], rows[0]["mark"])

    def enrol(self, mark: str) -> None:
        """Keep the mark that the server has given. From now on tickets can be kept."""
        with self._port.atomic():
            self._run("update kiosk set mark = :mark where office = :office", mark=mark)

    def look_for_mark(self) -> str:
        """Return the mark, read anew: another thread may have been told it."""
        self.desk.block = self.enrolled.mark
        return self.desk.block

    def count(self) -> int:
        """Return how many tickets are kept."""
        number: int = self._rows("select count(*) as n from visit where office = :office")[0]["n"]
        return number

    def oldest(self, besides: Collection[str] = ()) -> Kept | None:
        """Return the ticket that was kept first, or None where all are handed in. besides: visits that are set aside."""
        rows = self._rows(
            "select v.id, k.key from visit v join request_key k on k.visit = v.id where v.office = :office"
            " order by (select min(seq) from journal j where j.visit = v.id and j.office = :office)"
        )
        first = next((row for row in rows if row["id"] not in besides), None)
        if first is None:
            return None
        visit = self.store.visit(first["id"])
        personal = self.store.rows("select field, value from personal where visit = :visit", {"visit": visit.id})
        request = self.store.request(visit.request)
        return Kept(
            visit,
            request,
            {row["field"]: row["value"] for row in personal},
            first["key"],
            self.desk.tick() - request.opened_tick,
        )

    def forget(self, visit_id: str) -> None:
        """Take out a ticket that the server has. Its line stays in this journal, which holds nothing personal."""
        with self._port.atomic():
            for table in ("personal", "told", "step", "survey", "request_key", "request"):
                self._port.run(f"delete from {table} where visit = :visit", {"visit": visit_id})
            self._port.run("delete from visit where id = :visit", {"visit": visit_id})
        self._is_tidy = False
        self.tidy()

    def tidy(self) -> None:
        """Let nothing of anybody stay on the disk once all are handed in. While another thread reads, it is for the next time."""
        if not self._is_tidy and not self.count():
            self._is_tidy = not self._port.rows("pragma wal_checkpoint(truncate)")[0]["busy"]

    def heed_pause(self, *, paused: bool) -> None:
        """Keep whether staff have paused the kiosk, so that it stays paused while the server is away."""
        if paused is not self.desk.is_told(Notice.PAUSE):
            (self.desk.give_notice if paused else self.desk.end_notice)(Notice.PAUSE)

    def close(self) -> None:
        """Close the file."""
        self._port.close()

    def _rows(self, sql: str) -> list[Any]:
        return self.store.rows(sql, {"office": self.desk.office.id})

    def _run(self, sql: str, **values: Any) -> int:
        return self._port.run(sql, {"office": self.desk.office.id, **values})
