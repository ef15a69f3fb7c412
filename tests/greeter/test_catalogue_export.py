"""Writing an office and reading it again."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from greeter.catalogue.export import CSV_COLUMNS, as_csv, as_toml
from greeter.catalogue.import_csv import read_csv
from greeter.catalogue.office_file import load, read_text
from greeter.model.catalogue import Counter, GlossaryWord, Order, Standard
from greeter.settings import RESOURCES


@pytest.mark.parametrize("name", ["alder-creek", "building-permits", "motor-vehicles"])
def test_an_office_comes_back_as_it_was(name):
    office = load(RESOURCES / "catalogue" / f"{name}.toml")
    again = read_text(as_toml(office), "again.toml")
    assert again.problems == ()
    assert again.office == office


def test_every_key_of_an_office_comes_back(office):
    odd = replace(
        office,
        order=Order.ARRIVAL,
        web_base_url="https://wait.example/x",
        carry_over=True,
        cutover_hour=0,
        full_at=3,
        sensitive_words=("wildfire", "shut off"),
        currency="€",
        language="fr",
        languages=("fr", "en"),
        translations={},
        search_words={},
        hourly_rate=0.0,
        counters=(*office.counters, Counter("A9"), Counter("B", frozenset())),
        services=(
            replace(
                office.services[0],
                standard=Standard(15, 0.95),
                weight=2.5,
                priority_class=2,
                programme="Land",
                name='Quotes " and \\ — “x”',
            ),
            *office.services[1:],
        ),
    )
    assert read_text(as_toml(odd), "again.toml").office == odd


def test_a_word_that_only_a_service_has_joins_the_glossary(office):
    own = GlossaryWord("Footing", "what a post stands on.")
    changed = replace(office, services=(replace(office.services[0], words=(own,)), *office.services[1:]))
    again = read_text(as_toml(changed), "again.toml").office
    assert again.services == changed.services
    assert again.glossary == (*office.glossary, own)


def test_services_go_through_a_spreadsheet(office, tmp_path):
    file = tmp_path / "services.csv"
    file.write_text(as_csv(office.services), encoding="utf-8", newline="")
    again = read_csv(file, name="Copy").office
    for before, after in zip(office.services, again.services, strict=True):
        kept = {column: getattr(before, column) for column in CSV_COLUMNS if column != "standard"}
        assert {column: getattr(after, column) for column in kept} == kept
        assert after.standard.minutes == before.standard.minutes


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\uff1d"])
def test_a_cell_is_never_a_formula(office, tmp_path, start):
    evil = replace(office.services[0], hint=f'{start}HYPERLINK("x")')
    text = as_csv([evil])
    row = next(csv.DictReader(io.StringIO(text)))
    assert row["hint"] == f"'{evil.hint}"
    file = tmp_path / "evil.csv"
    file.write_text(text, encoding="utf-8", newline="")
    assert read_csv(file, name="Copy").office.service("permit").hint == evil.hint
