"""What an installer sets about speech and keypad."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from ui.kiosk.keypad import ARROWS, Keypad
from ui.speech.system import system_voice

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.speech.voice import Voice


class Audio(StrEnum):
    """Where the kiosk speaks to, and so who hears."""

    LOUDSPEAKER = "loudspeaker"
    """The lobby may listen: what a visitor typed is not said."""
    HEADPHONES = "headphones"
    """Nothing but headphones or a handset: everything is said."""
    SOCKET = "socket"
    """Headphones while the keypad says that they are in, else the loudspeaker."""


@dataclass(frozen=True)
class SpeechSettings:
    """Keypad, audio, and what speaks."""

    keypad: Keypad = field(default_factory=lambda: ARROWS)
    audio: Audio = Audio.LOUDSPEAKER
    voice: Callable[[], Voice] = system_voice
    """Makes the voice, when somebody first asks for it."""
