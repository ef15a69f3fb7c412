"""F25, F26: where copies go is missing, full, read-only, broken or slow; and whether the store could be put back from the newest.

It is loud, it is tried again, the age of the newest is told; the counter goes on, and the last good copy stays.
"""

from __future__ import annotations

import errno
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from greeter.opening import open_front_desk
from greeter.records.copies import Copies
from greeter.records.integrity import verify
from greeter.records.known import read_known
from tests import damages, warm
from tests.faults.disk import KILL, Act

WINDOW = Path(__file__).with_name("window_process.py")
VISITS = 20
MOST = 200
"""A copy of so small a store does less with the disk than this."""


@pytest.fixture
def store(url, office, tmp_path):
    """A store on a sound disk."""
    damages.check_in(url, office, VISITS)
    return tmp_path / "office.db"


@pytest.fixture
def backup(url, disk):
    """Run `greeter backup` onto the disk that can fail."""

    def run(*arguments, **more):
        command = ("-m", "greeter", "backup", "--db", url, "--to", str(disk.place), *arguments)
        if more:
            return subprocess.run(
                [sys.executable, *command], capture_output=True, text=True, check=False, env=disk.environ(), **more
            )
        return warm.run(*command, environ=disk.environ())

    return run


def sound_copies(store, disk):
    """Return the good copies on the disk; each of them holds what its manifest says, and nothing else lies there."""
    good = Copies(store, disk.place).good()
    assert {file.stem for file in disk.place.iterdir()} == {copy.file.stem for copy in good}
    for copy in good:
        tables = damages.content(copy.file)
        assert {name: len(rows) for name, rows in tables.items()} == copy.manifest.tables
    return good


BROKEN = {
    "full": (Act.WRITE, errno.ENOSPC, ("The disk for copies is full", "did not take a copy", "can't be written")),
    "full at the sync": (Act.SYNC, errno.ENOSPC, ("The disk for copies is full",)),
    "broken": (Act.WRITE, errno.EIO, ("did not take a copy", "can't be written")),
    "broken at the sync": (Act.SYNC, errno.EIO, ("can't be written",)),
    "read-only": (Act.OPEN, errno.EROFS, ("did not take a copy", "can't be written")),
}


@pytest.mark.parametrize("how", BROKEN)
def test_a_disk_that_fails_leaves_the_last_good_copy_and_nothing_half(store, disk, backup, url, office, how):
    assert backup().returncode == 0
    before = sound_copies(store, disk)
    damages.check_in(url, office, 1)
    act, fault, words = BROKEN[how]
    nth, failed = 1, 0
    while True:
        disk.fail(act, fault, nth=nth)
        tried = backup()
        given = disk.faults
        disk.heal()
        if tried.returncode == 0:
            break
        failed += 1
        assert given, tried.stderr
        assert any(one in tried.stderr for one in words), tried.stderr
        assert "The newest good copy is of" in tried.stderr
        assert sound_copies_after_a_failure(store, disk) == before
        nth = nth * 3
        assert nth < MOST * 3
    assert failed
    assert len(sound_copies(store, disk)) == 2
    with open_front_desk(url, catalogue=office) as desk:
        assert verify(desk.store, office.id).sound


def sound_copies_after_a_failure(store, disk):
    """Return the good copies. What a broken disk did not let go of lies there as a draft that does not count."""
    good = Copies(store, disk.place).good()
    others = {file for file in disk.place.iterdir() if file.stem not in {copy.file.stem for copy in good}}
    assert all(".draft" in file.name or file.suffix == ".json" for file in others), others
    for file in others:
        file.unlink()
    return sound_copies(store, disk)


def test_a_copy_that_is_killed_on_its_way_does_not_count_and_is_cleaned_up(store, disk, backup, url, office):
    nth = 1
    while True:
        disk.fail(Act.ANY, KILL, nth=nth)
        tried = backup()
        disk.heal()
        if tried.returncode == 0:
            break
        assert tried.returncode == -9, tried.stderr
        good = Copies(store, disk.place).good()
        assert all(len(damages.content(copy.file)["visit"]) == VISITS for copy in good)
        nth = nth * 2 + 1
        assert nth < MOST * 2
    assert nth > 3
    assert [file.name for file in disk.place.iterdir() if "draft" in file.name] == []
    assert len(Copies(store, disk.place).good()) >= 1


def test_a_file_may_not_grow_so_large(store, disk, backup, url):
    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, resource.RLIM_INFINITY))

    tried = backup(preexec_fn=limit)
    assert tried.returncode == 1
    assert "did not take a copy" in tried.stderr
    assert "There is no good copy" in tried.stderr
    assert sound_copies(store, disk) == []
    assert backup().returncode == 0


def test_a_disk_that_is_not_there_is_told_and_waited_for(store, url, tmp_path):
    usb = tmp_path / "usb"
    command = ("-m", "greeter", "backup", "--db", url, "--to", usb)
    away = warm.run(*command)
    assert away.returncode == 1
    assert "The folder for copies is not there" in away.stderr
    assert read_known(store).trouble.tries == 1
    usb.mkdir()
    assert warm.run(*command).returncode == 0
    assert read_known(store).trouble is None


def test_a_window_tells_how_old_the_copy_is_and_why_until_there_is_one(store, url, office, disk, start):
    """The window's first look comes when it is told to; there is no copy yet, and none can be made."""
    disk.fail(Act.WRITE, errno.ENOSPC)
    environ = {**disk.environ(), "GREETER_COPIES": str(disk.place)}
    staff = start(WINDOW, "staff", url, environ=environ)
    staff.hears(f"waiting {VISITS}")
    staff.does("care")
    told = staff.hears("bar There is no copy of the store yet.")
    assert "disk" in told
    disk.heal()
    again = warm.run("-m", "greeter", "backup", "--db", url, "--to", disk.place, environ=environ)
    assert again.returncode == 0
    staff.does("care")
    staff.hears("bar says nothing")
    assert staff.ends() == 0


def test_windows_of_one_machine_make_one_copy(store, url, start):
    windows = [start(WINDOW, kind, url) for kind in ("staff", "kiosk", "manager")]
    for window in windows:
        window.hears("shown")
    for window in windows:
        window.does("care")
    windows[0].hears(f"waiting {VISITS}")
    for window in windows:
        assert window.ends() == 0
    good = Copies(store).good()
    assert len(good) == 1
    assert len(damages.content(good[0].file)["visit"]) == VISITS


def test_the_drill_is_one_command(store, url, office):
    def greeter(*arguments):
        return warm.run("-m", "greeter", *arguments, "--db", url)

    assert greeter("backup").returncode == 0
    damages.check_in(url, office, 2)
    before = damages.content(store)
    passed = greeter("restore", "--drill")
    assert passed.returncode == 0, passed.stderr
    assert f"alder-creek: {VISITS} lines, all as they were written." in passed.stdout
    assert "The drill passed." in passed.stdout
    assert damages.content(store) == before
    copy = Copies(store).newest()
    shutil.copy(copy.file, copy.file.with_name("kept"))
    content = bytearray(copy.file.read_bytes())
    content[len(content) // 2] ^= 0xFF
    copy.file.write_bytes(bytes(content))
    failed = greeter("restore", "--drill")
    assert failed.returncode == 1
    assert "is damaged" in failed.stderr
