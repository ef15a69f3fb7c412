"""Putting visits into groups, in the order in which a reader expects them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from greeter.reports.quantities import Share

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from greeter.model.catalogue import Office
    from greeter.reports.evidence import RequestFacts, VisitFacts

Item = TypeVar("Item")
Key = TypeVar("Key", bound="Hashable")


def grouped(items: Iterable[Item], key: Callable[[Item], Key]) -> dict[Key, list[Item]]:
    """Return the items by key, in the order in which the keys appear."""
    groups: dict[Key, list[Item]] = {}
    for item in items:
        found = key(item)
        if found in groups:
            groups[found].append(item)
        else:
            groups[found] = [item]
    return groups


def by_service(office: Office, items: Iterable[Item], key: Callable[[Item], str]) -> dict[str, list[Item]]:
    """Return the items by service, in the catalogue's order; services it no longer has come last."""
    place = {service.id: index for index, service in enumerate(office.services)}
    groups = grouped(items, key)
    return {service: groups[service] for service in sorted(groups, key=lambda one: (place.get(one, len(place)), one))}


def by_hour(office: Office, visits: Iterable[VisitFacts]) -> dict[int, list[VisitFacts]]:
    """Return the visits by local hour of arrival, from the cut-over hour on: 23 is before 0."""
    groups = grouped(visits, lambda visit: visit.hour)
    return {hour: groups[hour] for hour in sorted(groups, key=lambda one: (one - office.cutover_hour) % 24)}


def service_name(office: Office, service: str) -> str:
    """Return how a service is called, or its id where the catalogue has it no more."""
    return office.service(service).name if office.has_service(service) else service


def goal_of(office: Office, service: str) -> float:
    """Return the share within standard that a service promises, or the office's where the catalogue has it no more."""
    return office.service(service).standard.share if office.has_service(service) else office.goal


def within_share(requests: Iterable[RequestFacts], goal: float | None = None) -> Share:
    """Return how many of those who count for the standard were served within it."""
    judged = [request for request in requests if request.judged]
    return Share(sum(request.within for request in judged), len(judged), goal)
