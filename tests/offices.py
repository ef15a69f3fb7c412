"""Offices of several zones for the tests: the sample town hall under other names."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

from greeter.catalogue.export import as_toml
from greeter.catalogue.office_file import load
from greeter.settings import DEFAULT_OFFICE

TOWN_HALL = load(DEFAULT_OFFICE)


def office_like(office_id, name, zone, **changes):
    """Return the town hall as another office."""
    return replace(TOWN_HALL, id=office_id, name=name, zone=ZoneInfo(zone), **changes)


def with_services(office, *ids):
    """Return an office that offers these services alone, with the words that find them."""
    return replace(
        office,
        services=tuple(one for one in office.services if one.id in ids),
        search_words={
            code: {service: words for service, words in searched.items() if service in ids}
            for code, searched in office.search_words.items()
        },
    )


HARBOR = office_like("harbor", "Harbor Branch", "America/New_York")
LAGOON = office_like("lagoon", "Lagoon Branch", "Pacific/Honolulu", cutover_hour=3)
ELBE = office_like(
    "elbe", "Elbe Branch", "Europe/Berlin", language="de", languages=("de", "en"), translations={}, search_words={}
)


def file_of(office, folder):
    """Write an office file, and return where."""
    file = folder / f"{office.id}.toml"
    file.write_text(as_toml(office), encoding="utf-8")
    return file
