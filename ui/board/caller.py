"""Says the calls aloud, one at a time. What can't be said is left to the chime, and told once in the log."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ui.speech.voice import Lack, Voice, Volume

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.speech.speaker import Phrase

LONGEST_MS = 15_000
"""No call takes so long to say; a voice that hangs does not keep the others from being called."""
_log = logging.getLogger("greeter.board")


class Caller(QObject):
    """Says what belongs to one call, then that it is done. It never holds a call back: done comes in any case.

    Unlike a window's `Speaker`, it goes on with the next language where one can't be spoken.

    Signals:
        done(): everything that can be said has been said.
    """

    done = Signal()

    def __init__(self, voice: Voice, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._voice = voice
        self._to_say: list[Phrase] = []
        self._speaking = False
        self._told: set[Lack] = set()
        self._hangs = QTimer(self)
        self._hangs.setSingleShot(True)
        self._hangs.setInterval(LONGEST_MS)
        self._hangs.timeout.connect(self._give_up)
        voice.ended.connect(self._next)
        voice.lacks.connect(self._lacks)

    @property
    def speaking(self) -> bool:
        """Whether a call is being said; no chime sounds meanwhile."""
        return self._speaking

    def speaks(self, language: str) -> bool:
        """Whether calls can be said in a language."""
        return self._voice.speaks(language)

    def say(self, phrases: Sequence[Phrase]) -> None:
        """Say a call."""
        self._voice.stop()
        self._to_say = list(phrases)
        self._speaking = True
        self._hangs.start()
        self._next()

    def close(self) -> None:
        """Be silent for good."""
        self._to_say, self._speaking = [], False
        self._hangs.stop()
        self._voice.close()

    def _next(self) -> None:
        if not self._speaking:
            return
        if self._to_say:
            phrase = self._to_say.pop(0)
            self._voice.say(phrase.words, phrase.language, Volume.USUAL)
            return
        self._hangs.stop()
        self._speaking = False
        self.done.emit()

    def _lacks(self, lack: Lack) -> None:
        if lack not in self._told:
            self._told.add(lack)
            _log.warning("the board can't speak (no %s); calls are shown, with the chime", lack.value)
        if lack is not Lack.LANGUAGE:
            self._to_say.clear()
        self._next()

    def _give_up(self) -> None:
        _log.warning("the board's voice did not come to its end within %d s", LONGEST_MS // 1_000)
        self._to_say.clear()
        self._voice.stop()
        self._next()
