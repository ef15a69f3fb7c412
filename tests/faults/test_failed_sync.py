"""F6: after a failed sync the disk does not hold what the system takes for written. It is never trusted, and never only tried again."""

from __future__ import annotations

import errno
import random
import shutil

import pytest

from tests.faults.disk import Act, How
from tests.faults.power_loss import Kept, PowerLoss, entries, lay_out
from tests.faults.test_disk_fails import lines_of
from tests.faults.test_power_loss import missing, told

ROUNDS = 6


@pytest.fixture
def begin(disk, start_desk):
    """Starts a desk on the disk that keeps a diary."""

    def start(**environ):
        return start_desk(disk.url, "full", disk.place / "told", environ={**disk.environ(logged=True), **environ})

    return start


def bad_day(disk, begin, draw):
    """Let syncs and writes fail now and then, and end and restart the program meanwhile. Return how often an act was refused."""
    desk, refused = begin(), 0
    assert desk.asked("check_in").startswith("shown")
    for _ in range(ROUNDS):
        assert desk.asked(f"setting wal_autocheckpoint={draw.choice([20, 1000])}") == "set"
        disk.fail(
            draw.choice([Act.SYNC, Act.SYNC, Act.ANY]), errno.EIO, nth=draw.randint(1, 3), how=draw.choice(list(How)),
            part=draw.choice(["-wal", "*"]),
        )  # fmt: skip
        for _ in range(draw.randint(2, 4)):
            refused += desk.asked("check_in").startswith("refused")
        if draw.random() < 0.6:
            desk.kill()
            disk.heal()
            desk = begin()
        disk.heal()
        for _ in range(draw.randint(1, 3)):
            assert desk.asked("check_in").startswith("shown")
    desk.kill()
    return refused


def lost(disk, office, clock, folder, draw, points):
    """Return the tickets that are gone after the power went at some points, and at the end with nothing kept that was not synced."""
    diary, power, gone = entries(disk.log), PowerLoss(disk.place), []
    assert any(entry.kind == "E" and entry.result for entry in diary), "no sync failed"
    wanted = {*draw.sample(range(len(diary)), points), len(diary) - 1}
    for index, entry in enumerate(diary):
        power.play(entry)
        if index in wanted:
            shown, called = told(power.files.get(str(disk.place / "told")))
            kept = Kept.NOTHING if index == len(diary) - 1 else draw.choice(list(Kept))
            place = lay_out(power.after(kept, draw), folder / "found")
            gone += missing(f"sqlite:///{place / 'office.db'}", office, clock, shown, called)
            shutil.rmtree(place)
    return gone


@pytest.mark.parametrize("seed", range(2))
def test_tickets_survive_failed_syncs_and_then_a_loss_of_power(disk, begin, office, clock, tmp_path, seed):
    draw = random.Random(seed)
    assert bad_day(disk, begin, draw) > 3
    assert lost(disk, office, clock, tmp_path, draw, points=15) == []


@pytest.mark.parametrize(("environ", "survives"), [({}, True), ({"CACHE_KEEPS": "1"}, False)])
def test_a_restart_after_a_failed_sync_builds_on_what_the_disk_holds(
    disk, begin, office, clock, tmp_path, environ, survives
):
    """Where the new program believes the page cache, its tickets stand behind a commit that never arrived, and go with it: so the test can fail."""
    desk = begin(**environ)
    assert desk.asked("check_in") == "shown P001"
    disk.fail(Act.SYNC)
    assert desk.asked("check_in").startswith("refused StoreProblem")
    desk.kill()
    disk.heal()
    desk = begin(**environ)
    assert [desk.asked("check_in") for _ in range(3)] == ["shown P002", "shown P003", "shown P004"]
    desk.kill()
    gone = lost(disk, office, clock, tmp_path, random.Random(0), points=0)
    assert gone == ([] if survives else ["P002", "P003", "P004"])


@pytest.mark.parametrize("how", How)
def test_a_refused_act_is_not_found_after_a_crash(disk, start_desk, office, how):
    """What the failed commit wrote may have reached the disk all the same: it was written over at once."""
    desk = start_desk(disk.url, environ=disk.environ())
    assert desk.asked("check_in") == "shown P001"
    disk.fail(Act.SYNC, how=how)
    assert desk.asked("check_in").startswith("refused StoreProblem")
    desk.kill()
    disk.heal()
    assert lines_of(disk, office) == 1


def test_a_checkpoint_whose_sync_failed_is_done_again_from_its_start(disk, begin, office, clock, tmp_path):
    """Nobody is told of it: the log keeps what the store's file did not get, until all of it was written once more."""
    desk = begin()
    assert desk.asked("setting wal_autocheckpoint=20") == "set"
    assert desk.asked("check_in") == "shown P001"
    for nth in (1, 2, 3):
        disk.fail(Act.SYNC, nth=nth, how=How.ONCE, part="office.db")
        while disk.faults == 0:
            assert desk.asked("check_in").startswith("shown")
        disk.heal()
        assert desk.asked("check_in").startswith("shown")
    desk.kill()
    assert lost(disk, office, clock, tmp_path, random.Random(0), points=10) == []
