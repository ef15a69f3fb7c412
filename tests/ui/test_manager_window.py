"""The manager's real window: pressed, read and saved through its widgets; and the charts on the screen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea

from greeter.model.visit import MINUTE_MS, Outcome
from greeter.opening import open_front_desk
from greeter.problems import Problem
from greeter.reports.charts.waits_chart import Row
from greeter.reports.quantities import Quantiles, Share
from greeter.reports.sheet import Align, Face, Ink
from greeter.reports.waits import Cell, Dot, Mark
from greeter.texts import Texts
from tests.ui.server import Bugs, News
from ui import theme
from ui.app import reach
from ui.charts import PaintedSheet
from ui.kit.button import Kind
from ui.kit.fonts import load_fonts
from ui.manager.heat_chart import HeatChart
from ui.manager.pages import PageName
from ui.manager.state import Days
from ui.manager.waits_chart import WaitsChart
from ui.manager.window import ManagerWindow
from ui.theme import Look, Theme, Token


class Inline(Bugs):
    def __init__(self, desk):
        super().__init__()
        self.desk, self.keep, self.kept = desk, False, []

    def run(self, act, done=None, problem=None):
        if self.keep:
            self.kept.append((act, done, problem))
            return
        try:
            result = act(self.desk)
        except Problem as met:
            problem(met)
        else:
            done(result)


@pytest.fixture(autouse=True)
def _fonts(qapp):
    """What is measured here is set in the program's own font."""
    load_fonts()


def serve(desk, clock, n, waited=5):
    for _ in range(n):
        visit = desk.check_in(service="permit", name="Maria Okafor").visit_id
        clock.advance(minutes=waited)
        desk.call(visit, counter="3", clerk="ana", reason="test")
        desk.start(visit)
        clock.advance(minutes=1)
        desk.finish(visit, outcome=Outcome.RESOLVED)


@pytest.fixture
def open_window(qtbot, desk):
    def opened(size=(1440, 900), look=Look.LIGHT, **asking):
        background = Inline(desk)
        window = ManagerWindow(background, News(), desk.office, Texts(), look=look, **asking)
        window.background_of_test = background
        qtbot.addWidget(window)
        window.resize(*size)
        with qtbot.waitExposed(window):
            window.show()
        return window

    return opened


def press(qtbot, widget):
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


class TestWindow:
    def test_opens_on_today_with_the_finding_and_the_figure(self, open_window, desk, clock):
        serve(desk, clock, 32)
        page = open_window().minute_page
        assert page.days.text() == "Tuesday, November 24, 2026"
        assert page.headline[0].text() == "We kept our promise to every visitor."
        assert page.headline[1].text() == "We met our goal of 80%."
        assert page.big.number.text() == "100%"
        assert [figure.number.text() for figure in page.small] == ["5.0 min", "–", "0"]
        assert page.waits.height() > 0
        assert "Build or repair: 100% within standard, 32 of 32" in page.waits.accessibleDescription()

    def test_another_answer_shows_other_days(self, qtbot, open_window):
        window = open_window()
        press(qtbot, window.bar.answers[Days.LAST_WEEK])
        assert window.minute_page.days.text() == "November 16 to 22, 2026"
        press(qtbot, window.bar.answers[Days.YESTERDAY])
        assert window.minute_page.days.text() == "Monday, November 23, 2026"
        assert window.bar.answers[Days.YESTERDAY].isChecked()

    def test_days_are_filled_in_and_a_slip_is_told_until_it_is_mended(self, qtbot, open_window):
        window = open_window()
        side = window.bar
        press(qtbot, side.answers[Days.FROM_TO])
        assert side.from_to.isVisible()
        assert (side.first.text(), side.last.text()) == ("2026-11-24", "2026-11-24")
        side.last.clear()
        qtbot.keyClicks(side.last, "2026-11-2")
        qtbot.keyClick(side.last, Qt.Key.Key_Return)
        assert window.banner.isVisible()
        assert "is no day" in window.banner.words
        assert side.last.text() == "2026-11-2"  # what was written stays, to be mended
        qtbot.keyClicks(side.last, "7")
        press(qtbot, side.show_days)
        assert not window.banner.isVisible()
        assert window.minute_page.days.text() == "November 24 to 27, 2026"

    def test_everything_can_be_reached_by_keyboard(self, open_window, desk, clock):
        serve(desk, clock, 3)
        window = open_window()
        window.activateWindow()
        window.bar.toggle(window.bar.saving)
        seen = set()
        for _ in range(60):
            QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Tab)
            seen.add(window.focusWidget())
        wanted = (*window.bar.saving.buttons.values(), window.bar.public, window.minute_page.how.button)
        assert [widget for widget in wanted if widget not in seen] == []

    def test_how_a_figure_is_computed_is_one_press_away(self, qtbot, open_window, desk, clock):
        serve(desk, clock, 3)
        window = open_window()
        how = window.minute_page.how
        assert not how.card.isVisible()
        press(qtbot, how.button)
        assert how.card.isVisible()
        assert how.definitions[0].name == "Within standard"
        assert how.button.text() == "Close"
        press(qtbot, how.button)
        assert not how.card.isVisible()

    def test_all_figures_stand_on_the_second_page(self, qtbot, open_window, desk, clock):
        serve(desk, clock, 3)
        window = open_window()
        press(qtbot, window.pages.links[PageName.ALL])
        blocks = window.all_page.blocks
        assert set(blocks) >= set(window._shown.report.figures.tables)
        block = blocks["waits_by_service"]
        assert block.title.isVisible()
        assert block.table.figures.rowCount() == 2
        assert block.table.height() >= block.table.sizeHint().height()
        assert [one.name for one in block.how.definitions] == ["Wait", "Within standard"]
        assert all(part.how.definitions for key, part in blocks.items() if part.table.figures.rowCount())

    def test_pages_are_filled_with_other_figures_when_they_are_seen_and_only_then(
        self, qtbot, open_window, desk, clock
    ):
        window = open_window()
        filled = []
        window.minute_page.show_report = lambda *_: filled.append(window.page)
        assert window.all_page is None
        window.presenter._show()
        assert filled == []
        press(qtbot, window.pages.links[PageName.ALL])
        window.presenter.choose(Days.YESTERDAY)
        assert filled == []
        press(qtbot, window.pages.links[PageName.MINUTE])
        assert filled == [PageName.MINUTE]

    def test_a_day_without_visits_says_so(self, qtbot, open_window):
        window = open_window()
        assert window.minute_page.headline[0].text() == "No visits in these days."
        assert window.minute_page.nothing.isVisible()
        assert not window.minute_page.figures.isVisible()
        press(qtbot, window.pages.links[PageName.ALL])
        assert window.all_page.blocks["waits_by_service"].title.isVisible()

    def test_public_figures(self, qtbot, open_window, desk, clock):
        serve(desk, clock, 3)
        window = open_window()
        press(qtbot, window.bar.public)
        assert window.minute_page.improve_heading.text() in {"How to read this", ""}
        assert window._shown.public
        assert window.bar.public.isChecked()

    def test_before_the_figures_come_it_says_what_is_under_way(self, qtbot, open_window, desk):
        window = ManagerWindow(waiting := Inline(desk), News(), desk.office, Texts())
        qtbot.addWidget(window)
        waiting.keep = True
        with qtbot.waitExposed(window):
            window.show()
        assert window.progress.words.text() == "Reading the figures"
        assert not window.progress.stop.isVisible()  # there is nothing from before to go back to
        window.bar.toggle(window.bar.saving)
        assert window.bar.saving.first.kind is Kind.WAITING
        qtbot.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        assert window.banner.words == "The figures are still being read."
        waiting.keep = False
        for each in waiting.kept:
            waiting.run(*each)
        assert not window.progress.isVisible()
        assert window.bar.saving.first.kind is Kind.PRIMARY

    @pytest.mark.parametrize("size", [(1040, 660), (1440, 900), (1920, 1080)], ids=str)
    def test_nothing_is_cut_at_any_size(self, open_window, desk, clock, size):
        serve(desk, clock, 31)
        window = open_window(size)
        for area in window.findChildren(QScrollArea):
            assert area.horizontalScrollBar().maximum() == 0
        window.bar.toggle(window.bar.saving)
        QApplication.processEvents()
        bar = window.bar
        for part in (*bar.answers.values(), *bar.saving.buttons.values(), bar.public, *window.pages.links.values()):
            assert part.width() >= part.sizeHint().width()
            place = part.mapTo(window, part.rect().topLeft())
            assert window.rect().contains(part.rect().translated(place))
            assert part.parentWidget().rect().contains(part.geometry())

    @pytest.mark.parametrize("look", list(Look))
    def test_every_look_has_its_ground(self, open_window, look):
        window = open_window(look=look)
        picture = window.grab().toImage()
        assert picture.pixelColor(700, 890) == Theme.load(look).color(Token.PAPER)
        assert picture.pixelColor(5, 800) == Theme.load(look).color(Token.SUNK)


class TestSaving:
    def test_the_report_goes_where_the_manager_says(self, qtbot, open_window, desk, clock, tmp_path):
        serve(desk, clock, 3)
        suggested = []
        window = open_window(ask_file=lambda _, path: suggested.append(path) or tmp_path / "mine.pdf")
        press(qtbot, window.bar.save)
        assert window.focusWidget() is window.bar.saving.first
        press(qtbot, window.bar.saving.buttons["pdf"])
        assert suggested[0].name == "alder-creek-2026-11-24.pdf"
        assert (tmp_path / "mine.pdf").read_bytes().startswith(b"%PDF-")
        assert window.banner.words == f"The report is saved: {tmp_path / 'mine.pdf'}"

    def test_the_tables_go_into_a_folder(self, qtbot, open_window, desk, clock, tmp_path):
        serve(desk, clock, 3)
        window = open_window(ask_folder=lambda _, path: tmp_path / path.name)
        press(qtbot, window.bar.answers[Days.THIS_MONTH])
        press(qtbot, window.bar.save)
        press(qtbot, window.bar.saving.buttons["csv"])
        assert (tmp_path / "alder-creek-2026-11-01-to-2026-11-24" / "figures.csv").exists()

    def test_who_changes_their_mind_saves_nothing(self, qtbot, open_window, tmp_path):
        window = open_window(ask_file=lambda _, path: None, ask_folder=lambda _, path: None)
        press(qtbot, window.bar.save)
        press(qtbot, window.bar.saving.buttons["pdf"])
        press(qtbot, window.bar.saving.buttons["csv"])
        qtbot.keyClick(window.bar.saving.first, Qt.Key.Key_Escape)
        assert not window.bar.saving.isVisible()
        assert not window.banner.isVisible()
        assert list(tmp_path.iterdir()) == []

    def test_ctrl_s_saves_the_report(self, qtbot, open_window, tmp_path):
        window = open_window(ask_file=lambda _, path: tmp_path / "by-key.pdf")
        qtbot.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        assert (tmp_path / "by-key.pdf").exists()


def test_the_window_follows_the_counter_of_another_process(qtbot, url, office, clock):
    with open_front_desk(url, catalogue=office, clock=clock) as counter:
        counter.check_in(service="permit")
        reached = reach(url, office, clock)
        window = ManagerWindow(reached.background, reached.feed, office, Texts())
        window.presenter._fresh.setInterval(0)
        qtbot.addWidget(window)
        window.show()
        qtbot.waitUntil(lambda: window.minute_page is not None and window._shown.report.figures.arrivals == 1)
        counter.check_in(service="permit")
        qtbot.waitUntil(lambda: window._shown.report.figures.arrivals == 2)
        window.close()
        reached.close()


def dot(minutes, mark=Mark.WITHIN, target=15):
    return Dot("permit", minutes * MINUTE_MS, target * MINUTE_MS, mark, 10)


def row(*dots):
    kept = sum(one.mark is Mark.WITHIN for one in dots)
    return Row("Build or repair", (15,), Share(kept, len(dots), 0.8), dots, Quantiles(0))


def colors_in(widget):
    picture = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return {f"#{pixel & 0xFFFFFF:06x}" for pixel in set(picture.constBits().cast("I"))}


class TestCharts:
    @pytest.fixture
    def waits(self, qtbot):
        def make(*rows, look=Look.LIGHT):
            chart = WaitsChart(Texts(), 14)
            qtbot.addWidget(chart)
            theme.apply(chart, Theme.load(look))
            chart.show_rows(rows)
            chart.resize(1000, chart.sizeHint().height())
            return chart

        return make

    @pytest.mark.parametrize("look", list(Look))
    def test_visits_are_drawn_by_how_they_stand(self, waits, look):
        tokens = Theme.load(look)
        within, over, ink = (tokens.color(token).name() for token in (Token.ACCENT, Token.OVER, Token.INK))
        kept = colors_in(waits(row(dot(3), dot(4)), look=look))
        assert {within, ink} <= kept
        late = colors_in(waits(row(dot(3), dot(22, Mark.OVER), dot(25, Mark.LEFT)), look=look))
        assert {within, over, ink} <= late

    def test_four_hundred_visits_become_blocks(self, waits):
        few, many = waits(row(*[dot(n % 14) for n in range(399)])), waits(row(*[dot(n % 14) for n in range(400)]))
        assert few.grab().toImage() != many.grab().toImage()

    def test_it_is_as_high_as_its_rows(self, waits):
        assert waits().sizeHint().height() == 0
        assert waits(row(dot(1)), row(dot(2))).sizeHint().height() > waits(row(dot(1))).sizeHint().height()

    def test_a_narrow_chart_gives_its_legend_the_lines_it_needs(self, waits, qtbot):
        chart = waits(row(dot(3), dot(20, Mark.OVER)))
        with qtbot.waitExposed(chart):
            chart.show()
        high = chart.sizeHint().height()
        chart.resize(380, high)
        assert chart.sizeHint().height() > high
        chart.resize(1000, high)
        assert chart.sizeHint().height() == high

    def test_assistive_technology_reads_the_rows(self, waits):
        chart = waits(row(dot(3), dot(20, Mark.OVER)))
        assert chart.accessibleDescription() == "Build or repair: 50% within standard, 1 of 2, below the goal"

    @pytest.mark.parametrize("look", list(Look))
    def test_the_heat_map_is_legible_in_every_look(self, qtbot, office, look):
        chart = HeatChart(Texts(), office, 14)
        qtbot.addWidget(chart)
        theme.apply(chart, Theme.load(look))
        chart.show_cells(
            [Cell(0, 9, 99, 100), Cell(0, 10, 82, 100), Cell(0, 11, 72, 100), Cell(1, 9, 4, 100), Cell(1, 10, 2, 3)]
        )
        chart.resize(500, chart.sizeHint().height())
        found = colors_in(chart)
        for ground, ink in _heat_pairs(look):
            assert {ground, ink} <= found
            assert contrast(QColor(ground), QColor(ink)) >= 4.5
        said = chart.accessibleDescription()
        assert "Monday 9 am: 99%" in said
        assert "Tuesday 10 am: fewer than 10 visits" in said

    def test_the_heat_map_says_what_is_pointed_at_by_keys_and_mouse(self, qtbot, office):
        chart, said = HeatChart(Texts(), office, 14), []
        qtbot.addWidget(chart)
        chart.show_cells([Cell(0, 9, 99, 100), Cell(0, 11, 72, 100), Cell(1, 9, 2, 3)])
        chart.resize(500, chart.sizeHint().height())
        with qtbot.waitExposed(chart):
            chart.show()
        chart.grab()
        chart.pointed.connect(said.append)
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Down):
            qtbot.keyClick(chart, key)
        assert said == [
            "Monday 9 am: 99% within standard, 99 of 100 visits",
            "Monday 9 am: 99% within standard, 99 of 100 visits",
            "Monday 10 am: nobody came",
            "Tuesday 10 am: nobody came",
        ]
        QTest.mouseMove(chart, chart._boxes[1, 9].center().toPoint())
        assert said[-1] == "Tuesday 9 am: fewer than 10 visits"

    def test_the_waits_say_what_is_pointed_at_by_keys_and_mouse(self, waits, qtbot):
        first, second = row(dot(3), dot(3), dot(20, Mark.OVER)), row(dot(5), dot(70, Mark.LEFT))
        withheld = Row("Dogs", (15,), Share(8, 10, 0.8), (), Quantiles(10, 4 * MINUTE_MS, 9 * MINUTE_MS))
        chart, said = waits(first, second, withheld), []
        with qtbot.waitExposed(chart):
            chart.show()
        chart.grab()
        chart.pointed.connect(said.append)
        for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_Down):
            qtbot.keyClick(chart, key)
        assert said == [
            "Build or repair, 3 to 4 min: 2 visits within standard",
            "Build or repair, 20 to 21 min: 1 after the standard",
            "Build or repair, 5 to 6 min: 1 visit within standard",
            "Build or repair, 59 min and more: 1 left after the standard",
            "Dogs: 80% within standard, 8 of 10",
        ]
        QTest.mouseMove(chart, chart._boxes[0, 3].center().toPoint())
        assert said[-1] == "Build or repair, 3 to 4 min: 2 visits within standard"

    def test_strokes_are_scaled_and_placed(self, qapp):
        image = QImage(200, 100, QImage.Format.Format_RGB32)
        image.fill(QColor("#FFFFFF"))
        painter = QPainter(image)
        sheet = PaintedSheet(painter, 200, 2.0, Theme.load(Look.LIGHT))
        assert sheet.right == 100
        sheet.box(10, 10, 20, 10, Ink.ACCENT)
        sheet.disc(60, 15, 5, Ink.OVER)
        sheet.shape([(80, 10), (90, 20), (70, 20)], Ink.WITHIN)
        sheet.stroke([(5, 40), (95, 40)], Ink.NEAR, 2)
        face = Face(10)
        assert sheet.text(50, 30, "12345", face, Align.CENTRE) == pytest.approx(sheet.measure("12345", face))
        assert sheet.fitted("x" * 100, 30, face).endswith("…")
        painter.end()
        tokens = Theme.load(Look.LIGHT)
        for x, y, token in (
            (40, 30, Token.ACCENT),
            (120, 30, Token.OVER),
            (160, 36, Token.WITHIN),
            (100, 80, Token.NEAR),
        ):
            assert image.pixelColor(x, y) == tokens.color(token)
        assert image.pixelColor(15, 30) == QColor("#FFFFFF")


def _heat_pairs(look):
    tokens = Theme.load(look)
    ink, white = tokens.color(Token.INK).name(), "#ffffff"
    return {
        Look.LIGHT: [("#e3ecf1", ink), ("#b4ccdb", ink), ("#3b6f95", white), ("#0d3957", white)],
        Look.DARK: [("#1b2b38", ink), ("#21405a", ink), ("#2c5b80", white), ("#3b78a6", white)],
        Look.CONTRAST: [("#000000", white)],
    }[look]


def contrast(one, other):
    """Return the contrast ratio of two colours (WCAG 2)."""

    def luminance(color):
        parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color.getRgbF()[:3]]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)
