"""espeak-ng as the voice: a free program (GPL-3) that is called and never linked. It needs no network and begins within a twentieth of a second.

Each stretch of words is one short-lived process. To stop it is to kill it: the sound ends with the process, measured within some milliseconds, while
a process that is told to end, or held by a signal, plays out what it had handed to the sound server (docs/decisions/0022). So there is no pause
here; the speaker says the sentence again instead.

The words go in through a pipe and not as an argument, which every user of the machine could read in the list of processes.
"""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

from PySide6.QtCore import QIODevice, QProcess

from ui.speech.voice import Lack, Voice, Volume

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QObject

PROGRAM = "espeak-ng"
WORDS_A_MINUTE = 150
"""A little slower than its own 175: a lobby is noisy, and the words are new to who listens."""
AMPLITUDE = {Volume.QUIETEST: 30, Volume.QUIET: 48, Volume.USUAL: 76, Volume.LOUD: 122, Volume.LOUDEST: 195}
"""Of 200, in steps of 4.1 dB."""
LIKED = {"en": "en-us", "es": "es-419", "fr": "fr-fr", "pt": "pt-br", "zh": "cmn", "prs": "fa", "tl": "fil"}
"""The voice of a language where there are several, or where it goes by another code: as visitors of offices in the United States speak it."""
_NO_SOUND = re.compile(r"^error: ", re.MULTILINE)
"""Said, with the exit code of success, where there is no device for sound."""
_NO_VOICE = "voice does not exist"
_NOT_FOR_IT = re.compile(r"\[\[|\]\]|[\x00-\x08\x0b-\x1f\x7f]")
"""Brackets that begin its own spelling of sounds, and characters that control."""


class EspeakVoice(Voice):
    """Speaks through the system's sound, or into a file.

    into: the WAV file that gets the sound instead of the loudspeaker.
    """

    def __init__(self, program: str = PROGRAM, *, into: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._program = program
        self._into = into
        self._process: QProcess | None = None
        self._voices: frozenset[str] = frozenset()
        self._asking: QProcess | None = None
        if shutil.which(program) is not None:
            self._ask()

    @property
    def works(self) -> bool:
        """Whether the program is on this machine."""
        return shutil.which(self._program) is not None

    def speaks(self, language: str) -> bool:
        """Whether there is a voice for a language; until the program has listed them, it is taken to have one."""
        return self.works and bool(self._voice(language))

    def say(self, words: str, language: str, volume: Volume) -> None:
        """Say words, cutting off what is being said."""
        self.stop()
        voice = self._voice(language)
        if not voice:
            self.lacks.emit(Lack.LANGUAGE)
            return
        process = QProcess(self)
        arguments = ["-v", voice, "-a", str(AMPLITUDE[volume]), "-s", str(WORDS_A_MINUTE), "-b", "1", "--stdin"]
        if self._into is not None:
            arguments += ["-w", str(self._into)]
        self._process = process
        process.setStandardOutputFile(QProcess.nullDevice())
        process.finished.connect(self._finished)
        process.errorOccurred.connect(self._failed)
        process.start(self._program, arguments, QIODevice.OpenModeFlag.ReadWrite)
        process.write(_NOT_FOR_IT.sub(" ", words).encode())
        process.closeWriteChannel()

    def stop(self) -> None:
        """Kill what speaks; nobody waits for it to be gone."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()

    def close(self) -> None:
        """Be silent, and wait the moment until the processes are gone."""
        ending = [process for process in (self._process, self._asking) if process is not None]
        self._process = self._asking = None
        for process in [*ending, *self.findChildren(QProcess)]:
            process.kill()
            process.waitForFinished(1000)

    def _voice(self, language: str) -> str:
        """Return the program's name for the voice of a language, or "" where it has none."""
        liked = LIKED.get(language, language)
        if not self._voices or liked in self._voices:
            return liked
        if language in self._voices:
            return language
        return min((one for one in self._voices if one.startswith(f"{language}-")), default="")

    def _ask(self) -> None:
        """List the voices, meanwhile."""
        asking = self._asking = QProcess(self)
        asking.finished.connect(self._listed)
        asking.start(self._program, ["--voices"], QIODevice.OpenModeFlag.ReadOnly)

    def _listed(self) -> None:
        asking, self._asking = self._asking, None
        if asking is not None:
            self._voices = voices_in(bytes(asking.readAllStandardOutput().data()).decode(errors="replace"))
            asking.deleteLater()

    def _finished(self, code: int, _status: QProcess.ExitStatus) -> None:
        process = self.sender()  # not held by the slot: an object that its own connections keep is destroyed twice
        if not isinstance(process, QProcess):
            return
        said = bytes(process.readAllStandardError().data()).decode(errors="replace")
        process.deleteLater()
        if process is not self._process:
            return  # it was stopped, or overtaken
        self._process = None
        if _NO_VOICE in said:
            self.lacks.emit(Lack.LANGUAGE)
        elif code or (self._into is None and _NO_SOUND.search(said)):
            self.lacks.emit(Lack.SOUND)
        else:
            self.ended.emit()

    def _failed(self, error: QProcess.ProcessError) -> None:
        process = self.sender()
        if error is QProcess.ProcessError.FailedToStart and process is not None and process is self._process:
            self._process = None
            process.deleteLater()
            self.lacks.emit(Lack.VOICE)


def voices_in(listing: str) -> frozenset[str]:
    """Return the languages in what `espeak-ng --voices` says: the second column, beneath a line of headings."""
    rows = (line.split() for line in listing.splitlines()[1:])
    return frozenset(row[1] for row in rows if len(row) > 1)
