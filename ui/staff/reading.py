"""Reads what the staff window shows, after every change and every few seconds, and runs a clerk's acts one after another."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from greeter.guidance.room import suggestions_for_room
from greeter.guidance.silence import silence_words, since_words, waits_words
from greeter.model.visit import State
from greeter.problems import NotFound, Problem, SignedOut, StoreAway, StoreDamaged, StoreProblem
from greeter.views.queue_view import QueueView, queue_later
from greeter.views.visit_card import VisitCard, card_later
from ui.last_truth import LastTruth
from ui.staff.counter_look import CounterLook
from ui.staff.looks import Looks
from ui.staff.room_reading import RoomReading
from ui.staff.state import StaffState, Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from greeter.clock import Clock
    from greeter.front_desk import FrontDesk
    from greeter.guidance.suggestion import RoomSuggestion
    from greeter.model.catalogue import Office
    from greeter.queueing.forecast import Forecast
    from greeter.texts import Texts
    from ui.background import Background
    from ui.feed import Feed
    from ui.staff.counter_look import Acted, Found

_T = TypeVar("_T")
WAITS_MS = 10_000
"""Waits grow without anybody doing anything: they are read again so often."""
TROUBLE_MS = 2_000
"""While the store can't be used it is tried so often."""


class Reading(QObject):
    """Keeps `state` as it is in the store.

    Signals:
        shown(StaffState): there is a new state.
        told(str, Tone): something to tell the clerk.
        fell_silent(str): the server does not answer any more, in words; what is shown is the last truth.
    """

    shown = Signal(object)
    told = Signal(str, object)
    fell_silent = Signal(str)

    def __init__(
        self,
        background: Background,
        feed: Feed,
        office: Office,
        counter: str,
        clerk: str,
        texts: Texts,
        clock: Clock | None = None,
        parent: QObject | None = None,
    ) -> None:
        """clock: counts how old what is shown is while the server does not answer; the machine's own unless another is given."""
        super().__init__(parent)
        self.office, self.counter, self.clerk, self.texts = office, counter, clerk, texts
        self.state: StaffState | None = None
        self.truth = LastTruth(feed, clock, self)
        self.room = RoomReading(background, self)
        self.looks = Looks(background, counter, self)
        self._background, self._feed = background, feed
        self._last: StaffState | None = None
        self._own_card: VisitCard | None = None
        self._counter_opened = self._in_doubt = False
        self._looked_at = ""
        self._trouble = ""
        self._look = CounterLook(counter)
        self._own: int | None = None
        self._acts = 0
        self._reading = self._again = self._anew = self._fresh_needed = self._over = False
        self._intents: list[Callable[[], None]] = []
        self._timer = QTimer(self)
        self._timer.setInterval(WAITS_MS)
        self._timer.timeout.connect(self.look_again)
        feed.changed.connect(self._read)
        self.truth.back.connect(self.look_again)
        self.truth.older.connect(self._grow_older)
        self.room.found.connect(self._show_room)
        background.bug.connect(self._bug_met)
        background.placed.connect(self.look_again)

    @property
    def is_settled(self) -> bool:
        """Whether the state shows all that was begun here."""
        return self.state is not None and not (self._acts or self._reading or self._fresh_needed or self._intents)

    @property
    def is_begun(self) -> bool:
        """Whether the counter was opened, or is to be once the store can be reached."""
        return self._timer.isActive()

    def begin(self) -> None:
        """Open the counter, and read for the first time. Where the store can't be reached, it opens once it can."""
        self._open_counter()
        self._timer.start()

    def _open_counter(self) -> None:
        counter, clerk = self.counter, self.clerk

        def opened(_: object) -> None:
            self._counter_opened = True

        self.do(lambda desk: desk.open_counter(counter, clerk=clerk), opened)

    def end(self) -> None:
        """Close the counter, and stop reading. Call it before the background is closed."""
        if self._over:
            return
        counter, clerk = self.counter, self.clerk
        begun = self.is_begun
        self.looks.keep()
        self._over = True  # what is still on its way back is not followed up
        self._timer.stop()
        self.room.end()
        self.truth.close()
        self._feed.changed.disconnect(self._read)
        self._intents.clear()
        if begun and not self.truth.is_silent:
            self._background.run(lambda desk: desk.close_counter(counter, clerk=clerk))

    def look_again(self) -> None:
        """Read anew; while a reading or an act is under way, once more after it."""
        self._anew = True
        self._read()

    def _read(self) -> None:
        """Read; nothing where all that was done since is our own last act, for that is shown already."""
        if self._over or not self.is_begun:  # nobody is signed in
            return
        if self._reading or self._acts:
            self._again = True
            return
        shown = None if self._anew or self._trouble or self.truth.is_silent else self._own
        self._reading, self._again, self._anew, self._own = True, False, False, None
        clerk, looked_at = self.clerk, self._looked_at
        self._background.run(
            lambda desk: self._look(desk, clerk, looked_at, unless=shown), self._was_read, self._reading_failed
        )

    def look_at(self, visit_id: str) -> None:
        """Show a visit; an empty id shows the one at this counter. While the server does not answer, only what was read can be shown."""
        if self.truth.is_silent:
            self._look_at_what_was_read(visit_id)
        elif visit_id != self._looked_at:
            self._looked_at = visit_id
            self.look_again()

    def do(
        self,
        act: Callable[[FrontDesk], _T],
        done: Callable[[_T], None] | None = None,
        *,
        failed: Callable[[], None] | None = None,
        give_back: Callable[[], None] | None = None,
    ) -> None:
        """Run an act and read what it has changed, in one; a Problem is told to the clerk.

        failed: called where it could not be done. give_back: called then, too; gives back what was written for the act. While the server does not
        answer, nothing is tried, and nothing is done later by itself.
        """
        if self._over:
            return
        if self.truth.is_silent:
            self._refuse(failed, give_back)
            return
        self._acts += 1
        looked_at = self._looked_at

        def worked(acted: Acted[_T]) -> None:
            if done is not None:
                done(acted.result)
            if acted.found is None or self._over or looked_at != self._looked_at:
                self._act_ended()
            else:
                self._acted(acted.found)

        def met(problem: Problem) -> None:
            self._intents.clear()
            if isinstance(problem, StoreAway):
                self._in_doubt = self._last is not None
                self.truth.missed()
                if self._in_doubt:
                    words = self.texts("The server did not answer. Whether this was kept, you see when it is back.")
                    self._tell_what_stays(words, give_back)
            else:
                self.told.emit(str(problem), Tone.TROUBLE if isinstance(problem, StoreProblem) else Tone.TELL)
            for lost in (failed, give_back):
                if lost is not None:
                    lost()
            self._act_ended()

        self._background.run(self._look.after(act, self.clerk, looked_at), worked, met)

    def ask(self, read: Callable[[FrontDesk], _T], done: Callable[[_T], None], failed: Callable[[], None]) -> None:
        """Read something that is not shown all the time; failed: called where it can't be read now."""
        if not self._over:
            self._background.run(read, done, lambda _: failed())

    def when_fresh(self, intent: Callable[[], None]) -> None:
        """Do something once the state shows all that was done before: keys pressed fast are answered in their order.

        While the server does not answer it is done at once, to say that it can't be done: nothing is kept for later.
        """
        if self.truth.is_silent:
            if self.state is None:
                self._refuse()
            else:
                intent()
        elif self.state is None or self._acts or self._fresh_needed:
            self._intents.append(intent)
        else:
            intent()

    def _acted(self, found: Found) -> None:
        """Show what was seen as soon as an act was done, and look what others have done meanwhile."""
        self._acts = max(self._acts - 1, 0)
        self._own = found.seen
        self._take(found)
        self._is_fresh()
        self._feed.look()
        if self._again:
            self._read()

    def _act_ended(self) -> None:
        self._acts = max(self._acts - 1, 0)
        self._fresh_needed = self._again = self._anew = True
        self._feed.look()
        if self._again:
            self._read()

    def _was_read(self, found: Found | None) -> None:
        self._reading = False
        if found is not None:
            self._take(found)
        if self._again:
            self._read()
        else:
            self._is_fresh()

    def _is_fresh(self) -> None:
        """Do what was to be done once the state shows all that was begun here."""
        if not self._acts:
            self._fresh_needed = False
            self._go_on()

    def _take(self, found: Found) -> None:
        had_trouble, self._trouble = bool(self._trouble), ""
        was_silent = self.truth.heard(found.queue.now)
        self._timer.setInterval(WAITS_MS)
        card = found.card
        current = found.queue.current
        if current is not None and current.visit_id == self._looked_at:
            self._looked_at = ""
        self.looks.saw(card, self.clerk)
        self._keep_own_card(current.visit_id if current is not None else "", card)
        self._last = StaffState(
            queue=found.queue,
            card=card,
            undo=found.undo,
            room=self._room(found.queue),
            clerks=found.clerks(self.clerk),
            likely=self._likely(card),
        )
        self._show(self._last)
        self.room.begin()
        if was_silent or had_trouble:
            self._came_back(was_silent=was_silent)

    def _go_on(self) -> None:
        while self._intents and not self._acts and not self._fresh_needed:
            self._intents.pop(0)()

    def _reading_failed(self, problem: Problem) -> None:
        self._reading = False
        if isinstance(problem, NotFound):
            self._looked_at = ""
            self.look_again()
            return
        if isinstance(problem, SignedOut):  # the window asks for the PIN; what was read comes back with it
            self._fresh_needed = False
            self._intents.clear()
            if self._again:  # somebody has signed in meanwhile
                self._read()
            return
        self._timer.setInterval(TROUBLE_MS)
        if isinstance(problem, StoreAway):
            self._fresh_needed = False
            self.truth.missed()
            return
        before, self._trouble = self._trouble, str(problem)
        self._fresh_needed = False
        self._intents.clear()
        if self._trouble != before and not isinstance(problem, StoreDamaged):  # `ui.store_care` tells of a damage
            self.told.emit(self._trouble, Tone.TROUBLE)
        if self.state is not None:
            self._show(replace(self.state, room=self._room(self.state.queue)))

    # While the server does not answer.

    def _grow_older(self) -> None:
        """Show the last truth as it is now: whoever was there is there, and waits on by this machine's steady clock."""
        if self._over:
            return
        if self._timer.interval() != TROUBLE_MS:
            self._timer.setInterval(TROUBLE_MS)
        if self._intents:
            self._intents.clear()
            self.told.emit(self._waits(), Tone.TELL)
        silence = self.truth.silence
        if self._last is None or silence is None:
            before, self._trouble = self._trouble, self._waits()
            if self._trouble != before:
                self.told.emit(self._trouble, Tone.TELL)
            return
        queue = queue_later(self._last.queue, self.truth.age)
        if queue.mine:  # its reason counts minutes, and would not be true any more
            first = self.texts("First in line at {time}.", time=since_words(self.texts, silence))
            queue = replace(queue, mine=(replace(queue.mine[0], why=first), *queue.mine[1:]))
        card = card_later(self._last.card, queue.now) if self._last.card is not None else None
        was_silent = self.state is not None and self.state.silence is not None
        self._show(replace(self._last, queue=queue, card=card, silence=silence, room=self._room(queue), likely=None))
        if not was_silent:
            self.fell_silent.emit(silence_words(self.texts, silence))

    def _keep_own_card(self, visit: str, card: VisitCard | None) -> None:
        """Keep the card of who is at this counter, to come back to it while the server does not answer."""
        if card is not None and card.visit_id == visit:
            self._own_card = card
        elif self._own_card is not None and self._own_card.visit_id != visit:
            self._own_card = None

    def _look_at_what_was_read(self, visit_id: str) -> None:
        last, own = self._last, self._own_card
        if last is None or (last.card is not None and visit_id == last.card.visit_id):
            return
        wanted = visit_id or (last.current.visit_id if last.current else "")
        if wanted == (own.visit_id if own is not None else ""):
            self._looked_at = ""
            self._last = replace(last, card=own)
        else:
            self.told.emit(self.texts("This visit can’t be read until the server is back."), Tone.TELL)
        self._grow_older()

    def _refuse(self, *lost: Callable[[], None] | None) -> None:
        """Say at once that nothing can be done now; what was written is given back, and what was ticked is as it was."""
        self._tell_what_stays(self._waits(), lost[-1] if lost else None)
        for one in lost:
            if one is not None:
                one()
        self._grow_older()

    def _waits(self) -> str:
        silence = self.truth.silence
        if silence is None:
            return self.texts("The server does not answer. This counter opens as soon as it does.")
        return waits_words(self.texts, silence)

    def _tell_what_stays(self, words: str, give_back: Callable[[], None] | None) -> None:
        stays = "" if give_back is None else self.texts("What you wrote stays.")
        self.told.emit(f"{words} {stays}".strip(), Tone.TELL)

    def _came_back(self, *, was_silent: bool) -> None:
        """Say that the server is back, or the store. No act is done again by itself; the clerk sees what was kept."""
        doubt, self._in_doubt = self._in_doubt, False
        if was_silent and doubt:
            self.told.emit(self.texts("The server is back. What you see now is what was kept."), Tone.DONE)
        elif was_silent:
            self.told.emit(self.texts("The server is back."), Tone.DONE)
        else:
            self.told.emit(self.texts("Saving works again."), Tone.DONE)
        if not (self._counter_opened or self._acts):
            self._open_counter()

    def _room(self, queue: QueueView) -> tuple[RoomSuggestion, ...]:
        office, trouble, silence, facts = self.office, self._trouble, self.truth.silence, self.room.facts
        return tuple(
            suggestions_for_room(self.texts, queue, office, store_trouble=trouble, silence=silence, facts=facts)
        )

    def _show_room(self) -> None:
        """Show what is suggested by new facts; while the server does not answer, the last truth stays as it is."""
        if self._last is None or self._over or self.truth.is_silent:
            return
        shown = replace(self._last, room=self._room(self._last.queue), likely=self._likely(self._last.card))
        if shown != self._last:
            self._last = shown
            self._show(shown)

    def _likely(self, card: VisitCard | None) -> Forecast | None:
        """Return how much longer the visit on a card waits."""
        if card is None or self.room.facts is None or card.state is not State.WAITING:
            return None
        return self.room.facts.waits.get(card.visit_id)

    def _show(self, state: StaffState) -> None:
        self.state = state
        self.shown.emit(state)

    def _bug_met(self, bug: BaseException) -> None:  # noqa: ARG002
        """Go on after a bug; it may have been in an act of another window that shares the background."""
        if not (self._acts or self._reading):
            return
        self._acts = 0
        self._reading = self._again = False
        self._intents.clear()
        self.told.emit(
            self.texts("That did not work. It has been written down for those who look after Greeter."), Tone.TROUBLE
        )
