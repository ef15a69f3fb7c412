"""A voice that makes no sound and keeps what was said: for tests, and for whoever wants to read what would be heard."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui.speech.voice import Lack, Voice, Volume

if TYPE_CHECKING:
    from collections.abc import Collection

    from PySide6.QtCore import QObject


KEPT = 5_000
"""The newest are kept."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What was said, in which language, and how loud."""

    words: str
    language: str
    volume: Volume


class RecordingVoice(Voice):
    """Speaks at once. With `holds` it speaks until `end` is called, as if the words took long.

    languages: those it speaks; None is every one.
    """

    def __init__(
        self, languages: Collection[str] | None = None, *, holds: bool = False, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._languages = languages
        self.holds = holds
        self.heard: deque[Heard] = deque(maxlen=KEPT)
        self.stopped: deque[str] = deque(maxlen=KEPT)
        """Words that were cut off."""
        self.lack: Lack | None = None
        """What is wrong with it from now on."""
        self.saying: Heard | None = None

    @property
    def works(self) -> bool:
        """Whether it is there."""
        return self.lack is not Lack.VOICE

    def speaks(self, language: str) -> bool:
        """Whether it speaks a language."""
        return self._languages is None or language in self._languages

    def say(self, words: str, language: str, volume: Volume) -> None:
        """Keep what is said."""
        self.stop()
        if self.lack is not None:
            self.lacks.emit(self.lack)
            return
        self.saying = Heard(words, language, volume)
        self.heard.append(self.saying)
        if not self.holds:
            self.end()

    def stop(self) -> None:
        """Cut off what is being said."""
        if self.saying is not None:
            self.stopped.append(self.saying.words)
            self.saying = None

    def end(self) -> None:
        """Come to the end of what is being said."""
        self.saying = None
        self.ended.emit()

    def forget(self) -> None:
        """Begin a new recording."""
        self.heard.clear()
        self.stopped.clear()

    @property
    def words(self) -> str:
        """Everything that was heard, in one string."""
        return " ".join(one.words for one in self.heard)
