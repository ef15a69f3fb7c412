"""Every figure there is, by the question it answers, each table with how it is computed beneath."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from greeter.reports.definitions import measures_of
from ui.kit.paragraph import Paragraph
from ui.manager.figures_table import FiguresTable
from ui.manager.how import How
from ui.manager.pulse_panel import PulsePanel
from ui.manager.reading import definitions
from ui.manager.subjects import OFFICES, SUBJECTS
from ui.theme import Token

if TYPE_CHECKING:
    from greeter.reports.table import Table
    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes
    from ui.manager.state import Report


@dataclass(frozen=True)
class _Block:
    """The parts of one table."""

    title: Paragraph
    table: FiguresTable
    nothing: Paragraph
    how: How


class AllFiguresPage(QWidget):
    """All tables of the report, in its order."""

    def __init__(self, texts: Texts, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self.days = Paragraph("", sizes.body, Token.INK2)
        self.blocks: dict[str, _Block] = {}
        px = sizes.px
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(px(6))
        box.addWidget(self.days)
        self.offices = self._offices(sizes)
        box.addWidget(self.offices)
        for subject in SUBJECTS:
            box.addWidget(Paragraph(texts(subject.question), sizes.text(26, 800, 1.2)))
            for key in subject.tables:
                box.addSpacing(px(10))
                block = self.blocks[key] = self._block(sizes)
                for part in (block.title, block.table, block.nothing, block.how):
                    box.addWidget(part)
            box.addSpacing(px(30))
        self.pulse = PulsePanel(texts, sizes)
        box.addWidget(self.pulse)
        box.addStretch(1)

    def show_report(self, report: Report) -> None:
        """Show the figures of some days."""
        self.days.set_text(report.days)
        self.pulse.show_weeks(report.pulse)
        office = report.figures.office
        self.offices.setVisible(bool(report.figures.offices))
        several = {OFFICES.tables[0]: self.side_by_side} if report.figures.offices else {}
        for key, block in {**several, **self.blocks}.items():
            table = report.figures.tables.get(key)
            for part in (block.title, block.how):
                part.setVisible(table is not None)
            if table is None:
                block.table.hide()
                block.nothing.hide()
                continue
            self._show(block, table, office.currency)
            block.how.show_definitions(definitions(self._texts, measures_of([table]), office))

    def _show(self, block: _Block, table: Table, currency: str) -> None:
        title = self._texts(table.title)
        some = bool(table.every_line)
        block.title.set_text(title)
        block.table.setVisible(some)
        block.nothing.setVisible(not some)
        block.table.show_table(table, title, currency)

    def _offices(self, sizes: StaffSizes) -> QWidget:
        """Return the part that stands first where the figures are of several offices."""
        holder = QWidget()
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, sizes.px(30))
        box.setSpacing(sizes.px(6))
        box.addWidget(Paragraph(self._texts(OFFICES.question), sizes.text(26, 800, 1.2)))
        block = self.side_by_side = self._block(sizes)
        for part in (block.title, block.table, block.nothing, block.how):
            box.addWidget(part)
        return holder

    def _block(self, sizes: StaffSizes) -> _Block:
        return _Block(
            Paragraph("", sizes.text(18, 700, 1.3)),
            FiguresTable(self._texts, sizes),
            Paragraph(self._texts("Nothing to tell."), sizes.body, Token.INK2),
            How(self._texts, sizes),
        )
