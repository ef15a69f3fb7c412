"""The greeting by the time of day: the first words of every screen, so it needs nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from greeter.texts import Texts

NOON, EVENING, NIGHT_ENDS = 12, 17, 4
"""Hours of the local day at which the greeting changes."""
EVENINGS = {"es": 19, "fr": 18, "vi": 18, "zh": 18}
"""Where a language begins its evening later: Spanish says “buenas noches” once it is dark."""


def greeting(texts: Texts, local_time: datetime) -> str:
    """Return the greeting for a local time of day, with its full stop: `Good morning.`"""
    if NIGHT_ENDS <= local_time.hour < NOON:
        return texts("Good morning.")
    if NOON <= local_time.hour < EVENINGS.get(texts.language.partition("-")[0], EVENING):
        return texts("Good afternoon.")
    return texts("Good evening.")
