"""What is written beside a copy: of when it is, how far each journal had come, and what its file must be like."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from greeter.clock import from_ms, to_ms
from greeter.records.heads import Heads, heads_from, lines_in

if TYPE_CHECKING:
    from pathlib import Path

STAMP = "%Y-%m-%dT%H%M%SZ"
"""How a time stands in a file's name; always UTC."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """A copy that was checked after it was written.

    copy: the file's name. store: machine and path of what it is a copy of. beside: whether it was made into the folder beside the store;
    None where that is not known. made_at: of which moment it is, milliseconds since 1970 UTC. size: bytes.
    sha256: of the file, in hex. visits: how many each office had. tables: how many rows each table of the store had at that moment.
    """

    copy: str
    store: str
    made_at: int
    size: int
    sha256: str
    heads: Heads
    visits: dict[str, int] = field(default_factory=dict)
    tables: dict[str, int] = field(default_factory=dict)
    beside: bool | None = None

    @property
    def file_name(self) -> str:
        """The name of the store's file, whatever system it lay on."""
        return re.split(r"[/\\]", self.store)[-1]

    @property
    def lines(self) -> int:
        """How many lines of all journals it holds."""
        return lines_in(self.heads)

    @property
    def order(self) -> tuple[int, int]:
        """What the newest copy has most of: lines first, for a clock may have been wrong."""
        return self.lines, self.made_at

    def text(self) -> str:
        """Return it as JSON."""
        offices = {
            office: {**head.row(), "visits": self.visits.get(office, 0)} for office, head in sorted(self.heads.items())
        }
        row: dict[str, Any] = {
            "copy": self.copy,
            "store": self.store,
            "made_at": from_ms(self.made_at).isoformat(timespec="milliseconds"),
            "bytes": self.size,
            "sha256": self.sha256,
            "offices": offices,
            "tables": self.tables,
            "beside": self.beside,
        }
        return json.dumps(row, indent=2)


def manifest_from(text: str) -> Manifest | None:
    """Return the manifest that a text is; None where it is none, for instance one that was cut off."""
    try:
        row = json.loads(text)
        offices = row["offices"]
        return Manifest(
            copy=str(row["copy"]),
            store=str(row["store"]),
            made_at=to_ms(datetime.fromisoformat(row["made_at"]).astimezone(UTC)),
            size=int(row["bytes"]),
            sha256=str(row["sha256"]),
            heads=heads_from(offices),
            visits={office: int(one["visits"]) for office, one in offices.items()},
            tables={str(name): int(n) for name, n in row["tables"].items()},
            beside=None if row.get("beside") is None else bool(row["beside"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def read_manifest(path: Path) -> Manifest | None:
    """Return the manifest in a file; None where there is none that can be read."""
    try:
        return manifest_from(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return None
