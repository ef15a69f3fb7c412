"""A damaged store is put back from a copy: what is chosen, what is lost and kept, and what programs that go on running see."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections import namedtuple
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from greeter.cli import cli
from greeter.clock import SystemClock, to_ms
from greeter.opening import open_front_desk, open_port
from greeter.problems import NotFound, StoreDamaged, StoreProblem, StoreReplaced
from greeter.reach import StoreReach
from greeter.records import in_place, into_file
from greeter.records import restore as restoring
from greeter.records.alone import Alone
from greeter.records.copies import Copies
from greeter.records.drill import drill
from greeter.records.examination import Examination
from greeter.records.integrity import verify
from greeter.records.known import good_copies, read_known
from greeter.records.plan import Source, look_at, plan_restore
from greeter.records.restore import restore
from greeter.records.schedule import CopySchedule
from greeter.store.address import sqlite_path
from greeter.store.sqlite import SqliteStore
from greeter.store.sqlite_files import beside
from greeter.store.watch import FileWatch
from tests import damages

MINUTE_MS = 60_000
DAMAGES = {
    "cut": damages.cut,
    "header": damages.zero_header,
    "pages": damages.flip,
    "gone": damages.remove,
}


def now():
    return to_ms(SystemClock().now())


def copied(store):
    """Make a copy now."""
    schedule = CopySchedule(store)
    with Alone(store):
        return schedule.run()


@pytest.fixture
def store(url, office):
    """A store's file with a copy of ten visits, and five more."""
    damages.check_in(url, office, 10)
    store = Path(sqlite_path(url)).resolve()
    copied(store)
    damages.check_in(url, office, 5)
    return store


@pytest.fixture
def copy(store):
    return Copies(store).newest()


def run(*arguments):
    return CliRunner().invoke(cli, [str(one) for one in arguments], prog_name="greeter")


class TestRestore:
    @pytest.mark.parametrize("how", DAMAGES)
    def test_counts_and_chain_are_those_of_the_copy(self, store, copy, url, office, how):
        DAMAGES[how](store)
        with pytest.raises(StoreDamaged):
            open_port(url)
        restore(plan_restore(store), now())
        assert damages.content(store) == damages.content(copy.file)
        with open_front_desk(url, catalogue=office) as desk:
            assert verify(desk.store, office.id).sound
            assert desk.check_in(service="permit").number == "P011"
            assert desk.store.rows("pragma journal_mode")[0][0] == "wal"

    def test_the_damaged_file_is_kept_with_its_log(self, store, url):
        damages.killed_after(url, 2)
        wal = beside(store, "-wal").read_bytes()
        damages.cut(store)
        cut = store.read_bytes()
        done = restore(plan_restore(store), now())
        assert done.aside.name.startswith("office.db.damaged-20")
        assert done.aside.read_bytes() == cut
        assert beside(done.aside, "-wal").read_bytes() == wal

    def test_what_can_still_be_read_after_the_copy_is_told(self, store):
        damages.flip(store, "survey")
        plan = plan_restore(store)
        assert plan.rest == 5
        done = restore(plan, now())
        assert done.plan.rest == 5
        assert "5 lines of the journal after it can still be read" in done.plan.words(now())

    def test_only_lines_that_are_sound_count_as_readable(self, store):
        with closing(sqlite3.connect(store)) as connection:
            connection.execute("update journal set clerk = 'mallory' where seq = 13")
            connection.commit()
        assert plan_restore(store).rest == 2

    def test_twice_in_one_second(self, store, url, office):
        moment = now()
        damages.cut(store)
        first = restore(plan_restore(store), moment)
        damages.cut(store)
        second = restore(plan_restore(store), moment)
        assert second.aside.name == f"{first.aside.name}-2"
        assert first.aside.exists()

    def test_a_store_behind_a_link(self, store, copy, tmp_path, office):
        link = tmp_path / "link" / "front.db"
        link.parent.mkdir()
        link.symlink_to(store)
        damages.cut(store)
        assert run("restore", "--db", f"sqlite:///{link}").exit_code == 0
        assert link.is_symlink()
        assert damages.content(store) == damages.content(copy.file)

    def test_while_another_is_alone_with_the_copies(self, store):
        damages.cut(store)
        plan, cut = plan_restore(store), store.read_bytes()
        with Alone(store), pytest.raises(StoreProblem, match="Another program copies or restores"):
            restore(plan, now())
        assert store.read_bytes() == cut

    def test_a_full_disk_leaves_all_as_it_was(self, store, monkeypatch):
        damages.cut(store)
        plan, cut = plan_restore(store), store.read_bytes()
        usage = namedtuple("usage", "total used free")
        monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage(1, 1, 1))
        with pytest.raises(StoreProblem, match="no room to restore"):
            restore(plan, now())
        assert store.read_bytes() == cut

    def test_what_came_out_damaged_is_told_and_the_old_file_kept(self, store, copy, monkeypatch):
        damages.cut(store)
        plan, cut = plan_restore(store), store.read_bytes()
        monkeypatch.setattr(restoring, "examine", lambda *_: Examination("A page is torn.", {}))
        with pytest.raises(StoreProblem, match=r"came out damaged\. A page is torn\."):
            restore(plan, now())
        assert next(store.parent.glob("*.damaged-*Z")).read_bytes() == cut

    def test_what_holds_something_else_is_told(self, store, copy):
        damages.cut(store)
        other = {office: replace(head, hash="x") for office, head in copy.manifest.heads.items()}
        with pytest.raises(StoreProblem, match="came out damaged"):
            restore(replace(plan_restore(store), heads=other), now())

    @pytest.mark.parametrize(
        ("code", "words"), [("SQLITE_FULL", "no room to restore"), ("SQLITE_IOERR", "could not be written: no")]
    )
    def test_a_disk_that_does_not_take_it_leaves_all_as_it_was(self, store, monkeypatch, code, words):
        damages.flip(store)
        plan, before = plan_restore(store), store.read_bytes()

        def refuses(*_):
            fault = sqlite3.OperationalError("no")
            fault.sqlite_errorname = code
            raise fault

        monkeypatch.setattr(into_file, "_transfer", refuses)
        with pytest.raises(StoreProblem, match=words):
            restore(plan, now())
        assert store.read_bytes() == before
        assert not list(store.parent.glob("*.damaged-*")), "what is kept aside lies in its place"

    def test_a_file_that_is_no_database_is_found_to_be_damaged_until_all_is_done(self, store, url, monkeypatch):
        damages.zero_header(store)
        plan, transfer, tried = plan_restore(store), into_file._transfer, []

        def fails_then(source, store):
            tried.append(len(tried))
            if len(tried) > 1:
                raise OSError(5, "Input/output error")
            transfer(source, store)

        monkeypatch.setattr(into_file, "_transfer", fails_then)
        with pytest.raises(StoreProblem, match="can't be put back: input/output error"):
            restore(plan, now())
        assert tried == [0, 1]
        with pytest.raises(StoreDamaged, match="Its tables are gone"):
            open_port(url)
        monkeypatch.undo()
        assert len(list(store.parent.glob("*.damaged-*Z"))) == 1
        restore(plan_restore(store), now())
        open_port(url).close()

    def test_so_it_is_where_nothing_was_known_of_the_store(self, store, url, copy, monkeypatch, tmp_path):
        shutil.copy(copy.file, tmp_path / "kept.db")
        damages.zero_header(store)
        shutil.rmtree(store.parent / "copies")

        def fails(*_):
            raise OSError(5, "Input/output error")

        plan = plan_restore(store, tmp_path / "kept.db")
        monkeypatch.setattr(into_file, "_make_openable", fails)
        with pytest.raises(StoreProblem):
            restore(plan, now())
        assert read_known(store).lines == 10

    def test_somebody_who_is_writing_is_waited_for_and_told_of(self, store, url, monkeypatch):
        monkeypatch.setattr(into_file, "PATIENCE_S", 0.1)
        plan = plan_restore(store, Copies(store).newest().file)
        with closing(sqlite3.connect(store)) as writer:
            writer.execute("begin immediate")
            with pytest.raises(StoreProblem, match="keeps the store busy"):
                restore(plan, now())
        assert len(damages.content(store)["visit"]) == 15

    def test_a_disk_without_links(self, store, copy, monkeypatch):
        damages.remove(store)

        def refused(*_):
            raise PermissionError(1, "Operation not permitted")

        monkeypatch.setattr(os, "link", refused)
        restore(plan_restore(store), now())
        assert damages.content(store) == damages.content(copy.file)

    @pytest.mark.parametrize("links", [True, False])
    def test_a_store_that_somebody_makes_meanwhile_stays(self, store, copy, monkeypatch, links):
        damages.remove(store)
        plan = plan_restore(store)

        def refused(*_):
            raise PermissionError(1, "Operation not permitted")

        monkeypatch.setattr(in_place, "to_the_disk", lambda _: store.write_bytes(b"new"))
        if not links:
            monkeypatch.setattr(os, "link", refused)
        rename = in_place._name
        monkeypatch.setattr(in_place, "_name", lambda draft, place: store.write_bytes(b"new") and rename(draft, place))
        with pytest.raises(StoreProblem, match="can't be put back"):
            restore(plan, now())
        assert store.read_bytes() == b"new"

    def test_a_disk_that_fails_in_the_middle_gets_the_old_file_back(self, store, url, monkeypatch):
        damages.killed_after(url, 2)
        damages.lose_wal(store)
        plan, before = plan_restore(store), store.read_bytes()

        def fails(*_):
            raise OSError(5, "Input/output error")

        monkeypatch.setattr(in_place, "_name", fails)
        with pytest.raises(StoreProblem, match="can't be put back: input/output error"):
            restore(plan, now())
        assert store.read_bytes() == before
        assert beside(store, "-shm").exists()
        assert not store.with_name("office.db.restoring").exists()

    def test_a_disk_that_does_not_take_the_new_file(self, store, url, monkeypatch):
        damages.remove(store)
        plan = plan_restore(store)

        def refuses(*_, **__):
            raise sqlite3.OperationalError("disk I/O error")

        monkeypatch.setattr(in_place.sqlite3, "connect", refuses)
        with pytest.raises((StoreProblem, AttributeError)):
            restore(plan, now())
        assert not store.exists()

    def test_what_was_known_does_not_make_it_look_damaged_again(self, store, url):
        CopySchedule(store).look()
        assert read_known(store).lines == 15
        damages.cut(store)
        restore(plan_restore(store), now())
        assert read_known(store).lines == 10
        open_port(url).close()

    def test_copies_that_hold_more_are_set_aside(self, store, copy, url, office):
        newer = copied(store)
        restore(plan_restore(store, copy.file), now())
        assert [one.file for one in good_copies(store)] == [copy.file]
        aside = next((store.parent / "copies").glob("set-aside-*"))
        assert (aside / newer.file.name).exists()
        open_port(url).close()

    def test_known_that_can_t_be_written_is_told_where_it_matters(self, store, monkeypatch):
        CopySchedule(store).look()
        damages.cut(store)
        plan = plan_restore(store)

        def refuses(*_):
            raise StoreProblem("The folder can't be written.")

        monkeypatch.setattr(restoring, "write_known", refuses)
        with pytest.raises(StoreProblem, match="can't be written"):
            restore(plan, now())
        restoring._write_known(replace(plan, heads=read_known(store).heads), now())


class TestPlan:
    def test_the_newest_good_copy_and_what_is_lost(self, store, copy):
        damages.flip(store)
        plan = plan_restore(store)
        assert (plan.source, plan.file, plan.heads) == (Source.COPY, copy.file, copy.manifest.heads)
        assert plan.is_needed
        assert 0 <= plan.lost_ms < MINUTE_MS
        assert "Put back: the copy of" in plan.words(now())

    def test_the_loss_is_from_the_copy_to_the_last_line(self, store, url, office, clock):
        with open_front_desk(url, catalogue=office) as desk:
            last = desk.store.rows("select max(at) as at from journal")[0]["at"]
        damages.flip(store, "survey")
        plan = plan_restore(store)
        assert plan.lost_ms == last - plan.made_at

    def test_a_copy_that_rotted_is_passed_over(self, store, copy):
        newer = copied(store)
        content = bytearray(newer.file.read_bytes())
        content[-3000] ^= 1
        newer.file.write_bytes(bytes(content))
        damages.cut(store)
        plan = plan_restore(store)
        assert plan.file == copy.file
        assert plan.passed_over == (newer.file,)
        assert f"Passed over, for it is damaged: {newer.file.name}" in plan.words(now())
        restore(plan, now())
        assert [one.file for one in good_copies(store)] == [copy.file]

    def test_a_copy_that_can_t_be_read_is_passed_over(self, store, copy, monkeypatch):
        newer = copied(store)
        open_file = Path.open

        def refuses(self, *more, **also):
            if self == newer.file:
                raise PermissionError(13, "Permission denied")
            return open_file(self, *more, **also)

        monkeypatch.setattr(Path, "open", refuses)
        damages.cut(store)
        assert plan_restore(store).passed_over == (newer.file,)

    def test_the_store_s_own_file_where_it_is_sound_and_holds_more(self, store, url, office):
        damages.killed_after(url, 3)
        damages.put_away(store)
        damages.killed_after(url, 2)
        CopySchedule(store).look()
        damages.lose_wal(store)
        plan = plan_restore(store)
        assert (plan.source, plan.file) == (Source.FILE, store)
        assert "Kept: office.db as far as it is sound" in plan.words(now())
        done = restore(plan, now())
        assert done.aside is not None
        with open_front_desk(url, catalogue=office) as desk:
            assert verify(desk.store, office.id).last == 18
        assert read_known(store).lines == 18

    def test_not_where_it_went_another_way(self, store, copy, url, office):
        other = store.with_name("other.db")
        damages.check_in(f"sqlite:///{other}", office, 30)
        damages.remove(store)
        shutil.copy(other, store)
        plan = plan_restore(store)
        assert (plan.source, plan.file, plan.rest) == (Source.COPY, copy.file, 0)

    def test_not_where_it_lacks_an_office(self, store, copy):
        with closing(sqlite3.connect(store)) as connection:
            connection.execute("delete from journal_head")
            connection.execute("delete from journal")
            connection.commit()
        assert plan_restore(store).source is Source.COPY

    def test_a_copy_that_was_chosen(self, store, copy):
        plan = plan_restore(store, copy.file)
        assert (plan.source, plan.file, plan.is_needed) == (Source.COPY, copy.file, False)

    def test_another_store_s_file(self, store, office, tmp_path):
        other = tmp_path / "other.db"
        damages.check_in(f"sqlite:///{other}", office, 2)
        damages.remove(store)
        plan = plan_restore(store, other)
        assert (plan.source, sum(head.seq for head in plan.heads.values())) == (Source.FILE, 2)
        restore(plan, now())
        assert damages.content(store) == damages.content(other)

    def test_what_was_chosen_is_damaged_or_not_there(self, store, copy, tmp_path):
        with pytest.raises(NotFound, match="There is no file"):
            plan_restore(store, tmp_path / "nothing.db")
        damages.cut(copy.file)
        with pytest.raises(StoreProblem, match=r"is damaged.*Choose another copy"):
            plan_restore(store, copy.file)

    def test_nothing_to_restore_from(self, store, copy, tmp_path):
        copy.file.unlink()
        damages.cut(store)
        with pytest.raises(NotFound, match=r"There is no good copy of .* and the file itself is damaged"):
            plan_restore(store)
        damages.remove(store)
        with pytest.raises(NotFound, match="There is no store at"):
            plan_restore(store)

    def test_nothing_is_lost_where_nothing_happened(self, url, office):
        damages.check_in(url, office, 1)
        store = Path(sqlite_path(url)).resolve()
        copied(store)
        damages.remove(store)
        assert "Lost: nothing that is known of." in plan_restore(store).words(now())

    def test_one_line_is_one_line(self, url, office):
        damages.check_in(url, office, 1)
        store = Path(sqlite_path(url)).resolve()
        copied(store)
        assert "with 1 line of the journal." in plan_restore(store, Copies(store).newest().file).words(now())

    def test_looking_changes_nothing(self, store):
        damages.flip(store)
        before = store.read_bytes()
        look_at(store)
        plan_restore(store)
        assert store.read_bytes() == before

    def test_a_row_that_belongs_to_nothing_is_damage(self, store):
        with closing(sqlite3.connect(store)) as connection:
            connection.execute("delete from visit")
            connection.commit()
        assert "belongs to nothing" in look_at(store).fault


class TestRunningPrograms:
    """What a program sees that has the store open."""

    def test_it_goes_on_in_the_same_file(self, store, url, office):
        copy = Copies(store).newest()
        with open_front_desk(url, catalogue=office) as desk, open_front_desk(url, catalogue=office) as other:
            assert len(desk.queue()) == 15
            restore(plan_restore(store, copy.file), now())
            assert len(desk.queue()) == 10
            assert other.check_in(service="permit").number == "P011"
            assert [row.number for row in desk.queue()][-1] == "P011"
            assert verify(desk.store, office.id).sound

    def test_the_watch_sees_it(self, store, url):
        watch = FileWatch(url)
        watch.moved()
        restore(plan_restore(store, Copies(store).newest().file), now())
        assert [watch.moved(), watch.moved()] == [True, False]
        watch.close()

    @pytest.fixture
    def removed(self, store, url, office):
        """A desk whose store's file somebody removes."""
        with open_front_desk(url, catalogue=office) as desk:
            desk.queue()
            store.unlink()
            yield desk

    def test_no_act_that_lands_in_a_file_that_is_gone_is_told_as_done(self, store, removed):
        with pytest.raises(StoreReplaced):
            removed.check_in(service="permit")
        restore(plan_restore(store), now())
        with pytest.raises(StoreReplaced):
            removed.check_in(service="permit")
        with pytest.raises(StoreReplaced):
            removed.queue()

    def test_a_new_file_in_the_middle_of_an_act(self, store, url, office, removed, monkeypatch):
        record = removed.store.record
        shutil.copy(Copies(store).newest().file, store.with_name("moved.db"))
        monkeypatch.setattr(removed.store.port, "_file", None)

        def another_file_first(*facts, **more):
            removed.store.port._file = (0, 0)
            return record(*facts, **more)

        monkeypatch.setattr(removed.store, "record", another_file_first)
        with pytest.raises(StoreReplaced):
            removed.check_in(service="permit")

    def test_the_act_is_done_in_the_restored_store(self, store, url, office):
        reach = StoreReach(lambda: open_front_desk(url, catalogue=office))
        assert len(reach.run(lambda desk: desk.queue())) == 15
        store.unlink()
        restore(plan_restore(store), now())
        ticket = reach.run(lambda desk: desk.check_in(service="permit"))
        assert ticket.number == "P011"
        reach.close()
        with open_front_desk(url, catalogue=office) as desk:
            assert [row.number for row in desk.queue()][-1] == "P011"

    def test_closing_the_old_file_leaves_the_new_one_s_log_alone(self, store, url, office, removed):
        restore(plan_restore(store), now())
        with open_front_desk(url, catalogue=office) as desk:
            desk.check_in(service="permit")
            removed.close()
            assert beside(store, "-wal").stat().st_size > 0
            with open_front_desk(url, catalogue=office) as third:
                assert len(third.queue()) == 11
                assert verify(third.store, office.id).sound

    def test_the_watch_tells_twice_of_a_new_file_so_that_nobody_reads_the_old_one_last(self, store, url):
        watch = FileWatch(url)
        watch.moved()
        store.unlink()
        assert watch.moved()
        restore(plan_restore(store), now())
        assert [watch.moved(), watch.moved()] == [True, False]
        store.rename(store.with_name("aside.db"))
        shutil.copy(store.with_name("aside.db"), store)
        assert [watch.moved(), watch.moved(), watch.moved()] == [True, True, False]
        watch.close()

    def test_a_file_that_is_taken_away_while_it_is_opened_is_not_made_anew(self, store, url, monkeypatch):
        connect = sqlite3.connect

        def too_late(*facts, **more):
            damages.remove(store)
            return connect(*facts, **more)

        monkeypatch.setattr(sqlite3, "connect", too_late)
        with pytest.raises(StoreDamaged, match="is gone"):
            open_port(url)
        assert not store.exists()
        shutil.copy(Copies(store).newest().file, store)
        with pytest.raises(StoreProblem, match="can't be opened"):
            SqliteStore(str(store))
        assert not store.exists()

    def test_the_watch_never_hides_that_the_wal_was_taken_away(self, store, url):
        damages.killed_after(url, 1)
        damages.lose_wal(store)
        watch = FileWatch(url)
        watch.moved()
        assert not beside(store, "-wal").exists()
        restore(plan_restore(store), now())
        assert watch.moved()
        watch.close()


class TestDrill:
    def test_it_passes(self, store, copy, url):
        shown = drill(store, now())
        assert shown.passed, shown.wrong
        assert any("alder-creek: 10 lines, all as they were written." in line for line in shown.shown)
        assert shown.shown[-1].endswith("The drill passed.")

    def test_it_changes_nothing(self, store, copy, monkeypatch, tmp_path):
        monkeypatch.setenv("GREETER_COPIES", str(store.parent / "copies"))
        copied(store)
        before = {file: file.read_bytes() for file in store.parent.rglob("*") if file.is_file()}
        assert drill(store, now(), copy.file).passed
        assert {file: file.read_bytes() for file in store.parent.rglob("*") if file.is_file()} == before

    def test_a_copy_that_rotted_fails_it(self, store, copy):
        content = bytearray(copy.file.read_bytes())
        content[-3000] ^= 1
        copy.file.write_bytes(bytes(content))
        shown = drill(store, now())
        assert not shown.passed
        assert "is damaged" in shown.wrong[0]

    def test_tables_that_do_not_hold_what_the_store_did(self, store, copy):
        beside_it = copy.file.with_suffix(".json")
        beside_it.write_text(beside_it.read_text().replace('"visit": 10', '"visit": 11'))
        shown = drill(store, now())
        assert shown.wrong == ("Its tables do not hold what the store did at that moment: visit.",)

    def test_journals_that_do_not_end_where_the_store_s_did(self, store, copy, monkeypatch):
        from greeter.records import drill as drilling

        monkeypatch.setattr(drilling, "examine", lambda *_: drilling_found(copy))
        shown = drill(store, now())
        assert shown.wrong[:2] == (
            "What was restored is damaged. No.",
            "Its journals do not end where the store's did.",
        )

    def test_a_store_that_went_another_way(self, store, copy, office):
        other = store.with_name("other.db")
        damages.check_in(f"sqlite:///{other}", office, 30)
        damages.remove(store)
        shutil.copy(other, store)
        assert drill(store, now()).wrong == ("Line 10 of the journal of alder-creek is another in the store.",)

    def test_a_store_that_can_t_be_read(self, store, copy):
        damages.zero_header(store)
        assert "The store can't be compared with it." in drill(store, now()).wrong[0]

    def test_without_a_copy(self, store, copy, tmp_path):
        with pytest.raises(NotFound, match="is no good copy of"):
            drill(store, now(), tmp_path / "nothing.db")
        copy.file.unlink()
        with pytest.raises(NotFound, match="There is no good copy"):
            drill(store, now())


def drilling_found(copy):
    return Examination("No.", {})


class TestCommand:
    def test_one_command(self, store, copy, url):
        damages.cut(store)
        done = run("restore", "--db", url)
        assert done.exit_code == 0, done.output
        assert "The store is damaged." in done.output
        assert "Put back: the copy of" in done.output
        assert "Lost: what happened in the" in done.output
        assert "works again" in done.output
        assert "The file that was there is kept:" in done.output
        assert damages.content(store) == damages.content(copy.file)
        assert run("verify", "--db", url).exit_code == 0

    def test_a_sound_store_is_left_alone_unless_it_is_meant(self, store, copy, url):
        refused = run("restore", "--db", url)
        assert refused.exit_code == 1
        assert "Nothing is wrong with" in refused.output
        assert len(damages.content(store)["visit"]) == 15
        done = run("restore", "--db", url, "--anyway", "--from", copy.file)
        assert done.exit_code == 0, done.output
        assert len(damages.content(store)["visit"]) == 10

    def test_anyway_alone_goes_on_with_the_file_that_holds_more(self, store, copy, url):
        assert run("restore", "--db", url, "--anyway").exit_code == 0
        assert len(damages.content(store)["visit"]) == 15

    def test_to_another_place(self, store, copy, url, tmp_path):
        look = tmp_path / "look" / "look.db"
        look.parent.mkdir()
        done = run("restore", "--db", url, "--to", f"sqlite:///{look}")
        assert done.exit_code == 0, done.output
        assert damages.content(look) == damages.content(copy.file)
        assert len(damages.content(store)["visit"]) == 15
        again = run("restore", "--db", url, "--to", f"sqlite:///{look}")
        assert again.exit_code == 1
        assert "There is a file at" in again.output
        copy.file.unlink()
        without = run("restore", "--db", url, "--to", f"sqlite:///{look.with_name('more.db')}")
        assert "There is no good copy of" in without.output

    def test_the_drill(self, store, copy, url):
        passed = run("restore", "--drill", "--db", url)
        assert passed.exit_code == 0
        assert "The drill passed." in passed.output
        content = bytearray(copy.file.read_bytes())
        content[-3000] ^= 1
        copy.file.write_bytes(bytes(content))
        failed = run("restore", "--drill", "--db", url)
        assert failed.exit_code == 1
        assert "is damaged" in failed.output

    def test_a_gone_store(self, store, copy, url):
        damages.remove(store)
        done = run("restore", "--db", url)
        assert done.exit_code == 0
        assert "is kept:" not in done.output
        assert damages.content(store) == damages.content(copy.file)
