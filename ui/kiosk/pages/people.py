"""How many are you? One touch; asked only where families and groups come together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

from greeter.appointments.booking import MOST_PEOPLE
from ui.kiosk.choice_grid import Choice, ChoiceGrid, Rows
from ui.kiosk.page import KioskPage, Nav
from ui.kiosk.wording import question_of
from ui.kit.button import Kind
from ui.kit.choice_card import CardShape

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.kiosk.frame import Frame
    from ui.kiosk.state import KioskState


class PeoplePage(KioskPage):
    """A figure each; one ticket for all."""

    def build(self) -> None:
        """Make the figures."""
        self.grid = ChoiceGrid(self, lambda key: self.presenter.answer_people(int(key)))
        self.grid.prepare(MOST_PEOPLE)

    def fill(self, state: KioskState) -> None:
        """Ask, and say why."""
        texts, said = state.texts, state.answers.people
        self.eyebrow.set_text(question_of(state, optional=True))
        self.heading.set_text(texts("How many are you?"))
        tight = self.frame.short and self.frame.sizes.large
        self.lede.set_text("" if tight else texts("You come up together. One ticket is enough."))
        self.grid.fill(tuple(Choice(str(n), str(n), chosen=n == said) for n in range(1, MOST_PEOPLE + 1)))

    def place(self, frame: Frame) -> None:
        """Lay the figures out three by three."""
        end = self.put_head(frame.reading)
        px = frame.sizes.px
        top = frame.controls.top() if frame.low else end + px(20 if frame.short else 48)
        area = QRect(frame.body.left(), top, frame.inner, frame.body.bottom() + 1 - top)
        gap = frame.gap if frame.portrait else frame.sizes.mm(3.6)
        high = min(px(170), (area.height() - 2 * gap) // 3)
        columns = 3 if high >= frame.sizes.mm(15.2) else MOST_PEOPLE
        self.grid.place(
            area, columns, Rows(min(high, area.height()), min(high, area.height())), shape=CardShape.COMPACT
        )

    def nav(self, state: KioskState) -> Nav:
        """Continue with what was said before; else the question may be skipped."""
        texts = state.texts
        if state.answers.people:
            return Nav(back=texts("Back"), on=texts("Continue"))
        return Nav(back=texts("Back"), on=texts("Skip this question"), on_kind=Kind.SECONDARY)

    def first_control(self) -> QWidget | None:
        """The keyboard starts from the first figure."""
        return self.grid.cards[0]
