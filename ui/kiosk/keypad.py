"""The keypad under the screen: five keys, or the numbers of an ordinary keypad. To the system it is a USB keyboard.

To add a layout: 1. a `Keypad` here; 2. its name in `LAYOUTS`. An installer may set single keys beside a layout: `arrows help=F2 headphones-in=F15`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from greeter.problems import Problem

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class PadKey(StrEnum):
    """What a key of the keypad is for."""

    UP = "up"
    DOWN = "down"
    SELECT = "select"
    BACK = "back"
    HELP = "help"
    """Talk to a person."""
    LOUDER = "louder"
    SOFTER = "softer"
    REPEAT = "repeat"
    """Read the page again."""
    PAUSE = "pause"
    """Be silent, or go on with what was cut off."""
    SPEECH = "speech"
    """Speech on or off."""
    HEADPHONES_IN = "headphones-in"
    """Not a key: keypads with a socket say so when headphones are put in."""
    HEADPHONES_OUT = "headphones-out"


@dataclass(frozen=True)
class Stroke:
    """A key as Qt tells of it, and whether it lies on the block of numbers."""

    key: Qt.Key
    on_block: bool = False


@dataclass(frozen=True)
class Keypad:
    """Which keys stand for what."""

    keys: dict[Stroke, PadKey] = field(default_factory=dict)

    def key_of(self, event: QKeyEvent) -> PadKey | None:
        """Return what a key stands for; None where it is not the keypad's, or is held with Ctrl, Alt or the system's key."""
        held = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if held != Qt.KeyboardModifier.NoModifier:
            return None
        key = Qt.Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.KeypadModifier and Stroke(key, on_block=True) in self.keys:
            return self.keys[Stroke(key, on_block=True)]
        return self.keys.get(Stroke(key))


_SOUND = {
    Stroke(Qt.Key.Key_VolumeUp): PadKey.LOUDER,
    Stroke(Qt.Key.Key_VolumeDown): PadKey.SOFTER,
    Stroke(Qt.Key.Key_VolumeMute): PadKey.PAUSE,
    Stroke(Qt.Key.Key_MediaTogglePlayPause): PadKey.PAUSE,
}
"""Keypads with a socket for headphones have keys for the volume, too."""
ARROWS = Keypad(
    {
        Stroke(Qt.Key.Key_Up): PadKey.UP,
        Stroke(Qt.Key.Key_Down): PadKey.DOWN,
        Stroke(Qt.Key.Key_Return): PadKey.SELECT,
        Stroke(Qt.Key.Key_Enter): PadKey.SELECT,
        Stroke(Qt.Key.Key_Backspace): PadKey.BACK,
        Stroke(Qt.Key.Key_Escape): PadKey.BACK,
        Stroke(Qt.Key.Key_F1): PadKey.HELP,
        Stroke(Qt.Key.Key_Help): PadKey.HELP,
        **_SOUND,
    }
)
"""Five keys: up, down, select, back, help."""
_BLOCK = {
    PadKey.UP: (Qt.Key.Key_8, Qt.Key.Key_Up),
    PadKey.DOWN: (Qt.Key.Key_2, Qt.Key.Key_Down),
    PadKey.SELECT: (Qt.Key.Key_5, Qt.Key.Key_Clear, Qt.Key.Key_Enter),
    PadKey.BACK: (Qt.Key.Key_4, Qt.Key.Key_Left),
    PadKey.HELP: (Qt.Key.Key_6, Qt.Key.Key_Right),
    PadKey.LOUDER: (Qt.Key.Key_Plus,),
    PadKey.SOFTER: (Qt.Key.Key_Minus,),
    PadKey.REPEAT: (Qt.Key.Key_0, Qt.Key.Key_Insert),
    PadKey.PAUSE: (Qt.Key.Key_Period, Qt.Key.Key_Comma, Qt.Key.Key_Delete),
    PadKey.SPEECH: (Qt.Key.Key_Asterisk,),
}
"""Each with the key that it is while Num Lock is off."""
NUMERIC = Keypad(
    {**{Stroke(key, on_block=True): pad for pad, keys in _BLOCK.items() for key in keys}, **ARROWS.keys},
)
"""The block of numbers, 8 and 2 above and below 5; keys of an ordinary keyboard beside it work, too."""
LAYOUTS = {"arrows": ARROWS, "numeric": NUMERIC}


def keypad_from(words: str) -> Keypad:
    """Return the keypad that an installer names: a layout, then keys of their own, as `arrows help=F2 speech=F9`.

    Keys are named as Qt names them (`Up`, `Return`, `F13`, `VolumeUp`); `Num+8` is the 8 on the block of numbers.

    Raises:
        Problem: a word is not understood; it names what may be written.
    """
    layout, *own = words.split() or ["arrows"]
    if layout not in LAYOUTS:
        raise Problem(f"There is no keypad “{layout}”. Layouts: {', '.join(LAYOUTS)}.")
    keys = dict(LAYOUTS[layout].keys)
    for word in own:
        pad, _, named = word.partition("=")
        if pad not in list(PadKey):
            raise Problem(f"“{word}” names no key of the keypad. They are: {', '.join(PadKey)}; as in “help=F2”.")
        keys = {stroke: kept for stroke, kept in keys.items() if kept != pad}
        keys[_stroke(named, word)] = PadKey(pad)
    return Keypad(keys)


def _stroke(named: str, word: str) -> Stroke:
    on_block = named.startswith("Num+")
    name = f"Key_{named.removeprefix('Num+')}"
    if name not in Qt.Key.__members__:
        raise Problem(f"“{word}”: Qt knows no key “{named}”. Names are those of Qt, as in “help=F2” or “up=Num+8”.")
    return Stroke(Qt.Key[name], on_block)
