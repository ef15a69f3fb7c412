"""What the office's own past waits add to a play: tables of waits by the state of the line from the first days, boosted ones with enough of them.

The play is one expert among them; each is trusted by how well it foretold lately, and what is told is set right by what came (`queueing.waits`).
Learning reads thousands of visits, so it is done in a process of its own (`learn`), and what was learned is handed over. It holds no name and no
word, and nothing of a visit but the times of `line_times`.
"""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any

from greeter.queueing.past_days import read_past_days, read_today
from greeter.queueing.waits.learner import WaitLearner
from greeter.queueing.waits.past import PastVisit, by_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from greeter.in_parts import Parts
    from greeter.model.catalogue import Office
    from greeter.queueing.correction import Triple
    from greeter.queueing.past_days import Line
    from greeter.queueing.room import InRoom
    from greeter.queueing.waits.course import Told
    from greeter.queueing.waits.day import Day
    from greeter.queueing.waits.state import Quantiles
    from greeter.queueing.waits.usual import Usual
    from greeter.store.store import Port

AT_ONCE = 25
"""So many of a line are reckoned in one part of a reading."""
FEWEST_DAYS = 2
FEWEST_PLAYED = 200
"""Announced waits of which it is known what was played: without them it can't be said how far to trust the play beside the rest."""
MOST_PLAYED = 20_000
_SECONDS = 60.0
_PLAYED = (
    "select service, opened_tick, played_low_ms, played_middle_ms, played_high_ms from told_waits where office = :office"
    " order by seq desc limit :most"
)
_PLAYED_SINCE = (
    "select r.service, r.opened_tick, t.played_low_ms, t.played_middle_ms, t.played_high_ms from told t join request r on r.id = t.request"
    " where t.office = :office and t.played_middle_ms is not null and t.tick >= :began"
    " and not exists (select 1 from told f where f.request = t.request and f.seq < t.seq)"
)


class Plays:
    """What was played for those in a line when they joined it. Asked as the learner asks a play from outside."""

    def __init__(self, line: Line, rows: Iterable[Mapping[str, Any]]) -> None:
        self._line = line
        self._found: dict[tuple[str, int], Quantiles] = {
            (row["service"], row["opened_tick"]): (
                row["played_low_ms"] / 1000.0, row["played_middle_ms"] / 1000.0, row["played_high_ms"] / 1000.0,
            )
            for row in rows
        }  # fmt: skip

    def __len__(self) -> int:
        return len(self._found)

    def __call__(self, day: Day, usual: Usual, visit: PastVisit, now: float) -> Quantiles | None:  # noqa: ARG002 (so a play is asked)
        """Return the quantiles, in seconds; None where nothing was announced."""
        return self._found.get((visit.service, self._line.tick(visit)))


class Experience:
    """What past days taught, and today as far as it has come. It can be pickled."""

    def __init__(self, learner: WaitLearner) -> None:
        self._learner = learner
        self._today = learner.today()
        self._day = ""
        self._followed = 0

    def added(
        self, port: Port, office: Office, tick: int, asked: Sequence[tuple[InRoom, Triple]]
    ) -> Parts[list[Triple]]:
        """Return what is told to each of these, in minutes from now, given what was played for them; as played where nothing is known of today."""
        line = read_today(port, office, tick)
        if not line.visits:
            return [played for _, played in asked]
        day = line.visits[0].day
        if day != self._day:
            self._today, self._day, self._followed = self._learner.today(), day, 0
        now = line.second(day, tick)
        began = tick - round((now - line.visits[0].arrival) * 1000.0)
        rows = port.rows(_PLAYED_SINCE, {"office": office.id, "began": began})
        plays = Plays(line, rows)
        while self._followed + AT_ONCE < len(line.visits):
            self._followed += AT_ONCE
            self._today.follow(line.visits, line.visits[self._followed].arrival, plays)
            yield
        self._today.follow(line.visits, now, plays)
        self._followed = len(line.visits)
        known = copy(self._today)  # whoever is let in may follow the day further
        told: list[Told | None] = []
        for begin in range(0, len(asked), AT_ONCE):
            yield
            some = asked[begin : begin + AT_ONCE]
            seconds = [(low * _SECONDS, middle * _SECONDS, high * _SECONDS) for _, (low, middle, high) in some]
            told += known.tell([_in_line(one, day, now) for one, _ in some], now, seconds)
        return [
            played
            if each is None
            else (each.guess.low / _SECONDS, each.guess.middle / _SECONDS, each.guess.high / _SECONDS)
            for each, (_, played) in zip(told, asked, strict=True)
        ]


def learn(port: Port, office: Office, today: str, *, boosted: bool = True) -> Experience | None:
    """Learn from the business days before `today`; None where they are too few to add anything. Takes seconds to a minute."""
    line = read_past_days(port, office)
    days = by_day(visit for visit in line.visits if visit.day < today)
    plays = Plays(line, port.rows(_PLAYED, {"office": office.id, "most": MOST_PLAYED}))
    if len(days) < FEWEST_DAYS or len(plays) < FEWEST_PLAYED:
        return None
    learner = WaitLearner(boosted=boosted, play=plays)
    learner.learn(days)
    learner.play = None  # of days that are over; today brings its own
    return Experience(learner)


def _in_line(one: InRoom, day: str, now: float) -> PastVisit:
    """Return somebody in the room as the learner knows them; a newcomer joins now."""
    joined, credit = now + one.since * _SECONDS, now + one.credit_from * _SECONDS
    expected = int(one.credit_from > one.since)  # an appointment counts from its time
    return PastVisit(day, joined, None, None, None, one.service, expected, "", joined - credit, one.target, waited=True)
