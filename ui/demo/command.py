"""The command `greeter demo`."""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.screen import has_screen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

OUT = Path("greeter-demo")
"""Where a demo without a screen leaves what it has made."""


@click.command()
@click.option("--offscreen", is_flag=True, help="Without a screen: one scripted morning, which leaves pictures.")
@click.option("--story", is_flag=True, help="Without a screen, to 10:31 only: the pictures of the README.")
@click.option(
    "--out", metavar="DIR", type=click.Path(file_okay=False, path_type=Path), help="Where store and pictures go."
)
@click.option("--board", is_flag=True, help="Show the lobby board, too.")
@click.option("--manager", is_flag=True, help="Show the manager's window, too.")
@click.option("--speed", type=click.FloatRange(0.1, 60), default=1.0, show_default=True, help="How fast clocks run.")
def demo(*, offscreen: bool, story: bool, out: Path | None, board: bool, manager: bool, speed: float) -> None:
    """Try Greeter on a sample town hall: the kiosk and a counter, side by side.

    It is 10:05 on a Tuesday. Check in at the kiosk; call, serve and finish at counter 3. Simulated visitors come, and simulated clerks serve at the
    other counters. Appointments to try: 4815, K7P4, 2207 and 6031. Without --out everything is gone afterwards.

    Where there is no screen, the same windows go through one scripted morning unseen.
    """
    if not (offscreen or story) and not has_screen():
        click.echo("There is no screen here: the same windows go through one scripted morning unseen.", err=True)
        offscreen = True
    if offscreen or story:
        _unseen(out or OUT, to_the_end=offscreen)
        return
    from ui.demo.live import DAYS, Live, play

    with _folder(out) as folder, _weeks(DAYS) as told:
        code = play(folder, Live(speed, board, manager), told)
    raise SystemExit(code)


def _unseen(folder: Path, *, to_the_end: bool) -> None:
    """Play the scripted morning, and say what it left."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from greeter.demo.story import OPEN_DAYS
    from ui.demo.morning import Length, play

    with _weeks(OPEN_DAYS) as told:
        left = play(folder, Length.MORNING if to_the_end else Length.STORY, told)
    click.echo(f"Left in {folder.absolute()}:")
    for file, what in left:
        click.echo(f"  {file.relative_to(folder)!s:<40} {what}".rstrip())


@contextmanager
def _folder(out: Path | None) -> Iterator[Path]:
    if out is not None:
        yield out
        return
    with tempfile.TemporaryDirectory(prefix="greeter-demo-") as made:
        yield Path(made)


@contextmanager
def _weeks(days: int) -> Iterator[Callable[[int], None]]:
    """Show how far the simulated days are."""
    with click.progressbar(length=days, label="Some weeks at the sample town hall", file=sys.stderr) as bar:
        yield bar.update
