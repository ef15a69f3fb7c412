"""The visitor of a scene: what they say and do at each moment, by rules, and what the clerk has said to them."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import Enum
from typing import TYPE_CHECKING

from greeter.front_desk.case import Field
from greeter.model.visit import Outcome, State
from greeter.practice.our_lines import our_lines
from greeter.practice.scene import Line, Manner, Moment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from greeter.practice.scene import Choice, Question, Scene
    from greeter.practice.seen import Seen
    from greeter.practice.stage import Stage
    from greeter.texts import Texts

QUIET = timedelta(seconds=45)
"""Somebody who sits down and hears nothing for so long speaks up."""
_ENDS = frozenset({Moment.MOVED, Moment.BARE_MOVE, Moment.FINISHED, Moment.BARE_FINISH, Moment.LEFT})


class Who(Enum):
    """Who speaks."""

    VISITOR = "visitor"
    CLERK = "clerk"


@dataclass(frozen=True, slots=True)
class Said:
    """Something that was said or done in the scene. at: office-local."""

    who: Who
    line: Line
    at: datetime
    manner: Manner | None = None
    """Of what the clerk said."""


class Visitor:
    """Plays the visitor of a stage. It knows no clock and no store: it is told what is so, and answers."""

    def __init__(self, stage: Stage, texts: Texts) -> None:
        self.scene: Scene = stage.scene
        self._begins = stage.begins
        self._usual = our_lines(texts)
        self._fired: set[Moment] = set()
        self.talk: list[Said] = []
        """Everything that was said, in order."""
        draw = random.Random(f"{stage.seed} {stage.scene.id} talk")
        self._questions = [_shuffled(question, draw) for question in stage.scene.questions]
        self._serving = False

    @property
    def heard(self) -> list[Said]:
        """What the clerk said."""
        return [said for said in self.talk if said.who is Who.CLERK]

    @property
    def question(self) -> Question | None:
        """What the clerk may say now; None where nothing is to be said."""
        place = len(self.heard)
        return self._questions[place] if self._serving and place < len(self._questions) else None

    @property
    def trust(self) -> int:
        """How they take it by now: above 0, well."""
        said = [one.manner for one in self.heard if one.manner is not None]
        late = Moment.LATE in self._fired
        return sum(1 if manner.helps else -1 for manner in said) - late

    def loses_patience(self, seen: Seen) -> bool:
        """Whether they leave now: nobody has called them for too long."""
        gone = seen.now - self._begins
        return (
            seen.card.state is State.WAITING and not seen.is_moved and gone >= _minutes(self.scene.person.leaves_after)
        )

    def see(self, seen: Seen) -> list[Said]:
        """Take in what is so now; return what the visitor says to what is new."""
        self._serving = seen.is_serving
        if not seen.is_over:
            self._fired -= _ENDS
        new = [moment for moment in self._moments(seen) if moment not in self._fired]
        self._fired.update(new)
        said = [Said(Who.VISITOR, self.line(moment), seen.now) for moment in new]
        self.talk += said
        return said

    def hear(self, place: int, phrase: str, at: datetime) -> list[Said]:
        """Hear what the clerk says: the choice at `place` of the open question. phrase: the one that the window offers."""
        question = self.question
        if question is None or not 0 <= place < len(question.choices):
            return []
        choice = question.choices[place]
        words = phrase if choice.manner is Manner.PHRASE else choice.says
        said = [Said(Who.CLERK, Line(words), at, choice.manner)]
        if choice.reply.says or choice.reply.does:
            said.append(Said(Who.VISITOR, choice.reply, at))
        self.talk += said
        return said

    def line(self, moment: Moment) -> Line:
        """Return what they say at a moment: the scene's words, else ours."""
        return self.scene.says.get(moment) or self._usual.get(moment, Line())

    def _moments(self, seen: Seen) -> Iterator[Moment]:
        yield Moment.WAITING
        yield from self._before(seen)
        if seen.request.started:
            yield from self._during(seen)
        yield from self._end(seen)

    def _before(self, seen: Seen) -> Iterator[Moment]:
        late = seen.now - self._begins >= _minutes(self.scene.person.late_after)
        if late and not seen.is_called and not seen.is_over:
            yield Moment.LATE
        if seen.is_called:
            yield Moment.CALLED
        if seen.calls > 1:
            yield Moment.RECALLED

    def _during(self, seen: Seen) -> Iterator[Moment]:
        yield Moment.STARTED
        began = seen.started_at
        quiet = began is not None and seen.is_serving and seen.now - began >= QUIET
        if quiet and self._questions and not self.heard:
            yield Moment.QUIET
        if seen.notes:
            yield Moment.NOTED
        if seen.vague:
            yield Moment.VAGUE_STEP
        elif seen.dated:
            yield Moment.STEP
        if seen.agreed:
            yield Moment.AGREED if mentions_all(self.scene, seen) else Moment.MISSED
        if seen.printed:
            yield Moment.PAPER
        if seen.asked_help:
            yield Moment.HELP
        if seen.is_held:
            yield Moment.HELD

    def _end(self, seen: Seen) -> Iterator[Moment]:
        if seen.is_moved:
            yield Moment.MOVED if seen.notes else Moment.BARE_MOVE
        elif seen.outcome is not None:
            settled = seen.outcome is Outcome.RESOLVED and not self.scene.before
            well = self.trust >= 0 and (seen.knows_what_next or settled)
            yield Moment.FINISHED if well else Moment.BARE_FINISH
        elif seen.is_gone:
            yield Moment.LEFT


def mentions_all(scene: Scene, seen: Seen) -> bool:
    """Whether the summary names everything that matters to them."""
    said = seen.card.fields.get(Field.SUMMARY, "").casefold()
    return all(any(word in said for word in group) for group in scene.expected.mentions)


def _shuffled(question: Question, draw: random.Random) -> Question:
    choices: list[Choice] = list(question.choices)
    draw.shuffle(choices)
    return replace(question, choices=tuple(choices))


def _minutes(minutes: int) -> timedelta:
    return timedelta(minutes=minutes)
