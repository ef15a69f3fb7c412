"""Summing up together: drafted, edited, agreed on one key, and not agreed any more once something of it changes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from greeter.model.journal import Kind
from greeter.texts import Texts
from greeter.views.summary import summary_of
from greeter.views.visit_card import read_visit_card

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def printed():
    return []


@pytest.fixture
def counter(staffed, printed):
    return staffed(print_take_away=lambda page, texts: printed.append(page) or "Printed.")


def summary(counter, number="P014"):
    return summary_of(counter.desk.office, read_visit_card(counter.desk, counter.visits[number]), Texts())


def test_it_is_drafted_agreed_on_one_key_and_goes_on_the_paper(counter, printed):
    panel = counter.panes.card.summary
    drafted = summary(counter)
    assert drafted.text.splitlines()[:3] == [
        "You came for: Build or repair.", "You said: “I want to build a deck behind my house”.", "You need: A plot plan.",
    ]  # fmt: skip
    assert (drafted.is_kept, panel.state_words) == (
        False, "Not agreed yet. Read it to them, and change what is not right.",
    )  # fmt: skip
    counter.press(Key.Key_U)
    assert summary(counter).is_agreed
    assert panel.state_words == "Agreed at 10:31 with Dana Reyes"
    line = counter.desk.store.rows("select kind, clerk, counter, data from journal order by seq desc limit 1")[0]
    assert (line["kind"], line["clerk"], line["counter"], line["data"]) == (Kind.AGREE, "Dana Reyes", "3", "{}")
    counter.press(Key.Key_P)
    assert (printed[0].summary, printed[0].is_agreed) == (tuple(drafted.text.split("\n")[:3]), True)


def test_what_is_changed_after_the_yes_is_not_agreed_and_the_paper_says_so(counter, printed):
    counter.press(Key.Key_U)
    counter.press(Key.Key_E, SHIFT)
    panel = counter.panes.card.summary
    panel.field.setPlainText("We measure your yard together.")
    counter.press(Key.Key_Return)
    assert not summary(counter).is_agreed
    assert panel.state_words.startswith("Not agreed yet.")
    counter.press(Key.Key_P)
    assert (printed[0].summary, printed[0].is_agreed) == (("We measure your yard together.",), False)
    counter.press(Key.Key_U)
    assert (summary(counter).text, summary(counter).is_agreed) == ("We measure your yard together.", True)


def test_esc_keeps_what_was_begun_and_a_new_step_asks_for_a_new_yes(counter):
    counter.press(Key.Key_E, SHIFT)
    panel = counter.panes.card.summary
    panel.field.setPlainText("Half a")
    counter.press(Key.Key_Escape)
    assert (panel.is_editing, panel.edit.text(), summary(counter).is_kept) == (False, "Edit, not kept yet", False)
    counter.press(Key.Key_E, SHIFT)
    assert panel.field.toPlainText() == "Half a"
    counter.press(Key.Key_Escape)
    counter.desk.agree(counter.visits["P014"], "We call you.", clerk="Dana Reyes")
    assert summary(counter).is_agreed
    counter.desk.add_step(counter.visits["P014"], "Bring the deed", clerk="Dana Reyes")
    assert not summary(counter).is_agreed


def test_nobody_who_still_waits_is_said_to_agree(counter):
    counter.desk.describe(counter.visits["P016"], clerk="Sam Whitfield", summary="We call you.")
    counter.seen()
    counter.window.presenter.look_at(counter.visits["P016"])
    counter.settle()
    counter.press(Key.Key_U)
    assert summary(counter, "P016").is_kept
    assert not summary(counter, "P016").is_agreed
