"""`greeter appointments`: take them in from a file, list them, cancel one."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from greeter.appointments.from_table import Order
from greeter.appointments.reading import DAYS, Rules, read_file
from greeter.clock import from_ms
from greeter.options import desk_of, store_options
from greeter.problems import BadInput, NotFound

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greeter.appointments.booking import Reading, Wrong
    from greeter.front_desk import FrontDesk
    from greeter.front_desk.appointments import Booked
    from greeter.model.catalogue import Office
    from greeter.views.appointments import AppointmentRow

MOST_TOLD = 20
"""So many findings are printed; of more, how many they are."""


@click.group()
def appointments() -> None:
    """Take appointments in from a calendar or a table, and look at them."""


@appointments.command("import")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--service", metavar="ID", help="Where those go that name no service of the office; else a person helps.")
@click.option(
    "--days", metavar="N", type=click.IntRange(1, 800), default=DAYS, show_default=True, help="Follow series so far."
)
@click.option("--complete", is_flag=True, help="Cancel what the file has no more, from now to its last appointment.")
@click.option("--skip-wrong", is_flag=True, help="Take the others in where some can't be read; else none is.")
@click.option("--encoding", metavar="NAME", default="", help="Of a table; found out where none is given.")
@click.option(
    "--dates", type=click.Choice([Order.MONTH_FIRST.value, Order.DAY_FIRST.value]), help="How 3/4/2026 is meant."
)
@click.option("--check", is_flag=True, help="Only read the file, and say what is in it.")
@store_options
def import_(
    *,
    file: Path,
    service: str | None,
    days: int,
    complete: bool,
    skip_wrong: bool,
    encoding: str,
    dates: str | None,
    check: bool,
    url: str | None,
    catalogue: Path | None,
    office_id: str | None,
) -> None:
    """Take in the appointments of FILE: iCalendar (.ics) or a table (CSV). All of it is kept, or nothing.

    The same file again changes nothing; a newer one changes what is new in it. Series, moved and cancelled events, and time zones are followed. The
    columns of a table, and what of an event means what, are in docs/appointments.md.
    """
    with desk_of(url, catalogue, office_id) as desk:
        rules = Rules(desk.clock.now(), days=days, encoding=encoding, order=Order(dates or Order.UNKNOWN))
        if service is not None:
            rules = Rules(rules.now, desk.office.service(service).id, days, encoding, rules.order)
        reading = read_file(file, desk.office, rules)
        _tell(reading.told)
        if reading.wrong:
            _tell(reading.wrong)
            if not skip_wrong:
                n = len(reading.wrong)
                what = "1 appointment" if n == 1 else f"{n} appointments"
                raise BadInput(
                    f"{file.name}: {what} can't be read. Nothing was taken in.", "Mend the file, or use --skip-wrong."
                )
        if check:
            click.echo(f"{_count(len(reading.bookings))} can be taken in.")
            return
        booked = desk.book(reading.bookings, until=reading.until, complete=complete)
    click.echo(_told(booked, reading))


@appointments.command("list")
@click.option("--day", metavar="DATE", help="Such as 2026-11-24; today where none is given.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON list, for other programs.")
@store_options
def list_(*, day: str | None, as_json: bool, url: str | None, catalogue: Path | None, office_id: str | None) -> None:
    """List a day's appointments, with their codes.

    With --json each has: id, starts, service, code, name, contact, with, language, needs, people, note, state (expected, came, cancelled), number
    (of the ticket of who came).
    """
    from greeter.views.appointments import read_appointments

    with desk_of(url, catalogue, office_id) as desk:
        rows = read_appointments(desk, _day(day) if day else "")
        office = desk.office
    if as_json:
        click.echo(json.dumps([as_data(row) for row in rows], ensure_ascii=False, indent=1))
    elif not rows:
        click.echo(f"{office.name} expects nobody {f'on {day}' if day else 'today'}.")
    else:
        click.echo("\n".join(map(_line, rows)))


@appointments.command("cancel")
@click.argument("code", metavar="CODE")
@click.option("--day", metavar="DATE", help="Of which day, where a code has several; else from today on.")
@store_options
def cancel(*, code: str, day: str | None, url: str | None, catalogue: Path | None, office_id: str | None) -> None:
    """Cancel the appointment of a code. The same file read again does not bring it back."""
    with desk_of(url, catalogue, office_id) as desk:
        row = _of_code(desk, code, _day(day) if day else "")
        desk.cancel_appointment(row["id"])
        click.echo(f"Cancelled: {_when(desk.office, row)}, {_service(desk.office, row['service'])}.")


def as_data(row: AppointmentRow) -> dict[str, Any]:
    """Return an appointment under its stable keys."""
    return {
        "id": row.id,
        "starts": row.starts.isoformat(),
        "service": row.service_id,
        "code": row.code,
        "name": row.name,
        "contact": row.contact,
        "with": row.host,
        "language": row.language,
        "needs": list(row.needs),
        "people": row.people,
        "note": row.note,
        "state": row.state.value,
        "number": row.number or None,
    }


def _tell(findings: Sequence[Wrong]) -> None:
    for one in findings[:MOST_TOLD]:
        click.echo(str(one), err=True)
    if len(findings) > MOST_TOLD:
        click.echo(f"and {len(findings) - MOST_TOLD} more like these", err=True)


def _told(booked: Booked, reading: Reading) -> str:
    parts = [
        f"{n} {word}"
        for n, word in (
            (booked.added, "new"),
            (booked.changed, "changed"),
            (booked.cancelled, "cancelled"),
            (booked.same, "as before"),
        )
        if n
    ]
    if reading.past:
        parts.append(f"{reading.past} past and left out")
    if reading.wrong:
        parts.append(f"{len(reading.wrong)} not readable and left out")
    if booked.held:
        parts.append(f"{booked.held} under a legal hold, whose name, contact and note stay as they were")
    return f"Appointments: {', '.join(parts)}." if parts else "The file holds no appointments from today on."


def _count(n: int) -> str:
    return "1 appointment" if n == 1 else f"{n:,} appointments"


def _line(row: AppointmentRow) -> str:
    state = f"came, {row.number}" if row.number else row.state.value
    with_whom = f"with {row.host}" if row.host else ""
    return f"{row.starts:%H:%M}  {row.code:<12}{row.service_name:<24}{state:<14}{row.name}  {with_whom}".rstrip()


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise BadInput(f"“{text[:30]}” is no date.", "Write it as 2026-11-24.") from None


def _of_code(desk: FrontDesk, code: str, day: str) -> Any:
    """Return the row of a code's appointment that is still to come. Raises NotFound, BadInput where there are several."""
    from greeter.views.appointments import still_to_come

    rows = still_to_come(desk, code)
    of_day = [row for row in rows if not day or row["business_day"] == day]
    fitting = [row for row in of_day if row["state"] == "expected"] or of_day[:1]
    if not fitting:
        raise NotFound(
            f"There is no appointment “{code}” {f'on {day}' if day else 'from today on'}.",
            "See: greeter appointments list",
        )
    if len(fitting) > 1:
        days = ", ".join(row["business_day"] for row in fitting[:5])
        raise BadInput(f"“{code}” has {len(fitting)} appointments.", f"Say which with --day: {days}.")
    return fitting[0]


def _when(office: Office, row: Any) -> str:
    return f"{office.local(from_ms(row['starts_at'])):%A, %B %d, %H:%M}"


def _service(office: Office, service: str) -> str:
    return office.service(service).name if office.has_service(service) else service
