"""Everything that is held about one person, or about a span of days, read once and redacted: for whoever asks by right (FOIA, GDPR article 15)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from greeter.clock import from_ms
from greeter.records.folded import key_of
from greeter.records.holds import read_holds
from greeter.records.reads import reads_of
from greeter.records.redaction import Redaction, name_keys

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from greeter.front_desk import FrontDesk
    from greeter.model.visit import Visit
    from greeter.records.presets import Preset

Row = dict[str, Any]
_PERSONAL = {
    "name": "name", "say_name": "name", "reason": "reason", "brought": "brought", "missing": "missing", "expects": "expects",
    "contact": "contact", "note": "notes", "comment": "comment", "summary": "summary", "summary_spoken": "summary",
}  # fmt: skip
"""Field of a visit to what an officer calls it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks for. of: `person` or `span`. how: how it was found, for the cover. Of a span, words of visitors are withheld altogether."""

    of: str
    how: str
    visits: Sequence[str]
    appointments: Sequence[str] = ()
    identity: str = ""
    """How it was made sure who asks."""


@dataclass(frozen=True, slots=True)
class Disclosed:
    """What is given out, and what was withheld."""

    asked: Asked
    office: str
    made_at: str
    preset: Preset
    visits: tuple[Row, ...]
    appointments: tuple[Row, ...]
    redaction: Redaction
    on_hold: bool


def disclose(
    desk: FrontDesk, asked: Asked, preset: Preset, *, whole: Mapping[str, str], texts: Mapping[str, str]
) -> Disclosed:
    """Read and redact. whole: fields withheld altogether, by code; texts: words withheld wherever they stand, by code. Changes nothing."""
    if asked.of == "span":
        words = dict.fromkeys((*dict.fromkeys(_PERSONAL.values()), "steps", "appointment"), preset.third_party)
        whole = {**words, **whole}
    own = names_of(desk, asked)
    redaction = Redaction(
        preset,
        frozenset() if asked.of == "span" else name_keys(_every_name(desk), own),
        _staff(desk) if "staff" in whole else frozenset(),
        whole,
        texts,
    )
    now = desk.office.local(desk.clock.now())
    visits = tuple(_visit(desk, desk.visit(visit), redaction, asked.of) for visit in asked.visits)
    appointments = tuple(_appointment(desk, one, redaction, asked.of) for one in _appointments_of(desk, asked))
    on_hold = bool(read_holds(desk.store, desk.office.id))
    return Disclosed(
        asked, desk.office.name, now.isoformat(timespec="minutes"), preset, visits, appointments, redaction, on_hold
    )


def _visit(desk: FrontDesk, visit: Visit, redaction: Redaction, of: str) -> Row:
    here = f"{visit.number} of {visit.business_day}"
    facts: Row = {
        "ticket": visit.number, "day": visit.business_day, "arrived": _time(desk, visit.arrived_at), "ended": _time(desk, visit.ended_at),
        "how": visit.channel.value, "language": visit.language, "needs": visit.needs, "people": visit.people,
        "was_here_before": visit.familiarity.value,
    }  # fmt: skip
    facts["needs"] = _needs(visit.needs, redaction, here, of)
    facts["services"] = [_request(desk, row, redaction, here) for row in _rows(desk, "request", visit.id, "ordinal")]
    facts["words"] = [_words(row, redaction, here) for row in _rows(desk, "personal", visit.id, "seq, field")]
    facts["steps"] = [_step(desk, row, redaction, here) for row in _rows(desk, "step", visit.id, "position, id")]
    facts["answers"] = {row["question"]: row["answer"] for row in _rows(desk, "survey", visit.id, "question")}
    facts["told"] = [
        {
            "at": _time(desk, row["at"]),
            "from_minutes": row["low_ms"] // 60_000,
            "to_minutes": -(-row["high_ms"] // 60_000),
        }
        for row in _rows(desk, "told", visit.id, "seq")
    ]
    facts["journal"] = [_line(desk, row, redaction, here) for row in _rows(desk, "journal", visit.id, "seq")]
    facts["read_by"] = [
        {
            "at": one.at.isoformat(timespec="seconds"),
            "who": redaction.clerk(one.clerk, f"{here}, read by"),
            "where": one.where,
        }
        for one in reads_of(desk, visit)
        if one.what == "read"
    ]
    return facts


def _needs(needs: str, redaction: Redaction, here: str, of: str) -> str:
    """Return what somebody needs; withheld in a span, for with day and time it may tell who it was."""
    return redaction.text(needs, f"{here}, needs", "name") if of == "span" else needs


def _request(desk: FrontDesk, row: Any, redaction: Redaction, here: str) -> Row:
    return {
        "service": _name(desk, row["service"]), "state": row["state"],
        "opened": _time(desk, row["opened_at"]), "began": _time(desk, row["started_at"]),
        "ended": _time(desk, row["ended_at"]), "waited_seconds": _seconds(row["wait_ms"]), "served_seconds": _seconds(row["serve_ms"]),
        "counter": row["counter"], "clerk": redaction.clerk(row["clerk"], f"{here}, served by"), "outcome": row["outcome"],
        "on_hold_for": redaction.text(row["hold_reason"] or "", f"{here}, why on hold", "notes"),
    }  # fmt: skip


def _words(row: Any, redaction: Redaction, here: str) -> Row:
    field = row["field"]
    return {
        "line": row["seq"],
        "what": field,
        "text": redaction.text(row["value"], f"{here}, {field}", _PERSONAL.get(field, "notes")),
    }


def _step(desk: FrontDesk, row: Any, redaction: Redaction, here: str) -> Row:
    return {
        "what": redaction.text(row["what"], f"{here}, step", "steps"), "detail": redaction.text(row["detail"], f"{here}, step", "steps"),
        "whose": row["owner"], "due": row["due"], "done": _time(desk, row["done_at"]), "by": redaction.clerk(row["done_by"], f"{here}, step done by"),
    }  # fmt: skip


def _line(desk: FrontDesk, row: Any, redaction: Redaction, here: str) -> Row:
    data = json.loads(row["data"])
    said = data.get("reason") or data.get("why") or (data.get("now") or {}).get("hold_reason") or ""
    return {
        "line": row["seq"], "at": _time(desk, row["at"]), "what": row["kind"], "counter": row["counter"],
        "clerk": redaction.clerk(row["clerk"], f"{here}, line {row['seq']}"),
        "reason": redaction.text(str(said), f"{here}, line {row['seq']}", "notes"),
    }  # fmt: skip


def _appointment(desk: FrontDesk, row: Any, redaction: Redaction, of: str) -> Row:
    here = f"appointment of {row['business_day']}"
    words = desk.store.rows(
        "select field, value from appointment_personal where appointment = :id order by field", {"id": row["id"]}
    )
    return {
        "starts": _time(desk, row["starts_at"]), "service": _name(desk, row["service"]), "state": row["state"], "people": row["people"],
        "language": row["language"], "needs": _needs(row["needs"], redaction, here, of), "host": redaction.clerk(row["host"], f"{here}, host"),
        "words": [
            {"what": one["field"], "text": redaction.text(one["value"], f"{here}, {one['field']}", "appointment")} for one in words
        ],
    }  # fmt: skip


def _appointments_of(desk: FrontDesk, asked: Asked) -> list[Any]:
    found = {}
    for visit in asked.visits:
        for row in desk.store.rows("select * from appointment where visit = :visit", {"visit": visit}):
            found[row["id"]] = row
    for one in asked.appointments:
        for row in desk.store.rows("select * from appointment where id = :id", {"id": one}):
            found[row["id"]] = row
    return sorted(found.values(), key=lambda row: (row["starts_at"], row["id"]))


def names_of(desk: FrontDesk, asked: Asked) -> list[str]:
    """Return the names that stand on these visits and appointments, as they were said; those that are still held."""
    names = [
        row["value"]
        for visit in asked.visits
        for row in desk.store.rows(
            "select value from personal where visit = :visit and field = 'name'", {"visit": visit}
        )
    ]
    booked = [
        row["value"]
        for one in _appointments_of(desk, asked)
        for row in desk.store.rows(
            "select value from appointment_personal where appointment = :id and field = 'name'", {"id": one["id"]}
        )
    ]
    return [*names, *booked]


def _every_name(desk: FrontDesk) -> list[str]:
    """Return the names of all visitors that are still held, in all offices that this login sees."""
    said = desk.store.rows("select distinct value from personal where field = 'name'")
    booked = desk.store.rows("select distinct value from appointment_personal where field = 'name'")
    return [row["value"] for row in (*said, *booked)]


def _staff(desk: FrontDesk) -> frozenset[str]:
    """Return the names of those who work or worked here, as they are compared; single ones, too, for they sign with them."""
    signed = desk.store.rows(
        "select distinct clerk as name from request where office = :office and clerk is not null"
        " union select name from person where office = :office",
        {"office": desk.office.id},
    )
    return frozenset(key_of(row["name"]) for row in signed)


def _name(desk: FrontDesk, service: str) -> str:
    """Return a service's name; its id where the office has it no more."""
    return desk.office.service(service).name if desk.office.has_service(service) else service


def _rows(desk: FrontDesk, table: str, visit: str, order: str) -> list[Any]:
    return desk.store.rows(f"select * from {table} where visit = :visit order by {order}", {"visit": visit})


def _time(desk: FrontDesk, at: int | None) -> str | None:
    return None if at is None else desk.office.local(from_ms(at)).isoformat(timespec="seconds")


def _seconds(ms: int | None) -> int | None:
    return None if ms is None else ms // 1000
