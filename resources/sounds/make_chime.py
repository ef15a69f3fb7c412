"""Makes `chime.wav`: two soft bars, a fourth apart, in 1.2 s. Run it again after a change; the program plays the file."""

from __future__ import annotations

import struct
import wave
from math import exp, pi, sin
from pathlib import Path

RATE = 22_050
SECONDS = 1.25
STRIKES = ((0.0, 523.25, 0.9), (0.28, 698.46, 1.0))
"""When, in seconds; pitch in Hz; strength."""
OVERTONES = ((1.0, 1.0, 3.4), (3.93, 0.22, 9.0), (9.2, 0.05, 18.0))
"""Of a wooden bar: ratio of pitch, strength, how fast it dies."""


def sample(at: float) -> float:
    """Return the sound at a time in seconds, from -1 to 1."""
    value = 0.0
    for begins, pitch, strength in STRIKES:
        since = at - begins
        if since >= 0:
            attack = min(since / 0.006, 1.0)
            bar = sum(
                share * exp(-dying * since) * sin(2 * pi * pitch * ratio * since) for ratio, share, dying in OVERTONES
            )
            value += attack * strength * bar
    release = min((SECONDS - at) / 0.08, 1.0)
    return value * release * 0.42


def main() -> None:
    """Write the file beside this one."""
    frames = [round(max(-1.0, min(1.0, sample(n / RATE))) * 32_000) for n in range(int(RATE * SECONDS))]
    with wave.open(str(Path(__file__).with_name("chime.wav")), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(struct.pack(f"<{len(frames)}h", *frames))


if __name__ == "__main__":
    main()
