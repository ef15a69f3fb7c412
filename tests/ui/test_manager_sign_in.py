"""The manager's window asks who is there where people sign in, and the figures ask, too: nothing is read without."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from greeter.problems import NotAllowed, Problem
from greeter.reports.public import Audience
from greeter.reports.shown import shown_figures
from greeter.reports.span import Span
from greeter.texts import Texts
from tests.ui.server import Bugs, News
from ui.manager.window import ManagerWindow
from ui.sign_in.panel import Asking
from ui.sign_in.signing import MANAGER_IDLE_MS
from ui.theme import Look

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
MAYA, PASSWORD, DANA, PIN = "Maya Lind", "quiet rivers run", "Dana Reyes", "482913"


class Inline(Bugs):
    """Runs acts at once; a window that was begun for nobody reads nothing, so it counts the acts that worked."""

    def __init__(self, desk):
        super().__init__()
        self.desk = desk

    def run(self, act, done=None, problem=None):
        try:
            result = act(self.desk)
        except Problem as met:
            if problem is not None:
                problem(met)
        else:
            if done is not None:
                done(result)


@pytest.fixture
def people(desk):
    desk.add_person(MAYA, "manager", PASSWORD)
    maya = desk.sign_in(MAYA, PASSWORD).session
    desk.add_person(DANA, "clerk", PIN, session=maya)
    return maya


@pytest.fixture
def window(qtbot, desk, people, tmp_path):
    made = ManagerWindow(
        Inline(desk), News(), desk.office, Texts(), look=Look.LIGHT, ask_file=lambda _, __: tmp_path / "r.pdf"
    )
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def test_after_a_bug_one_may_try_again(qtbot, window, monkeypatch):
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(window.signing._background, "run", lambda *_: None)  # a bug calls nobody back
        sign_in(qtbot, window, MAYA, PASSWORD)
        window.signing._background.bug.emit(RuntimeError())
    assert window.sign_in.banner.words.startswith("That did not work.")
    sign_in(qtbot, window, MAYA, PASSWORD)
    assert not window.sign_in.isVisible()


def sign_in(qtbot, window, name, secret):
    window.sign_in.name.setText(name)
    window.sign_in.secret.setText(secret)
    window.sign_in.secret.setFocus()
    qtbot.keyClick(window.sign_in.secret, Key.Key_Return)


def test_nothing_shows_before_a_manager_signs_in_and_a_clerk_is_no_manager(qtbot, window, desk):
    assert (window.work.isVisible(), window.sign_in.isVisible(), window.minute_page) == (False, True, None)
    assert window.sign_in.title.text() == "Sign in as a manager"
    window.resize(window.minimumSize())
    assert window.sign_in.area.horizontalScrollBar().maximum() == 0
    sign_in(qtbot, window, DANA, PIN)
    assert window.sign_in.banner.words == "Only a manager may see how the office did. Ask one to sign in and do it."
    assert (window.work.isVisible(), window.presenter.span) == (False, None)
    sign_in(qtbot, window, MAYA, "a wrong password")
    assert window.sign_in.banner.words.startswith("This name and PIN don’t belong together.")
    sign_in(qtbot, window, MAYA, PASSWORD)
    assert (window.work.isVisible(), window.sign_in.isVisible()) == (True, False)
    assert window.minute_page.days.text() == "Tuesday, November 24, 2026"
    qtbot.keyClick(window, Key.Key_S, CONTROL)
    assert window.banner.words.startswith("The report is saved")
    window.close()
    assert desk.who(window.signing.session) is None


def test_it_locks_by_key_and_by_itself_and_a_sign_in_elsewhere_ends_this_one(qtbot, window, desk):
    sign_in(qtbot, window, MAYA, PASSWORD)
    qtbot.keyClick(window, Key.Key_L, CONTROL)
    assert (window.work.isVisible(), window.sign_in.asking) == (False, Asking.UNLOCK)
    assert window.sign_in.title.text() == "This window is locked"
    assert window.presenter.span is None
    sign_in(qtbot, window, MAYA, PASSWORD)
    assert window.work.isVisible()
    idle = window.signing._idle
    assert (idle.isActive(), idle.interval()) == (True, MANAGER_IDLE_MS)
    idle.timeout.emit()
    assert window.sign_in.words.text() == "Nobody touched it for a while. What you wrote is kept."
    sign_in(qtbot, window, MAYA, PASSWORD)
    desk.sign_in(MAYA, PASSWORD, counter="3")
    assert desk.who(window.signing.session) is not None  # one at a counter, one here
    desk.sign_in(MAYA, PASSWORD)
    window.bar.answers[next(iter(window.bar.answers))].click()
    assert not window.work.isVisible()
    assert window.sign_in.words.text() == "You have signed in at another window since. Sign in to go on here."


def test_an_office_without_people_opens_as_ever(qtbot, desk):
    made = ManagerWindow(Inline(desk), News(), desk.office, Texts(), look=Look.LIGHT)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    assert (made.work.isVisible(), made.minute_page is not None) == (True, True)
    qtbot.keyClick(made, Key.Key_L, CONTROL)
    assert made.banner.words.startswith("This office doesn’t sign in with PINs")


def test_the_figures_themselves_ask_for_a_manager(desk, people):
    day = desk.office.business_day(desk.clock.now())
    dana = desk.sign_in(DANA, PIN).session
    for session in ("", dana, "made up"):
        with pytest.raises(NotAllowed, match="Only a manager may see how the office did"):
            shown_figures(desk, Span(day, day), Audience.OFFICE, Texts(), session=session)
    assert shown_figures(desk, Span(day, day), Audience.OFFICE, Texts(), session=people).arrivals == 0
