"""F9 on a PostgreSQL server: its clock is everyone's, so a machine's own counts for nothing, and a step of the server's harms nobody."""

from __future__ import annotations

import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from greeter.opening import open_front_desk
from greeter.records.integrity import verify
from tests.desktop import eventually
from tests.faults.far_desk import HERE, PROCESS, Far
from tests.faults.wall import STEPS, Wall
from tests.postgres_server import PostgresServer

SLACK_MS = 2_000
"""Less than an hour: a clock that is looked at once a second is not more wrong for longer."""
each_step = pytest.mark.parametrize("step", STEPS.values(), ids=STEPS.keys())


def requests(desk):
    return desk.store.rows("select * from request order by id")


def absurd(desk, began):
    """Return every duration that is negative, or longer than all that has passed."""
    longest = (time.monotonic() - began) * 1000 + SLACK_MS
    found = [(name, row[name]) for row in requests(desk) for name in ("wait_ms", "answer_ms", "serve_ms", "hold_ms")]
    found += [("gap", row["gap"]) for row in desk.store.rows("select gap from journal")]
    return [(name, ms) for name, ms in found if ms is not None and not 0 <= ms <= longest]


def jumps(desk):
    return desk.store.rows("select count(*) as n from journal where data like '%clock_jump_ms%'")[0]["n"]


@each_step
def test_a_machine_s_own_clock_counts_for_nothing(postgres_url, start, always_open, tmp_path, step):
    began, wall = time.monotonic(), Wall(tmp_path)
    desk = Far(start(PROCESS, postgres_url, always_open, environ=wall.environ))
    desk.serves()
    step(wall)
    desk.serves()
    late = Far(start(PROCESS, postgres_url, always_open, environ=wall.environ))
    late.serves()
    with open_front_desk(postgres_url, catalogue=always_open) as read:
        days = read.store.rows("select distinct business_day as day from visit")
        assert [row["day"] for row in days] == [str(read.office.business_day(datetime.now(UTC)))]
        assert jumps(read) == 0
        assert absurd(read, began) == []


@pytest.fixture
def server_wall():
    """The wall clock of a server, in a folder that the server's own user may read."""
    with tempfile.TemporaryDirectory(prefix="greeter-clock-") as made:
        folder = Path(made)
        folder.chmod(0o755)
        yield Wall(folder)


@pytest.fixture
def stepping_url(server_wall):
    """The address of a new store on a server whose wall clock can be set."""
    server = PostgresServer(environ=server_wall.settings)
    yield server.database("stepping")
    server.close()


@each_step
def test_a_step_of_the_server_s_clock_harms_nobody(stepping_url, server_wall, start, always_open, step):
    began = time.monotonic()
    desk, other = (Far(start(PROCESS, stepping_url, always_open)) for _ in range(2))
    with open_front_desk(stepping_url, catalogue=always_open) as read:

        def seen():
            """Whether a desk has noted that the server's clock went another way than its own."""
            desk.asks("look")
            return read.store.rows("select shift from server_clock")[0]["shift"]

        early = desk.acts("check_in", service="permit")
        other.serves()
        step(server_wall)
        shift = eventually("a step that is noted", seen)
        assert abs(shift) > 3_000_000
        late = other.acts("check_in", service="permit")
        assert desk.asks("look")["waiting"] == [early["number"], late["number"]]
        assert desk.acts("call_next", **HERE)["visit_id"] == early["visit_id"]
        assert early["number"] in other.asks("look")["board"]
        desk.acts("start", visit_id=early["visit_id"])
        server_wall.put_right()
        eventually("a step back that is noted", lambda: abs(seen()) < 3_000_000)
        desk.acts("finish", visit_id=early["visit_id"], outcome="resolved")
        assert other.acts("call_next", **HERE)["visit_id"] == late["visit_id"]
        assert late["number"] in desk.asks("look")["board"]
        assert absurd(read, began) == []
        assert jumps(read) >= 2
        assert verify(read.store, read.office.id).sound
