"""`greeter people`: who works at the counters. The first one added is the manager; from then on people sign in."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from greeter.access.asking import as_option, new_secret, session_of
from greeter.model.person import StaffRole
from greeter.options import desk_of, store_options
from greeter.problems import NotFound

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from greeter.front_desk import FrontDesk
    from greeter.model.person import Person

_name = click.argument("name")
_role = click.option("--role", type=click.Choice([role.value for role in StaffRole]), help="What they are here.")


@click.group()
def people() -> None:
    """Add, list and change the people who sign in at the counters of an office.

    There is no default account: the first person added is the manager. See docs/sign-in.md.
    """


@people.command("list")
@store_options
def list_people(url: str | None, catalogue: Path | None, office_id: str | None) -> None:
    """List who works here, with their role."""
    with desk_of(url, catalogue, office_id) as desk:
        everybody = desk.people()
    if not everybody:
        click.echo("Nobody signs in at this office. The first person added is the manager: greeter people add NAME.")
    for person in everybody:
        click.echo(f"{person.name}\t{person.role.value}{'' if person.active else ', signs in no more'}")


@people.command()
@_name
@_role
@as_option
@store_options
def add(
    name: str, role: str | None, who: str | None, url: str | None, catalogue: Path | None, office_id: str | None
) -> None:
    """Add NAME, as colleagues know them. Asks for their PIN of 6 digits or more, or a manager's password of 10 signs or more."""
    with _desk(url, catalogue, office_id, who) as (desk, session):
        is_now = role or (StaffRole.CLERK if session else StaffRole.MANAGER).value
        person = desk.add_person(name, is_now, new_secret(name), session=session)
    click.echo(f"{person.name} is added: {person.role.value}.")
    if not session:
        click.echo("Counters ask for name and PIN from now on.")


@people.command()
@_name
@_role
@as_option
@store_options
def reset(
    name: str, role: str | None, who: str | None, url: str | None, catalogue: Path | None, office_id: str | None
) -> None:
    """Give NAME a new PIN or password, and with --role another role. Brings back who was let go, too."""
    with _desk(url, catalogue, office_id, who) as (desk, session):
        person = _found(desk, name)
        desk.reset_secret(person.id, new_secret(person.name), role=role, session=session)
    click.echo(f"{person.name} signs in with the new one from now on.")


@people.command()
@_name
@click.argument("new_name")
@as_option
@store_options
def rename(
    name: str, new_name: str, who: str | None, url: str | None, catalogue: Path | None, office_id: str | None
) -> None:
    """Call NAME by NEW_NAME. What they did before stays signed with the earlier name."""
    with _desk(url, catalogue, office_id, who) as (desk, session):
        desk.rename_person(_found(desk, name).id, new_name, session=session)
    click.echo(f"{name} is {new_name} now.")


@people.command()
@_name
@as_option
@store_options
def deactivate(name: str, who: str | None, url: str | None, catalogue: Path | None, office_id: str | None) -> None:
    """Let NAME sign in no more. What they did stays in the records."""
    with _desk(url, catalogue, office_id, who) as (desk, session):
        person = _found(desk, name)
        desk.deactivate_person(person.id, session=session)
    click.echo(f"{person.name} signs in no more.")


@people.command()
@_name
@as_option
@store_options
def unlock(name: str, who: str | None, url: str | None, catalogue: Path | None, office_id: str | None) -> None:
    """Let NAME try again at once after too many wrong PINs. A lead may do this, too."""
    with _desk(url, catalogue, office_id, who) as (desk, session):
        person = _found(desk, name)
        desk.unlock_person(person.id, session=session)
    click.echo(f"{person.name} can sign in again.")


@contextmanager
def _desk(
    url: str | None, catalogue: Path | None, office_id: str | None, who: str | None
) -> Iterator[tuple[FrontDesk, str]]:
    with desk_of(url, catalogue, office_id) as desk:
        session = session_of(desk, who)
        try:
            yield desk, session
        finally:
            desk.sign_out(session)


def _found(desk: FrontDesk, name: str) -> Person:
    wanted = " ".join(name.casefold().split())
    for person in desk.people():
        if " ".join(person.name.casefold().split()) == wanted:
            return person
    raise NotFound(f"Nobody here is called “{name[:60]}”.", "See who works here: greeter people list.")
