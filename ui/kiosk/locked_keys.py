"""Keys at a locked kiosk: which do nothing, and which work while it asks whether anybody is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

DEAD_KEYS = frozenset({Qt.Key.Key_Escape, *(Qt.Key(Qt.Key.Key_F1.value + n) for n in range(35))})
"""Keys that do nothing at the kiosk, unless the keypad has them; so does anything with Ctrl, Alt or the system's key."""

PANEL_KEYS = frozenset(
    {
        Qt.Key.Key_Tab,
        Qt.Key.Key_Backtab,
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
        Qt.Key.Key_Space,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
    }
)
"""Keys that move and press within the idle panel; any other one asks for more time."""


def is_dead(event: QKeyEvent) -> bool:
    """Whether a key does nothing at the kiosk."""
    held = event.modifiers() & (
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
    )
    return bool(held) or event.key() in DEAD_KEYS
