"""The sample town hall's store: made anew, with some weeks and a morning already in it."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from greeter.catalogue.last_good import open_office
from greeter.clock import ManualClock
from greeter.demo.story import OPEN_DAYS, Hero, Story, story_begins
from greeter.opening import open_front_desk
from greeter.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from greeter.front_desk import FrontDesk
    from greeter.model.catalogue import Office

STORE = "demo.db"
"""Not a name that an office would give its own store: what lies there from an earlier demo is replaced."""


@dataclass(frozen=True, slots=True)
class TownHall:
    """A store in a folder, its office, its clock, and the story that is played in it."""

    folder: Path
    url: str
    office: Office
    clock: ManualClock
    desk: FrontDesk
    story: Story


@contextmanager
def town_hall(
    folder: Path, *, days: int = OPEN_DAYS, told: Callable[[int], None] | None = None, hero: Hero = Hero.SCRIPTED
) -> Iterator[TownHall]:
    """Make a store with so many simulated days, and hold it open. An earlier demo's store in the folder is replaced. Raises Problem."""
    office = open_office(None)
    _clear(folder)
    url, clock = f"sqlite:///{folder.absolute() / STORE}", ManualClock(story_begins(office, days))
    with open_front_desk(url, clock=clock, catalogue=office, durable=False) as desk:
        story = Story(desk, clock, hero)
        story.before(days, told)
        yield TownHall(folder, url, office, clock, desk, story)


def _clear(folder: Path) -> None:
    """Make room for the store. Raises Problem where the folder can't be used."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in (STORE, f"{STORE}-wal", f"{STORE}-shm"):
            (folder / name).unlink(missing_ok=True)
    except OSError as refusal:
        raise Problem(f"{folder} can't be used: {refusal.strerror}.", "Choose another folder with --out.") from refusal
