"""What to open with: the visitor's card as a situation, and the line that fits it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.clock import from_ms
from greeter.front_desk.case import Field
from greeter.guidance.phrases import Situation, opening_line
from greeter.model.journal import Kind
from greeter.model.visit import State
from greeter.views.visit_card import waited_minutes

if TYPE_CHECKING:
    from datetime import datetime

    from greeter.guidance.phrases import OpeningLine
    from greeter.model.catalogue import Office
    from greeter.texts import Texts
    from greeter.views.visit_card import StoryLine, VisitCard


_BEGINS = frozenset({Kind.START, Kind.RESUME})


def open_with(texts: Texts, office: Office, card: VisitCard) -> OpeningLine:
    """Return what to say first to the visitor of a card.

    It is as of now until service starts, and stays as it was then: a line that was said does not change with the clock.
    """
    service, moment = card.service, _moment(card)
    return opening_line(
        texts,
        local_time=moment,
        waited_minutes=waited_minutes(card),
        target_minutes=card.target_minutes,
        name=card.fields.get(Field.NAME),
        reason=card.fields.get(Field.REASON, ""),
        service_name=service.name if service else "",
        returning=card.familiarity,
        situation=situation_of(office, card),
        phrases=office.phrases,
        office_name=office.name,
    )


def situation_of(office: Office, card: VisitCard) -> Situation:
    """Return what a card knows of its visitor, as the phrases ask for it."""
    story, moment = standing(card.story), _moment(card)
    sent = [line for line in story if line.kind is Kind.TRANSFER and "opened" in line.facts]
    by = sent[-1].clerk if sent and sent[-1].clerk != card.clerk else ""
    came, arrived = card.came_from, _arrival(office, story)
    from_office = came.office if came is not None and not sent else ""
    span = office.open_span(moment)
    return Situation(
        number=card.number,
        needs=card.needs,
        language="" if card.language == office.language else card.language,
        distress=card.distress is not None,
        private=card.service is not None and card.service.sensitive,
        visits=1 + card.earlier_visits,
        sent_by=by,
        times_sent=len(sent),
        from_office=from_office,
        noted=any(note.office == from_office if from_office else note.clerk == by for note in card.notes),
        resumed=card.state is State.SERVING and _last(story, Kind.START, Kind.RESUME) is Kind.RESUME,
        brought_back=_last(story, Kind.TRANSFER, Kind.REINSTATE) is Kind.REINSTATE,
        arrived=arrived,
        appointment=_appointment(office, story),
        closes=span[1] if span else None,
        why=next((why for line in reversed(story) if (why := _told_why(line))), ""),
    )


def standing(story: tuple[StoryLine, ...]) -> tuple[StoryLine, ...]:
    """Return what of a story still stands: an act that was taken back is out, and so is the taking back."""
    kept: list[StoryLine] = []
    for line in story:
        if line.kind is not Kind.UNDO:
            kept.append(line)
            continue
        undone = [place for place, each in enumerate(kept) if each.kind.value == line.facts.get("undid")]
        if undone:
            del kept[undone[-1]]
    return tuple(kept)


def _moment(card: VisitCard) -> datetime:
    """Return when the line is said: when service started, or now."""
    if card.state is not State.SERVING:
        return card.now
    began = next((line.at for line in reversed(standing(card.story)) if line.kind in _BEGINS), None)
    return began or card.now


def _last(story: tuple[StoryLine, ...], *kinds: Kind) -> Kind | None:
    return next((line.kind for line in reversed(story) if line.kind in kinds), None)


def _told_why(line: StoryLine) -> str:
    told = line.facts.get("told")
    return str(told.get("reason", "")) if isinstance(told, dict) else ""


def _opened(story: tuple[StoryLine, ...]) -> dict[str, int]:
    """Return the times with which the visitor's first request began; empty for those who came from another office."""
    facts = next((line.facts for line in story if line.kind is Kind.CHECK_IN), {})
    now = facts.get("now", {})
    return {key: now[key] for key in ("opened_at", "appointment_at") if isinstance(now.get(key), int)}


def _arrival(office: Office, story: tuple[StoryLine, ...]) -> datetime | None:
    opened = _opened(story).get("opened_at")
    return None if opened is None else office.local(from_ms(opened))


def _appointment(office: Office, story: tuple[StoryLine, ...]) -> datetime | None:
    at = _opened(story).get("appointment_at")
    return None if at is None else office.local(from_ms(at))
