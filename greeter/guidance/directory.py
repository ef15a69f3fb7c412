"""Whom to ask: colleagues and other offices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.guidance.folded import words_of

if TYPE_CHECKING:
    from greeter.model.catalogue import DirectoryEntry, Office, Service


def for_service(office: Office, service: Service) -> list[DirectoryEntry]:
    """Return those who know about a service, in the order in which its entry in the office file names them."""
    by_id = {entry.id: entry for entry in office.directory}
    return [by_id[person] for person in service.ask if person in by_id]


def find(office: Office, words: str) -> list[DirectoryEntry]:
    """Return the entries that hold every word given, or the start of it: names first, then what they know, phone and room.

    No words give the whole directory; nothing found gives an empty list. Never raises.
    """
    asked = words_of(words[:200])
    if not asked:
        return list(office.directory)
    ranked = [(rank, entry) for entry in office.directory if (rank := _rank(entry, asked)) is not None]
    return [entry for _, entry in sorted(ranked, key=lambda each: each[0])]


def _rank(entry: DirectoryEntry, asked: list[str]) -> int | None:
    name = words_of(entry.name)
    everything = name + words_of(f"{entry.knows} {entry.phone} {entry.room} {entry.email}")
    if not all(any(word.startswith(start) for word in everything) for start in asked):
        return None
    return -sum(any(word.startswith(start) for word in name) for start in asked)
