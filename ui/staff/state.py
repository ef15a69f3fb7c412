"""What the staff window shows at one moment, frozen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from ui.staff.acts import Act, fitting, reason_against

if TYPE_CHECKING:
    from greeter.guidance.silence import Silence
    from greeter.guidance.suggestion import RoomSuggestion
    from greeter.queueing.forecast import Forecast
    from greeter.texts import Texts
    from greeter.views.queue_view import QueueRow, QueueView
    from greeter.views.visit_card import VisitCard


class Written(StrEnum):
    """For what a clerk wrote something that could not be kept."""

    NOTE = "note"
    HOLD = "hold"
    CALL = "call"
    TRANSFER = "transfer"
    STEP = "step"
    KNOWN = "known"
    SUMMARY = "summary"
    JUDGEMENT = "judgement"


class Tone(StrEnum):
    """How something is told to the clerk."""

    TELL = "tell"
    """What is so, or why something can't be done now."""
    TROUBLE = "trouble"
    """Something is wrong that a person must look after."""
    DONE = "done"
    """It worked, and there is something to say to the visitor."""


@dataclass(frozen=True, slots=True)
class StaffState:
    """The queue as this counter sees it, the visit on the card, and what can be done."""

    queue: QueueView
    card: VisitCard | None
    """The visit that is shown: the one at this counter, or one that the clerk looks at."""
    undo: tuple[str, str] | None = None
    """Kind and visit of the act that can be taken back."""
    room: tuple[RoomSuggestion, ...] = ()
    clerks: tuple[str, ...] = ()
    """Clerks who are at a counter now."""
    silence: Silence | None = None
    """Since when the server has not answered; None while it does."""
    likely: Forecast | None = None
    """How much longer the visit on the card waits; None where it does not wait, or no time can be given."""

    @property
    def current(self) -> QueueRow | None:
        """Who is called to, or served at, this counter."""
        return self.queue.current

    @property
    def looking(self) -> bool:
        """Whether the card is of somebody who is not at this counter."""
        if self.card is None:
            return False
        return self.current is None or self.current.visit_id != self.card.visit_id

    @property
    def main(self) -> Act:
        """The act that fits now."""
        return fitting(self)

    def reason_against(self, texts: Texts, act: Act) -> str:
        """Return why an act can't be done now, or an empty text."""
        return reason_against(texts, act, self)
