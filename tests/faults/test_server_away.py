"""PostgreSQL goes away for a second, a minute, eight hours; the network splits and heals; answers are lost. Kiosks keep going.

Every ticket that was shown is in the line exactly once, under the number that was shown and with its arrival; nobody is called twice; nothing of
anybody stays in an outbox.
"""

from __future__ import annotations

import os
import threading
import time
import uuid
from itertools import pairwise
from pathlib import Path

import psycopg
import pytest
from psycopg.rows import dict_row

from greeter.catalogue.office_file import load
from greeter.opening import open_front_desk
from greeter.records.integrity import verify
from tests import warm
from tests.faults.network import Network, Weather
from tests.postgres_server import PostgresServer

PROCESS = Path(__file__).with_name("network_process.py")
LONG_S = 90
"""A failure of the test, not a measurement."""


@pytest.fixture(scope="module")
def server():
    made = PostgresServer(durable=True)
    yield made
    made.close()


class Town:
    """A server, kiosks and desks in processes of their own, each behind a network of its own."""

    def __init__(self, server, database, catalogue, home):
        self.server, self.database, self.catalogue, self.home = server, database, catalogue, home
        self.url = server.database(database)
        self.began, self.passed = time.time(), home / "passed"
        self.pass_time(0)
        self.networks, self.processes, self.said = {}, {}, {}
        with open_front_desk(self.url, catalogue=load(catalogue)):
            pass

    def pass_time(self, seconds):
        draft = self.passed.with_suffix(".new")
        draft.write_text(str(seconds))
        draft.replace(self.passed)

    def add(self, kind, name):
        network = self.networks[name] = Network(self.server.port)
        process = self.processes[name] = warm.begin(
            PROCESS, kind, network.url(self.server, self.database), name, self.began, self.passed, self.catalogue,
            environ={**os.environ, "GREETER_HOME": str(self.home / name)},
            stdin=warm.PIPE, stdout=warm.PIPE,
        )  # fmt: skip
        said = self.said[name] = []
        reader = threading.Thread(
            target=lambda: said.extend(iter(lambda: process.stdout.readline().decode(), "")), daemon=True
        )
        reader.start()
        process.reader = reader

    def shown(self, name):
        return {key: number for word, key, number in map(str.split, self.lines(name, "shown"))}

    def lines(self, name, word):
        return [line for line in list(self.said[name]) if line.startswith(f"{word} ") or line.strip() == word]

    def own_numbers(self, name):
        return [number for number in self.shown(name).values() if not number[1].isdigit()]

    def until(self, what, looked_for):
        deadline = time.monotonic() + LONG_S
        while not looked_for():
            assert time.monotonic() < deadline, (
                f"{what}: not within {LONG_S} s; {[(who, said[-3:]) for who, said in self.said.items()]}"
            )
            for name, process in self.processes.items():
                assert process.poll() is None, f"{name} ended by itself"
            time.sleep(0.05)

    def let_go(self, name):
        process = self.processes.pop(name)
        process.stdin.close()
        assert process.wait(LONG_S) == 0
        self._heard_out(process)

    def kill(self, name):
        process = self.processes.pop(name)
        process.kill()
        process.wait()
        self._heard_out(process)

    @staticmethod
    def _heard_out(process):
        process.reader.join(LONG_S)
        process.stdin.close()
        process.stdout.close()

    def kept(self, name):
        """Return what the kiosk's outbox still holds, and all bytes of its files."""
        files = sorted((self.home / name / "outbox").glob("*.db*"))
        return b"".join(path.read_bytes() for path in files)

    def close(self):
        for name in list(self.processes):
            self.kill(name)
        for network in self.networks.values():
            network.close()
        self.server.run(f'drop database if exists "{self.database}" with (force)')


@pytest.fixture
def town(server, always_open, tmp_path):
    made = Town(server, f"town_{uuid.uuid4().hex[:10]}", always_open, tmp_path)
    yield made
    made.close()


def check(town, kiosks):
    """Let the kiosks rest, wait until all is handed in, then hold what was shown against what the store has."""
    for name in kiosks:
        town.processes[name].stdin.write(b"rest\n")
        town.until("a rest", lambda name=name: town.lines(name, "rests"))
    wanted = {key: number for name in kiosks for key, number in town.shown(name).items()}
    town.until("all is handed in", lambda: read(town, "select count(*) as n from request_key")[0]["n"] >= len(wanted))
    town.until("nothing kept", lambda: all(b"Visitor" not in town.kept(name) for name in kiosks))
    refused = {name: town.lines(name, "refused") for name in kiosks}
    for name in kiosks:
        town.let_go(name)
    rows = read(town, "select k.key, v.id, v.number, v.arrived_at from request_key k join visit v on v.id = k.visit")
    assert {row["key"]: row["number"] for row in rows if row["key"] in wanted} == wanted
    assert len({row["number"] for row in rows}) == len({row["id"] for row in rows}) == len(rows)
    assert read(town, "select count(*) as n from visit")[0]["n"] == len(rows)
    assert len(rows) == len(wanted), "a visit that nobody was shown"
    for name in kiosks:
        mine = sorted(
            (row for row in rows if row["key"].startswith(f"{name}-")), key=lambda row: int(row["key"].split("-")[-1])
        )
        arrivals = [row["arrived_at"] for row in mine]
        back = max((before - after for before, after in pairwise(arrivals)), default=0)
        assert back < 1500, "they stand in the order in which they came, but for a handful at the change"
        assert refused[name] == []
    calls = read(town, "select visit, count(*) as n from journal where kind = 'call' group by visit")
    assert all(row["n"] == 1 for row in calls)
    assert len(calls) == len({row["visit"] for row in calls})
    with open_front_desk(town.url, catalogue=load(town.catalogue)) as desk:
        assert verify(desk.store, desk.office.id).sound
    return wanted


def read(town, sql):
    """Read past the program: this is asked again and again while something is waited for."""
    with psycopg.connect(town.url, row_factory=dict_row) as connection:
        return connection.execute(sql).fetchall()


def begin(town, kiosks=("kiosk-1", "kiosk-2"), desks=("2", "3")):
    for name in kiosks:
        town.add("kiosk", name)
    for name in desks:
        town.add("desk", name)
    town.until("the first tickets", lambda: all(len(town.shown(name)) > 3 for name in kiosks))
    town.until("the marks", lambda: len(read(town, "select mark from kiosk")) == len(kiosks))
    town.until("the desks", lambda: all(town.lines(name, "served") for name in desks))
    return kiosks


@pytest.mark.parametrize("seconds", [0, 60, 8 * 3600], ids=["second", "minute", "hours"])
def test_the_server_is_gone_and_comes_back(town, seconds):
    kiosks = begin(town)
    stopped = time.monotonic()
    town.server.stop("immediate")
    try:
        town.until("own numbers", lambda: all(len(town.own_numbers(name)) >= 5 for name in kiosks))
        town.until("desks say so", lambda: all(town.lines(name, "away") for name in ("2", "3")))
        town.until("a second", lambda: time.monotonic() - stopped >= 1)
        town.pass_time(seconds)
        town.until("own numbers later", lambda: all(len(town.own_numbers(name)) >= 50 for name in kiosks))
    finally:
        town.server.start()
    town.until("numbers of the server", lambda: all(is_servers(list(town.shown(name).values())[-1]) for name in kiosks))
    wanted = check(town, kiosks)
    own = [number for number in wanted.values() if not is_servers(number)]
    assert {number[1] for number in own} == {"A", "B"}
    for mark in "AB":
        mine = sorted(int(number[2:]) for number in own if number[1] == mark)
        assert mine == list(range(1, len(mine) + 1)), "the kiosk's own numbers have no gaps"
    longest = max(row["n"] for row in read(town, "select wait_ms + 0 as n from request where wait_ms is not null"))
    assert longest >= seconds * 1000, "who came first has waited all the time"


def is_servers(number):
    return number[1].isdigit()


def servers_numbers(town, name):
    return [number for number in town.shown(name).values() if is_servers(number)]


@pytest.mark.parametrize("weather", [Weather.CUT, Weather.SILENT, Weather.SLOW], ids=lambda each: each.value)
def test_the_network_splits_and_heals(town, weather):
    """A kiosk and a desk are cut off; the other kiosk and the other desk go on at the server.

    Who was cut off in the middle of a turn holds it until the server lets that connection go (15 s at most). So long the other kiosk may keep
    tickets, too; it is back at the server while the network is still split. Who is slow takes turns as slowly, again and again: then both keep some.
    """
    kiosks = begin(town)
    for name in ("kiosk-1", "2"):
        town.networks[name].becomes(weather)
    given = (
        (lambda name: list(town.shown(name))) if weather is Weather.SLOW else (lambda name: servers_numbers(town, name))
    )
    others = len(given("kiosk-2")), len(town.lines("3", "served"))
    before = len(town.shown("kiosk-1"))
    town.until("the kiosk goes on", lambda: len(town.shown("kiosk-1")) > before + 10)
    town.until(
        "the others go on",
        lambda: len(given("kiosk-2")) > others[0] + 5 and len(town.lines("3", "served")) > others[1] + 3,
    )
    if weather is not Weather.SLOW:
        assert town.own_numbers("kiosk-1")
        assert not is_servers(list(town.shown("kiosk-1").values())[-1])
    for name in ("kiosk-1", "2"):
        town.networks[name].becomes(Weather.FINE)
    served = len(town.lines("2", "served"))
    town.until("the desk goes on", lambda: len(town.lines("2", "served")) > served)
    check(town, kiosks)


def test_answers_are_lost(town):
    """The server has the visit, and the kiosk does not know it: the number that was shown counts."""
    kiosks = begin(town, kiosks=("kiosk-1",), desks=())
    lose_answers(town, kiosks)
    check(town, kiosks)


def test_answers_are_lost_while_desks_call(town):
    """A visit is called under a number that nobody was shown; it is announced again, or waits again, under the one that was."""
    kiosks = begin(town)
    lose_answers(town, kiosks)
    check(town, kiosks)


def lose_answers(town, kiosks):
    """Lose answers to commits until three visits were in the store and the kiosk did not know it."""

    def renumbered():
        for name in kiosks:
            if is_servers(list(town.shown(name).values())[-1]) and town.networks[name].lost_after is None:
                town.networks[name].lose_the_answer_to(b"COMMIT")
        return read(town, "select count(*) as n from journal where kind = 'renumber'")[0]["n"] >= 3

    town.until("in doubt", renumbered)
    for name in kiosks:
        town.networks[name].lost_after = None


def test_a_kiosk_is_killed_while_the_server_is_away(town):
    """What it has shown is on its disk; after its start it hands it in, and its numbers go on."""
    kiosks = begin(town, kiosks=("kiosk-1",), desks=("2",))
    town.networks["kiosk-1"].becomes(Weather.CUT)
    town.until("own numbers", lambda: len(town.own_numbers("kiosk-1")) >= 10)
    town.kill("kiosk-1")
    shown = town.shown("kiosk-1")
    town.networks["kiosk-1"].close()
    town.add("kiosk", "kiosk-1")
    wanted = {key: number for key, number in shown.items() if not number[1].isdigit()}
    town.until(
        "all is handed in", lambda: wanted.keys() <= {row["key"] for row in read(town, "select key from request_key")}
    )
    rows = read(town, "select k.key, v.number from request_key k join visit v on v.id = k.visit")
    found = {row["key"]: row["number"] for row in rows}
    assert {key: found[key] for key in wanted} == wanted
    assert kiosks
