"""What `docs/appointments.md` says is so."""

from __future__ import annotations

import re
from pathlib import Path

from greeter.appointments.commands import appointments
from greeter.appointments.from_table import COLUMNS
from greeter.appointments.reading import DAYS
from greeter.model.catalogue import Office
from greeter.model.visit import Need
from greeter.views.appointments import ON_TIME_MINUTES
from tests.offices import TOWN_HALL

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "appointments.md").read_text(encoding="utf-8")


def test_every_column_is_explained():
    table = PAGE[PAGE.index("| column |") :]
    assert {column for column in COLUMNS if f"`{column}`" not in table} == set()


def test_every_option_and_command_is_explained():
    for name, command in appointments.commands.items():
        assert f"greeter appointments {name}" in PAGE
        options = {option for each in command.params for option in each.opts if option.startswith("--")}
        shared = {"--db", "--office", "--catalogue"}
        assert {option for option in options - shared if option not in PAGE} == set()


def test_the_needs_and_numbers_are_those_of_the_program():
    assert ", ".join(need.value for need in (Need.SEAT, Need.INTERPRETER, Need.HEARING_LOOP)) in PAGE
    assert f"how far series are followed ({DAYS})" in PAGE
    assert f"more than {ON_TIME_MINUTES} minutes early" in PAGE
    assert re.search(rf"`late_minutes` late \({TOWN_HALL.late_minutes};", PAGE)
    assert Office.__dataclass_fields__["late_minutes"].default == TOWN_HALL.late_minutes
