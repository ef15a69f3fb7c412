"""F4, F5, F6: the disk is full, read-only or broken, at each of its acts.

The front desk says so in plain words, writes nothing half, and recovers by itself.
"""

from __future__ import annotations

import errno
from collections import Counter

import pytest

from greeter.opening import open_front_desk
from greeter.records.integrity import verify
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
    *[("check_in", "kept open", fault) for fault in ("full", "broken", "broken at the sync", "read-only")],
    *[("check_in", "opened", fault) for fault in ("full at the sync", "read-only", "broken anywhere")],
    *[("call", "kept open", fault) for fault in ("full", "broken anywhere", "full at the sync")],
]
"""The act, whether the store is open or is opened by it, as by the first act of a program, and what the disk does."""


class Counted:
    """What a store holds, by a connection of our own on the sound disk."""

    def __init__(self, url, office, clock):
        with open_front_desk(url, clock=clock, catalogue=office) as desk:
            verdict = verify(desk.store, office.id)
            assert verdict.sound, verdict.why
            assert [row[0] for row in desk.store.rows("pragma integrity_check")] == ["ok"]
            assert not desk.store.rows("pragma foreign_key_check")
            self.lines = verdict.lines
            self.numbers = Counter(row["number"] for row in desk.store.rows("select number from visit"))
            self.states = Counter(row["state"] for row in desk.store.rows("select state from request"))
            kinds = Counter(row["kind"] for row in desk.store.rows("select kind from journal"))
        assert set(self.numbers.values()) <= {1}
        assert len(self.numbers) == kinds["check_in"] == sum(self.states.values())
        assert self.states["called"] == kinds["call"]


@pytest.mark.parametrize(("act", "store", "fault"), CASES)
def test_an_act_meets_a_bad_disk_at_each_of_its_writes(disk, start_desk, office, clock, act, store, fault):
    what, number, words = FAULTS[fault]
    desk = start_desk(disk.url, environ=disk.environ())
    for _ in range(80 if act == "call" else 1):
        assert desk.asked("check_in").startswith("shown")
    before = Counted(disk.url, office, clock)
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
        found = Counted(disk.url, office, clock)
        assert (found.lines, found.numbers, found.states) == (before.lines, before.numbers, before.states)
        answer = desk.asked(act)
        assert answer.split()[0] in {"shown", "called"}, answer
        before = Counted(disk.url, office, clock)
        assert before.lines == found.lines + 1
    assert answer.split()[0] in {"shown", "called"}
    assert nth > (1 if what is Act.SYNC else 10), "the faults did not reach the act"
    assert desk.ends() == 0


@pytest.mark.parametrize("fault", ["full", "broken anywhere"])
def test_a_store_is_made_on_a_bad_disk(disk, start_desk, office, clock, fault):
    """At whichever act the disk fails while a store is made: words; and once it works the store is made whole."""
    what, number, words = FAULTS[fault]
    desk = start_desk(disk.url, environ=disk.environ())
    for nth in (*range(1, 25), *range(25, MOST, 6)):
        disk.fail(what, number, nth=nth)
        answer = desk.asked("open")
        if disk.faults == 0:
            break
        assert answer.startswith("refused StoreProblem")
        assert any(word in answer for word in words), answer
        disk.heal()
        assert desk.asked("open") == "opened"
        assert desk.asked("close") == "closed"
        assert Counted(disk.url, office, clock).lines == 0
        for file in disk.place.iterdir():
            file.unlink()
    assert answer == "opened"
    assert nth > 50, "the faults did not reach the making of the store"
    assert desk.ends() == 0
