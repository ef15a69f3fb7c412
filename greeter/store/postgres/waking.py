"""How those who look at an office on a PostgreSQL server are woken."""

from __future__ import annotations

import hashlib


def channel_of(office: str) -> str:
    """Return the channel on which changes of an office are told."""
    return f"greeter_{hashlib.sha256(office.encode()).hexdigest()[:24]}"
