"""A visit, its service requests, and which act is lawful in which state.

To add an act: 1. a member of `Kind` and its row in `MOVES`; 2. a method of `FrontDesk`; 3. where it leads to a new state, that state's sentence in
`_MEANWHILE`; 4. a key in the staff window. `tests/greeter/test_acts.py` fails while one is missing.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any

from greeter.model.journal import Kind
from greeter.problems import Unlawful

MINUTE_MS = 60_000
RECALLS = 3
"""A visitor is announced again at most so many times."""
RECALL_GAP_MS = 30_000
UNDO_MS = 2 * MINUTE_MS
MOST_SERVICES = 3
"""A visit is for so many services at once: more is another visit."""
SENT_HOME = "sent home"
"""The note of a request that the office ended because it closes."""


class Channel(StrEnum):
    """How the visitor reached the office."""

    COUNTER = "counter"
    APPOINTMENT = "appointment"
    PHONE = "phone"
    EMAIL = "e-mail"
    LETTER = "letter"
    WEB = "web"

    @property
    def in_line(self) -> bool:
        """Whether those who come this way get a ticket and wait; others are contacts, which are logged as they happen."""
        return self in {Channel.COUNTER, Channel.APPOINTMENT}


class Need(StrEnum):
    """What helps a visitor."""

    SEAT = "seat"
    INTERPRETER = "interpreter"
    HEARING_LOOP = "hearing-loop"
    WHEELCHAIR = "wheelchair"
    QUIET = "quiet"
    MORE_TIME = "more-time"


class Familiarity(StrEnum):
    """Whether the visitor was here about this before, by their own word."""

    NEW = "new"
    RETURNING = "returning"
    UNKNOWN = "unknown"


class Printed(StrEnum):
    """What became of the paper ticket."""

    NOT_ASKED = "not asked"
    PRINTED = "printed"
    NOT_PRINTED = "not printed"


class Outcome(StrEnum):
    """How a visit ended for the visitor."""

    RESOLVED = "resolved"
    FOLLOW_UP = "follow-up"
    REFERRED = "referred"
    NOT_POSSIBLE = "not-possible"


class State(StrEnum):
    """Where a service request stands."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    ON_HOLD = "on_hold"
    FINISHED = "finished"
    NO_SHOW = "no_show"
    LEFT = "left"

    @property
    def ended(self) -> bool:
        """Whether nothing more happens to the request."""
        return self in {State.FINISHED, State.NO_SHOW, State.LEFT}


MOVES: dict[Kind, tuple[frozenset[State], State]] = {
    Kind.CALL: (frozenset({State.WAITING}), State.CALLED),
    Kind.RECALL: (frozenset({State.CALLED}), State.CALLED),
    Kind.START: (frozenset({State.CALLED}), State.SERVING),
    Kind.REQUEUE: (frozenset({State.CALLED}), State.WAITING),
    Kind.NO_SHOW: (frozenset({State.CALLED}), State.NO_SHOW),
    Kind.REINSTATE: (frozenset({State.NO_SHOW}), State.WAITING),
    Kind.HOLD: (frozenset({State.SERVING}), State.ON_HOLD),
    Kind.RESUME: (frozenset({State.ON_HOLD}), State.SERVING),
    Kind.TRANSFER: (frozenset({State.SERVING}), State.FINISHED),
    Kind.FINISH: (frozenset({State.SERVING}), State.FINISHED),
    Kind.LEAVE: (frozenset({State.WAITING, State.CALLED, State.ON_HOLD}), State.LEFT),
    Kind.SEND_HOME: (frozenset({State.WAITING, State.CALLED, State.ON_HOLD}), State.LEFT),
}
"""From which states an act is lawful, and where it leads. A transfer ends one request and opens the next, waiting."""

_MEANWHILE: dict[State, str] = {
    State.WAITING: "{number} is waiting and has not been called.",
    State.CALLED: "{number} was called by counter {counter} {ago}.",
    State.SERVING: "{number} went to counter {counter} {ago}.",
    State.ON_HOLD: "{number} was put on hold at counter {counter} {ago}.",
    State.FINISHED: "{number} was finished at counter {counter} {ago}.",
    State.NO_SHOW: "{number} was called and did not come, {ago}.",
    State.LEFT: "{number} left {ago}.",
}


@dataclass(frozen=True, slots=True)
class ServiceRequest:
    """One service within a visit. Exactly one of a visit's requests is active.

    Times that end in `_at` are wall times, in milliseconds since 1970 UTC. Times that end in `_tick` are office time: milliseconds that
    never go backwards (`greeter.store.turn`). Durations end in `_ms`.
    """

    id: str
    office: str
    visit: str
    ordinal: int
    service: str
    lane: str
    """The line it stands in: the service, or `service@appointment`. Within a lane the earliest credit is first."""
    state: State
    target_minutes: int
    """The standard when the request was opened."""
    opened_at: int
    opened_tick: int
    """When its wait began: at check-in, or at the transfer. Later than now: the visitor is on the way, and expected then."""
    credit_tick: int
    """From when its credit counts: the arrival, or the time of the appointment."""
    state_tick: int
    """Since when it is in this state."""
    appointment_at: int | None = None
    counter: str | None = None
    clerk: str | None = None
    for_counter: str | None = None
    """Transferred to this counter alone."""
    for_clerk: str | None = None
    """Transferred to this clerk alone."""
    calls: int = 0
    called_at: int | None = None
    call_tick: int | None = None
    started_at: int | None = None
    ended_at: int | None = None
    wait_ms: int | None = None
    """Set when service starts, or when the visitor is gone unserved."""
    answer_ms: int | None = None
    """From the call that was answered to service start."""
    serve_ms: int = 0
    hold_ms: int = 0
    hold_reason: str | None = None
    outcome: Outcome | None = None
    handed_to: str | None = None
    """The request that a transfer opened."""
    back_dated_ms: int = 0
    """How long the visitor had stood there before staff checked them in."""
    note: str | None = None
    """How it ended where no visitor or clerk ended it: `night`; `sent home` where the office closed."""

    def moved(self, act: Kind, *, number: str, tick: int, **changes: Any) -> ServiceRequest:
        """Return the request after `act`. Raises Unlawful, with what happened meanwhile, when the act is not lawful now."""
        lawful_from, to = MOVES[act]
        if self.state not in lawful_from:
            raise Unlawful(self.meanwhile(number, tick))
        return replace(self, state=to, state_tick=tick, **changes)

    def waited(self, tick: int) -> int:
        """Return how long it waits at `tick`, in milliseconds; who is expected later has not begun to wait."""
        return max(0, tick - self.opened_tick)

    def meanwhile(self, number: str, tick: int) -> str:
        """Say where the request stands, for the person who meant to do something else with it."""
        if self.note == SENT_HOME:
            return f"{number} was sent home {_ago(tick - self.state_tick)}."
        return _MEANWHILE[self.state].format(
            number=number, counter=self.counter or "?", ago=_ago(tick - self.state_tick)
        )

    def row(self) -> dict[str, Any]:
        """Return the columns of its row in the store."""
        return {name: getattr(self, name) for name in REQUEST_COLUMNS}


@dataclass(frozen=True, slots=True)
class Visit:
    """One person's, or one family's, contact with the office. What is personal lies apart, in the table `personal`."""

    id: str
    office: str
    business_day: str
    number: str
    token: str
    """128 random bits, for the visitor's own page; never a key, never shown to others."""
    channel: Channel
    language: str
    needs: str
    """Comma-separated `Need`s."""
    familiarity: Familiarity
    arrived_at: int
    utc_offset: int
    """Minutes of the office's zone at arrival."""
    request: str
    """Its active, or last, service request."""
    origin: str = "desk"
    printed: Printed = Printed.NOT_ASKED
    ended_at: int | None = None
    came_back: int | None = None
    """1 where clerk or visitor said that the same matter came back; 0 where the clerk said not; None where nobody said."""
    came_from: str | None = None
    """The visit in another office that this one goes on with."""
    people: int | None = None
    """How many people it is; None where nobody said."""
    goes_on: str | None = None
    """The earlier visit in this office that it goes on with, by the ticket that the visitor showed."""
    back_tick: int | None = None
    """When the visitor told the kiosk that they are back from a hold, in office time."""
    also: str | None = None
    """Services still to come in this visit, after the active one, in order and comma-separated; None: none."""

    @property
    def to_come(self) -> tuple[str, ...]:
        """Ids of the services still to come."""
        return services_in(self.also)

    @property
    def has_ticket(self) -> bool:
        """Whether its number is a ticket's. That of a contact is not: `Phone 3`."""
        return has_ticket(self.number)

    def row(self) -> dict[str, Any]:
        """Return the columns of its row in the store."""
        return {name: getattr(self, name) for name in VISIT_COLUMNS}


REQUEST_COLUMNS = tuple(column.name for column in fields(ServiceRequest))
VISIT_COLUMNS = tuple(column.name for column in fields(Visit))


def services_in(also: str | None) -> tuple[str, ...]:
    """Return the services of a visit's `also`, in order."""
    return tuple(also.split(",")) if also else ()


def has_ticket(number: str) -> bool:
    """Whether a visit's number is a ticket's, and no contact's: those have a blank, `Phone 3`."""
    return " " not in number


def changed(before: object, after: object, columns: tuple[str, ...]) -> dict[str, Any]:
    """Return the columns of `after` that `before` has otherwise."""
    return {name: value for name in columns if (value := getattr(after, name)) != getattr(before, name)}


def _ago(ms: int) -> str:
    minutes = ms // MINUTE_MS
    if minutes < 2:
        return "a moment ago"
    return f"{minutes} minutes ago" if minutes < 120 else f"{minutes // 60} hours ago"
