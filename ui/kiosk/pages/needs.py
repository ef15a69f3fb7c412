"""What helps you? Several answers, all optional, and why we ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

from greeter.model.visit import Need
from ui.kiosk.choice_grid import Choice, ChoiceGrid, Rows
from ui.kiosk.page import KioskPage, Nav, button_build
from ui.kiosk.wording import NEED_ICONS, need_words, question_of
from ui.kit.button import Button, Kind
from ui.kit.choice_card import CardShape

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.kiosk.frame import Frame
    from ui.kiosk.state import KioskState


class NeedsPage(KioskPage):
    """Six needs, and a way to say that none of them is needed."""

    def build(self) -> None:
        """Make the cards and "None of these"."""
        self.grid = ChoiceGrid(self, lambda key: self.presenter.toggle_need(Need(key)))
        self.grid.prepare(len(NEED_ICONS))
        self.none = Button("", Kind.SECONDARY, button_build(self.frame), parent=self)
        self.none.clicked.connect(self.presenter.no_needs)

    def rebuild(self, frame: Frame) -> None:
        """Take other sizes."""
        self.none.set_build(button_build(frame, height=frame.sizes.control))

    def fill(self, state: KioskState) -> None:
        """Ask, with what was chosen before."""
        texts, answers = state.texts, state.answers
        self.eyebrow.set_text(question_of(state, optional=True))
        self.heading.set_text(texts("What helps you?"))
        self.lede.set_text(texts("Choose all that fit. We ask so that we are ready for you."))
        self.none.set_words(texts("I need none of these"))
        choices = []
        for need, icon in NEED_ICONS.items():
            name, hint = need_words(texts, need, answers.language)
            tight = self.frame.sizes.large
            bare = tight and self.frame.short  # no room for a drawing beside name and box
            choices.append(Choice(need.value, name, "" if tight else hint, "" if bare else icon, need in answers.needs))
        self.grid.fill(tuple(choices))

    def place(self, frame: Frame) -> None:
        """Tall cards in two columns, or rows with a check box where the screen is low."""
        end = self.put_head(frame.reading)
        px, sizes = frame.sizes.px, frame.sizes
        folded = self._folded
        top = frame.controls.top() if frame.low else end + px(16 if frame.short else 40 if frame.portrait else 22)
        beneath = 0 if folded else sizes.control + frame.gap
        area = QRect(frame.body.left(), top, frame.inner, frame.body.bottom() + 1 - top - beneath)
        if folded:
            self.none.hide()
        if frame.short or frame.low:
            self._place_rows(frame, area)
            return
        tall = self.grid.needed_height(frame.column_boxes(area, frame.columns)[0].width(), CardShape.TALL)
        high = max(px(218), tall) if frame.portrait else tall
        self.sheets = self.grid.sheets(area, frame.columns, Rows(high, high))
        end = self.grid.place(area, frame.columns, Rows(high, high), shape=CardShape.TALL, sheet=self.sheet)
        if folded:
            return
        self.put(self.none, QRect(area.left(), end + frame.gap, area.width(), sizes.control))

    def nav(self, state: KioskState) -> Nav:
        """Continue; more needs where they don't fit."""
        texts = state.texts
        extra = texts("I need none of these") if self._folded else ""
        if self.more_sheets:
            return Nav(back=texts("Back"), on=texts("More choices"), extra=extra)
        if state.answers.needs:
            return Nav(back=texts("Back"), on=texts("Continue"), extra=extra)
        if extra:
            return Nav(back=texts("Back"), on=extra, on_kind=Kind.SECONDARY, on_icon="")
        return Nav(back=texts("Back"), on=texts("Skip this question"), on_kind=Kind.SECONDARY)

    def on(self) -> None:
        """Show more needs, or go on."""
        state = self.state
        if self.turn_on():
            return
        if state is not None and not state.answers.needs and self._folded:
            self.presenter.no_needs()
        else:
            self.presenter.go_on()

    def extra(self) -> None:
        """None of these."""
        self.presenter.no_needs()

    def corner(self, state: KioskState) -> str:
        """Say which needs are shown, where there are more."""
        return self.grid.place_words(state.texts)

    def first_control(self) -> QWidget | None:
        """The keyboard starts from the first need."""
        return self.grid.cards[0]

    @property
    def _folded(self) -> bool:
        """Whether "None of these" stands in the nav."""
        return not self.frame.portrait or self.frame.low

    def _place_rows(self, frame: Frame, area: QRect) -> None:
        sizes, px = frame.sizes, frame.sizes.px
        two = 2 * sizes.choice.advance + px(12)
        least = max(two if sizes.large else sizes.choice.advance + sizes.label.advance + px(20), frame.sizes.mm(20.6))
        rows = Rows(min(least, frame.cell), max(least, px(150)))
        self.sheets = self.grid.sheets(area, frame.columns, rows)
        self.grid.place(area, frame.columns, rows, shape=CardShape.TICK, sheet=self.sheet)
