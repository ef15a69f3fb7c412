"""What this office did with the steps of a service before: what was added, left out, done first, and where such requests went on to.

Learned from finished requests alone, and from the first on; with fewer than 5 nothing is said and the catalogue's order stands. Clerks' own words
are offered to others only once they were used in 3 visits: what is said to one visitor stays there.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from greeter.guidance.step_contexts import Done, contexts_of
from greeter.guidance.step_model import StepModel
from greeter.model.catalogue import NextStep, Owner

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from greeter.model.catalogue import Service

FEWEST_CASES = 5
"""With fewer earlier requests a count says nothing, and is not shown."""
FEWEST_VISITS = 3
"""Words of a clerk or visitor that occur in fewer visits stay in those."""
OFTEN = 1 / 3
"""A step that clerks add is offered where so many such requests had it."""
MOST_ADDED = 3
WENT_ON = 0.2
"""A transfer is called likely where so many such requests went on to one service."""
MOST_ORDERED = 100
"""The order is learned from so many of the latest requests: habits change, and a card waits for it."""
CLEARLY = 2.0
"""A step goes before one that the catalogue lists earlier where it is so many times as likely to be next."""
BEGIN, END = "^", ""
CATALOGUE_WEIGHT = 2
"""The catalogue's order counts as so many requests."""


class Origin(StrEnum):
    """Where a step of a visit comes from."""

    CATALOGUE = "catalogue"
    CLERK = "clerk"
    LEARNED = "learned"


class Word(StrEnum):
    """What is kept of a clerk's word on one suggested step."""

    HELPED = "helped"
    DID_NOT = "did not"
    """It fits no such request; it was taken out of the visit."""
    DROPPED = "dropped"
    """It was taken out of the visit: it did not apply to this visitor."""


class Ticked(NamedTuple):
    """How often a step was handed over before: `resolved` of `n` ended requests that had it were resolved."""

    resolved: int
    n: int


class Count(NamedTuple):
    """In `times` of `n` such requests."""

    times: int
    n: int


NEVER = Count(0, 0)
_AGAINST = {Word.DID_NOT.value: 2, Word.DROPPED.value: 1}


class EarlierStep(NamedTuple):
    """A step of an earlier request.

    at: milliseconds when it was ticked; None where it was handed over open. judged: a clerk's word on it. moved: whether a clerk gave it its place.
    """

    what: str
    owner: Owner = Owner.VISITOR
    detail: str = ""
    origin: str = Origin.CLERK
    at: int | None = None
    judged: str = ""
    moved: bool = False

    @property
    def refused(self) -> int:
        """By how many requests this speaks against offering it: a word counts more than taking it out."""
        return _AGAINST.get(self.judged, 0)


class Earlier(NamedTuple):
    """A finished request. resolved: None where it was sent on. went_to: the service it was sent on to. steps: by their place in the visit.

    known: what is known of the visit before it begins, in one order for all.
    """

    request: str
    visit: str
    resolved: bool | None
    went_to: str = ""
    missing: str = ""
    steps: tuple[EarlierStep, ...] = ()
    known: tuple[str, ...] = ()

    @property
    def listed(self) -> bool:
        """Whether the clerk worked with the catalogue's list."""
        return any(step.origin == Origin.CATALOGUE for step in self.steps)


@dataclass(frozen=True, slots=True)
class Habits:
    """What is known of a service's earlier requests. Steps are named by `same`.

    order: the catalogue's steps as they are usually done; empty while too little is known. first: how often the first of those was the first.
    refused: how often a step did not fit, where that is usual. added: steps that are no part of the catalogue. went_on: by the service they went
    to, commonest first. missing: what was lacked.
    """

    ticked: Mapping[str, Ticked] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    first: Count = NEVER
    refused: Mapping[str, Count] = field(default_factory=dict)
    added: tuple[tuple[NextStep, Count], ...] = ()
    went_on: tuple[tuple[str, Count], ...] = ()
    missing: tuple[tuple[str, Count], ...] = ()


NOTHING_KNOWN = Habits()


def same(words: str) -> str:
    """Return words as they are compared: without case, spaces too many and the dot at the end."""
    return " ".join(words.casefold().split()).rstrip(".")


class StepOrder:
    """Learns in which order a service's steps are done; requests are learned once each, and no words but the catalogue's."""

    def __init__(self, service: Service) -> None:
        self.steps = tuple(step.what for step in service.steps)
        self._model = StepModel()
        self._known: set[str] = set()
        self._worked = 0
        self._listed = [same(what) for what in self.steps]
        for _ in range(CATALOGUE_WEIGHT):
            self._learn(_in_order(self._listed, ()))

    def learn(self, earlier: Sequence[Earlier]) -> None:
        """Learn from those requests that are new here, first the oldest. earlier: newest first."""
        for request in reversed(earlier[:MOST_ORDERED]):
            if request.listed and request.request not in self._known:
                self._worked += 1
                handled = [what for what in _handled(request) if what in self._listed]
                self._learn(_in_order(handled, request.known))
        self._known = {request.request for request in earlier}

    def usual(self, known: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Return the steps from the likeliest to be done first for a visit; empty while too few requests were learned. known: as of `Earlier`."""
        if self._worked < FEWEST_CASES:
            return ()
        done, left = _in_order([], known), list(self._listed)
        while left:
            chances = self._model.ask(contexts_of(done)).chances
            likeliest = max(chances.get(what, 0.0) for what in left)
            first = next(what for what in left if chances.get(what, 0.0) * CLEARLY >= likeliest)
            left.remove(first)
            done.append(Done(first, 0.0, facts=known))
        return tuple(step.what for step in done[1:])

    def _learn(self, done: Sequence[Done]) -> None:
        for n in range(1, len(done) + 1):
            asked = self._model.ask(contexts_of(done[:n]))
            self._model.learn(asked, done[n].what if n < len(done) else END)


def habits_of(service: Service, earlier: Sequence[Earlier], order: StepOrder, known: tuple[str, ...] = ()) -> Habits:
    """Return what is usual for a service. earlier: its last finished requests, newest first. known: of the visit that it is for."""
    order.learn(earlier)
    with_steps = [request for request in earlier if request.steps]
    usual = order.usual(known)
    return Habits(
        ticked=_ticked(earlier),
        order=usual,
        first=_first(usual[0], earlier) if usual else NEVER,
        refused=_refused(request for request in earlier if request.listed),
        added=_added(service, with_steps),
        went_on=_usual([request.went_to for request in earlier if request.went_to], len(earlier), WENT_ON),
        missing=_missing(service, earlier),
    )


def _in_order(steps: Iterable[str], known: tuple[str, ...]) -> list[Done]:
    return [Done(what, 0.0, facts=known) for what in (BEGIN, *steps)]


def _handled(request: Earlier) -> list[str]:
    """Return the steps that a clerk ticked or moved, as they were ticked; by their places where one was moved.

    A step that nobody touched stands where it was suggested: to learn from it would be to learn from ourselves.
    """
    handled = [step for step in request.steps if not step.refused and (step.moved or step.at is not None)]
    if not any(step.moved for step in handled):
        handled.sort(key=lambda step: step.at or 0)
    return [same(step.what) for step in handled]


def _first(what: str, earlier: Iterable[Earlier]) -> Count:
    """Return in how many of those requests in which a clerk ticked or moved anything a step was the first."""
    handled = [_handled(request) for request in earlier if request.listed]
    firsts = [steps[0] for steps in handled if steps]
    return Count(firsts.count(what), len(firsts))


def _ticked(earlier: Iterable[Earlier]) -> dict[str, Ticked]:
    n, resolved = Counter[str](), Counter[str]()
    for request in earlier:
        if request.resolved is not None:
            ticked = {same(step.what) for step in request.steps if step.at is not None and not step.refused}
            n.update(ticked)
            resolved.update(ticked if request.resolved else ())
    return {what: Ticked(resolved[what], n[what]) for what in n}


def _refused(listed: Iterable[Earlier]) -> dict[str, Count]:
    """Return the catalogue's steps that did not fit more often than they did."""
    against, times, n = Counter[str](), Counter[str](), Counter[str]()
    for request in listed:
        for step in request.steps:
            if step.origin == Origin.CATALOGUE:
                n[same(step.what)] += 1
                times[same(step.what)] += bool(step.refused)
                against[same(step.what)] += step.refused
    return {
        what: Count(times[what], n[what])
        for what in n
        if n[what] >= FEWEST_CASES and against[what] > n[what] - times[what]
    }


def _added(service: Service, with_steps: Sequence[Earlier]) -> tuple[tuple[NextStep, Count], ...]:
    """Return what clerks often add, commonest first, in the words that most of them use."""
    own = {same(step.what) for step in service.steps}
    used: dict[str, list[tuple[str, EarlierStep]]] = {}
    against = Counter[str]()
    for request in with_steps:
        for step in {same(step.what): step for step in request.steps}.items():
            if step[0] not in own and step[1].refused:
                against[step[0]] += step[1].refused
            elif step[0] not in own:
                used.setdefault(step[0], []).append((request.visit, step[1]))
    found = []
    for what, steps in used.items():
        count = Count(len(steps), len(with_steps))
        visits = len({visit for visit, _ in steps})
        if _is_usual(count, OFTEN) and visits >= FEWEST_VISITS and count.times >= against[what]:
            found.append((_in_their_words([step for _, step in steps]), count))
    return tuple(sorted(found, key=lambda each: -each[1].times)[:MOST_ADDED])


def _in_their_words(steps: Sequence[EarlierStep]) -> NextStep:
    what = Counter(step.what for step in steps).most_common(1)[0][0]
    owner = Counter(step.owner for step in steps).most_common(1)[0][0]
    detail, times = Counter(step.detail for step in steps).most_common(1)[0]
    return NextStep(what, owner, detail if times >= FEWEST_VISITS else "")


def _missing(service: Service, earlier: Sequence[Earlier]) -> tuple[tuple[str, Count], ...]:
    """Return what visitors lacked: things that the catalogue names, and those lacked in 3 visits or more."""
    named = {same(thing): thing for thing in (service.usually_missing, *service.bring) if thing}
    lacked = Counter[str]()
    said: dict[str, Counter[str]] = {}
    for missing in {request.visit: request.missing for request in earlier if request.missing}.values():
        lacked[same(missing)] += 1
        said.setdefault(same(missing), Counter())[missing.rstrip(".")] += 1
    kept = {thing: times for thing, times in lacked.items() if thing in named or times >= FEWEST_VISITS}
    visits = len({request.visit for request in earlier})
    if visits < FEWEST_CASES:
        return ()
    commonest = sorted(kept.items(), key=lambda each: -each[1])
    return tuple(
        (named.get(thing, said[thing].most_common(1)[0][0]).rstrip("."), Count(times, visits))
        for thing, times in commonest
    )


def _usual(found: Iterable[str], n: int, share: float) -> tuple[tuple[str, Count], ...]:
    counts = [(what, Count(times, n)) for what, times in Counter(found).most_common()]
    return tuple((what, count) for what, count in counts if _is_usual(count, share) and count.times >= FEWEST_VISITS)


def _is_usual(count: Count, share: float) -> bool:
    return count.n >= FEWEST_CASES and count.times >= share * count.n
