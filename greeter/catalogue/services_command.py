"""The command `greeter services`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from greeter.options import store_options

if TYPE_CHECKING:
    from pathlib import Path

    from greeter.model.catalogue import Office, Service


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON list, for other programs.")
@store_options
def services(*, as_json: bool, url: str | None, catalogue: Path | None, office_id: str | None) -> None:
    """List what visitors may come for, in the order of the kiosk.

    With --json each service has: id, letter, name, hint, description, standard_minutes, standard_share, typical_minutes, bring, fee, counters (which
    serve it), self_help, sensitive, listed (among the kiosk's choices).
    """
    from greeter.catalogue.which_office import office_for

    office = office_for(url, catalogue, office_id)
    if as_json:
        click.echo(json.dumps([as_data(office, service) for service in office.services], ensure_ascii=False, indent=1))
        return
    for service in office.services:
        promise = f"{service.standard.minutes} min"
        click.echo(f"{service.letter}  {service.id:<14}{service.name:<26}{promise:>7}  {service.hint}".rstrip())


def as_data(office: Office, service: Service) -> dict[str, Any]:
    """Return a service under its stable keys."""
    return {
        "id": service.id,
        "letter": service.letter,
        "name": service.name,
        "hint": service.hint,
        "description": service.description,
        "standard_minutes": service.standard.minutes,
        "standard_share": service.standard.share,
        "typical_minutes": service.minutes,
        "bring": list(service.bring),
        "fee": service.fee,
        "counters": [counter.id for counter in office.counters if counter.serves(service)],
        "self_help": service.self_help,
        "sensitive": service.sensitive,
        "listed": service.listed,
    }
