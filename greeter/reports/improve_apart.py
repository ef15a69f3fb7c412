"""More of what to improve: promises nobody can keep, languages that wait longer, steps that do not help. As `greeter.reports.improve`."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

from greeter.model.visit import MINUTE_MS
from greeter.reports.alarms import above
from greeter.reports.findings_apart import LanguageBehind, StepFails, UnmetStandard
from greeter.reports.grouping import goal_of, grouped, service_name, within_share
from greeter.reports.quantities import Share

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

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
        share = within_share((visit.first for visit in visits), goal_of(office, service))
        if share.n < FEWEST or share.goal is None or share.interval()[1] >= UNMET:
            continue
        hours = grouped(visits, lambda visit: visit.hour)
        shares = [within_share((visit.first for visit in came), share.goal) for came in hours.values()]
        full = [one for one in shares if one.n >= FEWEST_IN_HOUR] or [share]
        best = max(full, key=lambda one: one.value)
        if best.met:
            continue
        target = visits[-1].first.target_ms // MINUTE_MS
        yield UnmetStandard(service, service_name(office, service), share, target, best, _possible(visits, share))


def languages_behind(evidence: Evidence) -> tuple[list[tuple[Finding, float]], int]:
    """Return the languages whose speakers are served in time less often than all others who came for the same services; and how many were looked at.

    Service by service, so that a language is not blamed for a slow service: the test of Mantel and Haenszel (1959).
    """
    judged = [visit for visit in evidence.visits if visit.first.judged]
    spoken = grouped(judged, lambda visit: visit.language)
    looked = [language for language, visits in spoken.items() if FEWEST <= len(visits) <= len(judged) / 2]
    by_service = {
        service: [one for one in visits if one.first.judged] for service, visits in evidence.by_service.items()
    }
    found: list[tuple[Finding, float]] = []
    for language in sorted(looked):
        behind, p = _behind(language, by_service)
        if behind is not None:
            found.append((behind, p))
    return found, len(looked)


def failing_steps(evidence: Evidence) -> Iterator[StepFails]:
    """Return the suggested steps of which clerks said in three visits of ten or more that they did not help."""
    for one in evidence.steps:
        if one.n >= FEWEST and one.k >= FAILURE * one.n:
            yield StepFails(one.service, service_name(evidence.office, one.service), one.what, one.k, one.n)


def within_by_day(visits: Iterable[VisitFacts]) -> list[tuple[int, int]]:
    """Return for each day how many were served in time, of those who count for the standard."""
    days = grouped((visit for visit in visits if visit.first.judged), lambda visit: visit.day)
    return [(sum(visit.first.within for visit in each), len(each)) for each in days.values()]


def _behind(language: str, by_service: dict[str, list[VisitFacts]]) -> tuple[LanguageBehind | None, float]:
    k = n = 0
    expected = pooled = variance = 0.0
    for visits in by_service.values():
        own = [visit.first.within for visit in visits if visit.language == language]
        others = [visit.first.within for visit in visits if visit.language != language]
        if not own or not others:
            continue
        k, n, total, met = k + sum(own), n + len(own), len(visits), sum(own) + sum(others)
        expected += len(own) * sum(others) / len(others)
        pooled += len(own) * met / total
        variance += len(own) * len(others) * met * (total - met) / (total * total * max(total - 1, 1))
    if n < FEWEST or not variance or expected - k < BEHIND * n:
        return None, 1.0
    return LanguageBehind(language, Share(k, n), expected), above((pooled - k) / sqrt(variance))


def _possible(visits: Sequence[VisitFacts], share: Share) -> int:
    """Return within how many minutes the goal's share was served, in whole minutes."""
    waits = sorted(visit.first.wait_ms for visit in visits if visit.first.judged)
    place = -(-round(100 * (share.goal or 0)) * len(waits) // 100)
    return -(-waits[max(place, 1) - 1] // MINUTE_MS)
