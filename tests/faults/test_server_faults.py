"""F4, F5, F8, F19 on a PostgreSQL server: its disk is full at each write, it can only be read, the office is locked, a migration is killed."""

from __future__ import annotations

import signal
import threading
import uuid
from pathlib import Path

import psycopg
import pytest

from greeter.opening import open_front_desk, open_port
from greeter.problems import StoreProblem
from greeter.records.integrity import verify
from greeter.store.postgres import connecting
from greeter.store.tables import TABLES
from tests import warm
from tests.store.forms import only_steps

MIGRATION = Path(__file__).with_name("server_migration.py")
MOST = 60
WRITTEN = (
    "visit",
    "request",
    "personal",
    "request_key",
    "journal",
    "journal_head",
    "ticket_number",
    "counter",
    "overtaking",
)


def everything(desk):
    return {table: sorted(map(str, desk.store.rows(f"select * from {table}"))) for table in TABLES}


@pytest.fixture
def fails_at(postgres_url):
    """Let the server answer a write, the n-th from now on, as it does when its disk is full."""
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute("create sequence written")
        connection.execute("create table full_at (n bigint)")
        connection.execute(
            "create function is_full() returns trigger language plpgsql as $$ begin"
            " if nextval('written') = (select n from full_at) then"
            " raise exception 'could not extend file: No space left on device' using errcode = 'disk_full'; end if;"
            " return null; end $$"
        )
        for table in WRITTEN:
            connection.execute(
                f"create trigger full_disk after insert or update on {table} for each statement execute function is_full()"
            )

        def fail(n):
            connection.execute("select setval('written', 1, false)")
            connection.execute("delete from full_at")
            connection.execute("insert into full_at values (%s)", (n,))

        yield fail


ACTS = {
    "check in": lambda desk: desk.check_in(
        service="permit", reason="A fence", name="Zoë", request_key=uuid.uuid4().hex
    ),
    "call": lambda desk: desk.call_next(counter="3", clerk="dana"),
}


def refusal(act):
    """Do it, and return what the store says against it; empty where it worked."""
    try:
        act()
    except StoreProblem as problem:
        return str(problem)
    return ""


@pytest.mark.parametrize("act", ACTS)
def test_the_servers_disk_is_full_at_each_write(postgres_url, fails_at, office, clock, act):
    with open_front_desk(postgres_url, clock=clock, catalogue=office) as desk:
        desk.check_in(service="business")
        clock.advance(minutes=2)
        desk.check_in(service="permit", reason="A deck")
        desk.call_next(counter="2", clerk="ben")
        desk.check_in(service="business")
        before, refused = everything(desk), 0
        for n in range(1, MOST):
            fails_at(n)
            said = refusal(lambda: ACTS[act](desk))
            if not said:
                break
            assert "disk is full. Nothing was changed." in said
            assert everything(desk) == before
            refused += 1
        assert refused >= 4
        assert everything(desk) != before, "once there is room it works"
        assert verify(desk.store, office.id).sound


def test_a_server_that_can_only_be_read(postgres_url, postgres_server, office, clock):
    database = postgres_url.rsplit("/", 1)[1]
    with open_front_desk(postgres_url, clock=clock, catalogue=office) as desk:
        desk.check_in(service="permit")
    postgres_server.run(f'alter database "{database}" set default_transaction_read_only = on')
    with open_front_desk(postgres_url, clock=clock, catalogue=office) as desk:
        with pytest.raises(StoreProblem, match="can only be read"):
            desk.check_in(service="permit")
        assert [row.number for row in desk.queue()] == ["P001"], "what was true is still shown"
    postgres_server.run(f'alter database "{database}" reset default_transaction_read_only')
    with open_front_desk(postgres_url, clock=clock, catalogue=office) as desk:
        assert desk.check_in(service="permit").number == "P002"


def test_an_office_that_is_locked_is_told_of_or_waited_for(postgres_url, office, clock, monkeypatch):
    monkeypatch.setattr(connecting, "_MOST_LOCK_MS", 300)
    with open_front_desk(postgres_url, clock=clock, catalogue=office) as desk:
        desk.check_in(service="permit")
        with psycopg.connect(postgres_url) as other:
            other.execute("update journal_head set seq = seq where office = %s", (office.id,))
            with pytest.raises(StoreProblem, match="keeps the store busy"):
                desk.check_in(service="permit", request_key="k")
            assert [row.number for row in desk.queue()] == ["P001"], "readers never wait"
        monkeypatch.setattr(connecting, "_MOST_LOCK_MS", 8_000)
    numbers = []
    with psycopg.connect(postgres_url) as other:
        other.execute("update journal_head set seq = seq where office = %s", (office.id,))
        begun = threading.Event()

        def check_in():
            with open_front_desk(postgres_url, clock=clock, catalogue=office) as waiting:
                begun.set()
                numbers.append(waiting.check_in(service="permit", request_key="k").number)

        visitor = threading.Thread(target=check_in)
        visitor.start()
        assert begun.wait(10)
        other.rollback()
    visitor.join()
    assert numbers == ["P002"]


def test_a_migration_is_killed_at_each_statement(postgres_server, office, clock):
    """All steps are one transaction: the store is old or new, never mixed."""
    old = f"old_{uuid.uuid4().hex[:8]}"
    url = postgres_server.database(old)
    with only_steps(1):
        open_port(url).close()
    killed = 0
    for n in range(1, MOST):
        name = f"try_{uuid.uuid4().hex[:8]}"
        copy = postgres_server.database(name, template=old)
        program = warm.run(MIGRATION, copy, n)
        with psycopg.connect(copy) as connection:
            steps = [row[0] for row in connection.execute("select name from greeter_step order by name").fetchall()]
            tables = {
                row[0] for row in connection.execute("select tablename from pg_tables where schemaname = 'public'")
            }
        is_new = {"kiosk", "drawer"} <= tables
        assert is_new == ("9999_longer" in steps) == ("0002_network" in steps)
        assert is_new or not {"kiosk", "drawer", "office_file"} & tables, "it is mixed"
        if program.returncode == 0:
            assert is_new
            break
        assert program.returncode == -signal.SIGKILL, program.stderr
        killed += 1
        if not is_new:
            with open_front_desk(copy, catalogue=office, clock=clock) as desk:
                assert desk.check_in(service="permit").number == "P001", "opening it again completes it"
        postgres_server.run(f'drop database "{name}" with (force)')
    assert killed >= 6
