"""`greeter report` and `greeter verify`: for the manager."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from greeter.options import desk_of, store_options
from greeter.problems import BadInput, NotFound
from greeter.settings import default_store

if TYPE_CHECKING:
    from datetime import date

    from greeter.front_desk import FrontDesk
    from greeter.records.integrity import Verdict

_FILE = click.Path(path_type=Path, dir_okay=False)
_FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command()
@click.option("--from", "first", metavar="DAY", help="First day, such as 2026-11-02.")
@click.option("--to", "last", metavar="DAY", help="Last day, included. Without both: the latest day with visits.")
@click.option("--pdf", metavar="FILE", type=_FILE, help="Write the report as a PDF.")
@click.option("--csv", "tables", metavar="DIR", type=_FOLDER, help="Write the figures as tables into this folder.")
@click.option(
    "--paper", type=click.Choice(["a4", "letter"]), default="a4", show_default=True, help="Size of the paper."
)
@click.option("--public", is_flag=True, help="Leave out whatever is about fewer than 10 visits.")
@store_options
def report(
    *,
    first: str | None,
    last: str | None,
    pdf: Path | None,
    tables: Path | None,
    paper: str,
    public: bool,
    url: str | None,
    catalogue: Path | None,
    office_id: str | None,
) -> None:
    """Write the manager's report: waits, service times and what to improve.

    As a PDF, as tables, or both; without --pdf and --csv as greeter-report-DAYS.pdf in this folder. Nothing in the store is changed.
    """
    from greeter.reports.public import Audience
    from greeter.reports.report import write_report
    from greeter.reports.sheet import Paper

    with desk_of(_existing(url), catalogue, office_id) as desk:
        begin, end = _days(desk, first, last)
        if pdf is None and tables is None:
            pdf = Path(f"greeter-report-{begin.isoformat()}{'' if begin == end else f'-to-{end.isoformat()}'}.pdf")
        audience = Audience.PUBLIC if public else Audience.OFFICE
        written = write_report(desk, begin, end, pdf=pdf, csv=tables, paper=Paper(paper), audience=audience)
    visits = written.figures.arrivals
    days = begin.isoformat() if begin == end else f"{begin.isoformat()} to {end.isoformat()}"
    click.echo(f"{written.figures.office.name}, {days}: {visits:,} {'visit' if visits == 1 else 'visits'}.")
    if written.pdf is not None:
        click.echo(f"Wrote {written.pdf}")
    if written.tables:
        click.echo(f"Wrote {len(written.tables)} tables into {tables}")
    if not written.figures.journal.sound:
        click.echo(_told(written.figures.journal), err=True)


@click.command()
@click.option("--printed", metavar="HASH", default="", help="A head that an earlier report printed: is it still there?")
@store_options
def verify(*, printed: str, url: str | None, catalogue: Path | None, office_id: str | None) -> None:
    """Prove that the journal is as it was written.

    Computes the hash of every line again, and the chain from the first line to the head. Ends with 1, and the first bad line, where something
    was changed, added or taken out. Every office in the store is checked; with --office or --catalogue, that office alone.
    """
    from greeter.catalogue.office_file import load
    from greeter.opening import open_port
    from greeter.records.integrity import offices
    from greeter.records.integrity import verify as verify_office
    from greeter.store.store import Store

    alone = office_id if catalogue is None else load(catalogue).id
    port = open_port(_existing(url))
    try:
        store = Store(port)
        found = offices(store)
        if office_id is not None and office_id not in found:
            raise NotFound(
                f"This store holds no journal of the office “{office_id}”.", f"It holds: {', '.join(found)}."
            )
        wanted = found if alone is None else [alone]
        verdicts = [verify_office(store, office, printed=printed) for office in wanted]
    finally:
        port.close()
    for verdict in verdicts:
        click.echo(_told(verdict), err=not verdict.sound)
    if not verdicts:
        click.echo("The journal is empty: nothing has happened yet.")
    printed_in = [verdict for verdict in verdicts if verdict.printed_at]
    if printed_in:
        click.echo(f"The printed head is line {printed_in[0].printed_at:,} of {printed_in[0].office}.")
    lost = bool(printed) and not printed_in
    if lost:
        click.echo(f"No sound line has the printed head {printed}: lines were cut off or rewritten.", err=True)
    if lost or not all(verdict.sound for verdict in verdicts):
        raise click.exceptions.Exit(1)


def _told(verdict: Verdict) -> str:
    if verdict.sound:
        return f"{verdict.office}: {verdict.lines:,} lines, all as they were written. Head {verdict.short_head}."
    return f"{verdict.office}: line {verdict.bad} is not as it was written. {verdict.why}"


def _days(desk: FrontDesk, first: str | None, last: str | None) -> tuple[date, date]:
    """Return the days that were asked for. One alone: from that day to today, or that last day alone."""
    from greeter.reports.report import latest_day
    from greeter.reports.span import parse_day

    begin = None if first is None else parse_day(first, "The first day")
    end = None if last is None else parse_day(last, "The last day")
    if begin is None and end is None:
        begin = end = latest_day(desk)
    if begin is None or end is None:
        known = begin or end or latest_day(desk)
        today = desk.office.business_day(desk.clock.now())
        return known, (known if begin is None else max(known, today))
    return begin, end


def _existing(url: str | None) -> str:
    """Return the address of a store that is there; a report never makes one. Raises NotFound, BadInput."""
    address = url or default_store()
    kind, separator, path = address.partition("://")
    if kind == "sqlite" and separator:
        file = Path(path.removeprefix("/")).expanduser()
        if path in {"", "/:memory:"}:
            raise BadInput("A store in memory has nothing to tell.", "Give the store's file: --db sqlite:///office.db.")
        if not file.exists():
            raise NotFound(f"There is no store at {file}.", "Give its address with --db, such as sqlite:///office.db.")
    return address
