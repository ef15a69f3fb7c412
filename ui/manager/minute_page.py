"""What a manager knows after one minute: the finding, the figure with its goal, the waits against the standard, what to improve."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from greeter.views.levels import Level
from ui.kit.lettering import Lettering
from ui.kit.paragraph import Paragraph
from ui.kit.shape import TOKENS, Shape
from ui.kit.surface import Card, Rule
from ui.manager.heat_chart import HeatChart
from ui.manager.how import How
from ui.manager.sides import Sides
from ui.manager.waits_chart import WaitsChart
from ui.theme import Token

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from greeter.model.catalogue import Office
    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes
    from ui.manager.state import Definition, FigureWords, Improvement, Report

MOST_SENTENCES, MOST_SMALL, MOST_IMPROVEMENTS = 2, 3, 3
BESIDE = 660
"""From this width on the four figures stand in one row, and what to improve beside the map."""


class Figure:
    """A number, what it is, and what it rests on: three rows of a grid, so that figures side by side stand on one line."""

    def __init__(self, sizes: StaffSizes, lettering: Lettering) -> None:
        self.number = Paragraph("", lettering)
        self.shape = Shape(Level.WITHIN, round(lettering.size * 0.36))
        self.what = Paragraph("", sizes.strong)
        self.detail = Paragraph("", sizes.list, Token.INK2)
        self._top = QWidget()
        top = QHBoxLayout(self._top)
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(sizes.px(14))
        top.addWidget(self.number, 0, Qt.AlignmentFlag.AlignBottom)
        top.addWidget(self.shape, 0, Qt.AlignmentFlag.AlignVCenter)
        top.addStretch(1)

    def place(self, grid: QGridLayout, row: int, column: int, columns: int = 1) -> None:
        """Put it into a grid, or elsewhere in it: three rows of it, so many columns wide."""
        grid.removeWidget(self._top)
        for part in (self.what, self.detail):
            grid.removeWidget(part)
        grid.addWidget(self._top, row, column, 1, columns)
        grid.addWidget(self.what, row + 1, column, 1, columns)
        grid.addWidget(self.detail, row + 2, column, 1, columns, Qt.AlignmentFlag.AlignTop)

    def show_figure(self, figure: FigureWords) -> None:
        """Show a figure; its level colours the number and adds the shape."""
        self.number.set_text(figure.number)
        self.what.set_text(figure.what)
        self.detail.set_text(figure.detail)
        self.number.set_color(TOKENS[figure.level] if figure.level else Token.INK)
        self.shape.setVisible(figure.level is not None)
        if figure.level is not None:
            self.shape.set_level(figure.level)


class FigureRow(QWidget):
    """The big figure and the small ones in one row, or the small ones beneath it where there is little room."""

    def __init__(self, big: Figure, small: list[Figure], sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._big, self._small, self._beside_from = big, small, sizes.px(BESIDE)
        self._between = sizes.px(16)
        self._beside: bool | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(sizes.px(28))
        self._grid.setVerticalSpacing(sizes.px(2))
        self._place(beside=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand in one row where there is room."""
        super().resizeEvent(event)
        self._place(beside=self.width() >= self._beside_from)

    def _place(self, *, beside: bool) -> None:
        if beside is self._beside:
            return
        self._beside, count = beside, len(self._small)
        self._big.place(self._grid, 0, 0, 1 if beside else count)
        for place, figure in enumerate(self._small):
            figure.place(self._grid, *((0, place + 1) if beside else (4, place)))
        self._grid.setRowMinimumHeight(3, 0 if beside else self._between)
        for column in range(count + 1):
            self._grid.setColumnStretch(column, (3 if column else 5) if beside else int(column < count))


class ImprovementBlock(QWidget):
    """One thing to improve: the act, the evidence, what it would bring."""

    def __init__(self, place: int, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.act = Paragraph("", sizes.strong)
        self.evidence = Paragraph("", sizes.list)
        self.effect = Paragraph("", sizes.list, Token.INK2)
        number = Paragraph(str(place), sizes.text(24, 800, 1.05), Token.ACCENT)
        number.setFixedWidth(sizes.px(34))
        words = QVBoxLayout()
        words.setSpacing(sizes.px(2))
        for part in (self.act, self.evidence, self.effect):
            words.addWidget(part)
        row = QHBoxLayout()
        row.setSpacing(sizes.px(6))
        row.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(sizes.px(12))
        if place > 1:
            box.addWidget(Rule(1))
        box.addLayout(row)

    def show_improvement(self, found: Improvement) -> None:
        """Show it."""
        self.act.set_text(found.act)
        self.evidence.set_text(found.evidence)
        self.effect.set_text(found.effect)
        self.effect.setVisible(bool(found.effect))


class MinutePage(QWidget):
    """The first page of the report."""

    def __init__(self, texts: Texts, sizes: StaffSizes, office: Office, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        px = sizes.px
        heading = sizes.text(19, 800, 1.25)
        self.days = Paragraph("", sizes.body, Token.INK2)
        self.headline = [Paragraph("", Lettering(px(34), 800, 1.18, spacing=-0.012)) for _ in range(MOST_SENTENCES)]
        self.big = Figure(sizes, Lettering(px(76), 800, 1.0))
        self.small = [Figure(sizes, Lettering(px(30), 800, 1.1)) for _ in range(MOST_SMALL)]
        self.nothing = Paragraph(
            texts(
                "Nobody checked in at the kiosk, at the desk or on the phone. If that is a surprise: is this the right store, and are these the"
                " right days?"
            ),
            sizes.body,
            Token.INK2,
        )
        self.figures = FigureRow(self.big, self.small, sizes)
        self.how = How(texts, sizes)
        self.waits_heading = Paragraph(texts("How long people waited, against our standard"), heading)
        self.waits = WaitsChart(texts, sizes.label.size)
        self.waits_said = Paragraph("", sizes.strong)
        self.heat_heading = Paragraph(texts("When we keep it"), heading)
        self.heat_note = Paragraph("", sizes.list, Token.INK2)
        self.heat = HeatChart(texts, office, sizes.label.size)
        self.heat_said = Paragraph("", sizes.strong)
        for chart, said in ((self.waits, self.waits_said), (self.heat, self.heat_said)):
            chart.pointed.connect(said.set_text)
        self.praise = Paragraph("", sizes.body, lead=texts("What went well."))
        self.improve_heading = Paragraph("", heading)
        self.silent = Paragraph("", sizes.body, Token.INK2)
        self.improvements = [ImprovementBlock(place, sizes) for place in range(1, MOST_IMPROVEMENTS + 1)]
        self.sums = Paragraph("", sizes.label, Token.INK2)
        self.journal = Paragraph("", sizes.label, Token.INK2)
        self.praise_box = Card(px(12), Token.SURFACE)
        self._lay_out(sizes)

    def show_report(self, report: Report, definitions: tuple[Definition, ...]) -> None:
        """Show the figures of some days."""
        some = bool(report.rows)
        self.days.set_text(report.days)
        for place, sentence in enumerate(self.headline):
            sentence.setVisible(place < len(report.headline))
            sentence.set_text(report.headline[place] if place < len(report.headline) else "")
        self.big.show_figure(report.big)
        for figure, words in zip(self.small, report.small, strict=True):
            figure.show_figure(words)
        self.how.show_definitions(definitions)
        self.waits.show_rows(report.rows)
        self.heat.show_cells(report.figures.heat, report.figures.office)
        self.heat_note.set_text(report.heat_note)
        self.waits_said.set_text(self._texts("Point at a visit, or go there with the arrow keys."))
        self.heat_said.set_text(self._texts("Point at an hour, or go there with the arrow keys."))
        self.nothing.setVisible(not report.figures.arrivals)
        for part in (self.figures, self.how, self.waits_heading, self.waits, self.waits_said):
            part.setVisible(some)
        for shown in (self.heat_heading, self.heat_note, self.heat, self.heat_said):
            shown.setVisible(bool(report.figures.heat))
        self.praise.set_text(report.praise)
        self.praise_box.setVisible(bool(report.praise))
        self._show_improvements(report, some=some)
        self.sums.set_text(report.sums)
        self.sums.setVisible(some)
        self.journal.set_text(report.journal)
        self.journal.set_color(Token.INK2 if report.journal_sound else Token.OVER)

    def _show_improvements(self, report: Report, *, some: bool) -> None:
        found = report.improvements
        self.improve_heading.set_text(report.improve_heading)
        self.improve_heading.setVisible(some)
        self.silent.set_text(report.improve_note)
        self.silent.setVisible(some and bool(report.improve_note))
        for place, block in enumerate(self.improvements):
            block.setVisible(place < len(found))
            if place < len(found):
                block.show_improvement(found[place])

    def _lay_out(self, sizes: StaffSizes) -> None:
        px = sizes.px
        well = QVBoxLayout(self.praise_box)
        well.setContentsMargins(px(18), px(14), px(18), px(14))
        well.addWidget(self.praise)
        sides = QWidget(), QWidget()
        left, right = (QVBoxLayout(side) for side in sides)
        for part in (self.heat_heading, self.heat_note, self.heat, self.heat_said, self.praise_box):
            left.addWidget(part)
        left.setSpacing(px(8))
        left.addStretch(1)
        right.setSpacing(px(12))
        right.addWidget(self.improve_heading)
        right.addWidget(self.silent)
        for block in self.improvements:
            right.addWidget(block)
        right.addStretch(1)
        for side in (left, right):
            side.setContentsMargins(0, 0, 0, 0)
        lower = Sides(tuple((side, 1) for side in sides), px(40), px(BESIDE))
        headline = QVBoxLayout()
        headline.setSpacing(0)
        for sentence in self.headline:
            headline.addWidget(sentence)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(px(8))
        for item, space in (
            (self.days, 0), (headline, 10), (self.nothing, 10), (self.figures, 4), (self.how, 12), (self.waits_heading, 0), (self.waits, 0),
            (self.waits_said, 16),
            (lower, 12), (Rule(1), 0), (self.sums, 0), (self.journal, 0),
        ):  # fmt: skip
            if isinstance(item, QWidget):
                box.addWidget(item)
            else:
                box.addLayout(item)
            box.addSpacing(px(space))
        box.addStretch(1)
