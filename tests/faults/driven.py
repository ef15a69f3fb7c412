"""What the drivers of windows share: what they are told by their standard input, and the beat that shows whether the screen lives."""

from __future__ import annotations

import sys
import time

from PySide6.QtCore import QObject, QSocketNotifier, Qt, QTimer

BEAT_MS = 10


class Driven(QObject):
    """Obeys lines of the standard input: `beats` says how often the screen's thread has come round since the last time, and its longest gap.

    Every other command is looked up in `commands`.
    """

    def __init__(self, commands):
        super().__init__()
        self.commands = commands
        self._beats, self._longest, self._last = 0, 0.0, time.monotonic()
        self._timer = QTimer(self, interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.beat)
        self._timer.start()
        self._notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self.obey)

    def beat(self):
        self._beats += 1
        self._measure()

    def obey(self):
        line = sys.stdin.readline()
        if not line:
            self._notifier.setEnabled(False)  # nobody is there to tell it anything
        elif line.strip() == "beats":
            self._measure()
            print("beats", self._beats, round(self._longest * 1000), flush=True)
            self._beats, self._longest = 0, 0.0
        else:
            self.commands[line.strip()]()

    def _measure(self):
        now = time.monotonic()
        self._longest, self._last = max(self._longest, now - self._last), now
