"""What is found to be wrong with a store when it is opened, and what is said of it."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from greeter.cli import cli
from greeter.clock import SystemClock, to_ms
from greeter.opening import open_front_desk, open_port
from greeter.problems import StoreDamaged, StoreProblem
from greeter.records import damage
from greeter.records.backup import make_copy
from greeter.records.copies import Copies
from greeter.records.damage import Guard, tell
from greeter.records.known import Known, read_known
from greeter.records.reader import Manner, Reader
from greeter.records.schedule import CopySchedule
from greeter.records.times import minutes_words, moment_words
from greeter.store.address import sqlite_path
from greeter.store.sqlite_files import beside, wal_is_gone
from tests import damages

MINUTE_MS = 60_000


@pytest.fixture
def store(url, office):
    """A store's file with a copy of ten visits, and ten more."""
    damages.check_in(url, office, 10)
    store = Path(sqlite_path(url)).resolve()
    CopySchedule(store).look()
    damages.check_in(url, office, 10)
    damages.put_away(store)
    return store


def fault(store):
    return Guard(store).fault(read_known(store))


def change(store, sql, *values):
    """Do what no program of ours does."""
    with closing(sqlite3.connect(store)) as connection:
        connection.execute(sql, values)
        connection.commit()


class TestFound:
    def test_nothing_is_wrong(self, store, url, office):
        assert fault(store) == ""
        Guard(store).look()
        with open_front_desk(url, catalogue=office) as desk:
            assert len(desk.queue()) == 20
            Guard(store).look()

    def test_a_new_store(self, tmp_path):
        Guard(tmp_path / "new.db").look()
        (tmp_path / "new.db").touch()
        Guard(tmp_path / "new.db").look()

    @pytest.mark.parametrize(
        ("how", "words"),
        [
            (damages.cut, "The store is damaged."),
            (damages.zero_header, "The beginning of its file is gone."),
            (damages.remove, "The store is gone"),
            (lambda store: os.truncate(store, 0), "The store is gone"),
            (lambda store: damages.flip(store, "journal"), "The store is damaged."),
            (lambda store: damages.flip(store, "journal_head"), "The store is damaged."),
            (lambda store: change(store, "drop table journal_head"), "Its tables are gone."),
            (lambda store: change(store, "update journal set clerk = 'mallory' where seq = 20"), "last line of the journal"),
            (lambda store: change(store, "update journal_head set hash = 'x'"), "last line of the journal"),
            (lambda store: change(store, "update journal_head set seq = 25"), "ends at line 20, and its head says 25"),
            (lambda store: change(store, "update journal_head set seq = 19"), "ends at line 20, and its head says 19"),
            (lambda store: change(store, "update journal set hash = 'x' where seq = 10"), "Line 10 .* is another than was written"),
        ],
        ids=[
            "cut", "header", "gone", "empty", "journal", "head", "tables", "changed", "head hash", "head ahead", "head behind", "other",
        ],
    )  # fmt: skip
    def test_each_damage_at_the_start(self, store, url, office, how, words):
        how(store)
        with pytest.raises(StoreDamaged, match=words) as met:
            open_port(url)
        assert met.value.copy == Copies(store).newest().file.name
        assert "The newest good copy is of" in met.value.what
        assert met.value.remedy.startswith(f"Restore it with: greeter restore --db sqlite:///{store}")

    def test_an_old_file_that_was_put_back(self, store, url, office, tmp_path):
        copy = Copies(store).newest().file
        damages.check_in(url, office, 3)
        CopySchedule(store).look()
        damages.remove(store)
        shutil.copy(copy, store)
        with pytest.raises(StoreDamaged, match=r"13 lines are missing.*ends at line 10, and line 23 had been written"):
            open_port(url)

    def test_one_missing_line_is_told_as_one(self, store, url, office):
        damages.remove(store)
        damages.check_in(f"sqlite:///{store.with_name('other.db')}", office, 9)
        shutil.copy(store.with_name("other.db"), store)
        (store.parent / "copies" / "office.db.known.json").unlink()
        with pytest.raises(StoreDamaged, match="1 line is missing from the journal of alder-creek"):
            open_port(url)

    def test_another_office_s_store_in_its_place(self, store, url, office, tmp_path):
        change(store, "delete from journal_head")
        change(store, "delete from journal")
        with pytest.raises(StoreDamaged, match="10 lines are missing"):
            open_port(url)

    def test_the_wal_was_taken_away(self, store, url):
        damages.killed_after(url, 3)
        damages.lose_wal(store)
        assert wal_is_gone(store)
        with pytest.raises(StoreDamaged, match=r"office\.db-wal was taken away.*Close every Greeter window"):
            open_port(url)
        assert wal_is_gone(store), "the sign is still there for whoever looks next"

    def test_the_wal_was_taken_away_and_all_that_tells_of_it(self, store, url):
        damages.killed_after(url, 3)
        CopySchedule(store).look()
        damages.lose_wal(store)
        beside(store, "-shm").unlink()
        with pytest.raises(StoreDamaged, match="3 lines are missing"):
            open_port(url)

    def test_a_file_cut_short_beneath_its_wal(self, store, url):
        damages.killed_after(url, 1)
        assert beside(store, "-wal").stat().st_size
        os.truncate(store, store.stat().st_size - 2 * damages.PAGE)
        with pytest.raises(StoreDamaged, match=r"cut short: \d+ of \d+ pages are missing"):
            open_port(url)

    def test_a_file_that_is_still_growing_is_not_cut_short(self, url, office, tmp_path):
        damages.killed_after(url, 60)
        store = Path(sqlite_path(url)).resolve()
        with Reader(store, Manner.LIVE) as reader:
            reader.stand_still()
            assert reader.rows("pragma page_count")[0][0] * damages.PAGE > store.stat().st_size
            assert damage.cut_short(reader) == ""

    def test_a_page_that_is_met_later(self, store, url, office):
        damages.flip(store, "visit")
        port = open_port(url)
        with pytest.raises(StoreDamaged, match="The newest good copy is of"):
            port.rows("select * from visit")
        port.close()

    def test_a_letter_is_no_damaged_store(self, tmp_path):
        path = tmp_path / "letter.db"
        path.write_text("Dear Sir or Madam, " * 100)
        with pytest.raises(StoreDamaged, match="not a Greeter store") as met:
            open_port(f"sqlite:///{path}")
        assert met.value.copy == ""

    def test_what_can_t_be_looked_at_is_left_to_who_opens_it(self, store, url):
        with closing(sqlite3.connect(store)) as holder:
            holder.execute("pragma locking_mode=exclusive")
            holder.execute("begin exclusive")
            assert damage._fault_of(sqlite3.OperationalError("database is locked"), Known()) == ""
        (store.parent / "folder.db").mkdir()
        with pytest.raises(StoreProblem, match="can't be opened"):
            open_port(f"sqlite:///{store.parent / 'folder.db'}")

    def test_an_unreadable_text(self, store, url, office):
        change(store, "update journal set data = cast(x'ff' as text) where seq = 20")
        with pytest.raises(StoreDamaged):
            open_port(url)

    def test_a_folder_that_may_not_be_searched_is_left_to_who_opens_it(self, store, monkeypatch):
        monkeypatch.setattr(os, "stat", raises(PermissionError(13, "Permission denied")))
        assert not wal_is_gone(store)

    def test_looking_takes_milliseconds_whatever_the_size(self, store):
        read = []
        with Reader(store, Manner.LIVE, between=lambda: read.append(1)) as reader:
            reader.stand_still()
            damage.cut_short(reader)
            damage._at_the_journals(reader, read_known(store))
        assert len(read) <= 9, "a few look-ups by a key, and no scan"


def raises(fault):
    def do(*_, **__):
        raise fault

    return do


class TestWords:
    def test_the_loss_is_told_in_minutes(self, store, url):
        made_at = Copies(store).newest().manifest.made_at
        os.utime(store, ns=(0, (made_at + 12 * MINUTE_MS) * 1_000_000))
        damages.zero_header(store)
        os.utime(store, ns=(0, (made_at + 12 * MINUTE_MS) * 1_000_000))
        with pytest.raises(StoreDamaged, match="what happened in the 12 minutes after it would be lost"):
            open_port(url)

    def test_nothing_was_written_after_the_copy(self, url, office):
        damages.check_in(url, office, 3)
        store = Path(sqlite_path(url)).resolve()
        CopySchedule(store).look()
        damages.remove(store)
        with pytest.raises(StoreDamaged, match="nothing was written after it") as met:
            open_port(url)
        assert f"To begin anew instead, move the folder {store.parent / 'copies'} away." in met.value.remedy

    def test_without_a_copy(self, store, url):
        newest = Copies(store).newest()
        newest.file.unlink()
        damages.cut(store)
        with pytest.raises(StoreDamaged, match="There is no good copy of it") as met:
            open_port(url)
        assert met.value.copy == ""
        assert "greeter restore --from" in met.value.remedy

    def test_gone_and_without_a_copy(self, store, url):
        Copies(store).newest().file.unlink()
        damages.remove(store)
        with pytest.raises(StoreDamaged, match="To begin anew instead, move the folder"):
            open_port(url)

    def test_to_begin_anew_is_as_easy_as_it_says(self, store, url, office):
        damages.remove(store)
        (store.parent / "copies").rename(store.parent / "old copies")
        with open_front_desk(url, catalogue=office) as desk:
            assert desk.queue() == ()

    def test_an_address_with_blanks_can_be_typed_as_it_is_told(self, tmp_path):
        told = tell(tmp_path / "our office.db", StoreDamaged("The store is damaged."))
        assert f"'sqlite:///{tmp_path}/our office.db'" in told.remedy or "move the folder" in told.remedy

    @pytest.mark.parametrize(
        ("span", "words"),
        [
            (0, "0 minutes"),
            (1, "1 minute"),
            (12 * MINUTE_MS, "12 minutes"),
            (119 * MINUTE_MS, "119 minutes"),
            (187 * MINUTE_MS, "3 hours (187 minutes)"),
            (3 * 1440 * MINUTE_MS, "3 days (4,320 minutes)"),
            (-5, "0 minutes"),
        ],
    )
    def test_minutes(self, span, words):
        assert minutes_words(span) == words

    def test_moments(self):
        now = to_ms(SystemClock().now())
        assert len(moment_words(now, now)) == 5
        assert moment_words(now - 3 * 86_400_000, now).startswith("20")


class TestCommands:
    def run(self, *arguments):
        return CliRunner().invoke(cli, [str(one) for one in arguments], prog_name="greeter")

    def test_every_command_tells_of_it(self, store, url):
        damages.cut(store)
        told = self.run("queue", "--db", url)
        assert told.exit_code == 1
        assert "The store is damaged. The newest good copy is of" in told.output

    def test_the_whole_store_is_looked_at_when_asked(self, store, url):
        sound = self.run("restore", "--check", "--db", url)
        assert sound.exit_code == 0
        assert "is sound: every page, every index, and 20 lines of the journal" in sound.output
        damages.flip(store, "survey_at")
        Guard(store).look()
        damaged = self.run("restore", "--check", "--db", url)
        assert damaged.exit_code == 1
        assert "is damaged." in damaged.output


def test_a_copy_is_not_taken_of_what_the_guard_refuses(store, url, office):
    before = Copies(store).good()
    change(store, "update journal_head set seq = 25")
    state = CopySchedule(store, every_minutes=1).look()
    assert "its head says 25" in str(state.damage)
    assert Copies(store).good() == before
    with pytest.raises(StoreDamaged):
        make_copy(Copies(store), 0)
