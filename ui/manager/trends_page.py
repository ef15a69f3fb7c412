"""How waits, the promise, arrivals and satisfaction went: four charts that point at one day, the day in words, and the same as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui.kit.announcement import announce
from ui.kit.paragraph import Paragraph
from ui.kit.surface import Card
from ui.manager.figures_table import FiguresTable
from ui.manager.live_page import LivePage
from ui.manager.trend_chart import TrendChart
from ui.theme import Token

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes
    from ui.manager.trend_words import TrendsState
    from ui.manager.trends_presenter import TrendsPresenter

CHARTS = 4
BESIDE = 600
"""From this width on two charts stand beside each other."""


class ChartGrid(QWidget):
    """Charts with their titles and headings: two beside each other, or each beneath the other where there is little room."""

    def __init__(self, parts: list[tuple[QWidget, ...]], sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts, self._gap, self._beside_from = parts, sizes.px(18), sizes.px(BESIDE)
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, sizes.px(8), 0, sizes.px(8))
        self._grid.setHorizontalSpacing(sizes.px(36))
        self._grid.setVerticalSpacing(sizes.px(4))
        self._place(2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand side by side where there is room."""
        super().resizeEvent(event)
        self._place(2 if self.width() >= self._beside_from else 1)

    def _place(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for place, parts in enumerate(self._parts):
            row, column = (len(parts) + 1) * (place // columns), place % columns
            for down, part in enumerate(parts):
                self._grid.addWidget(part, row + down, column)
            self._grid.setRowMinimumHeight(row + len(parts), self._gap)
        for column in range(2):
            self._grid.setColumnStretch(column, int(column < columns))


class TrendsPage(LivePage):
    """Charts, the line that says what they point at, and the table."""

    def __init__(
        self, presenter: TrendsPresenter, texts: Texts, sizes: StaffSizes, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.presenter = presenter
        presenter.setParent(self)
        self._texts, px = texts, sizes.px
        self._state: TrendsState | None = None
        self.days = Paragraph("", sizes.body, Token.INK2)
        self.readout = Paragraph("", sizes.strong)
        self._card = Card(px(12), Token.SURFACE)
        inner = QVBoxLayout(self._card)
        inner.setContentsMargins(px(18), px(10), px(18), px(10))
        inner.addWidget(self.readout)
        titles = (
            texts("How long people waited"), texts("Within standard"), texts("How many came"), texts("What visitors said"),
        )  # fmt: skip
        self.headings = [Paragraph("", sizes.body) for _ in range(CHARTS)]
        self.charts = [TrendChart(texts, sizes) for _ in range(CHARTS)]
        named = [Paragraph(title, sizes.text(19, 800, 1.25)) for title in titles]
        self._grid = ChartGrid(list(zip(named, self.headings, self.charts, strict=True)), sizes)
        for chart in self.charts:
            chart.pointed.connect(self.point_at)
            chart.stepped.connect(self.step_to)
        self.table_heading = Paragraph("", sizes.text(19, 800, 1.25))
        self.table = FiguresTable(texts, sizes)
        self.nothing = Paragraph(texts("No visits in these days."), sizes.text(22, 700, 1.3))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(px(8))
        for part in (self.days, self._card, self._grid, self.nothing, self.table_heading, self.table):
            box.addWidget(part)
        box.addStretch(1)
        self._show_some(some=False)
        self.nothing.hide()
        presenter.shown.connect(self.show_state)
        presenter.reading.connect(lambda: self.days.set_text(self._texts("Reading the trends")))
        self.follow(presenter)

    def go_on(self, session: str) -> None:
        """Read the trends."""
        self.presenter.go_on(session)

    def rest(self) -> None:
        """Read nothing."""
        self.presenter.rest()

    def show_state(self, state: TrendsState) -> None:
        """Show the trends of some days; the last is pointed at, or the same as before where the days are the same."""
        index = self._index_in(state)
        self._state = state
        self.days.set_text(f"{state.days}. {state.note}")
        self._show_some(some=bool(state.places))
        for heading, chart, shown in zip(self.headings, self.charts, state.charts, strict=True):
            heading.set_text(shown.heading)
            chart.show_chart(state, shown)
        title = self._texts(state.table.title)
        self.table_heading.set_text(title)
        self.table.show_table(state.table, title, "")
        self.point_at(index)
        self.moved.emit()

    def point_at(self, index: int) -> None:
        """Point at a day in all charts, and say what is known of it."""
        for chart in self.charts:
            chart.point_at(index)
        if self._state is not None and 0 <= index < len(self._state.places):
            self.readout.set_text(self._state.readout(index))

    def step_to(self, index: int) -> None:
        """The same by a key: it is said aloud."""
        self.point_at(index)
        announce(self, self.readout.text())

    def _index_in(self, state: TrendsState) -> int:
        """Return where to point among newer points."""
        last, was, index = len(state.places) - 1, self._state, self.charts[0].index
        if was is None or was.days != state.days or not 0 <= index < len(was.places) - 1:
            return last
        return state.names.index(was.names[index]) if was.names[index] in state.names else last

    def _show_some(self, *, some: bool) -> None:
        for part in (self._card, self._grid, self.table_heading, self.table):
            part.setVisible(some)
        self.nothing.setVisible(not some)
