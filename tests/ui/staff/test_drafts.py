"""What a clerk has begun to write outlives a crash of the window, and nothing of it stays when it is kept or not wanted."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from greeter.drafts import DAYS, Drafts
from greeter.front_desk.case import Field

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
DRIVER = Path(__file__).with_name("drafts_driver.py")


@pytest.fixture
def drafts(tmp_path):
    return Drafts(tmp_path / "drafts")


class TestFiles:
    def test_only_its_owner_reads_a_draft_and_nothing_earlier_stays(self, drafts, tmp_path):
        drafts.keep("v1", {"note": "Secret one"})
        drafts.keep("v1", {"note": "Two"})
        (file,) = (tmp_path / "drafts").iterdir()
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
        assert "Secret" not in file.read_text()
        assert drafts.all() == {"v1": {"note": "Two"}}

    def test_an_empty_draft_and_a_wiped_one_leave_no_file(self, drafts, tmp_path):
        drafts.keep("v1", {"note": "One"})
        drafts.keep("v2", {"note": "Two"})
        drafts.keep("v1", {})
        drafts.wipe(["v2", "never there"])
        assert list((tmp_path / "drafts").iterdir()) == []

    def test_what_is_old_or_broken_is_wiped(self, drafts, tmp_path):
        drafts.keep("old", {"note": "One"})
        (old,) = (tmp_path / "drafts").iterdir()
        week = old.stat().st_mtime - DAYS * 86_400 - 60
        os.utime(old, (week, week))
        (tmp_path / "drafts" / "half.json").write_text('{"visit": "v')
        assert drafts.all() == {}
        assert list((tmp_path / "drafts").iterdir()) == []

    def test_a_disk_that_takes_nothing_stops_nobody(self, tmp_path):
        (tmp_path / "in the way").write_text("")
        Drafts(tmp_path / "in the way" / "drafts").keep("v1", {"note": "One"})
        assert Drafts(tmp_path / "in the way" / "drafts").all() == {}


class TestCrash:
    def test_a_killed_window_brings_note_step_fields_and_summary_back(self, staffed, url, drafts, tmp_path):
        first = staffed()
        visit = first.visits["P014"]
        folder = str(tmp_path / "drafts")
        with subprocess.Popen([sys.executable, str(DRIVER), url, folder], stdout=subprocess.PIPE, text=True) as killed:
            assert killed.stdout.readline() == "written\n"
            killed.kill()
        counter = staffed(drafts=drafts)
        notes, know = counter.panes.card.notes, counter.panes.card.know
        counter.qtbot.waitUntil(lambda: bool(notes.field.toPlainText()))
        assert notes.field.toPlainText() == "The survey is at"
        assert (notes.back.isVisible(), notes.back.text()) == (True, "Your note is back.")
        assert know.edit.text() == "Edit, not kept yet"
        counter.press(Key.Key_E)
        assert know.fields[Field.MISSING].text() == "The survey"
        counter.press(Key.Key_Escape)
        counter.press(Key.Key_A)
        assert counter.panes.steps.steps.adding.field.text() == "Ask the surveyor"
        counter.press(Key.Key_Escape)
        summary = counter.panes.card.summary
        assert summary.edit.text() == "Edit, not kept yet"
        counter.press(Key.Key_E, SHIFT)
        assert summary.field.toPlainText() == "You want a deck"
        assert set(drafts.all()) == {visit}
        counter.press(Key.Key_Return)
        counter.qtbot.waitUntil(lambda: "summary" not in drafts.all()[visit])
        assert (
            counter.desk.store.rows("select value from personal where field = 'summary'")[-1]["value"]
            == "You want a deck"
        )

    def test_what_is_kept_is_wiped(self, staffed, drafts):
        counter = staffed(drafts=drafts)
        visit = counter.visits["P014"]
        counter.press(Key.Key_N)
        counter.write("Will mail it")
        counter.qtbot.waitUntil(lambda: drafts.all() == {visit: {"note": "Will mail it"}})
        counter.press(Key.Key_Return)
        counter.qtbot.waitUntil(lambda: drafts.all() == {})
        assert counter.state.card.notes[-1].text == "Will mail it"

    def test_a_draft_of_nobody_and_a_note_that_was_kept_after_all_are_wiped(self, staffed, drafts):
        first = staffed()
        drafts.keep("nobody", {"note": "Gone"})
        first.desk.note(first.visits["P014"], "Kept just in time", clerk="Dana Reyes")
        first.desk.describe(first.visits["P014"], clerk="Dana Reyes", summary="You want a deck")
        drafts.keep(first.visits["P014"], {"note": "Kept just in time", "summary": "You want a  deck"})
        counter = staffed(drafts=drafts)
        counter.qtbot.waitUntil(lambda: drafts.all() == {})
        assert counter.panes.card.notes.field.toPlainText() == ""
