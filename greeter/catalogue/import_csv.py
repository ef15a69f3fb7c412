"""An office from a table of services: our own CSV, or Service BC's.

Both become the same tables that an office file has, so they are checked in the same way. What a CSV doesn't hold (opening hours,
counters) starts with something that works, to be changed in the office file.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
import unicodedata
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from greeter.catalogue.export import BETWEEN, CSV_COLUMNS, CSV_FLAGS, CSV_LISTS
from greeter.catalogue.letters import assign_letters
from greeter.catalogue.office_file import LARGEST_FILE, Reading, read_data
from greeter.catalogue.opening_hours import WEEKDAYS
from greeter.catalogue.service_bc import SERVICE_BC_COLUMNS, service_bc_table
from greeter.formulas import from_cell
from greeter.model.catalogue import HELP
from greeter.problems import CatalogueProblem

if TYPE_CHECKING:
    from greeter.catalogue.key_lines import KeyPath

Row = dict[str, str]

_YES, _NO = frozenset({"yes", "true", "1", "y"}), frozenset({"no", "false", "0", "n"})
_WHOLE_NUMBER, _NUMBER = re.compile(r"\d{1,6}"), re.compile(r"\d{1,6}(\.\d{1,3})?")
_STARTED = {"hint": "", "icon": "file-text", "standard": 15, "minutes": 10.0}
_HELP_SERVICE = {
    "id": HELP, "letter": "H", "name": "Talk to a person", "hint": "Anything at all", "icon": "hand-helping",
    "standard": 5, "minutes": 5.0, "description": "A person helps you, whatever it is.", "listed": False,
    "synonyms": ["talk to someone", "a real person", "I need help", "information desk"],
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RowLines:
    """The line of each service in a CSV file."""

    services: tuple[int, ...]

    def of(self, path: KeyPath) -> int:
        """Return the line of the service that a key belongs to, or of the header."""
        index = path[1] if len(path) > 1 and path[0] == "service" else None
        return self.services[index] if isinstance(index, int) and index < len(self.services) else 1


def read_csv(path: Path | str, *, name: str, zone: str = "UTC") -> Reading:
    """Return the office of a CSV file (also gzipped), or all its findings. Raises nothing on any file.

    `name` is the office's name, `zone` its time zone.
    """
    path = Path(path)
    try:
        lines, rows = _rows(_text(path), path.name)
        return _reading(lines, rows, path.name, name, zone)
    except CatalogueProblem as problem:
        return Reading(None, (problem,))


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
        if content.startswith(b"\x1f\x8b"):
            with gzip.open(io.BytesIO(content)) as packed:
                content = packed.read(LARGEST_FILE + 1)
    except (OSError, EOFError, zlib.error, ValueError) as refusal:
        raise CatalogueProblem(
            path.name, f"The file can't be read ({refusal}).", "Check its name, or save it again."
        ) from None
    if len(content) > LARGEST_FILE:
        raise CatalogueProblem(path.name, "The file is far too large for a list of services.", "Choose the right file.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as damage:
        line = content.count(b"\n", 0, damage.start) + 1
        remedy = "Save it again as “CSV UTF-8”."
        raise CatalogueProblem(f"{path.name}, line {line}", "The text is not in UTF-8.", remedy) from None


def _rows(text: str, file: str) -> tuple[list[int], list[Row]]:
    """Return the rows that are not empty, with the line on which each begins."""
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    header: list[str] = []
    lines, rows = [], []
    begins = 1
    try:
        for cells in reader:
            if not header:
                header = [cell.strip().lower() for cell in cells]
                _check_header(header, file)
            elif any(cell.strip() for cell in cells):
                if len(cells) != len(header):
                    what = f"It has {len(cells)} cells, and the first line has {len(header)}."
                    remedy = "Put quotation marks around a text that holds a comma."
                    raise CatalogueProblem(f"{file}, line {begins}", what, remedy)
                lines.append(begins)
                rows.append(dict(zip(header, cells, strict=True)))
            begins = reader.line_num + 1
    except csv.Error as fault:
        remedy = "Look for a quotation mark that is not closed."
        raise CatalogueProblem(f"{file}, line {reader.line_num}", f"This is not CSV: {fault}.", remedy) from None
    if not rows:
        raise CatalogueProblem(f"{file}, line 1", "There are no services in it.", "Add a line for each service.")
    return lines, rows


def _check_header(header: list[str], file: str) -> None:
    where = f"{file}, line 1"
    if set(header) >= SERVICE_BC_COLUMNS:
        return
    if "name" not in header:
        remedy = f"Name the columns: {', '.join(CSV_COLUMNS)}. Only “name” must be there."
        raise CatalogueProblem(where, "The first line has no column “name”.", remedy)
    for column in header:
        if column not in CSV_COLUMNS:
            what = f"The column “{column[:40]}” is not known."
            raise CatalogueProblem(where, what, f"Use these: {', '.join(CSV_COLUMNS)}.")
        if header.count(column) > 1:
            raise CatalogueProblem(where, f"The column “{column}” is there twice.", "Keep one of them.")


def _reading(lines: list[int], rows: list[Row], file: str, name: str, zone: str) -> Reading:
    service_bc = set(rows[0]) >= SERVICE_BC_COLUMNS
    read_row = service_bc_table if service_bc else _own_table
    kept = [(line, row) for line, row in zip(lines, rows, strict=True) if not row.get("deleted", "").strip()]
    services = [read_row(row) for _, row in kept]
    _give_ids(services)
    if all(service["id"] != HELP for service in services):
        services.append(dict(_HELP_SERVICE))
    assign_letters(services)
    skills = sorted({skill for service in services for skill in service.get("skills", ())})
    counter_ids = ("1", "2", "3", "4")
    data: dict[str, Any] = {
        "office": {"id": slug(name) or "office", "name": name, "zone": zone},
        "hours": dict.fromkeys(WEEKDAYS[:5], "9:00-17:00"),
        "counter": [{"id": each, "skills": skills} if skills else {"id": each} for each in counter_ids],
        "service": services,
    }
    return read_data(data, file, RowLines(tuple(line for line, _ in kept)))


def _own_table(row: Row) -> dict[str, Any]:
    table: dict[str, Any] = dict(_STARTED)
    for column, cell in row.items():
        text = from_cell(cell.strip())
        if text:
            table[column] = _value(column, text)
    table.setdefault("name", "")
    table["hint"] = table["hint"] or table["name"]
    return table


def _value(column: str, text: str) -> Any:
    """Return the value of a cell. One that is not of its kind stays text, and the check of the service tells of it."""
    if column in CSV_LISTS:
        return [item.strip() for item in text.split(BETWEEN.strip()) if item.strip()]
    if column in CSV_FLAGS and text.lower() in _YES | _NO:
        return text.lower() in _YES
    if column == "standard" and _WHOLE_NUMBER.fullmatch(text):
        return int(text)
    if column == "minutes" and _NUMBER.fullmatch(text):
        return float(text)
    return text


def _give_ids(services: list[dict[str, Any]]) -> None:
    """Give an id to each service that has none; where a made one is taken, a number goes behind it."""
    taken = {service["id"] for service in services if "id" in service}
    for service in services:
        if "id" in service:
            continue
        wish = slug(service.pop("code", "") or service["name"]) or "service"
        number, found = 1, wish
        while found in taken or found == HELP:
            number += 1
            found = f"{wish}-{number}"
        taken.add(found)
        service["id"] = found


def slug(text: str) -> str:
    """Return a text as an id: small letters, digits and hyphens.

    >>> slug("Fish & Wildlife ID")
    'fish-wildlife-id'
    """
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).lstrip("-0123456789")[:50].strip("-")
