"""Counters to open or to close, by what they would change for those who wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.guidance.suggestion import RoomAct, RoomNeed, RoomSuggestion

if TYPE_CHECKING:
    from greeter.queueing.what_if import Opening
    from greeter.texts import Texts
    from greeter.views.queue_view import QueueView
    from greeter.views.room_facts import RoomFacts

LONG = 60
"""Minutes; what is more is told as more than an hour."""


def open_counter(texts: Texts, view: QueueView, facts: RoomFacts) -> RoomSuggestion | None:
    """Suggest to open the counter that helps most: "Open counter 3: 4 fewer people over 15 minutes."."""
    found = facts.what_if.opening
    if found is None or found.counter in view.open_counters or not (view.waiting or found.expected):
        return None
    return RoomSuggestion(
        RoomNeed.OPEN_COUNTER,
        _effect(texts, found),
        _evidence(texts, found),
        texts("Open {counter}", counter=found.counter),
        RoomAct.OPEN,
        counter=found.counter,
    )


def close_counter(texts: Texts, view: QueueView, facts: RoomFacts) -> RoomSuggestion | None:
    """Suggest to close a counter that would not be missed."""
    found = facts.what_if.closing
    if found is None or found.counter not in view.open_counters or len(view.open_counters) < 2:
        return None
    if any(row.counter == found.counter for row in view.at_counters):
        return None
    idle = texts.count(found.idle_minutes, "Idle for {n} minute.", "Idle for {n} minutes.")
    left = texts.count(found.left, "{n} counter stays open.", "{n} counters stay open.")
    return RoomSuggestion(
        RoomNeed.CLOSE_COUNTER,
        texts("Counter {counter} can close: nobody would wait longer than promised.", counter=found.counter),
        f"{idle} {left}",
        texts("Close {counter}", counter=found.counter),
        RoomAct.CLOSE,
        counter=found.counter,
    )


def _evidence(texts: Texts, found: Opening) -> str:
    over = texts.count(
        found.over, "{n} would likely wait longer than promised.", "{n} would likely wait longer than promised."
    )
    if not found.expected:
        return f"{texts('{n} waiting.', n=found.waiting)} {over}"
    return f"{texts('{n} waiting, {more} expected in the next hour.', n=found.waiting, more=found.expected)} {over}"


def _effect(texts: Texts, found: Opening) -> str:
    if found.helped and found.minutes is not None:
        return texts.count(
            found.helped,
            "Open counter {counter}: {n} fewer person over {minutes} minutes.",
            "Open counter {counter}: {n} fewer people over {minutes} minutes.",
            counter=found.counter,
            minutes=found.minutes,
        )
    if found.helped:
        return texts.count(
            found.helped,
            "Open counter {counter}: {n} fewer person over our promise.",
            "Open counter {counter}: {n} fewer people over our promise.",
            counter=found.counter,
        )
    if found.sooner > LONG:
        return texts("Open counter {counter}: people wait over an hour less.", counter=found.counter)
    return texts("Open counter {counter}: people wait about {n} minutes less.", counter=found.counter, n=found.sooner)
