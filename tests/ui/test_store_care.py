"""What a window does for its store: copies in time, what staff are told, and restoring from the bar."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from greeter.opening import open_front_desk, open_port
from greeter.problems import StoreDamaged, StoreProblem
from greeter.records import schedule as scheduling
from greeter.records.copies import Copies
from greeter.records.restore import BUSY
from greeter.records.schedule import CopySchedule, CopyState
from greeter.store.address import sqlite_path
from greeter.texts import Texts
from tests import damages
from ui import store_care
from ui.kit.sizes import StaffSizes
from ui.store_bar import StoreBar
from ui.store_care import Notices, Saying, StoreCare, age_line, age_words, late_words
from ui.windows import Opened, Place, _care, open_board, open_manager, open_staff

HOUR = 3_600_000
MINUTE = 60_000
DAMAGE = StoreDamaged("The store is damaged. The newest good copy is of 10:40.", "Restore it with: …", "office-x.db")


class Worker(QObject):
    """What a background says of its store."""

    store_failed = Signal(object)
    store_works = Signal()


@pytest.fixture
def store(url, office, clock):
    damages.check_in(url, office, 10, clock)
    return Path(sqlite_path(url)).resolve()


@pytest.fixture
def window(qtbot):
    """A window with room for the bar."""
    window = QWidget()
    window.resize(1200, 300)
    QVBoxLayout(window)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    return window


@pytest.fixture
def made():
    """What the care under test has made."""
    return {"bars": [], "ages": []}


@pytest.fixture
def worker():
    return Worker()


@pytest.fixture
def care(store, window, made, worker, clock, qtbot):
    """The care of a window for a store in a file."""

    def make_bar():
        bar = StoreBar(Texts(), StaffSizes())
        window.layout().addWidget(bar)
        made["bars"].append(bar)
        return bar

    care = StoreCare(store, worker, Notices(Texts(), make_bar, made["ages"].append), clock)
    yield care
    care.close()


def said(made):
    return made["bars"][0].words if made["bars"] else ""


def put_in_place(copy, store):
    """Put a copy in a store's place, as somebody else would."""
    new = store.with_name("new.db")
    new.write_bytes(copy.read_bytes())
    new.replace(store)


def looked(qtbot, care):
    """Look, and wait until it is known how the copies stand."""
    with qtbot.waitSignal(care.looked) as signal:
        care.look()
    return signal.args[0]


def settled(qtbot, care, saying):
    qtbot.waitUntil(lambda: care._saying is saying, timeout=10_000)


class TestCopies:
    def test_a_copy_is_made_beside_the_screen_s_thread(self, qtbot, care, store, made, monkeypatch):
        threads = []
        make = scheduling.make_copy

        def noted(*facts, **more):
            import threading

            threads.append(threading.current_thread() is threading.main_thread())
            return make(*facts, **more)

        monkeypatch.setattr(scheduling, "make_copy", noted)
        with qtbot.waitSignal(care.looked):
            care.begin()
        assert threads == [False]
        assert len(Copies(store).good()) == 1
        assert made["ages"] == ["Store copied 0 minutes ago"]
        assert made["bars"] == [], "nothing is to be told"

    def test_a_late_copy_is_told_with_its_age_and_why_until_it_is_made(
        self, qtbot, care, store, url, office, clock, made, tmp_path, monkeypatch
    ):
        with qtbot.waitSignal(care.looked):
            care.begin()
        damages.check_in(url, office, 1, clock)
        monkeypatch.setenv("GREETER_COPIES", str(tmp_path / "usb"))
        care._schedule = CopySchedule(store, clock=clock)
        clock.advance(hours=3)
        looked(qtbot, care)
        assert said(made).startswith("The last copy of the store is 3 hours old. The folder for copies is not there:")
        assert made["bars"][0].isVisible()
        (tmp_path / "usb").mkdir()
        clock.advance(minutes=10)
        looked(qtbot, care)
        assert said(made) == ""
        assert not made["bars"][0].isVisible()

    def test_a_look_that_does_not_end_is_told_and_does_not_hold_up_the_end(
        self, qtbot, care, store, url, office, clock, made, monkeypatch
    ):
        with qtbot.waitSignal(care.looked):
            care.begin()
        damages.check_in(url, office, 1, clock)
        looked(qtbot, care)
        stuck = Event()
        monkeypatch.setattr(store_care, "END_S", 0.01)
        monkeypatch.setattr(care._schedule, "look", stuck.wait)
        care.look()
        clock.advance(hours=4)
        care.look()
        assert "A copy is under way and does not come to an end" in said(made)
        thread = care._thread
        care.close()
        assert thread.is_alive()
        stuck.set()
        thread.join()

    def test_a_setting_that_can_t_be_is_told(self, care, made, monkeypatch):
        monkeypatch.setenv("GREETER_COPIES_EVERY", "often")
        care.begin()
        assert "GREETER_COPIES_EVERY can't be “often”" in said(made)

    def test_where_visitors_read_along_nothing_is_told(self, qtbot, store, worker, clock, monkeypatch):
        care = StoreCare(store, worker, None, clock)
        with qtbot.waitSignal(care.looked):
            care.begin()
        worker.store_failed.emit(DAMAGE)
        damages.cut(store)
        assert looked(qtbot, care).damage is not None
        assert care._bar is None
        care.close()
        monkeypatch.setenv("GREETER_COPIES_EVERY", "often")
        silent = StoreCare(store, worker, None, clock)
        silent.begin()
        assert silent._bar is None
        silent.close()

    def test_a_bug_on_the_way_keeps_nobody_from_looking_again(self, qtbot, care, monkeypatch, capfd):
        care.begin()
        qtbot.waitUntil(lambda: care._thread is None)
        monkeypatch.setattr("threading.excepthook", lambda *_: None)
        care._run(lambda: 1 / 0, lambda _: None)
        qtbot.waitUntil(lambda: care._thread is None)
        assert looked(qtbot, care).made_at is not None


class TestRestoring:
    @pytest.fixture
    def damaged(self, qtbot, care, store, url, office, clock, worker):
        """A copy of ten, two more, and a damaged file."""
        with qtbot.waitSignal(care.looked):
            care.begin()
        clock.advance(minutes=12)
        damages.check_in(url, office, 2, clock)
        damages.flip(store, "survey")
        worker.store_failed.emit(DAMAGE)
        return store

    def test_ask_see_what_is_lost_confirm(self, qtbot, care, damaged, made, window):
        bar = made["bars"][0]
        assert said(made) == DAMAGE.what, "the bar offers itself what the remedy tells"
        qtbot.keyClick(window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
        assert said(made) == "Looking at every page of the store and of its copies."
        settled(qtbot, care, Saying.PLAN)
        assert "with 10 lines of the journal. Lost: what happened in the 12 minutes after it." in said(made)
        assert "2 lines of the journal after it can still be read" in said(made)
        assert bar.not_now.hasFocus(), "what loses nothing is nearest"
        assert not bar.ask.isVisible()
        qtbot.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        settled(qtbot, care, Saying.DONE)
        assert said(made).startswith("The store works again. Put back: the copy of")
        assert "The damaged file is kept: office.db.damaged-" in said(made)
        open_port(f"sqlite:///{damaged}").close()
        assert damages.content(damaged) == damages.content(Copies(damaged).newest().file)

    def test_what_was_done_goes_by_itself(self, qtbot, care, damaged, made):
        care._told.setInterval(1)
        care.ask()
        settled(qtbot, care, Saying.PLAN)
        care.restore()
        settled(qtbot, care, Saying.NOTHING)
        assert said(made) == ""

    def test_not_now(self, qtbot, care, damaged, made):
        bar = made["bars"][0]
        qtbot.mouseClick(bar.ask, Qt.MouseButton.LeftButton)
        settled(qtbot, care, Saying.PLAN)
        qtbot.mouseClick(bar.not_now, Qt.MouseButton.LeftButton)
        assert said(made) == DAMAGE.what
        care.restore()
        assert care._saying is Saying.DAMAGE, "without a plan nothing is restored"

    def test_a_copy_under_way_comes_first(self, qtbot, care, damaged, made, monkeypatch):
        hold, state = Event(), CopyState(0, None, "", HOUR)
        monkeypatch.setattr(care._schedule, "look", lambda: hold.wait() and state)
        qtbot.waitUntil(lambda: care._thread is None)
        care.look()
        care._again.setInterval(1)
        care.ask()
        assert said(made) == "A copy of the store is being made. Its check comes first."
        hold.set()
        settled(qtbot, care, Saying.PLAN)

    def test_a_restore_that_fails_is_told_and_can_be_asked_again(self, qtbot, care, damaged, made, monkeypatch):
        def busy(*_):
            raise StoreProblem(*BUSY)

        monkeypatch.setattr("greeter.records.restore.restore", busy)
        care.ask()
        settled(qtbot, care, Saying.PLAN)
        care.restore()
        settled(qtbot, care, Saying.DAMAGE)
        assert said(made) == " ".join(BUSY)
        assert made["bars"][0].ask.isVisible()

    def test_nothing_to_restore_from(self, qtbot, care, damaged, made):
        Copies(damaged).newest().file.unlink()
        care.ask()
        settled(qtbot, care, Saying.DAMAGE)
        assert "There is no good copy of" in said(made)

    def test_nothing_is_wrong(self, qtbot, care, store, made, worker):
        worker.store_failed.emit(DAMAGE)
        care.ask()
        settled(qtbot, care, Saying.DONE)
        assert said(made) == "Every page and every line of the store is sound: there is nothing to restore."

    def test_a_bug_on_the_way_brings_the_damage_back(self, qtbot, care, damaged, made, monkeypatch):
        monkeypatch.setattr("threading.excepthook", lambda *_: None)
        monkeypatch.setattr("greeter.records.plan.plan_restore", lambda _: 1 / 0)
        care.ask()
        settled(qtbot, care, Saying.DAMAGE)
        assert said(made) == DAMAGE.what

    def test_an_act_that_works_does_not_hide_the_damage_and_a_restore_by_somebody_else_does(
        self, qtbot, care, damaged, made, worker
    ):
        worker.store_works.emit()
        assert said(made) == DAMAGE.what
        put_in_place(Copies(damaged).newest().file, damaged)
        worker.store_works.emit()
        assert said(made) == ""

    def test_a_damage_that_the_schedule_finds(self, qtbot, care, store, made):
        with qtbot.waitSignal(care.looked):
            care.begin()
        damages.cut(store)
        looked(qtbot, care)
        assert said(made).startswith("The store is damaged. The newest good copy is of")
        put_in_place(Copies(store).newest().file, store)
        looked(qtbot, care)
        assert said(made) == ""

    def test_other_trouble_of_the_store_is_not_for_the_bar(self, care, made, worker):
        worker.store_failed.emit(StoreProblem("Another program keeps the store busy."))
        assert made["bars"] == []

    def test_a_damage_without_a_copy_is_told_whole(self, care, made, worker):
        worker.store_failed.emit(StoreDamaged("The store is damaged.", "There is no good copy of it."))
        assert said(made) == "The store is damaged. There is no good copy of it."


class TestWords:
    STATE = CopyState(0, 0, "The disk for copies is full.", HOUR)

    @pytest.mark.parametrize(
        ("age", "words"),
        [(-1, "0 minutes"), (MINUTE, "1 minute"), (119 * MINUTE, "119 minutes"), (3 * HOUR + 1, "3 hours"), (50 * HOUR, "2 days")],
    )  # fmt: skip
    def test_ages(self, age, words):
        assert age_words(Texts(), age) == words

    def test_late(self):
        words = late_words(Texts(), self.STATE, 3 * HOUR, stuck=False)
        assert words == "The last copy of the store is 3 hours old. The disk for copies is full."
        none = replace(self.STATE, made_at=None)
        assert late_words(Texts(), none, 0, stuck=False).startswith("There is no copy of the store yet.")
        assert age_line(Texts(), none, 0) == "No copy of the store yet"


class TestWindows:
    @pytest.mark.parametrize("window", ["staff", "manager", "board"])
    def test_each_window_takes_care(self, qtbot, store, url, office, clock, window):
        place = Place(url, office, clock)
        opened = {
            "staff": lambda: open_staff(place, "3", "Dana Reyes"),
            "manager": lambda: open_manager(place),
            "board": lambda: open_board(place),
        }[window]()
        care = _care(opened)[0]
        try:
            with qtbot.waitExposed(opened.window):
                opened.window.show()
            with qtbot.waitSignal(care.looked):
                care.begin()
            damages.cut(store)
            looked(qtbot, care)
            bars = opened.window.findChildren(StoreBar)
            if window == "board":
                assert bars == []
            else:
                assert bars[0].words.startswith("The store is damaged.")
                assert bars[0].width() > opened.window.width() * 0.9
                assert bars[0].geometry().top() < 100
            if window == "manager":
                assert opened.window.copied.text() == "Store copied 0 minutes ago"
        finally:
            care.close()
            opened.close()

    def test_a_store_in_memory_or_on_a_server_is_looked_after_elsewhere(self, url, office):
        for address in ("sqlite://", "postgresql://server/office"):
            way = replace(Place("sqlite://", office).reach(), url=address)
            assert _care(Opened(QWidget(), way)) == []
            way.close()

    def test_the_staff_window_goes_on_after_a_restore(self, qtbot, store, url, office, clock):
        place = Place(url, office, clock)
        opened = open_staff(place, "3", "Dana Reyes")
        care = _care(opened)[0]
        presenter = opened.window.presenter
        with qtbot.waitExposed(opened.window):
            opened.window.show()
        with qtbot.waitSignal(care.looked):
            care.begin()
        qtbot.waitUntil(lambda: presenter.is_settled)
        with open_front_desk(url, catalogue=office, clock=clock) as desk:
            desk.check_in(service="permit")
        damages.flip(store, "visit")
        with qtbot.waitSignal(opened.counterpart.background.store_failed):
            presenter.look_at("nobody")
        settled(qtbot, care, Saying.DAMAGE)
        care.ask()
        settled(qtbot, care, Saying.PLAN)
        care.restore()
        settled(qtbot, care, Saying.DONE)
        qtbot.waitUntil(lambda: presenter.is_settled and presenter.state.queue.waiting == 10, timeout=10_000)
        care.close()
        opened.close()
