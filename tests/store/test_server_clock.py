"""The clock of a server, which all machines share: whatever steps, nobody's wait becomes absurd."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from greeter.clock import ManualClock, from_ms, to_ms
from greeter.opening import open_port
from greeter.store.postgres.server_clock import LOOK_EVERY_MS, STEP_MS, ServerClock

NOON = to_ms(datetime(2026, 11, 24, 20, tzinfo=UTC))
HOUR = 3_600_000
NEAR_MS = 50


@dataclass
class World:
    """True time, and what a server makes of it. Each answer takes `there` and `back` milliseconds on its way."""

    true: int = NOON
    server_off: int = 0
    shift: int = 0
    there: int = 0
    back: int = 0
    asked: int = 0
    noted: list = field(default_factory=list)
    machines: list = field(default_factory=list)
    server: int = 7_001

    def passes(self, ms):
        self.true += ms
        for machine in self.machines:
            machine.advance(timedelta(milliseconds=ms))

    def machine(self, *, same_machine):
        own = ManualClock(from_ms(self.true + (self.server_off if same_machine else 0)))
        self.machines.append(own)
        return own, ServerClock(self, same_machine=same_machine, own=own)

    def rows(self, sql, values=None):
        assert "clock_timestamp()" in sql
        self.asked += 1
        self.passes(self.there)
        row = {"wall": self.true + self.server_off, "shift": self.shift, "server": self.server, "database": 16_384}
        self.passes(self.back)
        return [row]

    def run(self, sql, values):
        assert "where id = 1 and shift = :old" in sql
        if self.shift != values["old"]:
            return 0
        self.shift = values["new"]
        self.noted.append(values["new"])
        return 1


@pytest.fixture
def world():
    return World()


class TestReading:
    def test_it_is_the_server_s_time_and_not_the_machine_s(self, world):
        world.server_off = 7 * HOUR
        own, clock = world.machine(same_machine=False)
        own.jump(timedelta(days=-400))
        assert clock.now() == from_ms(NOON + 7 * HOUR)
        assert clock.read().run == "server 7001 16384"

    def test_another_server_at_the_same_address_is_another_run_and_no_step(self, world):
        _, clock = world.machine(same_machine=False)
        clock.read()
        world.server, world.server_off, world.shift = 7_002, HOUR, 2 * HOUR
        world.passes(1_500)
        after = clock.read()
        assert after.run == "server 7002 16384"
        assert (after.wall, after.steady) == (NOON + HOUR + 1_500, NOON - HOUR + 1_500)
        assert world.noted == []

    def test_it_is_asked_once_a_second_at_the_most(self, world):
        _, clock = world.machine(same_machine=False)
        seen = []
        for _ in range(50):
            seen.append(clock.read().wall)
            world.passes(LOOK_EVERY_MS // 50)
        assert world.asked == 1
        assert seen == [NOON + index * LOOK_EVERY_MS // 50 for index in range(50)]
        clock.read()
        assert world.asked == 2

    def test_half_of_the_way_is_taken_off(self, world):
        world.there = world.back = 100
        _, clock = world.machine(same_machine=False)
        assert clock.read().wall == world.true


STEPS = [timedelta(hours=1), timedelta(hours=-1), timedelta(milliseconds=-NOON), timedelta(days=4_000)]


class TestSteps:
    @pytest.mark.parametrize("step", STEPS)
    @pytest.mark.parametrize("same_machine", [True, False])
    def test_of_the_server_is_noted_and_takes_no_time(self, world, step, same_machine):
        own, clock = world.machine(same_machine=same_machine)
        before = clock.read()
        ms = step // timedelta(milliseconds=1)
        world.server_off += ms
        if same_machine:
            own.jump(step)
        world.passes(1_500)
        after = clock.read()
        assert after.steady - before.steady == 1_500
        assert after.wall - before.wall == 1_500 + ms
        assert world.noted == [ms]

    def test_one_that_is_taken_back(self, world):
        own, clock = world.machine(same_machine=True)
        before = clock.read()
        for hours in (1, -1):
            world.server_off += hours * HOUR
            own.jump(timedelta(hours=hours))
            world.passes(5_000)
            clock.read()
        assert clock.read().steady - before.steady == 10_000
        assert world.noted == [HOUR, 0]

    def test_of_all_machines_the_first_to_see_it_notes_it(self, world):
        clocks = [world.machine(same_machine=False)[1] for _ in range(4)]
        before = [clock.read().steady for clock in clocks]
        world.server_off += HOUR
        world.passes(3_000)
        after = [clock.read().steady for clock in clocks]
        assert [end - start for start, end in zip(before, after, strict=True)] == [3_000] * 4
        assert world.noted == [HOUR]
        _, late = world.machine(same_machine=False)
        assert late.read().steady == after[0]

    def test_noted_by_another_between_question_and_note(self, world):
        _, clock = world.machine(same_machine=False)
        before = clock.read()
        world.server_off += HOUR
        world.passes(3_000)
        run = world.run

        def too_late(sql, values):
            world.shift = HOUR
            return run(sql, values)

        world.run = too_late
        assert clock.read().steady - before.steady == 3_000
        assert world.noted == []

    def test_a_slow_drift_is_no_step(self, world):
        _, clock = world.machine(same_machine=False)
        for _ in range(200):
            world.passes(1_000)
            world.server_off += STEP_MS // 4
            clock.read()
        assert world.noted == []


class TestNoSteps:
    def test_a_machine_that_slept(self, world):
        own, clock = world.machine(same_machine=False)
        before = clock.read()
        world.machines.remove(own)
        own.jump(timedelta(hours=9))  # its wall clock went on in its sleep, its steady one did not
        world.passes(9 * HOUR)
        world.machines.append(own)
        world.passes(1_000)
        assert clock.read().steady - before.steady == 9 * HOUR + 1_000
        assert world.noted == []

    def test_a_machine_whose_own_clock_is_set(self, world):
        own, clock = world.machine(same_machine=False)
        before = clock.read()
        own.jump(timedelta(days=-3))
        world.passes(1_500)
        assert clock.read().steady - before.steady == 1_500
        assert world.noted == []

    @pytest.mark.parametrize("same_machine", [True, False])
    @pytest.mark.parametrize(("there", "back"), [(9_000, 0), (0, 9_000), (4_500, 4_500)])
    def test_an_answer_that_took_long(self, world, same_machine, there, back):
        _, clock = world.machine(same_machine=same_machine)
        clock.read()
        world.there, world.back = there, back
        world.passes(2_000)
        assert abs(clock.read().wall - world.true) <= 4_500
        world.there = world.back = 0
        world.passes(2_000)
        assert clock.read().wall == world.true
        assert world.noted == []

    def test_the_first_look_took_long(self, world):
        world.back = 9_000
        _, clock = world.machine(same_machine=True)
        clock.read()
        world.back = 0
        world.passes(2_000)
        assert clock.read().wall == world.true
        assert world.noted == []

    def test_one_slow_answer_among_quick_ones_is_not_used(self, world):
        _, clock = world.machine(same_machine=False)
        rows, waits = world.rows, iter([9_000, 0])

        def answer(sql, values=None):
            world.back = next(waits)
            return rows(sql, values)

        world.rows = answer
        assert clock.read().wall == world.true

    def test_a_step_is_seen_through_slow_answers_once_they_are_quick_again(self, world):
        own, clock = world.machine(same_machine=True)
        before = clock.read()
        world.server_off += HOUR
        own.jump(timedelta(hours=1))
        world.back = 3_000
        world.passes(2_000)
        clock.read()
        world.back = 0
        world.passes(2_000)
        assert abs(clock.read().steady - before.steady - (world.true - NOON)) < STEP_MS
        assert abs(world.shift - HOUR) < STEP_MS


STEPPED = """
create schema stepped;
create table stepped.by (ms bigint);
insert into stepped.by values (0);
create function stepped.clock_timestamp() returns timestamptz volatile language sql
  return (select pg_catalog.clock_timestamp() + ms * interval '1 millisecond' from stepped.by);
"""


class TestRealServer:
    """Over a server whose clock can be set: its own `clock_timestamp` stands before the system's."""

    @pytest.fixture
    def server(self, postgres_url):
        name = postgres_url.rpartition("/")[2]
        with psycopg.connect(postgres_url, autocommit=True) as connection:
            connection.execute(STEPPED)
            connection.execute(f'alter database "{name}" set search_path = stepped, pg_catalog, public')
        return postgres_url

    def ask(self, url, sql, *values):
        with psycopg.connect(url, autocommit=True) as connection:
            found = connection.execute(sql, values)
            return found.fetchone()[0] if found.description else None

    @pytest.fixture
    def clocks(self, server):
        """The clocks of two machines over one server; what passes on the machines is told by hand."""
        ports, owns = [open_port(server) for _ in range(2)], [ManualClock() for _ in range(2)]
        yield [(own, ServerClock(port, same_machine=False, own=own)) for port, own in zip(ports, owns, strict=True)]
        for port in ports:
            port.close()

    def test_its_time_comes_with_milliseconds(self, clocks, server):
        _, clock = clocks[0]
        low = self.ask(server, "select extract(epoch from clock_timestamp()) * 1000")
        seen = clock.read()
        high = self.ask(server, "select extract(epoch from clock_timestamp()) * 1000")
        assert int(low) <= seen.wall <= high
        assert seen.steady == seen.wall

    @pytest.mark.parametrize("ms", [HOUR, -HOUR, -1_700_000_000_000])
    def test_a_step_is_noted_for_all(self, clocks, server, ms):
        (own, clock), (other, others) = clocks
        before, before_there = clock.read(), others.read()
        self.ask(server, "update stepped.by set ms = %s", ms)
        own.advance(seconds=1)
        after = clock.read()
        shift = self.ask(server, "select shift from server_clock")
        assert abs(shift - ms) < STEP_MS
        assert abs(after.steady - before.steady) < STEP_MS
        other.advance(seconds=1)
        assert abs(others.read().steady - before_there.steady) < STEP_MS
        assert self.ask(server, "select shift from server_clock") == shift

    def test_what_another_machine_has_noted_counts(self, clocks, server):
        own, clock = clocks[0]
        before = clock.read()
        with psycopg.connect(server) as other:  # the step and its note come together
            other.execute("update stepped.by set ms = %s", (HOUR,))
            other.execute("update server_clock set shift = %s", (HOUR,))
        own.advance(seconds=1)
        after = clock.read()
        assert abs(after.steady - before.steady) < STEP_MS
        assert after.wall - after.steady == HOUR
        assert self.ask(server, "select shift from server_clock") == HOUR

    def test_a_wait_in_which_the_clock_was_set_is_as_long_as_it_was(self, server, office):
        from greeter.front_desk import FrontDesk
        from greeter.store.store import Store

        own, port = ManualClock(), open_port(server)
        desk = FrontDesk(Store(port), office, ServerClock(port, same_machine=False, own=own))
        visit = desk.check_in(service="permit").visit_id
        self.ask(server, "update stepped.by set ms = %s", HOUR)
        own.advance(seconds=1)
        desk.call_next(counter="3", clerk="dana")
        desk.start(visit)
        request = desk.store.request(desk.store.visit(visit).request)
        told = port.rows("select data from journal where kind = 'call'")[0]["data"]
        desk.close()
        assert request.wait_ms < STEP_MS
        assert '"clock_jump_ms":' in told
