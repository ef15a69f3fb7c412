"""From a key to silence: how long espeak-ng goes on after it was stopped."""

from __future__ import annotations

import os
from time import perf_counter_ns

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QProcess

from tests.benchmarks.kiosk_pages import wait
from tests.benchmarks.timing import Runs
from ui.app import application
from ui.speech.espeak import EspeakVoice
from ui.speech.voice import Volume

STOPS = 40


def measure(folder):
    """Return speech_stop_p99_ms and speech_call_p99_ms.

    From the call until the process is gone, and with it the sound; and how long the call itself holds the screen's thread.
    """
    application()
    voice = EspeakVoice(into=folder / "said.wav")
    gone, held = Runs(), Runs()
    for _ in range(STOPS):
        voice.say("One sentence after the other. " * 3000, "en", Volume.USUAL)
        wait(40)
        process = voice._process
        assert process.state() is QProcess.ProcessState.Running
        begun = perf_counter_ns()
        voice.stop()
        held.ms.append((perf_counter_ns() - begun) / 1e6)
        process.waitForFinished(2000)
        gone.ms.append((perf_counter_ns() - begun) / 1e6)
    voice.close()
    return {"speech_stop_p99_ms": gone.p99, "speech_call_p99_ms": held.p99}
