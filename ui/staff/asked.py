"""What a clerk fills in for somebody at the desk or on the phone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from greeter.model.visit import Channel, Familiarity, Need

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """What was filled in."""

    service: str
    also: tuple[str, ...] = ()
    """Further services, which begin when those before them are finished."""
    reason: str = ""
    name: str = ""
    say_name: str = ""
    needs: tuple[Need, ...] = ()
    language: str = "en"
    channel: Channel = Channel.COUNTER
    familiarity: Familiarity = Familiarity.UNKNOWN
    arrived: datetime | None = None
    """When they came, where that is earlier than now."""
    request_key: str = ""
    """The same key never gives a second ticket."""
    appointment: str = ""
    """The appointment that they come for; then service, channel and arrival are its own."""
    people: int | None = None
    reach_at: str = ""
    """Where to reach somebody who is not here."""
