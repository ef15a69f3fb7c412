"""Legal holds: what is held back from forgetting, by whom and why, as long as it is not released."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from greeter.clock import from_ms
from greeter.problems import Unlawful
from greeter.records.contacts import contact_of, meets_any

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from greeter.records.contacts import Contact
    from greeter.records.integrity import Rows


@dataclass(frozen=True, slots=True)
class Hold:
    """One hold: of a visit, of all visits with a contact, or of the business days from `first_day` to `last_day`.

    Times are milliseconds since 1970 UTC. Of a released one the contact is gone.
    """

    id: str
    visit: str
    contact: str
    first_day: str
    last_day: str
    reason: str
    at: int
    set_by: str
    released_at: int | None = None
    released_by: str = ""


@dataclass(frozen=True, slots=True)
class HeldBack:
    """What all open holds of an office cover."""

    holds: tuple[Hold, ...]
    visits: frozenset[str] = frozenset()
    appointments: frozenset[str] = frozenset()

    def visit(self, visit_id: str, business_day: str) -> bool:
        """Whether a visit is held."""
        return visit_id in self.visits or self._day(business_day)

    def appointment(self, appointment_id: str, business_day: str, visit_id: str | None) -> bool:
        """Whether an appointment is held: by its contact, its day, or the visit that came of it."""
        return appointment_id in self.appointments or (visit_id or "") in self.visits or self._day(business_day)

    def _day(self, business_day: str) -> bool:
        return any(hold.first_day and hold.first_day <= business_day <= hold.last_day for hold in self.holds)


def read_holds(store: Rows, office: str, *, released: bool = False) -> tuple[Hold, ...]:
    """Return the holds of an office, the oldest first. released: those that were released, too."""
    rows = store.rows("select * from legal_hold where office = :office order by at, id", {"office": office})
    return tuple(_hold(row) for row in rows if released or row["released_at"] is None)


def held_back(store: Rows, office: str) -> HeldBack:
    """Return what is held back now. Contacts are compared one by one, where one is held at all."""
    holds = read_holds(store, office)
    contacts = [contact_of(hold.contact) for hold in holds if hold.contact]
    visits, appointments = {hold.visit for hold in holds if hold.visit}, set[str]()
    if contacts:
        visits |= visits_with(store, office, contacts)
        appointments |= appointments_with(store, office, contacts)
    return HeldBack(holds, frozenset(visits), frozenset(appointments))


def refuse_twice(hold: Hold, standing: Iterable[Hold]) -> None:
    """Let one hold of the same thing for the same reason stand, however case and blanks are written. Raises Unlawful."""
    for one in standing:
        if _scope(one) == _scope(hold):
            raise Unlawful(
                f"This hold stands already: {one.set_by} set it on {from_ms(one.at).astimezone():%Y-%m-%d}, {one.id[:8]}.",
                "Nothing was added. See them all: greeter retention due.",
            )


def covered_by(store: Rows, office: str, hold: Hold) -> tuple[int, int]:
    """Return of how many visits and appointments a hold holds something back now. Of a visit, its appointment counts, too."""
    if hold.contact:
        contacts = [contact_of(hold.contact)]
        return len(visits_with(store, office, contacts)), len(appointments_with(store, office, contacts))
    where = "business_day between :first and :last" if hold.first_day else "{id} = :visit"
    values = {"office": office, "first": hold.first_day, "last": hold.last_day, "visit": hold.visit}
    visits, appointments = (
        store.rows(f"select count(*) as n from {table} where office = :office and {where.format(id=name)}", values)[0][
            "n"
        ]
        for table, name in (("visit", "id"), ("appointment", "visit"))
    )
    return visits, appointments


def visits_with(store: Rows, office: str, contacts: Collection[Contact]) -> set[str]:
    """Return the visits of these contacts, said or booked."""
    rows = store.rows(
        "select p.visit, p.value from personal p join visit v on v.id = p.visit where v.office = :office and p.field = 'contact'",
        {"office": office},
    )
    booked = store.rows(
        "select a.visit, p.value from appointment_personal p join appointment a on a.id = p.appointment"
        " where a.office = :office and p.field = 'contact' and a.visit is not null",
        {"office": office},
    )
    return {row["visit"] for row in (*rows, *booked) if meets_any(row["value"], contacts)}


def appointments_with(store: Rows, office: str, contacts: Collection[Contact]) -> set[str]:
    """Return the appointments of these contacts."""
    rows = store.rows(
        "select p.appointment, p.value from appointment_personal p join appointment a on a.id = p.appointment"
        " where a.office = :office and p.field = 'contact'",
        {"office": office},
    )
    return {row["appointment"] for row in rows if meets_any(row["value"], contacts)}


def _scope(hold: Hold) -> tuple[object, ...]:
    contact = contact_of(hold.contact) if hold.contact else None
    return hold.visit, contact, hold.first_day, hold.last_day, " ".join(hold.reason.casefold().split())


def _hold(row: Any) -> Hold:
    return Hold(
        row["id"], row["visit"] or "", row["contact"] or "", row["first_day"] or "", row["last_day"] or "", row["reason"],
        row["at"], row["set_by"], row["released_at"], row["released_by"] or "",
    )  # fmt: skip
