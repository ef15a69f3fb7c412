"""The manager window over a store of several offices: which office, or all of them."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from greeter.catalogue.export import as_toml
from greeter.model.visit import Outcome
from greeter.opening import open_front_desk
from greeter.problems import CatalogueProblem, Problem
from greeter.reports.only import Only
from greeter.reports.together import ALL
from greeter.texts import Texts
from tests.offices import HARBOR, LAGOON, TOWN_HALL
from tests.ui.server import Bugs
from ui.kit.button import Kind
from ui.manager.pages import PageName
from ui.manager.presenter import ManagerPresenter
from ui.manager.state import Days, Tone
from ui.manager.window import ManagerWindow


class Inline(Bugs):
    def __init__(self, desk):
        super().__init__()
        self.desk = desk

    def run(self, act, done=None, problem=None):
        try:
            result = act(self.desk)
        except Problem as met:
            problem(met)
        else:
            done(result)


class News(QObject):
    changed = Signal()
    away = Signal()
    back = Signal()
    away_ms = 0


def serve(desk, clock, n, waited):
    for _ in range(n):
        visit = desk.check_in(service="permit").visit_id
        clock.advance(minutes=waited)
        desk.start(desk.call(visit, counter="3", clerk="ana", reason="test").visit_id)
        clock.advance(seconds=30)
        desk.finish(visit, outcome=Outcome.RESOLVED)


@pytest.fixture
def desk(url, clock):
    """The town hall's desk; the harbor branch and the lagoon are in the same store."""
    for office, n, waited in ((HARBOR, 4, 1), (LAGOON, 2, 3)):
        with open_front_desk(url, clock=clock, catalogue=office) as other:
            other.publish(as_toml(office))
            serve(other, clock, n, waited)
    with open_front_desk(url, clock=clock, catalogue=TOWN_HALL) as own:
        serve(own, clock, 3, 2)
        yield own


@pytest.fixture
def window(qtbot, desk, clock):
    made = ManagerWindow(Inline(desk), News(), TOWN_HALL, Texts(), clock=clock)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def choose(window, name):
    """Choose an office from the list."""
    pick(window.bar.office, name)


def pick(field, words):
    """Choose from a list."""
    field.setCurrentIndex(field.findText(words))
    field.activated.emit(field.currentIndex())


def press(qtbot, button):
    qtbot.keyClick(button, Qt.Key.Key_Space)


class TestWindow:
    def test_it_opens_on_its_own_office(self, window):
        field = window.bar.office
        assert field.isVisible()
        assert [field.itemText(row) for row in range(field.count())] == [
            "All offices", "Alder Creek Town Hall", "Harbor Branch", "Lagoon Branch", "Some offices",
        ]  # fmt: skip
        assert field.currentText() == "Alder Creek Town Hall"
        assert window._shown.report.figures.arrivals == 3
        window.pages.links[PageName.ALL].click()
        assert not window.all_page.offices.isVisibleTo(window.all_page)

    def test_another_office_is_shown_with_its_name_and_its_own_figures(self, window, qtbot, request):
        request.addfinalizer(partial(QApplication.setKeyboardInputInterval, QApplication.keyboardInputInterval()))
        QApplication.setKeyboardInputInterval(60_000)  # these letters are one word, however slow the machine
        field = window.bar.office
        field.setFocus()
        qtbot.keyClicks(field, "Harb")
        qtbot.keyClick(field, Qt.Key.Key_Return)
        field.activated.emit(field.currentIndex())
        assert window._shown.report.figures.arrivals == 4
        assert window.office_name.text() == "Harbor Branch"
        assert window.windowTitle() == "How we did, Harbor Branch"
        assert window.file_name == "harbor-2026-11-24"
        assert window.bar.office.currentText() == "Harbor Branch"

    def test_all_offices_stand_side_by_side(self, window):
        choose(window, "All offices")
        figures = window._shown.report.figures
        assert figures.arrivals == 9
        assert figures.quantiles("waits_by_service", "wait").p50 == 2 * 60_000
        assert window.office_name.text() == "Alder Creek Town Hall, Harbor Branch and Lagoon Branch"
        assert window.file_name == "all-offices-2026-11-24"
        assert "3 offices verified" in window.minute_page.journal.text()
        window.pages.links[PageName.ALL].click()
        assert window.all_page.offices.isVisibleTo(window.all_page)
        assert window.all_page.side_by_side.title.text() == "The offices, by name"
        choose(window, "Alder Creek Town Hall")
        assert window._shown.report.figures.arrivals == 3
        assert not window.all_page.offices.isVisibleTo(window.all_page)

    def test_the_offices_side_by_side_need_no_scrolling_on_a_laptop(self, window):
        window.setMinimumSize(0, 0)
        window.resize(1280, 800)
        choose(window, "All offices")
        window.pages.links[PageName.ALL].click()
        QApplication.processEvents()
        table = window.all_page.side_by_side.table
        assert table.isVisible()
        assert table.horizontalScrollBar().maximum() == 0

    def test_some_offices_are_checked_and_shown_together_with_the_keyboard_alone(self, window, qtbot):
        bar = window.bar
        choose(window, "Some offices")
        boxes = bar.offices.boxes
        assert window.focusWidget() is boxes["alder-creek"]
        assert [(box.accessibleName() or box.text(), box.isChecked()) for box in boxes.values()] == [
            ("Alder Creek Town Hall", True), ("Harbor Branch", False), ("Lagoon Branch", False),
        ]  # fmt: skip
        assert bar.office.currentText() == "Alder Creek Town Hall"
        qtbot.keyClick(boxes["alder-creek"], Qt.Key.Key_Space)
        qtbot.keyClick(bar.offices.show_them, Qt.Key.Key_Space)
        assert window.banner.words == "Choose one office at least."
        for office in ("harbor", "lagoon"):
            qtbot.keyClick(boxes[office], Qt.Key.Key_Space)
        qtbot.keyClick(bar.offices.show_them, Qt.Key.Key_Space)
        assert window._shown.report.figures.arrivals == 6
        assert [one.office.id for one in window._shown.report.figures.offices] == ["harbor", "lagoon"]
        assert (window.office_name.text(), window.file_name) == (
            "Harbor Branch and Lagoon Branch",
            "2-offices-2026-11-24",
        )
        assert bar.office.currentText() == "Some offices"
        qtbot.keyClick(boxes["harbor"], Qt.Key.Key_Escape)
        assert not bar.offices.isVisible()
        assert window.focusWidget() is bar.office
        window.pages.links[PageName.TRENDS].click()
        assert window.live[PageName.TRENDS].headings[2].text() == "6 visits came."

    def test_some_visits_alone_are_chosen_of_one_office_and_of_several(self, window, qtbot, desk):
        bar = window.bar
        desk.check_in(service="dog", language="es")
        press(qtbot, bar.visits)
        fields = bar.which_visits
        assert window.focusWidget() is fields.service
        names = [field.accessibleName() for field in (fields.service, fields.channel, fields.language)]
        assert names == ["They came for", "They came by", "They speak"]
        pick(fields.language, "Spanish")
        assert (window._shown.report.figures.arrivals, window.office_name.text()) == (
            1,
            "Alder Creek Town Hall: Spanish",
        )
        pick(fields.service, "Dog license")
        assert window.office_name.text() == "Alder Creek Town Hall: Dog license, Spanish"
        assert window.file_name == "alder-creek-dog-es-2026-11-24"
        assert (bar.visits.kind, bar.visits.accessibleDescription()) == (Kind.CHOSEN, "Only: Dog license, Spanish")
        window.pages.links[PageName.TRENDS].click()
        assert window.live[PageName.TRENDS].headings[2].text() == "1 visit came."
        choose(window, "All offices")
        assert window._shown.report.figures.arrivals == 1
        pick(fields.language, "Any language")
        pick(fields.service, "Build or repair")
        assert window._shown.report.figures.arrivals == 9
        press(qtbot, fields.every)
        assert (window._shown.report.figures.arrivals, bar.visits.kind) == (10, Kind.SECONDARY)
        assert fields.service.currentText() == "Any service"
        qtbot.keyClick(fields.service, Qt.Key.Key_Escape)
        assert window.focusWidget() is bar.visits

    def test_an_office_without_the_service_is_told_and_what_is_shown_stays(self, window, desk):
        window.presenter.choose_visits(Only(service="moon"))
        assert "has no service “moon”" in window.banner.words
        assert window.bar.which_visits.service.currentText() == "Any service"
        assert window._shown.report.figures.arrivals == 3

    def test_one_strip_is_open_at_a_time(self, window, qtbot):
        bar = window.bar
        press(qtbot, bar.visits)
        press(qtbot, bar.save)
        assert (bar.saving.isVisible(), bar.which_visits.isVisible()) == (True, False)
        press(qtbot, bar.save)
        assert not bar.saving.isVisible()

    def test_a_report_of_all_offices_is_saved(self, qtbot, desk, clock, tmp_path):
        made = ManagerWindow(
            Inline(desk), News(), TOWN_HALL, Texts(), clock=clock, ask_file=lambda _, suggested: tmp_path / suggested.name,
            ask_folder=lambda _, suggested: tmp_path / suggested.name,
        )  # fmt: skip
        qtbot.addWidget(made)
        made.show()
        choose(made, "All offices")
        qtbot.mouseClick(made.bar.save, Qt.MouseButton.LeftButton)
        qtbot.mouseClick(made.bar.saving.buttons["pdf"], Qt.MouseButton.LeftButton)
        qtbot.mouseClick(made.bar.saving.buttons["csv"], Qt.MouseButton.LeftButton)
        assert (tmp_path / "all-offices-2026-11-24.pdf").read_bytes().startswith(b"%PDF")
        assert (tmp_path / "all-offices-2026-11-24" / "offices.csv").exists()

    def test_days_are_those_of_the_office_that_is_looked_at(self, window, clock):
        clock.move_to(
            datetime(2026, 11, 25, 13, 30, tzinfo=UTC)
        )  # Wednesday here; 3:30 in Honolulu, where the day has changed, too
        window.presenter.choose(Days.TODAY)
        clock.move_to(datetime(2026, 11, 26, 12, 30, tzinfo=UTC))  # Thursday here; 2:30 on the night of Wednesday there
        choose(window, "Lagoon Branch")
        assert window.minute_page.days.text() == "Wednesday, November 25, 2026"
        choose(window, "Alder Creek Town Hall")
        assert window.minute_page.days.text() == "Thursday, November 26, 2026"


def test_with_one_office_nothing_is_asked(qtbot, url, clock):
    with open_front_desk(url, clock=clock, catalogue=TOWN_HALL) as desk:
        desk.publish(as_toml(TOWN_HALL))
        made = ManagerWindow(Inline(desk), News(), TOWN_HALL, Texts(), clock=clock)
        qtbot.addWidget(made)
        made.show()
        assert made._shown.report is not None
        assert not made.bar.office.isVisible()


class TestPresenter:
    @pytest.fixture
    def presenter(self, desk, clock, qapp):
        made = ManagerPresenter(Inline(desk), News(), Texts(), clock=clock)
        made.begin()
        yield made
        made.close()

    def test_an_office_whose_file_can_not_be_read_is_told(self, presenter, desk, qtbot):
        with desk.store.port.atomic():
            desk.store.add(
                "office_file", {"office": "pier", "version": 1, "at": 0, "text": '[office]\nname = "Pier"\n[hours]\n'}
            )
        told = []
        presenter.told.connect(lambda words, tone: told.append((words, tone)))
        presenter.choose_offices("pier")
        assert told[0][1] is Tone.TROUBLE
        assert told[0][0].startswith("pier, version 1")
        assert presenter._wanted.offices == ("alder-creek",), "the figures that are still shown"
        with pytest.raises(CatalogueProblem):
            desk.neighbours.office("pier")

    def test_several_offices_are_read_again_now_and_then(self, presenter):
        assert presenter._others.isActive()
        presenter.choose_offices(ALL)
        presenter._others.timeout.emit()
        assert presenter._fresh.isActive()
        presenter.close()
        assert not presenter._others.isActive()
