"""F3: the power goes. Every ticket and call that was told before is there, once; nothing is half written; the chain verifies."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections import Counter

import pytest

from greeter.opening import open_front_desk
from greeter.problems import Problem
from greeter.records.integrity import verify
from tests.faults.power_loss import Kept, PowerLoss, entries, lay_out

ACTS = 90
POINTS = 240
SMALL_LOG = "wal_autocheckpoint=60"
"""Pages: the log is brought home many times in a short run."""


def told(files):
    """Return the tickets and calls that were told before the power went."""
    text = bytes(files.cache).decode() if files else ""
    kinds = {"shown": [], "called": []}
    for line in text.splitlines():
        kind, number = line.split()
        kinds[kind].append(number)
    return kinds["shown"], kinds["called"]


def missing(url, office, clock, shown, called):
    """Open a store that went through it, check all that may be checked, and return the tickets and calls that are gone."""
    with open_front_desk(url, clock=clock, catalogue=office) as desk:
        verdict = verify(desk.store, office.id)
        assert verdict.sound, verdict.why
        assert [row[0] for row in desk.store.rows("pragma integrity_check")] == ["ok"]
        assert not desk.store.rows("pragma foreign_key_check")
        visits = Counter(row["number"] for row in desk.store.rows("select number from visit"))
        states = {
            row["number"]: row["state"]
            for row in desk.store.rows("select v.number, r.state from visit v join request r on r.visit = v.id")
        }
        lines = Counter(row["kind"] for row in desk.store.rows("select kind from journal"))
    assert set(visits.values()) <= {1}
    assert len(states) == len(visits) == lines["check_in"], "no visit is half written"
    assert sum(state == "called" for state in states.values()) == lines["call"], "no call is half written"
    return [number for number in shown if number not in visits] + [n for n in called if states.get(n) != "called"]


def run_acts(disk, start_desk, durability):
    """Let a desk check in and call in turn, close and open its store meanwhile, and end."""
    desk = start_desk(disk.url, durability, disk.place / "told", environ=disk.environ(logged=True))
    assert desk.asked(f"setting {SMALL_LOG}") == "set"
    for index in range(ACTS):
        answer = desk.asked("call" if index % 3 == 2 else "check_in")
        assert answer.split()[0] in {"shown", "called"}
        if index in {29, 59}:
            assert desk.asked("close") == "closed"
    assert desk.ends() == 0
    return entries(disk.log)


def after_losses(diary, disk, folder, draw, points):
    """Yield what is found, and what had been told, after the power went at each of these points."""
    power, wanted = PowerLoss(disk.place), set(points)
    for index, entry in enumerate(diary):
        power.play(entry)
        if index in wanted:
            shown, called = told(power.files.get(str(disk.place / "told")))
            kept = draw.choice([Kept.NOTHING, Kept.EVERYTHING, Kept.SOME, Kept.SOME])
            place = lay_out(power.after(kept, draw), folder / "found")
            yield f"sqlite:///{place / 'office.db'}", shown, called
            shutil.rmtree(place)


def test_what_was_told_survives_a_loss_of_power(disk, start_desk, office, clock, tmp_path):
    draw = random.Random(3)
    diary = run_acts(disk, start_desk, "full")
    points = draw.sample(range(len(diary)), POINTS)
    most = 0
    for url, shown, called in after_losses(diary, disk, tmp_path, draw, points):
        assert missing(url, office, clock, shown, called) == []
        most = max(most, len(shown) + len(called))
    assert most > ACTS * 0.9, "the power went at the beginning only"
    syncs = Counter(entry.path.rpartition("-")[2] for entry in diary if entry.kind == "S")
    assert any(key.endswith("office.db") and count > 5 for key, count in syncs.items()), (
        "the log was never brought home"
    )


@pytest.mark.parametrize("durability", ["normal", "off"])
def test_without_the_promise_something_is_lost(disk, start_desk, office, clock, tmp_path, durability):
    """The test of the test: a store that does not sync each act loses tickets at the same points."""
    draw = random.Random(3)
    diary = run_acts(disk, start_desk, durability)
    lost = broken = 0
    for url, shown, called in after_losses(diary, disk, tmp_path, draw, draw.sample(range(len(diary)), 30)):
        try:
            lost += bool(missing(url, office, clock, shown, called))
        except (AssertionError, Problem, sqlite3.Error):  # what is left is no store at all
            broken += 1
    assert lost + broken > 5
