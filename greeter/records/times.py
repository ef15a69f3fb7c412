"""Times and spans of time as a sentence about copies needs them, in the time of this machine."""

from __future__ import annotations

from greeter.clock import from_ms

MINUTE_MS = 60_000
_HOUR, _DAY = 60, 24 * 60


def moment_words(when: int, now: int) -> str:
    """Return a moment: `10:40` today, `2026-11-21 10:40` on another day. Both in milliseconds since 1970 UTC."""
    local, today = from_ms(when).astimezone(), from_ms(now).astimezone()
    return f"{local:%H:%M}" if local.date() == today.date() else f"{local:%Y-%m-%d %H:%M}"


def minutes_words(span: int) -> str:
    """Return a span of milliseconds in minutes, rounded up: `12 minutes`; of hours and days, those as well: `3 hours (180 minutes)`."""
    minutes = -(-max(span, 0) // MINUTE_MS)
    words = f"{minutes:,} {'minute' if minutes == 1 else 'minutes'}"
    if minutes < 2 * _HOUR:
        return words
    large, name = (minutes // _HOUR, "hours") if minutes < 2 * _DAY else (minutes // _DAY, "days")
    return f"{large:,} {name} ({words})"
