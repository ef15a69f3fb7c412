"""A clerk's own counter: a break, open and closed by key, and the services of today by the palette.

What is so is told in the bar at the top, and where nobody is at the counter.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ui.staff.commands import Command
from ui.staff.state import Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from greeter.model.catalogue import Office
    from greeter.texts import Texts
    from greeter.views.counters_today import CounterToday
    from greeter.views.queue_view import QueueView
    from ui.staff.asking_strip import AskingStrip
    from ui.staff.presenter import StaffPresenter
    from ui.staff.state import StaffState

BREAK_KEY = "Ctrl+B"
OPEN_KEY = "Ctrl+M"


class CounterDay:
    """Acts of the counter itself; each says in the window what came of it."""

    def __init__(self, presenter: StaffPresenter, texts: Texts, strip: AskingStrip, lock: Callable[[], None]) -> None:
        """strip: where the reason of a break is asked for. lock: locks the window."""
        self._presenter, self._texts, self._strip, self._lock = presenter, texts, strip, lock
        self.closed: Callable[[], None] = lambda: None
        """Called when the counter was closed."""
        strip.rest.answered.connect(lambda _, why: self.take_break(why))

    def why_not(self, state: StaffState | None) -> str:
        """Return why neither a break nor closing can be done now; empty where they can."""
        if state is None:
            return self._texts("Opening the counter.")
        if state.current is not None:
            number = state.current.number
            return self._texts("{number} is at your counter. Finish, hold or transfer first.", number=number)
        return ""

    def toggle_break(self) -> None:
        """Ask why, and take a break; or come back from it."""
        self._presenter.when_fresh(lambda: self._open() if self._is_on_break else self._unless_busy(self._ask_why))

    def toggle_open(self) -> None:
        """Close the counter, or open it."""
        self._presenter.when_fresh(lambda: self._unless_busy(self._close) if self._is_open else self._open())

    def take_break(self, reason: str) -> None:
        """Take a break with a reason, or none."""
        counter, clerk = self._presenter.counter, self._presenter.clerk
        told = self._texts("You are on a break. Ctrl B ends it, and so does calling someone.")
        self._presenter.do_and_tell(lambda desk: desk.take_break(counter, clerk=clerk, reason=reason), told)

    def commands(self, state: StaffState | None) -> list[Command]:
        """Return them for the palette."""
        texts, own = self._texts, state.queue.own if state is not None else None
        away = own is not None and own.on_break
        is_open = own is None or own.is_open
        back = texts("Back from the break") if away else texts("Take a break")
        toggle = texts("Close the counter") if is_open else texts("Open the counter")
        return [
            Command(
                back, "Ctrl B", "pause", self.toggle_break, also="rest lunch away pause",
                why_not="" if away else self.why_not(state),
            ),
            Command(
                toggle, "Ctrl M", "door-open", self.toggle_open, also="open close shut counter desk",
                why_not=self.why_not(state) if is_open else "",
            ),
            Command(texts("Lock this window"), "Ctrl L", "lock", self._lock, also="leave away sign out"),
        ]  # fmt: skip

    def services(self) -> list[Command]:
        """Return a command for each service of this counter: not to serve it today, or to serve it again."""
        texts, office = self._texts, self._presenter.office
        at = office.counter(self._presenter.counter)
        able = [service for service in office.services if at.serves(service)]
        only = self._own.only if self._own is not None else None
        served = frozenset(service.id for service in able) if only is None else only
        also = "services today skills narrow only"
        return [
            Command(
                texts("Don’t serve {service} today", service=one.name), "", "minus", partial(self._serve, served - {one.id}), also
            )
            if one.id in served
            else Command(texts("Serve {service} again", service=one.name), "", "plus", partial(self._serve, served | {one.id}), also)
            for one in able
        ]  # fmt: skip

    def _serve(self, services: frozenset[str]) -> None:
        counter, clerk, texts = self._presenter.counter, self._presenter.clerk, self._texts
        named = [service.name for service in self._presenter.office.services if service.id in services]
        told = texts("Until tonight you are called only for: {services}.", services=", ".join(named))
        self._presenter.do_and_tell(lambda desk: desk.serve_today(counter, services, clerk=clerk), told)

    @property
    def _own(self) -> CounterToday | None:
        state = self._presenter.state
        return state.queue.own if state is not None else None

    @property
    def _is_on_break(self) -> bool:
        return self._own is not None and self._own.on_break

    @property
    def _is_open(self) -> bool:
        return self._own is None or self._own.is_open

    def _unless_busy(self, act: Callable[[], None]) -> None:
        why = self.why_not(self._presenter.state)
        if why:
            self._presenter.say(why)
        else:
            act()

    def _ask_why(self) -> None:
        self._strip.rest.ask("", "")
        self._strip.open_for(self._strip.rest)

    def _open(self) -> None:
        counter, clerk = self._presenter.counter, self._presenter.clerk
        told = self._texts("Your counter is open.")
        self._presenter.do_and_tell(lambda desk: desk.open_counter(counter, clerk=clerk), told)

    def _close(self) -> None:
        counter, clerk = self._presenter.counter, self._presenter.clerk
        told = self._texts("Your counter is closed. Ctrl M opens it, and so does calling someone.")

        def closed(_: object) -> None:
            self._presenter.told.emit(told, Tone.DONE)
            self._presenter.room.look()
            self.closed()

        self._presenter.do(lambda desk: desk.close_counter(counter, clerk=clerk), closed)


def clerk_words(texts: Texts, clerk: str, own: CounterToday | None) -> str:
    """Return what the bar says of who works here."""
    if own is None or own.is_open:
        return clerk
    return texts("{clerk}, on a break", clerk=clerk) if own.on_break else texts("{clerk}, counter closed", clerk=clerk)


def served_words(texts: Texts, queue: QueueView, office: Office) -> str:
    """Return what this counter serves today, where that was narrowed; empty where it serves all that it can."""
    if queue.own is None or queue.own.only is None:
        return ""
    named = [service.name for service in office.services if service.id in queue.own.only]
    return texts("Today you serve only: {services}. Ctrl K changes it.", services=", ".join(named))


def away_words(texts: Texts, queue: QueueView) -> str:
    """Return which colleagues are on a break, since when and why; empty where none is."""
    parts = []
    for one in queue.counters:
        if one.on_break and one.counter != queue.counter:
            since = texts.clock24(one.since)
            said = texts("{clerk} since {time}", clerk=one.clerk, time=since)
            parts.append(f"{said} ({one.break_reason})" if one.break_reason else said)
    return texts("On a break: {who}.", who=", ".join(parts)) if parts else ""
