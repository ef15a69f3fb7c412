"""Visitors who will wait longer than they were told, and do not know it yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.guidance.suggestion import RoomAct, RoomNeed, RoomSuggestion
from greeter.queueing.announcement import News
from greeter.queueing.forecast import wait_words

if TYPE_CHECKING:
    from greeter.texts import Texts
    from greeter.views.queue_view import QueueView
    from greeter.views.room_facts import RoomFacts

MOST_NAMED = 3
"""So many numbers are named; of more, how many they are."""


def longer(texts: Texts, view: QueueView, facts: RoomFacts) -> RoomSuggestion | None:
    """Ask to tell those who will wait longer than we said: what they were told, what is likely now, and why."""
    waiting = {row.visit_id for row in (*view.mine, *view.others)}
    found = tuple(one for one in facts.again if one.news is News.LATER and one.visit in waiting)
    if not found:
        return None
    first = found[0]
    named = texts.listed([one.number for one in found[:MOST_NAMED]])
    what = (
        texts("{numbers} will wait longer than we said.", numbers=named)
        if len(found) <= MOST_NAMED
        else texts("{n} people will wait longer than we said.", n=len(found))
    )
    told, now = (_lowered(wait_words(texts, one)) for one in (first.told, first.forecast))
    why = [texts("{number} was told “{told}”. Now it is {now} more.", number=first.number, told=told, now=now)]
    if first.forecast.reason:
        why.append(f"{first.forecast.reason[:1].upper()}{first.forecast.reason[1:].rstrip('.')}.")
    return RoomSuggestion(
        RoomNeed.LONGER,
        what,
        " ".join(why),
        texts("Tell {number}", number=first.number),
        RoomAct.TELL_AGAIN,
        first.visit,
        again=(first,),
    )


def _lowered(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"
