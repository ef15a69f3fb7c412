"""The list of languages: by their own name, with the English one beneath; paged, so nothing scrolls."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from greeter.languages import language_of, languages
from ui.kiosk.choice_grid import Choice, ChoiceGrid, Rows
from ui.kiosk.page import KioskPage, Nav
from ui.kit.button import Kind
from ui.kit.choice_card import CardShape
from ui.kit.fonts import name_font

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.kiosk.frame import Frame
    from ui.kiosk.state import KioskState


class LanguagesPage(KioskPage):
    """Choosing one asks for an interpreter where the kiosk has no texts in it, and says so."""

    def build(self) -> None:
        """Make the grid; its cards are made when the page is first shown."""
        self.grid = ChoiceGrid(self, self.presenter.choose_language)

    def fill(self, state: KioskState) -> None:
        """List the languages; the one chosen is marked, and its consequence told."""
        texts, answers = state.texts, state.answers
        self.heading.set_text(texts("Which language do you speak?"))
        told = self._interpreter(state) or texts("Choose your language. An interpreter is free.")
        self.lede.set_text("" if self.frame.short else told)
        self.grid.fill(_choices(answers.language, self.frame.sizes.choice.size))

    def place(self, frame: Frame) -> None:
        """Lay out a sheet of languages."""
        end = self.put_head(frame.reading)
        sizes = frame.sizes
        area = (
            frame.controls
            if frame.low
            else frame.body.adjusted(0, end - frame.body.top() + sizes.px(14 if frame.short else 28), 0, 0)
        )
        least = round(1.75 * sizes.choice.size) + sizes.label.advance + sizes.px(8)  # some scripts stand tall
        rows = Rows(least, max(sizes.px(124), least))
        columns = 2 if frame.portrait else 3 if sizes.large else 4
        self.sheets = self.grid.sheets(area, columns, rows)
        self.grid.place(area, columns, rows, shape=CardShape.ROW, sheet=self.sheet)

    def nav(self, state: KioskState) -> Nav:
        """Continue once there is an answer; until then more languages."""
        texts = state.texts
        more = texts("More languages")
        chosen = state.answers.wants_interpreter or (state.walk.changing and self.sheet == 0)
        if chosen:
            return Nav(
                back=texts("Back"), on=texts("Continue"), extra=more if self.sheets > 1 else "", extra_icon="languages"
            )
        return Nav(back=texts("Back"), on=more, on_kind=Kind.PRIMARY if self.sheets > 1 else Kind.WAITING)

    def on(self) -> None:
        """Go on with the language chosen, or show more of them."""
        state = self.state
        if state is not None and (state.answers.wants_interpreter or (state.walk.changing and self.sheet == 0)):
            self.presenter.go_on()
        else:
            self.extra()

    def extra(self) -> None:
        """Show the next sheet; after the last one, the first."""
        self.sheet = (self.sheet + 1) % self.sheets
        self.presenter.turned()

    def back(self) -> None:
        """Show the sheet before, or leave."""
        if self.sheet:
            self.sheet -= 1
            self.presenter.turned()
        else:
            super().back()

    def corner(self, state: KioskState) -> str:
        """Say which of the languages are shown."""
        first, last = self.grid.first + 1, self.grid.first + len(self.grid.shown)
        return state.texts("{first} to {last} of {count}", first=first, last=last, count=len(self.grid.choices))

    def note(self, state: KioskState) -> str:
        """Tell about the interpreter where the page has no room for it."""
        return self._interpreter(state) if self.frame.short else ""

    def _interpreter(self, state: KioskState) -> str:
        if not state.answers.wants_interpreter:
            return ""
        name = language_of(state.answers.language).english_name
        return state.texts("We’ll ask for an interpreter in {language}. It is free.", language=name)

    def first_control(self) -> QWidget | None:
        """The keyboard starts from the first language."""
        return self.grid.cards[0] if self.grid.cards else None


@lru_cache(maxsize=8)
def _choices(chosen: str, size: int) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            language.code,
            language.own_name,
            language.english_name if language.english_name != language.own_name else "",
            chosen=language.code == chosen,
            font=name_font(language.own_name, size),
        )
        for language in languages()
    )
