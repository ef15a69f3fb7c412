"""Between the staff window and the counter: turns intents into acts. It knows no widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from greeter.front_desk.other_office import Sent
from greeter.guidance.suggestion import RoomAct, RoomSuggestion
from greeter.model.notice import Notice
from greeter.queueing.forecast import wait_words
from ui.learning import Learning
from ui.staff.acts import Act
from ui.staff.state import Tone, Written
from ui.staff.step_acts import StepActs

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from greeter.clock import Clock
    from greeter.front_desk import Called, FrontDesk, Ticket
    from greeter.front_desk.case import Field
    from greeter.front_desk.contacts import Contact
    from greeter.model.catalogue import Office, Service
    from greeter.model.journal import Changes
    from greeter.model.visit import Need, Outcome
    from greeter.queueing.announcement import Again
    from greeter.queueing.forecast import Forecast
    from greeter.texts import Texts
    from ui.background import Background
    from ui.feed import Feed
    from ui.staff.asked import Asked
    from ui.staff.step_acts import PrintTakeAway
    from ui.staff.transfer_ask import Away


class StaffPresenter(StepActs):
    """What a clerk can do at a counter.

    Signals:
        checked_in(Ticket): a visitor was checked in, or a contact was begun (`Contact`), from this window.
        follow_ups_wanted(): what the office owes is to be shown.
    """

    checked_in = Signal(object)
    follow_ups_wanted = Signal()

    def __init__(
        self,
        background: Background,
        feed: Feed,
        office: Office,
        counter: str,
        clerk: str,
        texts: Texts,
        *,
        print_take_away: PrintTakeAway | None = None,
        clock: Clock | None = None,
    ) -> None:
        super().__init__(background, feed, office, counter, clerk, texts, clock, print_take_away=print_take_away)
        self.learning = Learning(background, office, writes=True, parent=self)
        self.shown.connect(lambda _: self.learning.begin(office.language))

    def sit_down(self, clerk: str) -> None:
        """Begin with this clerk; or go on with them at a counter that another had, and with whoever is served there."""
        begun, self.clerk = self.is_begun, clerk
        if not begun:
            self.begin()
            return
        counter, why = self.counter, self.texts("Handed over to a colleague")
        self.do(lambda desk: desk.take_over(counter, clerk=clerk, reason=why))

    # Acts that need nothing but a key.

    def perform(self, act: Act) -> None:
        """Do an act that asks nothing; where it can't be done now, say why."""
        self.when_fresh(lambda: self._perform(act))

    def why_not(self, act: Act) -> str:
        """Return why an act can't be done now; empty where it can. What is under way is waited for by `when_fresh`."""
        return self.texts("Opening the counter.") if self.state is None else self.state.reason_against(self.texts, act)

    def _perform(self, act: Act) -> None:
        reason = self.why_not(act)
        if reason:
            self.told.emit(reason, Tone.TELL)
            return
        {
            Act.CALL_NEXT: self._call_next,
            Act.CALL_AGAIN: lambda: self._on_current(lambda desk, visit: desk.recall(visit)),
            Act.START: self._start,
            Act.BACK_IN_LINE: lambda: self._on_current(lambda desk, visit: desk.requeue(visit)),
            Act.NO_SHOW: lambda: self._on_current(lambda desk, visit: desk.no_show(visit)),
            Act.LEFT: lambda: self._on_shown(lambda desk, visit: desk.leave(visit, clerk=self.clerk)),
            Act.RESUME: self._resume,
            Act.BRING_BACK: lambda: self._on_shown(lambda desk, visit: desk.reinstate(visit, clerk=self.clerk)),
            Act.UNDO: self._undo,
        }[act]()

    def _call_next(self) -> None:
        def called(result: Called | None) -> None:
            if result is None:
                self.told.emit(self.texts("A colleague was faster: nobody waits for this counter any more."), Tone.TELL)

        self._looked_at = ""
        self.do(lambda desk: desk.call_next(counter=self.counter, clerk=self.clerk), called)

    def _start(self) -> None:
        self._on_current(lambda desk, visit: desk.start(visit, counter=self.counter, clerk=self.clerk))

    def _resume(self) -> None:
        self._on_shown(lambda desk, visit: desk.resume(visit, counter=self.counter, clerk=self.clerk))

    def _undo(self) -> None:
        undone = self.state.undo if self.state else None

        def worked(_: object) -> None:
            if undone is not None:
                self._looked_at = undone[1]

        self.do(lambda desk: desk.undo(clerk=self.clerk), worked)

    def _on_current(self, act: Callable[[FrontDesk, str], object]) -> None:
        current = self.state.current if self.state else None
        if current is not None:
            visit = current.visit_id
            self._looked_at = ""
            self.do(lambda desk: act(desk, visit))

    def _on_shown(self, act: Callable[[FrontDesk, str], object]) -> None:
        card = self.state.card if self.state else None
        if card is not None:
            visit = card.visit_id
            self.do(lambda desk: act(desk, visit))

    # Acts that ask something first; the visit is the one for which it was asked.

    def call_this(self, visit_id: str, reason: str) -> None:
        """Call one visitor out of order, with a reason."""
        self._looked_at = ""
        self.do(
            lambda desk: desk.call(visit_id, counter=self.counter, clerk=self.clerk, reason=reason),
            give_back=self._giving_back(visit_id, Written.CALL, reason),
        )

    def hold(self, visit_id: str, reason: str) -> None:
        """Put a visitor on hold."""
        self._looked_at = ""
        self.do(
            lambda desk: desk.hold(visit_id, reason=reason), give_back=self._giving_back(visit_id, Written.HOLD, reason)
        )

    def transfer(
        self,
        visit_id: str,
        *,
        service: str | None,
        counter: str | None = None,
        clerk: str | None = None,
        note: str,
        away: Away | None = None,
    ) -> None:
        """Send a visitor on; to another office, and say what to tell them.

        A note that could not travel is given back: to its question, or to the card where that can't be asked again.
        """
        self._looked_at = ""

        def give_back() -> None:
            self.refused.emit(visit_id, Written.TRANSFER if self.truth.is_silent else Written.NOTE, note)

        def act(desk: FrontDesk) -> Changes:
            if away is not None:
                return desk.transfer(visit_id, office=away.office, service=away.service, at=away.at, note=note)
            return desk.transfer(visit_id, service=service, counter=counter, clerk=clerk, note=note)

        def done(changes: Changes) -> None:
            if isinstance(changes, Sent):
                self.told.emit(self._sent_words(changes, away.at if away else None), Tone.DONE)

        self.do(act, done, give_back=give_back)

    def _sent_words(self, sent: Sent, at: datetime | None) -> str:
        if at is None:
            said = "Tell them: {office} expects you, your number there is {number}."
            return self.texts(said, office=sent.office_name, number=sent.number)
        said = "Tell them: {office} expects you at {time}, your number there is {number}."
        return self.texts(said, office=sent.office_name, time=self.texts.clock24(at), number=sent.number)

    def finish(self, visit_id: str, outcome: Outcome, *, came_back: bool | None = None) -> None:
        """End the service with its outcome; the catalogue's suggestions that nobody touched are not handed over."""
        self._looked_at = ""
        self.do(lambda desk: desk.finish(visit_id, outcome=outcome, came_back=came_back), self.went_on)

    # What is known and agreed.

    def note(self, visit_id: str, text: str) -> None:
        """Write a note that travels with the visitor."""
        self.do(
            lambda desk: desk.note(visit_id, text, clerk=self.clerk, counter=self.counter),
            give_back=self._giving_back(visit_id, Written.NOTE, text),
        )

    def describe(self, visit_id: str, fields: dict[Field, str], needs: tuple[Need, ...] | None = None) -> None:
        """Set what is known: personal fields, and what helps the visitor where `needs` is given."""

        def act(desk: FrontDesk) -> None:
            if fields:
                desk.describe(visit_id, clerk=self.clerk, **{field.value: text for field, text in fields.items()})
            if needs is not None:
                desk.set_needs(visit_id, needs, clerk=self.clerk)

        self.do(act, give_back=self._giving_back(visit_id, Written.KNOWN, (fields, needs)))

    def judge(self, visit_id: str, judgement: str) -> None:
        """Keep whether the suggestions helped."""
        thanks = self.texts("Thank you. It is kept beside the suggestions.")
        self.do(
            lambda desk: desk.judge(visit_id, judgement, clerk=self.clerk),
            lambda _: self.told.emit(thanks, Tone.DONE),
            failed=lambda: self.refused.emit(visit_id, Written.JUDGEMENT, judgement),
        )

    # The room, and arriving.

    def accept(self, suggestion: RoomSuggestion) -> None:
        """Do what a suggestion for the room offers."""
        {
            RoomAct.CALL: lambda: self.call_this(suggestion.visit, self.texts("Asked for a person")),
            RoomAct.LOOK: lambda: self.look_at(suggestion.visit),
            RoomAct.TELL_DELAY: lambda: self._tell_delay(suggestion.says),
            RoomAct.TELL_AGAIN: lambda: self._tell_again(suggestion.again),
            RoomAct.GO_TO_HELP: lambda: self._go_to_help(suggestion.counter),
            RoomAct.END_STAFF_NOTE: lambda: self.do(lambda desk: desk.end_note_for_all(clerk=self.clerk)),
            RoomAct.END_NOTICE: lambda: self._end_notice(suggestion.notice),
            RoomAct.GREETED: lambda: self._greeted(suggestion.visit),
            RoomAct.OPEN: lambda: self._open(suggestion.counter),
            RoomAct.CLOSE: lambda: self._close(suggestion.counter),
            RoomAct.FOLLOW_UPS: lambda: self.follow_ups_wanted.emit(),  # noqa: PLW0108 (Qt has no type for it)
        }.get(suggestion.does, lambda: None)()

    def _tell_delay(self, words: str) -> None:
        told = self.texts("Board and kiosk now say why: {words}.", words=words)
        self.do_and_tell(lambda desk: desk.give_notice("delay", text=words, clerk=self.clerk), told)

    @property
    def tells_delay(self) -> bool:
        """Whether the lobby is told of a delay now."""
        return self.state is not None and Notice.DELAY in self.state.queue.notices

    def tell_delay(self, words: str, minutes: int) -> None:
        """Tell the lobby of a delay, for so many minutes; 0: until somebody ends it."""
        told = self.texts("Board and kiosk now say why: {words}.", words=words)
        self.do_and_tell(
            lambda desk: desk.give_notice(Notice.DELAY, text=words, clerk=self.clerk, minutes=minutes or None), told
        )

    def end_delay(self) -> None:
        """Tell the lobby of no delay any more."""
        told = self.texts("Board and kiosk tell of no delay any more.")
        self.do_and_tell(lambda desk: desk.end_notice(Notice.DELAY, clerk=self.clerk), told)

    def note_for_all(self, words: str) -> None:
        """Tell all colleagues something."""
        told = self.texts("Every counter shows it until somebody takes it down.")
        self.do_and_tell(lambda desk: desk.note_for_all(words, clerk=self.clerk), told)

    def ask_for_help(self) -> None:
        """Ask every counter for help at this one; once more, and it is taken back."""

        def act(desk: FrontDesk) -> str:
            if self.state is not None and self.counter in self.state.queue.help_at:
                desk.end_help(self.counter, clerk=self.clerk)
                return self.texts("Your call for help is taken back.")
            desk.call_for_help(self.counter, clerk=self.clerk)
            return self.texts("Every counter sees that you need help.")

        self.do(act, lambda said: self.told.emit(said, Tone.DONE))

    def _go_to_help(self, counter: str) -> None:
        told = self.texts("They know that you come: counter {counter}.", counter=counter)
        if counter == self.counter:
            told = self.texts("Your call for help is taken back.")
        self.do_and_tell(lambda desk: desk.end_help(counter, clerk=self.clerk), told)

    def _tell_again(self, again: tuple[Again, ...]) -> None:
        """Note that a clerk has told those who will wait longer; whom somebody else was faster to tell is told once."""

        def act(desk: FrontDesk) -> None:
            for one in again:
                desk.tell_again(one.visit, one.forecast, instead_of=one.seq, clerk=self.clerk)

        self.do(act, lambda _: self.room.look())

    def _end_notice(self, notice: Notice | None) -> None:
        if notice is not None:
            self.do(lambda desk: desk.end_notice(notice, clerk=self.clerk))

    def _greeted(self, visit: str) -> None:
        """Note that somebody spoke with them; whoever serves them reads it."""
        note = self.texts("Greeted in line.")
        self.do(lambda desk: desk.note(visit, note, clerk=self.clerk, counter=self.counter), lambda _: self.room.look())

    def _open(self, counter: str) -> None:
        told = self.texts("Counter {counter} is open. Ask a colleague to serve there.", counter=counter)
        self.do_and_tell(lambda desk: desk.open_for_colleague(counter, clerk=self.clerk), told)

    def _close(self, counter: str) -> None:
        told = self.texts("Counter {counter} is closed. Calling someone there opens it again.", counter=counter)
        why = self.texts("Nobody would wait longer than promised")
        self.do_and_tell(lambda desk: desk.close_counter(counter, clerk=self.clerk, reason=why), told)

    def say(self, words: str) -> None:
        """Tell the clerk how something is, or why it can't be done now."""
        self.told.emit(words, Tone.TELL)

    def do_and_tell(self, act: Callable[[FrontDesk], object], told: str) -> None:
        """Do an act, and say what came of it where it worked."""

        def worked(_: object) -> None:
            self.told.emit(told, Tone.DONE)
            self.room.look()

        self.do(act, worked)

    def log_contact(self, asked: Asked) -> None:
        """Begin a contact by phone, e-mail, letter or web at this counter: the card shows it, and it ends like every service."""

        def act(desk: FrontDesk) -> Contact:
            return desk.log_contact(
                channel=asked.channel, service=asked.service, counter=self.counter, clerk=self.clerk, reason=asked.reason,
                name=asked.name, reach_at=asked.reach_at, language=asked.language, needs=asked.needs,
                familiarity=asked.familiarity, request_key=asked.request_key or None, also=asked.also,
            )  # fmt: skip

        def done(contact: Contact) -> None:
            self._looked_at = ""
            self.checked_in.emit(contact)
            service = self.office.service(contact.service).name
            logged = self.texts("It is logged: {service}. Finish it as a visit.", service=service)
            self.told.emit(" ".join([logged, *self._then(asked.also)]), Tone.DONE)

        self.do(act, done, give_back=lambda: None)  # the panel holds what was written until it is done

    def check_in(self, asked: Asked) -> None:
        """Give somebody at the desk or on the phone a place in line, and say what to tell them."""
        if not asked.channel.in_line:
            self.log_contact(asked)
            return

        def act(desk: FrontDesk) -> tuple[Ticket, Forecast | None]:
            if asked.appointment:
                return _keep_appointment(desk, asked)
            forecast = desk.forecaster.newcomer(asked.service, desk.tick())
            ticket = desk.check_in(
                service=asked.service, also=asked.also, reason=asked.reason or None, name=asked.name or None, say_name=asked.say_name or None,
                needs=asked.needs, language=asked.language, channel=asked.channel, familiarity=asked.familiarity,
                arrived=asked.arrived, request_key=asked.request_key or None, told=forecast, people=asked.people,
            )  # fmt: skip
            return ticket, forecast

        def done(given: tuple[Ticket, Forecast | None]) -> None:
            ticket, forecast = given
            self.checked_in.emit(ticket)
            also = (
                asked.also if ticket.seq or not asked.appointment else ()
            )  # who had come already has their ticket as it was
            self.told.emit(self._say_to_them(ticket, forecast, also), Tone.DONE)

        self.do(act, done, give_back=lambda: None)  # the panel holds what was written until it is done

    def _say_to_them(self, ticket: Ticket, forecast: Forecast | None, also: tuple[str, ...]) -> str:
        service = self.office.service(ticket.service).name
        parts = [self.texts("{number} is checked in: {service}.", number=ticket.number, service=service)]
        parts += self._then(also)
        parts.append(self.texts("Tell them: {words}.", words=wait_words(self.texts, forecast)))
        if forecast is not None and forecast.reason:
            parts.append(f"{forecast.reason[:1].upper()}{forecast.reason[1:]}.")
        return " ".join(parts)

    def _then(self, also: tuple[str, ...]) -> list[str]:
        names = ", ".join(self.office.service(one).name for one in also)
        return [self.texts("Then: {services}.", services=names)] if also else []

    def find_services(self, words: str, limit: int = 5) -> list[Service]:
        """Return the services that fit what somebody said, best first; all of the office where nothing was said."""
        if not words.strip():
            return [service for service in self.office.services if service.listed]
        search = self.learning.search(self.office.language)
        return [self.office.service(match.service_id) for match in search.find(words, limit)]


def _keep_appointment(desk: FrontDesk, asked: Asked) -> tuple[Ticket, Forecast | None]:
    """Check somebody in for their appointment. The language is as it was booked, unless the clerk chose another than the office's."""
    from greeter.views.appointments import wait_for

    forecast = wait_for(desk, asked.appointment)
    spoken = asked.language if asked.language != desk.office.language else None
    ticket = desk.check_in_appointment(
        asked.appointment, language=spoken, needs=asked.needs, name=asked.name or None, say_name=asked.say_name or None,
        reason=asked.reason or None, people=asked.people, also=asked.also, told=forecast,
    )  # fmt: skip
    return ticket, forecast
