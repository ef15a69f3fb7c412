"""One morning in the sample town hall, played on the real windows without a screen: fingers at the kiosk, keys at the counter.

It leaves pictures of what was seen, the store, what was printed, and the manager's report.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import time, timedelta
from enum import Enum
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt

from greeter.demo import morning
from greeter.demo.story import CALLED, CHECKED_IN, OPEN_DAYS, WINDOW, Hero, clerk_of
from greeter.model.visit import Familiarity, Need, State
from greeter.printing.folder import FolderPrinter
from ui import theme
from ui.app import application
from ui.board.chime import Silence
from ui.board.presenter import Pace
from ui.demo.hands import OutOfReach, press, spell, touch, write
from ui.demo.script import Script, Until, failures_to, settled, without_noise
from ui.demo.town_hall import STORE, town_hall
from ui.keyboard import WordKey
from ui.kiosk.page import KioskPage
from ui.kiosk.pages.familiarity import FamiliarityPage
from ui.kiosk.pages.name import NamePage
from ui.kiosk.pages.needs import NeedsPage
from ui.kiosk.pages.reason import ReasonPage
from ui.kiosk.pages.say_it import SayItPage
from ui.kiosk.turning import Motion
from ui.kiosk.walk import Page
from ui.kiosk.window import KioskSettings, Mount
from ui.kit.aid import Aid
from ui.manager.state import Days
from ui.printing import TicketPaper
from ui.theme import Look
from ui.windows import Opened, Place, open_board, open_kiosk, open_manager, open_staff

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from greeter.views.visit_card import VisitCard
    from ui.board.window import BoardWindow
    from ui.demo.town_hall import TownHall
    from ui.kiosk.window import KioskWindow
    from ui.staff.window import StaffWindow

_Page = TypeVar("_Page", bound=KioskPage)
COUNTER = "3"
KIOSK, KIOSK_DPI, BOARD, STAFF, LOW = (1080, 1920), 100.0, (1920, 1080), (1440, 900), (1280, 800)
PAINTED_S = 0.35
"""Longer than any page takes to turn, or any number to fade in."""


PICTURES = {
    "01-kiosk-welcome": "The kiosk's greeting.",
    "02-kiosk-reason": "What brings you in today?",
    "02b-kiosk-own-words": "Say it your way.",
    "02c-kiosk-before-you-wait": "What to know before one waits.",
    "02d-kiosk-name": "What may we call you?",
    "02e-kiosk-needs": "What helps you?",
    "03-kiosk-summary": "Did we get that right?",
    "04-kiosk-ticket": "The ticket, on the screen.",
    "06-kiosk-contrast-large-low": "Large text, high contrast and low controls, on a low screen.",
    "08-staff-window": "The staff window at 10:31.",
    "09-staff-window-dark": "The same in the dark.",
    "10-lobby-board": "The lobby board at 10:23.",
    "11-manager-window": "How the day before was, for the manager.",
    "12-staff-finish": "P014 is finished.",
    "13-staff-next-visitor": "The next visitor is served.",
}
"""What each picture shows; those that the design has, too, bear its numbers."""


class Length(Enum):
    """How far the morning goes."""

    STORY = "story"
    """To 10:31, the moment of the pictures."""
    MORNING = "morning"
    """Until P014 has her next steps and somebody else is called; then the manager's report of the day before."""


@dataclass(slots=True)
class Morning:
    """The windows of one counter, the lobby and the manager, and a script for them."""

    hall: TownHall
    length: Length = Length.MORNING
    left: list[tuple[Path, str]] = field(default_factory=list)
    """Pictures that were taken, and what they show, in order."""

    @property
    def report(self) -> Path:
        """Where the manager's report is saved."""
        return self.hall.folder / f"report-{morning.DAY - timedelta(days=1)}.pdf"

    def steps(self) -> Iterator[Until]:
        """Play; yield what is waited for."""
        hall = self.hall
        hall.story.play_to(CHECKED_IN)
        place, printer = Place(hall.url, hall.office, hall.clock), FolderPrinter(hall.folder / "printed")
        settings = KioskSettings(dpi=KIOSK_DPI, mount=Mount.DESK, motion=Motion.NONE)
        kiosk = open_kiosk(place, settings, TicketPaper(printer))
        board = open_board(place, Silence(), Pace(alone=1))
        staff = open_staff(place, COUNTER, clerk_of(hall.office, COUNTER), printer)
        for opened, size in ((kiosk, KIOSK), (board, BOARD), (staff, STAFF)):
            opened.window.resize(*size)
            opened.window.show()
        yield from settled(kiosk.counterpart, board.counterpart, staff.counterpart)
        yield from self._check_in(kiosk)
        yield from self._aids(kiosk)
        yield from self._called(staff, board)
        yield from self._served(staff)
        if self.length is Length.MORNING:
            yield from self._finished(staff, board)
        yield from self._how_we_did(place)
        for opened in (kiosk, board, staff):
            opened.close()

    def _check_in(self, kiosk: Opened[KioskWindow]) -> Iterator[Until]:
        """Walk P014 through the kiosk, from the greeting to the ticket."""
        window, her = kiosk.window, morning.VISITORS[morning.HERO]
        on = window.nav_bar.on_button
        yield from self._picture("01-kiosk-welcome", window)
        touch(on)
        yield from self._picture("02-kiosk-reason", window)
        touch(_shown(window, ReasonPage).search)
        spell(_shown(window, SayItPage).keyboard, her.reason)
        yield Until("services that fit", lambda: "permit" in window.presenter.state.matches)
        yield from settled(kiosk.counterpart)
        yield from self._picture("02b-kiosk-own-words", window)
        touch(_shown(window, SayItPage).grid.card_of("permit"))
        yield from settled(kiosk.counterpart)
        yield from self._picture("02c-kiosk-before-you-wait", window)
        touch(on)
        touch(_shown(window, FamiliarityPage).grid.card_of(Familiarity.NEW.value))
        spell(_shown(window, NamePage).keyboard, her.name)
        yield from self._picture("02d-kiosk-name", window)
        touch(_shown(window, NamePage).keyboard.word_key(WordKey.DONE))
        touch(_shown(window, NeedsPage).grid.card_of(Need.SEAT.value))
        yield from self._picture("02e-kiosk-needs", window)
        touch(on)
        yield from settled(kiosk.counterpart)
        yield from self._picture("03-kiosk-summary", window)
        touch(on)
        yield Until("the ticket", lambda: window.presenter.state.page is Page.TICKET)
        yield Until("the paper", (self.hall.folder / "printed").exists)
        yield from settled(kiosk.counterpart)
        yield from self._picture("04-kiosk-ticket", window)
        self.hall.clock.advance(seconds=20)  # she reads it
        touch(on)

    def _aids(self, kiosk: Opened[KioskWindow]) -> Iterator[Until]:
        """Show the kiosk to somebody who needs large text, high contrast and low controls, on a low screen."""
        window = kiosk.window
        yield Until("the greeting", lambda: window.presenter.state.page is Page.WELCOME)
        window.resize(*LOW)
        for aid in (Aid.LARGER_TEXT, Aid.CONTRAST, Aid.LOW_CONTROLS):
            touch(window.strip.aid(aid))
        touch(window.nav_bar.on_button)
        yield from self._picture("06-kiosk-contrast-large-low", window)
        window.presenter.wipe()
        window.resize(*KIOSK)
        yield from settled(kiosk.counterpart)

    def _called(self, staff: Opened[StaffWindow], board: Opened[BoardWindow]) -> Iterator[Until]:
        """Call P014 at 10:23 and begin."""
        window, story = staff.window, self.hall.story
        story.play_to(_seconds_before(CALLED, 5))
        yield from settled(staff.counterpart)
        press(window, Qt.Key.Key_F2)
        yield Until("P014 is called", lambda: _is(window, State.CALLED))
        story.play_to(CALLED)
        yield Until("the board shows it", lambda: _on_board(board.window) == morning.HERO)
        yield from settled(board.counterpart)
        yield from self._picture("10-lobby-board", board.window)
        self.hall.clock.advance(seconds=morning.ANSWER_SECONDS - 5)
        press(window, Qt.Key.Key_F4)
        yield Until("P014 is served", lambda: _is(window, State.SERVING))
        story.tell_facts()

    def _served(self, staff: Opened[StaffWindow]) -> Iterator[Until]:
        """Write the note, tick two steps, and look at the window at 10:31, light and dark."""
        window, story = staff.window, self.hall.story
        story.play_to(_time(morning.NOTE[0]))
        yield from settled(staff.counterpart)
        press(window, Qt.Key.Key_N)
        write(window, morning.NOTE[1])
        press(window, Qt.Key.Key_Return)
        yield Until("the note", lambda: bool((card := _card(window)) and card.notes))
        story.play_to(_time(morning.TICKED[0]))
        yield from settled(staff.counterpart)
        press(window, Qt.Key.Key_Escape)
        for number in range(1, morning.TICKED[1] + 1):
            press(window, Qt.Key.Key_Space)
            yield Until("a tick", lambda number=number: _ticked(window) == number)  # type: ignore[misc]
            yield from settled(staff.counterpart)
        story.play_to(WINDOW)
        yield from settled(staff.counterpart)
        window.presenter.room.look()  # it looks by the machine's time, of which hardly any has passed
        yield from settled(staff.counterpart)
        focus = window.focusWidget()
        if focus is not None:
            focus.clearFocus()  # the picture of the design has no ring
        yield from self._picture("08-staff-window", window)
        theme.apply(window, theme.Theme.load(Look.DARK))
        yield from self._picture("09-staff-window-dark", window)
        theme.apply(window, theme.Theme.load(Look.LIGHT))

    def _finished(self, staff: Opened[StaffWindow], board: Opened[BoardWindow]) -> Iterator[Until]:
        """Finish P014, hand her the next steps on paper, and call whoever is next."""
        window, clock = staff.window, self.hall.clock
        clock.advance(minutes=2)
        press(window, Qt.Key.Key_F8)
        yield Until("how it ended is asked", lambda: window.panes.strip.open_ask is not None)
        yield from self._picture("12-staff-finish", window)
        press(window, Qt.Key.Key_1)
        yield Until(
            "P014 is finished", lambda: window.presenter.state is not None and window.presenter.state.current is None
        )
        clock.advance(seconds=40)
        yield from settled(staff.counterpart)
        press(window, Qt.Key.Key_F2)
        yield Until("somebody is called", lambda: _is(window, State.CALLED))
        clock.advance(seconds=20)
        press(window, Qt.Key.Key_F4)
        yield Until("somebody is served", lambda: _is(window, State.SERVING))
        yield from settled(staff.counterpart, board.counterpart)
        yield from self._picture("13-staff-next-visitor", window)

    def _how_we_did(self, place: Place) -> Iterator[Until]:
        """Open the manager's window on the day before, and save its report."""
        manager = open_manager(place, lambda _window, _suggested: self.report)
        window = manager.window
        window.resize(*STAFF)
        window.show()
        yield Until("today's figures", lambda: window.presenter.span is not None)
        window.presenter.choose(Days.YESTERDAY)
        yield Until(
            "the figures of the day before",
            lambda: window.presenter.span is not None and window.presenter.span.last < morning.DAY,
        )
        yield from settled(manager.counterpart)
        yield from self._picture("11-manager-window", window)
        press(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        yield Until("the report", window.banner.isVisible)
        manager.close()

    def _picture(self, name: str, window: QWidget) -> Iterator[Until]:
        """Take a picture once everything is painted."""
        begun = monotonic()
        yield Until("it is painted", lambda: monotonic() - begun > PAINTED_S)
        file = self.hall.folder / f"{name}.png"
        window.grab().save(str(file))
        self.left.append((file, PICTURES[name]))


def play(
    folder: Path, length: Length, told: Callable[[int], None] | None = None, days: int = OPEN_DAYS
) -> list[tuple[Path, str]]:
    """Play the morning over a new store in the folder, after so many open days; return what was left there, and what it is.

    Raises Problem, and whatever fails in the windows.
    """
    app = application()
    failed: list[BaseException] = []

    def stop(bug: BaseException) -> None:
        failed.append(bug)
        app.exit(1)

    with town_hall(folder, days=days, told=told, hero=Hero.BY_HAND) as hall, failures_to(stop), without_noise():
        played = Morning(hall, length)
        script = Script(played.steps())
        script.ended.connect(app.quit)
        script.begin()
        app.exec()
        if failed:
            raise failed[0]
    printed = [(file, "What was printed.") for file in sorted((folder / "printed").glob("*.pdf"))]
    report = (played.report, "The manager's report of the day before.")
    return [
        *sorted(played.left),
        report,
        *printed,
        (folder / STORE, "The store: open it with sqlite3, Datasette, or --db."),
    ]


def _shown(window: KioskWindow, kind: type[_Page]) -> _Page:
    """Return the page that is shown. Raises OutOfReach where it is another one."""
    if not isinstance(window.shown, kind):
        raise OutOfReach(f"the kiosk shows {window.shown!r}, not {kind.__name__}")
    return window.shown


def _is(window: StaffWindow, state: State) -> bool:
    now = window.presenter.state
    return now is not None and now.current is not None and now.current.state is state


def _card(window: StaffWindow) -> VisitCard | None:
    return window.presenter.state.card if window.presenter.state else None


def _ticked(window: StaffWindow) -> int:
    card = _card(window)
    return sum(step.done_at is not None for step in card.steps) if card else 0


def _on_board(window: BoardWindow) -> str:
    return window.call_card.call.number if window.call_card.call else ""


def _time(clock_time: str) -> time:
    hour, minute, second = map(int, clock_time.split(":"))
    return time(hour, minute, second)


def _seconds_before(when: time, seconds: int) -> time:
    return when.replace(second=when.second - seconds)
