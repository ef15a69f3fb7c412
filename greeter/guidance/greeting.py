"""The greeting by the time of day: the first words of every screen, so it needs nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from greeter.texts import Texts

NOON, EVENING, NIGHT_ENDS = 12, 17, 4
"""Hours of the local day at which the greeting changes."""


def greeting(texts: Texts, local_time: datetime) -> str:
    """Return the greeting for a local time of day, with its full stop: `Good morning.`"""
    if NIGHT_ENDS <= local_time.hour < NOON:
        return texts("Good morning.")
    if NOON <= local_time.hour < EVENING:
        return texts("Good afternoon.")
    return texts("Good evening.")
