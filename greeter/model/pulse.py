"""How a day at the counter was, by the word of who worked there: one of five answers, of which only a week's counts are kept."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

FEWEST_ANSWERS = 5
"""A week with fewer is never shown."""
FEWEST_PEOPLE = 3
"""Nor is one in which fewer people opened a counter: of two, each would know what the other said."""


class Pulse(StrEnum):
    """The answers, best first. The value is the column that counts them."""

    VERY_GOOD = "very_good"
    GOOD = "good"
    ALL_RIGHT = "all_right"
    HARD = "hard"
    VERY_HARD = "very_hard"


WELL = frozenset({Pulse.VERY_GOOD, Pulse.GOOD})
"""What counts as a good day."""


def week_of(day: date) -> str:
    """Return the week of a day, as `2026-W48` (ISO 8601): texts in the order of the weeks."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"
