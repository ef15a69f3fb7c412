"""What is told while the store's server does not answer: since when, and for how long."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from greeter.texts import Texts

MINUTE_S = 60
MOST_MINUTES = 120
"""Longer silences are told in hours."""


@dataclass(frozen=True, slots=True)
class Silence:
    """The store's server does not answer. What is shown was true at `since`, in the office's zone."""

    since: datetime
    age: timedelta
    """How long ago that is, by this machine's steady clock."""

    @property
    def minutes(self) -> int:
        """Whole minutes."""
        return int(self.age.total_seconds() // MINUTE_S)


def silence_words(texts: Texts, silence: Silence) -> str:
    """Say it: "The server has not answered since 10:42, for 3 minutes."."""
    time, minutes = since_words(texts, silence), silence.minutes
    if minutes >= MOST_MINUTES:
        return texts.count(
            minutes // MINUTE_S,
            "The server has not answered since {time}, for {n} hour.",
            "The server has not answered since {time}, for {n} hours.",
            time=time,
        )
    if minutes:
        return texts.count(
            minutes,
            "The server has not answered since {time}, for {n} minute.",
            "The server has not answered since {time}, for {n} minutes.",
            time=time,
        )
    return texts("The server has not answered since {time}.", time=time)


def since_words(texts: Texts, silence: Silence) -> str:
    """Say since when: "10:42"; with its day where that is not today."""
    time = texts.clock24(silence.since)
    if (silence.since + silence.age).date() == silence.since.date():
        return time
    return texts("{date}, {time}", date=texts.short_date(silence.since), time=time)


def waits_words(texts: Texts, silence: Silence) -> str:
    """Say why something was not done, and what to do: "Not done: the server has not answered since 10:42. Do it again when it is back."."""
    return texts(
        "Not done: the server has not answered since {time}. Do it again when it is back.",
        time=since_words(texts, silence),
    )
