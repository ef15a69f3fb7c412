"""Whom to ask, from a table (CSV) or address cards (vCard): every row read before any is taken, and what is wrong told by its line."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from greeter.guidance.folded import words_of
from greeter.model.catalogue import DirectoryEntry
from greeter.problems import CatalogueProblem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

COLUMNS = ("name", "knows", "phone", "room", "email")
"""Of a table, in any order; `name` must be there, further columns are left out."""
LARGEST = 4_000_000
LONGEST = {"name": 80, "knows": 300, "phone": 80, "room": 80, "email": 80}
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]+")
_CARD_BEGINS, _CARD_ENDS = "BEGIN:VCARD", "END:VCARD"

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of reading a file: the entries, or everything that has to be mended first; never both."""

    entries: tuple[DirectoryEntry, ...]
    problems: tuple[CatalogueProblem, ...] = ()


def read_directory(path: Path, taken: Iterable[str] = ()) -> Imported:
    """Return the people of a file, or all that is wrong with it, by line. Raises nothing on any file.

    taken: ids that are given already. A file whose name ends in .vcf is read as vCard (RFC 6350 and before), any other as CSV.
    """
    try:
        text = _text(path)
        rows = list(_cards(text, path.name) if path.suffix.lower() in {".vcf", ".vcard"} else _table(text, path.name))
    except CatalogueProblem as problem:
        return Imported((), (problem,))
    problems = [problem for line, row in rows for problem in _wrong(row, f"{path.name}, line {line}")]
    if not rows:
        problems.append(CatalogueProblem(path.name, "Nobody is in this file.", "Choose the right file."))
    if problems:
        return Imported((), tuple(problems))
    ids = set(taken)
    return Imported(tuple(_entry(row, ids) for _, row in rows))


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except (OSError, ValueError) as refusal:
        raise CatalogueProblem(path.name, f"The file can't be read ({refusal}).", "Check its name.") from None
    if len(content) > LARGEST:
        raise CatalogueProblem(path.name, "The file is far too large for a directory.", "Choose the right file.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as damage:
        line = content.count(b"\n", 0, damage.start) + 1
        raise CatalogueProblem(f"{path.name}, line {line}", "The text is not in UTF-8.", "Save it as UTF-8.") from None


def _table(text: str, file: str) -> Iterator[tuple[int, Row]]:
    first = text.partition("\n")[0]
    mark = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    names: list[str] = []
    line = 1
    try:
        for cells in reader:
            if not names:
                names = [cell.strip().lower() for cell in cells]
                if "name" not in names:
                    remedy = f"Begin with a line such as: {','.join(COLUMNS)}"
                    raise CatalogueProblem(f"{file}, line 1", "There is no column “name”.", remedy)
            elif any(cell.strip() for cell in cells):
                row = dict(zip(names, map(_plain, cells), strict=False))
                yield line, {column: row.get(column, "") for column in COLUMNS}
            line = reader.line_num + 1
    except csv.Error as fault:
        raise CatalogueProblem(f"{file}, line {reader.line_num}", f"The table breaks off ({fault}).") from None


def _cards(text: str, file: str) -> Iterator[tuple[int, Row]]:
    lines = text.splitlines()
    begun = 0
    for number, line in enumerate(lines, start=1):
        mark = line.strip().upper()
        if mark == _CARD_BEGINS:
            if begun:
                raise CatalogueProblem(f"{file}, line {begun}", "A card begins here and does not end.")
            begun = number
        elif mark == _CARD_ENDS and begun:
            yield begun, _card(lines[begun : number - 1], f"{file}, line {begun}")
            begun = 0
    if begun:
        raise CatalogueProblem(f"{file}, line {begun}", "A card begins here and does not end.")


def _card(lines: list[str], where: str) -> Row:
    """Return a card's row. Its lines are those of calendars (RFC 5545 and 6350 share them), so the calendars' reader takes them."""
    from icalendar.parser import Contentlines  # for who imports cards

    row = dict.fromkeys(COLUMNS, "")
    try:
        for line in Contentlines.from_ical("\r\n".join(lines) + "\r\n"):  # type: ignore[no-untyped-call]
            if not line.strip():
                continue
            name, _, value = line.parts()
            column = _OF_CARD.get(name.rpartition(".")[2].upper())
            if column and not row[column]:
                row[column] = _plain(re.sub(r"\\([,;:\\])", r"\1", value.replace("\\n", " ").replace("\\N", " ")))
    except ValueError:
        raise CatalogueProblem(where, "A line of this card can't be read.", "Save the card again.") from None
    row["phone"] = row["phone"].removeprefix("tel:")
    return row


_OF_CARD = {"FN": "name", "TEL": "phone", "EMAIL": "email", "ROLE": "knows", "TITLE": "knows", "NOTE": "knows"}


def _wrong(row: Row, where: str) -> Iterator[CatalogueProblem]:
    if not row["name"]:
        yield CatalogueProblem(where, "The name is missing.", "Write who it is.")
    elif not any(row[column] for column in ("phone", "room", "email")):
        yield CatalogueProblem(
            where, f"Nothing says how to reach “{row['name'][:40]}”.", "Add a phone, room or e-mail."
        )
    for column, most in LONGEST.items():
        if len(row[column]) > most:
            yield CatalogueProblem(where, f"“{column}” is too long.", f"Write at most {most} letters.")


def _entry(row: Row, ids: set[str]) -> DirectoryEntry:
    stem = re.sub(r"[^a-z0-9-]", "", "-".join(words_of(row["name"])))[:30].strip("-") or "person"
    key = next(name for n in range(1, len(ids) + 3) if (name := stem if n == 1 else f"{stem}-{n}") not in ids)
    ids.add(key)
    return DirectoryEntry(key, row["name"], row["knows"] or row["name"], row["phone"], row["room"], row["email"])


def _plain(cell: str) -> str:
    return " ".join(_CONTROL.sub(" ", cell).split())
