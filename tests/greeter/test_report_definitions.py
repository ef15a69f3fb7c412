"""To add a figure is a matter of a few steps; here is where a forgotten one shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from greeter.reports import need
from greeter.reports.compared import BEFORE
from greeter.reports.definitions import definition, measures_of
from greeter.reports.figures import read_figures
from greeter.reports.measures import DEFINITIONS, Measure
from greeter.reports.pages import questions
from greeter.reports.quantities import Amount, Quantiles
from greeter.reports.span import Span
from greeter.settings import RESOURCES
from greeter.texts import Texts
from tests.greeter.report_days import TUESDAY, Counter, a_day


@pytest.fixture
def found(desk, clock):
    a_day(Counter(desk, clock))
    desk.survey(Counter(desk, clock).serve("dog", 2, 3), {"satisfaction": 5, "trust": 4})
    return read_figures(desk, Span(TUESDAY, TUESDAY))


@pytest.mark.parametrize("measure", Measure, ids=lambda measure: measure.name)
def test_every_measure_is_defined_in_full_sentences(office, measure):
    said = definition(Texts(), measure, office)
    assert said[0].isupper() or said[0].isdigit()
    assert said.endswith(".")
    assert "{" not in said
    assert len(said) > 30


def test_every_measure_is_used_by_a_table_and_every_column_is_defined(found):
    assert set(measures_of(found.tables.values())) == set(Measure)
    assert set(DEFINITIONS) == set(Measure)


def test_the_formula_holds_the_office_s_own_numbers(office):
    assert "× $45.00 an hour" in definition(Texts(), Measure.REPEAT_COST, office)
    assert "Build or repair 30" in definition(Texts(), Measure.FIRST_CONTACT_CLERK, office)


def test_every_table_is_on_a_page(found):
    pages = "".join(path.read_text() for path in Path(questions.__file__).parent.glob("*.py"))
    drawn_by_name = {key for key in found.tables if f'"{key}"' in pages}
    drawn_in_a_loop = {key for key in found.tables if key.startswith("demand_by_")}
    elsewhere = {
        "within_after_transfer",
        "praise_ratio",
        need.TABLE,
        BEFORE,
    }  # said in a sentence, drawn as a map, or empty here
    assert drawn_by_name | drawn_in_a_loop | elsewhere == set(found.tables)


def test_every_line_fits_its_columns(found):
    for table in found.tables.values():
        for line in table.every_line:
            assert len(line.values) == len(table.columns), (table.key, line.key)


def test_every_quantity_says_its_n(found):
    for table in found.tables.values():
        for line in table.every_line:
            for value in line.values:
                assert value.n >= 0
                if isinstance(value, Quantiles | Amount) and value.known and value.n == 0:
                    assert value == Amount(0.0, 0, value.unit, value.decimals)  # nothing cost nothing


@pytest.mark.parametrize("measure", Measure, ids=lambda measure: measure.name)
def test_the_documentation_says_the_same(measure):
    text = (RESOURCES.parent / "docs" / "figures.md").read_text()
    said = DEFINITIONS[measure].replace("{rate}", "*rate*").replace("{repeat_days}", "*days of each service*")
    assert f"| {measure.value} | {said} |" in text
