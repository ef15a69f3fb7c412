"""F2: `kill -9` of the staff window between the call and the board. A visitor is called or waits, never both, and the board says the same."""

from __future__ import annotations

import random
import time
from collections import Counter

from greeter.opening import open_front_desk
from greeter.records.integrity import verify
from greeter.views.board_view import read_board
from tests.faults.disk import KILL, Act, How
from tests.faults.other_process import STAFF, Other

KILLS = 12
LONGEST_S = 0.06
"""About as long as it takes from the key to the painted call."""
MOST = 200


def check(desk):
    """Check that each visitor is in one place, in store, journal, queue and on the board; return who is called."""
    assert verify(desk.store, desk.office.id).sound
    rows = desk.store.rows("select v.number, r.state, r.counter, r.calls from visit v join request r on r.visit = v.id")
    called = {row["number"] for row in rows if row["state"] == "called"}
    waiting = {row["number"] for row in rows if row["state"] == "waiting"}
    assert len(rows) == len({row["number"] for row in rows})
    assert all(row["counter"] and row["calls"] == 1 for row in rows if row["state"] == "called")
    assert not any(row["counter"] or row["calls"] for row in rows if row["state"] == "waiting")
    assert {call.number for call in read_board(desk).calls if not call.answered} == called
    queued = Counter(row.number for row in desk.queue() if row.state.value in {"called", "waiting"})
    assert queued == Counter([*called, *waiting])
    return called


def test_a_staff_window_is_killed_between_call_and_board(any_url, office, clock):
    url = any_url
    draw, called_at_once, called_in_all = random.Random(2), 0, 0
    with open_front_desk(url, clock=clock, catalogue=office) as desk:
        for _ in range(3):
            desk.check_in(service="permit")
        for kill in range(KILLS):
            window = Other(STAFF, url, "3", "dana")
            try:
                window.hears("ready")
                window.does("call")
                said = [window.hears("at")] if kill % 4 == 3 else []
                said += window.heard_until(time.monotonic() + draw.uniform(0, LONGEST_S))
                assert window.runs(), "the window ended by itself"
            finally:
                said += window.kill()
            called = check(desk)
            assert {line.split()[1] for line in said if line.startswith("at ")} <= called, "what was shown is so"
            assert len(called) <= 1
            called_at_once += bool(called)
            for number in called:
                desk.requeue(next(row.visit_id for row in desk.queue() if row.number == number))
            called_in_all += len(called)
        lines = desk.store.rows("select count(*) as n from journal where kind = 'call'")[0]["n"]
    assert called_at_once, "no call was done before a kill: the test has tested nothing"
    assert lines == called_in_all


def test_a_call_is_killed_at_each_act_of_the_disk(disk, start_desk, office, clock):
    far = start_desk(disk.url, environ=disk.environ())
    for _ in range(3):
        assert far.asked("check_in").startswith("shown")
    assert far.asked("close") == "closed"
    with open_front_desk(disk.url, clock=clock, catalogue=office) as desk:
        for nth in range(1, MOST):
            disk.fail(Act.ANY, KILL, nth=nth, how=How.ONCE)
            said = far.asked("child call")
            if said != "ended -9":
                break
            assert not check(desk)
        assert said.startswith("called")
        assert nth > 10
        assert check(desk) == {said.split()[1]}
    assert far.hears() == "ended 0"
    disk.heal()
    assert far.ends() == 0
