"""Several offices as one: what is asked of their evidence together is answered from all of their visits.

Services of one name and one promise are one line, whichever office they are of; others keep their office's name.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from greeter.model.catalogue import Office
from greeter.records.integrity import Verdict
from greeter.reports.evidence import Evidence, JournalFacts
from greeter.reports.only import ALL as EVERY_VISIT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import time

    from greeter.model.catalogue import Service
    from greeter.reports.findings import Finding, Words
    from greeter.reports.only import Only
    from greeter.reports.quantities import Saving, Share
    from greeter.reports.span import Span
    from greeter.texts import Texts

ALL = "all-offices"


@dataclass(frozen=True, slots=True)
class OfOffice:
    """A finding, with the office that it is about."""

    office: Office
    found: Finding

    @property
    def subject(self) -> str:
        """What it is about; one finding for each."""
        return f"{self.office.id} {self.found.subject}"

    @property
    def weight(self) -> float:
        """How many visits it concerns."""
        return self.found.weight

    @property
    def size(self) -> Share:
        """How large it is there."""
        return self.found.size

    @property
    def saving(self) -> Saving:
        """What it would save there."""
        return self.found.saving

    def words(self, texts: Texts) -> Words:
        """Say it, and where."""
        words = self.found.words(texts)
        return words._replace(act=texts("{office}: {act}", office=self.office.name, act=words.act))


class Together:
    """Some offices as one. `office` stands for them all: their services, and a goal that each weighs on by its visits."""

    def __init__(self, texts: Texts, offices: Sequence[Office], only: Only = EVERY_VISIT) -> None:
        self._only = only
        self._names, services = _services(offices)
        first = offices[0]
        rates = {(office.hourly_rate, office.currency) for office in offices}
        rate, currency = rates.pop() if len(rates) == 1 else (0.0, "")
        name = texts.listed([office.name for office in offices])
        if len(offices) > MOST_NAMED:
            name = texts.count(len(offices), "{n} office", "{n} offices")
        self.office = Office(
            id=ALL, name=only.named_behind(texts, name, first), zone=first.zone, services=services, counters=(), hours=_hours(offices),
            language=first.language, cutover_hour=min(office.cutover_hour for office in offices),
            goal=first.goal, hourly_rate=rate, currency=currency,
        )  # fmt: skip

    def weigh(self, judged: Iterable[tuple[Office, int]]) -> None:
        """Set the goal: the share that all reach together where each reaches its own. judged: visits that count for the standard."""
        counted = [(office.goal, n) for office, n in judged]
        whole = sum(n for _, n in counted)
        if whole and len({goal for goal, _ in counted}) > 1:
            self.office = replace(self.office, goal=sum(goal * n for goal, n in counted) / whole)

    def evidence(self, span: Span, parts: Sequence[Evidence]) -> Evidence:
        """Return what the offices hold about some days, as one. The parts are not used again."""
        for part in parts:
            for request in part.requests:
                request.service = self._named(part.office, request.service)
        return Evidence(
            self.office,
            span,
            tuple(visit for part in parts for visit in part.visits),
            tuple(one._replace(service=self._named(part.office, one.service)) for part in parts for one in part.told),
            tuple(
                one._replace(service=self._named(part.office, one.service)) for part in parts for one in part.answers
            ),
            self._only,
        )

    def _named(self, office: Office, service: str) -> str:
        return self._names.get((office.id, service), service)


MOST_NAMED = 3
"""So many offices are named; of more, how many they are."""


def _services(offices: Sequence[Office]) -> tuple[dict[tuple[str, str], str], tuple[Service, ...]]:
    """Return what each office's services are called together, and these services, in the order in which they appear."""
    kinds: dict[str, set[tuple[object, ...]]] = {}
    for office in offices:
        for service in office.services:
            kinds.setdefault(service.id, set()).add((service.name, service.standard.share, service.repeat_days))
    names: dict[tuple[str, str], str] = {}
    services: dict[str, Service] = {}
    for office in offices:
        for service in office.services:
            alike = len(kinds[service.id]) == 1
            known = service.id if alike else f"{office.id}/{service.id}"
            named = service if alike else replace(service, id=known, name=f"{service.name}, {office.name}")
            names[office.id, service.id] = known
            services.setdefault(known, named)
    return names, tuple(services.values())


def _hours(offices: Sequence[Office]) -> dict[int, tuple[tuple[time, time], ...]]:
    """Return on which weekdays any of them opens; the hours are those of the first that does."""
    hours: dict[int, tuple[tuple[time, time], ...]] = {}
    for office in offices:
        for day, spans in office.hours.items():
            if spans:
                hours.setdefault(day, spans)
    return hours


def together_journal(parts: Sequence[JournalFacts]) -> JournalFacts:
    """Return what several journals say besides the visits, as one. The verdict is that of the first which is not sound."""
    bad = [part.verdict for part in parts if not part.verdict.sound]
    whole = (
        bad[0]
        if bad
        else Verdict(
            "", sum(part.verdict.lines for part in parts), 0, 0, "", earlier=sum(part.verdict.earlier for part in parts)
        )
    )
    return JournalFacts(
        whole,
        check_ins_twice=sum(part.check_ins_twice for part in parts),
        described=set[str]().union(*(part.described for part in parts)),
        undone=sum(part.undone for part in parts),
        jumps=sum(part.jumps for part in parts),
        largest_jump_ms=max((part.largest_jump_ms for part in parts), default=0),
        lacking=set[str]().union(*(part.lacking for part in parts)),
        kept={visit: ms for part in parts for visit, ms in part.kept.items()},
    )
