"""What is said of a call, and in which languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.texts import texts_for
from ui.speech.speaker import Phrase

if TYPE_CHECKING:
    from greeter.texts import Texts
    from greeter.views.board_view import BoardCall

HURRY = 3
"""While more than so many wait to be said, each is said in the visitor's language only: nobody hears their number a minute late."""


def call_phrases(office: Texts, call: BoardCall, behind: int = 0) -> tuple[Phrase, ...]:
    """Return what is said of a call: in the visitor's language, then in the office's where that is another.

    The number is said sign by sign, for "fourteen" is not what stands on the ticket. behind: how many calls wait to be said after it.
    """
    own = texts_for(call.language)
    said = [own] if own.language == office.language or behind > HURRY else [own, office]
    return tuple(Phrase(_sentence(texts, call), texts.language, call.number) for texts in said)


def office_phrase(office: Texts, call: BoardCall) -> Phrase:
    """Return what is said where nothing on this machine speaks the visitor's language."""
    return Phrase(_sentence(office, call), office.language, call.number)


def _sentence(texts: Texts, call: BoardCall) -> str:
    return texts("Number {number}, counter {counter}.", number=", ".join(call.number), counter=call.counter)
