"""Closing time, told before it is there: who waits, and who can be served."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.guidance.suggestion import RoomAct, RoomNeed, RoomSuggestion

if TYPE_CHECKING:
    from greeter.texts import Texts
    from greeter.views.closing import Outlook
    from greeter.views.queue_view import QueueView
    from greeter.views.room_facts import RoomFacts


def closing(texts: Texts, view: QueueView, facts: RoomFacts) -> RoomSuggestion | None:
    """Ask whether those who wait are served or sent home: "We close at 16:30, and 12 people wait."."""
    found = facts.outlook
    if found is None or not found.is_near or not view.waiting:
        return None
    act = texts("Look") if found.serves_all else texts("Decide")
    return RoomSuggestion(
        RoomNeed.CLOSING, heading_words(texts, found), outlook_words(texts, found), act, RoomAct.CLOSING
    )


def heading_words(texts: Texts, found: Outlook) -> str:
    """Say when the office closes, and how many wait."""
    time, waiting = texts.clock24(found.closes), len(found.line)
    if not waiting:
        words = "We closed at {time}, and nobody waits." if found.is_past else "We close at {time}, and nobody waits."
        return texts(words, time=time)
    if found.is_past:
        return texts.count(
            waiting,
            "We closed at {time}, and {n} person still waits.",
            "We closed at {time}, and {n} people still wait.",
            time=time,
        )
    return texts.count(
        waiting, "We close at {time}, and {n} person waits.", "We close at {time}, and {n} people wait.", time=time
    )


def outlook_words(texts: Texts, found: Outlook) -> str:
    """Say how many of those who wait can be served by closing time, and what was decided."""
    if found.serves_all:
        return texts("All who wait are served. The kiosk gives no more tickets.")
    if not found.line:
        return texts("Nothing needs to be decided.")
    if found.is_past:
        return texts("Serve them, or send them home with a reason.")
    if found.unknown == len(found.line):
        return texts("How many can be served by then can’t be told yet.")
    if not found.unlikely and found.surely == found.likely:
        return texts("All of them can be served by then.") if not found.unknown else _some(texts, found)
    return _some(texts, found)


def _some(texts: Texts, found: Outlook) -> str:
    if found.likely == 0:
        parts = [texts("Probably none of them can be served by then.")]
    elif found.surely == found.likely:
        parts = [texts("{n} can be served by then.", n=found.likely)]
    else:
        parts = [texts("{low} to {high} can be served by then.", low=found.surely, high=found.likely)]
    if found.unlikely and found.likely:
        parts.append(texts.count(found.unlikely, "{n} probably can’t.", "{n} probably can’t."))
    return " ".join(parts)
