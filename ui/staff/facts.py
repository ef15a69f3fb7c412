"""Facts about a visit as an icon and a few words: needs, language, whether they were here before; and a wait against its standard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from greeter.languages import language_of
from greeter.model.visit import Familiarity, Need, Printed
from greeter.views.levels import NEAR_SHARE
from ui.staff.story import OUTCOMES

if TYPE_CHECKING:
    from greeter.texts import Texts
    from greeter.views.came_from import CameFrom
    from greeter.views.coming_back import GoesOn
    from greeter.views.here_before import HereBefore
    from greeter.views.queue_view import QueueRow
    from greeter.views.visit_card import VisitCard


@dataclass(frozen=True, slots=True)
class Fact:
    """An icon and a few words."""

    icon: str
    words: str


_NEEDS = {
    Need.SEAT: Fact("armchair", "Needs a seat"),
    Need.INTERPRETER: Fact("languages", "Interpreter"),
    Need.HEARING_LOOP: Fact("ear", "Hearing loop"),
    Need.WHEELCHAIR: Fact("accessibility", "Wheelchair"),
    Need.QUIET: Fact("volume-x", "Quiet place"),
    Need.MORE_TIME: Fact("hourglass", "More time"),
}
GENTLY = Fact("hand-heart", "Go gently")
"""Somebody whose words tell of hardship. Nobody who looks over a clerk's shoulder learns more from it."""
_FAMILIARITIES = {
    Familiarity.NEW: Fact("circle-user-round", "First visit"),
    Familiarity.RETURNING: Fact("history", "Returning visitor"),
}


def need_fact(texts: Texts, need: Need) -> Fact:
    """Return a need."""
    return Fact(_NEEDS[need].icon, texts(_NEEDS[need].words))


def gently_fact(texts: Texts) -> Fact:
    """Return the quiet sign of hardship."""
    return Fact(GENTLY.icon, texts(GENTLY.words))


def language_fact(texts: Texts, code: str) -> Fact:
    """Return a language, by its English name."""
    return Fact("languages", texts("In {language}", language=language_of(code).english_name))


def familiarity_fact(texts: Texts, familiarity: Familiarity) -> Fact | None:
    """Return whether they were here about this before; None where nobody said."""
    fact = _FAMILIARITIES.get(familiarity)
    return Fact(fact.icon, texts(fact.words)) if fact else None


def came_fact(texts: Texts, came: CameFrom) -> Fact:
    """Return which office has sent them here."""
    return Fact("signpost", texts("From {office}", office=came.office))


def people_fact(texts: Texts, people: int | None) -> Fact | None:
    """Return how many they are, where they are more than one."""
    if people is None or people < 2:
        return None
    return Fact("users", texts.count(people, "{n} person", "{n} people"))


def goes_on_fact(texts: Texts, goes_on: GoesOn) -> Fact:
    """Return under which ticket they were here before."""
    return Fact("history", texts("Was here as {number}", number=goes_on.number))


def here_before_words(texts: Texts, before: HereBefore) -> str:
    """Say an earlier visit: "November 20 as P012, counter 2, Sam Whitfield: follow-up"."""
    day = texts.short_date(before.at.date())
    who = ", ".join(
        part for part in (texts("counter {n}", n=before.counter) if before.counter else "", before.clerk) if part
    )
    came = (
        texts("{day} as {number}, {who}", day=day, number=before.number, who=who) if who else f"{day}, {before.number}"
    )
    return f"{came}: {texts(OUTCOMES[before.outcome]).lower()}" if before.outcome else came


def held_words(texts: Texts, row: QueueRow) -> str:
    """Say why somebody is on hold, and first that they are back, where they have told so."""
    return texts("Is back. {why}", why=row.hold_reason) if row.is_back else row.hold_reason


def where_from(texts: Texts, row: QueueRow) -> str:
    """Say where somebody comes from, or what for, where no office has sent them."""
    return came_fact(texts, row.came_from).words if row.came_from else row.service_name


def row_fact(texts: Texts, row: QueueRow, *, elsewhere: bool = False) -> Fact | None:
    """Return the one fact that a row of the queue has room for: what a clerk must know first. elsewhere: it waits for other counters."""
    if row.distress is not None and not row.needs:
        return gently_fact(texts)
    if row.needs:
        need = need_fact(texts, row.needs[0])
        return need if row.distress is None else Fact(GENTLY.icon, f"{texts(GENTLY.words)}. {need.words}")
    if row.language != texts.language:
        return language_fact(texts, row.language)
    if row.came_from is not None:
        return came_fact(texts, row.came_from)
    if row.for_clerk or row.for_counter:
        return Fact(
            "arrow-right", texts("Sent on to {whom}", whom=row.for_clerk or texts("counter {n}", n=row.for_counter))
        )
    group = people_fact(texts, row.people)
    if group is not None:
        return group
    if row.appointment is not None:
        return Fact("calendar", texts("Appointment {time}", time=texts.clock24(row.appointment)))
    if elsewhere and row.only_counter:
        return Fact("map-pin", texts("Counter {n} only", n=row.only_counter))
    if row.reason:
        return Fact("message-circle", f"“{row.reason}”")
    return familiarity_fact(texts, row.familiarity)


def card_facts(texts: Texts, card: VisitCard) -> list[Fact]:
    """Return the pills of a visitor's card: service, needs, language, first visit or not, which office sent them, ticket on paper or not."""
    service = card.service
    facts = [Fact(service.icon, service.name) if service else Fact("circle-question-mark", card.service_id)]
    facts += [Fact("layers", texts("Then: {service}", service=name)) for name in card.to_come]
    if card.distress is not None:
        facts.append(gently_fact(texts))
    facts += [need_fact(texts, need) for need in card.needs]
    language = language_of(card.language).english_name
    facts.append(Fact("globe", language) if card.language == texts.language else language_fact(texts, card.language))
    familiarity = familiarity_fact(texts, card.familiarity)
    if familiarity is not None:
        facts.append(familiarity)
    if card.came_from is not None:
        facts.append(came_fact(texts, card.came_from))
    group = people_fact(texts, card.people)
    if group is not None:
        facts.append(group)
    if card.goes_on is not None:
        facts.append(goes_on_fact(texts, card.goes_on))
    if card.printed == Printed.NOT_PRINTED:
        facts.append(Fact("printer", texts("No paper ticket")))
    return facts


def wait_sentence(texts: Texts, minutes: int, target: int) -> str:
    """Say a wait against its standard: "7 of 10 min", "13 of 15 min, near", "22 of 20 min, 2 over". Whole minutes count."""
    if minutes > target:
        return texts("{n} of {target} min, {over} over", n=minutes, target=target, over=minutes - target)
    if minutes >= NEAR_SHARE * target:
        return texts("{n} of {target} min, near", n=minutes, target=target)
    return texts("{n} of {target} min", n=minutes, target=target)


def wait_in_short(texts: Texts, minutes: int, target: int) -> str:
    """Say the same where there is little room; the shape before it says how it stands."""
    if minutes > target:
        return texts("{n} min over", n=minutes - target)
    return texts("{n} of {target} min", n=minutes, target=target)
