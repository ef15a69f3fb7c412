"""One more thing, in the staff window: added by one key, and gone on with when the one before is finished."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from greeter.model.visit import State
from ui.staff.facts import card_facts

Key, Shift = Qt.Key, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def counter(staffed):
    return staffed()


def add(counter, words):
    counter.press(Key.Key_A, Shift)
    counter.write(words)
    counter.press(Key.Key_Return)
    counter.settle()


def facts(counter):
    return [one.words for one in card_facts(counter.window.presenter.texts, counter.state.card)]


def test_one_key_adds_it_and_finish_goes_on_with_it(counter):
    add(counter, "dog")
    assert counter.said == "“Dog license” comes next, when this is finished."
    assert facts(counter)[:2] == ["Build or repair", "Then: Dog license"]
    counter.press(Key.Key_F8)
    counter.press(Key.Key_1)
    counter.settle()
    assert counter.said == "Go on with “Dog license”: the visitor is with you."
    assert counter.state.current.number == "P014"
    assert counter.state.card.service_id == "dog"
    assert counter.state.card.notes, "what was said before stays on the card"
    counter.press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert counter.state.card.service_id == "permit"
    assert facts(counter)[1] == "Then: Dog license"


def test_for_another_counter_s_service_they_wait_and_are_told(counter):
    add(counter, "records")
    counter.press(Key.Key_F8)
    counter.press(Key.Key_1)
    counter.settle()
    assert counter.said == "Tell them: “Family records” comes next, at another counter. Their place is kept."
    assert counter.state_of("P014") is State.WAITING
    assert counter.state.current is None


def test_figures_choose_and_take_off_and_three_are_enough(counter):
    add(counter, "dog")
    counter.press(Key.Key_A, Shift)
    ask = counter.panes.strip.more
    assert ask.isVisible()
    assert "dog" not in {one.id for one in ask.offered}
    first = ask.offered[0].id
    counter.press(Key.Key_1)
    assert counter.desk.visit(counter.visits["P014"]).to_come == ("dog", first)
    counter.press(Key.Key_A, Shift)
    assert ask.title.text() == "P014 is here for 3 services already. Finish one first."
    assert ask.offered == []
    counter.press(Key.Key_8)
    assert counter.desk.visit(counter.visits["P014"]).to_come == (first,)
    assert counter.said == "“Dog license” is off this visit."
    counter.press(Key.Key_A, Shift)
    counter.write("qqqq")
    counter.press(Key.Key_Return)
    assert ask.title.text() == "No service fits these words. Try others, or the service’s name."
    counter.press(Key.Key_Escape)
    assert not ask.isVisible()


def test_it_stands_in_the_palette_and_says_why_not(counter):
    (command,) = counter.window.more.commands(counter.state)
    assert (command.key, command.why_not) == ("Shift A", "")
    (command,) = counter.window.more.commands(None)
    assert command.why_not == "Nobody is shown. Choose someone in the queue first."
