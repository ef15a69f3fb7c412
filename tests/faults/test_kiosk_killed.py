"""`kill -9` of the kiosk at random points of a check-in: every ticket that was shown is in the store exactly once, and nothing is half written."""

from __future__ import annotations

import random
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

from greeter.opening import open_front_desk
from greeter.records.integrity import verify

DRIVER = Path(__file__).with_name("kiosk_driver.py")
ROUNDS = 5
KILLS = 10
LONGEST_S = 0.3


def lines_until(process, until):
    """Return the lines a process prints until a moment of the steady clock."""
    found = []
    while (left := until - time.monotonic()) > 0:
        ready, _, _ = select.select([process.stdout], [], [], left)
        if not ready:
            break
        line = process.stdout.readline()
        if not line:
            break
        found.append(line.strip())
    return found


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_shown_tickets_survive_fifty_kills(url, office, seed):
    draw = random.Random(seed)
    shown = []
    for kill in range(KILLS):
        process = subprocess.Popen(
            [sys.executable, str(DRIVER), url, str(kill * 600)], stdout=subprocess.PIPE, text=True, bufsize=1
        )
        begun = [process.stdout.readline()]
        assert begun == ["walking\n"]
        if kill % 3 == 2:  # on a slow machine, too, some are killed with a ticket on the screen
            begun.append(process.stdout.readline())
        printed = lines_until(process, time.monotonic() + draw.uniform(0, LONGEST_S))
        assert process.poll() is None, "the kiosk ended by itself"
        process.kill()
        rest, _ = process.communicate()
        shown += [line.split()[1] for line in (*begun, *printed, *rest.splitlines()) if line.startswith("shown ")]
    with open_front_desk(url, catalogue=office) as desk:
        numbers = [row["number"] for row in desk.store.rows("select number from visit")]
        requests = desk.store.rows("select visit, count(*) as n from request group by visit")
        events = desk.store.rows("select visit, count(*) as n from journal where kind = 'check_in' group by visit")
        assert verify(desk.store, desk.office.id).sound
        assert desk.store.rows("pragma integrity_check")[0][0] == "ok"
    assert shown, "the kills came before any ticket: the test has tested nothing"
    assert len(set(shown)) == len(shown)
    assert set(shown) <= set(numbers)
    assert len(numbers) == len(set(numbers)) == len(requests) == len(events)
    assert sorted(numbers) == [f"P{number:03}" for number in range(1, len(numbers) + 1)], "no number is lost"
    assert all(row["n"] == 1 for row in (*requests, *events))
