"""The chime that goes with a call. Silent where a machine has no sound; never waited for."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QApplication

from greeter.settings import RESOURCES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SOUND = RESOURCES / "sounds" / "chime.wav"
PLAYERS = (("pw-play",), ("paplay",), ("aplay", "-q"), ("afplay",))
"""Programs that play a file on PipeWire, PulseAudio, ALSA and macOS. Qt's own player is not in the modules that are shipped."""


class Chime(Protocol):
    """What sounds when somebody is called."""

    def play(self) -> None:
        """Sound once, and return at once."""

    def close(self) -> None:
        """Stop sounding."""


class Silence:
    """No chime: for a room that wants none."""

    def play(self) -> None:
        """Do nothing."""

    def close(self) -> None:
        """Do nothing."""


class SystemChime:
    """Plays the sound with the first of the system's players that works; with none the desktop's own bell, if it has one."""

    def __init__(self, sound: Path = SOUND, players: Sequence[tuple[str, ...]] = PLAYERS) -> None:
        self._sound = sound
        self._players = [player for player in players if shutil.which(player[0])]
        self._playing: subprocess.Popen[bytes] | None = None

    def play(self) -> None:
        """Sound once. A player that failed last time is not asked again; one that still plays is cut off."""
        if self._playing is not None and self._playing.poll() not in (None, 0):
            self._players = self._players[1:]
        self._stop()
        while self._players:
            try:
                self._playing = subprocess.Popen(  # noqa: S603 (a player of the system, with a file of ours)
                    [*self._players[0], str(self._sound)],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                )
            except OSError:
                self._players = self._players[1:]
            else:
                return
        QApplication.beep()

    def close(self) -> None:
        """Stop sounding."""
        self._stop()

    def _stop(self) -> None:
        if self._playing is not None:
            self._playing.kill()
            self._playing.wait()
            self._playing = None
