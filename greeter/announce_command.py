"""`greeter announce`: tells everybody in the lobby something on the board."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from greeter.access.asking import as_option, session_of
from greeter.front_desk.room import Notice
from greeter.options import desk_of, store_options
from greeter.problems import BadInput

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@click.argument("words", default="")
@click.option("--end", is_flag=True, help="End what was announced.")
@as_option
@store_options
def announce(
    *, words: str, end: bool, who: str | None, url: str | None, catalogue: Path | None, office_id: str | None
) -> None:
    """Tell everybody in the lobby WORDS, on the board, until it is ended. A later announcement replaces the earlier one.

    Where people sign in, a lead or manager does it.
    """
    if bool(words.strip()) is end:
        raise BadInput(
            "Say what to announce, or --end.", 'For example: greeter announce "The elevator is out of order"'
        )
    with desk_of(url, catalogue, office_id) as desk:
        session = session_of(desk, who)
        try:
            if end:
                desk.end_notice(Notice.ANNOUNCEMENT, session=session)
            else:
                desk.give_notice(Notice.ANNOUNCEMENT, text=words, session=session)
        finally:
            desk.sign_out(session)
    click.echo("The announcement has ended." if end else "The board tells it now.")
