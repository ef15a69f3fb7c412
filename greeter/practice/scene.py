"""What a scene is made of. Times are minutes of the office's clock, unless said otherwise."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from greeter.model.visit import Familiarity, Need, Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping


class Moment(StrEnum):
    """When the visitor says something. The value is the key under `[says]`."""

    WAITING = "waiting"
    """The scene begins: they sit in the lobby."""
    LATE = "late"
    """Nobody has called them for a while."""
    CALLED = "called"
    RECALLED = "recalled"
    STARTED = "started"
    """They are at the counter."""
    QUIET = "quiet"
    """Nobody says anything to them, though they sit there."""
    NOTED = "noted"
    STEP = "step"
    """A next step was agreed, with who and by when."""
    VAGUE_STEP = "vague-step"
    """A next step was agreed without a day."""
    AGREED = "agreed"
    MISSED = "missed"
    """Agreed, but the summary leaves out what matters to them."""
    PAPER = "paper"
    """They hold the next steps in their hand."""
    HELP = "help"
    """A colleague was called for help."""
    HELD = "held"
    MOVED = "moved"
    """Sent on, with a note."""
    BARE_MOVE = "bare-move"
    """Sent on without a note."""
    FINISHED = "finished"
    BARE_FINISH = "bare-finish"
    """The visit ends, and they do not know what happens next."""
    LEFT = "left"
    """They have gone, unserved."""


class Manner(StrEnum):
    """What something is that a clerk may say."""

    PHRASE = "phrase"
    """The phrase that the window offers."""
    ACKNOWLEDGES = "acknowledges"
    """Names the wait, or how they feel, before solving anything."""
    CHECKS = "checks"
    """Says what is known already, and lets them confirm it."""
    ASKS = "asks"
    """Asks what nobody knows yet."""
    EXPLAINS = "explains"
    """Says in plain words how it is."""
    OFFERS = "offers"
    """Offers a way on."""
    ASKS_AGAIN = "asks-again"
    """Asks what they have told already."""
    RUSHES = "rushes"
    """Puts them off."""
    OFFICIAL = "official"
    """In the words of an office."""
    PROMISES = "promises"
    """Promises what nobody can keep."""

    @property
    def helps(self) -> bool:
        """Whether it does a visitor good."""
        return self not in {Manner.ASKS_AGAIN, Manner.RUSHES, Manner.OFFICIAL, Manner.PROMISES}


class Aim(StrEnum):
    """What a scene practises. The value is a word of `aims`."""

    CALL = "call"
    GREET = "greet"
    ACKNOWLEDGE = "acknowledge"
    ASK_ONCE = "ask-once"
    PLAIN = "plain"
    HONEST = "honest"
    NOTE = "note"
    SUMMARY = "summary"
    STEPS = "steps"
    PAPER = "paper"
    RIGHT_END = "right-end"
    CAME_BACK = "came-back"
    FOLLOW_UP = "follow-up"
    HELP = "help"
    TELL_ROOM = "tell-room"


class Ending(StrEnum):
    """How the clerk's part ends as it should."""

    FINISH = "finish"
    TRANSFER = "transfer"


@dataclass(frozen=True, slots=True)
class Line:
    """Something that is said, and what is to be seen meanwhile."""

    says: str = ""
    does: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that a clerk may say, and how the visitor takes it. says: empty for the phrase that the window offers."""

    says: str
    manner: Manner
    reply: Line


@dataclass(frozen=True, slots=True)
class Question:
    """A moment in the conversation at which the clerk says one of a few things."""

    asks: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Before:
    """An earlier visit on the same matter, so many open days ago."""

    days: int
    note: str = ""
    outcome: Outcome = Outcome.RESOLVED
    step: str = ""
    """What the office promised then."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who comes. names: the seed chooses one; `say_names` has how each is said, in the same order, where that helps."""

    names: tuple[str, ...]
    reason: str
    """What they said when they came."""
    say_names: tuple[str, ...] = ()
    language: str = ""
    """Empty: the office's."""
    needs: tuple[Need, ...] = ()
    familiarity: Familiarity = Familiarity.UNKNOWN
    people: int | None = None
    waited: int = 0
    """For how long when the scene begins."""
    told: tuple[int, int] | None = None
    """The range that they were told."""
    why: str = ""
    """The reason they were told for a long wait."""
    late_after: int = 2
    """So long into the scene they grow uneasy."""
    leaves_after: int = 8
    """So long into the scene they leave, unless somebody calls them."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What the matter needs in the end. mentions: a summary has to name one word of each group."""

    ending: Ending = Ending.FINISH
    outcomes: tuple[Outcome, ...] = ()
    """Empty: any."""
    service: str = ""
    """Where they have to be sent."""
    mentions: tuple[tuple[str, ...], ...] = ()
    call_within: int = 1
    """Called so soon is at once."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A conversation to practise."""

    id: str
    name: str
    aim: str
    """What it is for, in a sentence or two for the clerk."""
    service: str
    """Empty in a file: any service of the office fits (`scenes.py` chooses one)."""
    person: Person
    aims: tuple[Aim, ...]
    says: Mapping[Moment, Line]
    questions: tuple[Question, ...]
    expected: Expected = Expected()
    minutes: int = 5
    """About how long it takes."""
    counter: str = ""
    """Empty: the first that serves it."""
    icon: str = "message-circle"
    place: int = 50
    """Among the scenes: the lowest comes first."""
    before: tuple[Before, ...] = ()
    delay: bool = False
    """Whether others wait long, too: then the room has to be told."""
    tips: Mapping[Aim, str] = field(default_factory=dict)
    """The scene's own advice in place of the usual."""
