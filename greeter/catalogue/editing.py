"""Changing an office file field by field, as a form does: each field as a text that people write, put back into the file and checked whole.

What no field shows stays as it is in the file; only its comments are lost, for the file is written anew.

To let a form change another field: 1. a `Field` in `SERVICE`, `COUNTER`, `OFFICE` or `HOURS`; 2. its label in `ui/manager/editor_words.py`.
"""

from __future__ import annotations

import copy
import re
import tomllib
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from string import ascii_uppercase
from typing import TYPE_CHECKING, Any

import tomli_w

from greeter.catalogue.office_file import read_data
from greeter.catalogue.opening_hours import WEEKDAYS
from greeter.model.catalogue import Owner

if TYPE_CHECKING:
    from collections.abc import Mapping

    from greeter.catalogue.key_lines import KeyPath
    from greeter.model.catalogue import Office

OFFICE_PART, HOURS_PART = "office", "hours"
Edits = dict[str, dict[str, str]]
"""What is written in fields: by part ("service/permit", "counter/1", "office", "hours"), then by the field's key."""
NEW, GONE = "+", "-"
"""In the place of a field's key: the part is added, or taken away."""


class Form(StrEnum):
    """How a field is written."""

    LINE = "line"
    TEXT = "text"
    LINES = "lines"
    """A list, one a line."""
    NUMBER = "number"
    STEPS = "steps"
    """Next steps, one a line; "Clerk:" or "Office:" before those that are not the visitor's."""
    DATES = "dates"
    """Days, one a line."""
    CHOICE = "choice"
    """One of a few; empty is the first."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its key in the file, and how it is written."""

    key: str
    form: Form


SERVICE = (
    Field("name", Form.LINE), Field("hint", Form.LINE), Field("description", Form.TEXT), Field("standard", Form.NUMBER),
    Field("bring", Form.LINES), Field("fee", Form.LINE), Field("step", Form.STEPS), Field("synonyms", Form.LINES),
    Field("usually_missing", Form.LINE), Field("self_help", Form.TEXT), Field("minutes", Form.NUMBER), Field("letter", Form.LINE),
    Field("icon", Form.LINE),
)  # fmt: skip
COUNTER = (Field("place", Form.LINE), Field("area", Form.LINE), Field("skills", Form.LINES))
OFFICE = (
    Field("name", Form.LINE), Field("address", Form.LINE), Field("phone", Form.LINE), Field("website", Form.LINE),
    Field("where_to_wait", Form.TEXT), Field("order", Form.CHOICE), Field("usual_clerks", Form.NUMBER),
    Field("last_ticket_minutes", Form.NUMBER), Field("full_at", Form.NUMBER), Field("late_minutes", Form.NUMBER),
    Field("languages", Form.LINES), Field("sensitive_words", Form.LINES),
)  # fmt: skip
HOURS = (*(Field(day, Form.LINE) for day in WEEKDAYS), Field("closed", Form.DATES))


def fields_of(part: str) -> tuple[Field, ...]:
    """Return the fields of a part."""
    kind = part.partition("/")[0]
    return {"service": SERVICE, "counter": COUNTER, OFFICE_PART: OFFICE, HOURS_PART: HOURS}[kind]


@dataclass(frozen=True, slots=True)
class Checked:
    """An office file with edits put in: its office, or what has to be mended, by part and field, and what belongs to no field."""

    office: Office | None
    problems: dict[tuple[str, str], str]
    others: tuple[str, ...]


@lru_cache(maxsize=4)
def tables_of(text: str) -> Mapping[str, Any]:
    """Return the tables of an office file that was published, which can be read. They are shared: nobody changes them."""
    return tomllib.loads(text)


def written(data: Mapping[str, Any], part: str) -> dict[str, str]:
    """Return what stands in the fields of a part."""
    table = _table(data, part)
    return {} if table is None else {field.key: _as_text(field, table.get(field.key)) for field in fields_of(part)}


def begun(data: Mapping[str, Any], part: str) -> dict[str, str]:
    """Return what stands in the fields of a part that is new: what a service must have is filled in, but its name and examples."""
    table = _new(data, part)
    return {field.key: _as_text(field, table.get(field.key)) for field in fields_of(part)}


def new_part(kind: str, name: str) -> str:
    """Return the part of a new counter by its number, or of a new service by its name; empty where that can't be told from the name."""
    if kind == "counter":
        return f"counter/{name.strip()}" if name.strip() else ""
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-").lstrip("0123456789-")[:40].strip("-")
    return f"service/{words}" if words else ""


def put_in(text: str, edits: Edits) -> str:
    """Return the text of an office file with edits put in. A part that is not there any more is left out."""
    return tomli_w.dumps(_with(tables_of(text), edits)) if edits else text


def checked(text: str, edits: Edits, name: str) -> Checked:
    """Put edits in, and check the whole file as `greeter catalogue check` does. name: how findings call the file."""
    data = _with(tables_of(text), edits)
    reading = read_data(data, name, _NoLines())
    problems: dict[tuple[str, str], str] = {}
    others = []
    for problem in reading.problems:
        place = _place(data, problem.where)
        if place is None:
            where = problem.where.partition(", line ")[2].partition(", ")[2]
            what = f"{problem.what.removeprefix(f'{problem.where}: ')} {problem.remedy}".strip()
            others.append(f"{_called(data, where)}: {what}" if where else what)
        else:
            problems.setdefault(
                place, _in_a_form(*place, problem.what.removeprefix(f"{problem.where}: "), problem.remedy)
            )
    return Checked(reading.office, problems, tuple(others))


def differences(old: str, new: str) -> list[tuple[str, str]]:
    """Return in which fields of which parts two office files differ; a part that only one has is told with an empty field."""
    before, after = tables_of(old), tables_of(new)
    found = []
    for part in dict.fromkeys([*parts_of(before), *parts_of(after)]):
        was, now = written(before, part), written(after, part)
        if not was or not now:
            found.append((part, ""))
        else:
            found += [(part, key) for key in was if was[key] != now[key]]
    return found


def parts_of(data: Mapping[str, Any]) -> list[str]:
    """Return the parts that a file has."""
    listed = [f"{kind}/{table.get('id', '')}" for kind in ("service", "counter") for table in data.get(kind, ())]
    return [OFFICE_PART, HOURS_PART, *listed]


class _NoLines:
    """A form has no lines: its findings are told by part and field."""

    def of(self, path: KeyPath) -> int:  # noqa: ARG002
        """Return one line for all."""
        return 1


def _with(data: Mapping[str, Any], edits: Edits) -> dict[str, Any]:
    changed_data = {key: copy.deepcopy(value) for key, value in data.items()}
    for part, changed in edits.items():
        if GONE in changed:
            _take_away(changed_data, part)
            continue
        table = _table(changed_data, part)
        if table is None and NEW in changed:
            table = _new(changed_data, part)
            changed_data.setdefault(part.partition("/")[0], []).append(table)
        if table is None and part == HOURS_PART:
            table = changed_data.setdefault(HOURS_PART, {})
        if table is None:
            continue
        for field in fields_of(part):
            if field.key in changed and changed[field.key] != _as_text(field, table.get(field.key)):
                _put(table, field, changed[field.key])
    return {key: value for key, value in changed_data.items() if value not in ({}, [])}


def _new(data: Mapping[str, Any], part: str) -> dict[str, Any]:
    kind, _, wanted = part.partition("/")
    if kind == "counter":
        return {"id": wanted}
    taken = {str(table.get("letter")) for table in data.get("service", ())}
    letter = next((one for one in ascii_uppercase if one not in taken), "")
    return {"id": wanted, "letter": letter, "name": "", "hint": "", "icon": "file-text", "standard": 15, "minutes": 10}


def _take_away(data: dict[str, Any], part: str) -> None:
    kind, _, wanted = part.partition("/")
    data[kind] = [table for table in data.get(kind, ()) if str(table.get("id")) != wanted]
    for searched in data.get("search", {}).values() if kind == "service" else ():
        searched.pop(wanted, None)


def _table(data: Mapping[str, Any], part: str) -> dict[str, Any] | None:
    kind, _, wanted = part.partition("/")
    if kind in {OFFICE_PART, HOURS_PART}:
        return data.get(kind)
    return next((table for table in data.get(kind, ()) if str(table.get("id")) == wanted), None)


def _place(data: Mapping[str, Any], where: str) -> tuple[str, str] | None:
    """Return the part and the field that a finding is about: `alder-creek.toml, line 86, service 2, letter`."""
    found = re.search(r", line \d+, (service|counter) (\d+), ([a-z_]+)", where)
    if found:
        tables = data[found[1]]
        part = f"{found[1]}/{tables[int(found[2]) - 1].get('id', '')}"
    else:
        found = re.search(r", line \d+, (office)(), ([a-z_]+)", where) or re.search(
            r", line \d+, (hours)(), ([a-z_]+)", where
        )
        if not found:
            return None
        part = found[1]
    key = found[3]
    return (part, key) if any(field.key == key for field in fields_of(part)) else None


def _called(data: Mapping[str, Any], where: str) -> str:
    """Return a place of the file with a service's own name in the place of its number: "Family records, skills"."""
    found = re.match(r"service (\d+)", where)
    name = data["service"][int(found[1]) - 1].get("name") if found else ""
    return where.replace(found[0], str(name), 1) if found and name else where


def _in_a_form(part: str, key: str, what: str, remedy: str) -> str:
    """Return a finding as it reads beside its field, where nobody sees the file."""
    form = next(field.form for field in fields_of(part) if field.key == key)
    if what == "It is missing.":
        return what
    if form is Form.NUMBER and what.startswith("It is a text"):
        return "It must be a number."
    if form is Form.DATES:
        return f"{what} Write each day as 2026-11-26, one a line."
    return f"{what} {remedy}".strip()


def _as_text(field: Field, value: Any) -> str:
    if value is None:
        return ""
    match field.form:
        case Form.NUMBER:
            return str(value.get("minutes", "")) if isinstance(value, dict) else f"{value:g}"
        case Form.STEPS:
            return "\n".join(map(_step_text, value))
        case Form.LINES | Form.DATES:
            return "\n".join(map(str, value))
    return str(value)


def _step_text(step: Mapping[str, Any]) -> str:
    owner = str(step.get("owner", Owner.VISITOR.value))
    before = "" if owner == Owner.VISITOR else f"{owner.capitalize()}: "
    return f"{before}{step.get('what', '')}"


def _put(table: dict[str, Any], field: Field, text: str) -> None:
    value = _value(field, text, table.get(field.key))
    if value in ("", []) and not (field.key == "skills" and field.key in table):
        table.pop(field.key, None)
    else:
        table[field.key] = value


def _value(field: Field, text: str, before: Any) -> Any:
    """Return what is written as it stands in the file; what is none of its kind stays as it was written, for the check to find."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    match field.form:
        case Form.NUMBER:
            number = _number(text.strip())
            return {**before, "minutes": number} if isinstance(before, dict) else number
        case Form.LINES:
            return lines
        case Form.DATES:
            return [_day(line) for line in lines]
        case Form.STEPS:
            known = {_step_text(step): step for step in before or ()}
            return [_step(line, known) for line in lines]
    return " ".join(text.split()) if field.form is Form.LINE else text.strip()


def _number(text: str) -> int | float | str:
    if re.fullmatch(r"\d{1,9}", text):
        return int(text)
    return float(text) if re.fullmatch(r"\d{1,9}\.\d{1,3}", text) else text


def _step(line: str, known: Mapping[str, Any]) -> dict[str, Any]:
    """Return a step; one that was there keeps its detail and its due date."""
    if line in known:
        return dict(known[line])
    owner, colon, what = line.partition(":")
    if colon and owner.strip().lower() in {one.value for one in Owner}:
        return {"what": what.strip(), "owner": owner.strip().lower()}
    return {"what": line}


def _day(line: str) -> Any:
    try:
        return date.fromisoformat(line)
    except ValueError:
        return line
