"""What `docs/catalogue.md` says is so."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from greeter.catalogue.export import as_tables
from greeter.catalogue.office_file import read_text
from greeter.model.catalogue import Counter, DirectoryEntry, GlossaryWord, NextStep, Office, Service

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "catalogue.md").read_text(encoding="utf-8")
KEYS_ELSEWHERE = {
    "only",  # a clerk says it for a day
    "automatic_reports",
    "mail",
    "services",
    "counters",
    "hours",
    "closed_days",
    "web_base_url",
    "steps",
    "directory",
    "glossary",
    "phrases",
    "retention",  # docs/records.md
}


def test_the_example_is_an_office():
    example = re.search(r"```toml\n(.*?)```", PAGE, re.DOTALL)[1]
    reading = read_text(example, "example.toml")
    assert reading.problems == ()
    assert reading.office.name == "Pine Street Library"


@pytest.mark.parametrize(
    "kind", [Office, Service, Counter, DirectoryEntry, GlossaryWord, NextStep], ids=lambda kind: kind.__name__
)
def test_every_key_is_explained(kind):
    keys = {each.name for each in fields(kind) if not each.name.startswith("_")} - KEYS_ELSEWHERE
    assert {key for key in keys if f"`{key}`" not in PAGE} == set()


def test_every_table_is_explained(office):
    tables = set(as_tables(office)) | {"web", "service.step"}
    assert {table for table in tables if not re.search(rf"`\[\[?{re.escape(table)}\]\]?`", PAGE)} == set()
