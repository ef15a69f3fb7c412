"""The office file as it was published: the newest text, and the versions before it. For a manager."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from greeter.catalogue.export import as_toml
from greeter.clock import from_ms
from greeter.model.journal import Kind
from greeter.model.person import Right
from greeter.problems import NotFound

if TYPE_CHECKING:
    from datetime import datetime

    from greeter.front_desk import FrontDesk

MOST = 50
"""So many versions are listed, the newest."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version: its number, when it was published, office-local, and by whom; empty where nobody signs in."""

    number: int
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """The newest text; version 0 where none was published yet, and the text is that of the file that the office works by."""

    version: int
    text: str
    versions: tuple[Version, ...]


def read_published(desk: FrontDesk, *, session: str = "") -> PublishedFile:
    """Read the newest office file, and which versions there are, the newest first. Raises NotAllowed."""
    desk.allow(Right.PUBLISH, session)
    values = {"office": desk.office.id, "most": MOST}
    rows = desk.store.rows(
        "select version, at from office_file where office = :office order by version desc limit :most", values
    )
    if not rows:
        return PublishedFile(0, as_toml(desk.office), ())
    by = _published_by(desk)
    versions = tuple(
        Version(row["version"], desk.office.local(from_ms(row["at"])), by.get(row["version"], "")) for row in rows
    )
    return PublishedFile(versions[0].number, _text(desk, versions[0].number), versions)


def read_version(desk: FrontDesk, version: int, *, session: str = "") -> str:
    """Return the text of a version. Raises NotAllowed, NotFound."""
    desk.allow(Right.PUBLISH, session)
    return _text(desk, version)


def _text(desk: FrontDesk, version: int) -> str:
    rows = desk.store.rows(
        "select text from office_file where office = :office and version = :version",
        {"office": desk.office.id, "version": version},
    )
    if not rows:
        raise NotFound(f"There is no version {version}.", "Choose one from the list.")
    return str(rows[0]["text"])


def _published_by(desk: FrontDesk) -> dict[int, str]:
    rows = desk.store.rows(
        "select clerk, data from journal where office = :office and kind = :kind order by seq desc limit :most",
        {"office": desk.office.id, "kind": Kind.PUBLISH.value, "most": 2 * MOST},
    )
    return {json.loads(row["data"])["version"]: row["clerk"] or "" for row in rows}
