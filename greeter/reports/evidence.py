"""What is known about some days: visits with their requests, what was told, answers of the survey, what the journal says.

All figures are functions of it. Nothing personal is in it, so forgetting a person never changes a figure. `greeter.reports.reading` reads it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from greeter.model.visit import State
from greeter.reports.first_waits import FirstWaits
from greeter.reports.grouping import by_hour, by_service, grouped
from greeter.reports.only import ALL

if TYPE_CHECKING:
    from datetime import date

    from greeter.model.catalogue import Office
    from greeter.records.integrity import Verdict
    from greeter.reports.first_waits import Waits
    from greeter.reports.only import Only
    from greeter.reports.span import Span


@dataclass(slots=True)
class RequestFacts:
    """One service within a visit. Durations are milliseconds."""

    service: str
    state: State
    target_ms: int
    started: bool
    called: bool
    """Called and not put back in line."""
    started_minute: int
    """Minute of the local day of service start; -1 where it never started."""
    ended_minute: int
    """Minute of the local day of the end; -1 while it lasts, and where the night ended it."""
    wait_ms: int
    """Until service start, or until the visitor was gone, or the business day was over; 0 while it lasts."""
    answer_ms: int
    serve_ms: int
    hold_ms: int
    outcome: str
    moved: bool
    """Ended by a transfer."""
    back_dated_ms: int
    night: bool
    """Nobody ended it; the night did, or will at the next check-in."""
    sent_home: bool = False
    """The office closed, and could not serve them."""
    contact: bool = False
    """On the phone or on paper: served as it came, without a wait."""

    waited: bool = field(init=False, compare=False)
    """Service began after a wait in line, however short."""
    within: bool = field(init=False, compare=False)
    """Service began within the target."""
    gone_late: bool = field(init=False, compare=False)
    """The visitor left unserved after the target; who was sent home, or in line when the night came, counts as such."""
    judged: bool = field(init=False, compare=False)
    """It counts for the standard: served, or left after the target."""

    def __post_init__(self) -> None:
        unserved = self.state is State.LEFT and not self.started
        self.waited = self.started and not self.contact
        self.within = self.waited and self.wait_ms <= self.target_ms
        self.gone_late = unserved and (self.night or self.sent_home or self.wait_ms > self.target_ms)
        self.judged = self.waited or self.gone_late


@dataclass(slots=True)
class VisitFacts:
    """One visit. `hour` is the local hour of arrival; `weekday` is that of its business day, 0 for Monday."""

    id: str
    day: date
    weekday: int
    hour: int
    channel: str
    language: str
    needs: tuple[str, ...]
    familiarity: str
    came_back: int | None
    requests: list[RequestFacts]
    people: int = 1
    """How many people it was; a visit of which nobody said counts as one."""

    first: RequestFacts = field(init=False, compare=False, repr=False)
    """What the visitor came for."""

    def __post_init__(self) -> None:
        self.first = self.requests[0]

    @property
    def moves(self) -> list[tuple[RequestFacts, RequestFacts]]:
        """What each transfer within the office led from and to; a further service of the visitor's own is none."""
        return [pair for pair in zip(self.requests, self.requests[1:], strict=False) if pair[0].moved]

    @property
    def last(self) -> RequestFacts:
        """Where the visit ended, or is now."""
        return self.requests[-1]


class Told(NamedTuple):
    """A wait that was announced, and what came. Milliseconds from the announcement."""

    day: str
    """Business day of the visit, as `2026-11-24`."""
    service: str
    low_ms: int
    middle_ms: int
    high_ms: int
    actual_ms: int
    """Until service start; until the visitor left, where `served` is False."""
    served: bool
    visit: str = ""


class Answer(NamedTuple):
    """A visitor's answer to one question of the survey, 1 to 5."""

    visit: str
    question: str
    answer: int
    service: str
    came_for: str = ""
    """The service that the visitor came for first."""
    channel: str = ""
    language: str = ""


class StepFacts(NamedTuple):
    """A next step that the catalogue suggests for a service: in `k` of the `n` visits in which clerks spoke of it, it did not help."""

    service: str
    what: str
    k: int
    n: int


@dataclass(slots=True)
class JournalFacts:
    """What the journal says of some days besides the visits themselves."""

    verdict: Verdict
    check_ins_twice: int = 0
    """Check-ins beyond one for a visit."""
    described: set[str] = field(default_factory=set)
    """Visits of which something was changed or added after check-in."""
    undone: int = 0
    jumps: int = 0
    largest_jump_ms: int = 0
    kept: dict[str, int] = field(default_factory=dict)
    """For how many milliseconds a kiosk kept a visit while the server was away, by the visit."""
    lacking: set[str] = field(default_factory=set)
    """Visits of which a clerk noted that something was missing."""


@dataclass(frozen=True)
class Evidence:
    """All that the figures of some days are computed from. What several of them need is worked out once."""

    office: Office
    span: Span
    visits: tuple[VisitFacts, ...]
    told: tuple[Told, ...] = ()
    answers: tuple[Answer, ...] = ()
    only: Only = ALL
    """Which visits these are of."""
    steps: tuple[StepFacts, ...] = ()

    @cached_property
    def firsts(self) -> list[RequestFacts]:
        """What each visitor came for first."""
        return [visit.first for visit in self.visits]

    @cached_property
    def unserved(self) -> list[RequestFacts]:
        """What visitors came for first, and were never served with."""
        return [request for request in self.firsts if not request.started]

    @cached_property
    def lasts(self) -> list[RequestFacts]:
        """Where each visit ended, or is now."""
        return [visit.requests[-1] for visit in self.visits]

    @cached_property
    def requests(self) -> list[RequestFacts]:
        """All requests of all visits."""
        return [request for visit in self.visits for request in visit.requests]

    @cached_property
    def requests_by_service(self) -> dict[str, list[RequestFacts]]:
        """All requests by their service, in the catalogue's order."""
        return by_service(self.office, self.requests, lambda request: request.service)

    @cached_property
    def further(self) -> list[VisitFacts]:
        """The visits with more than one request."""
        return [visit for visit in self.visits if len(visit.requests) > 1]

    @cached_property
    def moves(self) -> dict[tuple[str, str], list[RequestFacts]]:
        """What followed a transfer, by the services from which and to which it led."""
        pairs = grouped(
            (pair for visit in self.further for pair in visit.moves), lambda pair: (pair[0].service, pair[1].service)
        )
        return {services: [after for _, after in found] for services, found in pairs.items()}

    @cached_property
    def requests_by_day(self) -> Counter[tuple[date, str]]:
        """How many requests of each service came on each day."""
        return Counter((visit.day, request.service) for visit in self.visits for request in visit.requests)

    @cached_property
    def moves_by_day(self) -> Counter[tuple[date, str, str]]:
        """How many transfers led from which service to which on each day."""
        return Counter((visit.day, one.service, to.service) for visit in self.further for one, to in visit.moves)

    @cached_property
    def finished_by_service(self) -> dict[str, list[VisitFacts]]:
        """The visits that a clerk brought to an outcome, of each service that anybody came for."""
        return {service: [one for one in visits if one.last.outcome] for service, visits in self.by_service.items()}

    @cached_property
    def by_service(self) -> dict[str, list[VisitFacts]]:
        """The visits by the service they came for first, in the catalogue's order."""
        return by_service(self.office, self.visits, lambda visit: visit.first.service)

    @cached_property
    def by_hour(self) -> dict[int, list[VisitFacts]]:
        """The visits by local hour of arrival, from the cut-over hour on."""
        return by_hour(self.office, self.visits)

    @cached_property
    def by_weekday(self) -> dict[int, list[VisitFacts]]:
        """The visits by weekday, Monday first."""
        found = grouped(self.visits, lambda visit: visit.weekday)
        return {weekday: found[weekday] for weekday in sorted(found)}

    @cached_property
    def waits(self) -> FirstWaits:
        """The first waits of all visits, to be put into groups."""
        return FirstWaits(self.firsts)

    @cached_property
    def within_by_service(self) -> dict[str, tuple[int, int]]:
        """How many were served within the standard, and how many count for it, by the service they came for first."""
        shares = self.waits.shares(one.service for one in self.firsts)
        return {service: shares.get(service, (0, 0)) for service in self.by_service}

    @cached_property
    def all_waits(self) -> Waits:
        """Those of all together."""
        return self.waits.all()

    def within(self, span: Span) -> Evidence:
        """Return visits and announcements of some of the days alone."""
        first, last = span.first.isoformat(), span.last.isoformat()
        visits = tuple(visit for visit in self.visits if span.first <= visit.day <= span.last)
        told = tuple(told for told in self.told if first <= told.day <= last)
        return replace(self, span=span, visits=visits, told=told, answers=(), steps=())

    def of(self, only: Only) -> Evidence:
        """Return what is known of some of the visits alone."""
        if only == ALL:
            return self
        visits = tuple(visit for visit in self.visits if only.holds(visit.first.service, visit.channel, visit.language))
        known = {visit.id for visit in visits}
        told = tuple(one for one in self.told if one.visit in known)
        answers = tuple(one for one in self.answers if only.holds(one.came_for, one.channel, one.language))
        return replace(self, visits=visits, told=told, answers=answers, only=only, steps=())
