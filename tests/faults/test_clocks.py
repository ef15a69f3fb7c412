"""F9 and F10: wall clocks that step, days of 23 and 25 hours, and machines in another zone than the office, with real processes.

A wrong clock makes no wait absurd, loses nobody, and is told in the report. A business day is the office's own, wherever the machine believes to be.
"""

from __future__ import annotations

import os
import re
import time
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from greeter.opening import open_front_desk
from greeter.records.integrity import verify
from greeter.reports.span import Span
from tests.faults.far_desk import HERE, PROCESS, Far
from tests.faults.wall import STEPS, Wall

SLACK_MS = 1_000
"""More than any look at two clocks takes."""
TOLD_MS = 9 * 60_000
"""The longest wait that is announced below."""
PLANNED_MS = 60 * 60_000
"""No service of the office file takes longer: with what is planned for next week its typical times are mixed in."""
COURSE = (
    ("check_in", {"service": "property-tax", "told": [2, 5, 9]}),
    ("call", {**HERE, "reason": "next"}),
    ("start", {}),
    ("hold", {"reason": "fetches a paper"}),
    ("resume", HERE),
    ("transfer", {"service": "permit", "note": "needs a permit, too"}),
    ("call", {**HERE, "reason": "next"}),
    ("start", {}),
    ("finish", {"outcome": "resolved"}),
)
"""A visit in which every duration is counted."""
USUAL_MS = 5 * 60_000
"""What a forecast takes for usual until it knows better: the way to the desk, papers. The clocks here step by an hour and more."""
FORTY = 40
"""More visits than forecasts need to learn from."""


@pytest.fixture
def wall(tmp_path):
    return Wall(tmp_path)


@pytest.fixture
def store_url(url):
    """The address of a store that goes by its machine's clock."""
    return url


@pytest.fixture
def far(start, store_url, always_open, wall):
    """Starts desks on one machine, which goes by `wall`."""

    def begin(**environ):
        return Far(start(PROCESS, store_url, always_open, environ={**wall.environ, **environ}))

    return begin


@pytest.fixture
def here(store_url, always_open):
    """Opens the store for the test itself, whose clock is right."""

    def read():
        return open_front_desk(store_url, catalogue=always_open)

    return read


def dated(desk):
    """Return the first and the last business day on which anything happened."""
    return [row["day"] for row in desk.store.rows("select distinct business_day as day from visit order by 1")]


def flagged(desk):
    return desk.store.rows("select kind from journal where data like '%clock_jump_ms%' order by seq")


def all_durations(desk):
    """Return every duration that the store holds, in milliseconds."""
    found = []
    for table, names in {
        "request": ("wait_ms", "answer_ms", "serve_ms", "hold_ms", "back_dated_ms"),
        "journal": ("gap",),
        "told": ("low_ms", "middle_ms", "high_ms"),
    }.items():
        rows = desk.store.rows(f"select {', '.join(names)} from {table}")
        found += [(f"{table}.{name}", row[name]) for row in rows for name in names if row[name] is not None]
    return found


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS.keys())
class TestSteps:
    """A clock that steps while people are here."""

    def test_a_step_at_each_point_of_a_visit_makes_no_duration_absurd(self, far, here, wall, step):
        began, desk, looks = time.monotonic(), far(), []
        desk.serves()
        for point in range(len(COURSE)):
            visit = None
            for place, (name, facts) in enumerate(COURSE):
                if place == point:
                    step(wall)
                answer = desk.acts(name, **facts, **({"visit_id": visit} if visit else {}))
                visit = visit or answer["visit_id"]
                looks.append(desk.asks("look")["durations"])
            wall.put_right()
        longest = (time.monotonic() - began) * 1000 + SLACK_MS
        for shown in looks:
            assert all(0 <= ms <= longest for ms in shown.values()), shown
        with here() as read:
            held = [(name, ms) for name, ms in all_durations(read) if not name.startswith("told")]
            assert all(0 <= ms <= longest for _, ms in held), held
            ends = read.store.rows("select state, count(*) as n from request group by state")
            assert [(row["state"], row["n"]) for row in ends] == [("finished", 2 * len(COURSE) + 1)]
            assert len(flagged(read)) == 2 * len(COURSE) - 1, (
                "there and back, each once; the last visit ends under the wrong clock"
            )
            assert verify(read.store, read.office.id).sound
            days = dated(read)
        told = 0
        for day in days:
            found = desk.asks("figures", day, day)
            for place, ms in found["durations"].items():
                may = TOLD_MS * place.endswith("pinball") + PLANNED_MS * place.startswith("clerks_needed ")
                assert 0 <= ms <= longest + may, place
            assert found["sound"]
            told += found["counts"]["data_quality clock_jump found"]
        assert told >= 2 * len(COURSE) - 1

    def test_forecasts_stay_those_of_the_service(self, far, wall, step):
        began, desk = time.monotonic(), far()
        for place in range(FORTY):
            step(wall) if place % 2 else wall.put_right()
            desk.serves()
        waiting = desk.visit()
        wall.put_right()
        found = desk.asks("look")["durations"]
        longest = (time.monotonic() - began) * 1000 + SLACK_MS
        assert [ms for place, ms in found.items() if place.startswith("forecast")], waiting
        for place, ms in found.items():
            assert 0 <= ms <= longest + USUAL_MS * place.startswith("forecast"), (place, ms)

    def test_nobody_is_lost_when_a_wrong_clock_is_put_right(self, far, here, wall, step):
        step(wall)
        kiosk = far()
        early = kiosk.acts("check_in", service="permit")
        wall.put_right()
        staff = far()
        late = staff.acts("check_in", service="permit")
        assert staff.asks("look")["waiting"] == [early["number"], late["number"]]
        assert staff.acts("call_next", **HERE)["visit_id"] == early["visit_id"]
        assert kiosk.asks("look")["board"] == [early["number"]]
        with here() as read:
            assert [row["kind"] for row in flagged(read)] == ["check_in"]
            assert verify(read.store, read.office.id).sound

    def test_nobody_is_lost_when_a_right_clock_goes_wrong(self, far, wall, step):
        kiosk = far()
        early = kiosk.acts("check_in", service="permit")
        step(wall)
        staff = far()
        late = staff.acts("check_in", service="permit")
        assert staff.asks("look")["waiting"] == [early["number"], late["number"]]
        assert staff.acts("call_next", **HERE)["visit_id"] == early["visit_id"]
        assert kiosk.asks("look")["board"] == [early["number"]]

    def test_two_processes_tell_of_a_step_once(self, far, here, wall, step):
        one, other = far(), far()
        one.visit()
        other.visit()
        step(wall)
        other.visit()
        one.visit()
        with here() as read:
            assert len(flagged(read)) == 1


@dataclass(frozen=True)
class Change:
    """A night in which clocks change, or not: the zone of the office, its cut-over hour, the day, and how many hours that has."""

    zone: str
    cutover: int
    day: date
    hours: float
    machine: str
    """The zone in which the machine believes to be."""

    def local(self, when):
        return when.astimezone(ZoneInfo(self.zone))

    def day_of(self, when):
        """Return the business day by the wall clock in the office, read without this program."""
        return (self.local(when).replace(tzinfo=None) - timedelta(hours=self.cutover)).date()

    def begins(self, day):
        """Return the first minute of a business day, found by looking at each."""
        when = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=24)
        while self.day_of(when) < day:
            when += timedelta(minutes=30)
        return when

    def at(self, hour, minute=0, *, days=0):
        """Return a time on the wall of the office on the calendar day after the night, or so many days later."""
        day = self.day + timedelta(days=1 + days)
        return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo(self.zone)).astimezone(UTC)


CHANGES = {
    "autumn": Change("America/Los_Angeles", 4, date(2026, 10, 31), 25, "Pacific/Kiritimati"),
    "spring": Change("America/Los_Angeles", 4, date(2026, 3, 7), 23, "Asia/Kathmandu"),
    "autumn in Europe": Change("Europe/Berlin", 4, date(2026, 10, 24), 25, "America/Los_Angeles"),
    "half an hour": Change("Australia/Lord_Howe", 4, date(2026, 4, 4), 24.5, "America/Los_Angeles"),
    "at midnight": Change("America/Santiago", 0, date(2026, 9, 6), 23, "Pacific/Kiritimati"),
    "a cut-over that never comes": Change("America/Los_Angeles", 2, date(2026, 3, 8), 23, "UTC"),
    "a cut-over that comes twice": Change("America/Los_Angeles", 1, date(2026, 11, 1), 25, "Australia/Lord_Howe"),
    "an ordinary night": Change("Pacific/Kiritimati", 4, date(2026, 11, 24), 24, "America/Los_Angeles"),
}
NIGHTS = ("autumn", "spring", "at midnight", "a cut-over that comes twice")
MACHINES = ("Pacific/Kiritimati", "America/Los_Angeles", "UTC")


def catalogue_of(change, always_open, *, carry_over=False):
    """Write the office's file for a change's zone and cut-over hour, and return it."""
    text = always_open.read_text()
    settings = f'zone = "{change.zone}"\ncutover_hour = {change.cutover}\ncarry_over = {str(carry_over).lower()}'
    file = always_open.with_name("zoned.toml")
    file.write_text(re.sub(r'zone = ".*"', settings, text, count=1))
    assert file.read_text() != text
    return file


class Walk:
    """Lets visitors come one after another to a desk in another process, whose clock is moved along."""

    def __init__(self, desk):
        self.desk = desk

    def at(self, when):
        self.desk.asks("move", when.isoformat())

    def serve(self, when):
        """Serve a visitor who comes at `when`: ten minutes of waiting, twenty of service."""
        self.at(when)
        visit = self.desk.visit()
        self.at(when + timedelta(minutes=8))
        self.desk.acts("call", visit_id=visit, **HERE, reason="next")
        self.at(when + timedelta(minutes=10))
        self.desk.acts("start", visit_id=visit)
        self.at(when + timedelta(minutes=30))
        self.desk.acts("finish", visit_id=visit, outcome="resolved")
        return visit


@pytest.fixture
def walk(start, always_open):
    """Starts a desk whose clock is moved along, on a machine in a zone."""

    def begin(url, change, machine, begins, **office):
        file = catalogue_of(change, always_open, **office)
        environ = {**os.environ, "TZ": machine}
        return Walk(Far(start(PROCESS, url, file, begins.isoformat(), environ=environ))), file

    return begin


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_days_of_every_length_add_up(any_url, walk, change):
    days = [change.day + timedelta(days=ahead) for ahead in (-1, 0, 1)]
    begins, ends = change.begins(days[0]), change.begins(days[-1] + timedelta(days=1))
    hour = timedelta(hours=1)
    times = [begins + hour * place for place in range(int((ends - begins) / hour))]
    walked, file = walk(any_url, change, change.machine, begins)
    visits = {walked.serve(when): when for when in times}
    with open_front_desk(any_url, catalogue=file) as read:
        rows = {row["id"]: row for row in read.store.rows("select * from visit")}
        lines = read.store.rows("select count(*) as n from journal")[0]["n"]
        assert verify(read.store, read.office.id).sound
        start, end = Span(change.day, change.day).bounds(read.office)
    assert (end - start) / 3_600_000 == change.hours
    assert set(rows) == set(visits), "nothing is deleted"
    assert [rows[visit]["business_day"] for visit in visits] == [str(change.day_of(when)) for when in times]
    assert [rows[visit]["utc_offset"] for visit in visits] == [
        change.local(when).utcoffset() // timedelta(minutes=1) for when in times
    ]
    came = Counter(change.day_of(when) for when in times)
    assert [rows[visit]["number"] for visit in visits] == [
        f"P{number:03}" for day in days for number in range(1, came[day] + 1)
    ], "numbers begin again at the cut-over, and at no other hour"
    found = {day: walked.desk.asks("figures", str(day), str(day)) for day in days}
    assert {day: one["arrivals"] for day, one in found.items()} == came
    for day, one in found.items():
        durations = one["durations"]
        assert {durations[f"waits_by_service all wait {at}"] for at in ("p50", "p90", "longest")} == {600_000}
        assert {durations[f"times_by_service all service {at}"] for at in ("p50", "p90", "longest")} == {1_200_000}
        by_hour = Counter(change.local(when).hour for when in times if change.day_of(when) == day)
        table = {
            name: n for name, n in one["counts"].items() if name.startswith("demand_by_hour ") and " all " not in name
        }
        assert {int(name.split()[1]): n for name, n in table.items() if n} == by_hour
    whole = walked.desk.asks("figures", str(days[0]), str(days[-1]))
    journal = "data_quality journal found"
    assert sum(one["counts"][journal] for one in found.values()) == whole["counts"][journal] == lines
    assert whole["arrivals"] == len(times)


@pytest.mark.parametrize("change", [CHANGES[name] for name in NIGHTS], ids=NIGHTS)
class TestOverTheCutOver:
    """Somebody waits when the business day ends, in a night in which clocks may change."""

    def waits(self, walk, url, change, **office):
        """Let somebody wait from half an hour before the day after `change.day` begins; return the desk, the visit, and that moment."""
        begins = change.begins(change.day + timedelta(days=1))
        walked, file = walk(url, change, change.machine, begins - timedelta(hours=5), **office)
        walked.serve(begins - timedelta(hours=5))
        walked.at(begins - timedelta(hours=4, minutes=30))
        return walked, file, walked.desk.acts("check_in", service="dog"), begins

    def test_the_night_ends_it_and_deletes_nothing(self, any_url, walk, change):
        walked, file, left, begins = self.waits(walk, any_url, change)
        walked.at(begins - timedelta(minutes=1))
        before = walked.desk.acts("check_in", service="permit")
        walked.at(begins + timedelta(minutes=1))
        first = walked.desk.acts("check_in", service="permit")
        assert (before["number"], first["number"]) == ("P002", "P001")
        assert walked.desk.asks("look")["waiting"] == ["P001"]
        with open_front_desk(any_url, catalogue=file) as read:
            ended = {row["visit"]: row for row in read.store.rows("select * from request where note = 'night'")}
            assert len(read.store.rows("select id from visit")) == 4, "nothing is deleted"
        assert {visit: row["state"] for visit, row in ended.items()} == {
            left["visit_id"]: "left",
            before["visit_id"]: "left",
        }
        assert ended[left["visit_id"]]["wait_ms"] == (4 * 60 + 31) * 60_000
        assert ended[before["visit_id"]]["wait_ms"] == 120_000
        found = walked.desk.asks("figures", str(change.day), str(change.day))
        assert found["arrivals"] == 3
        assert found["counts"]["data_quality night found"] == 2

    def test_an_office_that_carries_over_calls_and_serves_on(self, any_url, walk, change):
        walked, file, waiting, begins = self.waits(walk, any_url, change, carry_over=True)
        visit = waiting["visit_id"]
        walked.at(begins + timedelta(minutes=30))
        late = walked.desk.acts("check_in", service="permit")
        assert (waiting["number"], late["number"]) == ("D001", "P001"), "numbers begin again all the same"
        assert walked.desk.acts("call_next", **HERE)["visit_id"] == visit
        look = walked.desk.asks("look")
        assert look["board"] == ["D001"]
        assert look["durations"]["waited D001"] == 5 * 3_600_000
        walked.desk.acts("start", visit_id=visit)
        walked.at(begins + timedelta(minutes=45))
        walked.desk.acts("finish", visit_id=visit, outcome="resolved")
        found = walked.desk.asks("figures", str(change.day), str(change.day))
        assert found["durations"]["waits_by_service dog wait longest"] == 5 * 3_600_000
        assert found["durations"]["times_by_service dog service longest"] == 15 * 60_000
        assert found["counts"]["data_quality night found"] == 0
        with open_front_desk(any_url, catalogue=file) as read:
            assert read.store.visit(visit).business_day == str(change.day)
            assert verify(read.store, read.office.id).sound


def test_a_report_is_the_same_on_machines_of_every_zone(tmp_path, walk):
    change, written = CHANGES["autumn"], {}
    begins = change.begins(change.day)
    for place, machine in enumerate(MACHINES):
        walked, _ = walk(f"sqlite:///{tmp_path / str(place)}.db", change, machine, begins)
        for hour in range(26):
            walked.serve(begins + timedelta(hours=hour))
        folder = tmp_path / f"tables-{place}"
        names = walked.desk.asks("tables", str(change.day), str(folder))
        written[machine] = {name: (folder / name).read_bytes() for name in names}
    one, *others = written.values()
    assert len(one) > 10
    assert all(other == one for other in others)


@pytest.mark.parametrize("machine", MACHINES)
def test_the_machine_s_own_clock_is_read_in_the_office_s_zone(start, url, wall, always_open, machine):
    change = CHANGES["autumn"]
    catalogue = catalogue_of(change, always_open)
    begins = change.begins(change.day)
    # At 22.1 it is 01:06 for the second time; the last two are on both sides of 04:00.
    hours = (0, 12, 20, 21.9, 22.1, 24.9, 25.1)
    wall.stand_at(begins)
    desk = Far(start(PROCESS, url, catalogue, environ={**wall.environ, "TZ": machine}))
    came = []
    for hour in hours:
        wall.stand_at(begins + timedelta(hours=hour, seconds=1))
        came.append(desk.acts("check_in", service="permit"))
    with open_front_desk(url, catalogue=catalogue) as read:
        visits = [read.store.visit(one["visit_id"]) for one in came]
    assert [visit.business_day for visit in visits] == ["2026-10-31"] * 6 + ["2026-11-01"]
    assert [visit.number for visit in visits] == ["P001", "P002", "P003", "P004", "P005", "P006", "P001"]
    assert [visit.utc_offset for visit in visits] == [-420, -420, -420, -420, -480, -480, -480]
