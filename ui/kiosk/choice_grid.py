"""Choices in columns, over as many sheets as they need. The cards are made once and filled again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

from ui.kiosk.page import card_build
from ui.kit.choice_card import CardShape, ChoiceCard

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QFont

    from greeter.texts import Texts
    from ui.kiosk.page import KioskPage

MOST = 24


@dataclass(frozen=True)
class Choice:
    """One choice: what it is called here, and what is done when it is touched."""

    key: str
    name: str
    hint: str = ""
    icon: str = ""
    chosen: bool = False
    font: QFont | None = None
    hint_font: QFont | None = None
    language: str = ""
    """The language of the name, to be said in; "" is the page's."""
    spoken: str = ""
    """How it is said, where that is not its name and hint."""
    aloud: str = ""
    """What is said in place of that where others may listen."""


@dataclass(frozen=True)
class Rows:
    """How high a row may be, in pixels."""

    least: int
    most: int


class ChoiceGrid:
    """A page's choices. `choose` is called with a choice's key."""

    def __init__(self, page: KioskPage, choose: Callable[[str], None]) -> None:
        self._page = page
        self._choices: tuple[Choice, ...] = ()
        self._keys: dict[ChoiceCard, str] = {}
        self._choose = choose
        self.cards: list[ChoiceCard] = []
        self.shown: tuple[Choice, ...] = ()
        """The choices of the present sheet."""
        self.first = 0
        """The place of the first one shown, from 0."""

    @property
    def choices(self) -> tuple[Choice, ...]:
        """All choices."""
        return self._choices

    def fill(self, choices: tuple[Choice, ...]) -> None:
        """Take other choices; `place` shows them."""
        self._choices = choices

    def sheets(self, area: QRect, columns: int, rows: Rows) -> int:
        """Return how many sheets the choices need in an area."""
        gap = self._gap
        each = max(columns * self._fitting(area, rows, gap), 1)
        return max(-(-len(self._choices) // each), 1)

    def needed_height(self, width: int, shape: CardShape) -> int:
        """Return the height at which every choice shows everything, in a card of a width."""
        probe = self._card(0)
        probe.set_build(card_build(self._page.frame), shape)
        most = 0
        for choice in self._choices:
            probe.show_choice(choice.name, choice.hint, choice.icon, font=choice.font, hint_font=choice.hint_font)
            most = max(most, probe.needed_height(width))
        return most

    def place(
        self, area: QRect, columns: int, rows: Rows, *, shape: CardShape, sheet: int = 0, bottom: bool = False
    ) -> int:
        """Lay the choices of a sheet out from the top of an area, or from its bottom; return where they end.

        Rows are as high as `rows` allows: all of a sheet's rows fit the area.
        """
        frame, gap = self._page.frame, self._gap
        fitting = self._fitting(area, rows, gap)
        each = max(columns * fitting, 1)
        self.first = sheet * each
        self.shown = self._choices[self.first : self.first + each]
        lines = max(-(-len(self.shown) // columns), 1)
        full = fitting if len(self._choices) > each else lines
        high = max(min((area.height() - gap * (full - 1)) // max(full, 1), rows.most), min(rows.least, area.height()))
        top = area.bottom() + 1 - lines * high - (lines - 1) * gap if bottom else area.top()
        boxes, build = frame.column_boxes(area, columns, gap), card_build(frame)
        for place, choice in enumerate(self.shown):
            card = self._card(place)
            box = boxes[place % columns]
            card.set_build(build, shape)
            self._fill(card, choice)
            card.place = (self.first + place + 1, len(self._choices))
            self._page.put(card, QRect(box.left(), top + place // columns * (high + gap), box.width(), high))
        self.hide(len(self.shown))
        return top + lines * high + (lines - 1) * gap

    def place_words(self, texts: Texts) -> str:
        """Return which choices are shown, where there are more than these."""
        first, last, count = self.first + 1, self.first + len(self.shown), len(self._choices)
        if len(self.shown) == count:
            return ""
        return texts("Choices {first} to {last} of {count}", first=first, last=last, count=count)

    @property
    def _gap(self) -> int:
        """Between two choices: 5 mm on upright screens, 3.5 on others, to hold more of them."""
        frame = self._page.frame
        return frame.gap if frame.portrait else frame.sizes.mm(3.6)

    def hide(self, start: int = 0) -> None:
        """Hide the cards that show nothing, and forget what they said."""
        for card in self.cards[start:]:
            if not card.isHidden():
                card.hide()
                card.show_choice("")
                self._keys.pop(card, None)

    def card_of(self, key: str) -> ChoiceCard | None:
        """Return the card that shows a choice now."""
        return next((card for card, shown in self._keys.items() if shown == key and not card.isHidden()), None)

    def prepare(self, cards: int) -> None:
        """Make so many cards now, so that no touch waits for it."""
        for place in range(cards):
            self._card(place)

    def _fitting(self, area: QRect, rows: Rows, gap: int) -> int:
        return max((area.height() + gap) // (rows.least + gap), 1)

    def _card(self, place: int) -> ChoiceCard:
        while len(self.cards) <= place:
            card = ChoiceCard(card_build(self._page.frame), parent=self._page)
            card.hide()
            card.clicked.connect(lambda _=False, card=card: self._touched(card))
            self.cards.append(card)
        return self.cards[place]

    def _fill(self, card: ChoiceCard, choice: Choice) -> None:
        self._keys[card] = choice.key
        state = self._page.state
        card.show_choice(
            choice.name, choice.hint, choice.icon, font=choice.font, hint_font=choice.hint_font,
            chosen=choice.chosen, chosen_words="" if state is None else state.texts("Chosen"),
        )  # fmt: skip
        card.language, card.spoken, card.aloud = choice.language, choice.spoken, choice.aloud

    def _touched(self, card: ChoiceCard) -> None:
        key = self._keys.get(card)
        choice = next((choice for choice in self._choices if choice.key == key), None)
        card.set_chosen(chosen=choice.chosen if choice else False)
        if key is not None:
            self._choose(key)
