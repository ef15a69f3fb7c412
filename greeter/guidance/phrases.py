"""What a clerk may say first: a greeting, what to acknowledge, and the reason in the visitor's own words; and what to mind while saying it.

What is said follows from what is known of the visitor as they sit down (`Situation`). It is kept short: after the greeting at most three sentences,
what weighs most first, and a question at the end. The words are the office's own where it has written some, else ours (`our_phrases.py`).
To add a phrase, see `greeter/model/phrases.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from greeter.catalogue.plain_language import sentences
from greeter.guidance.greeting import greeting
from greeter.guidance.hello import hello_in
from greeter.guidance.our_phrases import OURS
from greeter.guidance.own_words import quoted, turned
from greeter.guidance.spoken_name import first_name, polite_name, split_title, visible
from greeter.languages import language_of
from greeter.model.phrases import Occasion
from greeter.model.visit import Familiarity, Need

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from greeter.model.phrases import Phrase
    from greeter.texts import Texts

__all__ = ["Mind", "OpeningLine", "Situation", "Wording", "opening_line", "polite_name", "said_back", "split_title"]

THANKS_FROM = 2
"""Minutes of wait from which a visitor is thanked for waiting."""
NEAR_SHARE = 0.8
FAR_SHARE = 2.0
FAR_FROM = 20
"""The apology says how long it was from so many times the promised wait, and so many minutes."""
MOST_SENTENCES = 3
"""Between the greeting and the question."""
MOST_IN_DISTRESS = 2
"""The same, to somebody whose words tell of hardship."""
MOST_WITH_COURTESY = 2
"""A courtesy is said only where it makes no more sentences than these: nobody is offered a seat after an apology in two sentences."""
MOST_MINDED = 2
"""Things to mind, beside the wait; the card's head shows every need."""
AGAIN_FROM = 3
"""From so many visits about the same within two weeks somebody has come too often."""
PUNCTUAL = timedelta(minutes=5)
"""Before and after the time of an appointment, this is in time."""
CLOSES_SOON = timedelta(minutes=15)

_DIGITS = re.compile(r"\d+$")


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known of a visitor as they sit down, beside their wait and their words. What is not known is as by default. Times are local."""

    number: str = ""
    """Their ticket: ways to say the same take turns by it, and one ticket always gets the same."""
    needs: tuple[Need, ...] = ()
    language: str = ""
    """The visitor's, as a BCP 47 code; empty: the office's."""
    distress: bool = False
    """Whether what they said tells of hardship."""
    private: bool = False
    """Whether what they came for is nobody else's business: it is not said aloud."""
    visits: int = 1
    """How often they came about this within two weeks, this visit among them."""
    sent_by: str = ""
    """The colleague who sent them here; empty for those who just came in."""
    times_sent: int = 0
    from_office: str = ""
    """The office that sent them here."""
    noted: bool = False
    """Whether who sent them has left a note."""
    resumed: bool = False
    """Whether they were on hold, and it has gone on."""
    brought_back: bool = False
    """Whether they had been called and did not come."""
    arrived: datetime | None = None
    appointment: datetime | None = None
    closes: datetime | None = None
    """When the office closes today."""
    why: str = ""
    """Why the wait was long, as they were told: "one clerk of four is out"."""


@dataclass(frozen=True, slots=True)
class Mind:
    """Something to mind, and what it is about."""

    occasion: Occasion
    words: str
    """“Turn the hearing loop on. Face them while you speak.”"""


@dataclass(frozen=True, slots=True)
class OpeningLine:
    """What to say to this visitor first, and what to mind while saying it."""

    say: str
    """“Good morning, Ms. Okafor. Thank you for waiting. ...”, without the quotation marks."""
    acknowledge: str
    """“Waited 18 of 15 min, 3 over. Acknowledge it first.”; empty while nothing needs to be acknowledged."""
    late: bool
    """Whether the promise was missed, in the whole minutes that people are shown."""
    mind: tuple[Mind, ...] = ()
    """What else to mind, most important first."""


class Wording:
    """Finds the words for an occasion: the office's own in this language, its own in its language, or ours.

    number: of the ticket, by which several ways take turns.
    """

    def __init__(self, texts: Texts, phrases: Iterable[Phrase] = (), number: str = "") -> None:
        self._texts = texts
        spoken = {"": 0, texts.language: 1}
        ours = sorted((each for each in phrases if each.language in spoken), key=lambda each: spoken[each.language])
        self._own = {phrase.occasion: phrase.says for phrase in ours}
        digits = _DIGITS.search(number)
        self._turn = int(digits[0]) if digits else 0

    def __call__(self, occasion: Occasion, **values: object) -> str:
        """Return the words, with their places filled."""
        own = self._own.get(occasion)
        if own:
            return own[self._turn % len(own)].format(**values)
        ways = OURS[occasion]
        return self._texts(ways[self._turn % len(ways)], **values)


@dataclass(frozen=True, slots=True)
class _Part:
    """Something that could be said: the more weight, the sooner it finds room."""

    words: str
    weight: int
    courtesy: bool = False
    apology: bool = False
    """Only the weightiest apology for lateness is said."""


def opening_line(
    texts: Texts,
    *,
    local_time: datetime,
    waited_minutes: float,
    target_minutes: float,
    name: str | None = None,
    title: str = "",
    reason: str = "",
    service_name: str = "",
    returning: Familiarity = Familiarity.UNKNOWN,
    situation: Situation | None = None,
    phrases: Iterable[Phrase] = (),
    office_name: str = "",
) -> OpeningLine:
    """Return what to say first to a visitor who has just been called.

    `reason` is in the visitor's words and may be empty, as may `service_name`, what they chose. Waits are in minutes. phrases: the office's own.
    """
    known = situation or Situation()
    wording = Wording(texts, phrases, known.number)
    mind = tuple(_minded(texts, wording, local_time, known))[:MOST_MINDED]
    if known.resumed:
        return OpeningLine(wording(Occasion.RESUMED), "", late=False, mind=mind)
    waited, promised = _counted(waited_minutes, local_time, known), int(target_minutes)
    parts = [
        *_about_coming(wording, returning, known),
        *_about_the_appointment(texts, wording, local_time, known),
        *_about_the_wait(wording, waited, promised, known.why),
        *_courtesies(texts, wording, local_time, known),
    ]
    said = [
        _hello(texts, wording, local_time, polite_name(name, title), office_name),
        *_fitting(parts, MOST_IN_DISTRESS if known.distress else MOST_SENTENCES),
    ]
    quietly = known.distress or known.private
    said.append(said_back(texts, reason, service_name, wording=wording, quietly=quietly))
    return OpeningLine(" ".join(said), _acknowledge(texts, waited, promised), waited > promised, mind)


def said_back(
    texts: Texts, reason: str, service_name: str = "", *, wording: Wording | None = None, quietly: bool = False
) -> str:
    """Return the reason as a question to the visitor: turned where that is safe, else quoted; or an open question.

    quietly: the room hears neither the reason nor the service.
    """
    wording = wording or Wording(texts)
    said = quoted(visible(reason))
    if not any(sign.isalnum() for sign in said):
        if service_name and not quietly:
            return wording(Occasion.YOU_CHOSE, service=service_name)
        return wording(Occasion.ASK)
    if quietly:
        return wording(Occasion.ASK_QUIETLY)
    repeated = turned(visible(reason)) if texts.language == "en" else None
    if repeated:
        return wording(Occasion.YOU_WOULD_LIKE, you_would_like=repeated)
    return wording(Occasion.YOU_SAID, words=said)


def _hello(texts: Texts, wording: Wording, local_time: datetime, name: str, office: str) -> str:
    hello = greeting(texts, local_time).rstrip(".。")
    if not name:
        return wording(Occasion.HELLO, greeting=hello, office=office)
    return wording(Occasion.HELLO_BY_NAME, greeting=hello, name=name, office=office)


def _counted(waited_minutes: float, local_time: datetime, known: Situation) -> int:
    """Return the whole minutes of wait that count: those before an appointment are the visitor's own."""
    if known.appointment is None:
        return int(waited_minutes)
    since = (local_time - known.appointment).total_seconds() / 60
    return max(0, int(min(waited_minutes, since)))


def _about_coming(wording: Wording, returning: Familiarity, known: Situation) -> Iterator[_Part]:
    if known.distress:
        yield _Part(wording(Occasion.NO_RUSH), 9)
    elif known.visits >= AGAIN_FROM:
        yield _Part(wording(Occasion.CAME_AGAIN, n=known.visits), 7)
    elif returning is Familiarity.RETURNING:
        yield _Part(wording(Occasion.WELCOME_BACK), 5)
    if known.brought_back:
        yield _Part(wording(Occasion.BROUGHT_BACK), 5)
    if known.times_sent > 1:
        yield _Part(wording(Occasion.SENT_ON_AGAIN, n=known.times_sent), 7)
    colleague = first_name(known.sent_by)
    if colleague:
        occasion = Occasion.SENT_ON if known.noted else Occasion.SENT_ON_UNSAID
        yield _Part(wording(occasion, clerk=colleague), 7)
    elif known.from_office:
        occasion = Occasion.FROM_OFFICE if known.noted else Occasion.FROM_OFFICE_UNSAID
        yield _Part(wording(occasion, office=known.from_office), 7)


def _about_the_appointment(texts: Texts, wording: Wording, now: datetime, known: Situation) -> Iterator[_Part]:
    at = known.appointment
    if at is None or known.times_sent:
        return
    time = texts.clock(at)
    if known.arrived is not None and known.arrived > at + PUNCTUAL:
        if not known.distress:
            yield _Part(wording(Occasion.CAME_LATE, time=time), 4, courtesy=True)
    elif now > at + PUNCTUAL:
        yield _Part(wording(Occasion.WE_ARE_LATE, time=time), 9, apology=True)
    elif now < at - PUNCTUAL:
        yield _Part(wording(Occasion.EARLY, time=time), 4, courtesy=True)
    else:
        yield _Part(wording(Occasion.APPOINTMENT, time=time), 4, courtesy=True)


def _about_the_wait(wording: Wording, waited: int, promised: int, why: str) -> Iterator[_Part]:
    if waited < THANKS_FROM:
        return
    yield _Part(wording(Occasion.THANKS, n=waited), 5)
    if waited >= max(FAR_FROM, FAR_SHARE * promised):
        if why:
            yield _Part(wording(Occasion.WAIT_FAR_WHY, n=waited, why=why.rstrip(".")), 8, apology=True)
        else:
            yield _Part(wording(Occasion.WAIT_FAR, n=waited), 8, apology=True)
    elif waited > promised:
        yield _Part(wording(Occasion.WAIT_OVER, n=waited), 6, apology=True)


def _courtesies(texts: Texts, wording: Wording, now: datetime, known: Situation) -> Iterator[_Part]:
    if Need.SEAT in known.needs:
        yield _Part(wording(Occasion.SEAT), 3, courtesy=True)
    if Need.MORE_TIME in known.needs and not known.distress:
        yield _Part(wording(Occasion.MORE_TIME), 3, courtesy=True)
    if _foreign(texts, known):
        yield _Part(wording(Occasion.OTHER_LANGUAGE), 3, courtesy=True)
    if known.closes is not None and not known.distress and timedelta() < known.closes - now <= CLOSES_SOON:
        yield _Part(wording(Occasion.CLOSING, time=texts.clock(known.closes)), 2, courtesy=True)


def _fitting(parts: list[_Part], room: int) -> list[str]:
    """Return what there is room for, in the order in which it is said."""
    kept: set[int] = set()
    said = 0
    for place, part in sorted(enumerate(parts), key=lambda each: -each[1].weight):
        length = len(sentences(part.words))
        most = min(room, MOST_WITH_COURTESY) if part.courtesy else room
        if said + length <= most and not (part.apology and any(parts[other].apology for other in kept)):
            kept.add(place)
            said += length
    return [part.words for place, part in enumerate(parts) if place in kept]


def _minded(texts: Texts, wording: Wording, now: datetime, known: Situation) -> Iterator[Mind]:
    for occasion, values in _to_mind(texts, now, known):
        yield Mind(occasion, wording(occasion, **values))


def _to_mind(texts: Texts, now: datetime, known: Situation) -> Iterator[tuple[Occasion, dict[str, object]]]:
    """Yield what to mind with what fills its places, most important first."""
    if known.distress:
        yield Occasion.MIND_DISTRESS, {}
    if _foreign(texts, known) or Need.INTERPRETER in known.needs:
        yield _language(texts, now, known)
    if Need.HEARING_LOOP in known.needs:
        yield Occasion.MIND_HEARING_LOOP, {}
    if known.visits >= AGAIN_FROM:
        yield Occasion.MIND_CAME_AGAIN, {"n": known.visits}
    if Need.QUIET in known.needs and not known.distress:
        yield Occasion.MIND_QUIET, {}
    if Need.WHEELCHAIR in known.needs:
        yield Occasion.MIND_WHEELCHAIR, {}
    if Need.MORE_TIME in known.needs:
        yield Occasion.MIND_MORE_TIME, {}


def _language(texts: Texts, now: datetime, known: Situation) -> tuple[Occasion, dict[str, object]]:
    if not _foreign(texts, known):
        return Occasion.MIND_INTERPRETER_WHICH, {}
    language = language_of(known.language).english_name
    if Need.INTERPRETER in known.needs:
        return Occasion.MIND_INTERPRETER, {"language": language}
    hello = hello_in(known.language, now)
    if hello:
        return Occasion.MIND_LANGUAGE_HELLO, {"language": language, "hello": hello}
    return Occasion.MIND_LANGUAGE, {"language": language}


def _foreign(texts: Texts, known: Situation) -> bool:
    return bool(known.language) and known.language != texts.language


def _acknowledge(texts: Texts, waited: int, promised: int) -> str:
    if waited > promised:
        return texts(
            "Waited {n} of {target} min, {over} over. Acknowledge it first.",
            n=waited,
            target=promised,
            over=waited - promised,
        )
    if waited >= max(THANKS_FROM, NEAR_SHARE * promised):
        return texts("Waited {n} of {target} min, near. Thank them first.", n=waited, target=promised)
    return ""
