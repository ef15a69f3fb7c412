"""Have you been here about this before? One touch goes on; the question may be skipped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

from greeter.model.visit import Familiarity
from ui.kiosk.choice_grid import Choice, ChoiceGrid, Rows
from ui.kiosk.page import KioskPage, Nav
from ui.kiosk.wording import question_of
from ui.kit.button import Kind
from ui.kit.choice_card import CardShape

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.kiosk.frame import Frame
    from ui.kiosk.state import KioskState


class FamiliarityPage(KioskPage):
    """Asked so that a returning visitor is not asked again what we know."""

    def build(self) -> None:
        """Make the two choices."""
        self.grid = ChoiceGrid(self, lambda key: self.presenter.answer_familiarity(Familiarity(key)))
        self.grid.prepare(2)

    def fill(self, state: KioskState) -> None:
        """Ask, and say why."""
        texts, said = state.texts, state.answers.familiarity
        self.eyebrow.set_text(question_of(state, optional=True))
        self.heading.set_text(texts("Have you been here about this before?"))
        tight = self.frame.short and self.frame.sizes.large
        self.lede.set_text("" if tight else texts("It helps the clerk to start at the right place."))
        new, back = Familiarity.NEW, Familiarity.RETURNING
        self.grid.fill(
            (
                Choice(
                    new.value,
                    texts("No, this is the first time"),
                    texts("We explain each step"),
                    "circle-user-round",
                    said is new,
                ),
                Choice(
                    back.value,
                    texts("Yes, I’m back about it"),
                    texts("The clerk knows it from the start"),
                    "history",
                    said is back,
                ),
            )
        )

    def place(self, frame: Frame) -> None:
        """Lay the two choices out, one under the other on upright screens."""
        end = self.put_head(frame.reading)
        px = frame.sizes.px
        top = frame.controls.top() if frame.low else end + px(20 if frame.short else 48)
        area = QRect(frame.body.left(), top, frame.inner, frame.body.bottom() + 1 - top)
        high = px(118 if frame.short else 176)
        shape = CardShape.COMPACT if frame.short and frame.sizes.large else CardShape.ROW
        self.grid.place(area, 1 if frame.portrait else 2, Rows(high, high), shape=shape)

    def nav(self, state: KioskState) -> Nav:
        """Continue with the answer given before; else the question may be skipped."""
        texts = state.texts
        if state.answers.familiarity is Familiarity.UNKNOWN:
            return Nav(back=texts("Back"), on=texts("Skip this question"), on_kind=Kind.SECONDARY)
        return Nav(back=texts("Back"), on=texts("Continue"))

    def first_control(self) -> QWidget | None:
        """The keyboard starts from the first answer."""
        return self.grid.cards[0]
