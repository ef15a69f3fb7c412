"""While a window is put together, no part of it is shown for a moment as a window of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from greeter.printing.folder import FolderPrinter
from ui.app import application
from ui.windows import Place, open_board, open_kiosk, open_manager, open_staff

OPENED = {
    "kiosk": open_kiosk,
    "staff": lambda place: open_staff(place, "3", "dana"),
    "staff with a printer": lambda place: open_staff(place, "3", "dana", FolderPrinter(Path("unused"))),
    "board": open_board,
    "manager": open_manager,
}


class Shown(QObject):
    """Notes each window that is shown."""

    def __init__(self):
        super().__init__()
        self.windows = []

    def eventFilter(self, watched, event):  # noqa: N802 (Qt's name)
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(watched)
        return False


@pytest.mark.parametrize("kind", OPENED)
def test_only_the_window_is_shown(qtbot, url, office, clock, kind):
    app, shown = application(), Shown()
    app.installEventFilter(shown)
    opened = OPENED[kind](Place(url, office, clock))
    try:
        with qtbot.waitExposed(opened.window):
            opened.window.show()
        assert shown.windows == [opened.window]
    finally:
        app.removeEventFilter(shown)
        opened.close()
