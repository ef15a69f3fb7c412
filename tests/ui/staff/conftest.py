"""The story of the design's pictures, as the staff window of counter 3 sees it at 10:31; and a window over a store in a file."""

from __future__ import annotations

import filecmp
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from greeter.clock import ManualClock
from greeter.opening import open_front_desk
from greeter.queueing.forecast import Forecast
from greeter.reach import StoreReach
from greeter.store.address import sqlite_path
from greeter.texts import Texts
from tests.ui.server import Server
from ui import theme
from ui.background import Background
from ui.feed import Feed
from ui.staff.window import StaffWindow

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from greeter.front_desk import FrontDesk
    from greeter.model.visit import State

MORNING = datetime(2026, 11, 24, 16, 0, tzinfo=UTC)
"""8:00 in the sample town hall."""
MINUTE_MS = 60_000


class Story:
    """Plays the morning through the real front desk, minute by minute."""

    def __init__(self, desk: FrontDesk, clock: ManualClock) -> None:
        self.desk, self.clock = desk, clock
        self.visits: dict[str, str] = {}

    def at(self, hour: int, minute: int) -> None:
        """Let time pass until a time of that morning."""
        self.clock.move_to(MORNING + timedelta(hours=hour - 8, minutes=minute))

    def arrives(self, service: str, **facts) -> str:
        """Check somebody in; return the visit."""
        ticket = self.desk.check_in(service=service, **facts)
        self.visits[ticket.number] = ticket.visit_id
        return ticket.visit_id

    def served(self, service: str, *, counter: str, late: bool = False, steps: tuple[str, ...] = ()) -> None:
        """Somebody comes, is served and goes."""
        self.clock.advance(seconds=1)
        target = self.desk.office.service(service).standard.minutes
        visit = self.arrives(service, arrived=self.clock.now() - timedelta(minutes=target + 3) if late else None)
        self.desk.call(visit, counter=counter, clerk=CLERKS[counter], reason="first of the day")
        self.desk.start(visit)
        for what in steps:
            self.desk.tick_step(self.desk.add_step(visit, what, clerk=CLERKS[counter]), clerk=CLERKS[counter])
        self.clock.advance(seconds=90)
        self.desk.finish(visit, outcome="resolved")

    def leaves(self, service: str) -> None:
        """Somebody comes, and leaves within a minute."""
        self.clock.advance(seconds=1)
        visit = self.arrives(service)
        self.clock.advance(seconds=20)
        self.desk.leave(visit)


CLERKS = {"1": "Ruth Abrams", "2": "Sam Whitfield", "3": "Dana Reyes"}


def play(desk: FrontDesk, clock: ManualClock) -> dict[str, str]:
    """Play the story until 10:31; return visits by number. The clock must stand at 8:00 or before."""
    story = Story(desk, clock)
    story.at(8, 0)
    for counter, clerk in CLERKS.items():
        desk.open_counter(counter, clerk=clerk)
    _before_ten(story)
    story.at(10, 5)
    told = Forecast(6 * MINUTE_MS, 11 * MINUTE_MS, 18 * MINUTE_MS, 4, "one clerk of four is out")
    maria = story.arrives(
        "permit", name="Ms. Maria Okafor", say_name="oh-KAH-for", reason="I want to build a deck behind my house",
        needs=["seat"], familiarity="new", told=told,
    )  # fmt: skip
    desk.describe(
        maria, clerk="Dana Reyes", brought="Photo ID, drawing with sizes", missing="A plot plan",
        expects="To build in May, before a family visit",
    )  # fmt: skip
    story.at(10, 9)
    story.arrives("records", needs=(), familiarity="unknown")
    story.at(10, 10)
    story.served("permit", counter="2")
    story.at(10, 17)
    _the_line(story)
    desk.start(desk.call(maria, counter="3", clerk="Dana Reyes", reason="first in line").visit_id)
    story.at(10, 24)
    story.arrives("property-tax", familiarity="returning")
    story.at(10, 25)
    desk.hold(story.visits["P012"], reason="Fetching a site plan from the car")
    story.at(10, 27)
    story.arrives("dog", familiarity="new")
    desk.note(maria, "Deck is 12 by 16 ft, 20 in. high. No stairs to the lot line.", clerk="Dana Reyes", counter="3")
    story.at(10, 28)
    story.arrives("vote", familiarity="new")
    story.at(10, 29)
    story.arrives("permit", needs=["wheelchair"])
    steps = desk.take_steps(maria, desk.office.service("permit").steps, clerk="Dana Reyes")
    for step in steps[:2]:
        desk.tick_step(step, clerk="Dana Reyes")
    story.at(10, 31)
    return story.visits


def _before_ten(story: Story) -> None:
    given = "Give a plot plan from the map"
    for number in range(11):
        story.served("permit", counter="2", late=number in {3, 7}, steps=(given,))
    for number in range(17):
        story.served("property-tax", counter="3", late=number in {4, 9})
    for _ in range(3):
        story.leaves("property-tax")
    for number in range(7):
        story.served("records", counter="1", late=number in {5})
    story.leaves("records")
    for number in range(2):
        story.served("dog", counter="3", late=number == 1)
    for _ in range(2):
        story.leaves("dog")
    story.leaves("vote")
    story.at(10, 2)
    waiting = story.arrives("permit", reason="A new porch roof")
    story.desk.start(story.desk.call(waiting, counter="2", clerk="Sam Whitfield", reason="first in line").visit_id)
    story.served("permit", counter="3")


def _the_line(story: Story) -> None:
    story.at(10, 18)
    story.arrives("permit", reason="a fence")
    story.at(10, 20)
    story.arrives("records", needs=["quiet"])
    story.at(10, 22)
    story.arrives("permit", language="es")
    story.at(10, 23)


@pytest.fixture
def app(qapp):
    """The application in its light look."""
    assert isinstance(qapp, QApplication)
    theme.apply(qapp, theme.Theme.load(theme.Look.LIGHT))
    return qapp


@dataclass
class Counter:
    """A staff window with what it needs, and a desk of our own to see and to act beside it."""

    window: StaffWindow
    background: Background
    feed: Feed
    desk: FrontDesk
    clock: ManualClock
    visits: dict[str, str]
    qtbot: QtBot
    server: Server

    @property
    def panes(self):
        return self.window.panes

    @property
    def state(self):
        return self.window.presenter.state

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the keyboard is, and let acts under way end."""
        self.qtbot.keyClick(QApplication.focusWidget() or self.window, key, modifier)
        self.settle()

    def write(self, text: str) -> None:
        """Write into the field where the keyboard is."""
        self.qtbot.keyClicks(QApplication.focusWidget(), text)

    def settle(self) -> None:
        """Wait until all that was begun is done and shown."""
        self.qtbot.waitUntil(lambda: self.window.presenter.is_settled)

    def seen(self) -> None:
        """Wait until what our own desk did is shown."""
        with self.qtbot.waitSignal(self.window.presenter.shown):
            self.feed.look()
        self.settle()

    @property
    def said(self) -> str:
        """What the banner says; empty while it is hidden."""
        return self.panes.banner.words if self.panes.banner.isVisible() else ""

    def state_of(self, number: str) -> State:
        """Where a visit stands in the store."""
        return self.desk.store.request(self.desk.store.visit(self.visits[number]).request).state

    def close(self) -> None:
        self.window.close()
        self.feed.close()
        self.background.close()
        self.window.deleteLater()


@pytest.fixture(scope="session")
def morning(form, office):
    """The file of a store in which the story was played, the visits by number, and the time when it ends."""
    file, clock = form.with_name("morning.db"), ManualClock(MORNING)
    shutil.copyfile(form, file)
    with open_front_desk(f"sqlite:///{file}", clock=clock, catalogue=office, durable=False) as desk:
        visits = play(desk, clock)
    return file, visits, clock.now()


@pytest.fixture
def staffed(app, office, url, qtbot, form, morning):
    """Return a maker of staff windows over one store in a file; `told`: after the story."""
    opened: list[Counter] = []
    clock = ManualClock(MORNING)
    at_work: list[FrontDesk] = []

    def begin(*, told: bool) -> dict[str, str]:
        file, visits, ends = morning
        untouched = filecmp.cmp(form, sqlite_path(url), shallow=False)
        if told and untouched:
            shutil.copyfile(file, sqlite_path(url))
            clock.move_to(ends)
        at_work.append(open_front_desk(url, clock=clock, catalogue=office, durable=False))
        if told and not untouched:
            return play(at_work[0], clock)
        return visits if told else {}

    def make(
        counter="3", clerk="Dana Reyes", *, told=True, size=(1440, 900), away=False, prepare=None, **facts
    ) -> Counter:
        visits = opened[0].visits if opened else begin(told=told)
        desk = at_work[0]
        if prepare is not None:
            prepare(desk)
        feed = Feed(url, "alder-creek")
        server = Server(
            StoreReach(lambda: open_front_desk(url, clock=clock, catalogue=office, durable=False)), feed, away=away
        )
        background = Background(server)
        window = StaffWindow(background, feed, office, counter, clerk, Texts(), clock=clock, **facts)
        window.resize(*size)
        made = Counter(window, background, feed, desk, clock, visits, qtbot, server)
        opened.append(made)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        presenter = window.presenter
        qtbot.waitUntil(
            lambda: away or window.signing.is_covered or (presenter.is_settled and presenter.room.facts is not None)
        )
        return made

    yield make
    for made in opened:
        made.close()
    for desk in at_work:
        desk.close()
