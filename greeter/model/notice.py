"""What can be told to the whole room."""

from __future__ import annotations

from enum import StrEnum


class Notice(StrEnum):
    """What can be told to the whole room, one of each kind at a time."""

    ANNOUNCEMENT = "announcement"
    """Words for everybody in the lobby: "The elevator is out of order"."""
    PAUSE = "pause"
    """The kiosk gives no tickets."""
    DELAY = "delay"
    """Waits are longer, and why."""
    PRINTER = "printer"
    """A printer does not print. Its text is a `Trouble` where a kiosk noticed it, or words where a person did."""
    PAPER_LOW = "paper low"
    """A kiosk's printer will soon be out of paper."""
    HELP = "help"
    """A counter asks colleagues for help: its text is the counter. One at a time for each counter; for staff alone."""
    STAFF = "staff"
    """Words for all colleagues; for staff alone."""
    VOICE = "voice"
    """A kiosk was asked to read aloud and could not. Its text says what it lacks: "voice", "sound" or "language"."""
    LAST = "last"
    """Who waits now is served, be it after closing time; nobody gets a ticket any more."""
