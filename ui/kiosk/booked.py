"""Finds a visitor again: their appointment by code, name or scan, or the ticket that they come back with. It runs in the background."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from greeter.model.catalogue import HELP
from greeter.model.visit import Familiarity, State
from greeter.problems import StoreProblem
from greeter.texts import texts_for
from ui.kiosk.booking import MOST_TRIES, Way
from ui.kiosk.walk import WITHOUT_ANSWERS, Page

if TYPE_CHECKING:
    from collections.abc import Callable

    from greeter.front_desk import FrontDesk
    from greeter.model.catalogue import Office
    from greeter.problems import Problem
    from greeter.texts import Texts
    from greeter.views.appointments import Answer
    from greeter.views.coming_back import Back
    from ui.background import Background
    from ui.kiosk.walk import Answers, ShownTicket, Walk

NOT_WHILE = WITHOUT_ANSWERS - {Page.WELCOME} | {Page.TICKET, Page.HELP, Page.SURVEY, Page.COMMENT}
"""Pages on which a scan does nothing."""
IN_LINE = frozenset({State.WAITING, State.NO_SHOW})
HERE = frozenset({State.CALLED, State.SERVING, State.ON_HOLD})


Asked = tuple[str, Page]
"""Whose walk asked, and on which page."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What one look gave: the appointment, or the visit of a ticket; and that ticket, where it is in line."""

    answer: Answer | None = None
    back: Back | None = None
    ticket: ShownTicket | None = None


class Booked:
    """Takes in what is typed or scanned, looks, and leads on.

    walk: returns the present walk. go: goes to another one. got_ticket: shows a ticket of the store. has_scanner: whether a scanner is there.
    """

    def __init__(
        self,
        background: Background,
        office: Office,
        walk: Callable[[], Walk],
        go: Callable[[Walk], None],
        got_ticket: Callable[[str, ShownTicket], None],
    ) -> None:
        self._background, self._office = background, office
        self._walk, self._go, self._got_ticket = walk, go, got_ticket
        self.has_scanner = False

    # What is typed

    def type_in(self, way: Way, text: str) -> None:
        """Take in a code, name, time or number as it is typed."""
        self._go(self._walk().with_booking(**{way.value: text}))

    def look(self, way: Way) -> None:
        """Look for what was typed; where nothing was, say kindly what is missing. A second touch meanwhile does nothing."""
        walk = self._walk()
        booking = walk.booking
        typed = {
            Way.CODE: booking.code, Way.NAME: booking.name, Way.TIME: booking.time, Way.NUMBER: booking.number,
        }[way].strip()  # fmt: skip
        if booking.looking:
            return
        if not typed:
            self._go(walk.say(_missing(self._texts, way)))
            return
        answers, office, asked = walk.answers, self._office, booking.asked
        code, name = booking.code, booking.name

        def act(desk: FrontDesk) -> Looked:
            if way is Way.NUMBER:
                return _by_ticket(desk, typed, answers, office, scanned=False)
            time = typed if way is Way.TIME else ""
            if way is Way.NAME or (way is Way.TIME and asked is Way.NAME):
                return _by_name(desk, name, time, answers, office)
            return _by_code(desk, code, time, answers, office)

        self._run(way, act)

    def scanned(self, text: str, before: Walk) -> None:
        """Take in what a scanner has read: the code of an appointment, or a ticket. before: the walk before it, without the first signs of it."""
        walk = self._walk()
        if before.request_key == walk.request_key and before.page is walk.page:
            walk = before
        if walk.page in NOT_WHILE or walk.booking.looking:
            return
        if walk.page not in {Page.APPOINTMENT, Page.BACK}:
            walk = walk.to(Page.APPOINTMENT)
        self._go(walk.with_booking(code="", name="", number=""))
        answers, office = walk.answers, self._office

        def act(desk: FrontDesk) -> Looked:
            ticket = _by_ticket(desk, text, answers, office, scanned=True)
            return ticket if ticket.back is not None else _by_code(desk, text, "", answers, office, scanned=True)

        self._run(Way.SCAN, act)

    # Where it leads

    def by_name(self) -> None:
        """Have no code: tell the name."""
        self._go(self._walk().to(Page.BOOKED_NAME))

    def by_code(self) -> None:
        """Tell the code."""
        self._go(self._walk().to(Page.APPOINTMENT))

    def walk_in(self) -> None:
        """Get in line without the appointment: for its service where that is known, else for what they choose."""
        walk = self._walk()
        found = walk.booking.found
        walk = walk.with_booking(answer=None, back=None)
        if found is None or found.service is None:
            self._go(walk.to(Page.REASON))
        else:
            self._go(walk.with_service(found.service.id, asks_people=found.service.asks_people))

    def same_matter(self) -> None:
        """Come back about the same: the new visit goes on with the earlier one."""
        walk, back = self._walk(), self._walk().booking.back
        if back is None:
            return
        walk = replace(walk, answers=replace(walk.answers, goes_on=back.visit_id, familiarity=Familiarity.RETURNING))
        if back.service is None or back.service.id == HELP:
            self._go(walk.to(Page.BACK_FOR))
        else:
            self._go(walk.with_service(back.service.id, asks_people=back.service.asks_people))

    def other_matter(self) -> None:
        """Come back about something else."""
        walk = self._walk()
        answers = replace(walk.answers, goes_on="", familiarity=Familiarity.UNKNOWN)
        self._go(replace(walk, answers=answers).to(Page.REASON))

    def without_ticket(self) -> None:
        """Come back without the ticket: ask what for, and not whether they were here before."""
        walk = self._walk()
        answers = replace(walk.answers, goes_on="")
        self._go(replace(walk, answers=answers).with_familiarity(Familiarity.RETURNING).to(Page.BACK_FOR))

    # Inside

    @property
    def _texts(self) -> Texts:
        return texts_for(self._walk().answers.screen_language)

    def _run(self, way: Way, act: Callable[[FrontDesk], Looked]) -> None:
        walk = self._walk().with_booking(looking=True, way=way)
        asked = (walk.request_key, walk.page)
        self._go(walk)
        self._background.run(act, lambda looked: self._got(asked, way, looked), lambda met: self._met(asked, met))

    def _still_asks(self, asked: Asked) -> Walk | None:
        """Return the walk, where it still stands on the page that asked; who has gone on or back is not fetched from there."""
        key, page = asked
        walk = self._walk()
        if key != walk.request_key or not walk.booking.looking:
            return None
        if page is not walk.page:
            self._go(walk.with_booking(looking=False))
            return None
        return walk

    def _met(self, asked: Asked, problem: Problem) -> None:
        walk = self._still_asks(asked)
        if walk is not None and not isinstance(problem, StoreProblem):
            self._go(walk.with_booking(looking=False).say(self._texts.problem(problem)))

    def _got(self, asked: Asked, way: Way, looked: Looked) -> None:
        walk = self._still_asks(asked)
        if walk is None:
            return
        walk = walk.with_booking(looking=False, answer=looked.answer, back=looked.back, again=looked.ticket is not None)
        if looked.ticket is not None:
            self._go(walk)
            self._got_ticket(walk.request_key, looked.ticket)
        elif looked.back is not None:
            here = looked.back.of_today and (looked.back.state in HERE or looked.back.goodbye is not None)
            self._go(walk.to(Page.BACK_TOLD if here else Page.BACK_AGAIN))
        elif looked.answer is not None:
            self._go(_after(walk, way, looked.answer, self._texts))
        else:
            self._go(walk.with_booking(tries=walk.booking.tries + 1).say(_not_found(self._texts, way)))


def _after(walk: Walk, way: Way, answer: Answer, texts: Texts) -> Walk:
    """Return where an answer leads."""
    from greeter.views.appointments import Verdict  # it is there: the answer came from it

    found = answer.found
    if answer.verdict is Verdict.TODAY and found is not None:
        service = found.service.id if found.service is not None else HELP
        answers = replace(walk.answers, service=service, goes_on="")
        return replace(walk, answers=answers).to(Page.BOOKED)
    if answer.verdict is Verdict.ASK_TIME:
        asked = Way.NAME if way is Way.NAME else Way.CODE
        return walk.with_booking(asked=asked, time="").to(Page.BOOKED_TIME)
    if answer.verdict is not Verdict.NOTHING:
        return walk.to(Page.NOT_BOOKED)
    if way is Way.SCAN:
        return walk.say(_not_found(texts, way))
    tries = walk.booking.tries + 1
    walk = walk.with_booking(tries=tries)
    return walk.to(Page.NOT_BOOKED) if tries >= MOST_TRIES else walk.say(_not_found(texts, way))


def _missing(texts: Texts, way: Way) -> str:
    return {
        Way.CODE: texts("Type your code first, or use your name."),
        Way.NAME: texts("Type your name first, or use your code."),
        Way.TIME: texts("Type the time of your appointment, such as 10:45."),
        Way.NUMBER: texts("Type the number on your ticket, or go on without it."),
    }[way]


def _not_found(texts: Texts, way: Way) -> str:
    return {
        Way.CODE: texts("We didn’t find this code. Check it, or use your name."),
        Way.NAME: texts("We didn’t find this name. Check it, or use your code."),
        Way.TIME: texts("This time doesn’t fit. Check it once more."),
        Way.NUMBER: texts("We don’t find this number today. Check it, or go on without it."),
        Way.SCAN: texts("We don’t know what you showed us. You can type it here."),
    }[way]


# On the worker's thread


def _by_code(
    desk: FrontDesk, code: str, time: str, answers: Answers, office: Office, *, scanned: bool = False
) -> Looked:
    from greeter.views.appointments import find_by_code

    return _with_visit(desk, find_by_code(desk, code, time, scanned=scanned), answers, office)


def _by_name(desk: FrontDesk, name: str, time: str, answers: Answers, office: Office) -> Looked:
    from greeter.views.appointments import find_by_name

    return _with_visit(desk, find_by_name(desk, name, time), answers, office)


def _with_visit(desk: FrontDesk, answer: Answer, answers: Answers, office: Office) -> Looked:
    """Return an answer; where its visitor has come already, with the visit and its ticket."""
    from greeter.views.coming_back import read_back

    if not answer.visit_id:
        return Looked(answer)
    by_name = answer.found is not None and answer.found.by_name
    return _welcome(desk, read_back(desk, answer.visit_id, surely=not by_name), answers, office)


def _by_ticket(desk: FrontDesk, text: str, answers: Answers, office: Office, *, scanned: bool) -> Looked:
    from greeter.views.coming_back import find_ticket

    back = find_ticket(desk, text, scanned=scanned)
    return Looked() if back is None else _welcome(desk, back, answers, office)


def _welcome(desk: FrontDesk, back: Back, answers: Answers, office: Office) -> Looked:
    """Do what a visitor's coming back means: into line again, or tell staff that they are here."""
    if not back.of_today:
        return Looked(back=back)
    if back.state is State.NO_SHOW:
        desk.reinstate(back.visit_id)
    elif back.state is State.ON_HOLD:
        desk.is_back(back.visit_id)
    if back.state not in IN_LINE:
        return Looked(back=back)
    return Looked(back=back, ticket=_ticket_again(desk, back, answers, office))


def _ticket_again(desk: FrontDesk, back: Back, answers: Answers, office: Office) -> ShownTicket:
    """Return the ticket that they have, with the wait as it is now. Its code is theirs alone: it is left out where only the number was typed."""
    from greeter.front_desk.check_in import Ticket
    from greeter.views.coming_back import visit_of_ticket
    from ui.kiosk.checking_in import shown_ticket

    told = desk.forecaster.waits(desk.tick()).get(back.visit_id)
    if told is not None:
        desk.tell(back.visit_id, told)
    visit, _ = visit_of_ticket(desk, back.visit_id)
    ticket = Ticket(visit.number, visit.id, visit.token, "", 0)
    shown = shown_ticket(desk, ticket, answers, office, told)
    if back.surely or not office.web_base_url:
        return shown
    face = replace(shown.face, code="", code_words="")
    return replace(shown, face=face, code=(), prints=False)
