"""The manager's window on a small screen with very large text: 1280 by 800 at 200 %. Nothing is cut, and nothing scrolls sideways."""

from __future__ import annotations

import shutil
from itertools import pairwise

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QScrollArea

from greeter.catalogue.export import as_toml
from greeter.clock import ManualClock
from greeter.opening import open_front_desk
from greeter.reports.only import Only
from greeter.texts import Texts
from tests.offices import HARBOR, LAGOON
from tests.ui.server import News
from tests.ui.test_manager_offices import serve
from tests.ui.test_manager_pulse import weeks
from tests.ui.test_manager_sign_in import Inline
from ui.kit.fonts import load_fonts
from ui.manager.figures_table import FiguresTable
from ui.manager.head import LOW
from ui.manager.pages import FIGURES, PageName
from ui.manager.state import Days
from ui.manager.window import ManagerWindow
from ui.theme import Look

SMALL = 640, 400
"""What is left of 1280 by 800 at 200 %."""


@pytest.fixture(scope="module")
def opened(qapp, office, form, tmp_path_factory):
    """A window built once: what a test changes another changes back, or does not look at."""
    load_fonts()
    url, clock = f"sqlite:///{shutil.copyfile(form, tmp_path_factory.mktemp('small') / 'office.db')}", ManualClock()
    for other in (HARBOR, LAGOON):
        with open_front_desk(url, clock=clock, catalogue=other) as desk:
            desk.publish(as_toml(other))
    with open_front_desk(url, clock=clock, catalogue=office, durable=False) as desk:
        desk.publish(as_toml(office))
        serve(desk, clock, 4, 12)
        desk.check_in(service="permit")
        desk.add_person("Maya Lind", "manager", "quiet rivers run")
        made = ManagerWindow(Inline(desk), News(), office, Texts(), look=Look.LIGHT, clock=clock)
        made.setMinimumSize(*SMALL)
        made.show()
        made.activateWindow()
        made.signing.panel.asked.emit("Maya Lind", "quiet rivers run")
        yield made
        made.close()
        made.deleteLater()


@pytest.fixture
def window(opened):
    opened.resize(*SMALL)
    opened.pages.links[PageName.MINUTE].click()
    settled()
    return opened


def settled():
    for _ in range(3):
        QApplication.processEvents()


def scrolling_sideways(window):
    """Return the areas and tables' pages that scroll sideways; a table with many columns may, within itself."""
    areas = [one for one in window.findChildren(QScrollArea) if one.isVisible()]
    return [area for area in areas if area.horizontalScrollBar().maximum() > 0]


def cut(window):
    """Return the controls that are narrower than their words, or reach out of the part they are in."""
    found = [one for kind in (QAbstractButton, QComboBox, QLineEdit) for one in window.work.findChildren(kind)]
    return [
        one
        for one in found
        if one.isVisible()
        and not isinstance(one.parentWidget(), FiguresTable)
        and (
            one.width() < one.minimumSizeHint().width()
            or (isinstance(one, QAbstractButton) and one.text() and one.height() < one.sizeHint().height())
            or not one.parentWidget().rect().contains(one.geometry())
        )
    ]


def is_whole(window, qtbot):
    """Wait until all parts have their places, and nothing is cut."""
    settled()
    qtbot.waitUntil(lambda: (scrolling_sideways(window), cut(window)) == ([], []))


def overlapping(parts):
    """Return the neighbours among parts of a window that lie over each other."""
    boxes = [QRect(one.mapTo(one.window(), one.rect().topLeft()), one.size()) for one in parts if one.isVisible()]
    return [(one, other) for one, other in pairwise(boxes) if one.intersects(other)]


@pytest.mark.parametrize("page", list(PageName))
def test_every_page_is_whole(window, page, qtbot):
    window.pages.links[page].click()
    is_whole(window, qtbot)


def test_the_weeks_of_the_staff_are_whole(window, qtbot):
    window.pages.links[PageName.ALL].click()
    window.all_page.pulse.show_weeks(weeks(5, 4, 7, None, 10))
    is_whole(window, qtbot)
    row = window.all_page.pulse.rows[0]
    qtbot.waitUntil(lambda: row.said.height() <= 2 * row.week.height())  # no narrow column of words


def test_trends_stand_beneath_each_other(window, qtbot):
    window.pages.links[PageName.TRENDS].click()
    first, second, *_ = window.live[PageName.TRENDS].charts
    qtbot.waitUntil(lambda: second.y() > first.geometry().bottom())
    window.resize(1280, 800)
    qtbot.waitUntil(lambda: second.y() == first.y())


def test_what_opens_above_the_figures_is_whole_and_scrolls_with_them(window, qtbot):
    bar, presenter = window.bar, window.presenter
    presenter.choose(Days.FROM_TO)
    presenter.choose_visits(Only(channel="counter", language="en"))
    for strip in (bar.saving, bar.which_visits, bar.offices):
        bar.toggle(strip)
        is_whole(window, qtbot)
        assert strip.isVisible()
        assert strip.isAncestorOf(window.focusWidget())
        assert (
            overlapping((bar.first, bar.last, bar.show_days, bar.compared, bar.public, bar.visits, bar.office, strip))
            == []
        )
        assert window._stack.currentWidget().isAncestorOf(bar)


def test_days_keep_their_place_above_a_high_window_and_the_keyboard_stays_where_it_is(window):
    window.bar.save.setFocus(Qt.FocusReason.OtherFocusReason)
    window.resize(SMALL[0], LOW)
    settled()
    assert not window._stack.isAncestorOf(window.bar)
    assert window.focusWidget() is window.bar.save
    window.resize(*SMALL)
    settled()
    assert window._stack.isAncestorOf(window.bar)
    assert window.focusWidget() is window.bar.save
    for page in FIGURES:
        window.pages.links[page].click()
        settled()
        assert window._stack.currentWidget().isAncestorOf(window.bar)
        assert window.bar.isVisible()
