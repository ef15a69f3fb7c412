"""F19, F20: `kill -9` in a migration leaves the old form or the new one, and a good copy of the old; an older program changes nothing in a newer
store.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from greeter.clock import ManualClock
from greeter.model.journal import Kind
from greeter.opening import open_front_desk
from greeter.problems import StoreProblem
from greeter.records.integrity import verify
from greeter.store import migrate
from greeter.store.address import sqlite_path
from greeter.store.sqlite import SqliteStore
from greeter.store.store import Store
from tests.faults.disk import KILL, How
from tests.faults.other_process import HERE

MOST = 400
LINES = 40
LONG = """
create table shelf (office text not null, seq integer not null, folder text not null, primary key (office, seq)) strict;
insert into shelf select office, seq, data || hex(zeroblob(400)) from journal;
create table drawer (id text not null primary key, label text not null) strict;
insert into drawer select hash, previous from journal;
create index drawer_label on drawer (label);
update shelf set folder = folder || seq;
"""
"""A step that writes a lot, after the newest that there is."""


@pytest.fixture
def old_files(tmp_path, monkeypatch):
    """The files of a store of the first form, with a journal."""
    folder = tmp_path / "old"
    folder.mkdir()
    first = dict(list(migrate.STEPS.items())[:1])
    with monkeypatch.context() as patch:
        patch.setattr(migrate, "STEPS", first)
        store, clock = Store(SqliteStore(str(folder / "office.db"))), ManualClock()
        for line in range(LINES):
            clock.advance(seconds=1)
            with store.turn("alder-creek", clock.read()) as turn:
                store.record(turn, Kind.NOTE, None, line=line)
        store.port.close()
    return folder


@pytest.fixture
def start_migration(disk, start, tmp_path):
    """Starts what opens the store on the disk, in copies of itself."""
    steps = tmp_path / "long.sql"
    steps.write_text(LONG)

    def begin():
        other = start(HERE / "migration_process.py", disk.place / "office.db", steps, environ=disk.environ())
        assert other.hears() == "ready"
        return other

    return begin


def content(path):
    """Return all that a database holds, the times at which steps were applied left out."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
        forms = connection.execute("select type, name, sql from sqlite_master order by 1, 2").fetchall()
        tables = [name for kind, name, _ in forms if kind == "table" and not name.startswith("sqlite_")]
        rows = {name: connection.execute(f'select * from "{name}"').fetchall() for name in tables}
        rows["_sqlite_migrations"] = connection.execute("select name from _sqlite_migrations").fetchall()
    return forms, rows


def lay_out(files, place):
    for file in place.iterdir():
        file.unlink()
    for file in files.iterdir():
        shutil.copy(file, place / file.name)


def new_form(place, files, far):
    """Return what a migration gives that nobody disturbs, and how many statements it has."""
    lay_out(files, place)
    far.does("0")
    statements = int(far.hears("opened").split()[1])
    assert far.hears() == "ended 0"
    return content(place / "office.db"), statements


def check(place, old, new):
    """Check that the store is old or new, and that its copy is good; return whether it is new."""
    found, copy = content(place / "office.db"), place / "office.db.before-migration"
    assert found in (old, new), "the store is in no form of its own"
    if copy.exists():
        assert content(copy) == old
    if found == new:
        assert copy.exists()
    return found == new


@pytest.mark.parametrize("where", ["statement", "act of the disk"])
def test_a_migration_is_killed_at_each(disk, start_migration, old_files, monkeypatch, where):
    far, database = start_migration(), disk.place / "office.db"
    old = content(old_files / "office.db")
    new, statements = new_form(disk.place, old_files, far)
    copied = 0
    for nth in range(1, MOST) if where == "statement" else (*range(1, 30), *range(30, MOST, 7)):
        lay_out(old_files, disk.place)
        if where == "statement":
            far.does(str(nth))
        else:
            disk.fail(fault=KILL, nth=nth, how=How.ONCE)
            far.does("0")
        said = far.hears()
        if said != "ended -9":
            break
        disk.heal()
        copied += (disk.place / "office.db.before-migration").exists()
        was_new = check(disk.place, old, new)
        far.does("0")
        assert far.hears("opened")
        assert far.hears() == "ended 0", "opening it again completes it"
        assert check(disk.place, old, new) or was_new
        left = {file.name for file in disk.place.iterdir()} - {"office.db-wal", "office.db-shm"}
        assert left == {"office.db", "office.db.before-migration"}, "nothing half made is left"
    assert nth == statements + 1 if where == "statement" else nth > 100
    assert copied > 10, "the kills came before the copy"
    disk.heal()
    assert far.hears() == "ended 0"
    assert content(database) == new
    assert far.ends() == 0
    monkeypatch.setitem(migrate.STEPS, "9999_long", LONG)
    with closing(SqliteStore(str(database))) as port:
        assert verify(Store(port), "alder-creek").lines == LINES


def test_of_two_programs_that_are_started_at_once_one_migrates(disk, start_migration, old_files):
    first, second = start_migration(), start_migration()
    old = content(old_files / "office.db")
    new, _ = new_form(disk.place, old_files, first)
    for _ in range(5):
        lay_out(old_files, disk.place)
        for far in (first, second):
            far.does("0")
        for far in (first, second):
            assert far.hears("ended") == "ended 0"
        assert check(disk.place, old, new)


def test_an_older_program_changes_nothing_in_a_newer_store(url, office, clock, monkeypatch):
    path = Path(sqlite_path(url))
    with monkeypatch.context() as patch:
        patch.setitem(migrate.STEPS, "9999_long", LONG)
        with open_front_desk(url, clock=clock, catalogue=office) as desk:
            desk.check_in(service="permit")
    before = {file.name: file.read_bytes() for file in path.parent.glob("office.db*")}
    with pytest.raises(
        StoreProblem, match=r"A newer Greeter has written to this store \(9999_long\)\. Start the newer program"
    ):
        open_front_desk(url, clock=clock, catalogue=office)
    assert {file.name: file.read_bytes() for file in path.parent.glob("office.db*")} == before
    with monkeypatch.context() as patch:
        patch.setitem(migrate.STEPS, "9999_long", LONG)
        with open_front_desk(url, clock=clock, catalogue=office) as desk:
            assert desk.check_in(service="permit").number == "P002"
