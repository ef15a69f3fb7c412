"""Asks on a terminal who is there. PINs and passwords are typed unseen, and never stand on a command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from greeter.front_desk import FrontDesk

as_option = click.option(
    "--as", "who", metavar="NAME", help="Who does it, where people sign in; asked for where it is left out."
)
"""`--as NAME`, passed on as `who`."""


def session_of(desk: FrontDesk, who: str | None) -> str:
    """Return the session of who does something that not everybody may; empty in an office without people. Raises SignInRefused."""
    if not desk.has_people():
        return ""
    name = who or click.prompt("Your name")
    return desk.sign_in(name, click.prompt("PIN or password", hide_input=True)).session


def new_secret(name: str) -> str:
    """Ask for a new PIN or password, twice."""
    asked: str = click.prompt(f"New PIN or password of {name}", hide_input=True, confirmation_prompt="Once more")
    return asked
