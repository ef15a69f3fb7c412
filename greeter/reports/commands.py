"""`greeter report` and `greeter verify`: for the manager."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from greeter.options import FileOf, catalogue_option, desk_of, store_option, store_options
from greeter.problems import BadInput, NotFound
from greeter.settings import default_store

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from greeter.front_desk import FrontDesk
    from greeter.model.catalogue import Office
    from greeter.records.integrity import Rows, Verdict
    from greeter.reports.formats import Format
    from greeter.reports.only import Only
    from greeter.reports.public import Audience
    from greeter.reports.report import Written
    from greeter.reports.sheet import Paper

_Function = TypeVar("_Function", bound="Callable[..., Any]")
_FILES = {
    "pdf": "Write the report as a PDF.",
    "html": "Write the same report as a web page in one file, for every reader and every screen.",
    "xlsx": "Write the figures as one workbook for spreadsheets.",
    "json": "Write the figures for programs.",
}
_ENDINGS = {"html": (".html", ".htm")}
"""Where a form has more endings than its own name."""
_FOLDERS = {"csv": "Write the figures as tables into this folder."}
"""The options that say what is written where, by their forms in `greeter.reports.formats`."""


def _places(command: _Function) -> _Function:
    """Give a command an option for each form; it takes them as it takes what else it was not told to name."""
    for form, help_text in reversed({**_FILES, **_FOLDERS}.items()):
        folder = form in _FOLDERS
        place = click.Path(path_type=Path, file_okay=False) if folder else FileOf(*_ENDINGS.get(form, (f".{form}",)))
        command = click.option(f"--{form}", metavar="DIR" if folder else "FILE", type=place, help=help_text)(command)
    return command


@click.command()
@click.option("--from", "first", metavar="DAY", help="First day, such as 2026-11-02.")
@click.option("--to", "last", metavar="DAY", help="Last day, included. Without both: the latest day with visits.")
@click.option("--period", metavar="PERIOD", help="A month, week or day instead: 2026-11, 2026-W48, 2026-11-24.")
@_places
@click.option(
    "--paper", type=click.Choice(["a4", "letter"]), default="a4", show_default=True, help="Size of the paper."
)
@click.option(
    "--language",
    type=click.Choice(["en", "es", "zh", "vi", "ar", "fr"]),
    help="In which language; else the office’s own.",
)
@click.option("--service", default="", metavar="ID", help="Only visits that came for this service first.")
@click.option(
    "--channel", default="", metavar="WAY", help="Only visits by this way, such as counter, appointment or phone."
)
@click.option("--spoken", default="", metavar="CODE", help="Only visits in this language, such as es.")
@click.option("--public", is_flag=True, help="Leave out whatever is about fewer than 10 visits.")
@store_option
@click.option(
    "--office",
    "office_ids",
    metavar="ID",
    multiple=True,
    envvar="GREETER_OFFICE",
    show_envvar=True,
    help="Which office, where the store holds several; more than once for several together.",
)
@click.option("--all-offices", is_flag=True, help="All offices that are published in the store, together.")
@catalogue_option
def report(
    *,
    first: str | None,
    last: str | None,
    period: str | None,
    paper: str,
    language: str | None,
    service: str,
    channel: str,
    spoken: str,
    public: bool,
    url: str | None,
    office_ids: tuple[str, ...],
    all_offices: bool,
    catalogue: Path | None,
    **places: Path | None,
) -> None:
    """Write the manager's report: waits, service times and what to improve.

    In each form whose place is named, with the same numbers; where none is, as greeter-report-DAYS.pdf in this folder. Nothing in the store is
    changed. Of several offices it tells all figures together, and the offices side by side; each office's day is that of its own zone.
    """
    from greeter.reports.formats import Format
    from greeter.reports.only import Only
    from greeter.reports.public import Audience
    from greeter.reports.sheet import Paper

    if period is not None:
        first, last = _of_period(period, alone=first is None and last is None)
    several, only = all_offices or len(set(office_ids)) > 1, Only(service, channel, spoken)
    if several and catalogue is not None:
        raise BadInput(
            "An office file is of one office.", "Leave --catalogue out: the offices are published in the store."
        )
    wanted = {Format(form): place for form, place in places.items() if place is not None}
    asked = _Asked(
        first, last, wanted, Paper(paper), Audience.PUBLIC if public else Audience.OFFICE, language or "", only
    )
    address = _existing(url)
    if several:
        written, begin, end = _of_several(address, None if all_offices else office_ids, asked)
    else:
        with desk_of(address, catalogue, office_ids[0] if office_ids else None) as desk:
            written, begin, end = _of_one(desk, asked)
    visits = written.figures.arrivals
    days = begin.isoformat() if begin == end else f"{begin.isoformat()} to {end.isoformat()}"
    click.echo(f"{written.figures.office.name}, {days}: {visits:,} {'visit' if visits == 1 else 'visits'}.")
    for form, files in written.files.items():
        folder = form.value in _FOLDERS
        click.echo(f"Wrote {len(files)} tables into {wanted[form]}" if folder else f"Wrote {files[0]}")
    for verdict in [one.journal for one in written.figures.offices] or [written.figures.journal]:
        if not verdict.sound:
            click.echo(_told(verdict), err=True)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a report was asked to be."""

    first: str | None
    last: str | None
    wanted: dict[Format, Path]
    paper: Paper
    audience: Audience
    language: str
    """The office’s own where none is named."""
    only: Only

    def places(self, begin: date, end: date) -> dict[Format, Path]:
        """Return what is to be written where: as asked, or a PDF in this folder where no place was named."""
        from greeter.reports.formats import Format

        days = begin.isoformat() + ("" if begin == end else f"-to-{end.isoformat()}")
        return self.wanted or {Format.PDF: Path(f"greeter-report-{days}.pdf")}


def _of_one(desk: FrontDesk, asked: _Asked) -> tuple[Written, date, date]:
    from greeter.reports.report import write_report

    begin, end = _days(desk.store, [desk.office], desk.clock.now(), asked)
    places = asked.places(begin, end)
    written = write_report(
        desk, begin, end, places, paper=asked.paper, audience=asked.audience, language=asked.language, only=asked.only
    )
    return written, begin, end


def _of_several(address: str, ids: tuple[str, ...] | None, asked: _Asked) -> tuple[Written, date, date]:
    """Write the report of some offices together; of all that are published where `ids` is None. Raises NotFound."""
    from greeter.catalogue.neighbours import Neighbours
    from greeter.opening import open_port
    from greeter.records.integrity import offices as with_journal
    from greeter.reports.report import write_several

    port = open_port(address)
    try:
        neighbours = Neighbours(port.rows)
        wanted = list(dict.fromkeys(ids)) if ids is not None else [one.id for one in neighbours.named()]
        if not wanted:
            raise NotFound(
                "No office is published in this store.", "Publish their files: greeter catalogue publish FILE."
            )
        unpublished = set(with_journal(port)) - set(wanted)
        if ids is None and unpublished:
            named = ", ".join(sorted(unpublished))
            click.echo(f"Left out, for its file is not published: {named}.", err=True)
        offices, now = [neighbours.office(one) for one in wanted], port.clock().now()
        begin, end = _days(port, offices, now, asked)
        places = asked.places(begin, end)
        written = write_several(
            port, offices, now, begin, end, places, paper=asked.paper, audience=asked.audience, language=asked.language,
            only=asked.only,
        )  # fmt: skip
        for office in written.figures.left_out:
            click.echo(f"Left out, for it has no service “{asked.only.service}”: {office.id}.", err=True)
    finally:
        port.close()
    return written, begin, end


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
    from greeter.records.integrity import is_printed_head, offices
    from greeter.records.integrity import verify as verify_office
    from greeter.store.store import Store

    if printed and not is_printed_head(printed):
        raise BadInput(f"“{printed}” is no printed head.", "It has 12 signs, such as d669 9a2a 9f7d.")
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
        click.echo(
            f"No sound line has the head {printed}. If it is typed as it was printed, lines were cut off or rewritten.",
            err=True,
        )
    if lost or not all(verdict.sound for verdict in verdicts):
        raise click.exceptions.Exit(1)


def _told(verdict: Verdict) -> str:
    if verdict.sound:
        return f"{verdict.office}: {verdict.lines:,} lines, all as they were written. Head {verdict.short_head}."
    return f"{verdict.office}: line {verdict.bad} is not as it was written. {verdict.why}"


def _days(store: Rows, offices: list[Office], now: datetime, asked: _Asked) -> tuple[date, date]:
    """Return the days that were asked for. One alone: from that day to today, or that last day alone."""
    from greeter.reports.report import latest_of
    from greeter.reports.span import parse_day

    begin = None if asked.first is None else parse_day(asked.first, "The first day")
    end = None if asked.last is None else parse_day(asked.last, "The last day")
    if begin is None and end is None:
        begin = end = latest_of(store, offices, now)
    if begin is None or end is None:
        known = begin or end or latest_of(store, offices, now)
        today = max(office.business_day(now) for office in offices)
        return known, (known if begin is None else max(known, today))
    return begin, end


def _of_period(period: str, *, alone: bool) -> tuple[str, str]:
    """Return the first and last day of a month, week or day. alone: no other days were named. Raises BadInput."""
    from greeter.model.automatic import period_named

    if not alone:
        raise BadInput("The days are named twice.", "Give --period, or --from and --to.")
    found = period_named(period)
    if found is None:
        raise BadInput(f"“{period[:40]}” is no month, week or day.", "Write it as 2026-11, 2026-W48 or 2026-11-24.")
    return found.first.isoformat(), found.last.isoformat()


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
