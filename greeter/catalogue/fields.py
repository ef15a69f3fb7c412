"""The fields of the forms that change an office file: each a text that people write, and the value that stands in the file for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from greeter.catalogue.opening_hours import WEEKDAYS
from greeter.model.catalogue import Owner

if TYPE_CHECKING:
    from collections.abc import Mapping


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
    Field("happens", Form.LINES), Field("usually_missing", Form.LINE), Field("before_transfer", Form.TEXT), Field("self_help", Form.TEXT),
    Field("skills", Form.LINES), Field("ask", Form.LINES), Field("words", Form.LINES), Field("minutes", Form.NUMBER),
    Field("letter", Form.LINE), Field("programme", Form.LINE), Field("icon", Form.LINE),
)  # fmt: skip
DIRECTORY = (
    Field("name", Form.LINE), Field("knows", Form.TEXT), Field("phone", Form.LINE), Field("room", Form.LINE), Field("email", Form.LINE),
)  # fmt: skip
GLOSSARY = (Field("word", Form.LINE), Field("meaning", Form.TEXT), Field("also", Form.LINES))
COUNTER = (Field("place", Form.LINE), Field("area", Form.LINE), Field("skills", Form.LINES))
OFFICE = (
    Field("name", Form.LINE), Field("address", Form.LINE), Field("phone", Form.LINE), Field("website", Form.LINE),
    Field("where_to_wait", Form.TEXT), Field("order", Form.CHOICE), Field("usual_clerks", Form.NUMBER),
    Field("last_ticket_minutes", Form.NUMBER), Field("full_at", Form.NUMBER), Field("late_minutes", Form.NUMBER),
    Field("languages", Form.LINES), Field("sensitive_words", Form.LINES),
)  # fmt: skip
HOURS = (*(Field(day, Form.LINE) for day in WEEKDAYS), Field("closed", Form.DATES))


def as_text(field: Field, value: Any) -> str:
    """Return what stands in a field for a value of the file."""
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


def as_value(field: Field, text: str, before: Any) -> Any:
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
