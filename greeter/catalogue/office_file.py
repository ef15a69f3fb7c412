"""An office, read from its TOML file and checked in full.

Everything that must be mended is told at once, each with file, line and key. `docs/catalogue.md` explains the form for those
who write one.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, available_timezones

from greeter.catalogue.automatic_reports import check_mail_is_used, read_automatic, read_mail
from greeter.catalogue.files import office_text
from greeter.catalogue.key_lines import KeyLines
from greeter.catalogue.languages import read_search_words, read_translations
from greeter.catalogue.opening_hours import read_hours
from greeter.catalogue.own_phrases import read_phrases
from greeter.catalogue.references import check_references
from greeter.catalogue.retention import read_retention
from greeter.catalogue.services import read_service
from greeter.catalogue.table import Findings, Table, closest, quoted, where_is
from greeter.model.catalogue import Counter, DirectoryEntry, GlossaryWord, Office, Order
from greeter.problems import CatalogueProblem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from greeter.catalogue.files import Part
    from greeter.catalogue.key_lines import Lines

LARGEST_FILE = 4_000_000
"""Bytes; 200 services with everything said about them take 300,000."""

_TOML_PLACE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")
_COUNTER_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,7}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_UTC = ZoneInfo("UTC")


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading an office file: the office, or everything that has to be mended first."""

    office: Office | None
    problems: tuple[CatalogueProblem, ...] = ()
    text: str = ""
    """The text that was read, so that a copy of it is of the very same."""


def load(path: Path | str) -> Office:
    """Return the office of a file.

    Raises CatalogueProblem with the first finding, and how many more there are, when the file can't be used.
    """
    path = Path(path)
    reading = read(path)
    if reading.office is None:
        raise first_of(reading.problems, path)
    return reading.office


def first_of(problems: tuple[CatalogueProblem, ...], path: Path) -> CatalogueProblem:
    """Return one problem that stands for all: the first, with how to see the others."""
    first, more = problems[0], len(problems) - 1
    if not more:
        return first
    others = "There is 1 more finding" if more == 1 else f"There are {more} more findings"
    remedy = f"{first.remedy} {others}: greeter catalogue check {path.name}"
    return CatalogueProblem(first.where, first.what.removeprefix(f"{first.where}: "), remedy)


def read(path: Path | str) -> Reading:
    """Return the office of a file, or all its findings. Raises nothing on any file."""
    path = Path(path)
    name = path.name or str(path)
    try:
        if path.stat().st_size > LARGEST_FILE:
            return _unreadable(name, "The file is far too large for an office.", "Choose the office's TOML file.")
        text, parts = office_text(path)
    except FileNotFoundError:
        return _unreadable(name, "There is no such file.", f"Look for it in {path.absolute().parent}.")
    except UnicodeDecodeError as damage:
        line = damage.object.count(b"\n", 0, damage.start) + 1
        return _unreadable(f"{name}, line {line}", "The text is not in UTF-8.", "Save the file again as UTF-8.")
    except (OSError, ValueError) as refusal:
        return _unreadable(name, f"The file can't be read ({refusal}).", "Check its name and who may read it.")
    return read_text(text, name, parts)


def read_text(text: str, name: str, parts: tuple[Part, ...] = ()) -> Reading:
    """Return the office of a TOML text, or all its findings; `name` is how findings call the file.

    parts: where the files begin of which the text is made, if it is more than one.
    """
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as fault:
        return _not_toml(fault, text, name, parts)
    reading = read_data(data, name, KeyLines(text), parts)
    return replace(reading, text=text)


def read_data(data: dict[str, Any], name: str, lines: Lines, parts: tuple[Part, ...] = ()) -> Reading:
    """Return the office of a file's tables, or all their findings; `lines` tells on which line a key stands."""
    findings = Findings(name, lines, parts)
    office = _office(Table(data, (), findings))
    return Reading(None, tuple(findings.problems())) if findings else Reading(office)


def _unreadable(where: str, what: str, remedy: str) -> Reading:
    return Reading(None, (CatalogueProblem(where, what, remedy),))


def _not_toml(fault: Exception, text: str, name: str, parts: tuple[Part, ...]) -> Reading:
    said = str(fault)
    place = _TOML_PLACE.search(said)
    line = int(place[1]) if place and place[1] else text.count("\n") + 1 if place else 1
    reason = said[: place.start()] if place else said
    remedy = "Look at this line and the one before it: quotation marks, brackets and = must match."
    return _unreadable(where_is(line, name, parts), f"This is not TOML: {reason[:200]}.", remedy)


def _office(root: Table) -> Office:
    about = root.table("office")
    if not root.has("office"):
        root.findings.add((), "There is no [office].", "Start the file with [office], id, name and zone.")
    zone = _zone(about)
    hours, closed_days = read_hours(root.table("hours"))
    web = root.table("web")
    web_base_url = web.text("base_url", "")
    if web_base_url and not re.match(r"https?://[^\s/]+", web_base_url):
        web.find("base_url", f"{quoted(web_base_url)} is no web address.", "Start it with https://")
    web.finish()
    glossary = tuple(map(_glossary_word, root.tables("glossary")))
    directory = tuple(map(_directory_entry, root.tables("directory")))
    counters = tuple(map(_counter, root.tables("counter")))
    service_tables = root.tables("service")
    services = tuple(read_service(table, glossary) for table in service_tables)
    facts = _about(about)
    offered = facts["language"], facts["languages"]
    mail = read_mail(root.table("mail"))
    automatic = read_automatic(root.tables("automatic_report"), mail, facts["languages"], facts["cutover_hour"])
    check_mail_is_used(mail, automatic, root.findings)
    office = Office(
        services=services, counters=counters, hours=hours, closed_days=closed_days, zone=zone,
        web_base_url=web_base_url, directory=directory, glossary=glossary,
        phrases=read_phrases(root.table("phrases"), *offered), translations=read_translations(root, *offered),
        search_words=read_search_words(root, *offered, frozenset(service.id for service in services)),
        retention=read_retention(root), mail=mail, automatic_reports=automatic, **facts,
    )  # fmt: skip
    about.finish()
    root.finish()
    check_references(office, service_tables, root.findings)
    return office


def _about(table: Table) -> dict[str, Any]:
    order = Order(table.choice("order", Order, Order.PROMISE))
    language = table.text("language", "en", longest=20)
    languages = table.texts("languages", longest=20) or (language,)
    for key, codes in (("language", (language,)), ("languages", languages)):
        _codes(table, key, codes)
    if language not in languages:
        table.find("languages", f"The office's own language, {quoted(language)}, is not among them.", "Add it.")
    return {
        "id": table.id(),
        "name": table.name("name"),
        "language": language,
        "languages": languages,
        "cutover_hour": table.whole("cutover_hour", 4, low=0, high=12),
        "carry_over": table.flag("carry_over", default=False),
        "last_ticket_minutes": table.whole("last_ticket_minutes", 0, low=0, high=240),
        "full_at": table.whole("full_at", 0, low=0, high=10_000),
        "late_minutes": table.whole("late_minutes", 15, low=0, high=240),
        "order": order,
        "website": table.text("website", ""),
        "phone": table.name("phone", ""),
        "address": table.text("address", ""),
        "where_to_wait": table.text("where_to_wait", ""),
        "hourly_rate": table.number("hourly_rate", 45.0, low=0, high=10_000),
        "currency": table.text("currency", "$", longest=5),
        "goal": table.number("goal", 0.8, low=0.01, high=1.0),
        "usual_clerks": table.whole("usual_clerks", 0, low=0, high=500),
        "sensitive_words": table.texts("sensitive_words", longest=80),
    }


def _codes(table: Table, key: str, codes: Iterable[str]) -> None:
    for code in codes:
        if not _LANGUAGE.fullmatch(code):
            table.find(key, f"{quoted(code)} is no language code.", "Use one such as en, es, zh, vi, ar or fr.")


def _zone(table: Table) -> ZoneInfo:
    name = table.text("zone")
    if not name.strip():
        return _UTC
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        remedy = closest(name, available_timezones())
        if "Use one of" in remedy:
            remedy = "Use a name such as America/Los_Angeles or Europe/Paris."
        table.find("zone", f"There is no time zone {quoted(name)}.", remedy)
        return _UTC


def _glossary_word(table: Table) -> GlossaryWord:
    word = GlossaryWord(table.name("word"), table.text("meaning"), table.texts("also", longest=80))
    table.finish()
    return word


def _directory_entry(table: Table) -> DirectoryEntry:
    entry = DirectoryEntry(
        id=table.id(), name=table.name("name"), knows=table.text("knows"), phone=table.name("phone", ""),
        room=table.name("room", ""), email=table.name("email", ""),
    )  # fmt: skip
    table.finish()
    return entry


def _counter(table: Table) -> Counter:
    counter_id = table.text("id", longest=20)
    if counter_id and not _COUNTER_ID.fullmatch(counter_id):
        table.find(
            "id", f"{quoted(counter_id)} can't be a counter.", "Use up to 8 letters and digits, such as 3 or A2."
        )
    skills = frozenset(table.texts("skills", longest=40)) if table.has("skills") else None
    counter = Counter(counter_id, skills, table.text("place", ""), table.name("area", ""))
    table.finish()
    return counter
