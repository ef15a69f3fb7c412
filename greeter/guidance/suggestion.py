"""A suggestion for the room: what is the matter, what accepting it does, and how it reads."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from greeter.model.notice import Notice
    from greeter.queueing.announcement import Again


class RoomNeed(StrEnum):
    """What is the matter, most urgent first."""

    STORE = "store"
    """The store can't be used."""
    SERVER = "server"
    """The store's server does not answer."""
    HELP = "help"
    """A counter asks its colleagues for help."""
    PERSON = "person"
    """Somebody asked the kiosk for a person."""
    BACK = "back"
    """Somebody who was on hold has told the kiosk that they are back."""
    OVERDUE = "overdue"
    """Somebody waits longer than promised, and nobody has told them why."""
    CLOSING = "closing"
    """The office closes soon, or has closed, and people still wait."""
    LONGER = "longer"
    """Somebody will wait longer than they were told, and does not know it yet."""
    OPEN_COUNTER = "open counter"
    """One more counter would keep the promise to some of those who wait."""
    DISTRESS = "distress"
    """Somebody's words tell of hardship."""
    CAME_BACK = "came back"
    """Somebody is here about the same for the third time."""
    UNGREETED = "ungreeted"
    """Somebody has waited for a while, and nobody has told them anything."""
    STAFF_NOTE = "staff note"
    """A colleague has written something for all."""
    KIOSK_SILENT = "kiosk silent"
    """A kiosk is cut off from the server, or switched off."""
    KIOSK_BRINGS = "kiosk brings"
    """A kiosk hands in the tickets that it kept."""
    PAUSED = "paused"
    """The kiosk gives no tickets."""
    PRINTER = "printer"
    """A printer does not print."""
    NO_PAPER = "no paper"
    """Somebody waits without a paper ticket."""
    PAPER_LOW = "paper low"
    """A printer's paper will soon be used up."""
    VOICE = "voice"
    """A kiosk can't be heard."""
    LONG_HOLD = "long hold"
    """A hold that may be forgotten."""
    OWED = "owed"
    """What the office owes somebody is late."""
    CLOSE_COUNTER = "close counter"
    """A counter is idle, and the others keep the promise without it."""
    DELAY_PAST = "delay past"
    """The room is told of a delay that is over."""


class RoomAct(StrEnum):
    """What accepting a suggestion does."""

    NOTHING = "nothing"
    """There is nothing to accept: it is only told."""
    CALL = "call"
    """Calls `visit` to this counter."""
    LOOK = "look"
    """Shows `visit`."""
    TELL_DELAY = "tell delay"
    """Tells the room of a delay: `says`."""
    TELL_AGAIN = "tell again"
    """Notes that those of `again` were told how long they wait now."""
    GO_TO_HELP = "go to help"
    """Takes the call for help of `counter`."""
    END_STAFF_NOTE = "end staff note"
    """Takes the note for all down."""
    END_NOTICE = "end notice"
    """Ends `notice`."""
    GREETED = "greeted"
    """Notes that somebody of the staff has spoken with `visit`."""
    OPEN = "open"
    """Opens `counter`."""
    CLOSE = "close"
    """Closes `counter`."""
    CLOSING = "closing"
    """Opens the decision who is served at closing time."""
    FOLLOW_UPS = "follow-ups"
    """Shows what the office owes."""


@dataclass(frozen=True, slots=True)
class RoomSuggestion:
    """One suggestion: what to do or know, why, and the word of the act that accepts it."""

    kind: RoomNeed
    what: str
    why: str
    act: str = ""
    """The act's word, "Tell them"; empty where there is none."""
    does: RoomAct = RoomAct.NOTHING
    visit: str = ""
    """The id of the visit that it is about, or empty."""
    says: str = ""
    """What the lobby is told: a few words that go on after "about 10 to 20 minutes,"."""
    notice: Notice | None = None
    counter: str = ""
    """The counter that it is about, or empty."""
    again: tuple[Again, ...] = ()
    """Whose wait is told again."""
