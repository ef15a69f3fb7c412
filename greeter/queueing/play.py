"""Plays a room forward: the real order, many times, with times drawn from what was learned. Pure: the same room gives the same waits.

Each counter that becomes free calls whom `order.first` would call among those it may serve: by credit that grows as time passes, with the caps on
overtaking, appointments before and after their time, and those who were sent on to it by name. Later arrivals come as usual at this hour, for a
promise that is shorter may let them overtake. Who gives up is passed over when their turn comes: what is told is the wait of somebody who stays,
and the line is as short as it will be in truth. A newcomer of each service stands in the same plays without being served: nobody waits for them.

Times are minutes from now. Every visitor draws from numbers of their own, so that two rooms that differ in one counter differ in that alone.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from heapq import heapify, heappop, heappush
from itertools import cycle
from math import inf
from typing import TYPE_CHECKING

from greeter.in_parts import whole
from greeter.model.catalogue import Order
from greeter.queueing.order import CAPS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greeter.in_parts import Parts
    from greeter.queueing.learned import Learned
    from greeter.queueing.room import InRoom, Room

STEPS = 2_400
"""Calls that all plays of one room may take together: a long line is played less often."""
FEWEST, MOST = 16, 60
"""Plays of one room."""
HORIZON = 24 * 60.0
"""Minutes after which nobody is called any more."""
KINDS = 97
"""So many visitors draw each from an order of their own; then the orders come again."""
CHANCES = 1_021
"""Different chances in one play."""
REACTION = 0.1
"""Minutes until a free clerk sees that somebody has come."""


@dataclass(frozen=True, slots=True)
class Played:
    """The waits that came, in minutes from now, ascending; infinite where nobody who is there may serve."""

    waiting: dict[str, tuple[float, ...]]
    """By request."""
    newcomers: dict[str, tuple[float, ...]]
    """By service, of somebody who arrives now."""


def play(room: Room, learned: Learned, draws: int | None = None) -> Played:
    """Play a room forward until everybody who is there was called, and every newcomer would have been.

    draws: how often; None: as often as its line allows in a few hundredths of a second.
    """
    return whole(playing(room, learned, draws))


def playing(room: Room, learned: Learned, draws: int | None = None) -> Parts[Played]:
    """Do as `play`, a play a part."""
    board = _Board(room, learned, draws, [service.id for service in room.office.services])
    waits, news = yield from _plays(board, everybody=True)
    line = zip(room.line, waits, strict=True)
    return Played({one.request: tuple(sorted(each)) for one, each in line}, board.by_service(news))


def play_newcomers(
    room: Room, learned: Learned, services: Sequence[str], draws: int | None = None
) -> Parts[dict[str, tuple[float, ...]]]:
    """Play a room forward, a play a part, only until newcomers of these services would have been called; the same waits as in `play`, sooner."""
    board = _Board(room, learned, draws, services)
    _, news = yield from _plays(board, everybody=False)
    return board.by_service(news)


def _plays(board: _Board, *, everybody: bool) -> Parts[tuple[list[list[float]], list[list[float]]]]:
    """Return the waits of each in line, and of each kind of newcomer, by play."""
    waits: list[list[float]] = [[] for _ in board.room.line]
    news: list[list[float]] = [[] for _ in board.kinds]
    for number in range(board.draws):
        yield
        one = _Play(board, number, everybody=everybody)
        one.run()
        for into, wait in zip((*waits, *news), (*one.waits, *one.news), strict=True):
            into.append(wait)
    return waits, news


@dataclass(slots=True)
class _Lane:
    """Those among whom the earlier always goes first: same counters, same promise, same rank."""

    rank: tuple[bool, int]
    rate: float
    """By what a minute of waiting counts."""
    late: float
    """Minutes of waiting past which nobody overtakes them."""
    members: list[int] = field(default_factory=list)


class _Board:
    """A room in lists and numbers: made once, played often."""

    def __init__(self, room: Room, learned: Learned, draws: int | None, asked: Sequence[str]) -> None:
        self.room, self.learned = room, learned
        self.draws = draws or max(FEWEST, min(MOST, STEPS // (len(room.line) + 8)))
        self.strata = _strata(self.draws)
        self.caps = CAPS[room.office.order]
        self.lanes: list[_Lane] = []
        self._lane_at: dict[tuple[object, ...], int] = {}
        self.serves: list[list[tuple[int, _Lane]]] = [[] for _ in room.counters]
        """By counter, the lanes that it may serve."""
        self.people = (*room.line, *room.on_hold)
        self.stays = [[room.stays(at, one.more) if one.more else () for one in self.people] for at in room.counters]
        """By counter and person, the further services that follow there at once."""
        self.lane_of = [self._lane(one) for one in self.people]
        self.kinds: list[int] = []
        """The lanes of newcomers, each once."""
        self.kind_of: dict[str, int] = {}
        news = {one.service: self._lane(one) for one in room.newcomers}
        for service in asked:
            if news[service] not in self.kinds:
                self.kinds.append(news[service])
            self.kind_of[service] = self.kinds.index(news[service])
        self.arrivals = learned.arrivals.ahead(room.now, room.lately)
        self.arriving = [(news[name], name) for name in self.arrivals.services]
        served = [{lane for lane, _ in mine} for mine in self.serves]
        self.kinds_at = [[kind for kind, lane in enumerate(self.kinds) if lane in mine] for mine in served]
        self.served_at = [
            [place for place, mine in enumerate(served) if lane in mine] for lane in range(len(self.lanes))
        ]
        for place in sorted(range(len(room.line)), key=lambda one: room.line[one].credit_from):
            if room.line[place].since <= 0:
                self.lanes[self.lane_of[place]].members.append(place)
        self.kept_waiting = [self._kept_waiting(mine) for mine in served]
        """By counter, for how long somebody has stood in line whom it may call; None where nobody does."""
        self.coming = sorted((one.since, place) for place, one in enumerate(room.line) if one.since > 0)

    def by_service(self, news: Sequence[Sequence[float]]) -> dict[str, tuple[float, ...]]:
        """Return the waits of each kind of newcomer for each service of the kind, ascending."""
        by_kind = [tuple(sorted(each)) for each in news]
        return {service: by_kind[kind] for service, kind in self.kind_of.items()}

    def _kept_waiting(self, lanes: set[int]) -> float | None:
        here = [
            -one.since for place, one in enumerate(self.room.line) if one.since <= 0 and self.lane_of[place] in lanes
        ]
        return max(here, default=None)

    def _lane(self, one: InRoom) -> int:
        rule = self.room.office.order
        rank = (not one.by_name, one.priority_class if rule is Order.CLASSES else 0)
        rate = one.weight / one.target if rule is Order.PROMISE else 1.0
        late = inf if self.caps.late_share is None else self.caps.late_share * one.target
        may = frozenset(place for place, counter in enumerate(self.room.counters) if self.room.may(counter, one))
        key = (rank, rate, late, may)
        if key not in self._lane_at:
            self._lane_at[key] = len(self.lanes)
            self.lanes.append(_Lane(rank, rate, late))
            for place in may:
                self.serves[place].append((len(self.lanes) - 1, self.lanes[-1]))
        return self._lane_at[key]


class _Play:
    """One play."""

    def __init__(self, board: _Board, number: int, *, everybody: bool) -> None:
        """everybody: everybody in line is played, not only until newcomers would have been called."""
        room, learned = board.room, board.learned
        self.board = board
        self.draw = cycle(_chances(number)).__next__
        strata, n = board.strata, len(board.people)
        self.credit_from = [one.credit_from for one in board.people]
        self.overtaken = [one.overtaken for one in board.people]
        self.lane_of = list(board.lane_of)
        self.minutes = [
            learned.rest(one.service, one.served, strata[place % KINDS][number])
            for place, one in enumerate(board.people)
        ]
        self.gives_up = [
            max(one.since, 0.0) + learned.patience.rest(-one.since, strata[(place + n) % KINDS][number])
            for place, one in enumerate(board.people)
        ]
        self.queues = [list(lane.members) for lane in board.lanes]
        self.heads = [0] * len(board.lanes)
        self.overtakers: list[list[float]] = [[] for _ in board.lanes]
        self.waits = [inf] * len(room.line)
        self.open = sum(bool(board.served_at[lane]) for lane in board.lane_of[: len(room.line)]) if everybody else 0
        """So many are still to be called."""
        self.news = [inf] * len(board.kinds)
        self.unanswered = sum(bool(board.served_at[lane]) for lane in board.kinds)
        self.news_overtaken = [0] * len(board.kinds)
        self.idle: set[int] = set()
        self.expected = self._expected()
        self.came = 0
        self.arrivals = board.arrivals.drawn(self.draw)
        self.next_arrival = next(self.arrivals, (inf, 0))
        self.free = [
            (self._freed(place, strata[-1 - place % KINDS][number]), place) for place in range(len(room.counters))
        ]
        heapify(self.free)

    def run(self) -> None:
        """Play until all who are asked about have been called; `waits` and `news` then hold when that was."""
        while self.free and (self.open > 0 or self.unanswered):
            now, counter = heappop(self.free)
            if now > HORIZON:
                break
            self._let_in(now)
            self._decide(now, counter)
            if not self.free and self.idle:
                self._await_next()

    def _freed(self, place: int, chance: float) -> float:
        """Draw when a counter calls the next: what is under way takes as long as such things take that have lasted so long already."""
        learned, counter = self.board.learned, self.board.room.counters[place]
        if counter.service:
            left = learned.rest(counter.service, counter.served, chance)
            left += self._further(self.board.room.stays(counter, counter.more))
            if counter.called is not None:
                left += learned.answers.rest(counter.called, self.draw())
            return left + learned.gaps.any(self.draw())
        if counter.away_for is not None:
            return learned.pauses.rest(counter.away_for, chance)
        kept = self.board.kept_waiting[place]
        return 0.0 if kept is None else learned.gaps.rest(min(kept, counter.free_for), chance)

    def _expected(self) -> list[tuple[float, int]]:
        """Return when those come who are known to come: to an appointment, or back from a hold, as long as holds last that have lasted so long."""
        board = self.board
        if not board.room.on_hold:
            return board.coming
        first = len(board.room.line)
        back = [
            (board.learned.holds.rest(-one.since, self.draw()), first + place)
            for place, one in enumerate(board.room.on_hold)
        ]
        for since, who in back:
            self.gives_up[who] = inf
            self.credit_from[who] = since
        return sorted(board.coming + back)

    @property
    def _next_expected(self) -> float:
        return self.expected[self.came][0] if self.came < len(self.expected) else inf

    def _let_in(self, now: float) -> None:
        """Let those come who arrive up to now: expected ones, and unknown later arrivals."""
        while True:
            arrival, chosen = self.next_arrival
            expected = self._next_expected
            if min(expected, arrival) > now:
                return
            if expected <= arrival:
                self._join(self.expected[self.came][1], expected)
                self.came += 1
            else:
                self.next_arrival = next(self.arrivals, (inf, 0))
                self._join(self._arrived(arrival, chosen), arrival)

    def _arrived(self, now: float, chosen: int) -> int:
        lane, service = self.board.arriving[chosen]
        learned = self.board.learned
        self.credit_from.append(now)
        self.overtaken.append(0)
        self.lane_of.append(lane)
        self.minutes.append(learned.rest(service, 0.0, self.draw()))
        self.gives_up.append(now + learned.patience.rest(0.0, self.draw()))
        return len(self.credit_from) - 1

    def _join(self, who: int, now: float) -> None:
        """Stand in line, or go to a clerk who is free."""
        lane = self.lane_of[who]
        queue, credit_from = self.queues[lane], self.credit_from
        place = bisect_right(queue, credit_from[who], self.heads[lane], key=credit_from.__getitem__)
        queue.insert(place, who)
        for counter in self.board.served_at[lane]:
            if counter in self.idle:
                self.idle.discard(counter)
                heappush(self.free, (now + REACTION, counter))
                return

    def _await_next(self) -> None:
        """Nobody is at work: go on when the next one comes."""
        after = min(self._next_expected, self.next_arrival[0])
        if after < HORIZON:
            self._let_in(after)
            if not self.free:
                heappush(self.free, (after, min(self.idle)))
                self.idle.discard(self.free[0][1])

    def _decide(self, now: float, counter: int) -> None:
        """Let a counter call the next; who has given up is passed over."""
        answer = self.board.learned.answers.any(self.draw())
        while True:
            chosen, limit = self._first(now, counter)
            if chosen < 0 or self.gives_up[chosen] >= now:
                break
            self._called(chosen, now + answer)
        if self.unanswered:
            self._answer_newcomers(now, counter, chosen, limit, answer)
        if chosen < 0:
            self.idle.add(counter)
            return
        self._pass_over(counter, chosen)
        self._called(chosen, now + answer)
        minutes = self.minutes[chosen]
        if chosen < len(self.board.people):
            minutes += self._further(self.board.stays[counter][chosen])
        heappush(self.free, (now + answer + minutes + self.board.learned.gaps.any(self.draw()), counter))

    def _further(self, services: tuple[str, ...]) -> float:
        """Draw how long further services take that follow at the same counter."""
        return sum(self.board.learned.rest(service, 0.0, self.draw()) for service in services)

    def _first(self, now: float, counter: int) -> tuple[int, float]:
        """Return whom the order calls, or -1; and the arrival after which nobody may go, for somebody may not be overtaken."""
        heads, queues, credit_from, limit = self.heads, self.queues, self.credit_from, inf
        found: list[tuple[tuple[bool, int], float, float, int]] = []
        for at, lane in self.board.serves[counter]:
            queue, place = queues[at], heads[at]
            if place < len(queue):
                who = queue[place]
                since = credit_from[who]
                found.append((lane.rank, (since - now) * lane.rate, since, who))
                if since < limit and (now - since > lane.late or self._often(who, at)):
                    limit = since
        if limit < inf:
            found = [one for one in found if one[2] <= limit]
        return (min(found)[3] if found else -1), limit

    def _often(self, who: int, lane: int) -> bool:
        most, over = self.board.caps.most_overtaken, self.overtakers[lane]
        if most is None or self.overtaken[who] + len(over) < most:
            return False
        since = self.credit_from[who]
        return self.overtaken[who] + sum(one > since for one in over) >= most

    def _called(self, who: int, wait: float) -> None:
        self.heads[self.lane_of[who]] += 1
        if who < len(self.waits):
            self.waits[who] = wait
            self.open -= 1

    def _pass_over(self, counter: int, chosen: int) -> None:
        """Count the call for those who came earlier and could have been called here."""
        if self.board.caps.most_overtaken is None:
            return
        since, credit_from = self.credit_from[chosen], self.credit_from
        for at, _ in self.board.serves[counter]:
            queue, place = self.queues[at], self.heads[at]
            if place < len(queue) and credit_from[queue[place]] < since:
                self.overtakers[at].append(since)
        if since > 0:
            for kind in self.board.kinds_at[counter]:
                self.news_overtaken[kind] += 1

    def _answer_newcomers(self, now: float, counter: int, chosen: int, limit: float, answer: float) -> None:
        """Note for whom of the newcomers, who arrived at 0, this call would have been."""
        if limit < 0:
            return
        board, most = self.board, self.board.caps.most_overtaken
        for kind in board.kinds_at[counter]:
            if self.news[kind] != inf:
                continue
            at = board.kinds[kind]
            lane, queue, place = board.lanes[at], self.queues[at], self.heads[at]
            if place < len(queue) and self.credit_from[queue[place]] <= 0:
                continue  # somebody of their own kind came before them
            kept = now > lane.late or (most is not None and self.news_overtaken[kind] >= most)
            if chosen < 0 or self._before(lane, now, chosen, kept=kept):
                self.news[kind] = now + answer
                self.unanswered -= 1

    def _before(self, lane: _Lane, now: float, chosen: int, *, kept: bool) -> bool:
        """Whether a newcomer goes before whom the order has chosen without them."""
        since = self.credit_from[chosen]
        if kept and since > 0:
            return True
        other = self.board.lanes[self.lane_of[chosen]]
        if lane.rank != other.rank:
            return lane.rank < other.rank
        mine, theirs = now * lane.rate, (now - since) * other.rate
        return mine > theirs or (mine == theirs and since > 0)


@lru_cache(maxsize=2 * MOST)
def _chances(number: int) -> tuple[float, ...]:
    """Return chances from 0 to 1 for one play, to begin again with when they are used up: much sooner made than drawn each time."""
    draw = random.Random(number).random
    return tuple(draw() for _ in range(CHANCES))


@lru_cache(maxsize=FEWEST)
def _strata(draws: int) -> tuple[tuple[float, ...], ...]:
    """Return chances for `draws` plays, in `KINDS` orders: each takes every part of 0 to 1 once (Latin hypercube: McKay and others 1979)."""
    mixed = random.Random(draws)
    parts = [(place + 0.5) / draws for place in range(draws)]
    return tuple(tuple(mixed.sample(parts, draws)) for _ in range(KINDS))


def quantile(ordered: Sequence[float], share: float) -> float:
    """Return a quantile of ascending values, between two of them in proportion; infinite where it lies among infinite ones."""
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    if ordered[high] == inf:
        return ordered[low] if place == low else inf
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)
