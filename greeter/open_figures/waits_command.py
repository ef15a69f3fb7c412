"""`greeter waits-now`: keeps a small file with the waits of now, for a web site."""

from __future__ import annotations

import signal
from threading import Event
from typing import TYPE_CHECKING

import click

from greeter.options import FileOf, desk_of, store_options
from greeter.problems import Problem, StoreProblem

if TYPE_CHECKING:
    from pathlib import Path

    from greeter.front_desk import FrontDesk
    from greeter.open_figures.waits_now import WaitsFile

FEWEST_S = 10


@click.command("waits-now")
@click.option("--out", metavar="FILE", required=True, type=FileOf(".json"), help="The file to write.")
@click.option(
    "--every", metavar="SECONDS", type=click.IntRange(FEWEST_S, 120), help="Go on and write it anew; once without this."
)
@store_options
def waits_now(*, out: Path, every: int | None, url: str | None, catalogue: Path | None, office_id: str | None) -> None:
    """Write how long the wait is now, for the city's web site: ranges alone, and nothing about a person.

    A window that is open keeps the file by itself where GREETER_WAITS_NOW names it. The form: docs/open-figures.md.
    """
    from greeter.open_figures.waits_now import WaitsFile

    file = WaitsFile(out)
    with desk_of(url, catalogue, office_id) as desk:
        _write(desk, file)
        if every is None:
            click.echo(f"Wrote {out}")
            return
        ended = Event()
        for asked in (signal.SIGINT, signal.SIGTERM):
            signal.signal(asked, lambda *_: ended.set())
        try:
            while not ended.wait(every):
                _write_if_possible(desk, file)
        finally:
            file.withdraw(desk.office, desk.clock.now())


def _write_if_possible(desk: FrontDesk, file: WaitsFile) -> None:
    """Write, or say why that can't be done now: a full disk or a folder that is away ends nothing, and the old file tells until when it holds."""
    try:
        _write(desk, file)
    except Problem as problem:
        click.echo(str(problem), err=True)


def _write(desk: FrontDesk, file: WaitsFile) -> None:
    """Write what is known now; that nothing is, while the store can't be read."""
    from greeter.in_parts import whole
    from greeter.open_figures.waits_now import read_waits_now, unknown_waits

    try:
        facts = whole(read_waits_now(desk))
    except StoreProblem as problem:
        click.echo(str(problem), err=True)
        facts = unknown_waits(desk.office, desk.clock.now())
    file.write(facts)
