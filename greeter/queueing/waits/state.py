"""The state of the line at a moment, for one visitor: everything that a forecast may look at, and nothing else.

It is read from what is known of the day (`Day`) and what is usual (`Usual`), in a replay and in a live room by the same code.

To add a feature: 1. its name in FEATURES; 2. its value at the same place in the part below; 3. a test that computes it by hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from greeter.queueing.waits.forward import flow, turns
from greeter.queueing.waits.usual import AWAY

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from greeter.queueing.waits.day import Day, Ended
    from greeter.queueing.waits.past import PastVisit
    from greeter.queueing.waits.usual import Usual

Quantiles = tuple[float, float, float]
"""10 %, 50 % and 90 % of a wait, in seconds."""

IDLE = 90.0
"""Seconds after a service in which a counter is taken to be there still, though it serves nobody."""
NEVER = 3600.0
"""Stands for "not lately", in seconds."""
UNKNOWN = -1.0
"""Stands for a wait that nobody has had yet."""
CALM = 60.0
"""Seconds put on both sides of a ratio, so that short waits say little."""

FEATURES = (
    "ahead", "waiting", "ahead_same", "ahead_rival", "work_ahead", "hol", "hol_same", "wait_mean",
    "serving", "able", "seen_10", "idle", "service_lately", "service_mine",
    "lasted_most", "lasted_mean", "still_least", "still_mean",
    "les", "mean_5", "mean_20", "les_same", "les_alike", "pace_6", "pace_20",
    "since_1", "since_2", "starts_2", "starts_5", "starts_15", "joins_5", "joins_15", "joins_30", "lefts_5", "lefts_15",
    "second", "weekday", "priority", "early", "rule", "flow", "turns",
)  # fmt: skip
"""What each place of a state's row is; numbers at the end are minutes, or how many are looked back on."""


@dataclass(frozen=True, slots=True)
class State:
    """What was known when somebody asked. Seconds.

    ahead: how many stand before them. rule: (ahead + 1) x mean service time / counters that serve or did lately. hol: how long the one who has
    waited longest has waited. les: the wait of the last one called; UNKNOWN before the first. mean_20: the mean of the last 20 waits.
    turns: the line played forward by mean times. row: all features, by FEATURES. played: quantiles by a play from outside, if any.
    """

    at: float
    service: str
    ahead: int
    rule: float
    hol: float
    les: float
    mean_20: float
    turns: float
    row: tuple[float, ...]
    played: Quantiles | None = None


def weekday_of(day: str) -> float:
    """Return 0 for Monday to 6; UNKNOWN where the day's name is no ISO date."""
    try:
        return float(date.fromisoformat(day).weekday())
    except ValueError:
        return UNKNOWN


def state_of(day: Day, usual: Usual, visit: PastVisit, now: float, played: Quantiles | None = None) -> State:
    """Return the state for a visitor who joins now, or who joined before and still waits: those who came later and stand behind don't count."""
    key = _credit(visit, now)
    line = [
        service for _, service in
        sorted(
            ((_credit(one, now), one.service) for one in day.waiting.values() if one != visit and _credit(one, now) >= key),
            reverse=True,
        )
    ]  # fmt: skip
    counters = [(counter, service, now - since) for counter, since, service in day.serving.values()]
    still = [usual.still(service, lasted) + usual.between for _, service, lasted in counters]
    pausing = _pausing(day, now)
    lately = _mean(day.service_times, usual.mean)
    rule = (len(line) + 1) * usual.mean / max(sum(at >= now - AWAY for at in day.seen.values()), len(counters), 1)
    ready = [*still, *(usual.pauses(since) for _, since in pausing)]
    here = [*(counter for counter, _, _ in counters), *(counter for counter, _ in pausing)]
    run = flow(usual, line, ready)
    turn = turns(usual, line, here, ready, visit.service)
    hol = max((now - one.arrival for one in day.waiting.values()), default=0.0)
    les = day.ended[-1].wait if day.ended else UNKNOWN
    mean_20 = _mean([one.wait for one in day.ended], UNKNOWN)
    row = (
        *_line(day, usual, visit, now, line, counters, hol),
        *_counters(day, usual, visit, now, counters, still, lately),
        *_ended(day.ended, visit, les, mean_20),
        *_lately(day, now),
        now, weekday_of(visit.day), float(visit.priority), visit.early, rule, run, turn,
    )  # fmt: skip
    return State(now, visit.service, len(line), rule, hol, les, mean_20, turn, row, played)


def _pausing(day: Day, now: float) -> list[tuple[str, float]]:
    """Return the counters that serve nobody but did lately, and since when."""
    busy = {counter for counter, _, _ in day.serving.values()}
    return [(counter, now - at) for counter, at in day.seen.items() if at >= now - IDLE and counter not in busy]


def _credit(visit: PastVisit, now: float) -> float:
    return (now - visit.arrival + visit.early) / visit.pace


def _line(
    day: Day, usual: Usual, visit: PastVisit, now: float, line: Sequence[str],
    counters: Sequence[tuple[str, str, float]], hol: float,
) -> tuple[float, ...]:  # fmt: skip
    mine = [counter for counter, _, _ in counters if usual.serves(counter, visit.service)]
    rivals = sum(len(mine) == len(counters) or any(usual.serves(counter, one) for counter in mine) for one in line)
    same = [now - one.arrival for one in day.waiting.values() if one.service == visit.service and one != visit]
    return (
        len(line), len(day.waiting), sum(service == visit.service for service in line), rivals,
        sum(usual.service_time(service) for service in line), hol, max(same, default=0.0),
        _mean([now - one.arrival for one in day.waiting.values()], 0.0),
    )  # fmt: skip


def _counters(
    day: Day, usual: Usual, visit: PastVisit, now: float, counters: Sequence[tuple[str, str, float]],
    still: Sequence[float], lately: float,
) -> tuple[float, ...]:  # fmt: skip
    busy = {counter for counter, _, _ in counters}
    lasted = [each for _, _, each in counters]
    return (
        len(counters), sum(usual.serves(counter, visit.service) for counter, _, _ in counters),
        sum(at >= now - AWAY for at in day.seen.values()),
        sum(at >= now - IDLE and counter not in busy for counter, at in day.seen.items()),
        lately, usual.service_time(visit.service),
        max(lasted, default=UNKNOWN), _mean(lasted, UNKNOWN), min(still, default=UNKNOWN), _mean(still, UNKNOWN),
    )  # fmt: skip


def _ended(ended: Sequence[Ended], visit: PastVisit, les: float, mean_20: float) -> tuple[float, ...]:
    back = list(reversed(ended))
    same = [one.wait for one in back if one.service == visit.service]
    alike = [one.wait for one in back if one.service == visit.service and one.priority == visit.priority]
    return (
        les, _mean([one.wait for one in back[:5]], UNKNOWN), mean_20,
        same[0] if same else UNKNOWN, alike[0] if alike else UNKNOWN, _pace(back[:6]), _pace(back),
    )  # fmt: skip


def _pace(ended: Sequence[Ended]) -> float:
    """How much longer than reckoned the last waits were."""
    came, reckoned = sum(one.wait for one in ended), sum(one.reckoned for one in ended)
    return (came + CALM) / (reckoned + CALM)


def _lately(day: Day, now: float) -> tuple[float, ...]:
    starts = day.starts
    return (
        min(now - starts[-1], NEVER) if starts else NEVER, min(now - starts[-2], NEVER) if len(starts) > 1 else NEVER,
        _since(starts, now - 120), _since(starts, now - 300), _since(starts, now - 900),
        _since(day.joins, now - 300), _since(day.joins, now - 900), _since(day.joins, now - 1800),
        _since(day.lefts, now - 300), _since(day.lefts, now - 900),
    )  # fmt: skip


def _since(times: Sequence[float], begin: float) -> int:
    count = 0
    for at in reversed(times):
        if at < begin:
            break
        count += 1
    return count


def _mean(values: Iterable[float], otherwise: float) -> float:
    found = list(values)
    return sum(found) / len(found) if found else otherwise
