"""A practice from the choice of a scene to how it went, with the keyboard alone, and its command."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from greeter.catalogue.last_good import open_office
from greeter.clock import ManualClock
from greeter.command_table import find
from greeter.practice.scene import Aim, Manner, Moment
from greeter.practice.scenes import named, scenes_of
from greeter.practice.stage import begins_at
from greeter.problems import StoreProblem
from greeter.settings import data_folder
from ui import theme
from ui.practice.chooser_page import ChooserPage
from ui.practice.closing_page import ClosingPage
from ui.practice.mark_bar import MarkBar
from ui.practice.room import Setting
from ui.practice.window import PracticeWindow

Key, Alt = Qt.Key, Qt.KeyboardModifier.AltModifier
FIGURES = (Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_4)


@pytest.fixture
def practising(qapp, qtbot, tmp_path):
    """A practice window with a clock that stands still, and its clock."""
    theme.apply(qapp, theme.Theme.load(theme.Look.LIGHT))
    office = open_office(None)
    clock = ManualClock(begins_at(office))
    window = PracticeWindow(Setting(office, tmp_path, clock=clock), scenes_of(office), crowded=False)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    yield window, clock
    window.close()
    window.deleteLater()


def test_a_scene_by_keys_alone(practising, qtbot, tmp_path):
    window, clock = practising

    def press(key, modifier=Qt.KeyboardModifier.NoModifier):
        qtbot.keyClick(QApplication.focusWidget() or window, key, modifier)

    def heard(moment):
        line = scene.says[moment]
        qtbot.waitUntil(lambda: line in [one.line for one in presenter.visitor.talk])

    scene = named(scenes_of(open_office(None)), "upset")
    assert isinstance(window.page, ChooserPage)
    press(FIGURES[0] + [card.scene.id for card in window.page.cards].index("upset"))
    staff, panel, presenter = window.scenery.staff, window.scenery.panel, window.scenery.presenter
    assert staff.findChildren(MarkBar)[0].isVisible()
    assert "Practice" in window.windowTitle()
    heard(Moment.WAITING)
    qtbot.waitUntil(lambda: staff.presenter.state is not None and staff.presenter.state.queue.suggested is not None)
    clock.advance(seconds=20)
    press(Key.Key_F2)
    heard(Moment.CALLED)
    press(Key.Key_F4)
    heard(Moment.STARTED)
    qtbot.waitUntil(lambda: len(panel.buttons) == 3)
    clock.advance(seconds=10)
    named_so = [one.name for one in staff.everything.more(staff.presenter.state)]
    assert named_so[-4:] == [*(f"Say: {words}" for words in panel.choices), "See how it went"]
    choices = [one.manner for one in presenter.visitor.question.choices]
    press(FIGURES[choices.index(Manner.ACKNOWLEDGES)], Alt)
    qtbot.waitUntil(lambda: presenter.visitor.heard[0].line.says in panel.said_words)
    choices = [one.manner for one in presenter.visitor.question.choices]
    press(FIGURES[choices.index(Manner.ASKS_AGAIN)], Alt)
    assert panel.buttons == []
    qtbot.waitUntil(lambda: staff.presenter.is_settled)
    press(Key.Key_P)
    qtbot.waitUntil(lambda: presenter.visitor.line(Moment.PAPER) in [one.line for one in presenter.visitor.talk])
    clock.advance(minutes=3)
    press(Key.Key_F8)
    qtbot.waitUntil(lambda: staff.panes.strip.open_ask is not None)
    press(Key.Key_2)
    heard(Moment.BARE_FINISH) if presenter.visitor.trust < 0 else heard(Moment.FINISHED)
    press(Key.Key_Return, Alt)
    qtbot.waitUntil(lambda: isinstance(window.page, ClosingPage))
    closing = window.page.closing
    assert {Aim.CALL, Aim.GREET, Aim.ACKNOWLEDGE, Aim.STEPS, Aim.RIGHT_END} <= {one.aim for one in closing.well}
    assert {Aim.ASK_ONCE, Aim.SUMMARY, Aim.NOTE} == {one.aim for one in closing.next_time}
    assert window.page.go_on.hasFocus()
    press(Key.Key_Return)
    assert isinstance(window.page, ChooserPage)
    assert [path.name for path in tmp_path.glob("*.db")] == ["practice-upset.db"]
    assert list(data_folder().glob("*.db")) == [], "the office's own store is never opened"
    press(Key.Key_Escape)
    assert not window.isVisible()


def test_what_fails_once_stops_neither_the_scene_nor_its_end(practising, qtbot, monkeypatch):
    window, _ = practising
    window.play(scenes_of(open_office(None))[0])
    presenter = window.scenery.presenter
    qtbot.waitUntil(lambda: presenter._seen is not None and not presenter._busy)
    background, looked = presenter._background, []
    with monkeypatch.context() as away:
        away.setattr(background, "run", lambda act, done, problem: problem(StoreProblem("The disk is full.")))
        presenter.end()
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(background, "run", lambda *_: None)  # a bug calls nobody back
        presenter.look()
        background.bug.emit(RuntimeError())
        meanwhile.setattr(background, "run", lambda act, *_: looked.append(act))
        presenter.look()
    assert looked
    presenter.end()
    qtbot.waitUntil(lambda: isinstance(window.page, ClosingPage))


def test_the_command_lists_its_scenes_and_knows_no_others():
    command = find("practice").load()
    listed = CliRunner().invoke(command, ["--list"], catch_exceptions=False)
    assert listed.exit_code == 0
    assert listed.output.startswith("long-wait       A long wait, about 5 min.")
    refused = CliRunner().invoke(command, ["--scene", "lunch"])
    assert "There is no scene “lunch”." in str(refused.exception)
