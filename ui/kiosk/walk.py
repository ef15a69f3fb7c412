"""A visitor's walk through the kiosk: which page, which answers, and what comes next. No Qt and no store.

To add a page: 1. a member of `Page`; 2. its place in `_AFTER` (or a method of `Walk` that leads there); 3. a file in `ui/kiosk/pages` and its line in
`pages/__init__.py`; 4. its texts. `tests/ui/test_kiosk_walk.py` fails while a page can't be reached or not left.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from greeter.model.catalogue import HELP
from greeter.model.visit import MOST_SERVICES, Familiarity, Need
from ui.kiosk.booking import Booking

if TYPE_CHECKING:
    from greeter.tickets.face import TicketFace

MASK = "•"
"""Stands for a figure of an identity number."""
MOST_REASON = 240
MOST_NAME = 60


_STILL_TYPED = re.compile(r"[\d+(][\d\s().+‐‑–—-]*$")
"""A number at the end, that may go on: a phone number looks like an identity number before its last figure."""


def masked(text: str) -> str:
    """Return a text with identity numbers masked. What finds them is imported with the first words that are typed."""
    if not text:
        return ""
    from greeter.guidance.identity_numbers import identity_numbers_masked

    return identity_numbers_masked(text)


def masked_while_typed(text: str) -> str:
    """Return a text with identity numbers masked, but for a number at its end that is still being typed."""
    typed = _STILL_TYPED.search(text)
    if typed is None or text[-1:].isspace():
        return masked(text)
    return masked(text[: typed.start()]) + typed[0]


class Page(StrEnum):
    """What the visitor sees."""

    WELCOME = "welcome"
    LANGUAGES = "languages"
    REASON = "reason"
    BACK_FOR = "back-for"
    """What a returning visitor came back for: the same choices."""
    SAY_IT = "say-it"
    BEFORE = "before"
    FAMILIARITY = "familiarity"
    NAME = "name"
    NEEDS = "needs"
    SUMMARY = "summary"
    PEOPLE = "people"
    """How many they are; asked where families and groups come."""
    TICKET = "ticket"
    APPOINTMENT = "appointment"
    """The code of an appointment."""
    BOOKED_NAME = "booked-name"
    BOOKED_TIME = "booked-time"
    BOOKED = "booked"
    """The appointment that was found."""
    NOT_BOOKED = "not-booked"
    """None was found, or not one of today: other ways."""
    BACK = "back"
    """I'm back: the number of the ticket."""
    BACK_TOLD = "back-told"
    """Where somebody who is back is expected."""
    BACK_AGAIN = "back-again"
    """Whether it is about the same."""
    NO_REASON = "no-reason"
    """I don't see my reason: own words, and a person."""
    SOMETHING_ELSE = "something-else"
    HELP = "help"
    """The ticket of "Talk to a person"."""
    SURVEY = "survey"
    """How did it go?"""
    COMMENT = "comment"
    """More on that, in their own words, for who likes to."""
    NOT_TODAY = "not-today"
    """What they came for can't be done before closing time."""
    NOT_TAKING = "not-taking"
    """Closed, full or paused."""
    SORRY = "sorry"
    """The store can't be used."""


_AFTER: dict[Page, Page] = {
    Page.WELCOME: Page.REASON,
    Page.REASON: Page.BEFORE,
    Page.BACK_FOR: Page.BEFORE,
    Page.SAY_IT: Page.BEFORE,
    Page.NO_REASON: Page.BEFORE,
    Page.BACK_AGAIN: Page.BEFORE,
    Page.NOT_BOOKED: Page.BEFORE,
    Page.BEFORE: Page.FAMILIARITY,
    Page.FAMILIARITY: Page.NAME,
    Page.NAME: Page.NEEDS,
    Page.NEEDS: Page.SUMMARY,
    Page.PEOPLE: Page.SUMMARY,
    Page.LANGUAGES: Page.REASON,
}
"""What follows a page when its question is answered."""

QUESTIONS = (Page.REASON, Page.FAMILIARITY, Page.NAME, Page.NEEDS, Page.PEOPLE, Page.SUMMARY)
"""The questions of a walk, in order, as they are numbered for the visitor; how many they are is seldom asked."""
WITHOUT_ANSWERS = frozenset({Page.WELCOME, Page.NOT_TAKING, Page.SORRY})
"""Pages on which nothing of the visitor's is to be seen."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What the visitor has said. Nothing is selected before they say it."""

    service: str = ""
    reason: str = ""
    """In their own words, with identity numbers masked."""
    familiarity: Familiarity = Familiarity.UNKNOWN
    name: str = ""
    needs: frozenset[Need] = frozenset()
    people: int = 0
    """How many they are; 0 where they have not said."""
    goes_on: str = ""
    """The earlier visit that this one goes on with, by the ticket that they showed."""
    also: tuple[str, ...] = ()
    """Further services that they came for, in the order in which they were named."""
    asks_people: bool = False
    """Whether families and groups come for the service: then it is asked how many they are."""
    language: str = "en"
    """The language to speak with them."""
    screen_language: str = "en"
    """The language of the kiosk's texts; another one where the kiosk has none in `language`."""

    @property
    def wants_interpreter(self) -> bool:
        """Whether an interpreter is needed because the kiosk, too, has no texts in their language."""
        return self.language != self.screen_language


@dataclass(frozen=True, slots=True)
class ShownTicket:
    """A ticket that is in the store, or kept for it, with what the screen shows of it."""

    visit_id: str
    face: TicketFace
    code: tuple[tuple[bool, ...], ...]
    prints: bool = True
    """Whether it may be printed: not where only its number was typed, which others may know."""
    kept: bool = False
    """Whether it was kept at this kiosk because the store's server was away: nobody else could know of it."""


@dataclass(frozen=True, slots=True)
class Walk:
    """One visitor's walk. Every change gives a new one; forgetting the visitor is to start a fresh one."""

    page: Page = Page.WELCOME
    answers: Answers = field(default_factory=Answers)
    came_by: tuple[Page, ...] = ()
    """The pages before, for Back."""
    changing: bool = False
    """Whether an answer is being changed, so that the next page is the summary again."""
    adding: bool = False
    """Whether one more service is being chosen."""
    missing: str = ""
    """What the page kindly says is missing, once Continue was pressed without an answer."""
    asked_needs: bool = False
    """Whether the visitor has answered what helps them, be it with nothing."""
    ticket: ShownTicket | None = None
    help_ticket: ShownTicket | None = None
    booking: Booking = field(default_factory=Booking)
    request_key: str = field(default_factory=lambda: os.urandom(16).hex())
    """Makes the check-in idempotent: one walk gives one ticket, however often its button is pressed."""

    def to(self, page: Page, **changes: object) -> Walk:
        """Go to a page and remember the way back."""
        came_by = self.came_by if page is self.page else (*self.came_by, self.page)
        return replace(self.settled(), page=page, came_by=came_by, missing="", **changes)  # type: ignore[arg-type]

    def back(self) -> Walk:
        """Go to the page before, with all answers kept."""
        if not self.came_by:
            return self
        page = self.came_by[-1]
        if self.page is Page.BACK_FOR:
            return self.with_familiarity(Familiarity.UNKNOWN)._at(page)
        return self._at(page)

    def _at(self, page: Page) -> Walk:
        return replace(
            self.settled(),
            page=page,
            came_by=self.came_by[:-1],
            missing="",
            changing=self.changing and page is not Page.SUMMARY,
            adding=self.adding and page is not Page.SUMMARY,
        )

    def go_on(self) -> Walk:
        """Go to what follows: the summary where an answer was changed, else the next question that has no answer yet."""
        if self.changing and self.answers.service:
            asks = self.page is Page.NEEDS and self.answers.asks_people
            return self.to(Page.PEOPLE) if asks else self._home()
        if self.page is Page.LANGUAGES and self.came_by and self.came_by[-1] is not Page.WELCOME:
            return self.back()
        if self.page not in _AFTER:  # a touch of the page before, as it turned
            return self
        following = _AFTER[self.page]
        if self.page is Page.NEEDS and self.answers.asks_people:
            following = Page.PEOPLE
        if following is Page.FAMILIARITY and self.answers.familiarity is not Familiarity.UNKNOWN:
            following = Page.NAME
        return self.to(following)

    def skip_questions(self) -> Walk:
        """Go to the summary at once; the questions about the visitor are optional."""
        return self.to(Page.SUMMARY)

    def change(self, page: Page) -> Walk:
        """Leave the summary to change one answer, and come back to it."""
        return self.to(page, changing=True)

    def say(self, what: str) -> Walk:
        """Say kindly what is missing."""
        return replace(self, missing=what)

    @property
    def may_add(self) -> bool:
        """Whether they may name one more service: one ticket is for three at most, and a person is asked for alone."""
        told = self.answers
        return told.service not in {"", HELP} and 1 + len(told.also) < MOST_SERVICES and self.booking.found is None

    def add_more(self) -> Walk:
        """Leave the summary to name one more service, and come back to it."""
        return self.to(Page.REASON, changing=True, adding=True)

    def with_service(self, service: str, *, asks_people: bool = False) -> Walk:
        """Keep what the visitor came for, and go on; or what they came for, too."""
        if self.adding:
            also = tuple(dict.fromkeys((*self.answers.also, service)))
            kept = tuple(one for one in also if one != self.answers.service)
            return replace(self, answers=replace(self.answers, also=kept))._home()
        if self.page not in _AFTER:
            return self
        answers = replace(self.answers, service=service, asks_people=asks_people, also=())
        return replace(self, answers=answers).go_on()

    def with_people(self, people: int) -> Walk:
        """Keep how many they are, and go on."""
        return replace(self, answers=replace(self.answers, people=people)).go_on()

    def with_booking(self, **changes: object) -> Walk:
        """Keep what was told of an appointment or ticket, or what was found."""
        return replace(self, booking=replace(self.booking, **changes), missing="")  # type: ignore[arg-type]

    def with_reason(self, words: str) -> Walk:
        """Keep the visitor's own words as they are typed, identity numbers masked as soon as they are ended."""
        masked = masked_while_typed(words[:MOST_REASON])
        return replace(self, answers=replace(self.answers, reason=masked), missing="")

    def with_familiarity(self, familiarity: Familiarity) -> Walk:
        """Keep whether they were here about this before."""
        return replace(self, answers=replace(self.answers, familiarity=familiarity))

    def with_name(self, name: str) -> Walk:
        """Keep what we may call them."""
        masked = masked_while_typed(name[:MOST_NAME])
        return replace(self, answers=replace(self.answers, name=masked), missing="")

    def with_need(self, need: Need) -> Walk:
        """Add a need, or take it away again."""
        needs = self.answers.needs ^ {need}
        return replace(self, answers=replace(self.answers, needs=needs), asked_needs=True, missing="")

    def without_needs(self) -> Walk:
        """Keep that nothing is needed; an interpreter that the language asks for stays."""
        needs = self.answers.needs & {Need.INTERPRETER} if self.answers.wants_interpreter else frozenset()
        return replace(self, answers=replace(self.answers, needs=needs), asked_needs=True)

    def in_language(self, language: str, screen_language: str) -> Walk:
        """Speak another language. Where the kiosk has no texts in it, an interpreter is asked for."""
        needs = self.answers.needs - {Need.INTERPRETER}
        if language != screen_language:
            needs |= {Need.INTERPRETER}
        answers = replace(self.answers, language=language, screen_language=screen_language, needs=needs)
        return replace(self, answers=answers, missing="")

    @property
    def hides_a_number(self) -> bool:
        """Whether an identity number was masked in the visitor's words."""
        return MASK in self.answers.reason

    def settled(self) -> Walk:
        """Return the walk with what was typed as it may be kept: the last number is ended, too."""
        answers = self.answers
        reason, name = masked(answers.reason), masked(answers.name)
        if (reason, name) == (answers.reason, answers.name):
            return self
        return replace(self, answers=replace(answers, reason=reason, name=name))

    def _home(self) -> Walk:
        """Return to the summary, and forget the way that the change took."""
        kept = self.came_by[: self.came_by.index(Page.SUMMARY)] if Page.SUMMARY in self.came_by else self.came_by
        return replace(self.settled(), page=Page.SUMMARY, came_by=kept, changing=False, adding=False, missing="")
