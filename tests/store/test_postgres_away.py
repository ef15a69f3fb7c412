"""A PostgreSQL server that cuts off, stops, freezes or refuses: told in words, nothing half written, and work goes on by itself."""

from __future__ import annotations

import os
import signal
from contextlib import contextmanager

import psutil
import psycopg
import pytest

from greeter.opening import open_front_desk, open_port
from greeter.problems import StoreAway, StoreProblem
from greeter.records.integrity import verify
from greeter.store.postgres.waking import channel_of
from tests.postgres_server import PostgresServer
from tests.store.lived import everything
from tests.store.polling import until

PATIENCE_S = 1.0


@pytest.fixture
def desk(postgres_url, office, clock):
    with open_front_desk(postgres_url, catalogue=office, clock=clock, patience_s=PATIENCE_S) as opened:
        opened.check_in(service="permit")
        yield opened


@pytest.fixture(scope="module")
def own_server():
    """A server that may be stopped and frozen, for the others' tests go on with theirs."""
    server = PostgresServer(durable=True)
    with psycopg.connect(server.url(), autocommit=True) as connection:
        connection.execute("create role locked login password 's3cret'")
    rules = server.data / "pg_hba.conf"
    rules.write_text(
        f"host all locked 127.0.0.1/32 scram-sha-256\nhost all banned 127.0.0.1/32 reject\n{rules.read_text()}"
    )
    server.run("create role banned login")
    server.run("select pg_reload_conf()")
    yield server
    server.close()


@pytest.fixture
def far(own_server, office, clock):
    """A desk over that server."""
    url = own_server.database(f"away_{os.urandom(4).hex()}")
    with open_front_desk(url, catalogue=office, clock=clock, patience_s=PATIENCE_S) as opened:
        opened.check_in(service="permit")
        yield opened
    with psycopg.connect(own_server.url()):  # it works again for the next test
        pass


def cut_off(url):
    """Let the server end all connections of the programs to a database."""
    with psycopg.connect(url, autocommit=True) as connection:
        ended = connection.execute(
            "select pg_terminate_backend(pid, 10000) from pg_stat_activity"
            " where datname = current_database() and application_name = 'greeter'"
        ).fetchall()
    assert ended
    assert all(done for (done,) in ended)


@contextmanager
def frozen(*pids):
    """Let processes stand still."""
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGCONT)


def served_by(server, desk):
    """Return the ids of the server's processes that serve a desk's database."""
    database = desk.store.rows("select current_database() as name")[0]["name"]
    with psycopg.connect(server.url()) as connection:
        return [
            pid for (pid,) in connection.execute("select pid from pg_stat_activity where datname = %s", (database,))
        ]


def number_or_none(desk):
    """Check somebody in; None while the server is away."""
    try:
        return desk.check_in(service="permit").number
    except StoreAway:
        return None


class TestCutOff:
    def test_between_acts_the_next_one_works_by_itself(self, desk, postgres_url, office):
        for number in range(2, 6):
            cut_off(postgres_url)
            assert desk.check_in(service="permit").number == f"P00{number}"
        cut_off(postgres_url)
        assert len(desk.queue()) == 5
        assert verify(desk.store, office.id).lines == 5

    def test_after_a_rest_the_next_one_works_by_itself(self, desk, postgres_url, monkeypatch):
        monkeypatch.setattr("greeter.store.postgres.pools.RESTED_S", -1.0)
        cut_off(postgres_url)
        assert desk.check_in(service="permit").number == "P002"

    @pytest.mark.parametrize("at", ["turn taken", "journal written"])
    def test_inside_a_turn_nothing_is_half_written(self, desk, postgres_url, office, monkeypatch, at):
        visit = desk.queue()[0].visit_id
        desk.call_next(counter="3", clerk="dana")
        before = everything(postgres_url)
        name = {"turn taken": "record", "journal written": "_write_head"}[at]
        act = getattr(desk.store, name)

        def then(*arguments, **more):
            if at == "turn taken":
                cut_off(postgres_url)
                return act(*arguments, **more)
            act(*arguments, **more)
            return cut_off(postgres_url)

        with monkeypatch.context() as once:
            once.setattr(desk.store, name, then)
            with pytest.raises(StoreAway, match="can't be reached"):
                desk.start(visit)
        assert everything(postgres_url) == before
        desk.start(visit)
        assert verify(desk.store, office.id).lines == 3

    def test_after_the_commit_the_act_is_kept_and_says_so(self, desk, postgres_url, monkeypatch):
        def then(office):
            cut_off(postgres_url)
            return channel_of(office)

        with monkeypatch.context() as once:
            once.setattr("greeter.store.postgres.port.channel_of", then)
            assert desk.check_in(service="permit").number == "P002"
        assert desk.check_in(service="permit").number == "P003"


class TestStopped:
    @pytest.mark.parametrize("manner", ["fast", "immediate"])
    def test_it_is_told_in_words_and_work_goes_on_afterwards(self, own_server, far, office, manner):
        own_server.stop(manner)
        try:
            for act in (far.queue, lambda: far.check_in(service="permit"), lambda: far.check_in(service="permit")):
                with pytest.raises(StoreAway, match=r"The store's server can't be reached\. Check the network"):
                    act()
            with pytest.raises(StoreAway, match="can't be reached"):
                open_port(own_server.url())
        finally:
            own_server.start()

        assert until(lambda: number_or_none(far)) == "P002"
        assert far.check_in(service="permit").number == "P003"
        assert verify(far.store, office.id).lines == 3


class TestFrozen:
    def test_its_connections(self, own_server, far):
        with frozen(*served_by(own_server, far)):
            with pytest.raises(StoreAway):
                far.check_in(service="permit")
            assert until(lambda: number_or_none(far)) == "P002"

    def test_the_whole_server(self, own_server, far):
        everyone = [own_server.pid, *(child.pid for child in psutil.Process(own_server.pid).children())]
        with frozen(*everyone):
            for act in (far.queue, lambda: far.check_in(service="permit")):
                with pytest.raises(StoreAway, match="can't be reached"):
                    act()
            with pytest.raises(StoreAway, match="can't be reached"):
                open_port(own_server.url(), patience_s=PATIENCE_S)
        assert far.check_in(service="permit").number == "P002"

    def test_in_the_middle_of_a_turn_nothing_is_half_written(self, far, office, monkeypatch):
        record, held = far.store.record, []

        def stand_still(*arguments, **more):
            held.append(far.store.rows("select pg_backend_pid() as pid")[0]["pid"])
            os.kill(held[0], signal.SIGSTOP)
            return record(*arguments, **more)

        with monkeypatch.context() as once:
            once.setattr(far.store, "record", stand_still)
            try:
                with pytest.raises(StoreAway):
                    far.check_in(service="permit")
            finally:
                os.kill(held[0], signal.SIGCONT)
        assert far.check_in(service="permit").number == "P002"
        assert verify(far.store, office.id).lines == 2


class TestRefused:
    @pytest.mark.parametrize(
        ("user", "words"),
        [
            ("locked:wr0ng", "The server refuses this login"),
            ("locked", "The server refuses this login"),
            ("nobody", "The server refuses this login"),
            ("banned", "The server refuses this login"),
        ],
    )
    def test_a_wrong_login(self, own_server, user, words, monkeypatch):
        monkeypatch.setenv("PGPASSFILE", os.devnull)
        with pytest.raises(StoreAway, match=words) as met:
            open_port(own_server.url(user=user))
        assert "wr0ng" not in str(met.value)

    def test_the_right_login(self, own_server):
        own_server.run("create database locked owner locked")
        port = open_port(own_server.url("locked", user="locked:s3cret"))
        assert port.migrated
        port.close()

    def test_a_wrong_database(self, own_server):
        with pytest.raises(StoreAway, match=r"The server has no such database\. Make it with"):
            open_port(own_server.url("nowhere"))

    def test_nobody_listens(self, own_server):
        url = own_server.url(user="locked:s3cret").replace(str(own_server.port), "1")
        with pytest.raises(StoreAway, match="can't be reached") as met:
            open_port(url)
        assert "s3cret" not in str(met.value)

    @pytest.mark.parametrize("address", ["postgresql://a:s3cret@[::1/x", "postgresql://a:s3cret@h/x?nonsense=1"])
    def test_an_address_that_can_t_be_read(self, address):
        with pytest.raises(StoreProblem, match="can't be read") as met:
            open_port(address)
        assert "s3cret" not in str(met.value)

    def test_a_login_that_may_only_read(self, own_server):
        own_server.run("create role reader login")
        own_server.run("create database only_read")
        with pytest.raises(StoreProblem, match=r"not ready for this program.*greeter database setup"):
            open_port(own_server.url("only_read", user="reader"))

    def test_a_standby(self, own_server):
        url = own_server.database(f"standby_{os.urandom(4).hex()}")
        open_port(url).close()
        port = open_port(f"{url}?options=-c%20default_transaction_read_only%3Don")
        with pytest.raises(StoreProblem, match=r"can only be read\. Nothing was changed"), port.atomic():
            port.run("delete from told")
        port.close()
