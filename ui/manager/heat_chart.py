"""When the promise is kept, weekday by hour of arrival, on the screen: each hour answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QSize

from ui.pointed_chart import PointedChart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from greeter.model.catalogue import Office
    from greeter.reports.sheet import Sheet
    from greeter.reports.waits import Cell
    from greeter.texts import Texts
    from ui.charts import PaintedSheet
    from ui.pointed_chart import At


class HeatChart(PointedChart):
    """Its rows are weekdays, its places hours."""

    _PITCH = 25.0
    _cells: Sequence[Cell] = ()

    def __init__(self, texts: Texts, office: Office, smallest: int, *, parent: QWidget | None = None) -> None:
        super().__init__(texts, smallest, parent=parent)
        self._office = office

    def show_cells(self, cells: Sequence[Cell], office: Office | None = None) -> None:
        """Show these hours; of another office where one is given."""
        self._cells, self._office = cells, office or self._office
        self.setAccessibleName(self._texts("Percent within standard by weekday and hour of arrival"))
        self.setAccessibleDescription(". ".join(_cell_words(self._texts, cell, self._office.goal) for cell in cells))
        self.show_anew()

    def sizeHint(self) -> QSize:
        """Return the height of the days."""
        if not self._cells:
            return QSize(300, 0)
        from greeter.reports.charts.heat_map import weekdays_of

        days = len(weekdays_of(self._office, self._cells))
        return QSize(300, round((16 + self._PITCH * days) * self._scale))

    def draw(self, painted: PaintedSheet) -> None:
        """Draw the map."""
        if not self._cells:
            return
        from greeter.reports.charts.heat_map import draw_heat

        sheet = cast("Sheet", painted)  # it has the strokes that charts use
        draw_heat(sheet, self._texts, self._office, self._cells, 0.0, 0.0, painted.right, self._PITCH, self.place)

    def said(self, at: At) -> str:
        """Say what is known of a weekday and hour."""
        found = next((cell for cell in self._cells if (cell.weekday, cell.hour) == at), None)
        if found is None:
            from greeter.reports.said import hour_words

            when = self._texts(
                "{weekday} {hour}", weekday=self._texts.weekday(at[0]), hour=hour_words(self._texts, at[1])
            )
            return self._texts("{when}: nobody came", when=when)
        words = _cell_words(self._texts, found, self._office.goal)
        of = self._texts("{k} of {n} visits", k=found.k, n=found.n)
        return self._texts("{cell} within standard, {of}", cell=words, of=of) if words.endswith("%") else words


def _cell_words(texts: Texts, cell: Cell, goal: float) -> str:
    from greeter.reports.charts.heat_map import FEWEST
    from greeter.reports.said import hour_words
    from greeter.reports.wording import short_percent

    when = texts("{weekday} {hour}", weekday=texts.weekday(cell.weekday), hour=hour_words(texts, cell.hour))
    if cell.n < FEWEST:
        return texts("{when}: fewer than 10 visits", when=when)
    return texts("{when}: {percent}%", when=when, percent=short_percent(cell.share(goal)))
