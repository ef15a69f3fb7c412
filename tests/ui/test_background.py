"""Acts away from the screen's thread, and noticing what others do."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from greeter.opening import open_front_desk
from greeter.problems import BadInput, StoreProblem
from greeter.reach import StoreReach
from greeter.store.address import sqlite_path
from ui.app import catch_bugs, reach
from ui.background import Background
from ui.feed import Feed


@pytest.fixture
def background(url, office, clock, qtbot):
    made = Background(StoreReach(lambda: open_front_desk(url, clock=clock, catalogue=office)))
    yield made
    made.close()


def outcome(qtbot, background, act):
    """Run an act and return what came back: its result, or the problem."""
    came = []
    background.run(act, came.append, came.append)
    qtbot.waitUntil(lambda: bool(came))
    return came[0]


def test_an_act_runs_elsewhere_and_its_result_comes_back_here(qtbot, background):
    here = threading.get_ident()
    ran, told = [], []
    background.run(
        lambda desk: ran.append(threading.get_ident()) or desk.check_in(service="permit"),
        lambda _: told.append(threading.get_ident()),
    )
    qtbot.waitUntil(lambda: bool(told))
    assert ran[0] != here
    assert told == [here]


def test_acts_keep_their_order(qtbot, background):
    numbers = []
    for _ in range(20):
        background.run(lambda desk: desk.check_in(service="permit").number, numbers.append)
    qtbot.waitUntil(lambda: len(numbers) == 20)
    assert numbers == [f"P{number:03}" for number in range(1, 21)]


class TestInParts:
    @staticmethod
    def reading(done, *, after=None, parts=3):
        """Return a reading of some parts, which notes each; `after` is called in the first."""

        def read(_desk):
            for number in range(1, parts + 1):
                done.append(number)
                if number == 1 and after is not None:
                    after()
                yield
            return "read"

        return read

    def test_an_act_handed_in_while_it_goes_on_is_done_before_its_remainder(self, qtbot, background):
        under_way, handed_in = threading.Event(), threading.Event()
        done, came = [], []

        def until_an_act_waits():
            under_way.set()
            assert handed_in.wait(10)

        background.run_in_parts(self.reading(done, after=until_an_act_waits), came.append)
        assert under_way.wait(10)
        background.run(lambda _desk: done.append("act"), came.append)
        handed_in.set()
        qtbot.waitUntil(lambda: len(came) == 2)
        assert done == [1, "act", 2, 3]
        assert came == [None, "read"]

    def test_two_go_on_by_turns_and_each_act_waits_for_a_part_at_most(self, qtbot, background):
        under_way, handed_in = threading.Event(), threading.Event()
        done, other, came = [], [], []

        def until_others_wait():
            under_way.set()
            assert handed_in.wait(10)

        background.run_in_parts(self.reading(done, after=until_others_wait), came.append)
        assert under_way.wait(10)
        background.run_in_parts(
            self.reading(other, after=lambda: background.run(lambda _desk: came.append((list(done), list(other))))),
            came.append,
        )
        handed_in.set()
        qtbot.waitUntil(lambda: len(came) == 3)
        assert came == [([1, 2], [1]), "read", "read"]

    def test_it_begins_anew_where_the_store_was_opened_anew_meanwhile(self, qtbot, url, office, clock):
        background = Background(StoreReach(lambda: open_front_desk(url, clock=clock, catalogue=office)))
        done, came = [], []

        def fail(_desk):
            raise StoreProblem("The disk is full.")

        def once():
            if done == [1]:
                background.run(fail)

        background.run_in_parts(self.reading(done, after=once), came.append)
        qtbot.waitUntil(lambda: bool(came))
        assert done == [1, 1, 2, 3]
        background.close()

    def test_a_problem_in_a_later_part_comes_back(self, qtbot, background):
        def read(_desk):
            yield
            raise BadInput("There is no such room.")

        came = []
        background.run_in_parts(read, came.append, came.append)
        qtbot.waitUntil(lambda: bool(came))
        assert isinstance(came[0], BadInput)

    def test_one_without_end_ends_where_it_is_closed_and_the_last_act_is_done(self, qtbot, url, office, clock):
        opened, done, under_way = [], [], threading.Event()
        background = Background(
            StoreReach(lambda: opened.append(1) or open_front_desk(url, clock=clock, catalogue=office))
        )

        def read(_desk):
            while True:
                under_way.set()
                yield

        background.run_in_parts(read, done.append)
        assert under_way.wait(10)
        background.run(lambda _desk: done.append("last act"))
        background.close()
        assert done == ["last act"]
        assert opened == [1]


def test_a_problem_comes_back_as_a_problem(qtbot, background):
    assert isinstance(outcome(qtbot, background, lambda desk: desk.check_in(service="moon")), BadInput)
    assert outcome(qtbot, background, lambda desk: desk.check_in(service="permit").number) == "P001"


def test_a_bug_is_told_apart_and_the_worker_goes_on(qtbot, background, caplog):
    with qtbot.waitSignal(background.bug) as bug:
        background.run(lambda _desk: 1 / 0)
    assert isinstance(bug.args[0], ZeroDivisionError)
    assert "an act failed" in caplog.text
    assert outcome(qtbot, background, lambda desk: desk.check_in(service="permit").number) == "P001"


def test_a_store_that_fails_is_told_and_tried_anew(qtbot, url, office, clock):
    path = Path(sqlite_path(url))
    path.write_text("Dear Sir or Madam, " * 100)
    background = Background(StoreReach(lambda: open_front_desk(url, clock=clock, catalogue=office)))
    with qtbot.waitSignal(background.store_failed):
        background.run(lambda desk: desk.queue())
    path.unlink()
    with qtbot.waitSignal(background.store_works):
        background.run(lambda desk: desk.queue())
    background.close()


def test_what_is_asked_after_the_end_is_let_go(url, office, clock, qtbot):
    ran = []
    background = Background(StoreReach(lambda: open_front_desk(url, clock=clock, catalogue=office)))
    background.close()
    background.run(lambda desk: ran.append(desk))
    assert ran == []


def test_what_comes_back_after_the_end_is_let_go(url, office, clock, qtbot):
    background = Background(StoreReach(lambda: open_front_desk(url, clock=clock, catalogue=office)))
    ran, came = threading.Event(), []

    def act(desk):
        ran.set()
        return desk.office.id

    background.run(act, came.append)
    assert ran.wait(10)
    background.close()
    qtbot.wait(0)
    QApplication.processEvents()
    assert came == []


def test_the_feed_tells_what_another_connection_did(qtbot, url, office, clock):
    open_front_desk(url, clock=clock, catalogue=office).close()
    feed = Feed(url, "alder-creek")
    with qtbot.waitSignal(feed.changed):
        pass  # the first look, after which nothing is missed
    with open_front_desk(url, clock=clock, catalogue=office) as other:
        with qtbot.waitSignal(feed.changed):
            other.check_in(service="permit")
        with qtbot.assertNotEmitted(feed.changed):
            feed.look()
    feed.close()


def test_reach_opens_the_store_with_the_first_act(qtbot, new_url, office, clock):
    counterpart = reach(new_url, office, clock)
    assert not Path(sqlite_path(new_url)).exists()
    assert not isinstance(outcome(qtbot, counterpart.background, lambda desk: desk.queue()), StoreProblem)
    assert Path(sqlite_path(new_url)).exists()
    counterpart.close()


def test_an_uncaught_bug_leaves_a_card_and_the_program_goes_on(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    went_back = []
    catch_bugs(lambda: went_back.append(1))
    try:
        raise ValueError("Maria")
    except ValueError as bug:
        sys.excepthook(type(bug), bug, bug.__traceback__)
    assert went_back == [1]
    cards = list((tmp_path / "home" / "logs").glob("crash-*.txt"))
    assert len(cards) == 1
    assert "ValueError" in cards[0].read_text()
