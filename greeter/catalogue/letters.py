"""Ticket letters for services that have none yet: one for each programme, so that 200 services do with 26."""

from __future__ import annotations

from string import ascii_uppercase
from typing import Any

EVERYTHING_ELSE = "Everything else"
"""The programme of what no letter is left for."""


def assign_letters(services: list[dict[str, Any]]) -> None:
    """Give a letter to each service table without one: its programme's; where it has no programme, its own.

    A group gets a letter of its name where one is free. The largest groups choose first. When letters run out, the smallest
    groups share one, as the programme "Everything else".
    """
    taken = {service["letter"] for service in services if "letter" in service}
    free = [letter for letter in ascii_uppercase if letter not in taken]
    groups: dict[str, list[dict[str, Any]]] = {}
    for service in services:
        if "letter" not in service:
            groups.setdefault(service.get("programme") or f"\0{service['id']}", []).append(service)
    ordered = sorted(groups.items(), key=lambda group: -len(group[1]))
    alone = len(ordered) if len(ordered) <= len(free) else max(0, len(free) - 1)
    for _, members in ordered[:alone]:
        label = members[0].get("programme") or members[0]["name"]
        letter = next((sign for sign in label.upper() if sign in free), free[0])
        free.remove(letter)
        for service in members:
            service["letter"] = letter
    for _, members in ordered[alone:]:
        for service in members:
            service["letter"] = free[0] if free else ascii_uppercase[-1]
            service["programme"] = EVERYTHING_ELSE
