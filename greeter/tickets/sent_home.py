"""What is said to a visitor whom the office can't serve before it closes: sorry, why, and the new appointment or when to come back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from greeter.texts import Texts


@dataclass(frozen=True, slots=True)
class Goodbye:
    """Why somebody was sent home, and what comes next. Times are office-local."""

    reason: str
    """One of ours in English, or as a clerk wrote it."""
    starts: datetime | None = None
    """Their new appointment; None: they got none."""
    code: str = ""
    opens: datetime | None = None
    """When the office opens next; None: not known."""


TIME, PEOPLE, COMPUTERS = (
    "Not enough time is left before we close.",
    "Too few of us are here today.",
    "Our computers do not work today.",
)
"""Reasons that visitors read in their own language."""
REASONS = (TIME, PEOPLE, COMPUTERS)


def sorry_words(texts: Texts) -> str:
    """Return the heading."""
    return texts("We could not serve you today. We’re sorry.")


def why_words(texts: Texts, reason: str) -> str:
    """Return the reason, in the visitor's language where it is one of ours."""
    ours = {
        TIME: texts("Not enough time is left before we close."),
        PEOPLE: texts("Too few of us are here today."),
        COMPUTERS: texts("Our computers do not work today."),
    }
    return ours.get(reason) or texts.ended(reason)


def goodbye_words(texts: Texts, page: Goodbye) -> list[str]:
    """Return the lines beneath the heading: why, and what comes next."""
    return [*([why_words(texts, page.reason)] if page.reason else []), *next_words(texts, page)]


def next_words(texts: Texts, page: Goodbye) -> list[str]:
    """Return what comes next: the appointment with its code, or when the office opens again."""
    if page.starts is not None:
        day, time = texts.day(page.starts), texts.clock(page.starts)
        lines = [texts("Your new appointment: {day}, {time}.", day=day, time=time)]
        if page.code:
            lines.append(texts("Your code is {code}. Type it at the kiosk when you come.", code=page.code))
        return lines
    if page.opens is not None:
        day, time = texts.day(page.opens), texts.clock(page.opens)
        return [texts("We open again: {day}, {time}.", day=day, time=time)]
    return []
