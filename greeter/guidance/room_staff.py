"""What colleagues tell each other, as suggestions for the room: a counter that needs help, and a note for all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.guidance.suggestion import RoomAct, RoomNeed, RoomSuggestion
from greeter.model.notice import Notice

if TYPE_CHECKING:
    from greeter.model.catalogue import Office
    from greeter.texts import Texts
    from greeter.views.queue_view import QueueView


def help_wanted(texts: Texts, view: QueueView, office: Office) -> RoomSuggestion | None:  # noqa: ARG001
    """Say which counter needs help: another one first, since somebody here can go; at the own one, that nobody has taken it yet."""
    others = [counter for counter in view.help_at if counter != view.counter]
    if others:
        more = texts.count(len(others) - 1, "{n} more counter asks, too.", "{n} more counters ask, too.")
        return RoomSuggestion(
            RoomNeed.HELP,
            texts("Counter {counter} needs help.", counter=others[0]),
            more if len(others) > 1 else texts("Everybody sees this until one of you goes."),
            texts("I’ll go"),
            RoomAct.GO_TO_HELP,
            counter=others[0],
        )
    if view.counter and view.counter in view.help_at:
        return RoomSuggestion(
            RoomNeed.HELP,
            texts("You asked for help."),
            texts("Every counter sees it until somebody comes."),
            texts("No need any more"),
            RoomAct.GO_TO_HELP,
            counter=view.counter,
        )
    return None


def note_for_all(texts: Texts, view: QueueView, office: Office) -> RoomSuggestion | None:  # noqa: ARG001
    """Say what a colleague has written for all."""
    said = view.notices.get(Notice.STAFF, "")
    if not said:
        return None
    return RoomSuggestion(
        RoomNeed.STAFF_NOTE, texts("A note for all"), said, texts("Take it down"), RoomAct.END_STAFF_NOTE
    )
