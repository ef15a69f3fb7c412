"""Changing an office file field by field, as a form does: each field as a text that people write, put back into the file and checked whole.

What no field shows stays as it is in the file, every sign of it (`in_place.py`).

To let a form change another field: 1. a `Field` in `fields.py`; 2. its label in `ui/manager/editor_words.py`.
"""

from __future__ import annotations

import copy
import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from string import ascii_uppercase
from typing import TYPE_CHECKING, Any

import tomli_w

from greeter.catalogue.fields import (
    COUNTER,
    DIRECTORY,
    GLOSSARY,
    HOURS,
    OFFICE,
    SERVICE,
    Field,
    Form,
    as_text,
    as_value,
)
from greeter.catalogue.in_place import changed_in_place
from greeter.catalogue.office_file import read_data
from greeter.catalogue.translating import (
    SEARCHED,
    fields_of_translation,
    languages_of,
    place_of_finding,
    said_in,
    say_in,
    sentences_of,
    told_apart,
    translation_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from greeter.catalogue.key_lines import KeyPath
    from greeter.model.catalogue import Office

OFFICE_PART, HOURS_PART = "office", "hours"
Edits = dict[str, dict[str, str]]
"""What is written in fields: by part ("service/permit", "glossary/Lien", "office", "translation/es/office"), then by the field's key."""
NEW, GONE = "+", "-"
"""In the place of a field's key: the part is added, or taken away."""


_WORD = GLOSSARY[0]
LISTED = ("service", "counter", "directory", "glossary")
"""Kinds of parts that a file has many of, each a table with what names it."""


def fields_of(part: str, data: Mapping[str, Any]) -> tuple[Field, ...]:
    """Return the fields of a part; those of a translation are the sentences that stand in a file."""
    language, own = told_apart(part)
    kind = own.partition("/")[0]
    if language:
        return fields_of_translation(kind, _table(data, own) or _new(data, own))
    return {
        "service": SERVICE, "counter": COUNTER, "directory": DIRECTORY, "glossary": GLOSSARY, OFFICE_PART: OFFICE, HOURS_PART: HOURS,
    }[kind]  # fmt: skip


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
    language, own = told_apart(part)
    table = _table(data, own)
    if table is None:
        return {}
    fields = fields_of(part, data)
    if language:
        return {field.key: said_in(data, part, field) for field in fields}
    return {field.key: as_text(field, table.get(field.key)) for field in fields}


def begun(data: Mapping[str, Any], part: str) -> dict[str, str]:
    """Return what stands in the fields of a part that is new: what a service must have is filled in, but its name and examples."""
    language, own = told_apart(part)
    table = {} if language else _new(data, own)
    return {field.key: as_text(field, table.get(field.key)) for field in fields_of(part, data)}


def new_part(kind: str, name: str) -> str:
    """Return the part of something new by its name, of a counter by its number; empty where that can't be told from the name."""
    name = " ".join(name.split())
    if kind in {"counter", "glossary"}:
        return f"{kind}/{name}" if name else ""
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-").lstrip("0123456789-")[:40].strip("-")
    return f"{kind}/{words}" if words else ""


def with_edits(data: Mapping[str, Any], edits: Edits) -> dict[str, Any]:
    """Return a file's tables with edits put in; `data` stays as it is."""
    changed_data = {key: copy.deepcopy(value) for key, value in data.items()}
    named, later = renamed(edits), {}
    for part, changed in edits.items():
        if told_apart(part)[0]:
            later[part_after(part, named)] = changed  # of what is said now
        elif GONE in changed:
            _take_away(changed_data, part)
        else:
            _put_part(changed_data, part, changed)
    _rename_words(changed_data, named)
    for part, changed in later.items():
        _put_part(changed_data, part, changed)
    return {key: value for key, value in changed_data.items() if value not in ({}, [])}


def renamed(edits: Edits) -> dict[str, str]:
    """Return the words explained that get another name: what their part is, and what it will be. Without a name at all it can't be published."""
    found = {}
    for part, changed in edits.items():
        kind, _, word = part.partition("/")
        new = " ".join(changed.get("word", word).split())
        if kind == "glossary" and new != word and GONE not in changed:
            found[part] = f"{kind}/{new}"
    return found


def part_after(part: str, named: Mapping[str, str]) -> str:
    """Return what a part, or a translation of it, is once words are renamed."""
    language, own = told_apart(part)
    now = named.get(own, own)
    return translation_of(now, language) if language else now


def put_in(text: str, edits: Edits) -> str:
    """Return the text of an office file with edits put in. A part that is not there any more is left out."""
    if not edits:
        return text
    wanted = with_edits(tables_of(text), edits)
    try:
        return changed_in_place(text, wanted)
    except ValueError:  # right before beautiful: what can't be changed in place is written anew, without its comments
        return tomli_w.dumps(wanted)


def checked(text: str, edits: Edits, name: str) -> Checked:
    """Put edits in, and check the whole file as `greeter catalogue check` does. name: how findings call the file."""
    data = with_edits(tables_of(text), edits)
    reading = read_data(data, name, _NoLines())
    problems: dict[tuple[str, str], str] = {}
    others = []
    before = {now: part for part, now in renamed(edits).items()}
    for problem in reading.problems:
        place = _place(data, problem.where)
        if place is None:
            where = problem.where.partition(", line ")[2].partition(", ")[2]
            what = f"{problem.what.removeprefix(f'{problem.where}: ')} {problem.remedy}".strip()
            others.append(f"{_called(data, where)}: {what}" if where else what)
        else:
            said = _in_a_form(data, *place, problem.what.removeprefix(f"{problem.where}: "), problem.remedy)
            part, key = place
            as_named = [one for now, one in before.items() if key == _WORD.key and now.casefold() == part.casefold()]
            problems.setdefault((as_named[0] if as_named else part_after(part, before), key), said)
    return Checked(reading.office, problems, tuple(others))


def differences(old: str, new: str) -> list[tuple[str, str]]:
    """Return in which fields of which parts two office files differ. A part that only one has, or a translation, is told with an empty field."""
    before, after = tables_of(old), tables_of(new)
    found = []
    for part in dict.fromkeys([*parts_of(before), *parts_of(after)]):
        was, now = written(before, part), written(after, part)
        if not was or not now:
            found.append((part, ""))
            continue
        found += [(part, key) for key in was if was[key] != now[key]]
        fields = {*fields_of_translation(*_told(before, part)), *fields_of_translation(*_told(after, part))}
        found += [
            (one, "")
            for one in (translation_of(part, code) for code in languages_of(after))
            if any(said_in(before, one, field) != said_in(after, one, field) for field in fields)
        ]
    return found


def also_changed(base: str, newest: str, edits: Edits) -> list[tuple[str, str]]:
    """Return which edited fields of which parts others have changed between the file that was edited and the newest, told as in `differences`."""
    return [
        (part, key)
        for part, key in differences(base, newest)
        if part in edits and (not key or key in edits[part] or GONE in edits[part])
    ]


def parts_of(data: Mapping[str, Any]) -> list[str]:
    """Return the parts that a file has; each of them has translations, too."""
    listed = [f"{kind}/{table.get(_named_by(kind), '')}" for kind in LISTED for table in data.get(kind, ())]
    return [OFFICE_PART, HOURS_PART, *listed]


class _NoLines:
    """A form has no lines: its findings are told by part and field."""

    def of(self, path: KeyPath) -> int:  # noqa: ARG002
        """Return one line for all."""
        return 1


def _put_part(data: dict[str, Any], part: str, changed: Mapping[str, str]) -> None:
    language, own = told_apart(part)
    kind, table = own.partition("/")[0], _table(data, own)
    if language:
        for field in fields_of(part, data) if table is not None else ():
            if field.key in changed:
                say_in(data, part, field, changed[field.key])
        return
    if table is None and NEW in changed:
        table = _new(data, part)
        data.setdefault(kind, []).append(table)
    if table is None and part == HOURS_PART:
        table = data.setdefault(HOURS_PART, {})
    if table is None:
        return
    for field in fields_of(part, data):
        if field == _WORD:
            continue  # it names the part: see _rename_words
        if field.key in changed and changed[field.key] != as_text(field, table.get(field.key)):
            _put(table, field, changed[field.key])


def _rename_words(data: Mapping[str, Any], named: Mapping[str, str]) -> None:
    """Give words their new names, all at once, and have the services name them so."""
    for table, new in [(_table(data, part), new) for part, new in named.items()]:
        if table is not None:
            _put(table, _WORD, new.partition("/")[2])
    now = {part.partition("/")[2]: new.partition("/")[2] for part, new in named.items()}
    for table in data.get("service", ()):
        if any(word in now for word in table.get("words", ())):
            table["words"] = [now.get(word) or word for word in table["words"]]


def _new(data: Mapping[str, Any], part: str) -> dict[str, Any]:
    kind, _, wanted = part.partition("/")
    if kind != "service":
        return {_named_by(kind): wanted}
    taken = {str(table.get("letter")) for table in data.get("service", ())}
    letter = next((one for one in ascii_uppercase if one not in taken), "")
    return {"id": wanted, "letter": letter, "name": "", "hint": "", "icon": "file-text", "standard": 15, "minutes": 10}


def _take_away(data: dict[str, Any], part: str) -> None:
    kind, _, wanted = part.partition("/")
    data[kind] = [table for table in data.get(kind, ()) if str(table.get(_named_by(kind))) != wanted]
    for searched in data.get("search", {}).values() if kind == "service" else ():
        searched.pop(wanted, None)


def _named_by(kind: str) -> str:
    """Return the key that names a part of a kind."""
    return "word" if kind == "glossary" else "id"


def _told(data: Mapping[str, Any], part: str) -> tuple[str, Mapping[str, Any]]:
    return part.partition("/")[0], _table(data, part) or {}


def _table(data: Mapping[str, Any], part: str) -> dict[str, Any] | None:
    kind, _, wanted = part.partition("/")
    if kind in {OFFICE_PART, HOURS_PART}:
        return data.get(kind)
    return next((table for table in data.get(kind, ()) if str(table.get(_named_by(kind))) == wanted), None)


def _place(data: Mapping[str, Any], where: str) -> tuple[str, str] | None:
    """Return the part and the field that a finding is about: `alder-creek.toml, line 86, service 2, letter`."""
    if spoken := place_of_finding(where):
        language, key, service = spoken
        parts = [f"service/{service}"] if service else parts_of(data)
        said = (part for part in parts if key == SEARCHED or key in sentences_of(*_told(data, part)))
        own = next(said, None)
        return None if own is None else (translation_of(own, language), key)
    found = re.search(rf", line \d+, ({'|'.join(LISTED)}) (\d+), ([a-z_]+)", where)
    if found:
        table = data[found[1]][int(found[2]) - 1]
        part = f"{found[1]}/{table.get(_named_by(found[1]), '')}"
    else:
        found = re.search(rf", line \d+, ({OFFICE_PART}|{HOURS_PART})(), ([a-z_]+)", where)
        if not found:
            return None
        part = found[1]
    key = found[3]
    return (part, key) if any(field.key == key for field in fields_of(part, data)) else None


def _called(data: Mapping[str, Any], where: str) -> str:
    """Return a place of the file with a service's own name in the place of its number: "Family records, skills"."""
    found = re.match(r"service (\d+)", where)
    name = data["service"][int(found[1]) - 1].get("name") if found else ""
    return where.replace(found[0], str(name), 1) if found and name else where


def _in_a_form(data: Mapping[str, Any], part: str, key: str, what: str, remedy: str) -> str:
    """Return a finding as it reads beside its field, where nobody sees the file."""
    form = next(field.form for field in fields_of(part, data) if field.key == key)
    if what == "It is missing.":
        return what
    if form is Form.NUMBER and what.startswith("It is a text"):
        return "It must be a number."
    if form is Form.DATES:
        return f"{what} Write each day as 2026-11-26, one a line."
    return f"{what} {remedy}".strip()


def _put(table: dict[str, Any], field: Field, text: str) -> None:
    value = as_value(field, text, table.get(field.key))
    if value in ("", []) and not (field.key == "skills" and field.key in table):
        table.pop(field.key, None)
    else:
        table[field.key] = value
