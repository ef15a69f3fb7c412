"""The figures as one JSON document for programs: the same numbers as on the pages, to the digit. docs/figures.md describes its form."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from greeter.reports.headline import headline
from greeter.reports.quantities import Unit, Veil
from greeter.reports.wording import number_of, parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from greeter.records.integrity import Verdict
    from greeter.reports.figures import Figures
    from greeter.texts import Texts

VERSION = 1
"""Goes up when a key changes its meaning or is taken away; keys may be added at any time."""


def as_json(texts: Texts, figures: Figures) -> bytes:
    """Return the document in UTF-8."""
    return (json.dumps(document(texts, figures), ensure_ascii=False, indent=1) + "\n").encode()


def document(texts: Texts, figures: Figures) -> dict[str, Any]:
    """Return the document as plain values."""
    office = figures.office
    return {
        "form": "greeter-report",
        "version": VERSION,
        "office": {"key": office.id, "name": office.name},
        "only": {one.name: getattr(figures.only, one.name) for one in fields(figures.only)},
        "from": figures.span.first.isoformat(),
        "to": figures.span.last.isoformat(),
        "written": figures.written.isoformat(timespec="seconds"),
        "audience": figures.audience.value,
        "language": texts.language,
        "currency": office.currency,
        "headline": headline(texts, figures),
        "improve": [finding.words(texts)._asdict() for finding in figures.findings],
        "journals": [_journal(one.journal) for one in figures.offices] or [_journal(figures.journal)],
        "figures": list(_figures(texts, figures)),
    }


def _figures(texts: Texts, figures: Figures) -> Iterator[dict[str, Any]]:
    """Give each number with its key: table, line, column and part, joined by dots."""
    for table in figures.tables.values():
        for line in table.every_line:
            for column, value in zip(table.columns, line.values, strict=True):
                for part in (one for one in parts(value) if one.key != "n"):
                    yield {
                        "key": f"{table.key}.{line.key}.{column.key}.{part.key}",
                        "name": f"{texts(line.name)}: {texts(column.title)}",
                        "value": number_of(part.text),
                        "text": part.text,
                        "unit": figures.office.currency if part.unit is Unit.MONEY else part.unit.value,
                        "n": None if value.veil is Veil.WITHHELD else value.n,
                        "shown": value.veil.value,
                    }


def _journal(verdict: Verdict) -> dict[str, Any]:
    return {
        "office": verdict.office,
        "first": verdict.first,
        "last": verdict.last,
        "sound": verdict.sound,
        "head": verdict.head if verdict.lines else "",
    }
