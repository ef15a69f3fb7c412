"""How a scene went: what went well, what to try next time, and the visit's figures as the office's report has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.kit.button import Build, Button, Kind
from ui.kit.icon import Icon
from ui.kit.paragraph import Paragraph
from ui.kit.scroll import PanelScroll
from ui.kit.surface import Card, Rule
from ui.staff.section import Section
from ui.theme import Token

if TYPE_CHECKING:
    from collections.abc import Iterable

    from greeter.practice.aims import Finding
    from greeter.practice.closing import Closing, FigureLine
    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes

MOST_WIDTH = 1160


class ClosingPage(QWidget):
    """One scene's end. Enter goes on to another scene, R plays it again, Esc ends the practice.

    Signals:
        another(): choose another scene.
        again(): the same scene once more.
        done(): end the practice.
        moved(): what it shows lies elsewhere now.
    """

    another = Signal()
    again = Signal()
    done = Signal()
    moved = Signal()

    def __init__(self, texts: Texts, sizes: StaffSizes, closing: Closing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts, self._sizes = texts, sizes
        self.closing = closing
        self.setProperty("ground", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        build = Build.staff(sizes, height=48)
        self.go_on = Button(texts("Another scene"), Kind.PRIMARY, build, icon="arrow-right", key="Enter")
        self.repeat = Button(texts("Play it again"), Kind.SECONDARY, build, icon="rotate-ccw", key="R")
        self.finish = Button(texts("End the practice"), Kind.QUIET, build, key="Esc")
        self._lay_out()
        for button, signal, keys in (
            (self.go_on, self.another, ("Return", "Enter")),
            (self.repeat, self.again, ("R",)),
            (self.finish, self.done, ("Esc",)),
        ):
            button.clicked.connect(signal)
            for key in keys:
                QShortcut(QKeySequence(key), self).activated.connect(button.click)

    def take_keyboard(self) -> None:
        """Put the keyboard on what goes on."""
        self.go_on.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        px, sizes, texts, closing = self._sizes.px, self._sizes, self._texts, self.closing
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, px(32), 0, px(20))
        box.setSpacing(px(6))
        lead = texts("Practice: {scene}", scene=closing.scene.name)
        box.addLayout(self._lead(lead))
        box.addWidget(Paragraph(closing.headline, sizes.text(34, 800, 1.2)))
        box.addSpacing(px(18))
        columns = QHBoxLayout()
        columns.setSpacing(px(40))
        columns.addLayout(self._findings(), 3)
        columns.addLayout(self._figures(), 2)
        box.addLayout(columns)
        box.addStretch(1)
        self.area = PanelScroll(sizes, page, px(36), most=px(MOST_WIDTH), centred=True)
        self.area.moved.connect(self.moved)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.area, 1)
        whole.addWidget(Rule(max(px(1), 1)))
        whole.addLayout(self._foot())

    def _lead(self, words: str) -> QHBoxLayout:
        px, lead = self._sizes.px, QHBoxLayout()
        lead.setSpacing(px(10))
        lead.addWidget(Icon("graduation-cap", px(24), Token.INK2), 0, Qt.AlignmentFlag.AlignVCenter)
        lead.addWidget(Paragraph(words, self._sizes.text(18, 600, 1.3), Token.INK2), 1)
        return lead

    def _findings(self) -> QVBoxLayout:
        px, texts, box = self._sizes.px, self._texts, QVBoxLayout()
        box.setSpacing(px(26))
        if self.closing.well:
            box.addLayout(self._list(texts("What went well"), self.closing.well, "check", Token.WITHIN))
        if self.closing.next_time:
            box.addLayout(self._list(texts("Try next time"), self.closing.next_time, "lightbulb", Token.ACCENT))
        box.addStretch(1)
        return box

    def _list(self, title: str, found: Iterable[Finding], icon: str, color: Token) -> QVBoxLayout:
        px, sizes, box = self._sizes.px, self._sizes, QVBoxLayout()
        box.setSpacing(px(10))
        box.addWidget(Paragraph(title, sizes.text(20, 700, 1.25)))
        for one in found:
            row = QHBoxLayout()
            row.setSpacing(px(12))
            mark = QVBoxLayout()
            mark.setContentsMargins(0, px(3), 0, 0)
            mark.addWidget(Icon(icon, px(21), color, stroke=2.4))
            mark.addStretch(1)
            row.addLayout(mark)
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(Paragraph(one.words, sizes.text(17, 400, 1.4)))
            if one.figure:
                words.addWidget(Paragraph(one.figure, sizes.list, Token.INK2))
            row.addLayout(words, 1)
            box.addLayout(row)
        return box

    def _figures(self) -> QVBoxLayout:
        px, sizes, texts, box = self._sizes.px, self._sizes, self._texts, QVBoxLayout()
        section = Section(sizes, texts("This visit’s figures, as the office counts them"), icon="chart-column", gap=10)
        card = Card(px(12), Token.SURFACE, Token.LINE)
        grid = QGridLayout(card)
        grid.setContentsMargins(px(18), px(8), px(18), px(10))
        grid.setHorizontalSpacing(px(14))
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        for place, line in enumerate(self.closing.figures):
            if place:
                grid.addWidget(Rule(max(px(1), 1)), 2 * place - 1, 0, 1, 2)
            grid.addWidget(self._name(line), 2 * place, 0)
            value = Paragraph(line.value, sizes.text(19, 700, 1.25))
            grid.addWidget(value, 2 * place, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        section.body.addWidget(card)
        kept = Paragraph(
            texts("They are about this practice alone. No report of the office has them."), sizes.label, Token.INK2
        )
        section.body.addSpacing(px(6))
        section.body.addWidget(kept)
        box.addWidget(section)
        box.addStretch(1)
        return box

    def _name(self, line: FigureLine) -> QWidget:
        px, sizes, part = self._sizes.px, self._sizes, QWidget()
        box = QVBoxLayout(part)
        box.setContentsMargins(0, px(9), 0, px(9))
        box.setSpacing(0)
        box.addWidget(Paragraph(line.name, sizes.strong))
        if line.note:
            box.addWidget(Paragraph(line.note, sizes.label, Token.INK2))
        return part

    def _foot(self) -> QHBoxLayout:
        px, foot = self._sizes.px, QHBoxLayout()
        foot.setContentsMargins(px(36), px(14), px(36), px(16))
        foot.setSpacing(px(12))
        foot.addWidget(self.finish)
        foot.addStretch(1)
        foot.addWidget(self.repeat)
        foot.addWidget(self.go_on)
        return foot
