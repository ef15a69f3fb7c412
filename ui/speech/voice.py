"""The port to whatever speaks on a machine."""

from __future__ import annotations

from enum import Enum, IntEnum

from PySide6.QtCore import QObject, Signal


class Volume(IntEnum):
    """How loud, in five steps. Each is about 4 dB above the one before, so that all of them together span more than 15 dB."""

    QUIETEST = 1
    QUIET = 2
    USUAL = 3
    """What every visitor begins with."""
    LOUD = 4
    LOUDEST = 5

    def louder(self) -> Volume:
        """Return the next step up, or the loudest."""
        return Volume(min(self + 1, Volume.LOUDEST))

    def softer(self) -> Volume:
        """Return the next step down, or the quietest."""
        return Volume(max(self - 1, Volume.QUIETEST))


class Lack(Enum):
    """Why nothing is heard."""

    VOICE = "voice"
    """Nothing on this machine speaks."""
    SOUND = "sound"
    """The voice has no loudspeaker or headphones to speak to."""
    LANGUAGE = "language"
    """The voice does not speak this language."""


class Voice(QObject):
    """Says one stretch of words at a time. Nothing here blocks; what was asked for last counts.

    By itself it is a machine that can't speak, and says so: what speaks is made from it.

    Signals:
        ended(): the words were said to their end. What was stopped does not end.
        lacks(Lack): they could not be said.
    """

    ended = Signal()
    lacks = Signal(object)

    @property
    def works(self) -> bool:
        """Whether there is anything to speak with."""
        return False

    def speaks(self, language: str) -> bool:  # noqa: ARG002
        """Whether it speaks a language (BCP 47 code)."""
        return False

    def say(self, words: str, language: str, volume: Volume) -> None:  # noqa: ARG002
        """Say words, cutting off what is being said; return at once."""
        self.lacks.emit(Lack.VOICE)

    def stop(self) -> None:
        """Be silent, at once."""

    def close(self) -> None:
        """Be silent for good."""
        self.stop()
