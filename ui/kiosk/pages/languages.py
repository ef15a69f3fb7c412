"""The list of languages: by their own name, with the English one beneath; paged, so nothing scrolls.

Where only a few fit at a time, the list begins with spans of it ("Afrikaans to Basque"), so that no language is more than some touches away.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

from greeter.languages import language_of, languages
from ui.kiosk.choice_grid import Choice, ChoiceGrid, Rows
from ui.kiosk.page import KioskPage, Nav
from ui.kit.button import Kind
from ui.kit.choice_card import CardShape
from ui.kit.fonts import name_font

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from greeter.texts import Texts
    from ui.kiosk.frame import Frame
    from ui.kiosk.state import KioskState

SPAN = 12
"""Languages of one span."""
MOST_SHEETS = 14
"""With more sheets than this the list begins with spans."""
_SPAN_KEY = "span:"


class LanguagesPage(KioskPage):
    """Choosing one asks for an interpreter where the kiosk has no texts in it, and says so."""

    def build(self) -> None:
        """Make the grid; its cards are made when the page is first shown."""
        self.grid = ChoiceGrid(self, self._choose)
        self._span: int | None = None

    def fill(self, state: KioskState) -> None:
        """List the languages; the one chosen is marked, and its consequence told."""
        texts = state.texts
        self.heading.set_text(texts("Which language do you speak?"))
        told = self._interpreter(state) or texts("Choose your language. An interpreter is free.")
        self.lede.set_text("" if self.frame.short else told)

    def place(self, frame: Frame) -> None:
        """Lay out a sheet of languages, or of spans."""
        end = self.put_head(frame.reading)
        sizes, state = frame.sizes, self.state
        top = end + sizes.px(14 if frame.short else 28)
        area = (
            frame.controls if frame.low else QRect(frame.body.left(), top, frame.inner, frame.body.bottom() + 1 - top)
        )
        least = round(1.75 * sizes.choice.size) + sizes.label.advance + sizes.px(8)  # some scripts stand tall
        rows = Rows(min(least, area.height()), max(sizes.px(124), least))
        columns = 2 if frame.portrait else 3 if sizes.large or frame.low else 4
        chosen = state.answers.language if state else ""
        everything = _choices(chosen, sizes.choice.size)
        self.grid.fill(everything)
        if self.grid.sheets(area, columns, rows) <= MOST_SHEETS:
            self._span = None
        elif self._span is None:
            self.grid.fill(_spans(state.texts) if state else ())
        else:
            self.grid.fill(everything[self._span : self._span + SPAN])
        self.sheets = self.grid.sheets(area, columns, rows)
        shape = CardShape.COMPACT if frame.short and sizes.large else CardShape.ROW
        self.grid.place(area, columns, rows, shape=shape, sheet=min(self.sheet, self.sheets - 1))

    def nav(self, state: KioskState) -> Nav:
        """Continue once there is an answer; until then more languages."""
        texts = state.texts
        more = texts("More languages")
        if self._answered(state):
            extra = more if self.sheets > 1 else ""
            return Nav(back=texts("Back"), on=texts("Continue"), extra=extra, extra_icon="languages")
        return Nav(back=texts("Back"), on=more, on_kind=Kind.PRIMARY if self.sheets > 1 else Kind.WAITING)

    def on(self) -> None:
        """Go on with the language chosen, or show more of them."""
        if self.state is not None and self._answered(self.state):
            self.presenter.go_on()
        else:
            self.extra()

    def extra(self) -> None:
        """Show the next sheet; after the last one, the first."""
        self.turn_round()

    def back(self) -> None:
        """Show the sheet before, or the spans, or leave."""
        if not self.sheet and self._span is not None:
            self._span = None
            self.presenter.turned()
        else:
            super().back()

    def corner(self, state: KioskState) -> str:
        """Say which of the languages are shown."""
        if self.grid.choices and self.grid.choices[0].key.startswith(_SPAN_KEY):
            return ""
        start = (self._span or 0) + self.grid.first
        first, last = start + 1, start + len(self.grid.shown)
        return state.texts("{first} to {last} of {count}", first=first, last=last, count=len(languages()))

    def told(self, state: KioskState) -> str:
        """Tell about the interpreter where the page has no room for it."""
        if not self.frame.short or not self._interpreter(state):
            return ""
        return state.texts("With an interpreter, free")

    def first_control(self) -> QWidget | None:
        """The keyboard starts from the first language."""
        return self.grid.cards[0] if self.grid.cards else None

    def wipe(self) -> None:
        """Begin with the whole list again."""
        super().wipe()
        self._span = None

    def _choose(self, key: str) -> None:
        if key.startswith(_SPAN_KEY):
            self._span, self.sheet = int(key.removeprefix(_SPAN_KEY)), 0
            self.presenter.turned()
        else:
            self.presenter.choose_language(key)

    def _answered(self, state: KioskState) -> bool:
        return state.answers.wants_interpreter or (state.walk.changing and self.sheet == 0)

    def _interpreter(self, state: KioskState) -> str:
        if not state.answers.wants_interpreter:
            return ""
        spoken = language_of(state.answers.language)
        name = spoken.english_name if state.texts.in_english else spoken.own_name
        return state.texts("We’ll ask for an interpreter in {language}. It is free.", language=name)


@lru_cache(maxsize=8)
def _choices(chosen: str, size: int) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            language.code,
            language.own_name,
            language.english_name if language.english_name != language.own_name else "",
            chosen=language.code == chosen,
            font=name_font(language.own_name, size),
            language=language.code,
        )
        for language in languages()
    )


def _spans(texts: Texts) -> tuple[Choice, ...]:
    """Return the list's spans, named by their first and last language."""
    listed = languages()
    spans = []
    for start in range(0, len(listed), SPAN):
        first, last = listed[start], listed[min(start + SPAN, len(listed)) - 1]
        name = texts("{first} to {last}", first=_short(first.english_name), last=_short(last.english_name))
        spans.append(Choice(f"{_SPAN_KEY}{start}", name))
    return tuple(spans)


def _short(name: str) -> str:
    return name.split(" (", maxsplit=1)[0].split(" ", maxsplit=1)[0]
