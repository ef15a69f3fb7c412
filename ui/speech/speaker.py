"""What is to be said, one phrase after the other; repeated, paused and taken up again. One speaker a window."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.speech.voice import Lack, Volume

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.speech.voice import Voice


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence or so: what is said in one go, and said again as a whole after a pause."""

    words: str
    language: str
    seen: str = ""
    """How it is written where that differs from how it is said: "P014" for "P, 0, 1, 4"."""

    @property
    def written(self) -> str:
        """How it is written."""
        return self.seen or self.words


class Speaker(QObject):
    """Says phrases in turn through a voice.

    Signals:
        began(Phrase): this is being said now.
        silent(): all has been said, or it was stopped.
        lacks(Lack): something could not be said; the rest is dropped.
    """

    began = Signal(object)
    silent = Signal()
    lacks = Signal(object)

    def __init__(self, voice: Voice, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._voice = voice
        self._phrases: list[Phrase] = []
        self._at = 0
        self._speaking = False
        self._due = False
        self._handing_over = False
        self.volume = Volume.USUAL
        voice.ended.connect(self._ended)
        voice.lacks.connect(self._lacks)

    @property
    def voice(self) -> Voice:
        """What speaks."""
        return self._voice

    @property
    def speaking(self) -> bool:
        """Whether anything is being said; a chime waits for it, or is left out."""
        return self._speaking

    @property
    def to_say(self) -> tuple[Phrase, ...]:
        """What is being said, and what is still to come; after a stop, what `resume` would say."""
        return tuple(self._phrases[self._at :])

    def say(self, phrases: Sequence[Phrase]) -> None:
        """Say these in place of whatever is being said or was to come."""
        self._voice.stop()
        self._phrases, self._at = list(phrases), 0
        self._go_on()

    def add(self, phrases: Sequence[Phrase]) -> None:
        """Say these after what is being said; after a stop, at once."""
        if not self._speaking:
            self.say(phrases)
        else:
            self._phrases += phrases

    def stop(self) -> None:
        """Be silent at once. Where it stopped is remembered."""
        self._voice.stop()
        self._fall_silent()

    def resume(self) -> None:
        """Go on with the phrase that was cut off."""
        if not self._speaking:
            self._go_on()

    def repeat(self) -> None:
        """Say all of it again, from the start."""
        self.say(list(self._phrases))

    def set_volume(self, volume: Volume) -> None:
        """Speak louder or softer, with the present phrase begun again."""
        if volume is not self.volume:
            self.volume = volume
            if self._speaking:
                self._go_on()

    def forget(self) -> None:
        """Be silent, forget what was said and what was to come, and speak as loud as usual again."""
        self._phrases, self._at = [], 0
        self.volume = Volume.USUAL
        self.stop()

    def close(self) -> None:
        """Be silent for good."""
        self.forget()
        self._voice.close()

    def _go_on(self) -> None:
        """Say the present phrase. A voice that ends at once is asked again in a loop, and not ever deeper."""
        self._speaking = self._due = True
        if self._handing_over:
            return
        self._handing_over = True
        while self._due and self._at < len(self._phrases):
            self._due = False
            phrase = self._phrases[self._at]
            if not self._voice.speaks(phrase.language):
                self._lacks(Lack.LANGUAGE if self._voice.works else Lack.VOICE)
                break
            self.began.emit(phrase)
            if self._speaking and not self._due:
                self._voice.say(phrase.words, phrase.language, self.volume)
        self._handing_over = False
        if self._at >= len(self._phrases):
            self._fall_silent()

    def _ended(self) -> None:
        if self._speaking:
            self._at += 1
            self._go_on()

    def _lacks(self, lack: Lack) -> None:
        self._phrases, self._at = [], 0
        self._voice.stop()
        self._fall_silent()
        self.lacks.emit(lack)

    def _fall_silent(self) -> None:
        self._due = False
        if self._speaking:
            self._speaking = False
            self.silent.emit()
