"""Closing time in one staff window: reads how the line stands, opens the panel, and does what was decided."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from greeter.guidance.suggestion import RoomAct, RoomSuggestion
from greeter.views.closing import AtClosing
from ui.staff.acts import Act
from ui.staff.closing_panel import ClosingFacts, What
from ui.staff.state import Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from greeter.front_desk import FrontDesk
    from greeter.front_desk.closing import SentHome
    from greeter.views.visit_card import VisitCard
    from ui.staff.closing_panel import Decision
    from ui.staff.window import StaffWindow

KEY = "Shift+C"
OFFERED = 5
"""Free times that are offered."""


class Closing(QObject):
    """Connects the panel with the counter. Whether this clerk may decide is asked beneath, of the one signed in."""

    def __init__(self, window: StaffWindow) -> None:
        super().__init__(window)
        self._window, self._presenter, self._texts = window, window.presenter, window.presenter.texts
        self._panel = window.panes.closing
        self._panel.asked.connect(self._decide)
        self._panel.told.connect(lambda words: window.tell(words, Tone.TELL))
        window.panes.strip.room.accepted.connect(self._accepted)

    def open(self) -> None:
        """Show the decision for all who wait."""
        self._window.panes.banner.clear()
        self._presenter.when_fresh(lambda: self._look(None))

    def open_for_card(self) -> None:
        """Show the decision for the visitor on the card alone; say why where they can't be sent home."""
        why, state = self._presenter.why_not(Act.SEND_HOME), self._presenter.state
        if why or state is None or state.card is None:
            self._presenter.say(why)
        else:
            self._look(_of_card(state.card))

    def _accepted(self, one: RoomSuggestion) -> None:
        if one.does is RoomAct.CLOSING:
            self.open()

    def _look(self, one: AtClosing | None) -> None:
        def show(facts: ClosingFacts | None) -> None:
            if facts is None:
                self._presenter.say(self._texts("The office has not been open today, so it does not close."))
            else:
                self._window.panes.open_closing(facts, one)

        def failed() -> None:
            self._presenter.say(self._texts("The line can’t be read just now."))

        self._presenter.ask(lambda desk: _read(desk, one), show, failed)

    def _decide(self, decision: Decision) -> None:
        signed = self._window.signing.signed
        session, clerk = (signed.session if signed is not None else ""), self._presenter.clerk
        if decision.what is What.HOME:
            self._send_home(decision, clerk, session)
        elif decision.what is What.SERVE:
            told = self._texts("All who wait are served. The kiosk gives no more tickets today.")
            self._do(lambda desk: desk.serve_the_line(clerk=clerk, session=session), told)
        else:
            told = self._texts("The kiosk gives tickets again.")
            self._do(lambda desk: desk.give_tickets_again(clerk=clerk, session=session), told)

    def _do(self, act: Callable[[FrontDesk], object], told: str) -> None:
        def done(_: object) -> None:
            self._window.panes.close_check_in()
            self._presenter.told.emit(told, Tone.DONE)
            self._presenter.room.look()

        self._presenter.do(act, done)

    def _send_home(self, decision: Decision, clerk: str, session: str) -> None:
        office = self._presenter.office
        since = (
            None
            if decision.day is None or decision.at is None
            else datetime.combine(decision.day, decision.at, office.zone)
        )

        def act(desk: FrontDesk) -> SentHome:
            return desk.send_home(
                decision.visits, reason=decision.reason, clerk=clerk, since=since, appointments=since is not None, session=session
            )  # fmt: skip

        def done(sent: SentHome) -> None:
            self._panel.begin_anew()
            self._window.panes.close_check_in()
            told = self._sent_words(sent)
            self._presenter.told.emit(told, Tone.DONE)
            self._presenter.room.look()
            self._presenter.hand_over_to([one.visit_id for one in sent.home], told)

        self._presenter.do(act, done, give_back=lambda: None)  # the panel holds what was written until it is done

    def _sent_words(self, sent: SentHome) -> str:
        texts = self._texts
        if len(sent.home) == 1:
            (one,) = sent.home
            if one.starts is None:
                parts = [texts("{number} is sent home. The board says so.", number=one.number)]
            else:
                when = f"{texts.day(one.starts)}, {texts.clock24(one.starts)}"
                said = "{number} is sent home. Tell them: {when}, code {code}."
                parts = [texts(said, number=one.number, when=when, code=one.code)]
        else:
            parts = [texts("{n} visitors are sent home. The board says so. Ctrl Z takes it back.", n=len(sent.home))]
        if sent.missed:
            parts.append(
                texts(
                    "Not sent home, for they were called meanwhile: {numbers}.", numbers=texts.listed(list(sent.missed))
                )
            )
        return " ".join(parts)


def _of_card(card: VisitCard) -> AtClosing:
    name = card.service.name if card.service is not None else card.service_id
    return AtClosing(card.visit_id, card.number, card.service_id, name, None)


def _read(desk: FrontDesk, one: AtClosing | None) -> ClosingFacts | None:
    """Read on the worker's thread how the line stands, and free times for each service in it."""
    from greeter.appointments.free_times import FreeTimes  # for who opens the panel
    from greeter.views.closing import read_outlook

    outlook = read_outlook(desk, desk.forecaster.waits(desk.tick()))
    if outlook is None:
        return None
    free = FreeTimes(desk.store.port, desk.office, desk.clock.now())
    wanted = {each.service_id for each in (*outlook.line, *([one] if one is not None else []))}
    known = [service for service in sorted(wanted) if desk.office.has_service(service)]
    return ClosingFacts(outlook, {one: tuple(free.first(desk.office.service(one), OFFERED)) for one in known})
