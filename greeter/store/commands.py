"""`greeter database`: for whoever runs the store.

To add a command: a function here under `@database.command()`, or in `COMMANDS` of `access_commands`; what it needs is imported inside it, for the
group is loaded for `--help`, too.
"""

from __future__ import annotations

import sys
import time
from functools import partial
from typing import TYPE_CHECKING

import click

from greeter.store.access_commands import COMMANDS
from greeter.store.progress import Progress

if TYPE_CHECKING:
    from greeter.store.move import Moved


@click.group()
def database() -> None:
    """Move a store to another machine or server, or make one there ready."""


@database.command()
@click.argument("source", metavar="FROM_URL")
@click.argument("target", metavar="TO_URL")
@click.option("--office", "offices", metavar="ID", multiple=True, help="Copy this office alone; may be given again.")
@click.option("--unsound", is_flag=True, help="Copy a journal as it is, bad lines and all, where it fails its check.")
def copy(source: str, target: str, offices: tuple[str, ...], *, unsound: bool) -> None:
    """Copy offices from one store into another: a file or a server, either way.

    \b
    greeter database copy sqlite:///office.db postgresql://greeter@server/greeter
    greeter database copy postgresql://greeter@server/greeter sqlite:///home.db

    The target may hold other offices, but none of those that come. Everything arrives or nothing: before the copy is kept, every row in it is
    compared, the journal's chain is computed again, and the figures. Nothing is changed in the source. What people do there after the copy began is
    not in the copy: stop the windows first.
    """
    from greeter.records.proof import Unsound, chain_and_figures
    from greeter.store.move import copy_store

    prove = partial(chain_and_figures, unsound=Unsound.KEPT if unsound else Unsound.REFUSED)
    began = time.perf_counter()
    with Progress(sys.stderr) as progress:
        moved = copy_store(source, target, prove=prove, offices=offices, tell=progress.tell)
    click.echo(_summary(moved, time.perf_counter() - began))


def _summary(moved: Moved, seconds: float) -> str:
    visits, lines = (
        _counted(moved.rows[table], what) for table, what in (("visit", "visit"), ("journal", "journal line"))
    )
    return f"{visits} of {_counted(len(moved.offices), 'office')}, {lines}, all as they were. {seconds:,.0f} s."


def _counted(count: int, what: str) -> str:
    number = f"{count / 1e6:.1f} million" if count >= 1_000_000 else f"{count:,}"
    return f"{number} {what}{'' if count == 1 else 's'}"


for _command in COMMANDS:
    database.add_command(_command)
