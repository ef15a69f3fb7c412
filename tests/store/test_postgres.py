"""The store on a PostgreSQL server: its form is the file's, offices do not wait for each other, its SQL is the common one."""

from __future__ import annotations

import threading
from dataclasses import replace
from urllib.parse import quote

import psycopg
import pytest

from greeter.opening import open_front_desk, open_port
from greeter.problems import StoreProblem
from greeter.records.integrity import verify
from greeter.store import migrate
from greeter.store.postgres.dialect import for_postgres, tables_for_postgres
from greeter.store.postgres.form import LOCK
from greeter.store.tables import OF_OFFICES, TABLES
from tests import warm
from tests.store.forms import only_steps
from tests.store.polling import until

FIRST, *LATER = migrate.STEPS


@pytest.fixture
def empty_url(postgres_server):
    """The address of a database without tables."""
    name = f"empty_{threading.get_native_id()}"
    yield postgres_server.database(name)
    postgres_server.run(f'drop database "{name}" with (force)')


def ask(url, sql, *values):
    with psycopg.connect(url, autocommit=True) as connection:
        return connection.execute(sql, values).fetchall()


def half_an_act(desk, meanwhile):
    """Write something in a turn, then again after something has happened."""
    office = {"office": desk.office.id}
    with desk.store.port.atomic(desk.office.id):
        for happen in (meanwhile, None):
            desk.store.port.run("update journal_head set seq = seq + 7 where office = :office", office)
            if happen is not None:
                happen()


def with_setting(url, name, value):
    return f"{url}?options={quote(f'-c {name}={value}')}"


@pytest.fixture(scope="module")
def file():
    """The port to a store on SQLite."""
    port = open_port("sqlite://")
    yield port
    port.close()


@pytest.fixture
def server(postgres_server):
    """The address of a store on PostgreSQL that is only looked at."""
    return postgres_server.url("greeter_form")


class TestForm:
    """Both stores have the same tables, and come by them one program at a time."""

    def test_the_same_tables_and_views(self, file, server):
        in_file = {
            (row["type"], row["name"])
            for row in file.rows("select type, name from sqlite_master where type in ('table', 'view')")
            if "sqlite" not in row["name"]
        }
        on_server = {
            ("view" if kind == "VIEW" else "table", name)
            for name, kind in ask(
                server, "select table_name, table_type from information_schema.tables where table_schema = 'public'"
            )
        }
        assert on_server - {("table", "greeter_step")} == in_file
        assert {name for kind, name in in_file if kind == "table"} == set(TABLES)

    @pytest.mark.parametrize("table", TABLES)
    def test_the_same_columns_in_the_same_order(self, file, server, table):
        in_file = [
            (row["name"], row["type"].lower(), bool(row["notnull"])) for row in file.rows(f"pragma table_info({table})")
        ]
        types = {"bigint": "integer", "text": "text"}
        on_server = [
            (name, types[kind], nullable == "NO")
            for name, kind, nullable in ask(
                server,
                "select column_name, data_type, is_nullable from information_schema.columns"
                " where table_schema = 'public' and table_name = %s order by ordinal_position",
                table,
            )
        ]
        assert on_server == in_file

    @pytest.mark.parametrize("table", TABLES)
    def test_the_same_keys(self, file, server, table):
        columns = file.rows(f"pragma table_info({table})")
        keys = {("p", *(row["name"] for row in sorted(columns, key=lambda row: row["pk"]) if row["pk"]))}
        for index in file.rows(f"pragma index_list({table})"):
            if index["origin"] == "u":
                keys.add(("u", *(row["name"] for row in file.rows(f"pragma index_info({index['name']})"))))
        for key in file.rows(f"pragma foreign_key_list({table})"):
            keys.add(("f", key["from"], key["table"], key["to"]))
        on_server = {
            (kind, *names) if kind != "f" else (kind, *names, other, *theirs)
            for kind, names, other, theirs in ask(server, _KEYS, table)
        }
        assert on_server == keys

    def test_the_same_indexes(self, file, server):
        in_file = {
            (row["tbl_name"], row["name"], " ".join(row["sql"].lower().partition(" on ")[2].split()))
            for row in file.rows(
                "select tbl_name, name, sql from sqlite_master where type = 'index' and sql is not null"
            )
            if "sqlite" not in row["tbl_name"]
        }
        on_server = {
            (table, name)
            for table, name, made_for_key in ask(server, _INDEXES)
            if not made_for_key and table != "greeter_step"
        }
        assert on_server == {(table, name) for table, name, _ in in_file}

    def test_texts_are_in_the_order_of_their_signs(self, server):
        found = ask(
            server,
            "select distinct collation_name from information_schema.columns where table_schema = 'public' and data_type = 'text'"
            " and table_name = any(%s)",
            list(TABLES),
        )
        assert found == [("C",)]

    def test_programs_that_find_an_empty_database_at_once(self, empty_url):
        programs = [warm.begin("-c", FORMER, empty_url, stdin=warm.PIPE, stdout=warm.PIPE) for _ in range(3)]
        for program in programs:
            assert program.stdout.readline() == b"ready\n"
        for program in programs:
            program.stdin.write(b"go\n")
        said = [program.communicate()[0].split() for program in programs]
        assert all(program.returncode == 0 for program in programs)
        assert sorted(int(steps) for steps, _ in said) == [0, 0, len(migrate.STEPS)]
        assert sorted(number for _, number in said) == ["P001", "P002", "P003"]

    def test_one_waits_until_the_other_has_brought_it_to_form(self, empty_url):
        opened = []
        with psycopg.connect(empty_url) as first:
            first.execute("select pg_advisory_xact_lock(%s)", (LOCK,))
            second = threading.Thread(target=lambda: opened.append(open_port(empty_url)))
            second.start()
            assert until(lambda: ask(empty_url, "select 1 from pg_locks where locktype = 'advisory' and not granted"))
            assert ask(empty_url, "select to_regclass('visit')") == [(None,)]
        second.join()
        assert opened[0].migrated == list(migrate.STEPS)
        opened[0].close()

    def test_an_older_form_is_brought_up_and_keeps_what_it_holds(self, empty_url, office, clock):
        with only_steps(1):
            open_port(empty_url).close()
            assert ask(empty_url, "select name from greeter_step") == [(FIRST,)]
            ask(empty_url, "insert into ticket_number values ('alder-creek', '2026-11-24', 'P', 41) returning 1")
        with open_front_desk(empty_url, catalogue=office, clock=clock) as desk:
            assert desk.store.port.migrated == LATER
            assert desk.check_in(service="permit").number == "P042"

    def test_a_step_that_fails_leaves_the_old_form(self, empty_url, office, clock, monkeypatch):
        monkeypatch.setitem(
            migrate.STEPS, "9999_broken", "create table half (id text); insert into nowhere values (1);"
        )
        with pytest.raises(psycopg.errors.UndefinedTable):
            open_port(empty_url)
        assert ask(empty_url, "select to_regclass('half'), to_regclass('visit')") == [(None, None)]
        monkeypatch.delitem(migrate.STEPS, "9999_broken")
        with open_front_desk(empty_url, catalogue=office, clock=clock) as desk:
            assert desk.check_in(service="permit").number == "P001"

    def test_a_step_may_make_views_with_dates_again(self, postgres_url, monkeypatch):
        monkeypatch.setitem(
            migrate.STEPS, "9999_later", "create view later as select datetime(seq, 'unixepoch') as at from journal;"
        )
        port = open_port(postgres_url)
        assert port.migrated == ["9999_later"]
        assert port.rows("select * from later") == []
        port.close()

    def test_a_newer_form_is_refused_with_words(self, postgres_url, monkeypatch):
        with monkeypatch.context() as then:
            then.setitem(migrate.STEPS, "9999_later", "create table later (id text) strict;")
            open_port(postgres_url).close()
        with pytest.raises(StoreProblem, match=r"newer Greeter.*9999_later"):
            open_port(postgres_url)


class TestTurns:
    """An office's turn is its own."""

    @pytest.fixture
    def desks(self, postgres_url, office, clock):
        """The desks of two offices, and a second one of the first which does not wait long."""
        north = replace(office, id="north")
        hurried = with_setting(postgres_url, "lock_timeout", "200ms")
        with (
            open_front_desk(postgres_url, catalogue=office, clock=clock) as one,
            open_front_desk(hurried, catalogue=north, clock=clock) as other,
            open_front_desk(hurried, catalogue=office, clock=clock) as same,
        ):
            one.check_in(service="permit")
            yield one, other, same

    def test_offices_never_wait_for_each_other(self, desks):
        one, other, _ = desks
        with one.store.port.atomic(one.office.id):
            one.store.port.run("update journal_head set seq = seq where office = :office", {"office": one.office.id})
            visit = other.check_in(service="permit").visit_id
            assert other.call_next(counter="3", clerk="dana").visit_id == visit
            other.start(visit)
            other.finish(visit, outcome="resolved")
        assert verify(other.store, "north").lines == 4

    def test_the_same_office_waits_and_then_says_so(self, desks):
        one, _, same = desks
        with one.store.port.atomic(one.office.id):
            one.store.port.run("update journal_head set seq = seq where office = :office", {"office": one.office.id})
            with pytest.raises(StoreProblem, match=r"Another program keeps the store busy\. Nothing was changed"):
                same.check_in(service="permit")
        assert same.check_in(service="permit").number == "P002"

    def test_readers_never_wait(self, desks):
        one, _, same = desks
        with one.store.port.atomic(one.office.id):
            one.store.port.run("delete from visit where office = 'nobody'")
            one.store.port.run("update journal_head set seq = seq where office = :office", {"office": one.office.id})
            assert [row.number for row in same.queue()] == ["P001"]

    def test_who_stands_still_in_the_middle_of_its_turn_holds_nobody_up(self, postgres_url, desks, office, clock):
        _, _, same = desks
        short = with_setting(postgres_url, "idle_in_transaction_session_timeout", "50ms")
        with open_front_desk(short, catalogue=office, clock=clock) as slow:

            def stand_still():
                pid = slow.store.rows("select pg_backend_pid() as pid")[0]["pid"]
                assert until(lambda: not ask(postgres_url, "select 1 from pg_stat_activity where pid = %s", pid))

            with pytest.raises(StoreProblem, match=r"took too long over its turn, and lost it\. Nothing was changed"):
                half_an_act(slow, stand_still)
            assert slow.check_in(service="permit").number == "P002"
        assert same.check_in(service="permit").number == "P003"
        assert verify(same.store, office.id).lines == 3


class TestSql:
    """One SQL for both."""

    @pytest.fixture
    def port(self, any_url):
        port = open_port(any_url)
        yield port
        port.close()

    def test_sums_and_means_are_plain_numbers(self, port):
        with port.atomic():
            for seq, tick in enumerate((3, 4, 9_007_199_254_740_993)):
                port.run("insert into overtaking values ('o', 'l', 1, :seq, :tick)", {"seq": seq, "tick": tick})
        row = port.rows(
            "select sum(tick) as sum, avg(seq) as mean, count(*) as n, max(tick) as most, sum(seq) * 1.5 as half,"
            " sum(case when seq > 9 then 1 end) as none, -sum(seq) as below from overtaking"
        )[0]
        assert dict(row) == {
            "sum": 9_007_199_254_741_000, "mean": 1.0, "n": 3, "most": 9_007_199_254_740_993, "half": 4.5, "none": None, "below": -3,
        }  # fmt: skip
        assert [type(row[name]) for name in ("sum", "mean", "half", "below")] == [int, float, float, int]

    def test_colons_and_percent_signs_in_quotes_and_in_values(self, port):
        value = "10:05 is 100 % of :this, %(that)s and %s; it's \\ ''"
        row = port.rows(
            "select '10:05 :this 100 %' as quoted, 'it''s :that 5%%' as twice, :value as given where 'a:bc' like '%:b%'",
            {"value": value},
        )[0]
        assert dict(row) == {"quoted": "10:05 :this 100 %", "twice": "it's :that 5%%", "given": value}

    def test_a_value_may_be_given_more_than_once_or_not_be_asked_for(self, port):
        assert dict(port.rows("select :a + 1 as one, :a + 2 as two", {"a": 1, "b": 2})[0]) == {"one": 2, "two": 3}

    def test_texts_sort_by_their_signs(self, port):
        with port.atomic():
            for text in ("b", "B", "ä", "a", "Z", "é"):
                port.run("insert into ticket_number values ('o', 'd', :text, 1)", {"text": text})
        assert [row["letter"] for row in port.rows("select letter from ticket_number order by letter")] == [
            "B", "Z", "a", "b", "ä", "é",
        ]  # fmt: skip

    def test_placeholders(self):
        assert for_postgres("select :a, ':b', x % 2 from t where y like 'c%'") == (
            "select %(a)s, ':b', x %% 2 from t where y like 'c%%'"
        )

    def test_types(self):
        script = "create table t (\n  id text not null,\n  n integer\n) strict;\nalter table t add column text_of text;"
        assert tables_for_postgres(script) == (
            'create table t (\n  id text collate "C" not null,\n  n bigint\n);\nalter table t add column text_of text collate "C";'
        )

    def test_every_table_s_rows_can_be_told_apart_by_office(self, port):
        for table, condition in OF_OFFICES.items():
            assert port.rows(f"select * from {table} where {condition}", {"office": "nobody"}) == []


_KEYS = """
select contype, (select array_agg(attname::text order by place) from unnest(conkey) with ordinality as k (number, place)
    join pg_attribute a on a.attrelid = conrelid and a.attnum = number),
  confrelid::regclass::text,
  (select array_agg(attname::text order by place) from unnest(confkey) with ordinality as k (number, place)
    join pg_attribute a on a.attrelid = confrelid and a.attnum = number)
from pg_constraint where conrelid = %s::regclass and contype in ('p', 'u', 'f')
"""
_INDEXES = """
select t.relname, i.relname, c.oid is not null from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
join pg_namespace n on n.oid = t.relnamespace left join pg_constraint c on c.conindid = i.oid and c.conrelid = t.oid
where n.nspname = 'public'
"""
FORMER = """
import sys
from greeter import open_front_desk
from greeter.store.postgres.port import PostgresStore
print("ready", flush=True)
sys.stdin.readline()
with open_front_desk(sys.argv[1]) as desk:
    print(len(desk.store.port.migrated), desk.check_in(service="permit").number)
"""
