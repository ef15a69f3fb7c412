"""The command `greeter simulate`."""

from __future__ import annotations

import sys
import time
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import click

from greeter.clock import ManualClock, from_ms
from greeter.opening import open_front_desk
from greeter.options import store_options
from greeter.problems import Unlawful
from greeter.settings import default_store
from greeter.simulate.simulation import Simulation, first_day, midnight

if TYPE_CHECKING:
    from pathlib import Path

    from greeter.front_desk import FrontDesk
    from greeter.model.catalogue import Office
    from greeter.simulate.lobby import Tally

SIMULATED_RUN = "manual-"
"""How the run of a manual clock is named in the store."""


@click.command()
@click.option("--days", type=click.IntRange(1, 3660), default=5, show_default=True, help="How many open days.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed plays the same days.")
@click.option(
    "--from", "first", type=click.DateTime(["%Y-%m-%d"]), help="First day, such as 2026-11-02; else up to yesterday."
)
@store_options
def simulate(
    *, days: int, seed: int, first: datetime | None, url: str | None, catalogue: Path | None, office_id: str | None
) -> None:
    """Play an office's days into a store, to practise on, to test with, or to see a report of.

    Visitors arrive by hour and weekday, wait, leave, come back; clerks call, serve, pause. Everything goes through the same acts as at a real
    counter. A store with real visits is refused.
    """
    from greeter.catalogue.which_office import office_for

    address = url or default_store()
    office = office_for(address, catalogue, office_id)
    clock = ManualClock(datetime(1970, 1, 2, tzinfo=UTC))
    with open_front_desk(address, clock=clock, catalogue=office, durable=False) as desk:
        begin = _begin(desk, None if first is None else first.date(), days)
        clock.move_to(midnight(office, begin))
        simulation, began = Simulation(desk, clock, seed=seed), time.perf_counter()
        last = begin
        with click.progressbar(length=days, label="Days", file=sys.stderr) as bar:
            for day in simulation.play(begin, days):
                bar.update(1)
                last = day
    seconds = time.perf_counter() - began
    click.echo(_summary(office, simulation.tally, begin, last))
    click.echo(f"{simulation.tally.visits / seconds:.0f} visits a second, {seconds:.1f} s.")
    if url:
        click.echo(f"See it: greeter report --db {address} --from {begin} --to {last} --pdf report.pdf")


def _begin(desk: FrontDesk, asked: date | None, days: int) -> date:
    """Return the first day: as asked, else after what was simulated before, else so that the days end yesterday. Raises Unlawful."""
    office = desk.office
    head = desk.store.rows(
        "select wall, run from journal_head h where office = :office and exists (select 1 from visit v where v.office = h.office)",
        {"office": office.id},
    )
    yesterday_ends = office.local(datetime.now(UTC)).date()
    if not head:
        return asked or first_day(office, days, yesterday_ends)
    if not str(head[0]["run"]).startswith(SIMULATED_RUN):
        raise Unlawful(
            "This store holds visits of a real counter. Nothing was simulated.",
            "Choose another store, such as --db sqlite:///practice.db.",
        )
    last = office.business_day(from_ms(head[0]["wall"]))
    if asked is not None and asked <= last:
        raise Unlawful(f"This store holds simulated days up to {last} already.", f"Begin on a later day than {last}.")
    return asked or last + timedelta(days=1)


def _summary(office: Office, tally: Tally, first: date, last: date) -> str:
    days = "1 day" if tally.days == 1 else f"{tally.days} days"
    return (
        f"{office.name}, {first} to {last}: {days}, {tally.visits:,} visits. {tally.served:,} served, {tally.left:,} left,"
        f" {tally.no_shows:,} did not answer; {tally.transfers:,} handed on, {tally.holds:,} on hold, {tally.came_again:,} came again,"
        f" {tally.contacts:,} by phone or mail, {tally.surveys:,} answered the survey, {tally.turned_away:,} turned away at the kiosk."
    )
