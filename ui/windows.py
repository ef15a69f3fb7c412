"""Puts each window together with its own way to the counter, as its own process would have it.

To add a window: 1. a function here; 2. its command in `ui.commands`; 3. its place in the demo.
"""

from __future__ import annotations

import signal
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from greeter.access.post import InLobby
from greeter.clock import Clock, SystemClock
from greeter.texts import texts_for
from ui.app import Counterpart, application, catch_bugs, reach, reach_from_kiosk
from ui.doorbell import Doorbell

if TYPE_CHECKING:
    from collections.abc import Callable

    from greeter.access.post import Post
    from greeter.drafts import Drafts
    from greeter.model.catalogue import Office
    from greeter.printing.printout import Printer
    from greeter.problems import Problem
    from greeter.texts import Texts
    from greeter.tickets.take_away import TakeAway
    from ui.automatic import Automatic
    from ui.board.chime import Chime
    from ui.board.presenter import Pace
    from ui.board.window import BoardWindow
    from ui.claim import Claim
    from ui.forgetting import Forgetting
    from ui.kiosk.printing import TicketPrinter
    from ui.kiosk.window import KioskSettings, KioskWindow
    from ui.manager.asking import AskWhere
    from ui.manager.window import ManagerWindow
    from ui.speech.voice import Voice
    from ui.staff.window import StaffWindow
    from ui.store_bar import StoreBar
    from ui.store_care import Notices, StoreCare
    from ui.studying import Studying
    from ui.theme import Look
    from ui.waits_file import WaitsKeeper

CARE_MS = 300
"""The window is painted before anything looks after its store."""
_Window = TypeVar("_Window", bound=QWidget, covariant=True)


@dataclass(frozen=True, slots=True)
class Opened(Generic[_Window]):
    """A window, and its way to the counter."""

    window: _Window
    counterpart: Counterpart
    notices: Callable[[], Notices] | None = None
    """Where it tells staff of the store; None where visitors read along."""
    delivers: bool = True
    """Whether it has reports delivered that are due; a kiosk stays as light as it can."""

    def close(self) -> None:
        """Close the window; what it does at its end is done before the store is closed."""
        self.window.close()
        self.counterpart.close()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a window works: store, office, and the clock that its acts read."""

    url: str
    office: Office
    clock: Clock | None = None
    trouble: Problem | None = None
    """What keeps the office's newest file from being used; staff are told."""

    def reach(self, post: Post | None = None) -> Counterpart:
        """Return a way to the counter of its own. post: where its acts are done; a window where people sign in takes its own."""
        return reach(self.url, self.office, self.clock, post=post)

    def reach_from_kiosk(self) -> Counterpart:
        """Return a kiosk's way to the counter."""
        return reach_from_kiosk(self.url, self.office, self.clock)


def open_kiosk(
    place: Place, settings: KioskSettings | None = None, printer: TicketPrinter | None = None
) -> Opened[KioskWindow]:
    """Put the lobby kiosk together. Without a printer the ticket stays on the screen."""
    from ui.kiosk.presenter import KioskPresenter
    from ui.kiosk.window import KioskWindow

    way = place.reach_from_kiosk()
    presenter = KioskPresenter(
        way.background, place.office, place.clock or SystemClock(), feed=way.feed, printer=printer
    )
    return Opened(KioskWindow(presenter, settings), way, delivers=False)


def open_staff(
    place: Place,
    counter: str,
    clerk: str,
    printer: Printer | None = None,
    look: Look | None = None,
    drafts: Drafts | None = None,
) -> Opened[StaffWindow]:
    """Put the staff window of a counter together. Without a printer next steps are not handed over on paper.

    drafts: where what a clerk has begun to write outlives a crash.
    """
    from ui.staff.state import Tone
    from ui.staff.window import StaffWindow

    texts, way = texts_for(place.office.language), place.reach()

    def on_paper(page: TakeAway, language: Texts) -> str:
        from ui.printing import print_take_away

        assert printer is not None  # noqa: S101 (only asked where there is one)
        return print_take_away(printer, page, language, texts)

    window = StaffWindow(
        way.background, way.feed, place.office, counter, clerk, texts, look=look,
        print_take_away=None if printer is None else on_paper, clock=place.clock, drafts=drafts,
    )  # fmt: skip
    if place.trouble is not None:
        window.tell(str(place.trouble), Tone.TROUBLE)
    return Opened(window, way, lambda: _notices(texts, window.lay_beneath_top))


def open_board(
    place: Place,
    chime: Chime | None = None,
    pace: Pace | None = None,
    voice: Voice | None = None,
    layout: str = "whole",
    area: str = "",
) -> Opened[BoardWindow]:
    """Put the lobby board together; with the system's chime and its usual pace unless others are given. Without a voice calls are not said.

    layout: a `Layout`. area: calls to the counters of one area of the office. Raises BadInput when there is none such.
    """
    from greeter.views.board_area import Area
    from ui.board.chime import SystemChime
    from ui.board.layout import Layout
    from ui.board.window import BoardWindow

    here = Area(place.office, area)
    texts, way = texts_for(place.office.language), place.reach(InLobby())
    window = BoardWindow(
        way.background, way.feed, place.office, texts,
        chime=chime or SystemChime(), pace=pace, clock=place.clock, voice=voice,
        layout=Layout(layout), area=here.name,
    )  # fmt: skip
    return Opened(window, way)


def open_manager(place: Place, ask_file: AskWhere | None = None) -> Opened[ManagerWindow]:
    """Put the manager's window together. ask_file: asks where to save the report; the system's dialog unless another way is given."""
    from greeter.drafts import drafts_of_counter
    from ui.manager.window import ManagerWindow

    texts, way = texts_for(place.office.language), place.reach()
    drafts = drafts_of_counter(place.url, place.office.id, "manager")
    window = ManagerWindow(
        way.background, way.feed, place.office, texts, ask_file=ask_file, clock=place.clock, drafts=drafts
    )
    return Opened(window, way, lambda: _notices(texts, window.lay_beneath_top, window.show_copied))


def run(opened: Opened[QWidget], claim: Claim, afterwards: Callable[[], None] | None = None) -> int:
    """Run the application until its window is closed, or the system asks it to end; return its exit code.

    claim: what later starts of the same window find; it is given back when all is closed. afterwards: called after a bug, whose crash card is
    written: a kiosk returns to its greeting.
    """
    app = application()
    doorbell = Doorbell(claim, opened.window)
    catch_bugs(afterwards or _go_on)
    opened.counterpart.background.bug.connect(lambda _bug: (afterwards or _go_on)())
    end_when_asked()
    cares: list[StoreCare | Studying | Automatic | WaitsKeeper | Forgetting] = []
    QTimer.singleShot(CARE_MS, opened.window, lambda: cares.extend(_cares(opened)))
    code = app.exec()
    for care in cares:
        care.close()
    doorbell.take_down()
    opened.close()
    claim.let_go()
    return code


def end_when_asked() -> None:
    """End the application in good order at Ctrl+C, or when the system ends it. The feed's timer lets Python hear of it in time."""
    app = application()
    for asked in (signal.SIGINT, signal.SIGTERM):
        signal.signal(asked, lambda *_: app.quit())


def _cares(opened: Opened[QWidget]) -> list[StoreCare | Studying | Automatic | WaitsKeeper | Forgetting]:
    return [*_care(opened), *_studying(opened), *_automatic(opened), *_waits_file(opened), *_forgetting(opened)]


def _care(opened: Opened[QWidget]) -> list[StoreCare]:
    """Return what looks after the window's store; nothing where that is not a file on this machine."""
    from greeter.records.copies import file_of  # after the paint, as all that follows
    from ui.store_care import BEGIN_MS, StoreCare

    way = opened.counterpart
    store = file_of(way.url)
    if store is None:
        return []
    care = StoreCare(store, way.background, None if opened.notices is None else opened.notices())
    QTimer.singleShot(BEGIN_MS, care, care.begin)
    return [care]


def _studying(opened: Opened[QWidget]) -> list[Studying]:
    """Return what has the window's forecasts learn from past days; nothing over a store that no other process reaches."""
    from ui.studying import Studying

    way = opened.counterpart
    return [] if way.office is None or _is_in_memory(way.url) else [Studying(way.background, way.url, way.office)]


def _automatic(opened: Opened[QWidget]) -> list[Automatic]:
    """Return what has reports delivered that write themselves; nothing for a kiosk, nor over a store that no other process reaches."""
    from ui.automatic import Automatic

    way = opened.counterpart
    if way.office is None or not opened.delivers or _is_in_memory(way.url):
        return []
    return [Automatic(way.background, way.url, way.office)]


def _waits_file(opened: Opened[QWidget]) -> list[WaitsKeeper]:
    """Return what keeps the file with the waits of now, where one is named; nothing for a kiosk."""
    from ui.waits_file import WaitsKeeper, file_named

    way, path = opened.counterpart, file_named()
    if way.office is None or not opened.delivers or path is None:
        return []
    return [WaitsKeeper(way.background, way.office, path)]


def _forgetting(opened: Opened[QWidget]) -> list[Forgetting]:
    """Return what has the words forgotten whose time is over; nothing for a kiosk, which can read none, nor over a store in memory."""
    from ui.forgetting import forgetting_apart

    way = opened.counterpart
    if way.office is None or not opened.delivers or _is_in_memory(way.url):
        return []
    return [forgetting_apart(way.url, way.office)] if way.office.retention.is_nightly else []


def _is_in_memory(url: str) -> bool:
    from greeter.store.address import MEMORY, Engine, engine_of, sqlite_path

    return engine_of(url) is Engine.SQLITE and sqlite_path(url) == MEMORY


def _notices(texts: Texts, lay: Callable[[QWidget], None], show_age: Callable[[str], None] | None = None) -> Notices:
    from ui.store_care import Notices

    def make_bar() -> StoreBar:
        from ui.kit.sizes import StaffSizes
        from ui.store_bar import StoreBar

        bar = StoreBar(texts, StaffSizes())
        lay(bar)
        return bar

    return Notices(texts, make_bar, show_age)


def _go_on() -> None:
    """A staff window goes on where it was."""
