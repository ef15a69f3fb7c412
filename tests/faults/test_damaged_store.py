"""F7: a damaged, truncated or shortened store is found at start by whoever starts, and put back with one command beside the programs that run."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from greeter.clock import SystemClock, to_ms
from greeter.opening import open_front_desk, open_port
from greeter.problems import StoreDamaged
from greeter.records.copies import Copies
from greeter.records.integrity import verify
from greeter.records.plan import plan_restore
from greeter.records.restore import restore
from greeter.store.sqlite_files import BESIDE, beside
from tests import damages, warm
from tests.faults.disk import KILL, Act

WINDOW, RESTORING = (Path(__file__).with_name(f"{name}_process.py") for name in ("window", "restoring"))
RESTORED = 20
"""Visits in the newest copy."""
LOST = 3
"""Visits after it."""


def cut_short(store):
    os.truncate(store, store.stat().st_size - 2 * damages.PAGE)


def zero_header(store):
    damages.put_away(store)  # a page that is in the log as well would be read from there
    damages.zero_header(store)


def put_an_old_file_back(store):
    damages.put_away(store)
    for what in BESIDE:
        beside(store, what).unlink(missing_ok=True)
    shutil.copy(store.with_name("old.db"), store)


DAMAGES = {
    "cut in half": damages.cut,
    "cut short": cut_short,
    "a page of the journal": lambda store: damages.flip(store, "journal"),
    "a page of the requests": lambda store: damages.flip(store, "request"),
    "no header": zero_header,
    "no log": damages.lose_wal,
    "gone": damages.remove,
    "an old file": put_an_old_file_back,
}


@pytest.fixture
def store(url, office, tmp_path):
    """A store with a copy of twenty visits, three more, and a log that a kill has left."""
    damages.check_in(url, office, RESTORED // 2)
    store = tmp_path / "office.db"
    shutil.copy(store, tmp_path / "old.db")
    damages.check_in(url, office, RESTORED // 2)
    assert command("backup", "--db", url).returncode == 0
    damages.killed_after(url, LOST)
    return store


def command(*arguments, **more):
    """Run `greeter` as its own process."""
    return warm.run("-m", "greeter", *arguments, **more)


def is_as_the_copy(store, url, office):
    """Counts and chain are those of the copy."""
    copy = Copies(store).newest()
    with open_front_desk(url, catalogue=office) as desk:
        verdict = verify(desk.store, office.id)
        assert verdict.sound, verdict.why
        assert (verdict.last, verdict.head) == (copy.manifest.heads[office.id].seq, copy.manifest.heads[office.id].hash)
        assert desk.store.rows("select count(*) as n from visit")[0]["n"] == RESTORED
        assert [row[0] for row in desk.store.rows("pragma integrity_check")] == ["ok"]
    return damages.content(store) == damages.content(copy.file)


@pytest.mark.parametrize("how", DAMAGES)
def test_a_command_finds_it_and_another_puts_it_back(store, url, office, how):
    DAMAGES[how](store)
    found = command("queue", "--db", url)
    assert found.returncode == 1
    assert "The newest good copy is of" in found.stderr
    assert f"greeter restore --db sqlite:///{store}" in found.stderr
    restored = command("restore", "--db", url)
    assert restored.returncode == 0, restored.stderr
    assert "Put back: the copy of" in restored.stdout
    nobody_knows = how in {"gone", "an old file"}  # no window was open that would have noted how far the store had come
    assert (
        "Lost: nothing that is known of." if nobody_knows else "Lost: what happened in the 1 minute"
    ) in restored.stdout
    assert is_as_the_copy(store, url, office)
    assert command("restore", "--check", "--db", url).returncode == 0
    assert command("queue", "--db", url).returncode == 0


@pytest.mark.parametrize("how", ["cut in half", "a page of the requests", "no header", "no log", "gone"])
def test_a_kiosk_and_a_staff_window_find_it_at_start_and_go_on_by_themselves(store, url, office, start, how):
    DAMAGES[how](store)
    kiosk, staff = start(WINDOW, "kiosk", url), start(WINDOW, "staff", url)
    kiosk.hears("page sorry")
    assert "The newest good copy is of" in staff.hears("damage")
    staff.hears("bar The store")
    restored = command("restore", "--db", url)
    assert restored.returncode == 0, restored.stderr
    staff.hears("bar says nothing")
    staff.hears(f"waiting {RESTORED}")
    kiosk.hears("page")
    assert (kiosk.ends(), staff.ends()) == (0, 0)
    with open_front_desk(url, catalogue=office) as desk:
        assert verify(desk.store, office.id).sound
        assert len(desk.queue()) == RESTORED


def test_it_is_restored_from_the_window_and_all_others_go_on(store, url, office, start):
    damages.flip(store, "request")
    manager, staff, other = start(WINDOW, "manager", url), start(WINDOW, "staff", url), start(WINDOW, "staff", url)
    other.hears("damage")
    assert "would be lost" in staff.hears("bar The store is damaged.")
    staff.does("restore")
    assert f"with {RESTORED} lines of the journal" in staff.hears("bar Put back:")
    staff.does("confirm")
    assert "lines of the journal after it can still be read" in staff.hears("bar The store works again.")
    other.hears(f"waiting {RESTORED}")
    manager.hears(f"visits {RESTORED}")
    staff.does("again")
    staff.hears(f"waiting {RESTORED}")
    assert [one.ends() for one in (manager, staff, other)] == [0, 0, 0]
    with open_front_desk(url, catalogue=office) as desk:
        assert verify(desk.store, office.id).sound
        assert len(desk.queue()) == RESTORED


@pytest.mark.parametrize("round_", range(3))
def test_nobody_who_works_meanwhile_is_told_of_a_ticket_that_is_lost_afterwards(store, url, office, start_desk, round_):
    """Whatever was told after the store was put back is in it; what was told before is lost, and said to be."""
    damages.put_away(store)
    desks = [start_desk(url), start_desk(url)]
    told = {desk: [] for desk in desks}
    newest = Copies(store).newest().file
    restoring = warm.begin("-m", "greeter", "restore", "--db", url, "--anyway", "--from", newest)
    index = 0
    while restoring.poll() is None or index < 20:
        for number, desk in enumerate(desks):
            key = f"{number}-{index}"
            assert desk.asked(f"check_in {key}").startswith("shown"), "an act under way is done in the restored store"
            told[desk].append(key)
        index += 1
    assert restoring.wait() == 0
    with open_front_desk(url, catalogue=office) as desk:
        kept = {row["key"] for row in desk.store.rows("select key from request_key")}
        assert verify(desk.store, office.id).sound
        assert desk.store.rows("select count(*) as n from visit")[0]["n"] == RESTORED + len(kept)
    for keys in told.values():
        first_kept = next(place for place, key in enumerate(keys) if key in kept)
        assert set(keys[first_kept:]) <= kept, "no ticket is lost after one that was kept"
    assert [desk.ends() for desk in desks] == [0, 0]


@pytest.mark.parametrize(("how", "first"), [("a page of the journal", 1), ("no header", 2), ("gone", 3)])
def test_a_restore_that_is_killed_on_the_way_can_be_done_again(disk, start, office, how, first):
    """At every fourth thing that it does with the disk. The store is as damaged as before, gone, or whole; never empty, and never half of one."""
    url, store = disk.url, disk.place / "office.db"
    damages.check_in(url, office, RESTORED)
    assert command("backup", "--db", url).returncode == 0
    damages.check_in(url, office, LOST)
    DAMAGES[how](store)
    before = {file: file.read_bytes() for file in disk.place.rglob("*") if file.is_file()}
    other = start(RESTORING, store, environ=disk.environ())
    assert other.hears() == "ready"
    states, act, ended = set(), first, ""
    while ended != "ended 0":
        put(before, disk.place)
        disk.fail(Act.ANY, KILL, nth=act)
        ended = other.asked("go")
        assert ended in {"ended -9", "ended 0"}
        disk.heal()
        states.add(state_of(url))
        if state_of(url) != "whole":
            restore(plan_restore(store), to_ms(SystemClock().now()))
        assert is_as_the_copy(store, url, office)
        act += 4
    assert act > 20
    assert states >= {"whole", "gone" if how == "gone" else "damaged"}


def put(files, folder):
    """Make a folder what it was."""
    for file in folder.rglob("*"):
        if file.is_file() and file not in files:
            file.unlink()
    for file, content in files.items():
        file.write_bytes(content)


def state_of(url):
    try:
        open_port(url).close()
    except StoreDamaged as damage:
        return "gone" if "is gone" in str(damage) else "damaged"
    return "whole"
