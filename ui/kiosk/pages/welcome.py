"""The greeting: a person's words first, then the language, then Start."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

from greeter.guidance.greeting import greeting
from greeter.languages import language_of
from ui.kiosk.arcade import HEIGHT, WIDTH, Arcade
from ui.kiosk.choice_grid import Choice, ChoiceGrid, Rows
from ui.kiosk.page import KioskPage, Nav, button_build, card_build
from ui.kiosk.walk import Page
from ui.kit.button import Button, Kind
from ui.kit.choice_card import CardShape
from ui.kit.fonts import mixed_font, name_font
from ui.kit.paragraph import Paragraph
from ui.theme import Look, Token, of

if TYPE_CHECKING:
    from ui.kiosk.frame import Frame
    from ui.kiosk.state import KioskState
    from ui.kit.lettering import Lettering

ANOTHER = "another"
EXAMPLES = ("es", "zh", "ar")
"""Languages named in the hint of "I speak another language", in their own scripts."""


class WelcomePage(KioskPage):
    """Greets by the time of day, and in the visitor's language."""

    def build(self) -> None:
        """Make arcade, greeting, sentences and languages."""
        sizes = self.frame.sizes
        self.arcade = Arcade(self)
        self.welcome = Paragraph("", sizes.subtitle, parent=self)
        self._sentence = ""
        self.sentence = Paragraph("", sizes.lead, Token.INK2, parent=self)
        self.label = Paragraph("", sizes.label_strong, Token.INK2, parent=self)
        self.languages = ChoiceGrid(self, self._choose)
        self.link = Button("", Kind.LINK, button_build(self.frame, height=sizes.target), icon="languages", parent=self)
        self.link.clicked.connect(lambda: self._choose(ANOTHER))

    def rebuild(self, frame: Frame) -> None:
        """Take other sizes."""
        self.welcome.set_lettering(frame.sizes.subtitle)
        self.sentence.set_lettering(frame.sizes.lead)
        self.label.set_lettering(frame.sizes.label_strong)
        self.link.set_build(button_build(frame, height=frame.sizes.target))

    @property
    def heading_lettering(self) -> Lettering:
        """The greeting's own."""
        return self.frame.sizes.greeting

    def fill(self, state: KioskState) -> None:
        """Greet."""
        texts = state.texts
        self.arcade.set_time(state.now)
        self.heading.set_text(greeting(texts, state.now))
        self.welcome.set_text(texts("Welcome to {office}.", office=state.office.name))
        self._sentence = texts("Tell us why you came. We’ll show you what happens next.")
        self.label.set_text(texts("Choose your language"))
        self.link.set_words(texts("I speak another language"))
        self.languages.fill(self._choices(state))

    def nav(self, state: KioskState) -> Nav:
        """Start; and for those whose visit is over, how it went."""
        unrated = state.menu is not None and state.menu.unrated
        went = state.texts("How did it go?") if unrated else ""
        return Nav(back=went, back_icon="message-circle", on=state.texts("Start"), tall=True)

    def back(self) -> None:
        """Ask how it went."""
        self.presenter.surveying.begin()

    def on(self) -> None:
        """Start."""
        self.presenter.start()

    def place(self, frame: Frame) -> None:
        """Lay out arcade, words and languages; the arcade is left out where there is need for the room."""
        sizes, px = frame.sizes, frame.sizes.px
        columns = frame.column_boxes(frame.body, 1)[0]
        arcade = not (sizes.large or frame.low or frame.short or of(self).look is Look.CONTRAST)
        y = columns.top()
        if arcade and frame.portrait:
            high = columns.width() * HEIGHT // WIDTH
            self.put(self.arcade, QRect(columns.left(), y + px(4), columns.width(), high))
            y += high + px(70)
        elif arcade and self.heading.height_for(self._beside(frame, columns)[0].width()) < 2 * self.heading_height(
            frame
        ):
            columns, picture = self._beside(frame, columns)
            self.put(self.arcade, picture)
            y = columns.top() + px(20)
        else:
            self.arcade.hide()
            y += px(40 if frame.portrait else 0)
        y = self._words(columns, y)
        self._place_languages(frame, columns, y)

    def _words(self, area: QRect, y: int) -> int:
        """Place what is said; where there is no room the greeting is smaller, and the sentence left to the next page's question."""
        gaps = self._gaps
        sizes = self.frame.sizes
        letterings = (self.heading_lettering, sizes.question, sizes.wait)
        for lettering, sentence in product(letterings, (self._sentence, "")):
            self.heading.set_lettering(lettering)
            self.sentence.set_text(sentence)
            told = ((self.heading, 0), (self.welcome, gaps[0]), (self.sentence, gaps[1] if sentence else 0))
            if y + sum(part.height_for(area.width()) + gap for part, gap in told) <= self._words_end:
                break
        y = self.put_below(self.heading, area, y, 0)
        y = self.put_below(self.welcome, area, y, gaps[0])
        return self.put_below(self.sentence, area, y, gaps[1])

    @property
    def _gaps(self) -> tuple[int, int]:
        """Above the welcome, and above the sentence."""
        px = self.frame.sizes.px
        return (px(10), px(6)) if self.frame.short else (px(20), px(14))

    @property
    def _words_end(self) -> int:
        """Where the words must end, for the languages stand beneath them."""
        frame, px = self.frame, self.frame.sizes.px
        if frame.low:
            return frame.controls.top()
        start = frame.nav.bottom() + 1 - frame.start_height
        beneath = px(14) if frame.sizes.large else px(24) + self.label.height_for(frame.inner)
        return start - px(14) - self._language_height(frame, alone=True) - beneath if frame.short else start

    @staticmethod
    def heading_height(frame: Frame) -> int:
        """Return the height of one line of the greeting."""
        return frame.sizes.greeting.advance

    @staticmethod
    def _beside(frame: Frame, area: QRect) -> tuple[QRect, QRect]:
        """Wide screens: return the box of the words at the start, and of the arcade at the end."""
        wide = round(area.width() * 0.4)
        high = wide * HEIGHT // WIDTH
        picture = QRect(area.right() + 1 - wide, area.top() + frame.sizes.px(40), wide, high)
        return QRect(area.left(), area.top(), area.width() - wide - frame.sizes.px(64), area.height()), picture

    def _place_languages(self, frame: Frame, area: QRect, y: int) -> None:
        sizes, px = frame.sizes, frame.sizes.px
        alone = len(self.languages.choices) == 2 and self.languages.choices[-1].key == ANOTHER
        if frame.low:
            area, y = frame.controls, frame.controls.top()
            self.label.hide()
        else:
            y = self._between(frame, area, y, alone=alone)
        high = self._language_height(frame, alone=alone)
        box = QRect(area.left(), y, area.width(), max(area.bottom() + 1 - y, high))
        if alone:
            self._place_alone(frame, box, high)
            self.link.hide()
        else:
            columns = 3 if frame.portrait else max(area.width() // px(420 if sizes.large else 330), 3)
            if not frame.portrait:  # Start is higher than other pages' buttons
                box.setBottom(min(box.bottom(), frame.nav.bottom() - frame.start_height - px(16)))
            end = self.languages.place(box, columns, Rows(frame.sizes.mm(15.6), high), shape=CardShape.NAME)
            if frame.portrait:
                wide = self.link.sizeHint().width()
                left = area.left() + (area.width() - wide) // 2
                self.put(self.link, QRect(left, end + px(20), wide, frame.sizes.target))
            else:
                self.link.hide()  # a choice among the languages

    def _between(self, frame: Frame, area: QRect, y: int, *, alone: bool) -> int:
        """Place the label so that the languages stand between the words and Start; return where they begin."""
        px = frame.sizes.px
        gap = px(8 if frame.short else 16)
        if frame.short and frame.sizes.large:
            self.label.hide()  # no room; the languages say what they are
            return y + px(14)
        if frame.short:
            return self.put_below(self.label, area, y, px(16)) + gap
        group = self.label.height_for(area.width()) + gap
        group += self._language_height(frame, alone=True) if alone else 2 * frame.sizes.control + px(130)
        start = frame.nav.bottom() + 1 - frame.start_height
        return self.put_below(self.label, area, y, max(round((start - y - group) * 0.42), px(16))) + gap

    @staticmethod
    def _language_height(frame: Frame, *, alone: bool) -> int:
        if frame.low or frame.short:
            return frame.cell
        return frame.sizes.px(144) if alone else frame.sizes.control

    def _place_alone(self, frame: Frame, box: QRect, high: int) -> None:
        """One language: it, and beside it the way to another."""
        self.languages.place(box, 2, Rows(high, high), shape=CardShape.NAME)
        ours, another = self.languages.cards[:2]
        narrow = min(frame.sizes.px(390 if frame.sizes.large else 298), box.width() // 3)
        self.put(ours, QRect(box.left(), box.top(), narrow, high))
        left = box.left() + narrow + frame.gap
        wide = min(box.right() + 1 - left, frame.sizes.px(760))
        self.put(another, QRect(left, box.top(), wide, high))
        another.set_build(card_build(frame), CardShape.COMPACT if frame.sizes.large else CardShape.ROW)

    def _choices(self, state: KioskState) -> tuple[Choice, ...]:
        size = self.frame.sizes.choice.size
        choices = []
        for code in state.offered:
            own = language_of(code).own_name
            chosen = state.answers.language == code
            choices.append(Choice(code, own, chosen=chosen, font=name_font(own, size), language=code))
        if len(choices) > 1 and not self.frame.short:
            another = Choice(ANOTHER, state.texts("I speak another language"))
            return tuple(choices) if self.frame.portrait else (*choices, another)
        others = [code for code in state.offered if code != state.answers.language] or EXAMPLES
        choices = [choice for choice in choices if choice.chosen] or choices[:1]
        names = tuple(language_of(code).own_name for code in others)
        hint = "  ·  ".join(names)
        chosen = state.answers.language not in state.offered
        font = mixed_font(names, self.frame.sizes.label.size)
        return (
            *choices,
            Choice(ANOTHER, state.texts("I speak another language"), hint, "languages", chosen, hint_font=font),
        )

    def _choose(self, key: str) -> None:
        if key == ANOTHER:
            self.presenter.open_page(Page.LANGUAGES)
        else:
            self.presenter.choose_language(key)
