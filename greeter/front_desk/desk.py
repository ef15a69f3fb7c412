"""What all acts share: the store, the office, the clock, and how a request's change is written."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from greeter.access.post import Doer
from greeter.access.secret import session_key
from greeter.inputs import needed_text
from greeter.model.person import Person, Session, StaffRole
from greeter.problems import NotFound
from greeter.queueing.forecast import Forecaster

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import TracebackType
    from typing import Self

    from greeter.access.post import Post
    from greeter.clock import Clock
    from greeter.model.catalogue import Office
    from greeter.model.journal import Changes, Kind
    from greeter.model.visit import ServiceRequest, Visit
    from greeter.store.store import Store, Turn

MOST_COUNTER = 12


class Desk:
    """An office's front counter over one connection to its store. It belongs to the thread that opened it."""

    def __init__(self, store: Store, office: Office, clock: Clock) -> None:
        self._store = store
        self.office = office
        self.clock = clock
        self.post: Post | None = None
        """Where it stands; None: with whoever runs the program on the machine."""
        self.block = ""
        """The mark in its numbers, of a kiosk that keeps tickets on its own disk: `PA01`."""
        self._reads_freely = False
        self._day_looked_after = ""
        self._told_at = -1
        self._forecaster: tuple[Office, Forecaster] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the store."""
        self._store.port.close()

    @property
    def store(self) -> Store:
        """What is kept. At a post it is asked first whether whoever is there may read. Raises NotAllowed."""
        if self.post is not None and not self._reads_freely:
            self.post.let_read(self)
            self._reads_freely = True
        return self._store

    @property
    def forecaster(self) -> Forecaster:
        """What foretells waits here. It keeps what it has learned as long as this desk is open and its office is the same."""
        if self._forecaster is None or self._forecaster[0] is not self.office:
            self._forecaster = self.office, Forecaster(self._store.port, self.office)
        return self._forecaster[1]

    def tick(self) -> int:
        """Return the office time of now, in milliseconds."""
        return self._store.tick(self.office.id, self.clock.read())

    def last_act(self) -> int:
        """Return the number of the office's last act: who has seen it has seen all before. 0 before the first."""
        return self._store.last_act(self.office.id)

    def today(self) -> str:
        """Return the business day of now, as `2026-11-24`."""
        return self.office.business_day(self.clock.now()).isoformat()

    def visit(self, visit_id: str) -> Visit:
        """Return a visit of this office. Raises NotFound, for another office's too: what happens to it is theirs to do."""
        visit = self.store.visit(visit_id)
        if visit.office != self.office.id:
            raise NotFound(
                f"{visit.number} is a visit at another office, “{visit.office}”.", "It can only be looked after there."
            )
        return visit

    @contextmanager
    def standing_at(self, post: Post | None) -> Iterator[None]:
        """Act and read at a post: who is there is looked up once for all that is read."""
        before = self.post, self._reads_freely
        self.post, self._reads_freely = post, False
        try:
            yield
        finally:
            self.post, self._reads_freely = before

    @contextmanager
    def reading_freely(self) -> Iterator[None]:
        """Read without being asked: inside a turn, which asks by itself, and what is open to all."""
        before, self._reads_freely = self._reads_freely, True
        try:
            yield
        finally:
            self._reads_freely = before

    def has_people(self) -> bool:
        """Whether anybody signs in here; false until the first manager is made."""
        return bool(self._store.rows("select 1 from person where office = :office limit 1", {"office": self.office.id}))

    def signed_in(self, session: str) -> Session | None:
        """Return whose session this is, and where; None where it has ended, or they don't work here any more."""
        key = session_key(session)
        rows = self._store.rows(
            "select p.id, p.name, p.role, p.active, s.counter, s.locked from session s join person p on p.id = s.person"
            " where s.office = :office and s.id = :key and p.active = 1",
            {"office": self.office.id, "key": key},
        )
        return Session(person_of(rows[0]), rows[0]["counter"], bool(rows[0]["locked"])) if rows and key else None

    def signed_by(self, clerk: object) -> str:
        """Return the name that an act is signed with; at a counter where people sign in, that of who is signed in. Raises BadInput, NotAllowed."""
        name = clerk_name(clerk)
        if self.post is not None:
            self.post.check_clerk(name)
        return name

    def at_own(self, counter: object) -> str:
        """Return the counter of an act that happens where its clerk is. Raises BadInput, NotAllowed."""
        name = counter_name(counter)
        if self.post is not None:
            self.post.check_counter(name)
        return name

    def admit(self) -> None:
        """Let a person's act begin; asked inside its own turn. Raises NotAllowed."""
        if self.post is not None:
            self.post.admit(self)

    @contextmanager
    def _turn(self, doer: Doer = Doer.PERSON) -> Iterator[Turn]:
        """Take the turn for an act. Who stands behind a person's act is asked first; what it came to, last."""
        with self._turns((self.office.id,), doer) as turns:
            yield turns[self.office.id]

    @contextmanager
    def _turns(self, offices: Iterable[str], doer: Doer = Doer.PERSON) -> Iterator[dict[str, Turn]]:
        """Take the turns of several offices for one act."""
        with self._store.turns(offices, self.clock.read()) as turns, self.reading_freely():
            if doer is Doer.PERSON:
                self.admit()
            yield turns
            for turn in turns.values():
                if self.post is not None and turn.recorded is not None:
                    self.post.check_line(turn.recorded)

    def _load(self, visit_id: str) -> tuple[Visit, ServiceRequest]:
        visit = self.visit(needed_text(visit_id, "The visit"))
        return visit, self.store.request(visit.request)

    def seat(self, turn: Turn, counter: str, clerk: str) -> None:
        """Note that this clerk is at the counter and it is open, and is at no other; nothing is written where that is known."""
        self.store.port.run(
            "insert into counter (office, id, clerk, open, since_at, since_tick) values (:office, :id, :clerk, 1, :at, :tick)"
            " on conflict (office, id) do update set clerk = :clerk, open = 1, since_at = :at, since_tick = :tick, break_reason = null,"
            " only_services = case when counter.clerk = :clerk then counter.only_services end"
            " where counter.open = 0 or counter.clerk <> :clerk",
            {"office": self.office.id, "id": counter, "clerk": clerk, "at": turn.at, "tick": turn.tick},
        )
        self.store.port.run(
            "update counter set open = 0, since_at = :at, since_tick = :tick"
            " where office = :office and clerk = :clerk and id <> :id and open = 1",
            {"office": self.office.id, "id": counter, "clerk": clerk, "at": turn.at, "tick": turn.tick},
        )

    def _save(
        self,
        turn: Turn,
        kind: Kind,
        before: ServiceRequest,
        after: ServiceRequest,
        *,
        by: str | None = None,
        **facts: Any,
    ) -> Changes:
        """Write a changed request and its line; `was` and `now` in the line are enough to undo it, and to rebuild it.

        by: the clerk who did it, where that is not the one the request is with; empty where no clerk did.
        """
        now = self.store.change_request(before, after)
        return self.store.record(
            turn,
            kind,
            after.visit,
            counter=after.counter or before.counter,
            clerk=(after.clerk or before.clerk) if by is None else by or None,
            request=after.id,
            service=after.service,
            was={name: getattr(before, name) for name in now},
            now=now,
            **facts,
        )


def person_of(row: Any) -> Person:
    """Return the person of a row: `id`, `name`, `role`, `active`."""
    return Person(row["id"], row["name"], StaffRole(row["role"]), bool(row["active"]))


def counter_name(value: object) -> str:
    """Return the number of a counter as text. Raises BadInput."""
    return needed_text(str(value) if isinstance(value, int) else value, "The counter", MOST_COUNTER)


def clerk_name(value: object) -> str:
    """Return a clerk's sign-in name. Raises BadInput."""
    return needed_text(value, "The clerk")
