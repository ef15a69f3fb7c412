"""Ids of what is kept: sorted by time, and not to be guessed."""

from __future__ import annotations

import secrets


def new_id(at_ms: int) -> str:
    """Return an id that sorts by time: 48 bits of milliseconds, version and variant as UUIDv7 has them, 74 random bits (RFC 9562)."""
    bits = secrets.randbits(74)
    value = (at_ms & (1 << 48) - 1) << 80 | 7 << 76 | (bits >> 62) << 64 | 2 << 62 | bits & (1 << 62) - 1
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
