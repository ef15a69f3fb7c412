"""Offices move from any store to any other: all of it, the same, or nothing."""

from __future__ import annotations

import hashlib
import io
import re
import shutil
import sys
import uuid
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from greeter.cli import cli
from greeter.clock import ManualClock
from greeter.opening import open_front_desk, open_port
from greeter.problems import BadInput, NotFound, Problem, StoreDamaged, StoreProblem
from greeter.records.integrity import verify
from greeter.records.proof import chain_and_figures
from greeter.reports.figures import read_figures
from greeter.reports.span import Span
from greeter.store import migrate
from greeter.store.address import sqlite_path
from greeter.store.move import Stage, copy_store
from greeter.store.progress import Progress
from greeter.store.sqlite_move import SqliteTarget
from greeter.store.tables import OF_OFFICES
from tests import warm
from tests.store.forms import only_steps
from tests.store.lived import DAY, everything, live

OFFICE = "alder-creek"
HOUR_MS = 3_600_000
SQLITE, POSTGRES = "sqlite", "postgresql"


@pytest.fixture(scope="module")
def lived(tmp_path_factory, office):
    """A file in which a day with everything has passed."""
    return lived_in(tmp_path_factory.mktemp("lived"), office, seed=7)


@pytest.fixture(scope="module")
def north(tmp_path_factory, office):
    """The address of another office's store."""
    return f"sqlite:///{lived_in(tmp_path_factory.mktemp('north'), replace(office, id='north'), seed=3)}"


@pytest.fixture
def new(tmp_path, postgres_server):
    """Makes the address of a new store of a kind."""
    made = []

    def make(kind, template="greeter_form"):
        name = f"move_{uuid.uuid4().hex[:12]}"
        if kind == SQLITE:
            return f"sqlite:///{tmp_path / name}.db"
        made.append(name)
        return postgres_server.database(name, template=template)

    yield make
    for name in made:
        postgres_server.run(f'drop database "{name}" with (force)')


@pytest.fixture
def source(lived, tmp_path):
    path = tmp_path / "source.db"
    shutil.copy(lived, path)
    return f"sqlite:///{path}"


def copy(source, target, **more):
    return copy_store(source, target, prove=chain_and_figures, **more)


def change(url, *statements):
    port = open_port(url)
    with port.atomic():
        for statement in statements:
            assert port.run(statement) != 0
    port.close()


def figures(url, office, day=DAY):
    with open_front_desk(url, catalogue=office, clock=ManualClock()) as desk:
        return read_figures(desk, Span(day, day))


def lived_in(folder, office, seed):
    """Return a file in which a day with everything has passed."""
    path, clock = folder / f"{office.id}.db", ManualClock()
    with open_front_desk(f"sqlite:///{path}", clock=clock, catalogue=office, durable=False) as desk:
        live(desk, clock, seed)
    return path


class TestAllOfIt:
    @pytest.mark.parametrize("to", [SQLITE, POSTGRES])
    @pytest.mark.parametrize("via", [SQLITE, POSTGRES])
    def test_arrives_as_it_was(self, source, new, via, to, office):
        before = hashlib.sha256(Path(sqlite_path(source)).read_bytes()).digest()
        first, second = new(via), new(to)
        copy(source, first)
        moved = copy(first, second)
        rows = everything(source)
        assert everything(first) == everything(second) == rows
        assert all(rows.values())  # no table was empty
        assert moved.rows == {table: len(rows[table]) for table in OF_OFFICES}
        port = open_port(second)
        assert verify(port, OFFICE) == verify(open_port(source), OFFICE)
        port.close()
        assert figures(second, office) == figures(source, office)
        assert hashlib.sha256(Path(sqlite_path(source)).read_bytes()).digest() == before

    @pytest.mark.parametrize("kind", [SQLITE, POSTGRES])
    def test_work_goes_on_where_it_stopped(self, source, new, kind, office):
        target = new(kind)
        copy(source, target)
        tickets = []
        for url in (source, target):
            clock = ManualClock()
            with open_front_desk(url, clock=clock, catalogue=office) as desk:
                clock.advance(hours=10)
                tickets.append(desk.check_in(service="permit"))
                assert verify(desk.store, OFFICE).sound
        assert tickets[0].number == tickets[1].number
        assert tickets[0].seq == tickets[1].seq

    @pytest.mark.parametrize("kind", [SQLITE, POSTGRES])
    def test_it_is_one_moment_while_people_go_on_working(self, source, new, kind, office):
        middle, target = new(kind), new(SQLITE)
        copy(source, middle)
        before, came = everything(middle), []
        clock = ManualClock()

        def tell(stage, done, total):
            if stage is Stage.WRITING and not came:
                with open_front_desk(middle, clock=clock, catalogue=office) as desk:
                    came.append(desk.check_in(service="permit").visit_id)

        copy(middle, target, tell=tell)
        assert everything(target) == before
        assert len(everything(middle)["visit"]) == len(before["visit"]) + 1

    def test_branches_come_together(self, source, north, new, office, tmp_path):
        south = f"sqlite:///{lived_in(tmp_path, replace(office, id='south'), seed=5)}"
        target = new(POSTGRES)
        for url in (source, north, south):
            copy(url, target)
        for url, name in ((source, OFFICE), (north, "north"), (south, "south")):
            assert everything(target, name) == everything(url)
        both, apart = new(SQLITE), new(SQLITE)
        assert copy(target, both).offices == (OFFICE, "north", "south")
        assert everything(both) == everything(target)
        assert copy(target, apart, offices=["south", "north"]).offices == ("north", "south")
        assert everything(apart, OFFICE)["visit"] == []
        assert everything(apart, "north") == everything(north)

    def test_the_clock_of_the_server_stays_where_it_is(self, source, new):
        target = new(POSTGRES)
        change(source, "update server_clock set shift = 5000")
        copy(source, target)
        port = open_port(target)
        assert port.rows("select shift from server_clock")[0]["shift"] == 0
        port.close()

    def test_a_wait_goes_on_though_the_clocks_of_the_servers_were_set_differently(self, new, always_open):
        source, target = new(POSTGRES), new(POSTGRES)
        change(source, f"update server_clock set shift = {5 * HOUR_MS}")
        with open_front_desk(source, catalogue=always_open) as desk:
            visit = desk.check_in(service="permit").visit_id
        copy(source, target)
        for url in (source, target):
            with open_front_desk(url, catalogue=always_open) as desk:
                (waiting,) = desk.queue()
                assert waiting.waited < timedelta(hours=1)
                desk.call(visit, counter="3", clerk="dana", reason="asked")
                desk.start(visit)
                assert desk.store.request(desk.store.visit(visit).request).wait_ms < HOUR_MS
                assert verify(desk.store, OFFICE).sound

    def test_an_office_that_has_only_published_its_file_moves_too(self, new, office):
        source, target = new(SQLITE), new(POSTGRES)
        with open_front_desk(source, catalogue=office) as desk, desk.store.port.atomic():
            desk.store.add("office_file", {"office": "early", "version": 1, "at": 0, "text": "x"})
        assert copy(source, target).offices == ("early",)
        assert everything(target) == everything(source)


class TestOrNothing:
    def test_a_database_without_tables_is_made_ready_first(self, source, new):
        target = new(POSTGRES, template="template1")
        copy(source, target)
        assert everything(target) == everything(source)

    @pytest.mark.parametrize("kind", [SQLITE, POSTGRES])
    def test_a_second_copy_is_refused_and_named(self, source, new, kind):
        target = new(kind)
        copy(source, target)
        before = everything(target)
        with pytest.raises(
            StoreProblem, match=r"holds an office of this name already: “alder-creek”\. Nothing was copied"
        ):
            copy(source, target)
        assert everything(target) == before

    def test_a_store_is_not_copied_into_itself(self, source):
        with pytest.raises(StoreProblem, match="already"):
            copy(source, source)

    @pytest.mark.parametrize("stage", [Stage.WRITING, Stage.COPY])
    def test_a_copy_that_is_killed_leaves_no_trace(self, source, north, any_url, stage):
        copy(north, any_url)
        before = everything(any_url)
        copier = warm.begin("-c", COPIER, source, any_url, stage.name, stdin=warm.PIPE, stdout=warm.PIPE)
        assert copier.stdout.readline() == b"half\n"
        copier.kill()
        copier.communicate()
        assert everything(any_url) == before
        copy(source, any_url)
        assert everything(any_url, OFFICE) == everything(source)
        assert everything(any_url, "north") == before

    @pytest.mark.parametrize("kind", [SQLITE, POSTGRES])
    def test_what_breaks_off_leaves_no_trace(self, source, new, kind):
        target = new(kind)

        def tell(stage, done, total):
            if stage is Stage.COPY:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            copy(source, target, tell=tell)
        assert not any(everything(target).values())

    @pytest.mark.parametrize("kind", [SQLITE, POSTGRES])
    def test_a_visit_that_is_there_under_another_office(self, source, new, kind):
        target = new(kind)
        copy(source, target)
        change(
            source,
            *(
                f"update {table} set office = 'twin'"
                for table, picked in OF_OFFICES.items()
                if picked == OF_OFFICES["visit"]
            ),
        )
        with pytest.raises(StoreProblem, match="A row of “visit” is in the target already"):
            copy_store(source, target, prove=lambda store, office: None)
        assert not any(everything(target, "twin").values())

    def test_a_sign_that_the_server_can_t_keep(self, source, new):
        target = new(POSTGRES)
        change(source, "update personal set value = 'a' || char(0) || 'b' where field = 'name'")
        with pytest.raises(StoreProblem, match="A row of “personal” holds a sign"):
            copy(source, target)
        assert not any(everything(target).values())


class _Careless(SqliteTarget):
    """A disk that forgets."""

    def add_many(self, table, columns, rows):
        place = columns.index("value") if table == "personal" else None
        super().add_many(table, columns, [(*row[:place], row[place] + ".") for row in rows] if place else rows)


class TestProof:
    def test_a_row_that_arrives_other_than_it_was(self, source, new, monkeypatch):
        monkeypatch.setattr("greeter.store.sqlite_move.SqliteTarget", _Careless)
        target = new(SQLITE)
        with pytest.raises(
            StoreProblem, match=r"“personal” of alder-creek did not arrive as it was\. Nothing was copied"
        ):
            copy(source, target)
        assert not any(everything(target).values())

    def test_figures_that_differ(self, source, new):
        answers = iter(["one", "another"])
        target = new(SQLITE)
        with pytest.raises(StoreProblem, match="What follows from the records of alder-creek did not arrive"):
            copy_store(source, target, prove=lambda store, office: next(answers))
        assert not any(everything(target).values())

    def test_a_journal_that_is_not_as_it_was_written(self, source, new):
        change(source, "update journal set clerk = 'eve' where seq = 5")
        target = new(POSTGRES)
        with pytest.raises(
            StoreDamaged, match=r"line 5\. It was changed after it was written\. See it with: greeter verify"
        ):
            copy(source, target)
        said = CliRunner().invoke(cli, ["database", "copy", "--unsound", source, target])
        assert said.exit_code == 0, said.output
        port = open_port(target)
        assert verify(port, OFFICE).bad == 5
        port.close()

    def test_an_office_without_visits_has_no_figures(self, url, office, clock):
        with open_front_desk(url, catalogue=office, clock=clock) as desk:
            desk.open_counter("3", clerk="dana")
            proof = chain_and_figures(desk.store, OFFICE)
        assert (proof.verdict.lines, proof.figures) == (1, None)

    def test_the_figures_are_of_the_last_four_weeks(self, lived):
        port = open_port(f"sqlite:///{lived}")
        proof = chain_and_figures(port, OFFICE)
        port.close()
        assert proof.figures.span.last == DAY
        assert proof.figures.arrivals > 50


class TestSources:
    @pytest.mark.parametrize("kind", [SQLITE, POSTGRES])
    def test_an_old_form_is_refused_with_words_and_left_as_it_is(self, new, kind):
        source = new(kind, template="template1")
        *older, last = migrate.STEPS
        with only_steps(len(older)):
            open_port(source).close()
        with pytest.raises(StoreProblem, match=rf"older form: {last} is missing\. To bring it to form"):
            copy(source, new(SQLITE))
        with only_steps(len(older)):
            port = open_port(source)
            assert port.migrated == []
            port.close()

    @pytest.mark.parametrize("kind", [SQLITE, POSTGRES])
    def test_a_newer_form_is_refused(self, new, kind, monkeypatch):
        source = new(kind)
        with monkeypatch.context() as then:
            then.setitem(migrate.STEPS, "9999_later", "create table later (id text not null primary key) strict;")
            open_port(source).close()
        with pytest.raises(StoreProblem, match="A newer Greeter"):
            copy(source, new(SQLITE))

    @pytest.mark.parametrize("kind", [SQLITE, POSTGRES])
    def test_no_store_at_all(self, new, kind):
        source, target = new(kind, template="template1"), new(SQLITE)
        if kind == SQLITE:
            Path(sqlite_path(source)).touch()
        with pytest.raises(NotFound, match="There is no Greeter store at this address"):
            copy(source, target)
        assert not Path(sqlite_path(target)).exists()

    def test_nothing_has_happened_there(self, new):
        source = new(SQLITE)
        open_port(source).close()
        with pytest.raises(BadInput, match="nothing has happened there yet"):
            copy(source, new(SQLITE))

    def test_an_office_that_is_not_there(self, source, new):
        target = new(SQLITE)
        with pytest.raises(NotFound, match=r"The source has no office “elsewhere”\. It has “alder-creek”"):
            copy(source, target, offices=[OFFICE, "elsewhere"])
        assert not Path(sqlite_path(target)).exists()

    def test_a_login_that_does_not_see_everything(self, source, new, postgres_server):
        server, target = new(POSTGRES), new(SQLITE)
        copy(source, server)
        name = server.rpartition("/")[2]
        for sql in (
            f"create role {name} login",
            f"grant select on all tables in schema public to {name}",
            "alter table personal enable row level security",
        ):
            postgres_server.run(sql, name)
        with pytest.raises(StoreProblem, match=r"This login may not do that\. Use the login of somebody who may"):
            copy(postgres_server.url(name, user=name), target)
        postgres_server.run(f"drop owned by {name}; drop role {name}", name)

    @pytest.mark.parametrize(
        ("address", "words"),
        [
            ("sqlite:///nowhere/none.db", "There is no store at nowhere/none.db"),
            ("sqlite://", "a store in memory"),
            ("mysql://x", "no address of a store"),
            ("postgresql://greeter:secret@127.0.0.1:1/none", "can't be reached"),
        ],
    )
    def test_an_address_with_nothing_to_copy(self, source, address, words):
        for ends in ((address, source), (source, address)):
            if "nowhere" in address and ends[1] == address:
                continue
            with pytest.raises(Problem, match=words) as met:
                copy(*ends)
            assert "secret" not in str(met.value)

    def test_letters_are_no_store(self, tmp_path, new):
        path = tmp_path / "letter.db"
        path.write_text("Dear Sir or Madam, " * 100)
        with pytest.raises(StoreProblem, match="not a Greeter store"):
            copy(f"sqlite:///{path}", new(SQLITE))

    def test_without_the_driver(self, source, monkeypatch):
        monkeypatch.setitem(sys.modules, "greeter.store.postgres.move", None)
        for ends in ((source, "postgresql://a@b/c"), ("postgresql://a@b/c", source)):
            with pytest.raises(StoreProblem, match=r"pip install 'greeter\[office\]'"):
                copy(*ends)


class TestCommand:
    def test_tells_what_was_copied(self, source, new):
        said = CliRunner().invoke(cli, ["database", "copy", source, new(POSTGRES), "--office", OFFICE])
        rows = everything(source)
        pattern = rf"{len(rows['visit']):,} visits of 1 office, {len(rows['journal']):,} journal lines, all as they were\. \d+ s\.\n"
        assert re.fullmatch(pattern, said.output), said.output

    def test_a_problem_is_a_sentence(self, source):
        said = CliRunner().invoke(cli, ["database", "copy", source, source])
        assert said.exit_code == 1
        assert said.stderr.startswith("The target holds an office")

    def test_large_numbers_are_said_in_words(self):
        from greeter.store.commands import _summary
        from greeter.store.move import Moved

        moved = Moved(("a", "b"), {"visit": 1, "journal": 1_234_567})
        assert _summary(moved, 41.2) == "1 visit of 2 offices, 1.2 million journal lines, all as they were. 41 s."

    def test_a_person_at_a_terminal_sees_how_far_it_is(self, source, new):
        stream = io.StringIO()
        stream.isatty = lambda: True
        with Progress(stream) as progress:
            copy(source, new(SQLITE), tell=progress.tell)
        shown = re.sub(r"\r\x1b\[K", "\n", stream.getvalue()).split("\n")
        assert shown[1] == "Checking the source …"
        assert shown[-1] == ""
        assert re.fullmatch(r"Copying: [\d,]+ of [\d,]+ rows\.", shown[2])
        assert any(line.startswith("Checking the copy") for line in shown)

    def test_nobody_is_told_where_nobody_looks(self):
        stream = io.StringIO()
        with Progress(stream) as progress:
            progress.tell(Stage.WRITING, 1, 2)
        assert stream.getvalue() == ""


COPIER = """
import sys
from greeter.records.proof import chain_and_figures
from greeter.store.move import Stage, copy_store

def tell(stage, done, total):
    if stage.name == sys.argv[3] and done > total // 2:
        print("half", flush=True)
        sys.stdin.readline()

copy_store(sys.argv[1], sys.argv[2], prove=chain_and_figures, tell=tell)
"""
