"""A scene, read from its TOML file and checked in full: everything to mend is told at once, each with file, line and key."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from greeter.catalogue.key_lines import KeyLines
from greeter.catalogue.table import Findings, Table, closest, quoted
from greeter.model.visit import Familiarity, Need, Outcome
from greeter.practice.scene import (
    Aim,
    Before,
    Choice,
    Ending,
    Expected,
    Line,
    Manner,
    Moment,
    Person,
    Question,
    Scene,
)  # fmt: skip
from greeter.problems import CatalogueProblem
from greeter.settings import RESOURCES

if TYPE_CHECKING:
    from enum import StrEnum
    from pathlib import Path

MOST_MINUTES = 240
FEWEST_CHOICES, MOST_CHOICES = 2, 4
"""The keys Alt 1 to Alt 4 say them."""
NEEDED = (Moment.WAITING, Moment.CALLED, Moment.STARTED, Moment.FINISHED)
"""Without these a visitor would be mute."""
LARGEST = 200_000
"""Bytes; the longest of ours takes 5,000."""
_Word = TypeVar("_Word", bound="StrEnum")


@dataclass(frozen=True, slots=True)
class SceneReading:
    """What came of reading a scene's file: the scene, or everything that has to be mended."""

    scene: Scene | None
    problems: tuple[CatalogueProblem, ...] = ()


def read_scene(path: Path) -> SceneReading:
    """Return the scene of a file, or all its findings. Raises nothing on any file."""
    try:
        if path.stat().st_size > LARGEST:
            return _refused(path.name, "The file is far too large for a scene.", "Choose a scene’s TOML file.")
        text = path.read_text(encoding="utf-8")
    except OSError as refusal:
        return _refused(path.name, f"The file can’t be read ({refusal.strerror}).", "Check its name.")
    except UnicodeDecodeError:
        return _refused(path.name, "The text is not in UTF-8.", "Save the file again as UTF-8.")
    return read_text(text, path.name)


def read_text(text: str, name: str) -> SceneReading:
    """Return the scene of a TOML text, or all its findings; `name` is how findings call the file."""
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as fault:
        remedy = "Quotation marks, brackets and = must match."
        return _refused(name, f"This is not TOML: {str(fault)[:200]}.", remedy)
    findings = Findings(name, KeyLines(text))
    scene = _scene(Table(data, (), findings))
    return SceneReading(None, tuple(findings.problems())) if findings else SceneReading(scene)


def _refused(where: str, what: str, remedy: str) -> SceneReading:
    return SceneReading(None, (CatalogueProblem(where, what, remedy),))


def _scene(root: Table) -> Scene:
    about = root.table("scene")
    if not root.has("scene"):
        root.findings.add((), "There is no [scene].", "Start the file with [scene], id, name and aim.")
    icon = about.name("icon", "message-circle")
    if not (RESOURCES / "icons" / f"{icon}.svg").is_file():
        about.find("icon", f"There is no drawing {quoted(icon)}.", "Use a name from resources/icons.")
    scene = Scene(
        id=about.id(), name=about.name("name"), aim=about.text("aim"), service=about.text("service", "", longest=60),
        minutes=about.whole("minutes", 5, low=1, high=60), counter=about.text("counter", "", longest=20),
        place=about.whole("place", 50, low=1, high=99), icon=icon,
        delay=about.flag("delay", default=False), aims=_words(about, "aims", Aim),
        person=_person(root.table("visitor")), before=tuple(map(_before, root.tables("before"))),
        expected=_expected(root.table("expect")), says=_says(root.table("says")),
        questions=tuple(map(_question, root.tables("question"))), tips=_tips(root.table("tips")),
    )  # fmt: skip
    if not scene.aims:
        about.find("aims", "It has no aim.", f"Name some of: {', '.join(Aim)}.")
    if scene.service and not scene.person.reason:
        root.findings.add(("visitor", "reason"), "It is missing.", "Write what they typed when they came.")
    about.finish()
    root.finish()
    return scene


def _person(table: Table) -> Person:
    names, say_names = table.texts("names", longest=80), table.texts("say_names", longest=80)
    if not names:
        table.find("names", "Nobody comes.", 'Write at least one name: names = ["Maria Okafor"].')
    if say_names and len(say_names) != len(names):
        table.find("say_names", f"There are {len(names)} names.", "Write how each is said, in the same order.")
    person = Person(
        names=names, say_names=say_names, reason=table.text("reason", ""), language=table.text("language", "", longest=20),
        needs=_words(table, "needs", Need), people=table.whole("people", 0, low=0, high=99) or None,
        familiarity=Familiarity(table.choice("familiarity", Familiarity, Familiarity.UNKNOWN)),
        waited=table.whole("waited", 0, low=0, high=MOST_MINUTES), told=_range(table), why=table.text("why", ""),
        late_after=table.whole("late_after", 2, low=1, high=MOST_MINUTES),
        leaves_after=table.whole("leaves_after", 8, low=1, high=MOST_MINUTES),
    )  # fmt: skip
    if person.leaves_after <= person.late_after:
        table.find("leaves_after", "They would leave before they grow uneasy.", "Make it longer than late_after.")
    table.finish()
    return person


def _range(table: Table) -> tuple[int, int] | None:
    value = table.raw("told")
    if value is None:
        return None
    whole = isinstance(value, list) and len(value) == 2 and all(type(each) is int for each in value)
    if not whole or not 0 <= value[0] < value[1] <= MOST_MINUTES:
        table.find("told", "It is no range of minutes.", "Write it as told = [10, 20].")
        return None
    return value[0], value[1]


def _before(table: Table) -> Before:
    before = Before(
        days=table.whole("days", low=1, high=60), note=table.text("note", ""), step=table.text("step", ""),
        outcome=Outcome(table.choice("outcome", Outcome, Outcome.RESOLVED)),
    )  # fmt: skip
    table.finish()
    return before


def _expected(table: Table) -> Expected:
    expected = Expected(
        ending=Ending(table.choice("ending", Ending, Ending.FINISH)), outcomes=_words(table, "outcomes", Outcome),
        service=table.text("service", "", longest=60), mentions=_mentions(table),
        call_within=table.whole("call_within", 1, low=1, high=MOST_MINUTES),
    )  # fmt: skip
    if expected.ending is Ending.TRANSFER and not expected.service:
        table.find("service", "It is missing.", "Name the service to which they have to be sent.")
    table.finish()
    return expected


def _mentions(table: Table) -> tuple[tuple[str, ...], ...]:
    """Return groups of words; "plot plan|map" is one of two."""
    return tuple(
        tuple(word.strip().casefold() for word in group.split("|") if word.strip())
        for group in table.texts("mentions", longest=80)
    )


def _says(table: Table) -> dict[Moment, Line]:
    said = {moment: _line(table.table(moment.value)) for moment in Moment if table.has(moment.value)}
    for moment in NEEDED:
        if moment not in said:
            table.find(moment.value, "It is missing.", f'Write [says.{moment.value}] and says = "...".')
    table.finish()
    return said


def _line(table: Table) -> Line:
    line = Line(table.text("says", ""), table.text("does", ""))
    if not (line.says or line.does):
        table.find("says", "Nothing is said or done.", 'Write says = "...", or does = "...".')
    table.finish()
    return line


def _question(table: Table) -> Question:
    question = Question(table.text("asks"), tuple(map(_choice, table.tables("choice"))))
    if not FEWEST_CHOICES <= len(question.choices) <= MOST_CHOICES:
        remedy = f"Write {FEWEST_CHOICES} to {MOST_CHOICES} [[question.choice]]."
        table.find("choice", f"There are {len(question.choices)} things to say.", remedy)
    if not any(choice.manner.helps for choice in question.choices):
        table.find("choice", "Nothing that can be said here helps.", "Add one that does.")
    table.finish()
    return question


def _choice(table: Table) -> Choice:
    manner = Manner(table.choice("manner", Manner, Manner.EXPLAINS))
    says = table.text("says", "" if manner is Manner.PHRASE else None)
    if manner is Manner.PHRASE and says:
        table.find("says", "The window offers this phrase itself.", "Leave this line out.")
    choice = Choice(says, manner, Line(table.text("reply", ""), table.text("does", "")))
    table.finish()
    return choice


def _tips(table: Table) -> dict[Aim, str]:
    tips = {aim: table.text(aim.value) for aim in Aim if table.has(aim.value)}
    table.finish()
    return tips


def _words(table: Table, key: str, kind: type[_Word]) -> tuple[_Word, ...]:
    """Return words of a kind; one that is not known is a finding."""
    found, known = [], [each.value for each in kind]
    for word in table.texts(key, longest=60):
        if word in known:
            found.append(kind(word))
        else:
            table.find(key, f"{quoted(word)} is not known here.", closest(word, known))
    return tuple(found)
