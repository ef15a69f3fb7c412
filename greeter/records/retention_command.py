"""`greeter retention`: what is kept how long, what is due, purges with their proof, legal holds, and who read what."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING, Any, TypeVar

import click

from greeter.access.asking import as_option, session_of
from greeter.clock import from_ms
from greeter.options import desk_of, store_options
from greeter.problems import BadInput, NotFound

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from greeter.front_desk import FrontDesk

_T = TypeVar("_T")
_MINUTE = "%Y-%m-%d %H:%M"


@click.group()
def retention() -> None:
    """What is kept how long, and by which rule; what is due, held back, forgotten; and who read what.

    The office file says it, under [retention]. Nothing goes by itself before it names a preset. See docs/records.md.
    """


@retention.command()
@click.option("--presets", is_flag=True, help="Show which presets there are, and where each is from.")
@store_options
def show(*, presets: bool, url: str | None, catalogue: Path | None, office_id: str | None) -> None:
    """Show the table: each class of data, its period, and the rule that it is by."""
    from greeter.records.presets import preset_names, read_preset, table_of

    if presets:
        for name in preset_names():
            each = read_preset(name)
            click.echo(f"{name}: {each.place}.\n  {each.citation}.\n  {each.check}")
        return
    with desk_of(url, catalogue, office_id) as desk:
        table, nightly = table_of(desk.office), desk.office.retention.is_nightly
    for rule in table.rules:
        click.echo(f"{rule.data.value:<13} {rule.kept_for:<9} {rule.says}.")
        what = "" if rule.period is None else f" from: {rule.trigger.value};"
        by = "by the preset" if rule.citation == table.preset.citation else rule.citation or "no period"
        click.echo(f"{'':<23} {rule.action.value};{what} {by}.")
    click.echo(f"\nPreset: {table.preset.name}. {table.preset.citation}.\n{table.preset.check}")
    if not table.chosen:
        click.echo("The office file names no preset: nothing goes by itself. Add [retention] with preset =.")
    else:
        click.echo(
            "What is due goes by itself, once a day."
            if nightly
            else "What is due goes by hand: greeter retention purge."
        )


@retention.command()
@as_option
@store_options
def due(who: str | None, url: str | None, catalogue: Path | None, office_id: str | None) -> None:
    """Show what a purge would forget now, and what is held back. Changes nothing. For records officers, auditors and managers."""
    from greeter.model.person import Right
    from greeter.records.holds import read_holds
    from greeter.records.purge import due_now
    from greeter.records.purge_proof import copies_left

    with desk_of(url, catalogue, office_id) as desk:
        _with_session(desk, who, lambda session: desk.allow(Right.READS, session))
        counted = due_now(desk)
        holds = read_holds(desk.store, desk.office.id)
        lines = [_hold_line(desk, hold) for hold in holds]
    for one in counted:
        held = f", {one.held:,} held back" if one.held else ""
        click.echo(f"{one.rule.data.value:<13} {one.due:>9,} due{held}  ({one.rule.kept_for})")
    click.echo("\n".join(["Held back:", *lines]) if lines else "Nothing is held back.")
    for line in copies_left(url):
        click.echo(line)


@retention.command()
@click.option("--yes", is_flag=True, help="Do not ask whether this is really meant.")
@click.option("--copies", is_flag=True, help="Make a new copy, and remove older ones that hold what went.")
@as_option
@store_options
def purge(
    *, yes: bool, copies: bool, who: str | None, url: str | None, catalogue: Path | None, office_id: str | None
) -> None:
    """Forget what is due and not held, then look for it in every file of this machine.

    Figures and the journal stay as they are, to the digit. Ends with 1 where a trace is left outside of copies.
    """
    from greeter.records.purge import due_now
    from greeter.records.purge import purge as forget_all
    from greeter.records.purge_proof import clean_copies, prove, told

    with desk_of(url, catalogue, office_id) as desk:
        many = sum(one.due for one in due_now(desk))
        if not many:
            click.echo("Nothing is due.")
            return
        if not yes:
            click.confirm(f"Forget what is due of {many:,} entries? Nobody can bring it back", abort=True)
        purged = _with_session(desk, who, lambda session: forget_all(desk, by=_me(who), session=session))
    for data, rows in purged.rows.items():
        click.echo(f"{data.value:<13} {rows:>9,} texts of {purged.ids[data]:,} entries forgotten")
    traces = prove(url, purged)
    removed = clean_copies(url, traces) if copies else []
    for line in told(url, traces, removed):
        click.echo(line)
    if not traces.none:
        raise click.exceptions.Exit(1)


@retention.command()
@click.option("--ticket", metavar="NUMBER", default="", help="The visit with this ticket, on --day.")
@click.option("--day", metavar="DAY", default="", help="Its business day, as 2026-11-24; today where it is left out.")
@click.option(
    "--contact", metavar="TEXT", default="", help="All visits and appointments with this phone number or address."
)
@click.option("--from", "first", metavar="DAY", default="", help="All visits from this day on, until --to.")
@click.option("--to", "last", metavar="DAY", default="", help="The last day of a span.")
@click.option("--reason", metavar="TEXT", required=True, help="Why; name a case number rather than a person.")
@click.option("--in-advance", is_flag=True, help="Set it although nothing is there yet that it covers.")
@as_option
@store_options
def hold(
    ticket: str,
    day: str,
    contact: str,
    first: str,
    last: str,
    reason: str,
    who: str | None,
    url: str | None,
    catalogue: Path | None,
    office_id: str | None,
    *,
    in_advance: bool,
) -> None:
    """Hold a visit, a contact or a span of days back from every purge (legal hold)."""
    from greeter.records.asked import visit_of_ticket
    from greeter.records.holds import covered_by
    from greeter.reports.span import parse_day

    if bool(first) != bool(last):
        raise BadInput("A span has two ends.", "Give --from and --to.")
    days = (parse_day(first, "The first day"), parse_day(last, "The last day")) if first else None
    with desk_of(url, catalogue, office_id) as desk:
        visit = visit_of_ticket(desk, ticket, day).id if ticket else ""
        made = _with_session(
            desk,
            who,
            lambda session: desk.hold_back(
                reason=reason,
                by=_me(who),
                visit=visit,
                contact=contact,
                days=days,
                in_advance=in_advance,
                session=session,
            ),
        )
        click.echo(f"Held back from now on: {_hold_line(desk, made)}")
        visits, appointments = covered_by(desk.store, desk.office.id, made)
    click.echo(
        f"It covers {visits:,} visits and {appointments:,} appointments now. What comes to it later is held, too."
    )


@retention.command()
@click.argument("hold_id")
@as_option
@store_options
def release(hold_id: str, who: str | None, url: str | None, catalogue: Path | None, office_id: str | None) -> None:
    """Release the hold HOLD_ID, or the begin of it: what it covers is purged when it is due."""
    from greeter.records.holds import read_holds

    with desk_of(url, catalogue, office_id) as desk:
        meant = [one for one in read_holds(desk.store, desk.office.id) if one.id.startswith(hold_id)]
        if not hold_id or not meant:
            raise NotFound("There is no such hold." if hold_id else "No hold is named.", "See: greeter retention due.")
        if len(meant) > 1:
            raise BadInput(f"{len(meant)} holds begin so.", f"Write more of it: {', '.join(one.id for one in meant)}.")
        _with_session(desk, who, lambda session: desk.release_hold(meant[0].id, by=_me(who), session=session))
    click.echo("Released.")


@retention.command()
@click.option("--ticket", metavar="NUMBER", default="", help="Who read the visit with this ticket, on --day.")
@click.option("--day", metavar="DAY", default="", help="Its business day; today where it is left out.")
@click.option("--clerk", metavar="NAME", default="", help="What this person read.")
@as_option
@store_options
def reads(
    ticket: str,
    day: str,
    clerk: str,
    who: str | None,
    url: str | None,
    catalogue: Path | None,
    office_id: str | None,
) -> None:
    """Show who read, served or gave out a visit, or what one person read. For records officers, auditors and managers."""
    from greeter.model.person import Right
    from greeter.records.asked import visit_of_ticket
    from greeter.records.reads import reads_by, reads_of

    if bool(ticket) == bool(clerk):
        raise BadInput("It is not clear what to show.", "Give --ticket with its --day, or --clerk.")
    with desk_of(url, catalogue, office_id) as desk:

        def looked(session: str) -> list[Any]:
            desk.allow(Right.READS, session)
            return reads_of(desk, visit_of_ticket(desk, ticket, day)) if ticket else reads_by(desk, clerk)

        found = _with_session(desk, who, looked)
    for one in found:
        click.echo(f"{one.at:{_MINUTE}}  {one.clerk:<20} {one.what:<8} {one.number}  {one.where}".rstrip())
    if not found:
        click.echo("Nobody did.")


def _with_session(desk: FrontDesk, who: str | None, act: Callable[[str], _T]) -> _T:
    session = session_of(desk, who)
    try:
        return act(session)
    finally:
        if session:
            desk.sign_out(session)


def _me(who: str | None) -> str:
    return who or getpass.getuser()


def _hold_line(desk: FrontDesk, hold: Any) -> str:
    what = f"{hold.first_day} to {hold.last_day}" if hold.first_day else f"contact {hold.contact}"
    if hold.visit:
        visit = desk.visit(hold.visit)
        what = f"{visit.number} of {visit.business_day}"
    since = desk.office.local(from_ms(hold.at))
    return f"{hold.id}  {what}  since {since:%Y-%m-%d} by {hold.set_by}: {hold.reason}"
