"""Learns waits from whole days, and forecasts from a day that goes on. See the package's docstring for how it is used."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from greeter.queueing.waits.asked import read
from greeter.queueing.waits.course import Course
from greeter.queueing.waits.day import Day
from greeter.queueing.waits.experts import Experts
from greeter.queueing.waits.state import state_of
from greeter.queueing.waits.usual import Usual

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from greeter.queueing.waits.asked import Asked, Play
    from greeter.queueing.waits.course import Told
    from greeter.queueing.waits.guess import Guess
    from greeter.queueing.waits.past import PastVisit
    from greeter.queueing.waits.state import Quantiles, State

DAYS = 120
"""So many of the last days teach."""
REHEARSED = 0.2
"""This share of the past, the last of it, is foretold by what was known before, to learn whom to trust and how to correct."""
GROWTH = 0.12
"""The boosted models are fitted again when so much of what they were fitted to has come anew."""


class WaitLearner:
    """Learns from days that are over. Forecasts come from `today`.

    boosted: False for counting only. days: how many of the last days are learned from. play: see the package's docstring.
    """

    def __init__(self, *, boosted: bool = True, days: int = DAYS, play: Play | None = None) -> None:
        self.usual = Usual()
        self.play = play
        self._boosted = boosted
        self._past: deque[list[Asked]] = deque(maxlen=days)
        self._course = Course()
        self._experts = Experts([], with_boosted=False)
        self._fitted = self._new = 0

    def learn(self, days: Mapping[str, Sequence[PastVisit]]) -> None:
        """Learn from days that are over, in their order, each by its name; what was learned before is kept."""
        for name in sorted(days):
            self._past.append(self._read(days[name]))
        self._rehearse()
        self._fit(anew=True)

    def close(self, visits: Sequence[PastVisit]) -> list[tuple[PastVisit, Told | None]]:
        """Learn from a day that is over; return for each who had to wait what was told on arrival, with what was known then."""
        asked = self._read(visits)
        told = self._course.follow(asked, self._experts)
        self._past.append(asked)
        self._new += len(asked)
        self._fit()
        return [(one.visit, each) for one, each in zip(asked, told, strict=True)]

    def foretell(self, visits: Sequence[PastVisit]) -> list[tuple[PastVisit, Told | None]]:
        """Return for each who had to wait on a day what would be told on arrival, and learn nothing from it."""
        asked, _ = read(visits, self.usual, play=self.play)
        told = self._course.copy().tell([one.state for one in asked], self._experts)
        return [(one.visit, each) for one, each in zip(asked, told, strict=True)]

    def today(self) -> Today:
        """Return a day that begins now."""
        return Today(self.usual, self._course.copy(), self._experts, self.play)

    def _read(self, visits: Sequence[PastVisit]) -> list[Asked]:
        asked, _ = read(visits, self.usual, play=self.play)
        self.usual.learn(visits)
        return asked

    def _rehearse(self) -> None:
        rows = [one for day in self._past for one in day]
        split = int(len(rows) * (1.0 - REHEARSED))
        experts = Experts(rows[:split], with_boosted=self._boosted)
        self._course = Course()
        seen = 0
        for day in self._past:
            self._course.follow(day[max(split - seen, 0) :], experts)
            seen += len(day)

    def _fit(self, *, anew: bool = False) -> None:
        """Count all of the past again, which is quick; boost it again where enough is new."""
        rows = [one for day in self._past for one in day]
        due = anew or self._new >= self._fitted * GROWTH
        self._experts = Experts(rows, with_boosted=self._boosted and due, before=self._experts)
        if due:
            self._fitted, self._new = len(rows), 0


class Today:
    """A day that goes on: hand it what is known of the day until now, then ask."""

    def __init__(self, usual: Usual, course: Course, experts: Experts, play: Play | None) -> None:
        self._usual = usual
        self._begin = course
        self._course = course.copy()
        self._experts = experts
        self._play = play
        self._day = Day()
        self._seen: dict[object, tuple[float | None, ...]] = {}
        self._states: dict[object, State] = {}
        self._guessed: dict[State, Mapping[str, Guess]] = {}

    def follow(self, visits: Sequence[PastVisit], now: float, play: Play | None = None) -> None:
        """Read the day from its beginning until now. A visit's start, end or left is None as long as it has not come.

        What was read before is not read again, unless what was known then has changed since. play: of this day, in the place of the learner's.
        """
        self._forget_where_undone(visits)
        asked, self._day = read(visits, self._usual, play=play or self._play, now=now, known=self._states)
        self._course = self._begin.copy()
        begun = [one for one in asked if one.known_at <= now or one.wait is None]
        self._course.follow(begun, self._experts, self._guesses([one.state for one in begun]))

    def tell(
        self, visits: Sequence[PastVisit], now: float, played: Sequence[Quantiles | None] | None = None
    ) -> list[Told | None]:
        """Return what is told now to each of these who wait or join, in seconds from now; None where too little is known.

        played: of a play from outside, for each of them.
        """
        plays = played or [self._play(self._day, self._usual, visit, now) if self._play else None for visit in visits]
        states = [state_of(self._day, self._usual, visit, now, one) for visit, one in zip(visits, plays, strict=True)]
        return self._course.tell(states, self._experts)

    def _guesses(self, states: Sequence[State]) -> list[Mapping[str, Guess]]:
        """Return what the experts guess; each state is asked about once a day."""
        fresh = [state for state in states if state not in self._guessed]
        self._guessed.update(zip(fresh, self._experts.guesses(fresh), strict=True))
        return [self._guessed[state] for state in states]

    def _forget_where_undone(self, visits: Sequence[PastVisit]) -> None:
        """Forget the states that were read where an act was taken back, or somebody was put among earlier arrivals."""
        facts: dict[object, tuple[float | None, ...]] = {
            (place, one.arrival, one.service): (one.start, one.end, one.left) for place, one in enumerate(visits)
        }
        for key, before in self._seen.items():
            after = facts.get(key)
            if after is None or any(was not in (None, came) for was, came in zip(before, after, strict=True)):
                self._states.clear()
                break
        self._seen = facts
