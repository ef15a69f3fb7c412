"""Visitors who wait and need somebody to look: whose words tell of hardship, who is here again, who was told nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.guidance.suggestion import RoomAct, RoomNeed, RoomSuggestion
from greeter.model.catalogue import HELP

if TYPE_CHECKING:
    from greeter.model.catalogue import Office
    from greeter.texts import Texts
    from greeter.views.queue_view import QueueRow, QueueView
    from greeter.views.room_facts import RoomFacts

THIRD = 3
"""From this visit about the same on, something goes wrong again and again."""
UNGREETED_MINUTES = 5
"""Who waits so long and was told nothing is ungreeted."""


def distress(texts: Texts, view: QueueView, office: Office) -> RoomSuggestion | None:  # noqa: ARG001
    """Point at somebody whose words tell of hardship. It says no more: a colleague in the lobby may see the screen."""
    found = [row for row in (*view.mine, *view.others) if row.distress is not None]
    if not found:
        return None
    longest = max(found, key=lambda row: row.waited)
    parts = [texts("Their words may tell of hardship. A quiet place may help.")]
    if len(found) > 1:
        parts.append(texts.count(len(found) - 1, "{n} more, too.", "{n} more, too."))
    return _look(
        texts, RoomNeed.DISTRESS, longest, texts("Look at {number} before you call.", number=longest.number), parts
    )


def is_back(texts: Texts, view: QueueView, office: Office) -> RoomSuggestion | None:  # noqa: ARG001
    """Point at somebody who was on hold and is back: they wait for a clerk to go on."""
    found = [row for row in view.on_hold if row.is_back]
    if not found:
        return None
    longest = max(found, key=lambda row: row.waited)
    parts = [texts("On hold for {n} min: {why}", n=longest.minutes, why=longest.hold_reason)]
    if len(found) > 1:
        parts.append(texts.count(len(found) - 1, "{n} more, too.", "{n} more, too."))
    return _look(texts, RoomNeed.BACK, longest, texts("{number} is back.", number=longest.number), parts)


def came_back(texts: Texts, view: QueueView, facts: RoomFacts) -> RoomSuggestion | None:
    """Point at somebody who is here about the same for the third time."""
    times = {row.visit_id: facts.came_before.get(row.visit_id, 0) + 1 for row in (*view.mine, *view.others)}
    found = [row for row in (*view.mine, *view.others) if times[row.visit_id] >= THIRD]
    if not found:
        return None
    most = max(found, key=lambda row: (times[row.visit_id], row.waited))
    n = times[most.visit_id]
    what = (
        texts("{number} is here about the same for the third time.", number=most.number)
        if n == THIRD
        else texts("{number} is here about the same again: visit {n}.", number=most.number, n=n)
    )
    said = texts("In 14 days, by their own word and name. Settle it today, or find who can.")
    return _look(texts, RoomNeed.CAME_BACK, most, what, [said])


def ungreeted(texts: Texts, view: QueueView, facts: RoomFacts) -> RoomSuggestion | None:
    """Point at somebody who has waited for a while and was told nothing; who is over the promise is greeted for that."""
    found = [
        row
        for row in (*view.mine, *view.others)
        if row.visit_id in facts.untold
        and UNGREETED_MINUTES <= row.minutes <= row.target_minutes
        and row.service != HELP
    ]
    if not found:
        return None
    first = max(found, key=lambda row: row.waited)
    parts = [
        texts.count(
            first.minutes,
            "{n} minute, and nobody has told them anything.",
            "{n} minutes, and nobody has told them anything.",
        )
    ]
    if len(found) > 1:
        parts.append(texts.count(len(found) - 1, "{n} more, too.", "{n} more, too."))
    return RoomSuggestion(
        RoomNeed.UNGREETED,
        texts("Say hello to {number}: we know they are here.", number=first.number),
        " ".join(parts),
        texts("Done"),
        RoomAct.GREETED,
        first.visit_id,
    )


def owed(texts: Texts, view: QueueView, facts: RoomFacts) -> RoomSuggestion | None:
    """Point at what the office owes somebody and is late: this clerk's, and anybody's."""
    late = [one for one in facts.owed if one.late and one.for_clerk in {"", view.clerk}]
    if not late:
        return None
    calls = sum(one.call for one in late)
    why = texts("Somebody waits to hear from us.")
    if calls:
        why = texts.count(calls, "{n} of them is a call back.", "{n} of them are calls back.")
    return RoomSuggestion(
        RoomNeed.OWED,
        texts.count(len(late), "{n} follow-up is late.", "{n} follow-ups are late."),
        why,
        texts("Show them"),
        RoomAct.FOLLOW_UPS,
    )


def _look(texts: Texts, need: RoomNeed, row: QueueRow, what: str, why: list[str]) -> RoomSuggestion:
    return RoomSuggestion(
        need, what, " ".join(why), texts("Show {number}", number=row.number), RoomAct.LOOK, row.visit_id
    )
