"""How a wait stands against its standard."""

from __future__ import annotations

from enum import StrEnum

NEAR_SHARE = 0.8


class Level(StrEnum):
    """Inside the standard; from 80 % of the target; past the target."""

    WITHIN = "within"
    NEAR = "near"
    OVER = "over"


def level_of(waited_minutes: float, target_minutes: float) -> Level:
    """Return how a wait stands against its target, both in minutes; by whole minutes, as people read them."""
    if int(waited_minutes) > target_minutes:
        return Level.OVER
    return Level.NEAR if waited_minutes >= NEAR_SHARE * target_minutes else Level.WITHIN
