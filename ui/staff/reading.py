"""Reads what the staff window shows, after every change and every few seconds, and runs a clerk's acts one after another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from greeter.guidance.room import suggestions_for_room
from greeter.problems import NotFound, Problem, StoreProblem
from greeter.views.queue_view import QueueView, read_queue
from greeter.views.step_evidence import read_step_evidence
from greeter.views.visit_card import VisitCard, read_visit_card
from ui.staff.state import StaffState, Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from greeter.front_desk import FrontDesk
    from greeter.guidance.next_steps import Ticked
    from greeter.guidance.room import RoomSuggestion
    from greeter.model.catalogue import Office
    from greeter.texts import Texts
    from ui.background import Background
    from ui.feed import Feed

_T = TypeVar("_T")
WAITS_MS = 10_000
"""Waits grow without anybody doing anything: they are read again so often."""
TROUBLE_MS = 2_000
"""While the store can't be used it is tried so often."""


@dataclass(frozen=True, slots=True)
class _Read:
    """What one look at the store gave."""

    queue: QueueView
    card: VisitCard | None
    undo: tuple[str, str] | None
    evidence: dict[str, Ticked] | None
    """None where it was known already."""


class Reading(QObject):
    """Keeps `state` as it is in the store.

    Signals:
        shown(StaffState): there is a new state.
        told(str, Tone): something to tell the clerk.
    """

    shown = Signal(object)
    told = Signal(str, object)

    def __init__(
        self,
        background: Background,
        feed: Feed,
        office: Office,
        counter: str,
        clerk: str,
        texts: Texts,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.office, self.counter, self.clerk, self.texts = office, counter, clerk, texts
        self.state: StaffState | None = None
        self._background, self._feed = background, feed
        self._looked_at = ""
        self._trouble = ""
        self._evidence: dict[str, dict[str, Ticked]] = {}
        self._looks = self._acts = 0
        self._reading = self._again = self._fresh_needed = self._over = False
        self._intents: list[Callable[[], None]] = []
        self._timer = QTimer(self)
        self._timer.setInterval(WAITS_MS)
        self._timer.timeout.connect(self.look_again)
        feed.changed.connect(self.look_again)
        background.bug.connect(self._bug_met)

    @property
    def is_settled(self) -> bool:
        """Whether the state shows all that was begun here."""
        return self.state is not None and not (self._acts or self._reading or self._fresh_needed or self._intents)

    def begin(self) -> None:
        """Open the counter, and read for the first time."""
        counter, clerk = self.counter, self.clerk
        self.do(lambda desk: desk.open_counter(counter, clerk=clerk))
        self._timer.start()

    def end(self) -> None:
        """Close the counter, and stop reading. Call it before the background is closed."""
        if self._over:
            return
        counter, clerk = self.counter, self.clerk
        self._over = True  # what is still on its way back is not followed up
        self._timer.stop()
        self._feed.changed.disconnect(self.look_again)
        self._intents.clear()
        self._background.run(lambda desk: desk.close_counter(counter, clerk=clerk))

    def look_again(self) -> None:
        """Read again; while a reading is under way, once more after it."""
        if self._over:
            return
        self._looks += 1
        if self._reading:
            self._again = True
            return
        self._reading = True
        covers = self._acts == 0
        looked_at, known = self._looked_at, frozenset(self._evidence)

        def read(desk: FrontDesk) -> _Read:
            return _read(desk, self.counter, self.clerk, looked_at, known)

        self._background.run(read, lambda found: self._take(found, covers=covers), self._reading_failed)

    def look_at(self, visit_id: str) -> None:
        """Show a visit; an empty id shows the one at this counter."""
        if visit_id != self._looked_at:
            self._looked_at = visit_id
            self.look_again()

    def do(
        self,
        act: Callable[[FrontDesk], _T],
        done: Callable[[_T], None] | None = None,
        failed: Callable[[], None] | None = None,
    ) -> None:
        """Run an act; a Problem is told to the clerk. Afterwards everything is read again."""
        if self._over:
            return
        self._acts += 1

        def worked(result: _T) -> None:
            if done is not None:
                done(result)
            self._act_ended()

        def met(problem: Problem) -> None:
            trouble = isinstance(problem, StoreProblem)
            self.told.emit(str(problem), Tone.TROUBLE if trouble else Tone.TELL)
            self._intents.clear()
            if failed is not None:
                failed()
            self._act_ended()

        self._background.run(act, worked, met)

    def when_fresh(self, intent: Callable[[], None]) -> None:
        """Do something once the state shows all that was done before: keys pressed fast are answered in their order."""
        if self.state is None or self._acts or self._fresh_needed:
            self._intents.append(intent)
        else:
            intent()

    def _act_ended(self) -> None:
        self._acts = max(self._acts - 1, 0)
        self._fresh_needed = True
        before = self._looks
        self._feed.look()
        if self._looks == before:
            self.look_again()

    def _take(self, found: _Read, *, covers: bool) -> None:
        self._reading = False
        self._trouble = ""
        self._timer.setInterval(WAITS_MS)
        card = found.card
        if card is not None and found.evidence is not None:
            self._evidence[card.service_id] = found.evidence
        if found.queue.current is not None and found.queue.current.visit_id == self._looked_at:
            self._looked_at = ""
        self._show(
            StaffState(
                queue=found.queue,
                card=card,
                undo=found.undo,
                room=self._room(found.queue),
                evidence=self._evidence.get(card.service_id, {}) if card else {},
                clerks=_clerks(found.queue, self.clerk),
            )
        )
        if self._again:
            self._again = False
            self.look_again()
        elif covers:
            self._fresh_needed = False
            self._go_on()

    def _go_on(self) -> None:
        while self._intents and not self._acts and not self._fresh_needed:
            self._intents.pop(0)()

    def _reading_failed(self, problem: Problem) -> None:
        self._reading = False
        if isinstance(problem, NotFound):
            self._looked_at = ""
            self.look_again()
            return
        before, self._trouble = self._trouble, str(problem)
        self._timer.setInterval(TROUBLE_MS)
        self._fresh_needed = False
        self._intents.clear()
        if self._trouble != before:
            self.told.emit(self._trouble, Tone.TROUBLE)
        if self.state is not None:
            self._show(replace(self.state, room=self._room(self.state.queue)))

    def _room(self, queue: QueueView) -> tuple[RoomSuggestion, ...]:
        return tuple(suggestions_for_room(self.texts, queue, self.office, store_trouble=self._trouble))

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


def _read(desk: FrontDesk, counter: str, clerk: str, looked_at: str, known: frozenset[str]) -> _Read:
    queue = read_queue(desk, counter, clerk)
    visit = looked_at or (queue.current.visit_id if queue.current else "")
    card = read_visit_card(desk, visit) if visit else None
    evidence = read_step_evidence(desk, card.service_id) if card and card.service_id not in known else None
    return _Read(queue, card, desk.can_undo(clerk=clerk), evidence)


def _clerks(queue: QueueView, own: str) -> tuple[str, ...]:
    named = {row.clerk for row in (*queue.at_counters, *queue.on_hold)}
    return tuple(sorted(named - {own, ""}))
