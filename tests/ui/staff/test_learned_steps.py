"""What the office learned shows at the staff window: steps to accept by one key, to judge by one, and what such requests lacked and became."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from greeter.views.visit_card import read_visit_card
from ui.kit.paragraph import Paragraph

Key = Qt.Key
LEARNED = "Call the fire office"


def served_before(counter, times=8):
    """Clerks add one step, drop another, and send most of them on."""
    desk = counter.desk
    service = desk.office.service("permit")
    for number in range(times):
        counter.clock.advance(seconds=1)
        visit = desk.check_in(service="permit").visit_id
        desk.call(visit, counter="2", clerk="Sam Whitfield", reason="test")
        desk.start(visit)
        desk.describe(visit, clerk="Sam Whitfield", missing="A plot plan")
        ids = desk.take_steps(visit, service.steps, clerk="Sam Whitfield")
        desk.drop_step(ids[0], clerk="Sam Whitfield")
        desk.tick_step(desk.add_step(visit, LEARNED, clerk="Sam Whitfield"), clerk="Sam Whitfield")
        if number % 4 == 3:
            desk.finish(visit, outcome="resolved")
        else:
            desk.transfer(visit, service="dog", note="They need a license")
            desk.leave(visit, clerk="Sam Whitfield")


@pytest.fixture
def counter(staffed):
    counter = staffed(print_take_away=lambda page, texts: "")
    served_before(counter)
    counter.window.presenter.look_at(counter.visits["P016"])
    counter.seen()
    return counter


def steps_of(counter):
    return {row.what: row for row in read_visit_card(counter.desk, counter.visits["P016"]).steps if row.id}


def shown(counter):
    return [(item.what, item.detail) for item in counter.panes.steps.steps.items]


def choose(counter, what):
    counter.press(Key.Key_S)
    item = next(item for item in counter.panes.steps.steps.items if item.what == what)
    counter.qtbot.waitUntil(item.check.isVisible)
    item.check.setFocus()
    counter.settle()


def test_says_what_was_learned_and_of_how_many(counter):
    lines = dict(shown(counter))
    assert lines[LEARNED] == "Learned: part of 8 of 19 such requests"
    assert lines["Check the drawing has sizes"] == "Did not fit in 8 of 8 such requests"
    assert [what for what, _ in shown(counter)][-2:] == ["Check the drawing has sizes", LEARNED]


def test_space_accepts_and_ticks_a_learned_step(counter):
    choose(counter, LEARNED)
    counter.press(Key.Key_Space)
    assert steps_of(counter)[LEARNED].done_at is not None
    assert [what for what, _ in shown(counter)][-1] == LEARNED


def test_plus_accepts_and_says_that_it_helps(counter):
    choose(counter, LEARNED)
    counter.press(Key.Key_Plus)
    assert steps_of(counter)[LEARNED].judged == "helped"
    assert dict(shown(counter))[LEARNED] == "Marked helpful"


def test_minus_takes_it_out_of_this_visit(counter):
    choose(counter, LEARNED)
    counter.press(Key.Key_Minus)
    assert LEARNED not in dict(shown(counter))
    assert LEARNED not in steps_of(counter)


def test_what_was_learned_is_only_taken_over_by_a_clerk(counter):
    choose(counter, "Give a plot plan from the map")
    counter.press(Key.Key_Space)
    assert LEARNED in dict(shown(counter))
    assert LEARNED not in steps_of(counter)


def test_the_same_by_pressing(counter):
    choose(counter, LEARNED)
    steps = counter.panes.steps.steps
    assert steps.helps.isVisible()
    counter.qtbot.mouseClick(steps.does_not, Qt.MouseButton.LeftButton)
    counter.settle()
    assert LEARNED not in dict(shown(counter))


def test_a_clerk_s_own_step_is_not_judged(counter):
    counter.desk.add_step(counter.visits["P016"], "Call Maria", clerk="Dana Reyes")
    counter.seen()
    choose(counter, "Call Maria")
    assert not counter.panes.steps.steps.helps.isVisible()
    before = counter.desk.store.rows("select max(seq) as seq from journal")
    counter.press(Key.Key_Minus)
    assert counter.desk.store.rows("select max(seq) as seq from journal") == before


def test_says_what_such_requests_lacked_and_where_they_went_on_to(counter):
    words = [one.text() for one in counter.window.findChildren(Paragraph)]
    dog = counter.desk.office.service("dog").name
    assert any(text.endswith(f"6 of 21 such requests went on to {dog}.") for text in words)
    assert "A plot plan. 8 of 21 lacked it." in words
