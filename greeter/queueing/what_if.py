"""What if one more counter opened now, or an idle one closed: the room is played forward with it and without it.

Both plays draw the same numbers for the same visitors, so that they differ by the counter and not by chance. Beside those who wait, those are counted
who will likely come within the hour, evenly spread: people come less evenly, and then a counter helps more. What is promised is an expected number of
people, rounded down. Pure: the same room gives the same answer.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from math import inf
from typing import TYPE_CHECKING

from greeter.problems import BadInput
from greeter.queueing.arrivals import Usual
from greeter.queueing.play import playing, quantile
from greeter.queueing.staffing import ErlangC

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from greeter.in_parts import Parts
    from greeter.model.catalogue import Counter
    from greeter.queueing.learned import Learned
    from greeter.queueing.play import Played
    from greeter.queueing.room import AtCounter, InRoom, Room

FEWEST_DRAWS, DRAWS = 8, 24
"""Plays of a room: fewer than for a forecast, for a count of people is coarser than a time. Of a long line the fewest: its people average them."""
CALLS = 1_200
"""Calls that all plays of one room may take together."""
MOST_KINDS = 4
"""So many kinds of closed counters are tried, by what they can serve."""
HELPED = 0.2
"""Whose chance to wait too long falls by so much is helped by an opening; the target that is named is theirs."""
SOONER = 5.0
"""Where nobody would be in time, a counter is worth opening that shortens the waits by so many minutes."""
LONGEST = 240.0
"""Minutes; longer waits are not told apart."""
IDLE_MINUTES = 10.0
"""Only a counter that has served nobody for so long is suggested to close."""
RISK = 0.1
"""A counter may close where nobody's chance to wait longer than promised is above this."""
SOON = 60.0
"""Minutes ahead that are looked at."""
MOST_EXPECTED = 60


@dataclass(frozen=True, slots=True)
class Opening:
    """What opening a counter would bring to those who wait, and who will likely come."""

    counter: str
    helped: int
    """So many fewer would wait longer than promised; 0 where nobody would, but all are served sooner."""
    sooner: int
    """Minutes by which those who wait would be served sooner, on average."""
    over: int
    """So many will without it."""
    waiting: int
    expected: int
    """So many more will likely come within the hour."""
    minutes: int | None
    """The target of those who are helped; None where it differs."""


@dataclass(frozen=True, slots=True)
class Closing:
    """A counter that would not be missed."""

    counter: str
    idle_minutes: int
    left: int
    """So many counters stay open."""


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What a counter more, or one less, would change; None where nothing speaks for it."""

    opening: Opening | None = None
    closing: Closing | None = None


def what_if(room: Room, learned: Learned | None) -> Parts[WhatIf]:
    """Return what opening or closing a counter would bring. learned: None: too little is known, and nothing is suggested."""
    if learned is None:
        return WhatIf()
    opening = yield from worth_opening(room, learned)
    if opening is not None:
        return WhatIf(opening)
    return WhatIf(closing=(yield from may_close(room, learned)))


def worth_opening(room: Room, learned: Learned) -> Parts[Opening | None]:
    """Return the closed counter that helps most: with which most fewer people would wait too long, or else all are served soonest.

    None where no counter helps one person, nor shortens the waits by some minutes.
    """
    shut = _closed(room)
    waiting = sum(one.since <= 0 for one in room.line)
    room, learned = _foreseen(room, learned)
    if not room.line or not shut:
        return None
    draws = _draws(room)
    played = yield from playing(room, learned, draws)
    now = _over(room, played)
    if sum(now) < 1:
        return None
    best: Opening | None = None
    for counter in shut:
        tried = yield from playing(room.opened(counter), learned, draws)
        then = _over(room, tried)
        helped, sooner = int(sum(now) - sum(then) + 1e-9), round(_sooner(played, tried))
        if (helped >= 1 or sooner >= SOONER) and (best is None or (helped, sooner) > (best.helped, best.sooner)):
            gains = [before - after for before, after in zip(now, then, strict=True)]
            targets = {round(one.target) for one, gain in zip(room.line, gains, strict=True) if gain >= HELPED}
            minutes = targets.pop() if len(targets) == 1 else None
            best = Opening(
                counter.id, helped, sooner, max(round(sum(now)), helped), waiting, len(room.line) - waiting, minutes
            )
    return best


def may_close(room: Room, learned: Learned) -> Parts[Closing | None]:
    """Return the counter that has been idle longest, where the others keep the promise to all who wait, to whoever comes now, and for an hour on."""
    idle = [at for at in _open(room) if not at.service and IDLE_MINUTES <= at.free_for < inf]
    if not idle or len(_open(room)) < 2:
        return None
    longest = max(idle, key=lambda at: (at.free_for, at.counter.id))
    without = room.closed(longest.counter.id)
    if any(one.for_counter == longest.counter.id for one in room.line) or not _keeps_up(without, learned):
        return None
    without, alone = _foreseen(without, learned)
    then = yield from playing(without, alone, _draws(without))
    served = [one for one in room.newcomers if any(room.may(at, one) for at in _open(room))]
    risks = [_beyond(then.newcomers[one.service], one.target) for one in served]
    if max([*risks, *_over(without, then)], default=0.0) > RISK:
        return None
    return Closing(longest.counter.id, int(longest.free_for), len(_open(without)))


def _open(room: Room) -> list[AtCounter]:
    """Return the counters that are open now; others in the room may open again."""
    return [at for at in room.counters if at.away_for is None]


def _closed(room: Room) -> list[Counter]:
    """Return the counters of the catalogue that are not open, one of each kind: the first by its place in the file."""
    opened = {at.counter.id for at in _open(room)}
    kinds: dict[frozenset[str] | None, Counter] = {}
    for counter in room.office.counters:
        if counter.id not in opened:
            kinds.setdefault(counter.skills, counter)
    return list(kinds.values())[:MOST_KINDS]


def _draws(room: Room) -> int:
    return max(FEWEST_DRAWS, min(DRAWS, CALLS // (len(room.line) + 8)))


def _sooner(before: Played, after: Played) -> float:
    """Return by how many minutes the middle wait falls, on average; whom nobody there may serve waits for `LONGEST`."""
    falls = [
        min(quantile(waits, 0.5), LONGEST) - min(quantile(after.waiting[request], 0.5), LONGEST)
        for request, waits in before.waiting.items()
    ]
    return sum(falls) / len(falls)


def _foreseen(room: Room, learned: Learned) -> tuple[Room, Learned]:
    """Return the room with those in its line who will likely come within the hour, and what was learned without its own later arrivals."""
    foreseen = learned.arrivals.ahead(room.now, room.lately)
    newcomers = {one.service: one for one in room.newcomers}
    owed = dict.fromkeys(foreseen.services, 0.0)
    coming: list[InRoom] = []
    for minutes in _evenly(foreseen.hours):
        for service, share in zip(foreseen.services, foreseen.shares, strict=True):
            owed[service] += share
        service = max(owed, key=lambda one: owed[one])
        owed[service] -= 1.0
        name = f"expected {len(coming)}"
        coming.append(replace(newcomers[service], request=name, since=minutes, credit_from=minutes))
    return replace(room, line=(*room.line, *coming)), replace(learned, arrivals=Usual())


def _evenly(hours: Sequence[tuple[float, float]]) -> Iterator[float]:
    """Give the minutes at which people come, were they to come evenly at a rate that changes by the hour."""
    begun, came, n = 0.0, 0.5, 0
    for until, rate in hours:
        while rate > 0 and n < MOST_EXPECTED and begun + came / rate < min(until, SOON):
            begun += came / rate
            came = 1.0
            n += 1
            yield begun
        came -= rate * (until - begun)
        begun = until


def _over(room: Room, played: Played) -> list[float]:
    """Return for each in line the chance that the whole wait, from arrival or the time of the appointment, will be longer than the target."""
    return [_beyond(played.waiting[one.request], one.target + max(one.since, one.credit_from)) for one in room.line]


def _beyond(waits: Sequence[float], minutes: float) -> float:
    """Return the share of waits, ascending, that are longer."""
    return 1.0 - bisect_right(waits, minutes) / len(waits) if waits else 0.0


def _keeps_up(room: Room, learned: Learned) -> bool:
    """Whether the counters keep the strictest promise with the arrivals of the next hour, were all as skilled as any: by Erlang's formula."""
    foreseen = learned.arrivals.ahead(room.now, room.lately)
    busiest = max((rate for until, rate in foreseen.hours if until - SOON < SOON), default=0.0)
    if busiest <= 0:
        return True
    minutes = sum(
        share * (learned.served(service).mean + learned.answers.mean + learned.gaps.mean)
        for service, share in zip(foreseen.services, foreseen.shares, strict=True)
    )
    asked = [room.office.service(service).standard for service in foreseen.services]
    strictest = min((standard.minutes for standard in asked), default=inf)
    try:
        within = ErlangC(len(_open(room)), busiest * 60, minutes).within(strictest)
    except BadInput:
        return False
    return within >= max(standard.share for standard in asked)
