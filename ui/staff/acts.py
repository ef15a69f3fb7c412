"""What a clerk can do, by which key, and why not now.

To add an act: 1. a member of `Act`; 2. its row in `_FACES`; 3. its reason in `reason_against`; 4. what it does in `presenter.py` or, where it asks
something first, in `asking.py`. `tests/ui/staff/test_staff_acts.py` fails while one is missing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from greeter.guidance.silence import waits_words
from greeter.model.visit import RECALLS, State

if TYPE_CHECKING:
    from greeter.texts import Texts
    from greeter.views.queue_view import QueueRow
    from ui.staff.state import StaffState


class Act(StrEnum):
    """An act on a visit, or on the queue."""

    CALL_NEXT = "call next"
    CALL_AGAIN = "call again"
    START = "start"
    HOLD = "hold"
    TRANSFER = "transfer"
    BACK_IN_LINE = "back in line"
    FINISH = "finish"
    CHECK_IN = "check in"
    NO_SHOW = "no-show"
    LEFT = "left"
    SEND_HOME = "send home"
    UNDO = "undo"
    CALL_THIS = "call this one"
    RESUME = "resume"
    BRING_BACK = "bring back"


@dataclass(frozen=True, slots=True)
class Face:
    """How an act looks on its button. `named` is the word where the visitor's number is known; it has a place `{number}`."""

    key: str
    icon: str
    word: str
    named: str

    @property
    def cap(self) -> str:
        """What the key's cap says: `Ctrl Z`."""
        return self.key.replace("+", " ")


_FACES = {
    Act.CALL_NEXT: Face("F2", "bell", "Call next", "Call {number}"),
    Act.CALL_AGAIN: Face("F3", "megaphone", "Call again", "Call {number} again"),
    Act.START: Face("F4", "arrow-right", "Start", "Start {number}"),
    Act.HOLD: Face("F5", "pause", "Hold", "Hold {number}"),
    Act.TRANSFER: Face("F6", "arrow-left-right", "Transfer", "Transfer {number}"),
    Act.BACK_IN_LINE: Face("F7", "undo-2", "Back in line", "{number} back in line"),
    Act.FINISH: Face("F8", "check", "Finish", "Finish {number}"),
    Act.CHECK_IN: Face("F9", "user-plus", "Check in", "Check in"),
    Act.NO_SHOW: Face("F10", "user-x", "No-show", "{number} is a no-show"),
    Act.LEFT: Face("F11", "log-out", "They left", "{number} left"),
    Act.SEND_HOME: Face("Shift+H", "house", "Send home", "Send {number} home"),
    Act.UNDO: Face("Ctrl+Z", "undo-2", "Undo", "Undo"),
    Act.CALL_THIS: Face("C", "bell", "Call now", "Call {number} now"),
    Act.RESUME: Face("R", "play", "Go on", "Go on with {number}"),
    Act.BRING_BACK: Face("B", "rotate-ccw", "Bring back", "Bring {number} back"),
}

BAR = (Act.CALL_NEXT, Act.CALL_AGAIN, Act.START, Act.HOLD, Act.TRANSFER)
"""The action bar's places, from the start; they never move."""
ON_CARD: dict[State, tuple[Act, ...]] = {
    State.WAITING: (Act.CALL_THIS, Act.LEFT, Act.SEND_HOME),
    State.CALLED: (Act.BACK_IN_LINE, Act.NO_SHOW, Act.LEFT, Act.SEND_HOME),
    State.SERVING: (),
    State.ON_HOLD: (Act.RESUME, Act.LEFT, Act.SEND_HOME),
    State.FINISHED: (),
    State.NO_SHOW: (Act.BRING_BACK,),
    State.LEFT: (),
}
"""Acts that stand on the visitor's card, by where the visit is."""


def face_of(act: Act) -> Face:
    """Return how an act looks."""
    return _FACES[act]


def fitting(state: StaffState) -> Act:
    """Return the act that fits now: the one light button at the end of the action bar."""
    current = state.current
    if current is not None:
        return Act.START if current.state is State.CALLED else Act.FINISH
    return Act.CALL_NEXT if state.queue.mine else Act.CHECK_IN


def reason_against(texts: Texts, act: Act, state: StaffState) -> str:
    """Return why an act is not lawful now, with what to do instead; empty where it is. Checking in may be begun at any time."""
    current = state.current
    if state.silence is not None and act is not Act.CHECK_IN:
        return waits_words(texts, state.silence)
    if act is Act.CALL_NEXT:
        return _against_calling(texts, current, state)
    if act in _FROM_CALLED:
        return _against_called(texts, act, current)
    if act in _FROM_SERVING:
        return _against_serving(texts, current)
    if act is Act.UNDO:
        return (
            ""
            if state.undo
            else texts("There is nothing of yours to take back. An act can be taken back for two minutes.")
        )
    if act is Act.CHECK_IN:
        return ""
    return _against_shown(texts, act, state)


_FROM_CALLED = frozenset({Act.CALL_AGAIN, Act.START, Act.BACK_IN_LINE, Act.NO_SHOW})
_FROM_SERVING = frozenset({Act.HOLD, Act.TRANSFER, Act.FINISH})
_SHOWN_STATES = {
    Act.CALL_THIS: frozenset({State.WAITING}),
    Act.RESUME: frozenset({State.ON_HOLD}),
    Act.BRING_BACK: frozenset({State.NO_SHOW}),
    Act.LEFT: frozenset({State.WAITING, State.CALLED, State.ON_HOLD}),
    Act.SEND_HOME: frozenset({State.WAITING, State.CALLED, State.ON_HOLD}),
}


def _against_calling(texts: Texts, current: QueueRow | None, state: StaffState) -> str:
    if current is not None:
        if current.state is State.CALLED:
            return texts("{number} is called to you. Start with them, or put them back in line.", number=current.number)
        return texts("{number} is with you. Finish, hold or transfer first.", number=current.number)
    return "" if state.queue.mine else texts("Nobody waits for this counter.")


def _against_called(texts: Texts, act: Act, current: QueueRow | None) -> str:
    if current is None:
        return texts("Nobody is called to you. Call the next visitor first.")
    if current.state is State.SERVING:
        return texts("{number} is with you already.", number=current.number)
    if act is Act.CALL_AGAIN and current.calls > RECALLS:
        return texts(
            "{number} was announced {n} times. Mark a no-show, or put them back in line.",
            number=current.number,
            n=current.calls,
        )
    if act is Act.NO_SHOW and current.calls < 2:
        return texts(
            "{number} was announced once only. Call again first; they may not have heard.", number=current.number
        )
    return ""


def _against_serving(texts: Texts, current: QueueRow | None) -> str:
    if current is None:
        return texts("Nobody is with you. Call the next visitor first.")
    if current.state is State.CALLED:
        return texts("{number} is called and not yet with you. Start first.", number=current.number)
    return ""


def _against_shown(texts: Texts, act: Act, state: StaffState) -> str:
    card = state.card
    if card is None:
        return texts("Nobody is shown. Choose someone in the queue first.")
    if card.state not in _SHOWN_STATES[act]:
        return texts(_WHERE[card.state], number=card.number)
    if act in {Act.CALL_THIS, Act.RESUME} and state.current is not None:
        return texts("{number} is with you. Finish, hold or transfer first.", number=state.current.number)
    return ""


_WHERE = {
    State.WAITING: "{number} is waiting.",
    State.CALLED: "{number} is called.",
    State.SERVING: "{number} is being served.",
    State.ON_HOLD: "{number} is on hold.",
    State.FINISHED: "{number} is finished.",
    State.NO_SHOW: "{number} did not come.",
    State.LEFT: "{number} has left.",
}
