"""Reads a file of appointments, whatever its kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from greeter.appointments.from_table import Order, TableRules, read_table
from greeter.model.catalogue import HELP
from greeter.problems import BadInput

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from greeter.appointments.booking import Reading
    from greeter.model.catalogue import Office

LARGEST_FILE = 20_000_000
"""Bytes; a year of a busy office takes a tenth."""
DAYS = 92
"""Series are followed so far ahead."""


@dataclass(frozen=True, slots=True)
class Rules:
    """How a file is read. service: where appointments go that name none of the office's; a clerk at the help desk finds out by default."""

    now: datetime
    service: str = HELP
    days: int = DAYS
    encoding: str = ""
    order: Order = Order.UNKNOWN


def read_file(path: Path, office: Office, rules: Rules) -> Reading:
    """Return the appointments of a file, by what is in it. Raises BadInput where it can't be read at all."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError as refusal:
        raise BadInput(f"{path.name} can’t be read ({refusal.strerror}).", "Check its name.") from None
    try:
        return read_content(content, office, rules)
    except BadInput as problem:
        raise BadInput(f"{path.name}: {problem.what}", problem.remedy) from None


def read_content(content: bytes, office: Office, rules: Rules) -> Reading:
    """Return the appointments of a file's content. Raises BadInput."""
    if len(content) > LARGEST_FILE:
        raise BadInput("The file is far too large for appointments.", "Export fewer days.")
    default = office.service(rules.service).id
    if _is_calendar(content):
        from greeter.appointments.from_calendar import Within, read_calendar, until_of  # its library takes 0.1 s

        return read_calendar(content, office, Within(rules.now, until_of(rules.now, rules.days), default))
    return read_table(content, office, TableRules(rules.now, default, rules.encoding, rules.order))


def _is_calendar(content: bytes) -> bool:
    head = content[:4_000].removeprefix(b"\xef\xbb\xbf").lstrip().upper()
    return head.startswith((b"BEGIN:VCALENDAR", b"BEGIN:VEVENT"))
