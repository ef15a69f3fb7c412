"""Other ways, so that nothing is a dead end: an appointment that was not found or is on another day, who comes back, and who comes too late."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

from greeter.model.visit import State
from greeter.tickets.sent_home import next_words, sorry_words
from greeter.views.appointments import Verdict
from ui.kiosk.booking import Way
from ui.kiosk.checking_in import HelpReason
from ui.kiosk.choice_grid import Choice, ChoiceGrid, Rows
from ui.kiosk.page import KioskPage, Nav
from ui.kiosk.pages.ticket import ticket_build
from ui.kiosk.state import Saving
from ui.kiosk.walk import Page
from ui.kiosk.wording import opens_words
from ui.kit.button import Kind
from ui.kit.choice_card import CardShape
from ui.kit.ticket_card import TicketCard, TicketFace

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from ui.kiosk.frame import Frame
    from ui.kiosk.state import KioskState

CODE, NAME, LINE, PERSON, LATER, SAME, OTHER = "code", "name", "line", "person", "later", "same", "other"


class WaysPage(KioskPage):
    """What is so, in a sentence or two, and two or three ways on; or the number, where there is nothing to choose."""

    def build(self) -> None:
        """Make the choices."""
        self.grid = ChoiceGrid(self, self._choose)
        self.grid.prepare(3)
        self.card = TicketCard(ticket_build(self.frame), parent=self)

    def fill(self, state: KioskState) -> None:
        """Say what is so, and which ways there are."""
        said = _BY_PAGE[state.page](state)
        self.heading.set_text(said[0])
        cramped = self.frame.short and self.frame.sizes.large and said[2]
        self.lede.set_text("" if cramped else said[1])
        tight = self.frame.short  # no room for two lines in a card
        self.grid.fill(tuple(replace(choice, hint="") for choice in said[2]) if tight else said[2])
        back = state.walk.booking.back
        self.card.set_build(ticket_build(self.frame))
        shown = back is not None and state.page is Page.BACK_TOLD
        number = back.number if shown and back is not None else ""
        self.card.show_face(TicketFace(state.texts("Your number"), number, "", "", (), "") if number else None)

    def place(self, frame: Frame) -> None:
        """Lay the ways out, one under the other on upright screens."""
        self.set_head_within(frame.reading, frame.reading.height() - (0 if frame.low else frame.sizes.px(170)))
        end = self.put_head(frame.reading)
        px = frame.sizes.px
        top = frame.controls.top() if frame.low else end + px(20 if frame.short else 48)
        area = QRect(frame.body.left(), top, frame.inner, frame.body.bottom() + 1 - top)
        compact = frame.short and frame.sizes.large
        least = frame.sizes.mm(20.6) if compact else frame.sizes.choice.advance + frame.sizes.label.advance + px(20)
        rows = Rows(min(least, frame.cell), max(least, frame.cell if frame.low or frame.short else px(144)))
        if not self.grid.choices:
            self.grid.hide()
            self._place_number(frame, end)
            return
        self.card.hide()
        columns = 3 if frame.short else 1 if frame.portrait and not frame.low else 2
        self.sheets = self.grid.sheets(area, columns, rows)
        self.grid.place(
            area,
            columns,
            rows,
            shape=CardShape.COMPACT if compact else CardShape.ROW,
            sheet=min(self.sheet, self.sheets - 1),
        )

    def _place_number(self, frame: Frame, end: int) -> None:
        """Show the number large beneath the words."""
        px = frame.sizes.px
        top = end + px(14 if frame.short else 48)
        room = frame.body.bottom() + 1 - top
        high = self.card.needed_height(frame.inner)
        if high <= room:
            self.put(self.card, QRect(frame.body.left(), top, min(frame.inner, px(1100)), high))
        else:
            self.card.hide()

    def nav(self, state: KioskState) -> Nav:
        """Back; or Finish, where there is nothing to choose."""
        texts = state.texts
        if state.saving is Saving.HELP:
            return Nav(back=texts("Back"), on=texts("Saving your place"), on_kind=Kind.WAITING, on_icon="")
        if self.more_sheets:
            return Nav(back=texts("Back"), on=texts("More choices"))
        if not self.grid.choices:
            return Nav(back=texts("Back"), on=texts("Thank you. Finish"), on_icon="check")
        return Nav(back=texts("Back"))

    def on(self) -> None:
        """Finish, or show more ways."""
        if not self.turn_on():
            self.presenter.leave()

    def first_control(self) -> QWidget | None:
        """The keyboard starts from the first way."""
        return self.grid.cards[0] if self.grid.choices else None

    def wipe(self) -> None:
        """Forget what was found."""
        super().wipe()
        self.card.show_face(None)
        self.grid.fill(())
        self.grid.hide()

    def _choose(self, key: str) -> None:
        booked = self.presenter.booked
        appointment = self.state is not None and self.state.page is Page.NOT_BOOKED
        why = HelpReason.APPOINTMENT if appointment else HelpReason.PERSON
        ways: dict[str, Callable[[], None]] = {
            CODE: booked.by_code,
            NAME: booked.by_name,
            LINE: booked.walk_in,
            LATER: self.presenter.leave,
            SAME: booked.same_matter,
            OTHER: booked.other_matter,
            PERSON: lambda: self.presenter.talk_to_person(why),
        }
        ways[key]()


_Said = tuple[str, str, tuple[Choice, ...]]


def _not_booked(state: KioskState) -> _Said:
    """An appointment that was not found, is on another day, or was cancelled."""
    texts, booking = state.texts, state.walk.booking
    verdict = booking.answer.verdict if booking.answer is not None else Verdict.NOTHING
    found = booking.found
    takes = state.menu is None or state.menu.taking.value == "open"
    in_line = Choice(LINE, texts("Get in line without it"), texts("You wait like others who come in now"), "ticket")
    line = (in_line,) if takes else ()
    person = Choice(PERSON, texts("See a clerk"), texts("A clerk looks for it with you"), "hand-helping")
    if verdict is Verdict.AWAY:
        lede = texts("Our network is away. Take a ticket. A clerk finds your appointment.")
        return texts("We can’t look it up just now."), lede, (person, *line)
    if verdict is Verdict.CANCELLED:
        lede = texts("We can still help you today.")
        return texts("Your appointment was cancelled."), lede, (*line, person)
    if verdict is Verdict.OTHER_DAY and found is not None:
        day, time = texts.day(found.starts), texts.clock(found.starts)
        if found.starts < state.now:
            heading = texts("Your appointment was on {day}, at {time}.", day=day, time=time)
            return heading, texts("It is over, but we can still help you today."), (*line, person)
        later = Choice(LATER, texts("I’ll come back then"), texts("Your appointment stays as it is"), "calendar-check")
        heading = texts("Your appointment is on {day}, at {time}.", day=day, time=time)
        return heading, texts("That is not today. What would you like to do?"), (later, *line, person)
    by_name = booking.way is Way.NAME or (booking.way is Way.TIME and booking.asked is Way.NAME)
    other = (
        Choice(CODE, texts("Use my code"), texts("It is on your letter or message"), "hash")
        if by_name
        else Choice(NAME, texts("Use my name"), texts("The name you booked with"), "user-round")
    )
    return (
        texts("We didn’t find it. That can happen."),
        texts("You lose nothing. Here is what you can do."),
        (other, *line, person),
    )


def _back_told(state: KioskState) -> _Said:
    """Where somebody is expected who was called, is served, or is back from a hold."""
    texts, back = state.texts, state.walk.booking.back
    if back is None:
        return "", "", ()
    if back.goodbye is not None:
        return sorry_words(texts), " ".join(next_words(texts, back.goodbye)), ()
    if back.state is State.ON_HOLD:
        return (
            texts("We told our staff that you are back."),
            texts("Stay close, or take a seat. We call {number}, or come to you.", number=back.number),
            (),
        )
    if back.state is State.CALLED:
        heading = texts("Counter {n} is calling you now.", n=back.counter)
        return heading, texts("Please go there with {number}.", number=back.number), ()
    heading = texts("Please go back to counter {n}.", n=back.counter)
    return heading, texts("They still have {number} there. You need no new ticket.", number=back.number), ()


def _back_again(state: KioskState) -> _Said:
    """Whether it is about the same. A number alone names no sensitive service."""
    texts, back = state.texts, state.walk.booking.back
    if back is None:
        return "", "", ()
    service = back.service
    if service is not None and (back.surely or not service.sensitive):
        hint = state.office.service(service.id).name
    else:
        hint = texts("The clerk sees your earlier visit")
    takes = state.menu is None or state.menu.taking.value == "open"
    same = Choice(SAME, texts("Yes, the same"), hint, "history")
    other = Choice(OTHER, texts("Something else"), texts("Choose what for"), "circle-user-round")
    person = Choice(PERSON, texts("See a clerk"), texts("A clerk helps you"), "hand-helping")
    heading = texts("Welcome back, {number}.", number=back.number)
    return heading, texts("Is it about the same thing as before?"), (*((same, other) if takes else ()), person)


def _not_today(state: KioskState) -> _Said:
    """What they came for can't be done before closing time; other matters may."""
    texts, menu = state.texts, state.menu
    closes = texts.clock(menu.closes_at) if menu and menu.closes_at else ""
    opens = opens_words(texts, state.now, state.office.next_opening(state.now))
    other = Choice(OTHER, texts("Something else"), texts("Choose what for"), "circle-user-round")
    person = Choice(PERSON, texts("See a clerk"), texts("Ask for an appointment"), "hand-helping")
    later = Choice(LATER, texts("I’ll come back"), opens, "calendar")
    heading = texts("We can’t do this one before we close.")
    lede = texts("We close at {time}, and many wait for it. We’re sorry.", time=closes)
    return heading, lede, (person, later, other)


_BY_PAGE = {
    Page.NOT_TODAY: _not_today,
    Page.NOT_BOOKED: _not_booked,
    Page.BACK_TOLD: _back_told,
    Page.BACK_AGAIN: _back_again,
}
