"""Days and times of a day as clerks write them: `tomorrow`, `Fri`, `Dec 7`, `3 days`; `14-16`, `after 15`, `morning`."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from greeter.model.follow_up import DAY_MINUTES, Between
from greeter.problems import BadInput

if TYPE_CHECKING:
    from greeter.texts import Texts

FEWEST_LETTERS = 3
"""So many letters of a weekday or month are enough: `fri`, `dec`."""
_SPAN = re.compile(r"(\d{1,2})(?::?(\d\d))?\s*(?:-|–|to)\s*(\d{1,2})(?::?(\d\d))?")
_TIME = re.compile(r"(\d{1,2})(?:[:.h]?(\d\d))?\s*(am|pm)?")
_NO_HOUR, _NOON = 24, 12
_ONE = re.compile(r"(after|from|before|until)\s+(\d{1,2})(?::?(\d\d))?")
_PARTS = {"morning": (8 * 60, 12 * 60), "afternoon": (12 * 60, 17 * 60), "evening": (17 * 60, 20 * 60)}


def day_said(texts: Texts, words: str, today: date) -> date:
    """Return the day that somebody means, today or later. Raises BadInput with what may be written."""
    said = words.strip().lower().rstrip(".")
    found = _near(texts, said, today) or _dated(texts, said, today)
    if found is None:
        raise BadInput("That day can’t be read.", "Write it like tomorrow, Friday, 3 days, or Dec 7.")
    return found


def _near(texts: Texts, said: str, today: date) -> date | None:
    if said in {"today", texts("Today").lower()}:
        return today
    if said in {"tomorrow", texts("Tomorrow").lower()}:
        return today + timedelta(days=1)
    if said in {"week", "next week"}:
        return today + timedelta(days=7)
    if len(said) >= FEWEST_LETTERS:
        for days in range(1, 8):
            day = today + timedelta(days=days)
            if texts.weekday(day.weekday()).lower().startswith(said):
                return day
    many = re.fullmatch(r"(?:in )?(\d{1,3}) (days?|weeks?)", said)
    return today + timedelta(days=int(many[1]) * (7 if many[2].startswith("week") else 1)) if many else None


def _dated(texts: Texts, said: str, today: date) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        pass
    parts = re.fullmatch(
        r"(?P<month>[^\W\d]{3,})\.? (?P<day>\d{1,2})|(?P<day2>\d{1,2})\.? (?P<month2>[^\W\d]{3,})", said
    )
    if parts is None:
        return None
    name, number = parts["month"] or parts["month2"], int(parts["day"] or parts["day2"])
    month = next((at for at in range(1, 13) if texts.month(at).lower().startswith(name)), None)
    if month is None:
        return None
    for year in (today.year, today.year + 1):
        try:
            day = date(year, month, number)
        except ValueError:
            continue
        if day >= today:
            return day
    return None


def time_said(words: str) -> time:
    """Return the time that somebody means: `9:30`, `14.00`, `2 pm`. Raises BadInput with what may be written."""
    found = _TIME.fullmatch(words.strip().lower())
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (_NO_HOUR, 0)
    if found and found[3] == "pm" and hour < _NOON:
        hour += _NOON
    if hour >= _NO_HOUR or minute >= 60:
        raise BadInput("That time can’t be read.", "Write it like 9:30, 14:00 or 2 pm.")
    return time(hour, minute)


def between_read(words: str) -> Between | None:
    """Return the time of the day that somebody means; None where nothing is written. Raises BadInput with what may be written."""
    said = words.strip().lower()
    if not said:
        return None
    if said in _PARTS:
        return Between(*_PARTS[said])
    span, one = _SPAN.fullmatch(said), _ONE.fullmatch(said)
    if span is not None:
        return Between(_minute(span[1], span[2]), _minute(span[3], span[4]))
    if one is not None:
        at = _minute(one[2], one[3])
        return Between(at, DAY_MINUTES - 1) if one[1] in {"after", "from"} else Between(0, at)
    raise BadInput("That time can’t be read.", "Write it like 14-16, after 15, or morning.")


def _minute(hour: str, minute: str | None) -> int:
    return int(hour) * 60 + int(minute or 0)
