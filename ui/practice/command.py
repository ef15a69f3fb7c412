"""The command `greeter practice`."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.screen import need_screen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from greeter.practice.scene import Scene
    from greeter.printing.printout import Printer

LOOKS = ("light", "dark", "contrast")


@click.command()
@click.option("--scene", metavar="NAME", help="Begin with this scene; without it the window asks.")
@click.option("--list", "list_only", is_flag=True, help="Tell which scenes there are, and end.")
@click.option(
    "--speed", type=click.FloatRange(0.1, 60), default=1.0, show_default=True, help="How fast its clock runs."
)
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed gives the same room and names.")
@click.option(
    "--scenes", metavar="PATH", type=click.Path(exists=True, path_type=Path),
    help="Scenes of your own: a file, or a folder of them. See docs/practice.md.",
)  # fmt: skip
@click.option(
    "--keep", metavar="DIR", type=click.Path(file_okay=False, path_type=Path),
    help="Keep the practice’s store there. Without it everything is gone afterwards.",
)  # fmt: skip
@click.option("--printer", metavar="ADDRESS", help="Print next steps after all, such as system:NAME.")
@click.option(
    "--catalogue", metavar="FILE", type=click.Path(path_type=Path), help="Your office file. Default: a sample."
)
@click.option("--look", type=click.Choice(LOOKS), default="light", show_default=True, help="Colours.")
def practice(
    *,
    scene: str | None,
    list_only: bool,
    speed: float,
    seed: int,
    scenes: Path | None,
    keep: Path | None,
    printer: str | None,
    catalogue: Path | None,
    look: str,
) -> None:
    """Try difficult conversations: the staff window over a room that is not real, and a visitor who answers.

    It has a store of its own, never the office's. At the end it says what went well and what to try, by the figures of the office's report; nobody
    else sees that.
    """
    from greeter.catalogue.last_good import open_office
    from greeter.practice.scenes import named, scenes_of

    office = open_office(catalogue)
    known = scenes_of(office, scenes)
    first = None if scene is None else named(known, scene)
    if list_only:
        _tell(known)
        return
    need_screen()
    from ui.app import application, catch_bugs
    from ui.practice.room import Setting
    from ui.practice.window import PracticeWindow
    from ui.theme import Look
    from ui.windows import end_when_asked

    app = application(Look(look))
    with _folder(keep) as folder:
        setting = Setting(office, folder, seed, speed, _printer(printer))
        window = PracticeWindow(setting, known, first)
        catch_bugs(lambda: None)
        end_when_asked()
        window.show()
        code = app.exec()
        window.close()
    raise SystemExit(code)


def _tell(scenes: tuple[Scene, ...]) -> None:
    widest = max(len(scene.id) for scene in scenes)
    for scene in scenes:
        click.echo(f"{scene.id.ljust(widest)}  {scene.name}, about {scene.minutes} min. {scene.aim}")


def _printer(address: str | None) -> Printer | None:
    if address is None:
        return None
    from greeter.printing.address import page_printer
    from ui.printing import system_printer

    return page_printer(address, system_printer)


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep is not None:
        yield keep
        return
    with tempfile.TemporaryDirectory(prefix="greeter-practice-") as made:
        yield Path(made)
