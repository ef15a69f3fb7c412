"""`greeter database check`: what is well with a server, what to think about, and what keeps a counter from working."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from click.testing import CliRunner

from greeter.cli import cli
from greeter.clock import ManualClock
from greeter.opening import open_front_desk
from greeter.store.migrate import STEPS
from greeter.store.postgres import examine as examination
from greeter.store.postgres.examine import Verdict, examine
from greeter.store.postgres.form import bring_to_form
from tests.store.guarded import SECRET, GuardedStore
from tests.store.two_offices import NORTH, SOUTH


@pytest.fixture
def store(guarded_server):
    one = GuardedStore(guarded_server, NORTH, SOUTH)
    yield one
    one.close()


@pytest.fixture
def database(guarded_server):
    """Make databases, and take them away again."""
    made = []

    def make(more=""):
        made.append(f"looked_at_{uuid.uuid4().hex[:8]}")
        guarded_server.run(f"create database {made[-1]} {more}")
        return guarded_server.url(made[-1])

    yield make
    for name in made:
        guarded_server.run(f"drop database {name} with (force)")


def found(url, words, **more):
    """Return the verdict on what is told in these words; None where nobody tells it."""
    return next((finding.verdict for finding in examine(url, **more) if words in finding.words), None)


def check(url):
    return CliRunner().invoke(cli, ["database", "check", url])


def test_a_good_server_and_a_login_of_its_own(store):
    address = store.login("clerk", NORTH, name="desk-7")
    store.run(f"alter database {store.name} set synchronous_commit = on")
    told = check(address)
    assert told.exit_code == 0, told.output
    lines = told.output.splitlines()
    assert lines[0].startswith("PostgreSQL ")
    assert lines[1] == "The server is on this machine: nothing goes over the network."
    assert lines[2] == "The store has the form that this program needs."
    assert lines[3] == "The login “desk-7” is clerk of north."
    assert lines[5].startswith("An answer takes ")
    assert lines[6].startswith("This machine's clock is 0.")
    assert lines[7].endswith("connections are in use.")


def test_a_login_of_many_parts(store):
    store.login("clerk", NORTH, SOUTH, name="many")
    address = store.login("manager", "*", name="many", more=True)
    assert found(address, "The login “many” is clerk of north and south, manager of all offices.") is Verdict.GOOD


def test_a_server_that_may_forget(store):
    store.run(f"alter database {store.name} set synchronous_commit = off")
    assert (
        found(store.login("kiosk"), "tickets can be lost: fsync and full_page_writes and synchronous_commit")
        is Verdict.WARNING
    )


def test_what_a_durable_server_keeps(store, monkeypatch):
    kept = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}
    asked = examination._setting
    monkeypatch.setattr(examination, "_setting", lambda connection, name: kept.get(name) or asked(connection, name))
    assert found(store.url, "What is committed is on the server's disk") is Verdict.GOOD


def test_the_owners_login_is_no_login_for_a_counter(store):
    assert found(store.url, "The login “postgres” owns the store and may do everything") is Verdict.WARNING


def test_a_login_without_an_office(store):
    address = store.login("clerk", name="nowhere")
    store.run("delete from greeter_login where login = 'nowhere'")
    assert found(address, "The login “nowhere” reaches no office") is Verdict.BROKEN
    told = check(address)
    assert told.exit_code == 1
    assert "Broken: The login “nowhere” reaches no office." in told.output
    assert "Mend what is marked as broken" in told.output


def test_a_stranger(database, guarded_server):
    url = database()
    open_front_desk(url).close()
    guarded_server.run(f"create role passing_by login password '{SECRET}'")
    address = url.replace("postgres@", f"passing_by:{SECRET.replace(' ', '%20')}@")
    assert found(address, "The login “passing_by” may do nothing here") is Verdict.BROKEN
    guarded_server.run("drop role passing_by")


def test_a_database_without_a_store(database):
    assert found(database(), "There is no Greeter store") is Verdict.BROKEN


def test_an_older_and_a_newer_store(database):
    older, newer = database(), database()
    with psycopg.connect(older, autocommit=True, row_factory=psycopg.rows.dict_row) as connection:
        bring_to_form(connection, dict(list(STEPS.items())[:1]))
    assert found(older, "greeter database setup") is Verdict.BROKEN
    open_front_desk(newer).close()
    with psycopg.connect(newer, autocommit=True) as connection:
        connection.execute("insert into greeter_step (name) values ('9999_later')")
    assert found(newer, "A newer Greeter has written to this store") is Verdict.BROKEN


def test_a_database_that_keeps_no_names(database):
    url = database("encoding 'SQL_ASCII' lc_collate 'C' lc_ctype 'C' template template0")
    assert found(url, "The database keeps texts as SQL_ASCII") is Verdict.BROKEN


def test_a_server_that_is_too_old(database, monkeypatch):
    monkeypatch.setattr("greeter.store.postgres.fit_server.OLDEST", 99)
    assert found(database(), "Greeter needs 99 or newer") is Verdict.BROKEN


def test_a_database_that_may_only_be_read(database, guarded_server):
    url = database()
    open_front_desk(url).close()
    guarded_server.run(f"alter database {url.rpartition('/')[2]} set default_transaction_read_only = on")
    assert found(url, "can only be read (default_transaction_read_only)") is Verdict.BROKEN


def test_a_standby(store, monkeypatch):
    asked = examination.one
    monkeypatch.setattr(
        examination, "one", lambda c, query, *v: True if "pg_is_in_recovery" in query else asked(c, query, *v)
    )
    assert found(store.url, "This server is a standby") is Verdict.BROKEN


@pytest.mark.parametrize(
    ("minutes", "words", "verdict"),
    [
        (5, "ahead of the server's. Greeter goes by", Verdict.WARNING),
        (-5, "behind the server's. Greeter goes by", Verdict.WARNING),
    ],
)
def test_a_clock_that_is_wrong(store, minutes, words, verdict):
    clock = ManualClock(datetime.now(UTC) + timedelta(minutes=minutes))
    assert found(store.url, words, clock=clock) is verdict


def test_an_answer_that_takes_long(store, monkeypatch):
    monkeypatch.setattr(examination, "SLOW_MS", -1.0)
    assert found(store.url, "people will wait for it") is Verdict.WARNING


def test_a_server_with_little_room(store, monkeypatch):
    monkeypatch.setattr(examination, "_FEW_LEFT", 10_000)
    assert found(store.url, "raise max_connections") is Verdict.WARNING


def test_a_server_that_is_not_there():
    told = check("postgresql://postgres@127.0.0.1:1/store")
    assert told.exit_code == 1
    assert "The store's server can't be reached." in told.output
