"""A scene's room: a new store in a folder, with all that was before, and a clock that runs from there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from greeter.clock import ManualClock
from greeter.demo.paced_clock import PacedClock
from greeter.opening import open_front_desk
from greeter.practice.stage import set_up, time_before
from greeter.problems import Problem
from ui.windows import Place

if TYPE_CHECKING:
    from pathlib import Path

    from greeter.clock import Clock
    from greeter.model.catalogue import Office
    from greeter.practice.scene import Scene
    from greeter.practice.stage import Stage
    from greeter.printing.printout import Printer
    from greeter.texts import Texts
    from greeter.tickets.take_away import TakeAway


@dataclass(frozen=True, slots=True)
class Setting:
    """What a practice is played with. speed: how fast its clock runs; clock: in its place, for tests."""

    office: Office
    folder: Path
    seed: int = 1
    speed: float = 1.0
    printer: Printer | None = None
    """Where next steps go; None prints nothing."""
    clock: Clock | None = None


class Paper:
    """Takes the next steps that are handed over. Nothing is printed unless there is a printer."""

    def __init__(self, texts: Texts, printer: Printer | None) -> None:
        self._texts, self._printer = texts, printer
        self.handed = False
        """Whether they have it; read by any thread."""

    def __call__(self, page: TakeAway, language: Texts) -> str:
        """Hand it over, and say so. Runs beside the screen. Raises PrinterProblem."""
        if self._printer is not None:
            from ui.printing import print_take_away

            said = print_take_away(self._printer, page, language, self._texts)
        else:
            said = self._texts("They have their next steps. In a practice nothing is printed.")
        self.handed = True
        return said


@dataclass(frozen=True, slots=True)
class Room:
    """A scene that is set up in a store of its own."""

    stage: Stage
    place: Place
    clock: Clock


def set_room(setting: Setting, scene: Scene) -> Room:
    """Make the store of a scene anew, and play all that was before. Raises Problem."""
    store = setting.folder / f"practice-{scene.id}.db"
    _clear(store)
    url, manual = f"sqlite:///{store.absolute()}", ManualClock(time_before(setting.office, scene))
    with open_front_desk(url, clock=manual, catalogue=setting.office, durable=False) as desk:
        stage = set_up(desk, manual, scene, setting.seed)
    clock = setting.clock or PacedClock(manual.now(), setting.speed)
    return Room(stage, Place(url, setting.office, clock), clock)


def _clear(store: Path) -> None:
    try:
        store.parent.mkdir(parents=True, exist_ok=True)
        for ending in ("", "-wal", "-shm"):
            store.with_name(store.name + ending).unlink(missing_ok=True)
    except OSError as refusal:
        raise Problem(
            f"{store.parent} can’t be used: {refusal.strerror}.", "Choose another folder with --keep."
        ) from refusal
