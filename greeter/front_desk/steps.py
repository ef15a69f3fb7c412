"""Writing next steps, notes and personal fields; several acts do."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from greeter.guidance.next_steps import due_date
from greeter.guidance.step_habits import Origin
from greeter.inputs import needed_text
from greeter.model.catalogue import NextStep, Owner
from greeter.model.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greeter.front_desk.desk import Desk
    from greeter.model.visit import ServiceRequest
    from greeter.store.store import Store, Turn

MOST_STEP = 300
IN_VISIT = "(judged is null or judged = 'helped')"
"""The condition that a step was not taken out of the visit."""


def step_of(value: str | NextStep) -> NextStep:
    """Return a next step from its words; the visitor owns it unless said otherwise. Raises BadInput."""
    if isinstance(value, NextStep):
        return replace(value, what=needed_text(value.what, "The step", MOST_STEP))
    return NextStep(needed_text(value, "The step", MOST_STEP), Owner.VISITOR)


def add_steps(
    desk: Desk, turn: Turn, request: ServiceRequest, steps: Sequence[NextStep], origin: Origin = Origin.CLERK
) -> list[str]:
    """Append steps to those of the visit and return their ids."""
    if not steps:
        return []
    found = desk.store.rows(
        "select coalesce(max(position), 0) as last from step where visit = :visit", {"visit": request.visit}
    )
    ids = [new_id(turn.at) for _ in steps]
    today = desk.office.local(desk.clock.now()).date()
    for index, step in enumerate(steps):
        due = None if step.due_days is None else due_date(desk.office, today, step.due_days).isoformat()
        desk.store.add(
            "step",
            {
                "id": ids[index], "visit": request.visit, "request": request.id, "position": found[0]["last"] + 1 + index,
                "what": step.what, "owner": step.owner.value, "detail": step.detail, "due": due, "origin": origin.value,
            },
        )  # fmt: skip
    return ids


def keep_field(store: Store, turn: Turn, visit_id: str, field: str, text: str) -> None:
    """Keep a personal field within a turn, in the place of what it held; an empty text takes it out."""
    here = {"visit": visit_id, "field": str(field)}
    store.port.run("delete from personal where visit = :visit and field = :field", here)
    if text:
        store.add("personal", {**here, "seq": turn.seq, "value": text})


def keep_note(store: Store, turn: Turn, visit_id: str, text: str) -> None:
    """Keep a clerk's note with the visit, apart from all that is counted."""
    if text:
        store.add("personal", {"visit": visit_id, "field": "note", "seq": turn.seq, "value": text})
