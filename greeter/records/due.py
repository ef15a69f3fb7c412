"""What is due to be forgotten: whose rows, and by which statements they go.

Every statement is about visits or appointments by their ids. Figures read none of what is written here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from greeter.clock import to_ms
from greeter.model.retention import DataClass, Trigger

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from greeter.model.catalogue import Office
    from greeter.model.retention import Rule
    from greeter.records.holds import HeldBack
    from greeter.records.integrity import Rows

PAGE = 20_000
"""Ids read at once."""
_ENDED = "('finished', 'no_show', 'left')"
_OWED = "s.owner <> 'visitor' and s.done_at is null and (s.judged is null or s.judged = 'helped')"


@dataclass(frozen=True, slots=True)
class Place:
    """Where words of a class lie. source: which ids have any, `{among}` some of them; texts: reads what would go; gone: lets it go.

    `{ids}` is a list of ids.
    """

    source: str
    texts: str
    gone: str


def _fields(*names: str) -> Place:
    listed = ", ".join(f"'{name}'" for name in names)
    return Place(
        f"select visit from personal where field in ({listed}) {{among}}",
        f"select value as text from personal where field in ({listed}) and visit in ({{ids}})",
        f"delete from personal where field in ({listed}) and visit in ({{ids}})",
    )


_CLERKS = "origin <> 'catalogue' and (owner = 'visitor' or done_at is not null or judged is not null)"
PLACES: dict[DataClass, tuple[Place, ...]] = {
    DataClass.WORDS: (_fields("reason", "brought", "missing", "expects"),),
    DataClass.NAME: (_fields("name", "say_name"),),
    DataClass.CONTACT: (_fields("contact"),),
    DataClass.SUMMARY: (_fields("summary", "summary_spoken"),),
    DataClass.NOTES: (
        _fields("note"),
        Place(
            f"select visit from request where hold_reason is not null and state in {_ENDED} {{among}}",
            f"select hold_reason as text from request where hold_reason is not null and state in {_ENDED} and visit in ({{ids}})",
            f"update request set hold_reason = null where hold_reason is not null and state in {_ENDED} and visit in ({{ids}})",
        ),
    ),
    DataClass.COMMENT: (_fields("comment"),),
    DataClass.STEPS: (
        Place(
            f"select visit from step where {_CLERKS} {{among}}",
            f"select what as text from step where {_CLERKS} and visit in ({{ids}})"
            f" union all select detail from step where {_CLERKS} and detail <> '' and visit in ({{ids}})",
            f"delete from step where {_CLERKS} and visit in ({{ids}})",
        ),
    ),
    DataClass.APPOINTMENTS: (
        Place(
            "select appointment from appointment_personal where true {among}",
            "select value as text from appointment_personal where appointment in ({ids})",
            "delete from appointment_personal where appointment in ({ids})",
        ),
        Place(
            "select appointment from appointment_name where true {among}",
            "select mark as text from appointment_name where appointment in ({ids})",
            "delete from appointment_name where appointment in ({ids})",
        ),
    ),
}

_VISITS = f"""
select v.id, v.business_day, v.id as visit from visit v
where v.office || '' = :office and v.id > :after and v.ended_at < :before and v.id in ({{source}}) {{only}}
  and not exists (select 1 from step s where s.visit = v.id and {_OWED})
  and not exists (select 1 from step s where s.visit = v.id and s.owner <> 'visitor' and s.done_at >= :before)
order by v.id limit :most
"""
_APPOINTMENTS = """
select v.id, v.business_day, v.visit from appointment v
where v.office || '' = :office and v.id > :after and v.starts_at < :before and v.id in ({source}) {only} order by v.id limit :most
"""
"""`|| ''`: by their ids, a page at a time; through the index of offices a database would read every visit of the office for each page."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What is due of a class: of how many visits or appointments words would go, and of how many they are held back."""

    rule: Rule
    due: int
    held: int


def before_of(rule: Rule, office: Office, now: datetime) -> int:
    """Return the moment, in milliseconds since 1970 UTC, before which a class is due: the begin of a business day."""
    assert rule.period is not None  # noqa: S101 (whoever asks has looked)
    return to_ms(office.day_begins(rule.period.before(office.business_day(now))))


def due_ids(
    store: Rows, rule: Rule, office: Office, before: int, *, after: str = "", among: Sequence[str] = ()
) -> list[Any]:
    """Return rows with `id`, `business_day`, `visit` of what is due, held or not, a page at most. among: only of these ids."""
    values: dict[str, Any] = {"office": office.id, "before": before, "after": after, "most": PAGE}
    of_appointments = rule.trigger is Trigger.APPOINTMENT
    some = only = ""
    if among:
        listed, more = id_list(among)
        some, values = f"and {'appointment' if of_appointments else 'visit'} in ({listed})", values | more
        only = f"and v.id in ({listed})"
    source = " union ".join(place.source.format(among=some) for place in PLACES[rule.data])
    return store.rows((_APPOINTMENTS if of_appointments else _VISITS).format(source=source, only=only), values)


def every_due(store: Rows, rule: Rule, office: Office, before: int) -> Iterator[Any]:
    """Return all rows that are due, held or not."""
    after = ""
    while page := due_ids(store, rule, office, before, after=after):
        yield from page
        after = page[-1]["id"]


def is_held(held: HeldBack, rule: Rule, row: Any) -> bool:
    """Whether a row that is due is held back."""
    if rule.trigger is Trigger.APPOINTMENT:
        return held.appointment(row["id"], row["business_day"], row["visit"])
    return held.visit(row["id"], row["business_day"])


def free_ids(store: Rows, rule: Rule, office: Office, now: datetime, held: HeldBack) -> Iterator[str]:
    """Return the ids of what is due and not held."""
    for row in every_due(store, rule, office, before_of(rule, office, now)):
        if not is_held(held, rule, row):
            yield row["id"]


def count_due(store: Rows, rule: Rule, office: Office, now: datetime, held: HeldBack) -> Counted:
    """Count what is due of a class now. Reads only."""
    due = kept = 0
    for row in every_due(store, rule, office, before_of(rule, office, now)):
        if is_held(held, rule, row):
            kept += 1
        else:
            due += 1
    return Counted(rule, due, kept)


def id_list(ids: Sequence[str]) -> tuple[str, dict[str, str]]:
    """Return ids as places of a statement, and their values."""
    values = {f"id{number}": one for number, one in enumerate(ids)}
    return ", ".join(f":{name}" for name in values), values
