"""Open figures: what everybody may see, and that nothing personal is reached by any door of Datasette."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import warnings
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import quote

import pytest
from click.testing import CliRunner

from greeter.cli import cli
from greeter.clock import ManualClock
from greeter.model.catalogue import NextStep
from greeter.open_figures.datasette import metadata_of
from greeter.open_figures.open_file import MARK, whole_months, write_open_database
from greeter.opening import open_front_desk
from greeter.problems import BadInput, NotFound, Problem
from greeter.reports.figures import read_figures
from greeter.reports.public import FEWEST, Audience
from greeter.reports.span import Span
from greeter.reports.tables import long_form
from greeter.store.address import sqlite_path
from greeter.texts import Texts
from tests.greeter.report_days import Counter

SEED = "Quillfeather"
"""Stands in every field that somebody may fill with words, in names of clerks and visitors."""
OCTOBER = Span(date(2026, 10, 1), date(2026, 10, 31))


@pytest.fixture(scope="module")
def lived(tmp_path_factory, form, office):
    """The address of a store in which October has passed, with a name in every field; and its folder."""
    folder = tmp_path_factory.mktemp("open")
    (folder / "office.db").write_bytes(form.read_bytes())
    clock = ManualClock(datetime(2026, 10, 6, 16, tzinfo=UTC))
    url = f"sqlite:///{folder / 'office.db'}"
    with open_front_desk(url, clock=clock, catalogue=office, durable=False) as desk:
        counter = Counter(desk, clock)
        for number in range(34):
            service = "permit" if number < 31 else "dog"
            told = {"reason": f"{SEED} {number}", "name": f"Ada {SEED}", "say_name": SEED, "needs": ["seat"]}
            visit = counter.serve(service, 5 + number % 9, 4, language="es", **told)
            desk.survey(visit, {"satisfaction": 5, "trust": 4}, comment=SEED)
        filled(desk, counter)
    return url, folder


def filled(desk, counter):
    """Fill what a day seldom brings."""
    clerk = f"dana {SEED}"
    visit = counter.arrive("permit", name=SEED)
    desk.note(visit, SEED, clerk=clerk)
    desk.describe(visit, clerk=clerk, missing=SEED, expects=SEED)
    desk.call(visit, reason=SEED, counter="3", clerk=clerk)
    desk.start(visit)
    desk.take_steps(visit, [NextStep(SEED)], clerk=clerk)
    desk.hold(visit, reason=SEED)
    phone = desk.log_contact(channel="phone", service="dog", reason=SEED, reach_at=SEED, counter="4", clerk=clerk)
    desk.ask_call_back(phone.visit_id, phone=SEED, matter=SEED, due=date.fromisoformat(desk.today()), clerk=clerk)
    desk.add_person(f"Maya {SEED}", "manager", "a short sentence")


@pytest.fixture(scope="module")
def in_november(lived, office):
    with open_front_desk(lived[0], clock=ManualClock(datetime(2026, 11, 24, 18, tzinfo=UTC)), catalogue=office) as desk:
        yield desk


@pytest.fixture(scope="module")
def opened(lived, in_november):
    """The file of open figures."""
    path = lived[1] / "office-open.db"
    assert write_open_database(in_november, path) == 1
    return path


@pytest.fixture(scope="module")
def rows(opened):
    """All rows of all tables and views of the open figures, by name."""
    connection = sqlite3.connect(opened)
    connection.row_factory = sqlite3.Row
    names = [row[0] for row in connection.execute("select name from sqlite_master where type in ('table', 'view')")]
    yield {name: [dict(row) for row in connection.execute(f'select * from "{name}"')] for name in names}
    connection.close()


class TestDatabase:
    def test_the_store_does_hold_the_names(self, lived):
        assert Path(sqlite_path(lived[0])).read_bytes().count(SEED.encode()) > 70

    def test_no_name_is_in_it_not_even_in_its_bytes(self, opened, rows):
        assert len(rows) > 30
        assert SEED not in repr(rows)
        assert SEED.encode() not in opened.read_bytes()

    def test_its_numbers_are_those_of_the_public_report(self, in_november, rows):
        found = read_figures(in_november, OCTOBER, Audience.PUBLIC)
        heading, *told = long_form(Texts(), found)
        lines = [dict(zip(heading, line, strict=True)) for line in told]
        expected = {
            (line["table"], line["key"], line["figure"], line["part"]): (
                line["value"].rstrip("+"),
                line["n"].rstrip("+"),
            )
            for line in lines
            if line["value"]
        }
        shown = {}
        for row in rows["figure"]:
            value = "withheld" if row["withheld"] else row["bound"] or plain(row["value"], expected, row)
            shown[key_of(row)] = (value, "withheld" if row["n"] is None else str(row["n"]))
        assert shown == expected
        assert len(shown) > 100

    def test_nothing_is_about_few(self, rows):
        assert not [row for row in rows["figure"] if row["n"] is not None and 0 < row["n"] < FEWEST]
        dog = [row for row in rows["waits_by_service"] if row["line"] == "dog"]
        assert [(row["wait_p50_min"], row["n"]) for row in dog] == [(None, None)]

    def test_a_view_tells_a_subject_by_month(self, rows):
        (every,) = [row for row in rows["waits_by_service"] if row["line"] == "all"]
        assert (every["month"], every["n"]) == ("2026-10", 30)
        assert 5 <= every["wait_p50_min"] <= every["wait_p90_min"] <= 13
        assert {row["id"] for row in rows["subject"]} >= {"waits_by_service", "satisfaction"}
        (meaning,) = [
            row["what"]
            for row in rows["column_meaning"]
            if (row["view"], row["column"]) == ("waits_by_service", "wait_p50_min")
        ]
        assert meaning == "Wait: Wait, minutes, half took no longer"

    def test_only_months_that_are_over(self, in_november, desk, tmp_path):
        assert [month.key for month in whole_months(in_november)] == ["2026-10"]
        with pytest.raises(NotFound, match="No month with visits is over yet"):
            write_open_database(desk, tmp_path / "none.db")
        assert list(tmp_path.glob("*none*")) == []

    def test_a_place_that_takes_no_file_is_told(self, in_november, tmp_path):
        (tmp_path / "file").write_text("")
        with pytest.raises(Problem, match="can't be written"):
            write_open_database(in_november, tmp_path / "file" / "office-open.db")


def key_of(row):
    return row["subject"], row["line"], row["figure"], row["part"]


def plain(value, expected, row):
    """Return a number with the decimals that its text has."""
    text = expected[key_of(row)][0]
    return f"{value:.{len(text.partition('.')[2])}f}"


QUICK = {"suggest_facets": False}
"""To look for facets in each column of each page takes most of the time."""


class Site:
    """A file as Datasette serves it, asked in process: no port is opened."""

    def __init__(self, file, metadata, *, immutable=False):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from datasette.app import Datasette

        self.name = file.stem
        more = {"immutables": [str(file)]} if immutable else {"files": [str(file)]}
        self._served = Datasette(**{"files": [], **more}, metadata=metadata, settings=QUICK)

    def get(self, *paths):
        """Return status and text of pages, by their paths."""

        async def ask():
            await self._served.invoke_startup()
            return {path: await self._served.client.get(path, follow_redirects=True) for path in paths}

        return {path: (answer.status_code, answer.text) for path, answer in asyncio.run(ask()).items()}


def names_in(file):
    connection = sqlite3.connect(file)
    names = [row[0] for row in connection.execute("select name from sqlite_master where type in ('table', 'view')")]
    connection.close()
    return names


class TestDatasette:
    def test_no_door_of_a_store_leads_to_a_name(self, lived):
        file = lived[1] / "office.db"
        names = names_in(file)
        site = Site(file, metadata_of(file))
        sql = quote("select * from personal")
        doors = [
            "/", "/office", "/office.json?_show_hidden=1", f"/office?sql={sql}", f"/office.json?sql={sql}", f"/office.csv?sql={sql}",
            "/office.db", "/-/databases.json", "/-/metadata.json",
            f"/office/waits_by_service.json?_where={quote('1 in (select 1 from personal)')}",
            "/office/waits_by_service.json?_through=%7B%22table%22%3A%22personal%22%2C%22column%22%3A%22field%22%2C%22value%22%3A%22name%22%7D",
            "/office/personal/1.json", "/office/visit.json?_labels=on", "/office/waits_by_service.json?_facet=service&_size=max",
        ]  # fmt: skip
        doors += [f"/office/{name}{form}" for name in names for form in ("", ".json")]
        doors += ["/office/personal.csv?_stream=on", "/office/visits_today.csv"]
        pages = site.get(*doors)
        assert {path: text for path, (_, text) in pages.items() if SEED in text} == {}
        open_names = {name for name in names if pages[f"/office/{name}.json"][0] == 200}
        assert open_names == {"waits_by_service"}
        refused = [path for path in doors if "sql=" in path or "_where" in path or path == "/office.db"]
        assert {pages[path][0] for path in refused} == {403}
        assert pages["/office"][0] == 200
        assert "Waits by service and day" in pages["/office/waits_by_service"][1]
        unguarded = Site(file, {}).get("/office/personal.json")["/office/personal.json"][1]
        assert SEED in unguarded, "it is the metadata that shuts the doors"

    def test_a_table_of_a_newer_store_is_closed_as_well(self, lived):
        file = lived[1] / "office.db"
        tables = metadata_of(file)["databases"]["office"]["tables"]
        assert set(names_in(file)) == set(tables)
        shut = {name for name, said in tables.items() if said.get("allow") is False}
        assert set(tables) - shut == {"waits_by_service", "visits_today", "waiting_now"}
        assert tables["visits_today"]["allow"] == {"id": "root"}

    def test_open_figures_open_with_sense(self, opened):
        metadata = metadata_of(opened)
        assert metadata["title"] == "Alder Creek Town Hall: open figures"
        site = Site(opened, metadata, immutable=True)
        paths = [f"/office-open/{name}" for name in names_in(opened)]
        pages = site.get("/", "/office-open", "/office-open.json?sql=select+count(*)+from+figure", *paths)
        assert {status for status, _ in pages.values()} == {200}
        assert not any(SEED in text for _, text in pages.values())
        assert "Waits by service" in pages["/office-open/waits_by_service"][1]
        assert "half took no longer" in pages["/office-open/waits_by_service"][1]
        assert "How figures are computed" in pages["/office-open/measure"][1]
        tables = metadata["databases"]["office-open"]["tables"]
        assert [name for name, said in tables.items() if not said.get("description")] == []

    def test_another_file_is_told(self, tmp_path):
        with pytest.raises(NotFound):
            metadata_of(tmp_path / "none.db")
        (tmp_path / "note.db").write_text("not a database, " * 400)
        with pytest.raises(BadInput, match="is no store"):
            metadata_of(tmp_path / "note.db")


def test_the_commands_write_both(lived, tmp_path):
    file, metadata = tmp_path / "o.db", tmp_path / "metadata.json"
    run = CliRunner().invoke(cli, ["open-data", "write", str(file), "--db", lived[0]])
    assert run.exit_code == 0, run.output
    assert "month" in run.output
    connection = sqlite3.connect(file)
    assert connection.execute("pragma application_id").fetchone() == (MARK,)
    connection.close()
    assert CliRunner().invoke(cli, ["open-data", "metadata", str(file), "--to", str(metadata)]).exit_code == 0
    assert json.loads(metadata.read_text())["databases"]["o"]["title"] == "Open figures"
    printed = CliRunner().invoke(cli, ["open-data", "metadata", sqlite_path(lived[0])])
    assert json.loads(printed.output)["allow_sql"] is False
