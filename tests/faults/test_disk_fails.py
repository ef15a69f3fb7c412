"""F4, F5, F6: the disk is full, read-only or broken, at each of its acts.

The front desk says so in plain words, writes nothing half, and recovers by itself.
"""

from __future__ import annotations

import errno
from collections import Counter
from contextlib import closing

import pytest

from greeter.records.integrity import verify
from greeter.store.sqlite import SqliteStore
from greeter.store.store import Store
from tests.faults.disk import Act

MOST = 200
"""An act writes less often than this; a test that gets there has found no end."""
FULL = "The disk is full. Nothing was changed."
BAD = "The disk did not answer as it should. Nothing was changed."
READ_ONLY = "The store can only be read. Nothing was changed."
NOT_OPENED = "The store can't be opened."
FAULTS = {
    "full": (Act.WRITE, errno.ENOSPC, (FULL, BAD)),  # SQLite takes memory that can't be shared for a broken disk
    "full at the sync": (Act.SYNC, errno.ENOSPC, (FULL, BAD)),
    "broken": (Act.WRITE, errno.EIO, (BAD,)),
    "broken at the sync": (Act.SYNC, errno.EIO, (BAD,)),
    "read-only": (Act.ANY, errno.EROFS, (READ_ONLY, BAD, NOT_OPENED)),
    "broken anywhere": (Act.ANY, errno.EIO, (BAD, READ_ONLY, NOT_OPENED)),
}


CASES = [
    ("check_in", "kept open", ("full", "broken", "broken at the sync")),
    ("check_in", "opened", ("full at the sync", "read-only", "broken anywhere")),
    ("call", "kept open", ("full", "broken anywhere", "full at the sync")),
]
"""The act, whether the store is open or is opened by it, as by the first act of a program, and what the disk does."""


def lines_of(disk, office):
    """Check that nothing in the store is half written, by a connection of our own on the sound disk; return how many lines its journal has."""
    with closing(SqliteStore(str(disk.place / "office.db"))) as port:
        verdict = verify(Store(port), office.id)
        assert verdict.sound, verdict.why
        assert [row[0] for row in port.rows("pragma integrity_check")] == ["ok"]
        assert not port.rows("pragma foreign_key_check")
        numbers = Counter(row["number"] for row in port.rows("select number from visit"))
        states = Counter(row["state"] for row in port.rows("select state from request"))
        kinds = Counter(row["kind"] for row in port.rows("select kind from journal"))
    assert set(numbers.values()) <= {1}
    assert len(numbers) == kinds["check_in"] == sum(states.values())
    assert states["called"] == kinds["call"]
    assert verdict.lines == kinds["check_in"] + kinds["call"]
    return verdict.lines


@pytest.mark.parametrize(("act", "store", "faults"), CASES)
def test_an_act_meets_a_bad_disk_at_each_of_its_writes(disk, start_desk, office, act, store, faults):
    desk = start_desk(disk.url, environ=disk.environ())
    for _ in range(150 if act == "call" else 1):
        assert desk.asked("check_in").startswith("shown")
    for fault in faults:
        fail_at_each(disk, desk, office, act, store, *FAULTS[fault])
    assert desk.ends() == 0


def fail_at_each(disk, desk, office, act, store, what, number, words):
    """Let the disk fail at the first thing that an act asks of it, at the second, and so on until the act passes."""
    done = lines_of(disk, office)
    for nth in range(1, MOST):
        if store == "opened":
            assert desk.asked("close") == "closed"
        disk.fail(what, number, nth=nth)
        answer = desk.asked(act)
        if disk.faults == 0:
            break
        disk.fail(what, number)
        for said in (answer, desk.asked(act)):
            assert said.startswith("refused StoreProblem")
            assert any(word in said for word in words), said
        disk.heal()
        assert lines_of(disk, office) == done, "what was refused is not there"
        answer = desk.asked(act)
        assert answer.split()[0] in {"shown", "called"}, "it recovers by itself"
        done += 1
    assert answer.split()[0] in {"shown", "called"}
    assert nth > (1 if what is Act.SYNC else 10), "the faults did not reach the act"


def test_a_store_is_made_on_a_bad_disk(disk, start_desk, office):
    """At whichever act the disk fails while a store is made: words; and once it works the store is made whole."""
    desk = start_desk(disk.url, environ=disk.environ())
    for fault in ("full", "broken anywhere"):
        what, number, words = FAULTS[fault]
        refused = 0
        for nth in (*range(1, 20), *range(20, MOST, 9)):
            disk.fail(what, number, nth=nth)
            answer = desk.asked("open")
            if disk.faults == 0:
                break
            disk.heal()
            if answer != "opened":  # at the last acts all is written, and what fails then is looked at again
                assert answer.startswith("refused StoreProblem"), (fault, nth)
                assert any(word in answer for word in words), answer
                assert desk.asked("open") == "opened"
                refused = nth
            empty(disk, desk, office)
        assert answer == "opened"
        assert refused > 50, "the faults did not reach the making of the store"
        empty(disk, desk, office)
    assert desk.ends() == 0


def empty(disk, desk, office):
    """Check that the store that was made is whole, and remove it."""
    assert desk.asked("close") == "closed"
    assert lines_of(disk, office) == 0
    for file in disk.place.iterdir():
        file.unlink()
