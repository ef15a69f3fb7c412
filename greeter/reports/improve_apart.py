"""More of what to improve: promises nobody can keep, languages that wait longer, steps that do not help. As `greeter.reports.improve`."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from greeter.model.visit import MINUTE_MS
from greeter.reports.alarms import spread_of_sum, sum_above_chance
from greeter.reports.chance import t95
from greeter.reports.findings_apart import LanguageBehind, StepFails, UnmetStandard
from greeter.reports.grouping import goal_of, grouped, service_name, within_share
from greeter.reports.quantities import Share
from greeter.reports.savings import as_seldom_as, more_in_time, up_to_goal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from greeter.reports.evidence import Evidence, VisitFacts
    from greeter.reports.findings import Finding

FEWEST = 30
FEWEST_IN_HOUR = 10
UNMET = 0.5
"""Where fewer than half are served in time, it is no matter of a bad hour."""
BEHIND = 0.1
"""So much less of a language's visits must be in time before it is told."""
FAILURE = 0.3


def unmet_standards(evidence: Evidence) -> Iterator[UnmetStandard]:
    """Return the services of which fewer than half are served in time, beyond chance, and whose goal is reached at no hour of the day."""
    office = evidence.office
    for service, visits in evidence.by_service.items():
        share = Share(*evidence.within_by_service[service], goal_of(office, service))
        if share.n < FEWEST or share.goal is None or share.interval()[1] >= UNMET:
            continue
        hours = grouped(visits, lambda visit: visit.hour)
        shares = [within_share((visit.first for visit in came), share.goal) for came in hours.values()]
        full = [one for one in shares if one.n >= FEWEST_IN_HOUR] or [share]
        best = max(full, key=lambda one: one.value)
        if best.met:
            continue
        target = visits[-1].first.target_ms // MINUTE_MS
        name, saving = service_name(office, service), up_to_goal(within_by_day(visits), share.goal)
        yield UnmetStandard(service, name, share, target, best, _possible(visits, share), saving=saving)


def languages_behind(evidence: Evidence, slow: range) -> tuple[list[tuple[Finding, float]], int]:
    """Return the languages whose speakers are served in time less often than others who came for the same; and how many were looked at.

    Held against each other are visits of one service on one day, either all in the slow hours or none, so that a language is not blamed for a slow
    service or for a bad day on which many of its speakers came: the test of Mantel and Haenszel (1959), its spread at least that between the hours
    of all days, for those who come in one hour wait in one line.
    """
    judged = [visit for visit in evidence.visits if visit.first.judged]
    spoken = grouped(judged, lambda visit: visit.language)
    looked = [language for language, visits in spoken.items() if FEWEST <= len(visits) <= len(judged) / 2]
    groups = grouped(judged, lambda one: (one.day, one.first.service, one.hour in slow)) if looked else {}
    alike = [_Alike(found) for found in groups.values()]
    found: list[tuple[Finding, float]] = []
    for language in sorted(looked):
        behind, p = _behind(language, alike)
        if behind is not None:
            found.append((behind, p))
    return found, len(looked)


def failing_steps(evidence: Evidence) -> Iterator[StepFails]:
    """Return the suggested steps of which clerks said in three visits of ten or more that they did not help."""
    for one in evidence.steps:
        if one.n >= FEWEST and one.k >= FAILURE * one.n:
            others = [(step.k, step.n) for step in evidence.steps if step is not one]
            saving = as_seldom_as(others, [(one.k, one.n)])
            name = service_name(evidence.office, one.service)
            yield StepFails(one.service, name, one.what, one.k, one.n, saving=saving)


def within_by_day(visits: Iterable[VisitFacts]) -> list[tuple[int, int]]:
    """Return for each day how many were served in time, of those who count for the standard."""
    judged = [visit for visit in visits if visit.first.judged]
    within = Counter(visit.day for visit in judged if visit.first.within)
    return [(within[day], n) for day, n in Counter(visit.day for visit in judged).items()]


class _Alike:
    """Visits that are held against each other, each by its hour, its language and whether it was served in time."""

    def __init__(self, visits: Sequence[VisitFacts]) -> None:
        self.day = visits[0].day
        self.visits = [(one.hour, one.language, one.first.within) for one in visits]
        self.spoken = Counter(language for _, language, _ in self.visits)
        self.met = Counter(language for _, language, within in self.visits if within)


def _behind(language: str, alike: Sequence[_Alike]) -> tuple[LanguageBehind | None, float]:
    k = n = 0
    expected = variance = 0.0
    compared = [group for group in alike if 0 < group.spoken[language] < len(group.visits)]
    for group in compared:
        own, total = group.spoken[language], len(group.visits)
        others = total - own
        own_met, met = group.met[language], group.met.total()
        k, n = k + own_met, n + own
        expected += own * (met - own_met) / others
        variance += own * others * met * (total - met) / (total * total * max(total - 1, 1))
    if n < FEWEST or not variance or expected - k < BEHIND * n:
        return None, 1.0
    parts = _short_by_hour(language, compared)
    if sum(parts) <= 0:  # they fare worse only where hardly anybody is to be held against
        return None, 1.0
    reach = t95(max(len(parts) - 1, 1)) * spread_of_sum(parts, variance) / sum(parts) * (expected - k)
    saving = more_in_time(expected - k, reach, n - k, n)
    return LanguageBehind(language, Share(k, n), expected, saving=saving), sum_above_chance(parts, variance)


def _short_by_hour(language: str, alike: Sequence[_Alike]) -> list[float]:
    """Return what each hour of each day adds to how many fewer were in time than if all had fared alike."""
    short: dict[tuple[date, int], float] = {}
    for group in alike:
        total = len(group.visits)
        own, met = group.spoken[language] / total, group.met.total() / total
        for hour, spoken, within in group.visits:
            part = ((spoken == language) - own) * (met - within)
            short[group.day, hour] = short.get((group.day, hour), 0.0) + part
    return list(short.values())


def _possible(visits: Sequence[VisitFacts], share: Share) -> int:
    """Return within how many minutes the goal's share was served, in whole minutes."""
    waits = sorted(visit.first.wait_ms for visit in visits if visit.first.judged)
    place = -(-round(100 * (share.goal or 0)) * len(waits) // 100)
    return -(-waits[max(place, 1) - 1] // MINUTE_MS)
