"""What could not be kept goes back to where it was written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ui.staff.state import Written

if TYPE_CHECKING:
    from ui.staff.panes import Panes


def give_back(panes: Panes, visit: str, what_for: Written, written: Any) -> None:
    """Put what was written for a visit back to its field."""
    card, strip, steps = panes.card, panes.strip, panes.steps
    match what_for:
        case Written.NOTE:
            card.notes.give_back(visit, written)
        case Written.HOLD:
            strip.hold.give_back(visit, written)
        case Written.CALL:
            strip.call.give_back(visit, written)
        case Written.TRANSFER:
            strip.transfer.give_back(visit, written)
        case Written.STEP:
            steps.steps.give_back(visit, written)
        case Written.KNOWN:
            card.know.give_back(visit)
        case Written.SUMMARY:
            card.summary.give_back(visit, written)
        case Written.JUDGEMENT:
            steps.ask_again(visit)
