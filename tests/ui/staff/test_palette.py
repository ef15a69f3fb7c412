"""The palette: whatever can be done or found, by a few typed words; nothing is in its way, and it is in the way of nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from greeter.guidance.finder import Finder
from greeter.model.visit import State

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


class TestFinder:
    @pytest.mark.parametrize(
        ("typed", "first"),
        [
            ("okafor", "P014 Maria Okafor"),
            ("OKAFRO", "P014 Maria Okafor"),
            ("14", "P014 Maria Okafor"),
            ("p014", "P014 Maria Okafor"),
            ("transfr", "Transfer"),
            ("send on", "Transfer"),
            ("0142", "Assessor"),
            ("nobody at all", None),
        ],
    )
    def test_words_half_written_or_misspelt_lead_to_what_is_meant(self, typed, first):
        finder = Finder(
            [(name, name, also) for name, also in (
                ("Transfer", "send on forward"), ("P014 Maria Okafor", "Build or repair"), ("Assessor", "tax 555-0142"),
            )]
        )  # fmt: skip
        assert next(iter(finder.find(typed)), None) == first


@pytest.fixture
def counter(staffed):
    return staffed()


def opened(counter, words=""):
    """Open the palette, and wait until it knows names."""
    counter.press(Key.Key_K, CONTROL)
    palette = counter.window.everything.palette
    counter.qtbot.waitUntil(lambda: any("Okafor" in one.name for one in palette._finder.find("okafor")))
    counter.write(words)
    return palette


def names(palette):
    return [row.command.name for row in palette.rows if row.isVisible()]


class TestPalette:
    def test_it_opens_with_what_can_be_done_now_and_esc_gives_the_keyboard_back(self, counter):
        counter.press(Key.Key_N)
        counter.write("Half a note")
        field = QApplication.focusWidget()
        palette = opened(counter)
        assert palette.isVisible()
        assert names(palette)[0] == "Finish"
        assert palette.rows[0].accessibleName() == "Finish. key F8"
        counter.press(Key.Key_Escape)
        assert not palette.isVisible()
        assert (QApplication.focusWidget(), field.toPlainText()) == (field, "Half a note")

    def test_an_act_is_found_by_other_words_and_done_by_enter(self, counter):
        palette = opened(counter, "forwrad")
        assert names(palette)[0] == "Transfer"
        counter.press(Key.Key_Return)
        assert not palette.isVisible()
        assert counter.panes.strip.open_ask is counter.panes.strip.transfer

    def test_what_can_not_be_done_now_is_shown_with_why_and_says_it(self, counter):
        palette = opened(counter, "call next")
        row = palette.rows[0]
        assert row.command.why_not == "P014 is with you. Finish, hold or transfer first."
        assert row.accessibleName() == "Call next. key F2. P014 is with you. Finish, hold or transfer first"
        counter.press(Key.Key_Return)
        assert counter.said == "P014 is with you. Finish, hold or transfer first."
        assert counter.state_of("P014") is State.SERVING

    def test_a_visitor_is_found_by_number_or_name_and_shown(self, counter):
        palette = opened(counter, "p016")
        assert names(palette)[0].startswith("P016")
        counter.press(Key.Key_Return)
        assert counter.state.card.number == "P016"
        palette = opened(counter, "okafr")
        assert names(palette)[0] == "P014 Ms. Maria Okafor"

    def test_a_service_leads_to_checking_somebody_in_for_it(self, counter):
        opened(counter, "property tax")
        counter.press(Key.Key_Return)
        assert counter.panes.check_in.isVisible()
        assert counter.panes.check_in.service.chosen.id == "property-tax"

    def test_a_person_is_found_by_phone_number_and_copied(self, counter):
        entry = next(one for one in counter.desk.office.directory if one.phone)
        palette = opened(counter, entry.phone)
        assert names(palette)[0] == entry.name
        counter.press(Key.Key_Return)
        assert QGuiApplication.clipboard().text() == entry.phone

    def test_the_arrows_and_tab_step_beyond_what_is_seen(self, counter):
        palette = opened(counter)
        for key in (Key.Key_Up, Key.Key_Down, Key.Key_Tab):
            counter.press(key)
        second = palette._found[1].name
        assert [row.command.name for row in palette.rows if row.accessibleDescription() == "✓"] == [second]
        for _ in range(9):
            counter.press(Key.Key_Down)
        assert palette._found[10].name in names(palette)
        assert palette.field.hasFocus()

    def test_going_elsewhere_by_the_mouse_closes_it_and_leaves_the_keyboard_there(self, counter):
        palette = opened(counter)
        counter.panes.card.notes.field.setFocus(Qt.FocusReason.MouseFocusReason)
        counter.qtbot.waitUntil(lambda: not palette.isVisible())
        assert counter.panes.card.notes.field.hasFocus()

    def test_what_was_typed_stays_after_esc_and_nothing_after_it_was_done(self, counter):
        palette = opened(counter, "trans")
        counter.press(Key.Key_Escape)
        opened(counter)
        assert palette.field.selectedText() == "trans"
        counter.press(Key.Key_Return)
        assert palette.field.text() == ""
