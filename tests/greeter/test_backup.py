"""Copies of a store: made while the counter works, checked, kept, thinned out, and made on time."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from collections import namedtuple
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
from click.testing import CliRunner

from greeter.cli import cli
from greeter.clock import to_ms
from greeter.opening import open_front_desk
from greeter.problems import BadInput, StoreDamaged, StoreProblem
from greeter.records import backup, known
from greeter.records.alone import Alone
from greeter.records.backup import GivenUp, make_copy
from greeter.records.copies import Copies, Kept
from greeter.records.examination import Depth, examine
from greeter.records.integrity import verify
from greeter.records.known import Known, good_copies, newest_copy, read_known, write_known
from greeter.records.manifest import Manifest, manifest_from, read_manifest
from greeter.records.reader import Manner, Reader
from greeter.records.schedule import CopySchedule, CopyState
from greeter.store.address import sqlite_path
from tests import damages

DAY_MS = 86_400_000
NOON = 20_000 * DAY_MS + DAY_MS // 2


@pytest.fixture
def store(url, office, clock):
    """A store's file in which ten were checked in."""
    damages.check_in(url, office, 10, clock)
    return Path(sqlite_path(url)).resolve()


@pytest.fixture
def schedule(store, clock):
    return CopySchedule(store, clock=clock)


def now(clock):
    return to_ms(clock.now())


def run(*arguments):
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], prog_name="greeter")


def manifest(name, made_at, seq=1):
    from greeter.records.heads import Head

    return Manifest(name, "here:/store.db", made_at, 1, "0", {"office": Head(seq, "0", 0)})


class TestMaking:
    def test_a_copy_holds_what_the_store_held(self, store, clock):
        copy = make_copy(Copies(store), now(clock))
        assert damages.content(copy.file) == damages.content(store)
        assert copy.file.parent == store.parent / "copies"
        assert copy.file.name == "office.db-2026-11-24T180500Z.db"

    def test_what_is_written_beside_it(self, store, office, clock):
        copy = make_copy(Copies(store), now(clock))
        written = json.loads(copy.file.with_suffix(".json").read_text())
        assert read_manifest(copy.file.with_suffix(".json")) == copy.manifest
        head = written["offices"][office.id]
        with open_front_desk(f"sqlite:///{store}", catalogue=office) as desk:
            verdict = verify(desk.store, office.id)
        assert (head["seq"], head["hash"], head["visits"]) == (verdict.last, verdict.head, 10)
        assert written["bytes"] == copy.file.stat().st_size
        assert written["made_at"] == "2026-11-24T18:05:00.000+00:00"
        assert written["tables"]["visit"] == written["tables"]["journal"] == 10

    def test_it_can_be_read_where_nothing_can_be_written(self, store, clock):
        copy = make_copy(Copies(store), now(clock))
        with Reader(copy.file, Manner.FINISHED) as reader:
            assert examine(reader, Depth.WHOLE).sound
            assert reader.rows("pragma journal_mode")[0][0] == "delete"
        assert sorted(path.suffix for path in copy.file.parent.iterdir()) == [".db", ".json"]

    def test_who_writes_meanwhile_is_not_kept_waiting_and_not_half_copied(self, url, store, office, clock, monkeypatch):
        monkeypatch.setattr(backup, "STEP_PAGES", 2)
        before = damages.content(store)
        with open_front_desk(url, catalogue=office, clock=clock) as desk:
            written = []

            def write(self):
                written.append(desk.check_in(service="dog").number)

            monkeypatch.setattr(backup.Patience, "pause", write)
            copy = make_copy(Copies(store), now(clock))
            assert len(written) > 5
            assert damages.content(copy.file) == before
            assert len(damages.content(store)["visit"]) == 10 + len(written)

    def test_two_in_one_second_have_two_names(self, store, clock):
        copies = Copies(store)
        first, second = make_copy(copies, now(clock)), make_copy(copies, now(clock))
        assert second.file.name == "office.db-2026-11-24T180500Z-2.db"
        assert {copy.file for copy in copies.good()} == {first.file, second.file}

    def test_what_was_broken_off_never_counts_and_is_cleaned_up(self, store, clock):
        copies = Copies(store)
        copies.make_ready()
        left = copies.draft("office.db-2026-11-24T170500Z.db")
        left.write_bytes(b"half")
        foreign = copies.folder / "office.db-2026-11-24T170500Z.db.00000000.draft"
        foreign.write_bytes(b"of another machine")
        assert copies.good() == []
        make_copy(copies, now(clock))
        assert not left.exists()
        assert foreign.exists()

    def test_it_is_broken_off_when_the_program_ends(self, store, clock):
        stop = Event()
        stop.set()
        with pytest.raises(GivenUp):
            make_copy(Copies(store), now(clock), stop=stop)
        assert list((store.parent / "copies").iterdir()) == []

    def test_a_slow_disk_is_given_up(self, store, clock):
        with pytest.raises(StoreProblem, match="too slow"):
            make_copy(Copies(store), now(clock), longest_s=-1)
        assert list((store.parent / "copies").iterdir()) == []

    def test_a_full_disk_is_told_before_it_is_filled(self, store, clock, monkeypatch):
        usage = namedtuple("usage", "total used free")
        monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage(1, 1, 1 << 20))
        with pytest.raises(StoreProblem, match=r"disk for copies is full: 1 MB are free, 64 MB are needed\. Make room"):
            make_copy(Copies(store), now(clock))

    def test_a_disk_that_fills_up_on_the_way(self, store, clock, monkeypatch):
        def full(_file):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(backup, "to_the_disk", full)
        with pytest.raises(StoreProblem, match="disk for copies is full"):
            make_copy(Copies(store), now(clock))
        assert list((store.parent / "copies").iterdir()) == []

    def test_a_disk_that_fails_when_it_is_named(self, store, clock, monkeypatch):
        replace = Path.replace

        def fails(self, target):
            if str(target).endswith(".db"):
                raise OSError(5, "Input/output error")
            return replace(self, target)

        monkeypatch.setattr(Path, "replace", fails)
        with pytest.raises(StoreProblem, match=r"can't be written.*input/output error"):
            make_copy(Copies(store), now(clock))
        assert list((store.parent / "copies").iterdir()) == []

    @pytest.mark.parametrize(
        ("code", "words"),
        [("SQLITE_FULL", "is full"), ("SQLITE_IOERR_WRITE", "did not take a copy"), ("SQLITE_CORRUPT", "is damaged")],
    )
    def test_what_sqlite_says_becomes_words(self, code, words):
        fault = sqlite3.OperationalError("no")
        fault.sqlite_errorname = code
        assert words in str(backup._words(fault))

    def test_a_folder_that_was_named_must_be_there(self, store, clock, tmp_path):
        with pytest.raises(StoreProblem, match=r"is not there: .*usb\. Connect its disk"):
            make_copy(Copies(store, tmp_path / "usb"), now(clock))

    def test_a_folder_that_can_t_be_made(self, store, clock):
        (store.parent / "copies").write_text("a file")
        with pytest.raises(StoreProblem, match="Copies can't be written"):
            make_copy(Copies(store), now(clock))

    def test_a_copy_that_came_out_damaged_does_not_count(self, store, clock, monkeypatch):
        monkeypatch.setattr(backup, "to_the_disk", damages.zero_header)
        with pytest.raises(StoreProblem, match=r"A copy came out damaged.*Check the disk for copies"):
            make_copy(Copies(store), now(clock))
        assert Copies(store).good() == []

    def test_a_copy_that_holds_less_does_not_count(self, store, clock, monkeypatch):
        def loses(file):
            with sqlite3.connect(file) as connection:
                connection.execute("delete from personal")
            connection.close()

        monkeypatch.setattr(backup, "to_the_disk", loses)
        with pytest.raises(StoreProblem, match="does not hold what the store holds"):
            make_copy(Copies(store), now(clock))

    def test_a_damaged_store_is_told_as_such(self, store, clock):
        damages.flip(store, "journal_visit")
        with pytest.raises(StoreDamaged, match="damaged"):
            make_copy(Copies(store), now(clock))
        assert Copies(store).good() == []

    def test_a_line_that_was_changed_fails_the_check(self, store, clock):
        with sqlite3.connect(store) as connection:
            connection.execute("update journal set clerk = 'mallory' where seq = 4")
        connection.close()
        with pytest.raises(StoreDamaged, match="Line 4 of the journal of alder-creek is not as it was written"):
            make_copy(Copies(store), now(clock))

    def test_a_store_without_its_wal_is_not_copied(self, url, office, clock, store):
        damages.killed_after(url, 3)
        damages.lose_wal(store)
        with pytest.raises(StoreDamaged, match="-wal file is gone"):
            make_copy(Copies(store), now(clock))


class TestKeeping:
    def test_all_of_a_day_and_then_one_a_day_for_fourteen_days(self):
        hourly = [manifest(f"{hour}", NOON - hour * 3_600_000, 1_000 - hour) for hour in range(24 * 20)]
        kept = sorted(int(name) for name in Kept().choose(hourly, NOON))
        assert kept[:24] == list(range(24))
        assert kept[24:] == [
            24 * day + 13 for day in range(1, 15)
        ]  # the last of each day: noon is 13 hours after 23:00

    def test_the_newest_n(self):
        hourly = [manifest(f"{hour}", NOON - hour * 3_600_000, 1_000 - hour) for hour in range(9)]
        assert Kept(2).choose(hourly, NOON) == {"0", "1"}

    def test_the_last_good_one_is_always_kept(self):
        old = [manifest("old", NOON - 400 * DAY_MS)]
        assert Kept().choose(old, NOON) == Kept(0).choose(old, NOON) == {"old"}

    def test_the_newest_is_the_one_with_most_lines_whatever_a_clock_said(self):
        copies = [manifest("1970", 0, 40), manifest("now", NOON, 30), manifest("later", NOON + 1, 30)]
        assert Kept(1).choose(copies, NOON) == {"1970"}
        assert Kept(2).choose(copies, NOON) == {"1970", "later"}

    def test_old_ones_go_with_what_is_beside_them(self, url, store, office, clock):
        copies = Copies(store)
        made = []
        for _ in range(3):
            made.append(make_copy(copies, now(clock), kept=Kept(2)))
            clock.advance(hours=1)
            damages.check_in(url, office, 1, clock)
        assert [copy.file for copy in copies.good()] == [made[2].file, made[1].file]
        assert len(list(copies.folder.iterdir())) == 4


class TestFinding:
    def test_half_a_copy_does_not_count(self, store, clock):
        copies = Copies(store)
        copy = make_copy(copies, now(clock))
        content = copy.file.read_bytes()
        copy.file.write_bytes(content[:-1])
        assert copies.newest() is None
        copy.file.unlink()
        assert copies.newest() is None

    @pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"copy": 1}', '{"copy": "x.db", "made_at": "yesterday"}'])
    def test_what_is_no_manifest(self, text, store, clock):
        assert manifest_from(text) is None
        copy = make_copy(Copies(store), now(clock))
        copy.file.with_suffix(".json").write_text(text)
        assert Copies(store).good() == []

    def test_a_manifest_of_another_file_does_not_count(self, store, clock):
        copy = make_copy(Copies(store), now(clock))
        shutil.copy(copy.file.with_suffix(".json"), copy.file.with_name("office.db-2026-11-25T180500Z.json"))
        assert [one.file for one in Copies(store).good()] == [copy.file]

    def test_stores_that_share_a_folder_each_see_their_own(self, store, office, clock, tmp_path, monkeypatch):
        shared, other = tmp_path / "shared", tmp_path / "other"
        shared.mkdir()
        other.mkdir()
        monkeypatch.setenv("GREETER_COPIES", str(shared))
        damages.check_in(f"sqlite:///{other / 'office.db'}", office, 30, clock)
        foreign = make_copy(Copies(other / "office.db"), now(clock))
        own = make_copy(Copies(store), now(clock), kept=Kept(1))
        assert [copy.file for copy in good_copies(store)] == [own.file]
        assert foreign.file.exists()

    def test_a_folder_beside_a_store_that_another_machine_copies_to_holds_its_own(
        self, store, office, clock, tmp_path, monkeypatch
    ):
        other = tmp_path / "other"
        other.mkdir()
        damages.check_in(f"sqlite:///{other / 'office.db'}", office, 30, clock)
        own = make_copy(Copies(store), now(clock))
        with monkeypatch.context() as there:
            there.setenv("GREETER_COPIES", str(store.parent / "copies"))
            foreign = make_copy(Copies(other / "office.db"), now(clock))
            assert [copy.file for copy in good_copies(other / "office.db")] == [foreign.file]
        assert foreign.file.parent == own.file.parent
        assert [copy.file for copy in good_copies(store)] == [own.file]
        clock.advance(hours=1)
        make_copy(Copies(store), now(clock), kept=Kept(1))
        assert (own.file.exists(), foreign.file.exists()) == (False, True)

    def test_copies_that_moved_with_their_store_count(self, store, clock, tmp_path):
        make_copy(Copies(store), now(clock))
        moved = tmp_path / "moved"
        moved.mkdir()
        shutil.copytree(store.parent / "copies", moved / "copies")
        shutil.copy(store, moved / "office.db")
        assert len(good_copies(moved / "office.db")) == 1

    def test_stores_in_one_folder_share_nothing(self, store, office, clock):
        other = store.with_suffix(".sqlite")
        damages.check_in(f"sqlite:///{other}", office, 30, clock)
        ours, theirs = make_copy(Copies(store), now(clock)), make_copy(Copies(other), now(clock))
        for one, copy in ((store, ours), (other, theirs)):
            assert [good.file for good in good_copies(one)] == [copy.file]
            write_known(one, Known(copy.manifest.heads, copy.manifest, copy.file.parent))
        assert read_known(store).lines == 10
        assert read_known(other).lines == 30
        with Alone(store) as first, Alone(other) as second:
            assert first.granted
            assert second.granted

    def test_a_copy_of_another_file_is_not_taken_for_one_of_this_name(self, store, clock):
        copy = make_copy(Copies(store), now(clock))
        beside = copy.file.with_suffix(".json")
        text = beside.read_text().replace(json.dumps(copy.manifest.store), '"here:C:\\\\data\\\\office.sqlite"')
        beside.write_text(text)
        assert read_manifest(beside).file_name == "office.sqlite"
        assert good_copies(store) == []
        beside.write_text(text.replace("office.sqlite", "office.db"))
        assert [good.file for good in good_copies(store)] == [copy.file]

    def test_a_store_whose_name_is_a_pattern(self, office, clock, tmp_path):
        store = tmp_path / "a[b]*.db"
        damages.check_in(f"sqlite:///{store}", office, 1, clock)
        copy = make_copy(Copies(store), now(clock))
        assert [one.file for one in Copies(store).good()] == [copy.file]


class TestAlone:
    def test_one_at_a_time(self, store):
        with Alone(store) as first, Alone(store) as second:
            assert first.granted
            assert not second.granted
        with Alone(store) as later:
            assert later.granted

    def test_a_folder_that_takes_no_file(self, store):
        (store.parent / "copies").write_text("a file")
        with pytest.raises(StoreProblem, match="Copies can't be written"), Alone(store):
            pass


class TestKnown:
    def test_it_comes_back_as_it_was_written(self, store, clock):
        copy = make_copy(Copies(store), now(clock))
        trouble = known.Trouble("The disk for copies is full.", 1, 2, 3)
        written = known.Known(copy.manifest.heads, copy.manifest, copy.file.parent, trouble, 4)
        write_known(store, written)
        assert read_known(store) == written
        assert newest_copy(written).file == copy.file

    @pytest.mark.parametrize(
        "text", ["", "{}", "[]", '{"heads": {"a": {}}, "newest": null, "folder": null, "trouble": null}']
    )
    def test_a_file_that_can_t_be_read_leaves_what_the_newest_copy_tells(self, store, clock, text):
        copy = make_copy(Copies(store), now(clock))
        (store.parent / "copies" / "office.db.known.json").write_text(text)
        assert read_known(store) == known.Known(copy.manifest.heads, copy.manifest, copy.file.parent)

    def test_nothing_is_known_of_a_new_store(self, tmp_path):
        assert read_known(tmp_path / "new.db") == known.Known()
        assert newest_copy(known.Known()) is None

    def test_a_folder_that_takes_nothing(self, store):
        (store.parent / "copies").write_text("a file")
        with pytest.raises(StoreProblem, match="can't be written"):
            write_known(store, known.Known())


class TestSchedule:
    def test_the_first_copy_is_due_at_once_and_the_next_after_a_period_with_something_new(
        self, url, store, office, clock, schedule
    ):
        state = schedule.look()
        assert state == CopyState(now(clock), None, "", 3_600_000)
        clock.advance(hours=5)
        schedule.look()
        assert len(Copies(store).good()) == 1, "nothing has changed"
        damages.check_in(url, office, 1, clock)
        schedule.look()
        assert len(Copies(store).good()) == 2
        damages.check_in(url, office, 1, clock)
        clock.advance(minutes=59)
        since = schedule.look()
        assert len(Copies(store).good()) == 2
        assert since.open_since == now(clock) - 59 * 60_000
        clock.advance(minutes=1)
        assert schedule.look().open_since is None
        assert len(Copies(store).good()) == 3

    def test_a_copy_of_the_future_does_not_keep_the_next_from_being_made(self, url, store, office, clock, schedule):
        schedule.look()
        clock.jump(timedelta(days=-3))
        damages.check_in(url, office, 1, clock)
        assert schedule.look().made_at == now(clock)
        assert schedule.copies.newest().manifest.made_at == now(clock)

    def test_a_store_that_is_not_there_yet(self, tmp_path, clock):
        assert CopySchedule(tmp_path / "new.db", clock=clock).look() == CopyState(None, None, "", 3_600_000)

    def test_who_is_not_alone_only_looks(self, store, schedule):
        with Alone(store):
            assert schedule.look().made_at is None
        assert Copies(store).good() == []

    def test_nothing_is_begun_after_the_end(self, store, schedule):
        schedule.stop.set()
        assert schedule.look().made_at is None

    def test_what_is_broken_off_is_no_trouble(self, schedule, monkeypatch):
        def broken_off(*_, **__):
            raise GivenUp("The copy was broken off.")

        monkeypatch.setattr("greeter.records.schedule.make_copy", broken_off)
        assert schedule.look().trouble == ""

    def test_a_failure_is_written_down_for_all_and_tried_again_later_and_later(self, store, clock, tmp_path):
        away = CopySchedule(store, folder=tmp_path / "usb", clock=clock)
        tried = []
        for _ in range(130):
            state = away.look()
            trouble = read_known(store).trouble
            if not tried or trouble.tries != tried[-1][0]:
                tried.append((trouble.tries, (trouble.again - now(clock)) // 60_000))
            clock.advance(minutes=1)
        assert tried == [(1, 1), (2, 2), (3, 4), (4, 8), (5, 16), (6, 32), (7, 60), (8, 60)][: len(tried)]
        assert len(tried) == 8
        assert "is not there" in state.trouble
        other_window = CopySchedule(store, folder=tmp_path / "usb", clock=clock)
        assert other_window.look().trouble == state.trouble
        (tmp_path / "usb").mkdir()
        clock.advance(hours=1)
        assert other_window.look().trouble == ""
        assert away.look().made_at is not None

    def test_trouble_that_can_t_even_be_written_down_is_told(self, store, schedule, clock):
        (store.parent / "copies").write_text("a file")
        state = schedule.look()
        assert "can't be written" in state.trouble
        clock.advance(minutes=30)
        assert "can't be written" in schedule.look().trouble

    def test_trouble_with_a_folder_that_takes_no_note(self, store, schedule, clock, monkeypatch):
        def refuses(*_, **__):
            raise StoreProblem("It can't be written.")

        monkeypatch.setattr("greeter.records.schedule.make_copy", refuses)
        schedule.look()
        monkeypatch.setattr("greeter.records.schedule.write_known", refuses)
        clock.advance(minutes=2)
        assert schedule.look().trouble == "It can't be written."
        assert read_known(store).trouble.tries == 1

    def test_a_copy_that_somebody_removed_is_made_again(self, store, clock, schedule):
        schedule.look()
        copy = schedule.copies.newest()
        copy.file.unlink()
        clock.advance(minutes=1)
        assert schedule.look().made_at == now(clock)

    def test_a_damaged_store_is_told_and_not_copied(self, url, store, office, clock, schedule):
        schedule.look()
        damages.cut(store)
        clock.advance(hours=2)
        state = schedule.look()
        assert isinstance(state.damage, StoreDamaged)
        assert "The newest good copy is of" in str(state.damage)
        assert len(Copies(store).good()) == 1

    def test_a_damage_that_only_the_copy_s_check_finds(self, url, store, office, clock, schedule):
        schedule.look()
        damages.check_in(url, office, 1, clock)
        with sqlite3.connect(store) as connection:
            connection.execute("update journal set clerk = 'mallory' where seq = 4")
        connection.close()
        clock.advance(hours=2)
        state = schedule.look()
        assert "Line 4" in str(state.damage)
        assert "Restore it with" in str(state.damage)

    def test_minutes_and_number_are_set_by_the_environment(self, monkeypatch, url, office, store, clock):
        monkeypatch.setenv("GREETER_COPIES_EVERY", "15")
        monkeypatch.setenv("GREETER_COPIES_KEEP", "2")
        schedule = CopySchedule(store, clock=clock)
        for _ in range(3):
            schedule.look()
            damages.check_in(url, office, 1, clock)
            clock.advance(minutes=15)
        assert schedule.look().made_at == now(clock)
        assert len(schedule.copies.good()) == 2
        damages.check_in(url, office, 1, clock)
        clock.advance(hours=9)
        monkeypatch.setenv("GREETER_COPIES_EVERY", "0")
        off = CopySchedule(store, clock=clock).look()
        assert len(schedule.copies.good()) == 2
        assert not off.is_late(now(clock))

    @pytest.mark.parametrize("name", ["GREETER_COPIES_EVERY", "GREETER_COPIES_KEEP"])
    def test_what_is_no_number_is_told(self, monkeypatch, store, name):
        monkeypatch.setenv(name, "hourly")
        with pytest.raises(BadInput, match=f"{name} can't be “hourly”"):
            CopySchedule(store)


class TestLate:
    HOUR = 3_600_000

    def late(self, made_at, open_since, trouble="", period=HOUR):
        return CopyState(made_at, open_since, trouble, period).is_late(10 * self.HOUR)

    def test_only_after_two_periods_in_which_something_was_not_copied(self):
        assert not self.late(1 * self.HOUR, None)
        assert not self.late(8 * self.HOUR, 8 * self.HOUR)
        assert self.late(7 * self.HOUR, 7 * self.HOUR)
        assert not self.late(1 * self.HOUR, 9 * self.HOUR), "the office was closed in between"
        assert not self.late(7 * self.HOUR, 7 * self.HOUR, period=0)

    def test_without_any_copy(self):
        assert self.late(None, 10 * self.HOUR, "The disk for copies is full.")
        assert not self.late(None, 10 * self.HOUR)
        assert self.late(None, 7 * self.HOUR)


class TestCommand:
    def test_a_copy_now(self, url, store):
        done = run("backup", "--db", url)
        assert done.exit_code == 0, done.output
        copy = Copies(store).newest()
        assert f"Copied to {copy.file}: 10 lines of the journal, 10 visits" in done.output
        listed = run("backup", "--db", url, "--list")
        assert str(copy.file) in listed.output
        assert "The newest good copy is of" in listed.output

    def test_so_many_are_kept(self, url, store):
        for _ in range(3):
            assert run("backup", "--db", url, "--keep", 2).exit_code == 0
        assert len(Copies(store).good()) == 2

    def test_a_failure_is_told_with_the_age_of_the_newest(self, url, store, tmp_path):
        assert run("backup", "--db", url).exit_code == 0
        failed = run("backup", "--db", url, "--to", tmp_path / "usb")
        assert failed.exit_code == 1
        assert "is not there" in failed.output
        assert "There is no good copy in" in failed.output
        (tmp_path / "usb").mkdir()
        assert run("backup", "--db", url, "--to", tmp_path / "usb").exit_code == 0

    def test_while_another_copies(self, url, store):
        with Alone(store):
            busy = run("backup", "--db", url)
        assert busy.exit_code == 1
        assert "Another program copies or restores" in busy.output

    @pytest.mark.parametrize(
        ("address", "words"),
        [
            ("postgresql://server/office", "greeter database copy"),
            ("sqlite://", "has no file"),
            ("sqlite:////nowhere/office.db", "There is no store at"),
        ],
    )
    def test_what_has_no_file_here(self, address, words):
        refused = run("backup", "--db", address)
        assert refused.exit_code == 1
        assert words in refused.output

    def test_a_store_that_is_gone(self, url, store):
        assert run("backup", "--db", url).exit_code == 0
        damages.remove(store)
        gone = run("backup", "--db", url)
        assert gone.exit_code == 1
        assert "The store is gone" in gone.output

    def on_and_on(self, url, folder):
        """Return a `greeter backup` that goes on."""
        return subprocess.Popen(
            [sys.executable, "-m", "greeter", "backup", "--db", url, "--to", str(folder), "--every", "1"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def test_on_and_on(self, url, store, tmp_path):
        (tmp_path / "usb").mkdir()
        with self.on_and_on(url, tmp_path / "usb") as process:
            assert process.stdout.readline().startswith("Copied to ")
            process.terminate()
            assert process.communicate(timeout=20) == ("", "")
        assert process.returncode == 0

    def test_on_and_on_tells_what_goes_wrong_and_tries_again(self, url, store, tmp_path):
        with self.on_and_on(url, tmp_path / "usb") as process:
            assert "is not there" in process.stderr.readline()
            assert process.poll() is None
            process.terminate()
            process.communicate(timeout=20)
        assert process.returncode == 0
        assert read_known(store).trouble.tries == 1
