"""How a service goes at the counter: how long, what is missing, hold, hand-over, outcome; and what the visitor says of it afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from greeter.front_desk.case import Judgement, Question
from greeter.model.catalogue import HELP
from greeter.model.visit import Outcome
from greeter.simulate.words import ADDED_STEPS, CROSS, GLAD, HOLDS, NOTES, SENT_ON

if TYPE_CHECKING:
    import random

    from greeter.model.catalogue import Service
    from greeter.simulate.people import Person

_MEDIAN, _SPREAD = 0.83, 0.45
"""Service times are lognormal: half take less than this share of the catalogue's typical time, and few take very long."""
_SHORTEST, _LONGEST = 1.0, 75.0
_MISSING, _NOTED, _HELD, _SENT_ON, _ADDED, _JUDGED, _SURVEYED = 0.2, 0.25, 0.04, 0.07, 0.05, 0.2, 0.24
_HELP_SENT_ON = 0.6
_STAYS_AWAY = 0.04
"""Of those on hold, so many don't come back the same day."""
_RETURNS = {Outcome.RESOLVED: 0.03, Outcome.FOLLOW_UP: 0.45, Outcome.REFERRED: 0.1, Outcome.NOT_POSSIBLE: 0.2}


@dataclass(frozen=True, slots=True)
class Hold:
    """The visitor does something first."""

    reason: str
    minutes: float
    comes_back: bool


@dataclass(frozen=True, slots=True)
class Course:
    """One service request at the counter."""

    minutes: float
    ticks: int
    missing: str
    note: str
    hold: Hold | None
    sent_to: str
    """The service that it is handed on to, or nothing."""
    sent_note: str
    outcome: Outcome
    added_step: str
    judged: Judgement | None


def draw_course(service: Service, elsewhere: list[str], person: Person) -> Course:
    """Draw how a service goes. elsewhere: services to which the visitor could be handed on."""
    draw = person.draw
    minutes = min(max(service.minutes * _MEDIAN * draw.lognormvariate(0.0, _SPREAD), _SHORTEST), _LONGEST)
    missing = missing_thing(service) if draw.random() < _MISSING else ""
    return Course(
        minutes=minutes,
        ticks=draw.randint(1, 3),
        missing=missing,
        note=draw.choice(NOTES) if draw.random() < _NOTED else "",
        hold=_hold(missing, draw),
        sent_to=draw.choice(elsewhere)
        if elsewhere and draw.random() < (_HELP_SENT_ON if service.id == HELP else _SENT_ON)
        else "",
        sent_note=draw.choice(SENT_ON),
        outcome=_outcome(missing, draw),
        added_step=draw.choice(ADDED_STEPS) if draw.random() < _ADDED else "",
        judged=draw.choice((Judgement.HELPED, Judgement.HELPED, Judgement.DID_NOT))
        if draw.random() < _JUDGED
        else None,
    )


def days_until_return(outcome: Outcome, draw: random.Random) -> int | None:
    """Draw on which of the next open days, from 1, the same matter brings the visitor back, or None. Nine of them lie within 14 days."""
    return draw.randint(1, 9) if draw.random() < _RETURNS[outcome] else None


def draw_survey(person: Person, waited_share: float, outcome: Outcome) -> tuple[dict[str, int], str] | None:
    """Draw a visitor's answers and comment, or None: most say nothing. waited_share: of the promised wait."""
    draw = person.draw
    if draw.random() >= _SURVEYED:
        return None
    mood = draw.gauss(4.5, 0.7) - max(0.0, waited_share - 1) * 1.4 - (0.0 if outcome is Outcome.RESOLVED else 0.6)
    asked = [Question.SATISFACTION, *draw.sample([q for q in Question if q is not Question.SATISFACTION], 2)]
    answers = {question.value: _answer(mood + draw.gauss(0, 0.4)) for question in asked}
    happy = answers[Question.SATISFACTION.value] >= 4
    comment = draw.choice(GLAD if happy else CROSS) if draw.random() < (0.3 if happy else 0.6) else ""
    return answers, comment


def missing_thing(service: Service) -> str:
    """Return what visitors of this service most often lack, or nothing where the catalogue says that nothing is."""
    thing = service.usually_missing.split(". ")[0].rstrip(".")
    return "" if thing.lower().startswith("nothing") else thing


def _hold(missing: str, draw: random.Random) -> Hold | None:
    if draw.random() >= (_HELD * 3 if missing else _HELD):
        return None
    reason = f"Fetching {missing[0].lower()}{missing[1:]} from the car" if missing else draw.choice(HOLDS)
    return Hold(reason, draw.uniform(3, 14), draw.random() >= _STAYS_AWAY)


def _outcome(missing: str, draw: random.Random) -> Outcome:
    weights = (0.5, 0.42, 0.03, 0.05) if missing else (0.86, 0.07, 0.05, 0.02)
    return draw.choices(list(Outcome), weights)[0]


def _answer(value: float) -> int:
    return min(5, max(1, round(value)))
