"""The command `greeter queue`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from greeter.model.visit import State
from greeter.options import desk_of, store_options

if TYPE_CHECKING:
    from pathlib import Path

    from greeter.views.queue_view import QueueRow

_STATES = {
    State.WAITING: "waiting",
    State.CALLED: "called to {counter}",
    State.SERVING: "at counter {counter}",
    State.ON_HOLD: "on hold",
}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON list, for other programs.")
@store_options
def queue(*, as_json: bool, url: str | None, catalogue: Path | None, office_id: str | None) -> None:
    """Show who waits, in the order in which they would be called, then who is at a counter or on hold.

    With --json each row has: visit_id, number, service, service_name, state (waiting, called, serving, on_hold), waited_seconds (so far, or since
    the state began for those on hold), target_minutes, level (within, near, over), why, needs, language, familiarity, counter, clerk,
    appointment, calls, people (null where nobody said). Names and reasons are left out: they are the clerk's to see.
    """
    with desk_of(url, catalogue, office_id) as desk:
        rows = desk.queue()
    if as_json:
        click.echo(json.dumps([as_data(row) for row in rows], ensure_ascii=False, indent=1))
    elif not rows:
        click.echo("Nobody waits.")
    else:
        click.echo("\n".join(_line(row) for row in rows))


def as_data(row: QueueRow) -> dict[str, Any]:
    """Return a row of the queue under its stable keys."""
    return {
        "visit_id": row.visit_id,
        "number": row.number,
        "service": row.service,
        "service_name": row.service_name,
        "state": row.state.value,
        "waited_seconds": int(row.waited.total_seconds()),
        "target_minutes": row.target_minutes,
        "level": row.level.value,
        "why": row.why,
        "needs": [need.value for need in row.needs],
        "language": row.language,
        "familiarity": row.familiarity.value,
        "counter": row.counter or None,
        "clerk": row.clerk or None,
        "appointment": row.appointment.isoformat() if row.appointment else None,
        "calls": row.calls,
        "people": row.people,
    }


def _line(row: QueueRow) -> str:
    state = _STATES.get(row.state, row.state.value).format(counter=row.counter)
    waited = f"{row.minutes} of {row.target_minutes} min" if row.state is State.WAITING else f"{row.minutes} min"
    return f"{row.number:<6}{row.service_name:<22}{state:<14}{waited:>13}  {row.why or row.hold_reason}".rstrip()
