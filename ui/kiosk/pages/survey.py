"""How did it go? Whose number, how it was, whether they trust us more, and what made it so: one touch each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

from greeter.front_desk.case import Question
from ui.kiosk.choice_grid import Choice, ChoiceGrid, Rows
from ui.kiosk.page import KioskPage, Nav
from ui.kiosk.survey import Step
from ui.kiosk.walk import Page
from ui.kit.choice_card import CardShape

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from greeter.texts import Texts
    from ui.kiosk.frame import Frame
    from ui.kiosk.state import KioskState

NONE, BACK, MORE = "none", "back", "more"
FACES = ("laugh", "smile", "meh", "frown", "angry")
"""Icons of the five answers, the best first; the words beside them say the same."""


class SurveyPage(KioskPage):
    """Every answer goes on at once, and nobody's name is asked; who likes to may write something at the end."""

    def build(self) -> None:
        """Make the choices."""
        self.grid = ChoiceGrid(self, self._choose)
        self.grid.prepare(len(FACES))

    def fill(self, state: KioskState) -> None:
        """Ask the question of the step."""
        texts, step = state.texts, state.survey.step
        heading, lede = _question(texts, state)
        asked = step in _ASKED
        self.eyebrow.set_text(
            texts("Question {n} of {count}", n=_ASKED.index(step) + 1, count=len(_ASKED)) if asked else ""
        )
        self.heading.set_text(heading)
        self.lede.set_text("" if self.frame.short and self.frame.sizes.large and step is not Step.THANKS else lede)
        self.grid.fill(_choices(texts, state))

    def place(self, frame: Frame) -> None:
        """Lay the choices out: numbers side by side, sentences one under the other."""
        px = frame.sizes.px
        if self._step in _SCALES and not frame.low:  # seen at once
            lines = -(-len(self.grid.choices) // self._form(frame)[0])
            high = lines * frame.sizes.mm(20.6) + (lines - 1) * frame.gap + px(16 if frame.short else 40)
            self.set_head_within(frame.body, frame.body.height() - high)
        end = self.put_head(frame.reading)
        if frame.low and frame.short and self._step in _SCALES:
            self._place_around_back(frame)
            return
        top = frame.controls.top() if frame.low else end + px(16 if frame.short else 40)
        area = QRect(frame.body.left(), top, frame.inner, frame.body.bottom() + 1 - top)
        rows = Rows(frame.sizes.mm(20.6), frame.cell if frame.low or frame.short else px(132))
        columns, shape = self._form(frame)
        self.sheets = self.grid.sheets(area, columns, rows)
        self.grid.place(area, columns, rows, shape=shape, sheet=self.sheet)

    def _form(self, frame: Frame) -> tuple[int, CardShape]:
        """Return in how many columns the choices stand, and how."""
        if self._step is Step.NUMBER:
            return 3 if frame.portrait else 4, CardShape.NAME
        if frame.portrait:
            return (2, CardShape.COMPACT) if frame.low else (1, CardShape.ROW)
        return 3, CardShape.COMPACT

    def _place_around_back(self, frame: Frame) -> None:
        """Low on a low screen: the five answers of a scale and Back in six cells, for a scale must be seen at once."""
        area = QRect(
            frame.body.left(), frame.controls.top(), frame.inner, frame.nav.bottom() + 1 - frame.controls.top()
        )
        beside = (*self.grid.choices[:3], Choice(BACK, ""), *self.grid.choices[3:])
        self.grid.fill(beside)
        self.sheets = 1
        self.grid.place(area, 3, Rows(frame.cell, frame.cell), shape=CardShape.COMPACT)
        card = self.grid.card_of(BACK)
        if card is not None:
            card.hide()

    @property
    def _step(self) -> Step:
        return self.state.survey.step if self.state is not None else Step.NUMBER

    def nav(self, state: KioskState) -> Nav:
        """Back, and more numbers; at the end, finish."""
        texts = state.texts
        if state.survey.step is Step.THANKS:
            return Nav(on=texts("Finish"), on_icon="check")
        if not self.more_sheets:
            return Nav(back=texts("Back"))
        numbers = state.survey.step is Step.NUMBER
        return Nav(back=texts("Back"), on=texts("More numbers") if numbers else texts("More answers"))

    def on(self) -> None:
        """Show more numbers, or finish."""
        if self.state is not None and self.state.survey.step is Step.THANKS:
            self.presenter.leave()
        else:
            self.turn_on()

    def back(self) -> None:
        """Go back a question, or leave the survey."""
        if not self.turn_back() and not self.presenter.surveying.back():
            super().back()

    def first_control(self) -> QWidget | None:
        """The keyboard starts from the first answer."""
        return self.grid.cards[0] if self.grid.shown else None

    def _choose(self, key: str) -> None:
        surveying = self.presenter.surveying
        step, self.sheet = surveying.survey.step, 0
        if step is Step.NUMBER:
            surveying.choose(key)
        elif step is Step.THANKS:
            self.presenter.open_page(Page.COMMENT)
        elif step is Step.SATISFACTION:
            surveying.satisfied(int(key))
        elif step is Step.TRUST:
            surveying.trusts(int(key))
        else:
            surveying.driver(None if key == NONE else Question(key))


_SCALES = frozenset({Step.SATISFACTION, Step.TRUST})
_ASKED = (Step.NUMBER, Step.SATISFACTION, Step.TRUST, Step.DRIVER)


def _question(texts: Texts, state: KioskState) -> tuple[str, str]:
    survey = state.survey
    if survey.step is Step.NUMBER:
        if not survey.unrated:
            return texts("How did it go?"), texts("We ask when your visit is over. Nobody has left just now.")
        return texts("What was your number?"), " ".join(
            (texts("Your answers stay without your name."), texts("If it is not here, tell a clerk how it went."))
        )
    if survey.step is Step.SATISFACTION:
        return texts("How was your visit today?"), texts("Say what you feel. It helps us get better.")
    if survey.step is Step.TRUST:
        return texts("I trust this office more after today."), texts("Do you agree?")
    if survey.step is Step.THANKS:
        return texts("Thank you."), texts("We read every answer. We want the next visit to be better.")
    return (texts("What went well?") if survey.went_well else texts("What did not go well?")), texts(
        "Touch what mattered most."
    )


def _choices(texts: Texts, state: KioskState) -> tuple[Choice, ...]:
    survey = state.survey
    if survey.step is Step.NUMBER:
        return tuple(Choice(one.visit_id, one.number) for one in survey.unrated)
    if survey.step is Step.SATISFACTION:
        words = (texts("Very good"), texts("Good"), texts("So-so"), texts("Bad"), texts("Very bad"))
        return _scale(words)
    if survey.step is Step.TRUST:
        return _scale(
            (
                texts("I fully agree"),
                texts("I agree"),
                texts("In between"),
                texts("I don’t agree"),
                texts("I don’t agree at all"),
            )
        )
    if survey.step is Step.THANKS:
        more = Choice(MORE, texts("Say more in your own words"), texts("Only if you like"), icon="message-square-text")
        return (more,) if survey.may_comment else ()
    return _drivers(texts, well=survey.went_well)


def _scale(words: tuple[str, ...]) -> tuple[Choice, ...]:
    return tuple(Choice(str(len(words) - place), word, icon=FACES[place]) for place, word in enumerate(words))


def _drivers(texts: Texts, *, well: bool) -> tuple[Choice, ...]:
    drivers = {
        Question.EFFECTIVENESS: (
            "circle-check",
            texts("I got what I came for"),
            texts("I did not get what I came for"),
        ),
        Question.EASE: ("footprints", texts("It was easy"), texts("It was hard")),
        Question.EFFICIENCY: ("clock", texts("It took a fair time"), texts("It took too long")),
        Question.TRANSPARENCY: ("list-checks", texts("I always knew what to do"), texts("I did not know what to do")),
        Question.HUMANITY: ("heart", texts("I was treated with respect"), texts("I was not treated with respect")),
    }
    found = [
        Choice(question.value, good if well else bad, icon=icon) for question, (icon, good, bad) in drivers.items()
    ]
    return (*found, Choice(NONE, texts("None of these"), icon="minus"))
