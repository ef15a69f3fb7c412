"""Whether the parts of an office fit together: ids, letters, skills, people to ask, and "Talk to a person"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.catalogue.table import closest, quoted
from greeter.model.catalogue import HELP, Order

if TYPE_CHECKING:
    from collections.abc import Iterable

    from greeter.catalogue.table import Findings, Table
    from greeter.model.catalogue import Office


def check_references(office: Office, service_tables: list[Table], findings: Findings) -> None:
    """Find what is there twice, what is missing, and what points to nothing."""
    _unique("service", "id", [service.id for service in office.services], findings)
    _unique("counter", "id", [counter.id for counter in office.counters], findings)
    _unique("directory", "id", [entry.id for entry in office.directory], findings)
    _unique("glossary", "word", [entry.word.casefold() for entry in office.glossary], findings)
    _letters(office, findings)
    _skills(office, findings)
    _people(office, service_tables, findings)
    _classes(office, findings)
    if not office.counters:
        findings.add((), "There is no [[counter]].", 'Add [[counter]] with id = "1".')
    if not office.has_service(HELP):
        remedy = f'Add [[service]] with id = "{HELP}", letter = "H", name = "Talk to a person" and listed = false.'
        findings.add((), "There is no service for “Talk to a person”.", remedy)


def _unique(kind: str, key: str, values: Iterable[str], findings: Findings) -> None:
    seen: set[str] = set()
    for index, value in enumerate(values):
        if value and value in seen:
            findings.add((kind, index, key), f"{quoted(value)} is there twice.", f"Give each {kind} its own.")
        seen.add(value)


def _letters(office: Office, findings: Findings) -> None:
    first: dict[str, int] = {}
    for index, service in enumerate(office.services):
        before = first.setdefault(service.letter, index)
        if before == index or not service.letter:
            continue
        other = office.services[before]
        if not service.programme or service.programme != other.programme:
            what = f"The letter {quoted(service.letter)} is taken by {quoted(other.name)}."
            free = sorted(set("ABCDEFGHIJKLMNOPQRSTUVWXYZ") - {each.letter for each in office.services})
            remedy = f"Free letters: {' '.join(free)}." if free else "Give both services one programme to share it."
            findings.add(("service", index, "letter"), what, remedy)


def _skills(office: Office, findings: Findings) -> None:
    needed = {skill for service in office.services for skill in service.skills}
    offered = {skill for counter in office.counters for skill in counter.skills or ()}
    for index, counter in enumerate(office.counters):
        for skill in sorted((counter.skills or frozenset()) - needed):
            what = f"No service needs the skill {quoted(skill)}."
            findings.add(("counter", index, "skills"), what, closest(skill, needed))
    for index, service in enumerate(office.services):
        if not office.counters or any(counter.serves(service) for counter in office.counters):
            continue
        unknown = sorted(service.skills - offered)
        if unknown:
            what, remedy = f"No counter has the skill {quoted(unknown[0])}.", closest(unknown[0], offered)
        else:
            what, remedy = "No counter has all the skills of this service.", "Add them to one counter."
        findings.add(("service", index, "skills"), what, remedy)


def _classes(office: Office, findings: Findings) -> None:
    """Find an order by classes without classes: it would be first come, first served under another name."""
    classes = {service.priority_class for service in office.services}
    if office.order is Order.CLASSES and len(classes) == 1:
        remedy = 'Give some a priority_class from 1 to 9, or write order = "arrival".'
        findings.add(("office", "order"), f"Every service is in class {classes.pop()}.", remedy)


def _people(office: Office, service_tables: list[Table], findings: Findings) -> None:
    known = {entry.id for entry in office.directory}
    for service, table in zip(office.services, service_tables, strict=True):
        for person in service.ask:
            if person not in known:
                what = f"The directory has no {quoted(person)}."
                findings.add((*table.path, "ask"), what, closest(person, known))
