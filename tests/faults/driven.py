"""What the drivers of windows share: what they are told by their standard input, and the beat that shows whether the screen lives."""

from __future__ import annotations

import os
import sys
import time

from PySide6.QtCore import QObject, QSocketNotifier, Qt, QTimer

BEAT_MS = 10


class Driven(QObject):
    """Obeys lines of the standard input.

    `beats N` is answered by `beats MILLISECONDS` once the screen's thread has come round so often since then: the longest gap between two times.
    Every other command is looked up in `commands`.
    """

    def __init__(self, commands):
        super().__init__()
        self.commands = commands
        self._left, self._longest, self._last, self._rest = 0, 0.0, 0.0, b""
        self._timer = QTimer(self, interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.beat)
        self._notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self.hear)

    def hear(self):
        more = os.read(sys.stdin.fileno(), 65536)
        if not more:
            self._notifier.setEnabled(False)  # nobody is there to tell it anything
        *lines, self._rest = (self._rest + more).split(b"\n")
        for line in lines:
            self.obey(line.decode())

    def obey(self, line):
        if line.startswith("beats "):
            self._left, self._longest, self._last = int(line.split()[1]), 0.0, time.monotonic()
            self._timer.start()
        else:
            self.commands[line]()

    def beat(self):
        now = time.monotonic()
        self._longest, self._last = max(self._longest, now - self._last), now
        self._left -= 1
        if self._left == 0:
            self._timer.stop()
            print("beats", round(self._longest * 1000), flush=True)
