"""How long people waited, each service against its standard, on the screen: each minute of a service answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPixmap

from ui import theme
from ui.charts import PaintedSheet
from ui.pointed_chart import PointedChart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from greeter.reports.charts.waits_chart import Row
    from greeter.reports.sheet import Sheet
    from greeter.reports.waits import Dot
    from greeter.texts import Texts
    from ui.pointed_chart import At


class WaitsChart(PointedChart):
    """Its rows are services, its places the minutes in which visits are drawn; a service whose visits are withheld is one place."""

    _TOP, _FOOT, _PITCH = 34.0, 20.0, 31.0
    _rows: Sequence[Row] = ()
    _more = 0.0
    """By so many points the legend is higher than a line."""

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these services."""
        self._rows = rows
        self.setAccessibleName(self._texts("How long people waited, against our standard"))
        self.setAccessibleDescription(". ".join(_row_words(self._texts, row) for row in rows))
        self._fit_legend()
        self.show_anew()

    def sizeHint(self) -> QSize:
        """Return the height of the rows, with the legend above and the axis beneath."""
        high = self._TOP + self._more + self._PITCH * len(self._rows) + self._FOOT if self._rows else 0
        return QSize(600, round(high * self._scale))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the legend as many lines as it needs."""
        super().resizeEvent(event)
        self._fit_legend()

    def _fit_legend(self) -> None:
        if not self._rows:
            return
        from greeter.reports.charts.waits_chart import legend_more

        nowhere = QPixmap(1, 1)
        painter = QPainter(nowhere)  # only to measure
        measured = PaintedSheet(painter, self.width(), self._scale, theme.of(self))
        more = legend_more(cast("Sheet", measured), self._texts, self._rows)
        painter.end()
        if more != self._more:
            self._more = more
            self.updateGeometry()

    def draw(self, painted: PaintedSheet) -> None:
        """Draw legend and rows."""
        if not self._rows:
            return
        from greeter.reports.charts.waits_chart import draw_waits, legend
        from greeter.reports.sheet import SMALL, Align

        sheet = cast("Sheet", painted)  # it has the strokes that charts use
        legend(sheet, self._texts, self._rows, 10)
        top = self._TOP + self._more
        painted.text(painted.right - 4, top - 7, self._texts("within standard"), SMALL, Align.RIGHT)
        draw_waits(sheet, self._texts, self._rows, top, self._PITCH, self.place)

    def said(self, at: At) -> str:
        """Say how many waited so long for a service, and whether that kept the standard."""
        from greeter.reports.charts.waits_chart import visits_at

        row = self._rows[at[0]]
        visits, longer = visits_at(self._rows, row, at[1])
        return _minute_words(self._texts, row, at[1], visits, longer=longer) if visits else _row_words(self._texts, row)


def _minute_words(texts: Texts, row: Row, minute: int, visits: Sequence[Dot], *, longer: bool) -> str:
    from greeter.reports.waits import Mark

    said = {
        Mark.WITHIN: ("{n} visit within standard", "{n} visits within standard"),
        Mark.OVER: ("{n} after the standard", "{n} after the standard"),
        Mark.LEFT: ("{n} left after the standard", "{n} left after the standard"),
    }
    counts = {mark: sum(dot.mark is mark for dot in visits) for mark in said}
    parts = [texts.count(counts[mark], *words) for mark, words in said.items() if counts[mark]]
    when = texts("{n} min and more", n=minute) if longer else texts("{n} to {next} min", n=minute, next=minute + 1)
    return texts("{service}, {when}: {what}", service=row.name, when=when, what=texts.listed(parts))


def _row_words(texts: Texts, row: Row) -> str:
    from greeter.reports.wording import of_text, percent_text

    share = percent_text(texts, row.share)
    said = texts(
        "{service}: {share} within standard, {of}", service=row.name, share=share, of=of_text(texts, row.share)
    )
    return said if row.share.met else texts("{said}, below the goal", said=said)
