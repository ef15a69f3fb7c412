"""How many are you? One touch; asked only where families and groups come together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

from greeter.appointments.booking import MOST_PEOPLE
from ui.kiosk.page import KioskPage, Nav, button_build
from ui.kiosk.wording import question_of
from ui.kit.button import Button, Kind

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.kiosk.frame import Frame
    from ui.kiosk.state import KioskState


class PeoplePage(KioskPage):
    """A figure each; one ticket for all."""

    def build(self) -> None:
        """Make the figures."""
        build = button_build(self.frame)
        self.figures = [Button(str(n), Kind.SECONDARY, build, parent=self) for n in range(1, MOST_PEOPLE + 1)]
        for n, figure in enumerate(self.figures, start=1):
            figure.clicked.connect(lambda _=False, n=n: self.presenter.answer_people(n))

    def fill(self, state: KioskState) -> None:
        """Ask, and say why."""
        texts, said = state.texts, state.answers.people
        self.eyebrow.set_text(question_of(state, optional=True))
        self.heading.set_text(texts("How many are you?"))
        tight = self.frame.short and self.frame.sizes.large
        self.lede.set_text("" if tight else texts("You come up together. One ticket is enough."))
        for n, figure in enumerate(self.figures, start=1):
            figure.set_kind(Kind.CHOSEN if n == said else Kind.SECONDARY)
            figure.setAccessibleName(texts.count(n, "{n} person", "{n} people"))

    def place(self, frame: Frame) -> None:
        """Lay the figures out three by three, or in a row where the screen is low."""
        end = self.put_head(frame.reading)
        px, gap = frame.sizes.px, frame.gap
        top = frame.controls.top() if frame.low else end + px(20 if frame.short else 48)
        area = QRect(frame.body.left(), top, frame.inner, frame.body.bottom() + 1 - top)
        columns = MOST_PEOPLE if frame.short else 3
        high = min(px(118 if frame.short else 160), (area.height() - 2 * gap) // 3) if columns == 3 else frame.cell
        sizes = frame.sizes
        lettering = sizes.wait if high > sizes.wait.advance else sizes.button
        build = replace(button_build(frame, height=high), lettering=lettering, pad=px(8))
        boxes = frame.column_boxes(area, columns)
        for place, figure in enumerate(self.figures):
            figure.set_build(build)
            box = boxes[place % columns]
            self.put(figure, QRect(box.left(), area.top() + place // columns * (high + gap), box.width(), high))

    def nav(self, state: KioskState) -> Nav:
        """Continue with what was said before; else the question may be skipped."""
        texts = state.texts
        if state.answers.people:
            return Nav(back=texts("Back"), on=texts("Continue"))
        return Nav(back=texts("Back"), on=texts("Skip this question"), on_kind=Kind.SECONDARY)

    def first_control(self) -> QWidget | None:
        """The keyboard starts from the first figure."""
        return self.figures[0]
