"""What is known of a request when its next step is asked for, as the contexts that `step_model` counts by."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

START = "^"
"""Stands before the first step."""
LONGEST = 4
"""Last steps that are looked at one by one."""


class Done(NamedTuple):
    """A step that was done: what, when (seconds since 1970, UTC), by whom, and what was known of the request by then."""

    what: str
    at: float
    who: str = ""
    facts: tuple[str, ...] = ()
    """In one order for all requests."""


def contexts_of(done: Sequence[Done]) -> list[Hashable]:
    """Return the contexts of a request with these steps done, the ladder of its last steps first. There is one step at least."""
    last, steps = done[-1], [each.what for each in done]
    before = [START] * LONGEST + steps
    two = tuple(before[-2:])
    ladder: list[Hashable] = [("last", *before[len(before) - n :]) for n in range(LONGEST + 1)]
    when = datetime.fromtimestamp(last.at, UTC)
    took = last.at - done[-2].at if len(done) > 1 else -1.0
    ladder += [
        ("all", *steps),
        ("set", last.what, frozenset(steps)),
        ("bag", last.what, *sorted(steps)),
        ("who", last.what, last.who),
        ("who after", *two, last.who),
        ("took", *two, _span(took)),
        ("since", last.what, _span(last.at - done[0].at)),
        ("hour", last.what, when.weekday(), when.hour // 4),
        ("first", last.what, steps[0], done[0].who),
    ]
    ladder += [("fact", nth, *two, fact) for nth, fact in enumerate(last.facts)]
    if last.facts:
        ladder.append(("facts", *two, *last.facts))
    return ladder


def _span(seconds: float) -> int:
    """Return a time as one of some 25 lengths, each about twice the one before; -1 where there is none."""
    return int(1.5 * math.log(max(seconds, 1.0))) if seconds >= 0 else -1
