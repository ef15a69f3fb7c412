"""Between the counter and the lobby board: announces calls one after another, and keeps everything else fresh. It knows no widgets."""

from __future__ import annotations

from collections import deque
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from greeter.problems import StoreAway, StoreProblem
from greeter.views.board_view import read_board
from ui.board.caller import Caller
from ui.board.homeward import Homeward, home_phrases
from ui.board.layout import Layout
from ui.board.sizes import FEW, LISTED
from ui.board.spoken import call_phrases, office_phrase
from ui.board.state import BoardState, Sentence, ShownCall
from ui.board.wording import (
    as_of,
    call_words,
    day_words,
    heading_words,
    hours_words,
    next_words,
    sentence_words,
    told_pages,
    trouble_words,
    waits_words,
    welcome_words,
)
from ui.last_truth import LastTruth

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greeter.clock import Clock
    from greeter.front_desk import FrontDesk
    from greeter.model.catalogue import Order
    from greeter.problems import Problem
    from greeter.texts import Texts
    from greeter.views.board_view import BoardCall, BoardView
    from greeter.views.closing import SentAway
    from ui.background import Background
    from ui.board.chime import Chime
    from ui.feed import Feed
    from ui.speech.voice import Voice

EARLIER = 3
"""Earlier calls shown beneath the call."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How long things stand, in milliseconds."""

    alone: int = 1_600
    """A call stands in the large place, with its chime, before the next one takes it."""
    chime: int = 1_300
    """The chime has died away by then, and the call is said."""
    turn: int = 4_000
    """A page of those on their way, or of waits told anew, where they take turns."""
    refresh: int = 5_000
    """Waits move with time alone, so the store is read again."""


@dataclass(frozen=True, slots=True)
class Lobby:
    """What is read from the counter."""

    view: BoardView
    order: Order


class BoardPresenter(QObject):
    """Decides what the board shows.

    Each call is announced once, with a chime and then said aloud, in the order of the journal. Whoever is called is seen at once, in the large
    place or beneath it, and is not taken off the board by later calls before they have come.

    Signals:
        changed(BoardState): show this.
    """

    changed = Signal(object)

    def __init__(
        self,
        background: Background,
        feed: Feed,
        texts: Texts,
        chime: Chime,
        pace: Pace | None = None,
        clock: Clock | None = None,
        voice: Voice | None = None,
        layout: Layout = Layout.WHOLE,
        area: str = "",
    ) -> None:
        """voice: says the calls; None: the chime alone. area: the part of the office that it is for; empty: all of it.

        clock: counts how old what is shown is while the server does not answer; the machine's own unless another is given.
        """
        super().__init__()
        self._truth = LastTruth(feed, clock, self)
        self._background = background
        self._texts = texts
        self._chime = chime
        self._layout = layout
        self._look = partial(_read, area=area)
        self._caller = None if voice is None else Caller(voice, self)
        if self._caller is not None:
            self._caller.done.connect(self._announced)
        self._pace = pace or Pace()
        self._lobby: Lobby | None = None
        self._trouble = False
        self._reading = False
        self._stale = False
        self._announced_up_to: int | None = None
        self._waiting: deque[BoardCall] = deque()
        self._announcing: BoardCall | None = None
        self._homeward = Homeward()
        self._telling: tuple[SentAway, ...] = ()
        self._turn = 0
        self._alone = self._timer(self._pace.alone, self._stood, once=True)
        self._chimed = self._timer(self._pace.chime, self._say, once=True)
        self._turns = self._timer(self._pace.turn, self._next_turn)
        self._refresh = self._timer(self._pace.refresh, self.read)
        background.bug.connect(self._bug_met)
        feed.changed.connect(self.read)
        self._truth.back.connect(self.read)
        self._truth.older.connect(self._show)
        self._refresh.start()
        self.read()

    def read(self) -> None:
        """Read the board again; while a reading is under way, once more after it."""
        if self._reading:
            self._stale = True
            return
        self._reading = True
        self._background.run(self._look, self._take, self._fail)

    def close(self) -> None:
        """Stop all timers, and be silent."""
        self._truth.close()
        if self._caller is not None:
            self._caller.close()
        for timer in (self._alone, self._chimed, self._turns, self._refresh):
            timer.stop()

    def _take(self, lobby: Lobby) -> None:
        self._lobby, self._trouble = lobby, False
        self._truth.heard(lobby.view.now)
        calls = lobby.view.calls
        newest = max((call.seq for call in calls), default=0)
        if self._announced_up_to is None:  # a board that starts now does not chime for what was before it
            self._announced_up_to = max(newest, lobby.view.head_seq)
        fresh = sorted((call for call in calls if call.seq > self._announced_up_to), key=lambda call: call.seq)
        self._announced_up_to = max(self._announced_up_to, newest)
        still = {call.number: call for call in calls}
        # Who was put back in line meanwhile is not announced; who was called again is announced once, with the latest counter.
        again = {call.number for call in fresh}
        self._waiting = deque(call for call in self._waiting if call.number in still and call.number not in again)
        self._waiting.extend(fresh)
        self._homeward.take(lobby.view.sent_home)
        if self._announcing is None and not self._telling:
            self._announce()
        self._read_again()
        self._show()

    def _fail(self, problem: Problem) -> None:
        if isinstance(problem, StoreAway):  # what is shown stays, and soon says of when it is
            self._truth.missed()
        self._trouble = self._lobby is None or not isinstance(problem, StoreAway)
        self._read_again()
        self._show()

    def _bug_met(self, bug: BaseException) -> None:  # noqa: ARG002
        """Say that the board has stopped, and read again when its time comes: what stands there may not be so any more."""
        if self._reading:
            self._reading = self._stale = False
            self._trouble = True
            self._show()

    def _read_again(self) -> None:
        self._reading = False
        if self._stale:
            self._stale = False
            self.read()

    def _announce(self) -> None:
        """Give the large place to the next call, if there is one; else tell who was sent home."""
        self._announcing = self._waiting.popleft() if self._waiting else None
        self._telling = self._homeward.next() if self._announcing is None else ()
        if self._announcing is not None or self._telling:
            self._turn = 0
            self._chime.play()
            self._alone.start()
            if self._caller is not None:
                self._chimed.start()

    def _stood(self) -> None:
        self._alone.stop()
        self._announced()

    def _say(self) -> None:
        """Say the call aloud: the chime has sounded."""
        self._chimed.stop()
        caller, call = self._caller, self._announcing
        if caller is None or (call is None and not self._telling):
            return
        phrases = home_phrases(self._telling) if call is None else call_phrases(self._texts, call, len(self._waiting))
        spoken = [phrase for phrase in phrases if caller.speaks(phrase.language)]
        if call is not None and not spoken:
            spoken = [office_phrase(self._texts, call)]
        caller.say(spoken)

    def _announced(self) -> None:
        """Go on to the next call once this one has stood long enough, and has been said."""
        if self._alone.isActive() or self._chimed.isActive() or (self._caller is not None and self._caller.speaking):
            return
        self._announce()
        self._show()

    def _next_turn(self) -> None:
        self._turn += 1
        self._show()

    def _show(self) -> None:
        if self._lobby is not None:
            self.changed.emit(self._state(self._lobby))
        elif self._trouble:
            self.changed.emit(self._unknown())

    def _state(self, lobby: Lobby) -> BoardState:
        view, texts, silence = lobby.view, self._texts, self._truth.silence
        now = view.now if silence is None else (silence.since.astimezone(UTC) + silence.age).astimezone(view.now.tzinfo)
        called, beneath = self._calls(view)
        earlier, told = self._in_turns(beneath, told_pages(texts, view, now))
        heading, waits = waits_words(texts, view)
        crowd = len(earlier) > FEW or self._layout is Layout.CALLS or (view.closes is None and not _awaited(view))
        state = BoardState(
            office=f"{view.office_name} · {view.area}" if view.area else view.office_name,
            hours=hours_words(texts, view),
            day=day_words(texts, now),
            clock=texts.clock24(now),
            heading=heading_words(texts, called),
            called=called,
            welcome=welcome_words(texts, now, view),
            earlier=earlier,
            waits_heading="" if crowd else heading,
            waits=() if crowd else waits,
            next_heading=next_words(texts),
            next_up=view.next_up if self._layout is Layout.NEXT and len(earlier) <= FEW else (),
            sentences=trouble_words(texts) if self._trouble else sentence_words(texts, view, lobby.order, told),
            trouble=self._trouble,
        )
        return as_of(texts, state, silence) if silence is not None and silence.minutes else state

    def _unknown(self) -> BoardState:
        """Return the board of a counter that could not be read even once."""
        nothing = trouble_words(self._texts)
        return BoardState("", "", "", "", "", None, nothing[0], (), "", (), (), trouble=True)

    def _calls(self, view: BoardView) -> tuple[ShownCall | None, Sequence[BoardCall]]:
        """Return the call for the large place, and all that may stand beneath it."""
        calls, now = view.calls, self._announcing
        if now is not None:
            others = [call for call in calls if call.number != now.number and not call.answered]
            return call_words(self._texts, replace(now, answered=False)), others
        if not calls:
            return None, ()
        on_their_way = [call for call in calls[1:] if not call.answered]
        beneath = on_their_way if len(on_their_way) > EARLIER else calls[1 : EARLIER + 1]
        return call_words(self._texts, calls[0]), beneath

    def _in_turns(
        self, beneath: Sequence[BoardCall], told: Sequence[Sentence]
    ) -> tuple[tuple[ShownCall, ...], Sentence | None]:
        """Return the calls that have their turn, in pages of about one length, and what is told to everybody now."""
        pages = max(-(-len(beneath) // LISTED), 1)
        on_page = -(-len(beneath) // pages)
        if max(pages, len(told)) <= 1:
            self._turns.stop()
        elif not self._turns.isActive():
            self._turns.start()
        start = self._turn % pages * on_page
        shown = tuple(call_words(self._texts, call) for call in beneath[start : start + on_page])
        return shown, told[self._turn % len(told)] if told else None

    def _timer(self, milliseconds: int, act: object, *, once: bool = False) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(milliseconds)
        timer.setSingleShot(once)
        timer.timeout.connect(act)
        return timer


def _awaited(view: BoardView) -> bool:
    return any(wait.ahead for wait in view.waits)


def _read(desk: FrontDesk, *, area: str) -> Lobby:
    with suppress(StoreProblem):  # the board is where visitors look, and a disk that takes nothing can still be read
        desk.tell_who_waits()
    return Lobby(read_board(desk, area), desk.office.order)
