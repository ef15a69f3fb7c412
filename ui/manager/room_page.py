"""The room now: who waits against the promise, what the room needs, and who is at which counter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from greeter.views.levels import Level
from ui.kit.announcement import announce
from ui.kit.lettering import Lettering
from ui.kit.paragraph import Paragraph
from ui.kit.shape import Shape
from ui.kit.wait_bar import Wait, WaitBar
from ui.manager.live_page import LivePage
from ui.manager.rows import Rows
from ui.manager.sides import Sides
from ui.theme import Token

if TYPE_CHECKING:
    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes
    from ui.manager.room_presenter import CounterWords, NeedWords, RoomPresenter, RoomState, WaitWords


def _shares(grid: QGridLayout, sizes: StaffSizes) -> None:
    """Have the rows and what stands above them share the width alike."""
    grid.setHorizontalSpacing(sizes.px(12))
    for column, (share, least) in enumerate(((5, 84), (6, 168), (5, 84))):
        grid.setColumnStretch(column, share)
        grid.setColumnMinimumWidth(column, sizes.px(least))


BESIDE = 660
"""From this width on the room's needs stand beside who waits."""


class WaitHead(QWidget):
    """What the columns of the waits are."""

    def __init__(self, texts: Texts, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        _shares(grid, sizes)
        for column, words in enumerate(
            (texts("Service"), texts("Longest wait, and our promise"), texts("Who comes now waits"))
        ):
            grid.addWidget(Paragraph(words, sizes.label_strong, Token.INK2), 0, column)


class WaitRow(QWidget):
    """One service: name and how many, the longest wait against the promise, and how long who comes now waits."""

    def __init__(self, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = sizes.px
        self.name, self.people = Paragraph("", sizes.strong), Paragraph("", sizes.list, Token.INK2)
        self.bar = WaitBar(Wait(0, 1, ""), sizes.label_strong)
        self.forecast = Paragraph("", sizes.list)
        names = QVBoxLayout()
        names.setSpacing(px(1))
        names.addWidget(self.name)
        names.addWidget(self.people)
        row = QGridLayout(self)
        row.setContentsMargins(0, px(4), 0, px(4))
        _shares(row, sizes)
        row.addLayout(names, 0, 0)
        row.addWidget(self.bar, 0, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.forecast, 0, 2, Qt.AlignmentFlag.AlignVCenter)

    def show_one(self, one: WaitWords) -> None:
        """Show it."""
        self.name.set_text(one.name)
        self.people.set_text(one.people)
        self.bar.set_wait(Wait(one.minutes, one.target, one.bar))
        self.forecast.set_text(one.forecast)


class CounterRow(QWidget):
    """One counter: who is there, and what goes on."""

    def __init__(self, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.counter = Paragraph("", sizes.list_strong)
        self.counter.setFixedWidth(sizes.px(94))
        self.who, self.doing = Paragraph("", sizes.list_strong), Paragraph("", sizes.list, Token.INK2)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, sizes.px(3), 0, sizes.px(3))
        grid.setHorizontalSpacing(sizes.px(10))
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.counter, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.who, 0, 1)
        grid.addWidget(self.doing, 1, 1)

    def show_one(self, one: CounterWords) -> None:
        """Show it."""
        self.counter.set_text(one.counter)
        self.counter.set_color(Token.INK if one.is_open else Token.INK2)
        self.who.set_text(one.who or one.doing)
        self.doing.set_text(one.doing if one.who else "")
        self.doing.setVisible(bool(one.who))


class NeedRow(QWidget):
    """What the room needs, and why."""

    def __init__(self, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.what, self.why = Paragraph("", sizes.strong), Paragraph("", sizes.list, Token.INK2)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, sizes.px(3), 0, sizes.px(3))
        box.setSpacing(0)
        box.addWidget(self.what)
        box.addWidget(self.why)

    def show_one(self, one: NeedWords) -> None:
        """Show it."""
        self.what.set_text(one.what)
        self.why.set_text(one.why)
        self.why.setVisible(bool(one.why))


class RoomPage(LivePage):
    """The room, kept fresh while it is seen. What the room needs newly is said to assistive technology."""

    def __init__(
        self, presenter: RoomPresenter, texts: Texts, sizes: StaffSizes, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.presenter = presenter
        presenter.setParent(self)
        self._texts, px = texts, sizes.px
        self._said: frozenset[str] | None = None
        heading = sizes.text(19, 800, 1.25)
        self.clock = Paragraph(texts("Reading the room"), sizes.body, Token.INK2)
        self.headline = Paragraph("", Lettering(px(34), 800, 1.18, spacing=-0.012))
        self.shape = Shape(Level.WITHIN, px(24))
        self.detail = Paragraph("", sizes.body)
        self.head = WaitHead(texts, sizes)
        self.waits: Rows[WaitWords] = Rows(lambda: WaitRow(sizes), px(4))
        self.counters: Rows[CounterWords] = Rows(lambda: CounterRow(sizes), px(4))
        self.needs: Rows[NeedWords] = Rows(lambda: NeedRow(sizes), px(4))
        self.calm = Paragraph(texts("Nothing needs you right now."), sizes.body, Token.INK2)
        self.empty = Paragraph(texts("Nobody waits."), sizes.body, Token.INK2)
        sides = QWidget(), QWidget()
        self._body = Sides(tuple(zip(sides, (5, 3), strict=True)), px(48), px(BESIDE))
        self._body.setContentsMargins(0, px(18), 0, 0)
        left, right = (QVBoxLayout(side) for side in sides)
        for column, parts in (
            (left, (Paragraph(texts("Who waits, by service"), heading), self.head, self.waits, self.empty)),
            (right, (Paragraph(texts("What the room needs"), heading), self.needs, self.calm, None,
                     Paragraph(texts("Counters"), heading), self.counters)),
        ):  # fmt: skip
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(px(8))
            for part in parts:
                if part is None:
                    column.addSpacing(px(22))
                else:
                    column.addWidget(part)
            column.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(px(14))
        top.addWidget(self.shape, 0, Qt.AlignmentFlag.AlignVCenter)
        top.addWidget(self.headline, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(px(4))
        box.addWidget(self.clock)
        box.addLayout(top)
        box.addWidget(self.detail)
        box.addWidget(self._body)
        box.addStretch(1)
        for later in (self.headline, self.shape, self.detail, self._body):
            later.hide()
        presenter.shown.connect(self.show_state)
        self.follow(presenter)

    def go_on(self, session: str) -> None:
        """Look at the room."""
        self.presenter.go_on(session)

    def rest(self) -> None:
        """Look no more."""
        self.presenter.rest()

    def show_state(self, state: RoomState) -> None:
        """Show the room."""
        for part in (self.headline, self.detail, self._body):
            part.show()
        self.clock.set_text(self._texts("The room at {time}", time=state.clock))
        self.headline.set_text(state.headline)
        self.shape.setVisible(state.level is not None)
        if state.level is not None:
            self.shape.set_level(state.level)
        self.detail.set_text(state.detail)
        self.waits.show_all(state.waits)
        self.head.setVisible(bool(state.waits))
        self.waits.setVisible(bool(state.waits))
        self.empty.setVisible(not state.waits)
        self.counters.show_all(state.counters)
        self.needs.show_all(state.needs)
        self.needs.setVisible(bool(state.needs))
        self.calm.setVisible(not state.needs)
        needs = frozenset(one.what for one in state.needs)
        for what in needs - (self._said if self._said is not None else needs):
            announce(self, what)
        self._said = needs
        self.moved.emit()
