"""`greeter backtest`: how good our forecasts, next steps and search are, beside simple rules, on data of yours."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from greeter.backtest.result import Result

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.group()
def backtest() -> None:
    """Hold forecasts, next steps and the search against data.

    Each prints ours beside simple rules, on the same rows, asked with what was known at that moment only.
    """


@backtest.command()
@click.option(
    "--data",
    type=_FILE,
    help="CSV, plain or .gz: day, arrival, start, end, left, type, priority, server, outcome, queued.",
)
@click.option("--db", help="An office's own store instead of a file.")
@click.option("--office", help="Which office of the store.")
@click.option(
    "--train-share",
    type=click.FloatRange(0.05, 0.95),
    default=0.7,
    show_default=True,
    help="Share of the days that only teach.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def waits(data: Path | None, db: str | None, office: str | None, train_share: float, *, as_json: bool) -> None:
    """Hold the forecasts of waits against waits that came, in seconds."""
    from greeter.backtest import waits as subject

    if (data is None) == (db is None):
        raise click.UsageError("Give either --data FILE or --db URL.")
    if data is not None:
        _show(subject.of_file(data, train_share=train_share), as_json=as_json)
    else:
        assert db is not None  # noqa: S101 (asked above)
        _show(subject.of_store(db, office, train_share=train_share), as_json=as_json)


@backtest.command()
@click.option(
    "--data",
    type=_FILE,
    required=True,
    help="CSV, plain or .gz: case, activity, time, resource, and what is known of a case.",
)
@click.option(
    "--train-share",
    type=click.FloatRange(0.05, 0.95),
    default=0.8,
    show_default=True,
    help="Share of the cases that only teach.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def steps(data: Path, train_share: float, *, as_json: bool) -> None:
    """Hold the suggested next step against what was done next."""
    from greeter.backtest import steps as subject

    _show(subject.of_file(data, train_share=train_share), as_json=as_json)


@backtest.command()
@click.option(
    "--data",
    type=_FILE,
    required=True,
    help="CSV, plain or .gz: text, intent, split; or an export of services with their public names.",
)
@click.option("--examples", type=click.IntRange(1), help="So many examples of each reason teach; all by default.")
@click.option(
    "--draws",
    type=click.IntRange(1, 100),
    default=5,
    show_default=True,
    help="With --examples: drawn so often; the mean is told.",
)
@click.option("--seed", type=int, default=1, show_default=True, help="What the draws begin with.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def reasons(data: Path, examples: int | None, draws: int, seed: int, *, as_json: bool) -> None:
    """Hold the search for a service against what was meant."""
    from greeter.backtest import reasons as subject

    _show(subject.of_file(data, examples=examples, draws=draws, seed=seed), as_json=as_json)


def _show(result: Result, *, as_json: bool) -> None:
    click.echo(result.as_json() if as_json else result.as_table())
