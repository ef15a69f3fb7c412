"""`greeter reports`: the reports that are written by themselves."""

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING

import click

from greeter.access.asking import as_option, session_of
from greeter.options import desk_of, store_options
from greeter.problems import BadInput

if TYPE_CHECKING:
    from pathlib import Path

    from greeter.automatic.round import Means
    from greeter.automatic.state import Line, Standing

_MOMENT = "%Y-%m-%d %H:%M"


@click.group(invoke_without_command=True)
@store_options
@click.pass_context
def reports(context: click.Context, url: str | None, catalogue: Path | None, office_id: str | None) -> None:
    """Show the reports that are written by themselves: when the next is due, what went out last, and what did not.

    The office file says which there are ([[automatic_report]]): docs/automatic-reports.md.
    """
    if context.invoked_subcommand is not None:
        return
    from greeter.automatic.round import means_here
    from greeter.automatic.state import read_automatic

    with desk_of(url, catalogue, office_id) as desk:
        state, means = read_automatic(desk), means_here(desk)
        server = desk.office.mail
    if not state.lines:
        click.echo("No report is written by itself. Add [[automatic_report]] to the office file.")
    for line in state.lines:
        _show(line)
    if means.trouble and server is not None and any(line.recipient in line.report.to for line in state.lines):
        click.echo(f"This machine mails nothing. {means.trouble}", err=True)


@reports.command()
@store_options
def run(url: str | None, catalogue: Path | None, office_id: str | None) -> None:
    """Deliver what is due now; for cron or a systemd timer, where no window is open at that hour.

    It may run at any time, and on several machines at once: each report goes to each recipient once. Ends with 1 where something did not go out,
    or is due and can't go out from this machine.
    """
    from greeter.automatic.round import deliver_all, means_here, restored_at
    from greeter.automatic.state import read_automatic
    from greeter.model.delivery import Delivery

    done, failed = 0, 0
    with desk_of(url, catalogue, office_id) as desk:
        for one in deliver_all(desk, restored_at(url)):
            done += one.state is Delivery.SENT
            failed += one.state in {Delivery.FAILED, Delivery.REFUSED, Delivery.UNKNOWN}
            click.echo(f"{one.wanted.period}  {one.wanted.recipient}  {_STATES[one.state]}{_said(one.words)}")
        state, means = read_automatic(desk), means_here(desk)
    left = [(line, period) for line in state.lines for period in line.waiting]
    for line, period in left:
        click.echo(f"{period}  {line.recipient}  is due, but not from here: {_why_not(line, means)}", err=True)
    later = () if failed else state.tried_again
    for tried in later:
        click.echo(f"{tried.wanted.period}  {tried.wanted.recipient}  is tried again later{_said(tried.words)}")
    if not (done or failed or left or later):
        click.echo("Nothing is due.")
    if failed or left:
        raise click.exceptions.Exit(1)


@reports.command()
@click.argument("period")
@click.argument("recipient")
@as_option
@store_options
def resend(
    period: str, recipient: str, who: str | None, url: str | None, catalogue: Path | None, office_id: str | None
) -> None:
    """Have the report of PERIOD sent to RECIPIENT again, where nobody knows whether it arrived, or it was refused.

    PERIOD as `greeter reports` shows it: 2026-11-24, 2026-W48 or 2026-11. The mail has the same Message-ID as before.
    """
    from greeter.model.automatic import period_named
    from greeter.model.delivery import Wanted

    found = period_named(period)
    if found is None:
        raise BadInput(f"“{period[:40]}” is no day, week or month.", "Write it as 2026-11-24, 2026-W48 or 2026-11.")
    with desk_of(url, catalogue, office_id) as desk:
        session = session_of(desk, who)
        try:
            desk.deliver_again(Wanted(found.every, recipient, found.key), session=session)
        finally:
            desk.sign_out(session)
    click.echo("It goes out with the next look: within a minute, or by greeter reports run.")


_STATES = {
    "due": "is due",
    "claimed": "is being written",
    "sending": "is being sent",
    "sent": "sent",
    "failed": "did not go out, is tried again",
    "refused": "refused",
    "unknown": "unknown, it may have arrived",
}


def _why_not(line: Line, means: Means) -> str:
    if line.recipient in line.report.to:
        return means.trouble or "this machine mails nothing."
    return "its folder is not on this machine, or can't be written."


def _show(line: Line) -> None:
    formats = ", ".join(line.report.formats)
    click.echo(f"Each {line.report.every.value} to {line.recipient} ({formats})")
    click.echo(f"  next  {line.next_due:{_MOMENT}}")
    if line.last is not None:
        click.echo(f"  last  {line.last.wanted.period}  sent {line.last.since:{_MOMENT}}{_said(line.last.words)}")
    for one in line.unsent:
        click.echo(f"  {_told(one)}")
    if line.waiting:
        click.echo(f"  due   {', '.join(line.waiting)}: no machine has taken it yet")


def _told(one: Standing) -> str:
    tries = f", tried {one.tries} times" if one.tries > 1 else ""
    told = f"!     {one.wanted.period}  {_STATES[one.state]}{tries}, {one.since:{_MOMENT}}{_said(one.words)}"
    if one.again:
        told += f"\n        send it again: greeter reports resend {one.wanted.period} {quote(one.wanted.recipient)}"
    return told


def _said(words: str) -> str:
    return f": {words}" if words else ""
