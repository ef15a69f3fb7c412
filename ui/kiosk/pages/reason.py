"""What brings you in? Choices, the visitor's own words, and three ways beside them. Also: what are you back for?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

from ui.kiosk.choice_grid import Choice, ChoiceGrid, Rows
from ui.kiosk.page import KioskPage, Nav, button_build
from ui.kiosk.walk import Page
from ui.kit.button import Build, Button, Kind
from ui.kit.choice_card import CardShape
from ui.kit.lettering import Align

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.kiosk.frame import Frame
    from ui.kiosk.state import KioskState

APPOINTMENT, BACK, ELSE = "appointment", "back", "else"


class ReasonPage(KioskPage):
    """Up to twelve choices a sheet. On low screens and in low reach the ways beside become choices of the last sheets."""

    def build(self) -> None:
        """Make search field, cards and the three buttons."""
        build = button_build(self.frame)
        self.search = Button("", Kind.FIELD, build, icon="search", parent=self)
        self.search.set_align(Align.START)
        self.search.clicked.connect(lambda: self.presenter.open_page(Page.SAY_IT))
        self.grid = ChoiceGrid(self, self._choose)
        self.grid.prepare(12)
        self.beside = {key: Button("", Kind.SECONDARY, build, parent=self) for key in (APPOINTMENT, BACK, ELSE)}
        for key, button in self.beside.items():
            button.clicked.connect(lambda _=False, key=key: self._choose(key))

    def fill(self, state: KioskState) -> None:
        """List the office's services."""
        texts = state.texts
        back_for = state.page is Page.BACK_FOR
        self.heading.set_text(_question(state, back_for=back_for))
        self.search.set_words(
            texts("Say it your way: “I want to build a deck”") if not self._folded else texts("Say it your way")
        )
        words = {APPOINTMENT: texts("I have an appointment"), BACK: texts("I’m back"), ELSE: texts("Something else")}
        for key, button in self.beside.items():
            button.set_words(words[key])
        listed = [service for service in state.office.services if service.listed]
        choices = [Choice(f"service:{s.id}", s.name, s.hint, s.icon, s.id == state.answers.service) for s in listed]
        if self._folded and not back_for:
            choices.append(Choice(APPOINTMENT, words[APPOINTMENT], icon="calendar-check"))
            choices.append(Choice(BACK, words[BACK], texts("About the same thing"), "history"))
        self.grid.fill(tuple(choices))

    def place(self, frame: Frame) -> None:
        """Lay out search, choices and the ways beside."""
        end = self.put_head(frame.reading)
        if frame.low or frame.short:
            self._place_folded(frame, end)
        elif frame.portrait:
            self._place_portrait(frame, end)
        else:
            self._place_wide(frame, end)

    def nav(self, state: KioskState) -> Nav:
        """Continue waits for a choice; where there are more choices it shows them, and on the last sheet says "Something else"."""
        texts = state.texts
        search = texts("Say it your way") if self._folded else ""
        if self.more_sheets:
            return Nav(back=texts("Back"), on=texts("More choices"), extra=search, extra_icon="search")
        if self._folded:
            return Nav(back=texts("Back"), on=texts("Something else"), extra=search, extra_icon="search")
        if state.answers.service:
            return Nav(back=texts("Back"), on=texts("Continue"))
        return Nav(back=texts("Back"), on=texts("Continue"), on_kind=Kind.WAITING)

    def on(self) -> None:
        """Show more choices, or go on with the one chosen before, or say kindly that one is missing."""
        state = self.state
        if self.turn_on():
            return
        if self._folded:
            self._choose(ELSE)
        elif state is not None and state.answers.service:
            self.presenter.go_on()
        elif state is not None:
            self.presenter.say(state.texts("Choose one to go on, or touch “Something else”."))

    def extra(self) -> None:
        """Say it in one's own words."""
        self.presenter.open_page(Page.SAY_IT)

    def corner(self, state: KioskState) -> str:
        """Say which choices are shown, where there are more."""
        return self.grid.place_words(state.texts)

    def first_control(self) -> QWidget | None:
        """The keyboard starts from the first choice."""
        return self.grid.cards[0]

    @property
    def _folded(self) -> bool:
        """Whether the ways beside the choices are choices themselves."""
        return self.frame.low or self.frame.short

    def _place_portrait(self, frame: Frame, end: int) -> None:
        px, body = frame.sizes.px, frame.body
        high = frame.sizes.control
        y = end + px(28)
        self.search.set_build(self._search_build(frame, high))
        self._put_search(QRect(body.left(), y, body.width(), high))
        y += high + px(28)
        beside = px(96) if not frame.sizes.large else 2 * frame.sizes.choice.advance + px(16)
        back_for = self.state is not None and self.state.page is Page.BACK_FOR
        area = QRect(body.left(), y, body.width(), body.bottom() + 1 - y - (beside + px(38)))
        end = self._place_grid(frame, area, px(144))
        if back_for:
            self._hide_beside((APPOINTMENT, BACK))
            self._put_beside(frame, QRect(body.left(), end + px(36), body.width(), beside), (ELSE,))
        else:
            self._put_beside(frame, QRect(body.left(), end + px(36), body.width(), beside), (APPOINTMENT, BACK, ELSE))

    def _place_wide(self, frame: Frame, end: int) -> None:
        """Search and the ways beside share a row; the choices stand beneath in three columns."""
        px, body = frame.sizes.px, frame.body
        high = frame.sizes.mm(20.6)
        y = end + px(18)
        back_for = self.state is not None and self.state.page is Page.BACK_FOR
        keys = (ELSE,) if back_for else (APPOINTMENT, BACK, ELSE)
        if back_for:
            self._hide_beside((APPOINTMENT, BACK))
        build = button_build(frame, height=high)
        for key in keys:
            self.beside[key].set_build(build)
        wides = [self.beside[key].sizeHint().width() for key in keys]
        most = body.width() - body.width() // 4 - px(14) * len(keys)  # the rest is for the search
        if sum(wides) > most:
            wides = shares(wides, most)
        left = body.right() + 1
        for key, wide in reversed(list(zip(keys, wides, strict=True))):
            left -= wide
            self.put(self.beside[key], QRect(left, y, wide, high))
            left -= px(14)
        self.search.set_build(self._search_build(frame, high))
        room = left - body.left()
        texts = self.state.texts if self.state else None
        if texts is not None and self.search.sizeHint().width() > room:
            self.search.set_words(texts("Say it your way"))
        self._put_search(QRect(body.left(), y, room, high))
        y += high + px(18)
        area = QRect(body.left(), y, body.width(), body.bottom() + 1 - y)
        self._place_grid(frame, area, px(132))

    def _place_folded(self, frame: Frame, end: int) -> None:
        for widget in (self.search, *self.beside.values()):
            widget.hide()
        area = (
            frame.controls
            if frame.low
            else QRect(frame.body.left(), end + frame.gap, frame.inner, frame.body.bottom() + 1 - end - frame.gap)
        )
        self._place_grid(frame, area, frame.cell)

    def _place_grid(self, frame: Frame, area: QRect, most: int) -> int:
        sizes = frame.sizes
        compact = sizes.large or (frame.short and frame.low)
        shape = CardShape.COMPACT if compact else CardShape.ROW
        least = sizes.choice.advance + sizes.label.advance + sizes.px(20 if frame.portrait else 10)
        if compact:
            least = 2 * sizes.choice.advance + sizes.px(12)
        rows = Rows(min(least, most), max(most, least))
        if frame.low:
            rows = Rows(min(frame.cell, area.height()), max(frame.cell, least))
        columns = frame.columns
        self.sheets = self.grid.sheets(area, columns, rows)
        return self.grid.place(area, columns, rows, shape=shape, sheet=self.sheet, bottom=False)

    @staticmethod
    def _search_build(frame: Frame, high: int) -> Build:
        lettering = frame.sizes.body if frame.sizes.large else frame.sizes.lead
        return replace(button_build(frame, height=high), lettering=lettering, icon=frame.sizes.px(42))

    def _put_search(self, box: QRect) -> None:
        self.put(self.search, box)

    def _put_beside(self, frame: Frame, box: QRect, keys: tuple[str, ...]) -> None:
        sizes = frame.sizes
        lettering = sizes.choice if sizes.large else sizes.body.bold()
        build = replace(button_build(frame, height=box.height()), lettering=lettering, pad=sizes.px(18))
        gap = frame.gap
        for key in keys:
            self.beside[key].set_build(build)
        wants = [self.beside[key].sizeHint().width() for key in keys]
        room = box.width() - gap * (len(keys) - 1)
        x = box.left()
        for key, wide in zip(keys, shares(wants, room), strict=True):
            self.put(self.beside[key], QRect(x, box.top(), wide, box.height()))
            x += wide + gap

    def _hide_beside(self, keys: tuple[str, ...]) -> None:
        for key in keys:
            self.beside[key].hide()

    def _choose(self, key: str) -> None:
        if key == APPOINTMENT:
            self.presenter.open_page(Page.APPOINTMENT)
        elif key == BACK:
            self.presenter.open_page(Page.BACK)
        elif key == ELSE:
            self.presenter.open_page(Page.NO_REASON)
        else:
            self.presenter.choose_service(key.removeprefix("service:"))


def _question(state: KioskState, *, back_for: bool) -> str:
    texts = state.texts
    if state.walk.adding:
        return texts("What else brings you in?")
    return texts("What are you back for?") if back_for else texts("What brings you in today?")


def shares(wants: list[int], room: int) -> list[int]:
    """Return widths that fill the room: what each wants with an even part of the rest, or less in proportion where the room is too small."""
    spare = room - sum(wants)
    if spare < 0:
        return [want * room // sum(wants) for want in wants]
    return [want + spare // len(wants) for want in wants]
