"""An office, written as an office file (TOML), or its services as a table for a spreadsheet (CSV).

What is as by default is left out. Reading the TOML gives the same office again; the CSV holds services only, without their
steps and words.
"""

from __future__ import annotations

import csv
import io
from dataclasses import MISSING, fields
from enum import Enum
from typing import TYPE_CHECKING, Any

import tomli_w

from greeter.bidi import without_isolates
from greeter.catalogue.automatic_reports import mail_table, report_table
from greeter.catalogue.opening_hours import WEEKDAYS, written
from greeter.catalogue.own_phrases import as_table
from greeter.formulas import as_cell
from greeter.model.catalogue import Counter, DirectoryEntry, GlossaryWord, NextStep, Office, Service, Standard

if TYPE_CHECKING:
    from collections.abc import Iterable

    from greeter.model.retention import Retention

CSV_COLUMNS = (
    "id", "letter", "name", "hint", "icon", "standard", "minutes", "description", "synonyms", "bring", "fee", "happens", "skills",
    "usually_missing", "before_transfer", "self_help", "programme", "sensitive", "listed",
)  # fmt: skip
CSV_LISTS = frozenset({"synonyms", "bring", "happens", "skills"})
CSV_FLAGS = frozenset({"sensitive", "listed"})
BETWEEN = " | "
"""Stands between the items of a list in one CSV cell."""

_ABOUT = (
    "id", "name", "language", "languages", "cutover_hour", "carry_over", "last_ticket_minutes", "full_at", "late_minutes", "order", "website",
    "phone", "address", "where_to_wait", "hourly_rate", "currency", "goal", "usual_clerks", "sensitive_words",
)  # fmt: skip


def as_toml(office: Office) -> str:
    """Return the text of an office file."""
    return tomli_w.dumps(as_tables(office))


def as_tables(office: Office) -> dict[str, Any]:
    """Return the tables of an office file."""
    about = _given(office, only=_ABOUT)
    if office.languages == (office.language,):
        about.pop("languages", None)
    hours: dict[str, Any] = {WEEKDAYS[day]: written(spans) for day, spans in sorted(office.hours.items())}
    if office.closed_days:
        hours["closed"] = sorted(office.closed_days)
    tables: dict[str, Any] = {"office": {**about, "zone": office.zone.key}, "hours": hours}
    if office.web_base_url:
        tables["web"] = {"base_url": office.web_base_url}
    if office.mail is not None:
        tables["mail"] = mail_table(office.mail)
    tables["automatic_report"] = list(map(report_table, office.automatic_reports))
    tables["retention"] = _retention(office.retention)
    tables["phrases"] = as_table(office.phrases)
    tables["counter"] = list(map(_given, office.counters))
    tables["service"] = list(map(_service, office.services))
    tables["directory"] = list(map(_given, office.directory))
    tables["glossary"] = list(map(_given, _all_words(office)))
    tables["translation"] = {
        code: {sentence: without_isolates(words) for sentence, words in said.items()}
        for code, said in office.translations.items()
    }
    tables["search"] = {
        code: {service: list(words) for service, words in searched.items()}
        for code, searched in office.search_words.items()
    }
    return {key: value for key, value in tables.items() if value}


def _retention(said: Retention) -> dict[str, Any]:
    if not said.preset:
        return {}
    table: dict[str, Any] = {"preset": said.preset, "purge": said.purge.value}
    if said.periods:
        table["periods"] = {data.value: period for data, period in said.periods}
    return table


def as_csv(services: Iterable[Service]) -> str:
    """Return services as CSV, a line each, that a spreadsheet opens safely and `greeter catalogue import` reads."""
    page = io.StringIO(newline="")
    writer = csv.writer(page)
    writer.writerow(CSV_COLUMNS)
    for service in services:
        writer.writerow([_cell(service, column) for column in CSV_COLUMNS])
    return page.getvalue()


def _cell(service: Service, column: str) -> str:
    value = getattr(service, column)
    if column in CSV_LISTS:
        text = BETWEEN.join(sorted(value) if isinstance(value, frozenset) else value)
    elif column in CSV_FLAGS:
        text = "yes" if value else "no"
    elif isinstance(value, Standard):
        text = str(value.minutes)
    elif isinstance(value, float):
        text = f"{value:g}"
    else:
        text = str(value)
    return as_cell(text)


def _service(service: Service) -> dict[str, Any]:
    table = _given(service)
    steps = table.pop("steps", ())
    if service.words:
        table["words"] = [entry.word for entry in service.words]
    if service.standard.share == Standard(1).share:
        table["standard"] = service.standard.minutes
    if steps:
        table["step"] = steps  # last: in TOML the tables of a table come after its values
    return table


def _given(
    entry: Office | Service | Counter | DirectoryEntry | GlossaryWord | NextStep | Standard, only: Iterable[str] = ()
) -> dict[str, Any]:
    """Return the values of an entry that are not as by default, in the order of its fields."""
    table: dict[str, Any] = {}
    for each in fields(entry):
        value = getattr(entry, each.name)
        if (only and each.name not in only) or each.name.startswith("_"):
            continue
        default = each.default if each.default_factory is MISSING else each.default_factory()
        if value != default:
            table[each.name] = _plain(value)
    return table


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, (NextStep, Standard, GlossaryWord)):
        return _given(value)
    return value


def _all_words(office: Office) -> list[GlossaryWord]:
    words = {entry.word: entry for service in office.services for entry in service.words}
    listed = {entry.word for entry in office.glossary}
    return [*office.glossary, *(entry for word, entry in words.items() if word not in listed)]
