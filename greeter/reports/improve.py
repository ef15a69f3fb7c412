"""What to improve: drivers that the data itself shows, each with its n. Silent where nothing stands out.

Nothing is said from fewer than 30 visits, and nothing about a single clerk. A share counts as missing its goal only where its whole 95 % interval
lies below. And since very many looks are taken, only what stands after the procedure of Benjamini and Hochberg is told (`greeter.reports.alarms`), so
that chance alone is not made into advice.

To add a search: 1. a function here or in `greeter.reports.improve_apart` that gives its findings, each with how likely chance alone is, and how often
it looked; 2. its line in `_search`; 3. an office with this cause, and one without, in `tests/greeter/test_improve_offices.py`.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from math import sqrt
from typing import TYPE_CHECKING

from greeter.model.visit import MINUTE_MS
from greeter.reports.alarms import as_few, as_many, standing
from greeter.reports.chance import FEWEST_VISITS
from greeter.reports.findings import CameBack, Lacking, OverWeeks, SentOn, SlowHours, SlowService
from greeter.reports.grouping import goal_of, service_name, within_share
from greeter.reports.improve_apart import FAILURE, failing_steps, languages_behind, unmet_standards, within_by_day
from greeter.reports.quantities import Saving, Share, Unit, round_half_up
from greeter.reports.resolution import cost, finished, is_repeat, resolved
from greeter.reports.savings import NOT_KNOWN, as_in_time_as, as_seldom_as, as_short_as, up_to_goal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from greeter.reports.evidence import Evidence, JournalFacts, VisitFacts
    from greeter.reports.findings import Finding
    from greeter.reports.findings_apart import UnmetStandard

FEWEST = 30
"""Visits from which anything is said."""
MOST = 3
"""So many are told on the first page."""
LONGEST_BLOCK = 3
"""Hours that are put together at most."""
FREQUENT = 0.1
"""From this share on, what is missing or sent on stands out."""
FREQUENT_BACK = 0.2

FEWEST_CASES = 5


Looked = tuple[list[tuple["Finding", float]], int]
"""What was found, each with how likely chance alone is, and how often was looked."""


def findings(evidence: Evidence, window: Evidence, journal: JournalFacts) -> tuple[Finding, ...]:
    """Return the findings of these days, the most telling first; where they are fewer than three, those that four weeks show, too."""
    return told_of(standing(*look(evidence, window, journal)))


def look(evidence: Evidence, window: Evidence, journal: JournalFacts) -> Looked:
    """Look at these days, and at the four weeks that end with them.

    Both spans are one family of looks, whichever is told: two families would be two chances of a false alarm.
    """
    found, looks = _search(evidence, journal.lacking)
    if window.span == evidence.span:
        return found, looks
    weeks, more = _search(window, set())
    return found + [(OverWeeks(one), p) for one, p in weeks], looks + more


def told_of(stands: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return what is told of what stands in one office."""
    told = _ranked(one for one in stands if not isinstance(one, OverWeeks))
    if len(told) < MOST:
        known = {one.subject for one in told}
        told += _ranked(one for one in stands if isinstance(one, OverWeeks) and one.subject not in known)
    return tuple(told)


def _ranked(found: Iterable[Finding]) -> list[Finding]:
    """Put the weightiest of each kind first, then the second of each kind: three acts of three kinds help more than three of one."""
    ranked = sorted(found, key=lambda one: (-one.weight, one.subject))
    kinds: dict[type, int] = {}
    places = []
    for one in ranked:
        kinds[type(one)] = kinds.get(type(one), 0) + 1
        places.append(kinds[type(one)])
    return [one for _, one in sorted(zip(places, ranked, strict=True), key=lambda pair: pair[0])]


def _search(evidence: Evidence, lacking: set[str]) -> Looked:
    if len(evidence.visits) < FEWEST:
        return [], 0
    hours = slow_hours(evidence)
    unmet = {one.service: one for one in unmet_standards(evidence)}
    block = range(hours.first, hours.end) if hours else range(0)
    slow: list[SlowService | UnmetStandard] = [
        one for one in slow_services(evidence, block) if one.service not in unmet
    ]
    found: list[tuple[Finding, float]] = [] if hours is None else [(hours, _late_by_chance(evidence, hours))]
    found += [
        (late, as_few(within_by_day(evidence.by_service[late.service]), late.share.goal or 0))
        for late in slow + list(unmet.values())
    ]
    found += [(one, as_many(one.k, one.n, FREQUENT / 2)) for one in lacking_services(evidence, lacking)]
    found += [(one, as_many(one.k, one.n, FREQUENT / 2)) for one in sent_on(evidence)]
    found += [(one, as_many(one.k, one.n, FREQUENT_BACK / 2)) for one in came_back(evidence)]
    behind, languages = languages_behind(evidence, block)
    found += behind
    found += [(one, as_many(one.k, one.n, FAILURE / 2)) for one in failing_steps(evidence)]
    services = sum(len(visits) >= FEWEST for visits in evidence.by_service.values())
    steps = sum(one.n >= FEWEST for one in evidence.steps)
    return found, LONGEST_BLOCK * len(evidence.by_hour) + KINDS_BY_SERVICE * services + languages + steps


KINDS_BY_SERVICE = 4
"""For each service that is looked at: its waits, what is lacking, who is sent on, what comes back."""


def _late_by_chance(evidence: Evidence, hours: SlowHours) -> float:
    came = [visit for hour in range(hours.first, hours.end) for visit in evidence.by_hour.get(hour, ())]
    return as_few(within_by_day(came), evidence.office.goal)


def slow_hours(evidence: Evidence) -> SlowHours | None:
    """Return the one to three hours in a row in which most more would be in time if they did as well as the others, for their size beyond chance."""
    office = evidence.office
    visits = evidence.by_hour
    shares = evidence.waits.shares(visit.hour for visit in evidence.visits)
    hours = {hour: Share(*shares.get(hour, (0, 0)), office.goal) for hour in visits}
    whole = _together(hours.values(), office.goal)
    best: SlowHours | None = None
    for first in sorted(hours):
        for end in range(first + 1, min(first + LONGEST_BLOCK, 24) + 1):
            share = _together((hours[hour] for hour in range(first, end) if hour in hours), office.goal)
            rest = Share(whole.k - share.k, whole.n - share.n)
            if share.n < FEWEST or rest.n < FEWEST or share.interval()[1] >= office.goal:
                continue
            gained = min(round_half_up(rest.value * share.n) - share.k, share.n - share.k)
            if gained / sqrt(share.n) > (best.gained / sqrt(best.judged) if best else 0):
                missed = share.n - share.k, whole.n - whole.k
                best = SlowHours(
                    first, end, *missed, 0.0, len(office.counters), gained, rest, share.n, saving=NOT_KNOWN
                )
    if best is None:
        return None
    block, others = (
        [visit for hour, came in visits.items() if (best.first <= hour < best.end) is within for visit in came]
        for within in (True, False)
    )
    saving = as_in_time_as(within_by_day(others), within_by_day(block))
    return replace(best, serving=_serving(evidence, block, best.first, best.end), saving=saving)


def _together(shares: Iterable[Share], goal: float) -> Share:
    kept = list(shares)
    return Share(sum(share.k for share in kept), sum(share.n for share in kept), goal)


def _serving(evidence: Evidence, block: Sequence[VisitFacts], first: int, end: int) -> float:
    """Return how many counters were serving between two hours, on average over the days of these visits. Hold is no service."""
    days = {visit.day for visit in block}
    opens, closes, minutes = first * 60, end * 60, 0.0
    for visit in evidence.visits:
        for request in visit.requests:
            begun, last = request.started_minute, request.ended_minute
            if last < begun:
                last += 24 * 60
            if begun < closes and last > opens and request.started and request.ended_minute >= 0 and not request.night:
                whole = request.serve_ms + request.hold_ms
                if whole and visit.day in days:
                    # More minutes on the wall than have passed: the clock was set.
                    overlap = min(min(last, closes) - max(begun, opens), whole // MINUTE_MS + 1)
                    minutes += overlap * (request.serve_ms / whole)
    return minutes / (len(days) * (end - first) * 60)


def slow_services(evidence: Evidence, slow: range) -> Iterator[SlowService]:
    """Return the services whose share within standard lies below their goal beyond chance, and not in the slow hours alone."""
    office = evidence.office
    for service, visits in evidence.by_service.items():
        share = Share(*evidence.within_by_service[service], goal_of(office, service))
        if (
            share.n < FEWEST
            or share.goal is None
            or share.interval()[1] >= share.goal
            or not office.has_service(service)
        ):
            continue
        elsewhere = within_share((visit.first for visit in visits if visit.hour not in slow), share.goal)
        if elsewhere.met:
            continue
        known = office.service(service)
        serve_it = sum(counter.serves(known) for counter in office.counters)
        target = visits[-1].first.target_ms // MINUTE_MS
        saving = up_to_goal(within_by_day(visits), share.goal)
        yield SlowService(service, known.name, share, target, serve_it, len(office.counters), saving=saving)


def lacking_services(evidence: Evidence, lacking: set[str]) -> Iterator[Lacking]:
    """Return the services to which one in ten or more come without what is needed, by the clerks' word."""
    office = evidence.office
    for service, came in evidence.by_service.items():
        visits = [visit for visit in came if visit.first.started]
        without = [visit for visit in visits if visit.id in lacking]
        if not _stands_out(len(without), len(visits), FREQUENT):
            continue
        rest = [visit for visit in visits if visit.id not in lacking]
        spans = [_serve_ms(visits_of) for visits_of in (without, rest)]
        longer = _mean(spans[0]) - _mean(spans[1]) if min(map(len, spans)) >= FEWEST_CASES * 2 else 0
        usually = office.service(service).usually_missing if office.has_service(service) else ""
        usually = "" if usually.casefold().startswith("nothing") else _first_sentence(usually)
        name = service_name(office, service)
        ended = [finished(visits_of) for visits_of in (without, rest)]
        saving = as_short_as(spans[1], spans[0]) if longer >= MINUTE_MS else _more_settled(*ended)
        few = min(map(len, spans)) < FEWEST_CASES * 2 or not ended[0] or len(ended[1]) < FEWEST_VISITS
        yield Lacking(
            service,
            name,
            len(without),
            len(visits),
            usually,
            longer,
            office.hourly_rate,
            office.currency,
            saving=saving,
            few=few,
        )


def sent_on(evidence: Evidence) -> Iterator[SentOn]:
    """Return from where to where one in ten or more are sent on."""
    office = evidence.office
    came = evidence.requests_by_service
    for (service, to), found in sorted(evidence.moves.items()):
        if service == to or not _stands_out(len(found), len(came[service]), FREQUENT):
            continue
        waits = [after.wait_ms for after in found if after.waited]
        mean = sum(waits) // len(waits) if waits else 0
        hint = office.service(service).before_transfer if office.has_service(service) else ""
        names = service_name(office, service), service_name(office, to)
        saving = as_seldom_as(*_sent_by_day(evidence, service, to))
        saving = saving.times(mean / MINUTE_MS, Unit.WAITING) if mean else saving
        yield SentOn(service, to, *names, len(found), len(came[service]), mean, hint, saving=saving)


def came_back(evidence: Evidence) -> Iterator[CameBack]:
    """Return the services of which one visit in five or more is about a matter that had come back."""
    office = evidence.office
    found = {service: list(filter(is_repeat, ended)) for service, ended in evidence.finished_by_service.items()}
    for service, ended in evidence.finished_by_service.items():
        again = found[service]
        if _stands_out(len(again), len(ended), FREQUENT_BACK):
            ms = sum(request.serve_ms for visit in again for request in visit.requests if not request.night)
            name = service_name(office, service)
            saving = as_seldom_as(
                _of_days(_but(found, service), _but(evidence.finished_by_service, service)), _of_days(again, ended)
            )
            yield CameBack(service, name, len(again), len(ended), cost(office, ms), office.currency, saving=saving)


def _stands_out(k: int, n: int, share: float) -> bool:
    return n >= FEWEST and k >= FEWEST_CASES and k >= share * n


def _serve_ms(visits: Iterable[VisitFacts]) -> list[int]:
    return [visit.first.serve_ms for visit in visits if not visit.first.night]


def _mean(spans: Sequence[int]) -> int:
    return sum(spans) // len(spans) if spans else 0


def _more_settled(without: Sequence[VisitFacts], rest: Sequence[VisitFacts]) -> Saving:
    """Return how many more would be settled if all brought what is needed; not known where no fewer are now. Both: visits that were finished."""
    found = as_seldom_as(
        *(_of_days((one for one in visits if not resolved(one)), visits) for visits in (rest, without))
    )
    return NOT_KNOWN if found.value is None else found


def _but(by_service: dict[str, list[VisitFacts]], service: str) -> list[VisitFacts]:
    return [visit for other, visits in by_service.items() if other != service for visit in visits]


def _of_days(part: Iterable[VisitFacts], whole: Iterable[VisitFacts]) -> list[tuple[int, int]]:
    """Return for each day how many of its visits are in the part."""
    found = Counter(visit.day for visit in part)
    return [(found[day], n) for day, n in sorted(Counter(visit.day for visit in whole).items())]


def _sent_by_day(evidence: Evidence, service: str, to: str) -> tuple[list[tuple[int, int]], ...]:
    """Return for each day how many requests of other services were sent on, and how many of this one were sent there."""
    came, moved = evidence.requests_by_day, evidence.moves_by_day
    whole: Counter[date] = Counter()
    away: Counter[date] = Counter()
    for (day, _), n in came.items():
        whole[day] += n
    for (day, before, after), n in moved.items():
        away[day] += n if before not in {service, after} else 0
    own = [(moved[day, service, to], came[day, service]) for day in whole]
    others = [(away[day], n - came[day, service]) for day, n in whole.items()]
    return others, own


def _first_sentence(text: str) -> str:
    return re.split(r"\. |。", text)[0].rstrip(".")
