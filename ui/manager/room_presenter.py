"""Between the page of the room and the counter: reads the room when something happens, and now and then, for waits grow by themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from greeter.views.levels import Level
from greeter.views.room_now import read_room_now
from ui.manager.live_presenter import LivePresenter

if TYPE_CHECKING:
    from greeter.problems import Problem
    from greeter.texts import Texts
    from greeter.views.room_now import CounterNow, RoomNow, ServiceNow
    from ui.background import Background
    from ui.feed import Feed

SOON_MS = 1_000
"""After something has happened the room is read again so long later: much may happen at once."""
GROWS_MS = 15_000
"""And so often, though nothing has happened."""


@dataclass(frozen=True, slots=True)
class WaitWords:
    """One service that people wait for, in words; minutes for the bar."""

    name: str
    people: str
    minutes: int
    target: int
    bar: str
    """What stands beneath the bar: "13 of 15 min, near"."""
    forecast: str


@dataclass(frozen=True, slots=True)
class CounterWords:
    """One counter in words."""

    counter: str
    who: str
    doing: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class NeedWords:
    """Something the room needs: what, and why."""

    what: str
    why: str


@dataclass(frozen=True, slots=True)
class RoomState:
    """The page."""

    clock: str
    headline: str
    level: Level | None
    """How the longest wait stands; None where nobody waits."""
    detail: str
    waits: tuple[WaitWords, ...]
    counters: tuple[CounterWords, ...]
    needs: tuple[NeedWords, ...]


class RoomPresenter(LivePresenter):
    """Keeps the room fresh while it is looked at.

    Signals:
        shown(RoomState): show this.
        told(str, Tone): something went wrong.
        sign_in_wanted(): who looks must sign in first.
    """

    def __init__(self, background: Background, feed: Feed, texts: Texts, *, soon_ms: int = SOON_MS) -> None:
        super().__init__(background, texts)
        self._reading, self._again = False, False
        self._soon, self._grows = QTimer(self), QTimer(self)
        self._soon.setSingleShot(True)
        for timer, interval in ((self._soon, soon_ms), (self._grows, GROWS_MS)):
            timer.setInterval(interval)
            timer.timeout.connect(self.look)
        feed.changed.connect(self._something_changed)

    def go_on(self, session: str) -> None:
        """Look at the room, and go on looking."""
        super().go_on(session)
        self._grows.start()
        self.look()

    def rest(self) -> None:
        """Look no more."""
        super().rest()
        self._soon.stop()
        self._grows.stop()

    def look(self) -> None:
        """Read the room; while a look is under way, once more after it."""
        if self._rests or self._reading:
            self._again = self._reading
            return
        self._reading, self._again = True, False
        texts, session = self._texts, self._session
        self._background.run(lambda desk: read_room_now(desk, texts, session=session), self._take, self._failed)

    def _something_changed(self) -> None:
        if not self._rests and not self._soon.isActive():
            self._soon.start()

    def _take(self, room: RoomNow) -> None:
        self._reading = False
        if self._rests:
            return
        self.shown.emit(state_of(self._texts, room))
        if self._again:
            self._soon.start()

    def _failed(self, problem: Problem) -> None:
        self._reading = False
        super()._failed(problem)


def state_of(texts: Texts, room: RoomNow) -> RoomState:
    """Put the room into words."""
    return RoomState(
        clock=texts.clock24(room.now),
        headline=_headline(texts, room),
        level=max((one.level for one in room.services), key=list(Level).index, default=None),
        detail=" ".join(_details(texts, room)),
        waits=tuple(_wait(texts, one) for one in room.services),
        counters=tuple(_counter(texts, one) for one in room.counters),
        needs=tuple(NeedWords(one.what, one.why) for one in room.needs),
    )


def _headline(texts: Texts, room: RoomNow) -> str:
    if room.longest is None:
        return texts("Nobody waits.")
    people = texts.count(room.waiting, "{n} person waits.", "{n} people wait.")
    longest = texts("The longest wait is {minutes} of {target} minutes.", minutes=room.longest.longest_minutes,
                    target=room.longest.target_minutes)  # fmt: skip
    return f"{people} {longest}"


def _details(texts: Texts, room: RoomNow) -> list[str]:
    said = [
        texts.count(
            room.open_counters,
            "{n} counter of {all} is open.",
            "{n} counters of {all} are open.",
            all=len(room.counters),
        )
    ]
    if room.reason:
        said.append(texts("{reason}.", reason=room.reason[:1].upper() + room.reason[1:]))
    if room.on_hold:
        said.append(texts.count(room.on_hold, "{n} visitor is on hold.", "{n} visitors are on hold."))
    if room.judged_today:
        percent = 100 * room.within_today // room.judged_today
        said.append(texts("Today {percent}% within standard, n {n}.", percent=percent, n=room.judged_today))
    return said


def _wait(texts: Texts, one: ServiceNow) -> WaitWords:
    people = texts.count(one.waiting, "{n} waits", "{n} wait")
    if one.over:
        people = texts("{people}, {over} over", people=people, over=one.over)
    values = {"minutes": one.longest_minutes, "target": one.target_minutes}
    if one.level is Level.OVER:
        bar = texts("{minutes} of {target} min, {over} over", over=one.longest_minutes - one.target_minutes, **values)
    elif one.level is Level.NEAR:
        bar = texts("{minutes} of {target} min, near", **values)
    else:
        bar = texts("{minutes} of {target} min", **values)
    return WaitWords(one.name, people, one.longest_minutes, one.target_minutes, bar, one.forecast)


def _counter(texts: Texts, one: CounterNow) -> CounterWords:
    since = texts.clock24(one.since) if one.since is not None else ""
    if one.number and one.called:
        doing = texts("{number} is called, {service}", number=one.number, service=one.service)
    elif one.number:
        doing = texts("{number}, {service}, {n} min", number=one.number, service=one.service, n=one.minutes)
    elif one.is_open:
        doing = texts("Open, nobody there")
    elif one.break_reason is not None:
        why = f": {one.break_reason}" if one.break_reason else ""
        doing = texts("Break since {time}{why}", time=since, why=why)
    elif since:
        doing = texts("Closed since {time}", time=since)
    else:
        doing = texts("Not open today")
    return CounterWords(texts("Counter {counter}", counter=one.counter), one.clerk if since else "", doing, one.is_open)
