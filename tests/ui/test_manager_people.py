"""The manager's page of people: listed, added, changed and let go, each only by a manager, and no PIN left lying about."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from greeter.clock import ManualClock
from greeter.model.person import StaffRole
from greeter.opening import open_front_desk
from greeter.problems import SignInRefused
from greeter.texts import Texts
from tests.conftest import TUESDAY_10_05
from tests.ui.server import News
from tests.ui.test_manager_sign_in import DANA, MAYA, PASSWORD, PIN, Inline, sign_in
from ui.kit.fonts import load_fonts
from ui.manager.pages import PageName
from ui.manager.people_presenter import Secret
from ui.manager.window import ManagerWindow

OTHER_PIN = "715294"


@pytest.fixture
def opened(qapp, office):
    load_fonts()
    with open_front_desk("sqlite://", clock=ManualClock(TUESDAY_10_05), catalogue=office) as desk:
        window = ManagerWindow(Inline(desk), News(), office, Texts())
        window.show()
        window.activateWindow()
        window.pages.links[PageName.PEOPLE].click()
        yield desk, window, window.live[PageName.PEOPLE]
        window.close()
        window.deleteLater()


def write(form, name, role, secret, again=None):
    form.name.setText(name)
    form.secret.role.choose(role)
    form.secret.once.setText(secret)
    form.secret.again.setText(secret if again is None else again)
    QTest.keyClick(form.secret.again, Qt.Key.Key_Return)


def test_a_managers_first_morning(qtbot, opened):
    """One thing after another in one window, each going on where the one before ended."""
    desk, window, page = opened
    for step in (
        the_first_is_the_manager_who_then_signs_in,
        a_clerk_is_added_and_nothing_of_the_pin_stays,
        a_new_pin_and_role,
        another_name,
        letting_go_asks_first,
        the_last_manager_stays,
        a_locked_window_lists_nobody,
    ):
        step(qtbot, desk, window, page)


def the_first_is_the_manager_who_then_signs_in(qtbot, desk, window, page):
    assert page.headline.text() == "Nobody signs in here yet."
    assert page.add_form.secret.role.chosen is StaffRole.MANAGER
    write(page.add_form, MAYA, StaffRole.MANAGER, "short")
    assert window.banner.words.startswith("A manager’s password has 10 signs or more.")
    write(page.add_form, MAYA, StaffRole.MANAGER, PASSWORD, "another one of ten")
    assert window.banner.words == "The two are not the same. Write both once more."
    assert desk.people() == ()
    write(page.add_form, MAYA, StaffRole.MANAGER, PASSWORD)
    assert [one.name for one in desk.people()] == [MAYA]
    assert not window.work.isVisible()
    sign_in(qtbot, window, MAYA, PASSWORD)
    assert page.headline.text() == "1 person signs in here."


def a_clerk_is_added_and_nothing_of_the_pin_stays(qtbot, desk, window, page):
    page.add.click()
    write(page.add_form, DANA, StaffRole.CLERK, PIN)
    assert window.banner.words == f"{DANA} is added: clerk."
    assert [link.accessibleName() for link in page.people.links] == [DANA, MAYA]
    assert page.change_form.title.text() == DANA
    form = page.add_form.secret
    assert (form.once.text(), form.again.text()) == ("", "")
    assert form.once.echoMode() is form.once.EchoMode.Password
    assert PIN not in repr(Secret(PIN, PIN))
    assert desk.sign_in(DANA, PIN).person.role is StaffRole.CLERK


def a_new_pin_and_role(qtbot, desk, window, page):
    page.people.links[0].click()
    form = page.change_form
    form.secret.role.choose(StaffRole.LEAD)
    form.secret.once.setText(OTHER_PIN)
    form.secret.again.setText(OTHER_PIN)
    form.reset.click()
    assert window.banner.words == f"{DANA} signs in with the new one from now on."
    assert form.about.text() == "lead"
    assert desk.sign_in(DANA, OTHER_PIN).person.role is StaffRole.LEAD


def another_name(qtbot, desk, window, page):
    form = page.change_form
    form.name.setText("Dana Ray")
    QTest.keyClick(form.name, Qt.Key.Key_Return)
    assert window.banner.words == "They are called Dana Ray now."
    assert page.people.links[0].accessibleName() == "Dana Ray"
    form.unlock.click()
    assert window.banner.words == "Dana Ray can sign in again."


def letting_go_asks_first(qtbot, desk, window, page):
    form = page.change_form
    form.let_go.click()
    assert form.question.text() == "Let Dana Ray go? They sign in no more."
    assert window.focusWidget() is form.no
    form.no.click()
    assert not form.question.isVisible()
    form.let_go.click()
    form.yes.click()
    assert window.banner.words == "Dana Ray signs in no more."
    assert page.people.links[1].accessibleDescription() == "lead, signs in no more"
    with pytest.raises(SignInRefused):
        desk.sign_in("Dana Ray", OTHER_PIN)


def the_last_manager_stays(qtbot, desk, window, page):
    page.people.links[0].click()
    page.change_form.let_go.click()
    page.change_form.yes.click()
    assert window.banner.words.startswith("This is the last manager.")
    assert [one.active for one in desk.people() if one.name == MAYA] == [True]


def a_locked_window_lists_nobody(qtbot, desk, window, page):
    page.add_form.secret.once.setText(PIN)
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert all(link.isHidden() for link in page.people.links)
    assert page.add_form.secret.once.text() == ""
    sign_in(qtbot, window, MAYA, PASSWORD)
    assert [link.isHidden() for link in page.people.links] == [False, False]
