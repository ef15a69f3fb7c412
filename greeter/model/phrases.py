"""What a phrase is fit for, and which places in it are filled. An office may write its own.

To add an occasion: 1. a member of `Occasion`, with its line in `PLACES` where it has places; 2. our words in
`greeter/guidance/our_phrases.py`; 3. when it is said, in `greeter/guidance/phrases.py`; 4. its line in `docs/catalogue.md`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Occasion(StrEnum):
    """When a clerk says something, or minds something. The value is the key in an office file."""

    HELLO = "hello"
    """The first words, to somebody without a name."""
    HELLO_BY_NAME = "hello_by_name"
    RESUMED = "resumed"
    """They were on hold, and it goes on."""
    NO_RUSH = "no_rush"
    """What they said tells of hardship."""
    WELCOME_BACK = "welcome_back"
    """They were here before about this."""
    CAME_AGAIN = "came_again"
    """They come for the third time, or more, within two weeks."""
    BROUGHT_BACK = "brought_back"
    """They were called and did not come, and are here now."""
    SENT_ON = "sent_on"
    """A colleague sent them here, and left a note."""
    SENT_ON_UNSAID = "sent_on_unsaid"
    """A colleague sent them here without a note."""
    SENT_ON_AGAIN = "sent_on_again"
    """They were sent on twice or more."""
    FROM_OFFICE = "from_office"
    """Another office sent them here, with notes."""
    FROM_OFFICE_UNSAID = "from_office_unsaid"
    """Another office sent them here without notes."""
    APPOINTMENT = "appointment"
    """They come to their appointment, in time."""
    EARLY = "early"
    """Their appointment is later, and they are called already."""
    CAME_LATE = "came_late"
    """They came after the time of their appointment."""
    WE_ARE_LATE = "we_are_late"
    """They came in time, and are called after the time of their appointment."""
    THANKS = "thanks"
    """They have waited."""
    WAIT_OVER = "wait_over"
    """They have waited longer than promised."""
    WAIT_FAR = "wait_far"
    """They have waited twice as long as promised, or longer."""
    WAIT_FAR_WHY = "wait_far_why"
    """The same, where a reason was told."""
    OTHER_LANGUAGE = "other_language"
    """They speak another language than the office."""
    MORE_TIME = "more_time"
    SEAT = "seat"
    CLOSING = "closing"
    """The office closes soon."""
    ASK = "ask"
    """Nothing is known of what they came for."""
    ASK_QUIETLY = "ask_quietly"
    """What they came for is known, and not for the room to hear."""
    YOU_CHOSE = "you_chose"
    YOU_SAID = "you_said"
    YOU_WOULD_LIKE = "you_would_like"
    """Their own words, turned: "You'd like to build a deck"."""
    MIND_DISTRESS = "mind_distress"
    MIND_CAME_AGAIN = "mind_came_again"
    MIND_INTERPRETER = "mind_interpreter"
    MIND_INTERPRETER_WHICH = "mind_interpreter_which"
    """An interpreter is asked for, and nobody knows for which language."""
    MIND_LANGUAGE = "mind_language"
    MIND_LANGUAGE_HELLO = "mind_language_hello"
    """The same, where we know how to say hello in it."""
    MIND_HEARING_LOOP = "mind_hearing_loop"
    MIND_QUIET = "mind_quiet"
    MIND_WHEELCHAIR = "mind_wheelchair"
    MIND_MORE_TIME = "mind_more_time"


PLACES: dict[Occasion, tuple[str, ...]] = {
    Occasion.HELLO: ("greeting", "office"),
    Occasion.HELLO_BY_NAME: ("greeting", "name", "office"),
    Occasion.CAME_AGAIN: ("n",),
    Occasion.SENT_ON: ("clerk",),
    Occasion.SENT_ON_UNSAID: ("clerk",),
    Occasion.SENT_ON_AGAIN: ("n",),
    Occasion.FROM_OFFICE: ("office",),
    Occasion.FROM_OFFICE_UNSAID: ("office",),
    Occasion.APPOINTMENT: ("time",),
    Occasion.EARLY: ("time",),
    Occasion.CAME_LATE: ("time",),
    Occasion.WE_ARE_LATE: ("time",),
    Occasion.THANKS: ("n",),
    Occasion.WAIT_OVER: ("n",),
    Occasion.WAIT_FAR: ("n",),
    Occasion.WAIT_FAR_WHY: ("n", "why"),
    Occasion.CLOSING: ("time",),
    Occasion.YOU_CHOSE: ("service",),
    Occasion.YOU_SAID: ("words",),
    Occasion.YOU_WOULD_LIKE: ("you_would_like",),
    Occasion.MIND_CAME_AGAIN: ("n",),
    Occasion.MIND_INTERPRETER: ("language",),
    Occasion.MIND_LANGUAGE: ("language",),
    Occasion.MIND_LANGUAGE_HELLO: ("language", "hello"),
}
"""The places that a phrase may have, by occasion; one that is not listed has none. `n` is a whole number: of minutes, visits or transfers."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """An office's own words for an occasion."""

    occasion: Occasion
    says: tuple[str, ...]
    """One or more ways to say it; they take turns from ticket to ticket."""
    language: str = ""
    """Of the words, where that is not the office's own."""
