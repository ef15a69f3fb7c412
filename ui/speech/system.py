"""Finds what speaks on this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from ui.speech.voice import Voice


def system_voice(parent: QObject | None = None) -> Voice:
    """Return this machine's voice. Where it has none, the one returned says so when it is asked to speak."""
    from ui.speech.espeak import EspeakVoice

    return EspeakVoice(parent=parent)
