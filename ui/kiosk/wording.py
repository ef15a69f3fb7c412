"""Sentences that more than one page of the kiosk says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.languages import language_of
from greeter.model.visit import Familiarity, Need
from ui.kiosk.walk import QUESTIONS, Page

if TYPE_CHECKING:
    from datetime import datetime

    from greeter.texts import Texts
    from ui.kiosk.state import KioskState

NEED_ICONS = {
    Need.SEAT: "armchair",
    Need.INTERPRETER: "languages",
    Need.HEARING_LOOP: "ear",
    Need.WHEELCHAIR: "accessibility",
    Need.QUIET: "volume-x",
    Need.MORE_TIME: "hourglass",
}
"""Icons of the needs, in the order in which they are asked."""


def opening_words(state: KioskState) -> str:
    """Say the time and until when the office is open: "10:05 am, open until 4:30 pm"."""
    texts, span = state.texts, state.office.open_span(state.now)
    if span is None:
        return texts("{time}, closed now", time=texts.clock(state.now))
    return texts("{time}, open until {end}", time=texts.clock(state.now), end=texts.clock(span[1]))


def opens_words(texts: Texts, now: datetime, opens: datetime | None) -> str:
    """Say when the office opens next: "We open tomorrow, Wednesday, November 25, at 8:00 am."."""
    if opens is None:
        return texts("We don’t know yet when we open again.")
    days = (opens.date() - now.date()).days
    if days == 0:
        return texts("We open today at {time}.", time=texts.clock(opens))
    if days == 1:
        return texts("We open tomorrow at {time}.", time=texts.clock(opens))
    return texts("We open on {day}, at {time}.", day=texts.day(opens), time=texts.clock(opens))


def question_of(state: KioskState, *, optional: bool) -> str:
    """Say which of the questions this is: "Question 3 of 5, optional"."""
    page = Page.REASON if state.page in {Page.BACK_FOR, Page.SAY_IT, Page.NO_REASON} else state.page
    asked = [one for one in QUESTIONS if one is not Page.PEOPLE or page is one or state.answers.asks_people]
    number, count = asked.index(page) + 1, len(asked)
    if optional:
        return state.texts("Question {n} of {count}, optional", n=number, count=count)
    return state.texts("Question {n} of {count}", n=number, count=count)


def minutes_words(texts: Texts, minutes: int) -> str:
    """Say a span as people do: "25 minutes", "about 3 hours"."""
    if minutes < 90:
        return texts.count(minutes, "{n} minute", "{n} minutes")
    return texts.count(round(minutes / 60), "about {n} hour", "about {n} hours")


def needs_and_people_said(state: KioskState) -> str:
    """Say what helps them, and how many they are, where that was asked and said."""
    people = state.answers.people
    if not (people and state.answers.asks_people):
        return needs_said(state)
    return f"{needs_said(state)}, {state.texts.count(people, '{n} person', '{n} people')}"


def needs_counted(state: KioskState) -> str:
    """Say what helps them where there is room for one need only: the first, and how many more there are."""
    needs = [need for need in Need if need in state.answers.needs]
    if len(needs) < 2:
        return needs_and_people_said(state)
    texts = state.texts
    first = need_words(texts, needs[0], "")[0]
    return texts("{need} + {n}", need=first, n=len(needs) - 1)


def need_words(texts: Texts, need: Need, language: str) -> tuple[str, str]:
    """Return a need's name and what it means to the visitor."""
    words = {
        Need.SEAT: (texts("A seat while you wait"), texts("Close to the counters")),
        Need.INTERPRETER: (texts("An interpreter"), texts("In your language, free")),
        Need.HEARING_LOOP: (texts("A hearing loop"), texts("For hearing aids")),
        Need.WHEELCHAIR: (texts("Room for a wheelchair"), texts("And a low counter")),
        Need.QUIET: (texts("A quiet place"), texts("Away from the noise")),
        Need.MORE_TIME: (texts("More time"), texts("We won’t rush you")),
    }
    name, hint = words[need]
    if need is Need.INTERPRETER and language != texts.language:
        spoken = language_of(language)
        hint = texts("In {language}, free", language=spoken.english_name if texts.in_english else spoken.own_name)
    return name, hint


def needs_said(state: KioskState) -> str:
    """Sum the needs up: "A seat while you wait and more time"."""
    texts = state.texts
    chosen = [need_words(texts, need, state.answers.language)[0] for need in NEED_ICONS if need in state.answers.needs]
    if chosen:
        return texts.listed([chosen[0], *map(texts.within, chosen[1:])])
    return texts("Nothing special") if state.walk.asked_needs else texts("Not answered")


def familiarity_said(state: KioskState) -> str:
    """Say whether they were here about this before."""
    return {
        Familiarity.NEW: state.texts("No, this is the first time"),
        Familiarity.RETURNING: state.texts("Yes, I’m back about it"),
        Familiarity.UNKNOWN: state.texts("Not answered"),
    }[state.answers.familiarity]


def language_said(state: KioskState) -> str:
    """Name the language we speak with them in, and the interpreter where one comes."""
    name = language_of(state.answers.language).own_name
    return state.texts("{language}, with an interpreter", language=name) if state.answers.wants_interpreter else name


def in_quotes(texts: Texts, words: str) -> str:
    """Put words between the quotation marks of the language."""
    return texts("“{words}”", words=words)


def own_words_aloud(texts: Texts) -> str:
    """Return what is said in place of the visitor's own words, where others may listen."""
    return texts("Your own words, as you wrote them.")


def name_aloud(texts: Texts) -> str:
    """Return what is said in place of the visitor's name, where others may listen."""
    return texts("Your name, as you wrote it.")


def ahead_words(texts: Texts, ahead: int | None) -> str:
    """Say how many people are ahead."""
    if ahead is None:
        return ""
    return (
        texts.count(ahead, "{n} person is ahead of you.", "{n} people are ahead of you.")
        if ahead
        else texts("Nobody is ahead of you.")
    )
