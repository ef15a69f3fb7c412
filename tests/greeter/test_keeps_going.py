"""A kiosk's way: to the server, to its own disk while that is away, and back. The server here is a file that can be away."""

from __future__ import annotations

import logging
import time

import pytest

from greeter.front_desk.room import Notice
from greeter.opening import open_front_desk
from greeter.outbox.carrier import Carrier
from greeter.outbox.keeps_going import KeepsGoing, kiosk_reach, outbox_file
from greeter.outbox.outbox import Outbox
from greeter.problems import BadInput, OfficeClosed, StoreAway, StoreProblem
from greeter.reach import StoreReach
from greeter.views.kiosk_menu import read_kiosk_menu


class Server:
    """A store that can be away, before an act or after it."""

    def __init__(self, url, office, clock):
        self.url, self.office, self.clock = url, office, clock
        self.away = False
        self.lose_answers = False
        self.full = False
        self.trouble = None

    def open(self):
        if self.away:
            raise StoreAway("The store's server can't be reached.")
        desk = open_front_desk(self.url, clock=self.clock, catalogue=self.office)
        for name in ("check_in", "enrol_kiosk", "take_in", "mark_of_kiosk", "kiosk_seen"):
            setattr(desk, name, self.through(getattr(desk, name)))
        return desk

    def through(self, act):
        def run(*args, **values):
            if self.away:
                raise StoreAway("The store's server can't be reached.")
            if self.full and act.__name__ == "check_in":
                raise StoreProblem("The server's disk is full.")
            if self.trouble is not None and act.__name__ == "take_in":
                raise self.trouble
            result = act(*args, **values)
            if self.lose_answers:
                self.lose_answers, self.away = False, True
                raise StoreAway("The answer did not come.")
            return result

        return run

    def read(self, sql):
        with open_front_desk(self.url, clock=self.clock, catalogue=self.office) as desk:
            return [dict(row) for row in desk.store.rows(sql)]


@pytest.fixture
def server(url, office, clock):
    return Server(url, office, clock)


@pytest.fixture
def way(server, office, clock):
    def open_outbox():
        return Outbox(outbox_file(office), office, clock)

    made = KeepsGoing(server.open, lambda: Carrier(server.open, open_outbox), open_outbox)
    yield made
    made.close()


def until(looked_for):
    deadline = time.monotonic() + 20
    while not looked_for():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def check_in(way, key):
    return way.run(lambda desk: desk.check_in(service="permit", request_key=key, origin="kiosk"))


@pytest.fixture
def enrolled(way, server):
    assert check_in(way, "first").number == "P001"
    until(lambda: server.read("select mark from kiosk") == [{"mark": "A"}])
    until(lambda: way._carrier._is_known)
    return way


def test_it_keeps_tickets_while_the_server_is_away_and_hands_them_in(enrolled, server):
    server.away = True
    assert [check_in(enrolled, f"walk-{number}").number for number in (1, 2)] == ["PA01", "PA02"]
    menu = enrolled.run(read_kiosk_menu)
    assert (menu.kept, menu.forecasts, menu.ahead, menu.taking) == (2, {}, {}, "open")
    server.away = False
    until(lambda: not enrolled._carrier.is_away)
    assert check_in(enrolled, "walk-3").number == "P002"
    assert [row["number"] for row in server.read("select number from visit order by number")] == [
        "P001",
        "P002",
        "PA01",
        "PA02",
    ]
    assert enrolled.run(read_kiosk_menu).kept is None
    assert server.read("select kept from kiosk") == [{"kept": 0}]


def test_a_lost_answer_leaves_one_visit_under_the_number_that_was_shown(enrolled, server):
    server.lose_answers = True
    assert check_in(enrolled, "walk-1").number == "PA01"
    server.away = False
    until(lambda: not enrolled._carrier.is_away)
    assert server.read("select number from visit order by number") == [{"number": "P001"}, {"number": "PA01"}]


def test_a_kiosk_that_never_was_there_says_so(way, server):
    server.away = True
    with pytest.raises(StoreAway, match="has not been there yet"):
        check_in(way, "walk-1")
    server.away = False
    until(lambda: not way._carrier.is_away)
    assert check_in(way, "walk-1").number == "P001"


def test_what_a_visitor_does_wrong_is_no_reason_to_go_away(enrolled):
    with pytest.raises(BadInput):
        enrolled.run(lambda desk: desk.check_in(service="nothing"))
    assert not enrolled._carrier.is_away


def test_trouble_at_the_server_loses_nothing_and_is_logged(enrolled, server, caplog):
    server.away = True
    check_in(enrolled, "walk-1")
    server.trouble = StoreProblem("The server's disk is full.")
    with caplog.at_level(logging.WARNING, "greeter.outbox"):
        server.away = False
        until(lambda: "could not be handed in yet: The server's disk is full." in caplog.text)
    assert enrolled._outbox.count() == 1
    server.trouble = None
    until(lambda: enrolled._outbox.count() == 0)


def test_a_ticket_that_is_refused_holds_nobody_up(enrolled, server, caplog):
    """An outbox that was put back from an old copy gives a number a second time."""
    server.away = True
    check_in(enrolled, "walk-1")
    server.away = False
    until(lambda: not enrolled._carrier.is_away)
    server.away = True
    with enrolled._outbox.store.port.atomic():
        enrolled._outbox.store.port.run("update ticket_number set last = 0")
    assert [check_in(enrolled, f"walk-{number}").number for number in (2, 3)] == ["PA01", "PA02"]
    with caplog.at_level(logging.ERROR, "greeter.outbox"):
        server.away = False
        until(lambda: not enrolled._carrier.is_away)
    assert "PA01 is set aside until the next start: PA01 is another visitor's already." in caplog.text
    assert [row["number"] for row in server.read("select number from visit order by number")] == [
        "P001",
        "PA01",
        "PA02",
    ]
    assert enrolled._outbox.count() == 1, "it is not lost"


def test_kept_tickets_go_to_no_other_store(enrolled, server, tmp_path, caplog):
    server.away = True
    check_in(enrolled, "walk-1")
    enrolled.close()
    server.url, server.away = f"sqlite:///{tmp_path / 'another.db'}", False
    with open_front_desk(server.url, clock=server.clock, catalogue=server.office) as desk:
        assert desk.enrol_kiosk("somebody else") == "A"
    with caplog.at_level(logging.WARNING, "greeter.outbox"):
        check_in(enrolled, "walk-2")
        until(lambda: "keeps 1 tickets for another store" in caplog.text)
    assert server.read("select number from visit") == [{"number": "P001"}]
    enrolled.close()


def test_a_server_that_was_put_back_from_a_copy_gets_what_was_kept(enrolled, server, tmp_path):
    """The copy is older than the kiosk's enrolment: the kiosk keeps its mark there."""
    server.away = True
    check_in(enrolled, "walk-1")
    enrolled.close()
    server.url, server.away = f"sqlite:///{tmp_path / 'older.db'}", False
    check_in(enrolled, "walk-2")
    until(lambda: server.read("select mark, kept from kiosk") == [{"mark": "A", "kept": 0}])
    assert {row["number"] for row in server.read("select number from visit")} >= {"PA01"}


def test_a_server_that_forgot_the_kiosk_while_it_runs_learns_of_it_again(enrolled, server, monkeypatch):
    monkeypatch.setattr("greeter.outbox.carrier.SEEN_S", 0.1)
    with open_front_desk(server.url, clock=server.clock, catalogue=server.office) as desk, desk.store.port.atomic():
        desk.store.port.run("delete from kiosk")
    until(lambda: server.read("select mark from kiosk") == [{"mark": "A"}])


def test_a_pause_holds_while_the_server_is_away(enrolled, server, monkeypatch):
    monkeypatch.setattr("greeter.outbox.carrier.SEEN_S", 0.1)
    with open_front_desk(server.url, clock=server.clock, catalogue=server.office) as desk:
        desk.give_notice("pause")
        until(lambda: Outbox(outbox_file(server.office), server.office, server.clock).desk.is_told(Notice.PAUSE))
        server.away = True
        with pytest.raises(OfficeClosed, match="more visitors just now"):
            check_in(enrolled, "walk-1")
        assert enrolled.run(read_kiosk_menu).taking == "paused"
        desk.end_notice("pause")
    server.away = False
    until(lambda: not enrolled._carrier.is_away)
    server.away = True
    assert check_in(enrolled, "walk-2").number == "PA01"


def test_a_server_that_cannot_write_is_as_good_as_away(enrolled, server):
    server.full = True
    assert check_in(enrolled, "walk-1").number == "PA01"
    server.full = False
    until(lambda: not enrolled._carrier.is_away)
    assert check_in(enrolled, "walk-2").number == "P002"


def test_a_failure_of_the_kiosks_own_disk_is_got_over(enrolled, server):
    server.away = True
    check_in(enrolled, "walk-1")
    for way in (enrolled, enrolled._carrier):
        assert way._outbox is not None
        way._outbox.store.port._standing.failures += 1  # as the disk's I/O error does
    with pytest.raises(StoreProblem, match="disk did not answer"):
        check_in(enrolled, "walk-2")
    assert check_in(enrolled, "walk-2").number == "PA02"
    server.away = False
    until(lambda: not enrolled._carrier.is_away)
    assert len(server.read("select id from visit")) == 3


def test_an_empty_outbox_is_enrolled_in_another_store(enrolled, server, tmp_path):
    enrolled.close()
    server.url = f"sqlite:///{tmp_path / 'another.db'}"
    with open_front_desk(server.url, clock=server.clock, catalogue=server.office) as desk:
        desk.enrol_kiosk("somebody else")
    check_in(enrolled, "walk-2")
    until(lambda: [row["mark"] for row in server.read("select mark from kiosk order by mark")] == ["A", "B"])
    until(lambda: enrolled._carrier._is_known)
    server.away = True
    assert check_in(enrolled, "walk-3").number == "PB01"


def test_a_carrier_that_a_bug_has_ended_is_started_anew(enrolled, server, monkeypatch):
    ended = []
    with monkeypatch.context() as patched:
        patched.setattr("threading.excepthook", lambda bug: ended.append(bug.exc_type))
        patched.setattr(enrolled._carrier, "_try_once", lambda: 1 / 0)
        until(lambda: ended == [ZeroDivisionError])
        until(lambda: not enrolled._carrier._thread.is_alive())
    server.away = True
    check_in(enrolled, "walk-1")
    server.away = False
    check_in(enrolled, "walk-2")
    until(lambda: not enrolled._carrier.is_away)
    assert len(server.read("select id from visit")) == 3


def test_a_file_on_this_machine_needs_no_outbox(url, office, clock):
    assert isinstance(kiosk_reach(url, office, clock), StoreReach)
    assert isinstance(kiosk_reach("postgresql://server/greeter", office, clock), KeepsGoing)


def test_closing_twice_does_no_harm(way):
    way.close()
    way.close()
