"""The demo that one plays with: a kiosk and a counter side by side, at 10:05 on a Tuesday; others come, and other counters serve."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication

from greeter.demo import morning
from greeter.demo.appointments import bookings
from greeter.demo.paced_clock import PacedClock
from greeter.demo.story import Hero, clerk_of
from greeter.printing.folder import FolderPrinter
from ui.app import application, catch_bugs
from ui.demo.crowd import Crowd
from ui.demo.town_hall import town_hall
from ui.kiosk.window import KioskSettings, Mount
from ui.printing import TicketPaper
from ui.windows import Place, end_when_asked, open_board, open_kiosk, open_manager, open_staff

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from ui.windows import Opened

COUNTER = "3"
BEGINS = time(10, 4, 50)
"""Ten seconds before P014 comes: the next to build something gets that number."""
DAYS = 5
SEED = 11
KIOSK_HIGH, KIOSK_WIDE, KIOSK_DPI = 1920, 1080, 100
FRAME = 48
"""What a window's frame and title take, in pixels."""


@dataclass(frozen=True, slots=True)
class Live:
    """What is shown. speed: how fast the clocks run."""

    speed: float = 1.0
    board: bool = False
    manager: bool = False


def play(folder: Path, live: Live, told: Callable[[int], None] | None = None) -> int:
    """Show the demo over a new store in the folder until its windows are closed; return the exit code. Raises Problem."""
    app = application()
    with town_hall(folder, days=DAYS, told=told, hero=Hero.BY_HAND) as hall:
        hall.story.play_to(BEGINS)
        hall.desk.book(bookings(hall.office))
        place = Place(hall.url, hall.office, PacedClock(hall.clock.now(), live.speed))
    printer = FolderPrinter(folder / "printed")
    scale = _kiosk_box().height() / KIOSK_HIGH
    kiosk = open_kiosk(place, KioskSettings(dpi=KIOSK_DPI * scale, mount=Mount.DESK), TicketPaper(printer))
    opened: list[Opened[QWidget]] = [kiosk, *_others(place, printer, live)]
    crowd_way = place.reach()
    crowd = Crowd(crowd_way.background, SEED, {COUNTER, morning.ILL[0]})
    catch_bugs(kiosk.window.presenter.wipe)
    end_when_asked()
    _arrange([one.window for one in opened])
    for one in reversed(opened):
        one.window.show()
    crowd.begin()
    code = app.exec()
    crowd.close()
    for one in opened:
        one.close()
    crowd_way.close()
    return code


def _others(place: Place, printer: FolderPrinter, live: Live) -> list[Opened[QWidget]]:
    """Put the counter's window together, and the others that are wanted."""
    opened: list[Opened[QWidget]] = [open_staff(place, COUNTER, clerk_of(place.office, COUNTER), printer)]
    if live.board:
        opened.append(open_board(place))
    if live.manager:
        opened.append(open_manager(place))
    return opened


def _kiosk_box() -> QRect:
    """Return where the kiosk stands: at the start of the screen, as high as fits, in its proportions."""
    screen = QGuiApplication.primaryScreen().availableGeometry()
    high = min(screen.height() - FRAME, KIOSK_HIGH)
    return QRect(screen.left(), screen.top() + FRAME // 2, high * KIOSK_WIDE // KIOSK_HIGH, high)


def _arrange(windows: list[QWidget]) -> None:
    """Stand kiosk and counter side by side, and the others a little lower, over the counter."""
    screen, kiosk = QGuiApplication.primaryScreen().availableGeometry(), _kiosk_box()
    windows[0].setGeometry(kiosk)
    left = kiosk.right() + 9
    room = QRect(left, kiosk.top(), max(screen.right() - left, 400), min(kiosk.height(), 900))
    for place, window in enumerate(windows[1:]):
        window.setGeometry(room.translated(place * 36, place * 36).intersected(screen))
