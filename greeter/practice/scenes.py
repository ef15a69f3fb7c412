"""Which scenes there are: ours and an office's own, as far as its services fit."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from greeter.practice.scene import Ending
from greeter.practice.scene_file import read_scene
from greeter.problems import BadInput, CatalogueProblem, NotFound
from greeter.settings import RESOURCES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from greeter.model.catalogue import Office
    from greeter.practice.scene import Scene

OURS = RESOURCES / "practice"
DOCS = "See docs/practice.md."


def scenes_of(office: Office, own: Path | None = None) -> tuple[Scene, ...]:
    """Return the scenes that fit an office, ours first. own: a file, or a folder of files, of scenes that have to fit.

    Raises CatalogueProblem with what has to be mended first; NotFound where none fits.
    """
    ours = [scene for scene in _fitted(office, _read(_files(OURS))) if not misfit(office, scene)]
    theirs = [] if own is None else _fitted(office, _read(_files(own)))
    for scene in theirs:
        if why := misfit(office, scene):
            raise CatalogueProblem(scene.id, why, f"It is about another office. {DOCS}")
    names = {scene.id for scene in theirs}
    scenes = (*sorted((one for one in ours if one.id not in names), key=_place), *sorted(theirs, key=_place))
    if not scenes:
        raise NotFound(f"None of the scenes fits {office.name}.", f"Write your own. {DOCS}")
    return scenes


def named(scenes: Iterable[Scene], wanted: str) -> Scene:
    """Return a scene by its id. Raises NotFound, with those that there are."""
    known = {scene.id: scene for scene in scenes}
    if wanted not in known:
        raise NotFound(f"There is no scene “{wanted[:40]}”.", f"There are: {', '.join(known)}.")
    return known[wanted]


def misfit(office: Office, scene: Scene) -> str:
    """Return why a scene can't be played at an office; empty where it can."""
    if not office.has_service(scene.service):
        return f"There is no service “{scene.service}” at {office.name}."
    wanted = scene.expected
    if wanted.ending is Ending.TRANSFER and not office.has_service(wanted.service):
        return f"There is no service “{wanted.service}” at {office.name}."
    service = office.service(scene.service)
    at = [counter.id for counter in office.counters if counter.serves(service)]
    if not at or (scene.counter and scene.counter not in at):
        return f"No counter {scene.counter} of {office.name} serves “{service.name}”.".replace("  ", " ")
    return ""


def _fitted(office: Office, scenes: Iterable[Scene]) -> list[Scene]:
    """Give a scene that fits every office a service of this one, and its visitor words that people say for it."""
    any_service = next(
        (
            service
            for service in office.services
            if service.listed and not service.sensitive and any(counter.serves(service) for counter in office.counters)
        ),
        None,
    )
    if any_service is None:
        return [scene for scene in scenes if scene.service]
    said = any_service.synonyms[0] if any_service.synonyms else any_service.name
    return [
        scene
        if scene.service
        else replace(scene, service=any_service.id, person=replace(scene.person, reason=scene.person.reason or said))
        for scene in scenes
    ]


def _place(scene: Scene) -> tuple[int, str]:
    return scene.place, scene.id


def _files(place: Path) -> list[Path]:
    """Return scene files. Raises BadInput where there is none."""
    found = sorted(place.glob("*.toml")) if place.is_dir() else [place]
    if not found:
        raise BadInput(f"There is no scene in {place}.", f"A scene is a file that ends in .toml. {DOCS}")
    return found


def _read(files: Iterable[Path]) -> list[Scene]:
    """Read them all. Raises CatalogueProblem with the first finding, and how many more there are."""
    scenes: list[Scene] = []
    problems: list[CatalogueProblem] = []
    for file in files:
        reading = read_scene(file)
        problems += reading.problems
        if reading.scene is not None:
            if any(scene.id == reading.scene.id for scene in scenes):
                what = f"Another file has the id “{reading.scene.id}”, too."
                problems.append(CatalogueProblem(file.name, what, "Give one of them another."))
            scenes.append(reading.scene)
    if problems:
        raise _all_in_one(problems)
    return scenes


def _all_in_one(problems: list[CatalogueProblem]) -> CatalogueProblem:
    first, more = problems[0], [str(problem) for problem in problems[1:10]]
    remedy = "\n".join([first.remedy, *more])
    return CatalogueProblem(first.where, first.what.removeprefix(f"{first.where}: "), remedy)
