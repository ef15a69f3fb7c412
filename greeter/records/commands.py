"""`greeter backup` and `greeter restore`: for whoever looks after the store."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from greeter.clock import SystemClock, to_ms
from greeter.options import store_option
from greeter.problems import BadInput, NotFound, Problem, StoreProblem
from greeter.settings import default_store
from greeter.store.address import Engine, engine_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from threading import Event

    from greeter.records.copies import Copies, Copy, Kept
    from greeter.records.schedule import CopySchedule

_FOLDER = click.Path(path_type=Path, file_okay=False)
_FILE = click.Path(path_type=Path, dir_okay=False)
LOOK_S = 60.0
"""`--every` looks so often whether a copy is due."""


@click.command()
@click.option(
    "--to",
    "folder",
    metavar="DIR",
    type=_FOLDER,
    envvar="GREETER_COPIES",
    show_envvar=True,
    help="Where copies lie; a folder “copies” beside the store where none is given.",
)
@click.option(
    "--keep",
    metavar="N",
    type=click.IntRange(1),
    envvar="GREETER_COPIES_KEEP",
    show_envvar=True,
    help="Keep the newest N; else all of 24 hours, and one a day for 14 days.",
)
@click.option("--every", metavar="MINUTES", type=click.IntRange(1), help="Go on, and make a copy each so many minutes.")
@click.option("--list", "listed", is_flag=True, help="Only show which good copies there are.")
@store_option
def backup(*, folder: Path | None, keep: int | None, every: int | None, listed: bool, url: str | None) -> None:
    """Copy the store while the counter works, and check the copy.

    Every window does this by itself once an hour; GREETER_COPIES_EVERY sets the minutes, and 0 none. Every page and every line of the journal is
    checked after it was written. A copy that fails is not kept, and the newest good one is never removed.
    """
    from greeter.records.copies import Copies, Kept

    store = _existing(url)
    copies = Copies(store, folder)
    if listed:
        _list(copies)
    elif every is None:
        _copy_once(store, folder, Kept(keep))
    else:
        _copy_on(store, folder, Kept(keep), every)


@click.command()
@click.option(
    "--from", "chosen", metavar="COPY", type=_FILE, help="This copy, or the file of a store; else the newest good copy."
)
@click.option("--to", "target", metavar="URL", help="Put it there instead, such as sqlite:///look.db.")
@click.option("--check", is_flag=True, help="Only look at the store: every page, every index, every line.")
@click.option("--drill", "tried", is_flag=True, help="Only try: into a temporary file, compared with the store.")
@click.option("--anyway", is_flag=True, help="Even where nothing is wrong with the store.")
@store_option
def restore(
    *, chosen: Path | None, target: str | None, check: bool, tried: bool, anyway: bool, url: str | None
) -> None:
    """Put a damaged store back from the newest good copy.

    The copy is checked first. The damaged file is kept beside the store, and it is said how many minutes are lost. Windows that are open go on with
    the restored store by themselves.
    """
    store = _file_of(url)
    if check:
        _check(store)
    elif tried:
        _drill(store, chosen)
    else:
        _restore(store, chosen, _file_of(target) if target else store, anyway=anyway)


def _copy_once(store: Path, folder: Path | None, kept: Kept) -> None:
    from greeter.records.alone import Alone
    from greeter.records.restore import BUSY
    from greeter.records.schedule import CopySchedule

    schedule = CopySchedule(store, every_minutes=1, folder=folder, kept=kept)
    with Alone(store) as alone, _age_told(schedule):
        if not alone.granted:
            raise StoreProblem(*BUSY)
        _tell(schedule.run())


def _copy_on(store: Path, folder: Path | None, kept: Kept, every: int) -> None:
    """Make copies until the program is asked to end. What goes wrong is told, and tried again."""
    from greeter.records.schedule import CopySchedule

    schedule = CopySchedule(store, every_minutes=every, folder=folder, kept=kept)
    with _ended_by(schedule.stop):
        told: tuple[object, str] = (None, "")
        while True:
            state = schedule.look()
            trouble = str(state.damage) if state.damage is not None else state.trouble
            if (state.made_at, trouble) != told:
                told = (state.made_at, trouble)
                newest = schedule.copies.newest()
                if trouble:
                    click.echo(f"{trouble} {_age(schedule.copies)}", err=True)
                elif newest is not None:
                    _tell(newest)
            if schedule.stop.wait(min(LOOK_S, every * 60)):
                return


@contextmanager
def _age_told(schedule: CopySchedule) -> Iterator[None]:
    """Say with a Problem how old the newest good copy is."""
    try:
        yield
    except Problem as problem:
        raise type(problem)(problem.what, f"{problem.remedy} {_age(schedule.copies)}".strip()) from problem


def _tell(copy: Copy) -> None:
    manifest = copy.manifest
    visits = sum(manifest.visits.values())
    click.echo(
        f"Copied to {copy.file}: {manifest.lines:,} lines of the journal, {visits:,} {'visit' if visits == 1 else 'visits'},"
        f" {manifest.size / 1e6:,.1f} MB, every page and line checked."
    )


def _list(copies: Copies) -> None:
    good = copies.good()
    for copy in good:
        manifest = copy.manifest
        click.echo(f"{copy.file}  {manifest.lines:,} lines  {manifest.size / 1e6:,.1f} MB")
    click.echo(_age(copies))


def _age(copies: Copies) -> str:
    """Return how old the newest good copy is, as a sentence."""
    from greeter.records.times import minutes_words, moment_words

    newest = copies.newest()
    if newest is None:
        return f"There is no good copy in {copies.folder}."
    now = _now()
    return f"The newest good copy is of {moment_words(newest.manifest.made_at, now)}, {minutes_words(now - newest.manifest.made_at)} ago."


def _check(store: Path) -> None:
    from greeter.records.damage import Guard
    from greeter.records.heads import lines_in
    from greeter.records.known import read_known
    from greeter.records.plan import look_at

    found = look_at(store)
    fault = found.fault or Guard(store).fault(read_known(store))
    if fault:
        click.echo(f"{store} is damaged. {fault}", err=True)
        raise click.exceptions.Exit(1)
    click.echo(f"{store} is sound: every page, every index, and {lines_in(found.heads):,} lines of the journal.")


def _drill(store: Path, chosen: Path | None) -> None:
    from greeter.records.drill import drill

    shown = drill(store, _now(), chosen)
    for line in shown.shown:
        click.echo(line)
    for line in shown.wrong:
        click.echo(line, err=True)
    if not shown.passed:
        raise click.exceptions.Exit(1)


def _restore(store: Path, chosen: Path | None, target: Path, *, anyway: bool) -> None:
    from greeter.records.known import good_copies
    from greeter.records.plan import plan_restore
    from greeter.records.restore import restore as put_back

    if target != store:
        if target.exists() and not anyway:
            raise BadInput(f"There is a file at {target} already.", "Choose another place, or add --anyway.")
        newest = next(iter(good_copies(store)), None)
        if chosen is None and newest is None:
            raise NotFound(f"There is no good copy of {store}.", "Name one with --from.")
        chosen = chosen or (newest.file if newest else None)
    plan = plan_restore(target, None if chosen is None else chosen.absolute())
    if not plan.is_needed and not anyway:
        raise StoreProblem(
            f"Nothing is wrong with {target}: every page and every line is sound. Nothing was changed.",
            "To go back to a copy all the same, and lose what happened since, add --anyway.",
        )
    if plan.fault and target == store:
        click.echo(plan.fault)
    now = _now()
    done = put_back(plan, now)
    click.echo(done.plan.words(now))
    click.echo(f"{target} works again. Windows that are open go on with it by themselves.")
    if done.aside is not None:
        click.echo(f"The file that was there is kept: {done.aside}")


@contextmanager
def _ended_by(stop: Event) -> Iterator[None]:
    """Set `stop` when the system or Ctrl+C asks the program to end."""

    def asked(*_: Any) -> None:
        stop.set()

    before = {number: signal.signal(number, asked) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, was in before.items():
            signal.signal(number, was)


def _existing(url: str | None) -> Path:
    """Return the file of a store that is there. Raises NotFound, BadInput, StoreProblem."""
    store = _file_of(url)
    if not store.exists():
        from greeter.records.damage import Guard

        Guard(store).look()
        raise NotFound(f"There is no store at {store}.", "Give its address with --db, such as sqlite:///office.db.")
    return store


def _file_of(url: str | None) -> Path:
    """Return the file of a SQLite store. Raises BadInput, StoreProblem."""
    from greeter.records.copies import file_of

    address = url or default_store()
    if engine_of(address) is Engine.POSTGRESQL:
        raise Problem(
            "Copies of a store on PostgreSQL are made on its server.",
            "Use greeter database copy, or PostgreSQL's own pg_dump or pg_basebackup.",
        )
    store = file_of(address)
    if store is None:
        raise BadInput("A store in memory has no file.", "Give the store's file: --db sqlite:///office.db.")
    return store


def _now() -> int:
    return to_ms(SystemClock().now())
