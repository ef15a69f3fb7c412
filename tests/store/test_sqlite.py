"""The store in a file: how it is opened, what it promises, what it refuses."""

from __future__ import annotations

import sqlite3
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from greeter.clock import ManualClock, SystemClock
from greeter.opening import open_front_desk
from greeter.problems import NotFound, StoreProblem
from greeter.store import migrate
from greeter.store.address import sqlite_path
from greeter.store.network_drive import refuse_network_drive
from greeter.store.sqlite import SqliteStore
from greeter.store.watch import FileWatch
from tests import warm


@pytest.fixture
def file_desk(url, office, clock):
    with open_front_desk(url, clock=clock, catalogue=office) as desk:
        yield desk


def test_what_was_written_is_there_after_opening_again(url, office, clock):
    with open_front_desk(url, clock=clock, catalogue=office) as desk:
        ticket = desk.check_in(service="permit")
    with open_front_desk(url, clock=clock, catalogue=office) as desk:
        assert [row.visit_id for row in desk.queue()] == [ticket.visit_id]
        assert desk.check_in(service="permit").number == "P002"


def test_every_promise_is_switched_on(file_desk):
    pragmas = {
        name: file_desk.store.rows(f"pragma {name}")[0][0] for name in ("journal_mode", "synchronous", "foreign_keys")
    }
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
    tables = file_desk.store.rows("select sql from sqlite_master where type = 'table' and name not like '%sqlite%'")
    assert len(tables) > 10
    assert all("strict" in row["sql"].lower() for row in tables)


def test_it_opens_cleanly_in_any_sqlite(url, file_desk, clock):
    visit = file_desk.check_in(service="permit", needs=["seat"]).visit_id
    clock.advance(minutes=12)
    file_desk.call_next(counter="3", clerk="dana")
    file_desk.start(visit)
    with sqlite3.connect(sqlite_path(url)) as connection:
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
        assert connection.execute("pragma foreign_key_check").fetchall() == []
        today = connection.execute(
            "select number, service, arrived, wait_minutes, standard_minutes from visits_today"
        ).fetchall()
        assert today == [("P001", "permit", "2026-11-24 10:05:00", 12.0, 15)]
        waits = connection.execute(
            "select service, served, mean_wait_minutes, share_within_standard from waits_by_service"
        ).fetchall()
        assert waits == [("permit", 1, 12.0, 1.0)]
        assert connection.execute("select count(*) from waiting_now").fetchone() == (0,)
        assert connection.execute("select kind from journal_lines order by seq").fetchall() == [
            ("check_in",),
            ("call",),
            ("start",),
        ]
    connection.close()


def test_a_copy_is_taken_before_a_migration(url, office, clock, monkeypatch):
    with open_front_desk(url, clock=clock, catalogue=office) as desk:
        desk.check_in(service="permit")
    copy = Path(f"{sqlite_path(url)}.before-migration")
    assert not copy.exists()
    monkeypatch.setitem(migrate.STEPS, "9999_later", "create table later (id text not null primary key) strict;")
    with open_front_desk(url, clock=clock, catalogue=office) as desk:
        assert desk.store.rows("select count(*) as n from later")[0]["n"] == 0
        assert desk.store.rows("select count(*) as n from visit")[0]["n"] == 1
    with sqlite3.connect(copy) as connection:
        assert connection.execute("select count(*) from visit").fetchone() == (1,)
        assert connection.execute("select count(*) from sqlite_master where name = 'later'").fetchone() == (0,)
    connection.close()


def test_a_migration_that_fails_leaves_the_old_form(url, office, clock, monkeypatch):
    with open_front_desk(url, clock=clock, catalogue=office) as desk:
        desk.check_in(service="permit")
    monkeypatch.setitem(
        migrate.STEPS, "9999_broken", "create table half (id text) strict;\ninsert into nowhere values (1);"
    )
    with pytest.raises(sqlite3.OperationalError):
        open_front_desk(url, clock=clock, catalogue=office)
    monkeypatch.delitem(migrate.STEPS, "9999_broken")
    with open_front_desk(url, clock=clock, catalogue=office) as desk:
        assert not desk.store.rows("select name from sqlite_master where name = 'half'")
        assert len(desk.queue()) == 1


def test_a_new_store_that_another_program_is_making_is_waited_for(tmp_path):
    path = str(tmp_path / "new.db")
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("begin immediate")
    opened = []

    def make():
        store = SqliteStore(path)
        opened.append(store.rows("pragma journal_mode")[0][0])
        store.close()

    opening = threading.Thread(target=make)
    opening.start()
    opening.join(0.2)
    assert opened == []
    assert opening.is_alive()
    other.execute("rollback")
    opening.join(10)
    assert opened == ["wal"]
    other.close()


def test_a_newer_store_is_refused_with_words(url, office, clock, monkeypatch):
    monkeypatch.setitem(migrate.STEPS, "9999_later", "create table later (id text) strict;")
    open_front_desk(url, clock=clock, catalogue=office).close()
    monkeypatch.delitem(migrate.STEPS, "9999_later")
    with pytest.raises(StoreProblem, match=r"newer Greeter.*9999_later"):
        open_front_desk(url, clock=clock, catalogue=office)


@pytest.mark.parametrize("url", ["mysql://x", "office.db", "", "sqlite:office.db"])
def test_an_address_of_no_known_kind(url, office):
    with pytest.raises(StoreProblem, match="no address of a store"):
        open_front_desk(url or "x", catalogue=office)


def test_addresses():
    assert sqlite_path("sqlite:///office.db") == "office.db"
    assert sqlite_path("sqlite:////srv/office.db") == "/srv/office.db"
    assert sqlite_path("sqlite://") == ":memory:"
    assert sqlite_path("sqlite:///:memory:") == ":memory:"


def test_another_office_than_the_catalogue_s(url, office):
    with pytest.raises(NotFound, match="alder-creek"):
        open_front_desk(url, catalogue=office, office="elsewhere")


def test_a_file_that_is_no_store(tmp_path, office):
    path = tmp_path / "letter.db"
    path.write_text("Dear Sir or Madam, " * 100)
    with pytest.raises(StoreProblem, match="not a Greeter store"):
        open_front_desk(f"sqlite:///{path}", catalogue=office)
    assert path.read_text().startswith("Dear Sir")


def test_a_folder_that_can_t_be_made(tmp_path, office):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreProblem, match="can't be made"):
        open_front_desk(f"sqlite:///{tmp_path / 'file' / 'sub' / 'office.db'}", catalogue=office)


def test_a_damaged_store_is_told(url, office, clock):
    with open_front_desk(url, clock=clock, catalogue=office) as desk:
        for _ in range(50):
            desk.check_in(service="permit", reason="x" * 500)
    path = Path(sqlite_path(url))
    data = bytearray(path.read_bytes())
    data[4096 : 4096 * 8] = b"\xff" * (4096 * 7)
    path.write_bytes(bytes(data))
    with pytest.raises(StoreProblem, match="damaged"), open_front_desk(url, clock=clock, catalogue=office) as desk:
        desk.queue()


MOUNTS = """/dev/sda1 / ext4 rw 0 0
server:/export /srv/share nfs4 rw 0 0
//pc/share /mnt/with\\040blank cifs rw 0 0
/dev/sdb1 /srv/share/local ext4 rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "refused"),
    [
        ("/srv/share/office.db", "nfs4"),
        ("/mnt/with blank/office.db", "cifs"),
        ("/srv/share/local/office.db", ""),
        ("/var/office.db", ""),
    ],
)
def test_network_drives_are_refused_with_the_reason(tmp_path, path, refused):
    mounts = tmp_path / "mounts"
    mounts.write_text(MOUNTS)
    if refused:
        with pytest.raises(StoreProblem, match=rf"network drive \({refused}\).*PostgreSQL"):
            refuse_network_drive(Path(path), mounts)
    else:
        refuse_network_drive(Path(path), mounts)


def test_a_system_without_a_list_of_drives(tmp_path):
    refuse_network_drive(tmp_path / "office.db", tmp_path / "nothing")


class TestWatch:
    def test_sees_what_others_commit_and_nothing_else(self, url, file_desk):
        watch = FileWatch(url)
        assert not watch.moved()
        file_desk.check_in(service="permit")
        assert watch.moved()
        assert not watch.moved()
        file_desk.queue()
        assert not watch.moved()
        watch.close()

    def test_sees_a_store_come_into_being(self, new_url, office, clock):
        watch = FileWatch(new_url)
        assert not watch.moved()
        with open_front_desk(new_url, clock=clock, catalogue=office):
            assert watch.moved()
        watch.close()

    def test_a_file_that_can_t_be_looked_at_has_not_moved(self, tmp_path):
        path = tmp_path / "letter.db"
        watch = FileWatch(f"sqlite:///{path}")
        watch.moved()
        path.write_text("Dear Sir or Madam, " * 100)
        assert not watch.moved()
        watch.close()


class TestTime:
    def test_a_clock_that_jumps_leaves_durations_alone(self, desk, clock):
        visit = desk.check_in(service="permit").visit_id
        clock.advance(minutes=5)
        clock.jump(timedelta(hours=-1))
        desk.call_next(counter="3", clerk="dana")
        clock.jump(timedelta(days=-20_000))
        clock.advance(minutes=1)
        desk.start(visit)
        clock.jump(timedelta(days=20_000))
        clock.advance(minutes=3)
        desk.finish(visit, outcome="resolved")
        request = desk.store.request(desk.store.visit(visit).request)
        assert (request.wait_ms, request.serve_ms) == (360_000, 180_000)
        flagged = desk.store.rows("select kind from journal where data like '%clock_jump_ms%' order by seq")
        assert [row["kind"] for row in flagged] == ["call", "start", "finish"]

    def test_a_restart_of_the_machine_counts_by_the_wall(self, url, office, clock):
        with open_front_desk(url, clock=clock, catalogue=office) as desk:
            visit = desk.check_in(service="permit").visit_id
        later = ManualClock(clock.now() + timedelta(minutes=7))
        with open_front_desk(url, clock=later, catalogue=office) as desk:
            desk.call_next(counter="3", clerk="dana")
            desk.start(visit)
            assert desk.store.request(desk.store.visit(visit).request).wait_ms == 420_000

    @pytest.mark.parametrize("wrong", [timedelta(days=-365), timedelta(days=4_000)])
    def test_a_restart_with_a_wrong_clock_adds_nothing_absurd(self, url, office, clock, wrong):
        with open_front_desk(url, clock=clock, catalogue=office) as desk:
            desk.check_in(service="permit")
        with open_front_desk(url, clock=ManualClock(clock.now() + wrong), catalogue=office) as desk:
            desk.check_in(service="dog")
            later = desk.store.rows("select gap, data from journal where seq > 1")
            assert [line["gap"] for line in later] == [0] * len(later)
            assert "clock_jump_ms" in later[0]["data"]

    def test_the_machine_s_clock_runs_forward(self):
        clock = SystemClock()
        first, second = clock.read(), clock.read()
        assert first.run == second.run
        assert second.steady >= first.steady
        assert abs(clock.now().timestamp() * 1000 - first.wall) < 60_000


RACER = """
import sys
from greeter import open_front_desk
url, counter = sys.argv[1:]
with open_front_desk(url) as desk:
    print("ready", flush=True)
    sys.stdin.readline()
    for index in range(30):
        desk.check_in(service="permit", request_key=f"{counter}-{index}")
    won = []
    while called := desk.call_next(counter=counter, clerk=f"clerk-{counter}"):
        won.append(called.visit_id)
    print(*won)
"""


def test_four_processes_issue_and_call_nobody_twice(url, office):
    open_front_desk(url, catalogue=office).close()
    racers = [warm.begin("-c", RACER, url, number, stdin=warm.PIPE, stdout=warm.PIPE) for number in (2, 3, 4, 5)]
    for racer in racers:
        assert racer.stdout.readline() == b"ready\n"
    for racer in racers:
        racer.stdin.write(b"go\n")
    won = [visit for racer in racers for visit in racer.communicate()[0].split()]
    assert all(racer.returncode == 0 for racer in racers)
    with open_front_desk(url, catalogue=office) as desk:
        assert not desk.queue() or all(row.state == "called" for row in desk.queue())
        numbers = [row["number"] for row in desk.store.rows("select number from visit")]
        seqs = [row["seq"] for row in desk.store.rows("select seq from journal order by seq")]
    assert len(won) == len(set(won)) == 120
    assert sorted(numbers) == [f"P{number:03}" for number in range(1, 121)]
    assert seqs == list(range(1, 241))
