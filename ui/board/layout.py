"""What a board shows, by the office's wish."""

from __future__ import annotations

from enum import StrEnum


class Layout(StrEnum):
    """One of these for a screen. To add one: 1. here; 2. what it leaves out or adds, in `window.py`; 3. its line in `docs/board.md`."""

    WHOLE = "whole"
    """Calls, waits, and why."""
    NEXT = "next"
    """The same, and who is likely called next."""
    CALLS = "calls"
    """Calls alone, larger: for a room with far seats."""
