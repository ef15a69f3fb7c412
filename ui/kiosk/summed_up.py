"""What the visitor has said, answer by answer, as the summary shows and reads it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from greeter.guidance.own_words import quoted
from ui.kiosk.walk import Page
from ui.kiosk.wording import (
    familiarity_said,
    in_quotes,
    language_said,
    name_aloud,
    needs_and_people_said,
    own_words_aloud,
)

if TYPE_CHECKING:
    from ui.kiosk.state import KioskState


@dataclass(frozen=True)
class Said:
    """One answer: the question in short, the answer, and the visitor's own words where there are some."""

    page: Page
    asked: str
    answer: str
    quote: str = ""
    aloud: str = ""
    """What is said in place of the visitor's own words where others may listen: of the quote, else of the answer."""


def what_was_said(state: KioskState) -> tuple[Said, ...]:
    """Return all answers, in the order of the rows."""
    texts, answers = state.texts, state.answers
    quote = in_quotes(texts, quoted(answers.reason)) if answers.reason.strip() else ""
    name = answers.name.strip()
    return (
        Said(
            Page.REASON,
            texts("You came to"),
            _services(state),
            quote,
            own_words_aloud(texts) if quote else "",
        ),
        Said(Page.FAMILIARITY, texts("Been here about this before?"), familiarity_said(state)),
        Said(
            Page.NAME,
            texts("What we may call you (optional)"),
            name or texts("Not answered"),
            aloud=name_aloud(texts) if name else "",
        ),
        Said(Page.NEEDS, texts("What helps you"), needs_and_people_said(state)),
        Said(Page.LANGUAGES, texts("Speak with us in"), language_said(state)),
    )


def _services(state: KioskState) -> str:
    """Return what they came for: "Build or repair, then Dog license"."""
    service, also = state.service, state.answers.also
    if service is None or not also:
        return service.name if service else ""
    others = state.texts.listed([state.office.service(one).name for one in also])
    return state.texts("{service}, then {others}", service=service.name, others=others)


def services_counted(state: KioskState) -> str:
    """Return what they came for where there is room for one name: "Build or repair and 2 more"."""
    service, also = state.service, state.answers.also
    if service is None or not also:
        return service.name if service else ""
    return state.texts.count(len(also), "{service} and {n} more", "{service} and {n} more", service=service.name)


def spoken_answer(said: Said, answer: str) -> str:
    """Say an answer after its question, as it is understood without seeing both."""
    return f"{said.asked}{'' if said.asked.endswith('?') else ':'} {answer}"
