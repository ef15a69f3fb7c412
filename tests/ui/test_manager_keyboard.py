"""The manager's window without a mouse: on every page each control is reached by Tab, in the order in which one reads, named, and seen."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QRadioButton, QScrollArea, QWidget

from greeter.catalogue.editing import put_in
from greeter.texts import Texts
from greeter.views.office_versions import read_published
from tests.ui.server import News
from tests.ui.test_manager_sign_in import Inline
from tests.ui.two_days import two_days
from ui.kit.fonts import load_fonts
from ui.kit.sizes import StaffSizes
from ui.manager.pages import PageName
from ui.manager.window import ManagerWindow

MOST = 140
"""More stops than any page has."""


@pytest.fixture(scope="module")
def opened(qapp, office):
    load_fonts()
    with two_days(office) as (desk, _):
        desk.publish(read_published(desk).text)
        desk.publish(put_in(read_published(desk).text, {"office": {"phone": "555-0111"}}))
        made = ManagerWindow(Inline(desk), News(), office, Texts())
        made.resize(1440, 900)
        made.show()
        yield made
        made.close()
        made.deleteLater()


@pytest.fixture
def window(opened, qtbot):
    """The window, with the keyboard in it again after whichever test was before."""
    with qtbot.waitActive(opened):
        opened.activateWindow()
    return opened


def walk(window, page):
    """Return where Tab goes from a page's link until it comes back."""
    window.pages.go_to(page)
    QApplication.processEvents()
    first = window.focusWidget()
    stops = [first]
    for _ in range(MOST):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        if window.focusWidget() is first:
            return stops
        stops.append(window.focusWidget())
    raise AssertionError(f"Tab does not come back: {[type(one).__name__ for one in stops[-6:]]}")


def wants_tab(widget):
    """Whether a widget that shows is to be reached by Tab; of radio buttons that go together the chosen one is."""
    if not widget.isVisible() or not widget.isEnabled() or not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        return False
    group = widget.group() if isinstance(widget, QRadioButton) else None
    return group is None or widget.isChecked() or group.checkedButton() is None


def box_in(window, widget):
    """Return where a widget lies in the window; what scrolls, as if it were not scrolled."""
    area = next((one for one in window.findChildren(QScrollArea) if one.isAncestorOf(widget)), None)
    inner = window if area is None else area.widget()
    start = QPoint(0, 0) if area is None else area.mapTo(window, QPoint(0, 0))
    return QRect(start + widget.mapTo(inner, QPoint(0, 0)), widget.size())


def goes_back(before, after):
    """Whether a stop stands above the one before it, and not in a column that begins after it."""
    return after.bottom() <= before.top() and after.left() < before.right()


@pytest.mark.parametrize("page", list(PageName), ids=lambda page: page.name.lower())
def test_every_control_is_reached_in_reading_order_and_has_a_name(window, page):
    stops = walk(window, page)
    reached = set(stops)
    missed = [
        (type(one).__name__, one.accessibleName())
        for one in window.findChildren(QWidget)
        if wants_tab(one) and one not in reached and not isinstance(one, QRadioButton)
    ]
    assert missed == []
    mute = [type(one).__name__ for one in stops if not name_of(one).strip()]
    assert mute == []
    content = [one for one in stops if not window.pages.isAncestorOf(one)]
    back = [
        (name_of(before), name_of(after))
        for before, after in pairwise(content)
        if goes_back(box_in(window, before), box_in(window, after))
    ]
    assert back == []


def test_a_page_goes_on_by_page_down_from_the_list_of_pages(window):
    window.pages.go_to(PageName.MINUTE)
    QApplication.processEvents()
    bar = window._areas[PageName.MINUTE].verticalScrollBar()
    bar.setValue(0)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_PageDown)
    assert bar.value() > 100
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_PageUp)
    assert bar.value() == 0


def name_of(widget):
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def test_twice_as_large_text_goes_sideways_on_no_page_of_a_laptop(window, office):
    large = ManagerWindow(window.presenter._background, News(), office, Texts(), sizes=StaffSizes(2.0))
    assert large.minimumWidth() <= large.screen().availableSize().width()
    large.setMinimumSize(800, 500)
    large.resize(1440, 900)
    large.show()
    wide = []
    for page in PageName:
        large.pages.go_to(page)
        QApplication.processEvents()
        QApplication.processEvents()
        if large._areas[page].horizontalScrollBar().maximum():
            wide.append(page.name)
    assert wide == []
    large.close()
    large.deleteLater()
