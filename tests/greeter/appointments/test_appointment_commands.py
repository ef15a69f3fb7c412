"""`greeter appointments`: import, list and cancel, as whoever keeps the calendar uses them."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import pytest
from click.testing import CliRunner

from greeter.cli import cli
from greeter.opening import open_front_desk
from tests.offices import TOWN_HALL

KEYS = {
    "id",
    "starts",
    "service",
    "code",
    "name",
    "contact",
    "with",
    "language",
    "needs",
    "people",
    "note",
    "state",
    "number",
}


def run(*arguments):
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], prog_name="greeter")


@pytest.fixture
def tomorrow():
    return (datetime.now(TOWN_HALL.zone) + timedelta(days=1)).date()


@pytest.fixture
def table(tmp_path, tomorrow):
    file = tmp_path / "booked.csv"
    file.write_text(
        f"starts,service,name,code,with\n{tomorrow} 10:45,Build or repair,Rosa Delgado,K7P4,Dana\n{tomorrow} 9:00,dog,Ana,A1,\n"
    )
    return file


def journal(url):
    with open_front_desk(url, catalogue=TOWN_HALL) as desk:
        return [row["kind"] for row in desk.store.rows("select kind from journal")]


def test_a_table_is_taken_in_listed_and_one_is_cancelled(url, table, tomorrow):
    assert run("appointments", "import", table, "--db", url).output == "Appointments: 2 new.\n"
    assert run("appointments", "import", table, "--db", url).output == "Appointments: 2 as before.\n"
    listed = run("appointments", "list", "--day", tomorrow, "--db", url).output.splitlines()
    assert [line.split() for line in listed] == [
        ["09:00", "A1", "Dog", "license", "expected", "Ana"],
        ["10:45", "K7P4", "Build", "or", "repair", "expected", "Rosa", "Delgado", "with", "Dana"],
    ]
    cancelled = run("appointments", "cancel", "k7-p4", "--db", url)
    assert cancelled.output.startswith("Cancelled: ")
    assert cancelled.output.endswith("10:45, Build or repair.\n")
    data = json.loads(run("appointments", "list", "--day", tomorrow, "--json", "--db", url).output)
    assert set(data[0]) == KEYS
    assert [row["state"] for row in data] == ["expected", "cancelled"]
    assert run("appointments", "import", table, "--db", url).output == "Appointments: 2 as before.\n"
    again = run("appointments", "cancel", "K7P4", "--db", url)
    assert (again.exit_code, again.output) == (1, "It is cancelled already.\n")
    assert journal(url) == ["book", "book"]


def test_a_calendar_is_taken_in(url, tmp_path, tomorrow):
    file = tmp_path / "booked.ics"
    lines = [
        "BEGIN:VCALENDAR",
        "BEGIN:VEVENT",
        "UID:1",
        f"DTSTART:{tomorrow:%Y%m%d}T104500",
        "SUMMARY:dog",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    file.write_text("\r\n".join(lines))
    assert run("appointments", "import", file, "--db", url).output == "Appointments: 1 new.\n"
    file.write_text("\r\n".join([*lines[:5], "SEQUENCE:1", "STATUS:CANCELLED", *lines[5:]]))
    assert run("appointments", "import", file, "--db", url).output == "Appointments: 1 cancelled.\n"


def test_nothing_is_taken_in_where_a_row_is_wrong_unless_that_is_asked_for(url, table, tomorrow):
    table.write_text(f"{table.read_text()}{tomorrow} 25:00,dog,,,\n")
    met = run("appointments", "import", table, "--db", url)
    assert met.exit_code == 1
    assert "line 4: “25:00” is no time of day. Write it as 10:45." in met.output
    assert "booked.csv: 1 appointment can't be read. Nothing was taken in." in met.output
    assert journal(url) == []
    assert (
        "2 new, 1 not readable and left out" in run("appointments", "import", table, "--skip-wrong", "--db", url).output
    )


def test_only_looking_keeps_nothing(url, table):
    assert run("appointments", "import", table, "--check", "--db", url).output == "2 appointments can be taken in.\n"
    assert journal(url) == []


def test_a_file_that_holds_everything_cancels_what_it_has_not(url, table):
    run("appointments", "import", table, "--db", url)
    first, second, _ = table.read_text().splitlines()
    table.write_text(f"{first}\n{second}\n")
    assert (
        run("appointments", "import", table, "--complete", "--db", url).output
        == "Appointments: 1 cancelled, 1 as before.\n"
    )


def test_where_those_go_that_name_no_service(url, table, tomorrow):
    table.write_text(f"starts,service\n{tomorrow} 9:00,pony\n")
    told = run("appointments", "import", table, "--service", "dog", "--db", url)
    assert "line 2: “pony” is no service of this office: it goes to “Dog license”." in told.output
    refused = run("appointments", "import", table, "--service", "pony", "--db", url)
    assert (refused.exit_code, "no service “pony”" in refused.output) == (1, True)


def test_what_is_not_there_is_told(url, tmp_path):
    missing = run("appointments", "import", tmp_path / "none.ics", "--db", url)
    assert (missing.exit_code, "none.ics can’t be read" in missing.output) == (1, True)
    assert run("appointments", "cancel", "X", "--db", url).output.startswith(
        "There is no appointment “X” from today on."
    )
    assert run("appointments", "list", "--db", url).output == "Alder Creek Town Hall expects nobody today.\n"
    assert "“soon” is no date" in run("appointments", "list", "--day", "soon", "--db", url).output


def test_a_code_of_several_days_needs_the_day(url, table, tomorrow):
    later = tomorrow + timedelta(days=1)
    table.write_text(f"id,starts,service,code\n1,{tomorrow} 9:00,dog,K\n2,{later} 9:00,dog,K\n")
    run("appointments", "import", table, "--db", url)
    several = run("appointments", "cancel", "K", "--db", url)
    assert several.output == f"“K” has 2 appointments. Say which with --day: {tomorrow}, {later}.\n"
    assert run("appointments", "cancel", "K", "--day", later, "--db", url).exit_code == 0
