"""The live queue: it changes in place, keeps who is chosen and where it was scrolled to, and holds ten thousand rows."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from greeter.model.visit import State
from greeter.texts import Texts
from greeter.views.queue_view import read_queue
from ui.kit.sizes import StaffSizes
from ui.staff.queue_column import QueueList
from ui.staff.queue_model import Heading, QueueModel, items_of

TEXTS = Texts()


@pytest.fixture
def rows(desk):
    """Ten thousand rows, made of one."""
    desk.check_in(service="permit")
    one = read_queue(desk, "3", "dana").mine[0]

    def made(count):
        return [
            replace(one, visit_id=f"v{n}", number=f"P{n % 1000:03}", waited=timedelta(seconds=count - n))
            for n in range(count)
        ]

    return made


def keys(model):
    return [model.item_at(row).visit_id for row in range(model.rowCount())]


def test_a_row_that_was_painted_before_is_painted_anew_when_it_says_something_else(qtbot, rows):
    shown, first = QueueList(TEXTS, StaffSizes()), rows(3)
    qtbot.addWidget(shown)
    shown.resize(404, 200)

    def seen(items, chosen=""):
        shown.show_items(items, chosen)
        return shown.grab().toImage()

    before = seen(first)
    later = seen([replace(row, waited=row.waited + timedelta(minutes=9)) for row in first])
    chosen = seen(first, first[1].visit_id)
    moved = seen([first[1], first[0], first[2]])
    assert before not in (later, chosen, moved)
    assert seen(first) == before


class TestModel:
    def test_becomes_any_list_with_lawful_signals(self, rows):
        model = QueueModel(TEXTS)
        tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        everybody, draw = rows(60), random.Random(3)
        for _ in range(60):
            wanted = draw.sample(everybody, draw.randrange(len(everybody)))
            model.show(wanted)
            assert keys(model) == [row.visit_id for row in wanted]
        tester.deleteLater()

    def test_one_who_goes_and_one_who_comes_reset_nothing(self, rows):
        model = QueueModel(TEXTS)
        everybody = rows(100)
        model.show(everybody[:99])
        resets = []
        model.modelReset.connect(lambda: resets.append(1))
        model.show([*everybody[:40], *everybody[41:]])
        assert resets == []
        assert "v40" not in keys(model)

    def test_whoever_moves_is_followed(self, rows):
        model = QueueModel(TEXTS)
        everybody = rows(50)
        model.show(everybody)
        held = QPersistentModelIndex(model.index(30))
        model.show([everybody[30], *everybody[:30], *everybody[32:]])
        assert held.row() == 0
        assert model.row_of("v30") == 0
        assert model.row_of("v31") == -1

    def test_rows_are_read_as_sentences(self, desk, clock):
        desk.check_in(service="permit")
        desk.check_in(service="records", needs=["quiet"])
        clock.advance(minutes=17)
        desk.check_in(service="dog")
        held = desk.call_next(counter="3", clerk="dana").visit_id
        desk.start(held)
        desk.hold(held, reason="Fetching a plan")
        model = QueueModel(TEXTS)
        model.show(items_of(TEXTS, read_queue(desk, "2", "sam")))
        assert [model.data(model.index(row)) for row in range(model.rowCount())] == [
            "Waiting for other counters, 1 person",
            "V001, Family records, 17 of 20 min, near, Quiet place",
            "On hold, 1 person",
            "P001, on hold since 0 min: Fetching a plan",
        ]
        assert [model.waits_elsewhere(row) for row in range(2)] == [False, True]

    def test_headings_can_not_be_chosen(self, desk):
        desk.check_in(service="records")
        model = QueueModel(TEXTS)
        model.show(items_of(TEXTS, read_queue(desk, "3", "dana")))
        assert isinstance(model.item_at(0), Heading)
        assert model.flags(model.index(0)) == Qt.ItemFlag.NoItemFlags
        assert model.flags(model.index(1)) & Qt.ItemFlag.ItemIsSelectable

    def test_no_shows_have_a_group(self, desk, clock):
        ticket = desk.check_in(service="permit")
        desk.call_next(counter="3", clerk="dana")
        clock.advance(seconds=31)
        desk.recall(ticket.visit_id)
        desk.no_show(ticket.visit_id)
        items = items_of(TEXTS, read_queue(desk, "3", "dana"))
        assert [item.title for item in items if isinstance(item, Heading)] == ["Did not come, may come back"]
        assert items[1].state is State.NO_SHOW


class TestList:
    @pytest.fixture
    def view(self, app, qtbot):
        view = QueueList(TEXTS, StaffSizes())
        qtbot.addWidget(view)
        view.resize(404, 600)
        with qtbot.waitExposed(view):
            view.show()
        return view

    def test_a_change_above_leaves_what_is_read_in_its_place(self, view, rows):
        everybody = rows(10_000)
        view.show_items(everybody, "")
        view.scrollTo(view.queue.index(5_000), view.ScrollHint.PositionAtTop)
        view.verticalScrollBar().setValue(view.verticalScrollBar().value() + 13)
        top = view.indexAt(view.viewport().rect().topLeft()).row()
        before = view.queue.item_at(top).visit_id, view.visualRect(view.queue.index(top)).top()
        view.show_items(everybody[40:], "")
        top = view.indexAt(view.viewport().rect().topLeft()).row()
        assert (view.queue.item_at(top).visit_id, view.visualRect(view.queue.index(top)).top()) == before

    def test_at_the_top_it_stays_at_the_top(self, view, rows):
        everybody = rows(200)
        view.show_items(everybody[100:], "")
        view.show_items(everybody, "")
        assert view.verticalScrollBar().value() == 0

    def test_who_is_shown_stays_chosen_wherever_they_move(self, view, rows):
        everybody = rows(100)
        view.show_items(everybody, "v7")
        view.show_items([*everybody[50:], *everybody[:50]], "v7")
        [chosen] = view.selectionModel().selectedIndexes()
        assert view.queue.item_at(chosen.row()).visit_id == "v7"

    def test_a_change_of_the_queue_never_chooses(self, view, rows, qtbot):
        everybody = rows(20)
        view.show_items(everybody, "v3")
        with qtbot.assertNotEmitted(view.chosen):
            view.show_items([row for row in everybody if row.visit_id != "v3"], "")
        assert view.selectionModel().selectedIndexes() == []

    def test_keys_and_presses_choose(self, view, rows, qtbot):
        view.show_items(rows(20), "")
        with qtbot.waitSignal(view.chosen) as by_key:
            qtbot.keyClick(view, Qt.Key.Key_Down)
        place = view.visualRect(view.queue.index(5)).center()
        with qtbot.waitSignal(view.chosen) as by_press:
            qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert (by_key.args, by_press.args) == (["v0"], ["v5"])

    def test_what_is_seen_of_ten_thousand_is_painted_and_no_more(self, view, rows, monkeypatch):
        painted = []
        delegate = view.itemDelegate()
        paint = delegate.paint
        monkeypatch.setattr(delegate, "paint", lambda *args: (painted.append(args[2].row()), paint(*args)))
        view.show_items(rows(10_000), "")
        view.grab()
        assert 0 < len(set(painted)) < 20
