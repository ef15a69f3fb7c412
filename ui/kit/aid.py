"""The aids that make the kiosk easier to use. Without Qt, so that presenters know them, too."""

from __future__ import annotations

from enum import StrEnum


class Aid(StrEnum):
    """What a visitor may turn on in the access strip, in its order from the start of the reading direction."""

    LISTEN = "listen"
    LARGER_TEXT = "larger-text"
    CONTRAST = "contrast"
    LOW_CONTROLS = "low-controls"
