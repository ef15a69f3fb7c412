"""What visitors copied: a field copies by keyboard, and on X11 also when a word of it is touched twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QClipboard, QGuiApplication

if TYPE_CHECKING:
    from collections.abc import Collection


def forget_copied(said: Collection[str], *, whatever: bool) -> None:
    """Empty the clipboard, and what else the system keeps of that kind, where it holds any of what a visitor said. whatever: in any case."""
    clipboard = QGuiApplication.clipboard()
    for mode in QClipboard.Mode:
        copied = clipboard.text(mode)
        if copied and (whatever or any(copied in one for one in said)):
            clipboard.clear(mode)
