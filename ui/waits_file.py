"""Keeps the file with the waits of now while a window is open, where `GREETER_WAITS_NOW` names one."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from greeter.clock import Clock, SystemClock
from greeter.problems import Problem

if TYPE_CHECKING:
    from greeter.model.catalogue import Office
    from greeter.open_figures.waits_now import WaitsFile
    from ui.background import Background

NAMED = "GREETER_WAITS_NOW"
"""The file to keep; where it is not named, none is kept."""
BEGIN_MS = 5_000
"""The window is painted and at work before the first look."""
LOOK_MS = 60_000
END_S = 2.0
_log = logging.getLogger("greeter.waits")


class WaitsKeeper(QObject):
    """Writes the file each minute, on a thread of its own: a disk that does not answer holds up nothing else."""

    def __init__(
        self,
        background: Background,
        office: Office,
        path: Path,
        clock: Clock | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._background, self._office, self._path = background, office, path
        self._clock = clock or SystemClock()
        self._file: WaitsFile | None = None
        self._thread: Thread | None = None
        self._timer = QTimer(self, interval=BEGIN_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Read how long the wait is, and write it; that nobody knows, where the store can't be read."""
        from greeter.open_figures.waits_now import read_waits_now

        self._timer.setInterval(LOOK_MS)
        self._background.run_in_parts(read_waits_now, self._write, self._unknown)

    def close(self) -> None:
        """Say in the file that nobody knows any more, and stop."""
        self._timer.stop()
        if self._thread is not None:
            self._thread.join(END_S)
        if self._file is not None and (self._thread is None or not self._thread.is_alive()):
            file, office, now = self._file, self._office, self._clock.now()
            self._run(lambda: file.withdraw(office, now))
            assert self._thread is not None  # noqa: S101 (begun just now)
            self._thread.join(END_S)

    def _unknown(self, _problem: Problem) -> None:
        from greeter.open_figures.waits_now import unknown_waits

        self._write(unknown_waits(self._office, self._clock.now()))

    def _write(self, facts: dict[str, Any]) -> None:
        from greeter.open_figures.waits_now import WaitsFile

        if self._thread is not None and self._thread.is_alive():
            return
        file = self._file = self._file or WaitsFile(self._path)
        self._run(lambda: file.write(facts))

    def _run(self, work: Any) -> None:
        def worked() -> None:
            try:
                work()
            except (Problem, OSError) as problem:
                _log.warning("the file with the waits of now: %s", problem)

        self._thread = Thread(target=worked, name="waits file", daemon=True)
        self._thread.start()


def file_named() -> Path | None:
    """Return the file that the environment names, or None."""
    said = os.environ.get(NAMED, "")
    return Path(said).expanduser() if said else None
