"""`greeter database setup`, `login`, `logins`, `drop-login` and `check`: a server for many machines, each with no more rights than it needs."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from greeter.problems import BadInput, Problem, StoreProblem
from greeter.store.address import Engine, driver_missing, engine_of, shown

if TYPE_CHECKING:
    from greeter.store.postgres.logins import Login

PASSWORD = "GREETER_LOGIN_PASSWORD"  # noqa: S105 (the name of a variable)
_url = click.argument("url", metavar="URL")


@click.command()
@_url
@click.option("--office", "offices", metavar="ID", multiple=True, help="An office of this store; may be given again.")
def setup(url: str, offices: tuple[str, ...]) -> None:
    """Make a PostgreSQL store ready for several machines: tables, roles, and what each role may.

    \b
    greeter database setup postgresql://greeter@server/greeter --office north --office south

    URL is the address of the database's owner. It may be called again at any time, and is called after each upgrade.
    """
    _on_a_server(url)
    from greeter.store.postgres.roles import set_up

    for line in set_up(url, offices):
        click.echo(line)


@click.command()
@click.argument("name")
@_url
@click.option(
    "--role", type=click.Choice(["kiosk", "clerk", "manager", "records"]), required=True, help="What it is there."
)
@click.option("--office", "offices", metavar="ID", multiple=True, help="An office that it reaches; may be given again.")
@click.option("--all-offices", "everywhere", is_flag=True, help="All offices of the store: for a manager.")
@click.option("--also", is_flag=True, help="Leave it what it has, and give this on top.")
@click.option("--new-password", is_flag=True, help="Change the password of a login that is there.")
@click.option("--password-stdin", "from_stdin", is_flag=True, help="Read the password from standard input, one line.")
def login(
    name: str,
    url: str,
    role: str,
    offices: tuple[str, ...],
    *,
    everywhere: bool,
    also: bool,
    new_password: bool,
    from_stdin: bool,
) -> None:
    """Make or change the login of a machine or a person, and say which offices it reaches.

    \b
    greeter database login lobby-1 --role kiosk --office north postgresql://greeter@server/greeter

    URL is the address of the store's owner. The password is asked for, or taken from GREETER_LOGIN_PASSWORD; it is never part of a command.
    What is given is all that the login reaches from now on.
    """
    _on_a_server(url)
    from greeter.store.postgres.access import EVERYWHERE
    from greeter.store.postgres.logins import Access, address_for, logins_of, passfile_line
    from greeter.store.postgres.rights import Role

    if everywhere == bool(offices) or (everywhere and role != Role.MANAGER):
        raise BadInput("It is not clear which offices.", "Give --office ID, or for a manager --all-offices.")
    with logins_of(url) as opened:
        there = opened.is_there(name)
    password = _password(name, from_stdin=from_stdin) if new_password or not there else None
    access = Access(Role(role), (EVERYWHERE,) if everywhere else offices)
    with logins_of(url) as opened:
        known = opened.give(name, access, password=password, more=also)
    click.echo(f"{'Changed' if there else 'Made'} the login {_told(known)}.")
    click.echo(f"Its machine calls Greeter with: --db '{address_for(url, name)}'")
    if password is not None:
        click.echo(f"Its password goes into {_passfile()} there, readable for its owner alone (mode 600), as the line:")
        click.echo(f"  {passfile_line(url, name)}")


@click.command()
@_url
def logins(url: str) -> None:
    """List the logins of a store, and which offices each reaches. URL is the address of the store's owner."""
    _on_a_server(url)
    from greeter.store.postgres.logins import logins_of

    with logins_of(url) as opened:
        listed = opened.listed()
    for one in listed:
        click.echo(_told(one) + ("" if one.works else " (the server does not let it in)"))
    if not listed:
        click.echo("There are none yet. Make one: greeter database login")


@click.command("drop-login")
@click.argument("name")
@_url
def drop_login(name: str, url: str) -> None:
    """Take a login away. What it has open sees nothing more from the same moment. URL is the address of the store's owner."""
    _on_a_server(url)
    from greeter.store.postgres.logins import logins_of

    with logins_of(url) as opened:
        gone = opened.drop(name)
    click.echo(
        f"The login {name} is gone."
        if gone
        else f"The login {name} may do nothing here any more, and can't sign in. It has rights elsewhere on the server, so it was left there."
    )


@click.command()
@_url
def check(url: str) -> None:
    """Look a server over: its version, encryption, form, this login's rights, what a loss of power would cost, and how fast it answers."""
    _on_a_server(url)
    from greeter.store.postgres.examine import Verdict, examine

    found = examine(url)
    for finding in found:
        mark = "" if finding.verdict is Verdict.GOOD else f"{finding.verdict.capitalize()}: "
        click.echo(f"{mark}{finding.words}")
    if any(finding.verdict is Verdict.BROKEN for finding in found):
        raise Problem(
            "No counter can work with this store as it is.", "Mend what is marked as broken, then check again."
        )


COMMANDS = (setup, login, logins, drop_login, check)


def _on_a_server(url: str) -> None:
    if engine_of(url) is not Engine.POSTGRESQL:
        raise StoreProblem(
            f"{shown(url)} is a file on one machine: it has no logins.", "Write postgresql://owner@server/database."
        )
    try:
        import psycopg  # noqa: F401 (an extra: whether it is there)
    except ImportError as missing:
        raise driver_missing(missing) from missing


def _password(name: str, *, from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    given = os.environ.get(PASSWORD)
    if given is not None:
        return given
    if not _is_terminal():
        raise BadInput(
            "The password can't be asked for here.", f"Set {PASSWORD}, or give --password-stdin and write it there."
        )
    asked: str = click.prompt(f"Password for {name}", hide_input=True, confirmation_prompt=True)
    return asked


def _is_terminal() -> bool:
    return sys.stdin.isatty()


def _told(login: Login) -> str:
    from greeter.store.postgres.examine import in_words

    return f"{login.name}: {in_words([(one.role, office) for one in login.access for office in one.offices])}"


def _passfile() -> str:
    return r"%APPDATA%\postgresql\pgpass.conf" if sys.platform == "win32" else "~/.pgpass"
