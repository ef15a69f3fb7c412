"""What happens at the kiosk: touches become steps of the walk, and acts at the front desk. No widgets."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal

from greeter.model.spoken import in_language
from greeter.problems import OfficeClosed, Problem, StoreProblem
from greeter.texts import texts_for
from ui.kiosk.checking_in import CheckingIn, HelpReason
from ui.kiosk.finding import Finding
from ui.kiosk.idle import PATIENT, Idle
from ui.kiosk.offered import offered_languages, read_ahead
from ui.kiosk.state import KioskState, Paper, Saving
from ui.kiosk.survey import Survey
from ui.kiosk.walk import WITHOUT_ANSWERS, Answers, Page, ShownTicket, Walk
from ui.kiosk.walk_steps import WalkSteps

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from greeter.clock import Clock
    from greeter.front_desk import FrontDesk
    from greeter.model.catalogue import Office
    from greeter.views.kiosk_menu import KioskMenu
    from ui.background import Background
    from ui.feed import Feed
    from ui.kiosk.booked import Booked
    from ui.kiosk.printing import TicketPrinter
    from ui.kiosk.surveying import Surveying
    from ui.kit.aid import Aid

SECOND_MS = 1000
READ_AHEAD_MS = 300
"""Between the languages that are read ahead, so that a touch never waits for more than one."""
READ_MS = 1_500
"""A ticket stays at least so long."""
MENU_S = 15
"""The greeting looks so often whether the office takes visitors."""
AGAIN_S = 3
"""After a failure of the store, and while its server is away, the kiosk looks so often."""
WAITS_ON = frozenset({Page.BEFORE, Page.SUMMARY})
"""Pages before which the waits are read again."""


class KioskPresenter(WalkSteps):
    """The kiosk's one presenter.

    Signals:
        changed(): look at `state` again.
        wiped(): everything of a visitor is gone; forget what you still hold of them.
    """

    changed = Signal()
    wiped = Signal()

    def __init__(
        self,
        background: Background,
        office: Office,
        clock: Clock,
        *,
        feed: Feed | None = None,
        printer: TicketPrinter | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._background = background
        self._office = office
        self._clock = clock
        self._checking_in = CheckingIn(background, office, clock, printer)
        self._finding = Finding(background, office, self.changed.emit)
        self._menu: KioskMenu | None = None
        self._aids: frozenset[Aid] = frozenset()
        self._saving = Saving.NO
        self._paper = Paper.NO_PRINTER
        self._refusal = ""
        self._number_hidden = False
        self._seconds_left: int | None = None
        self._offered = offered_languages(office)
        self._walk = self._fresh()
        self._idle = Idle(clock)
        self._seconds = 0
        self._shown_at = -READ_MS
        self._menu_wanted = False
        self._timer = QTimer(self, interval=SECOND_MS)
        self._timer.timeout.connect(self.second)
        self._unread = iter(self._offered)
        self._ahead = QTimer(self, interval=READ_AHEAD_MS)
        self._ahead.timeout.connect(self._read_ahead)
        background.store_failed.connect(self._store_failed)
        background.bug.connect(self._bug)
        if feed is not None:
            feed.changed.connect(self._something_changed)
            feed.away.connect(self.read_menu)
            feed.back.connect(self.read_menu)

    # What is shown

    @property
    def state(self) -> KioskState:
        """Everything that a page may show now."""
        language = self._walk.answers.screen_language
        return KioskState(
            walk=self._walk,
            office=in_language(self._office, language),
            texts=texts_for(language),
            now=self._office.local(self._clock.now()),
            menu=self._menu,
            offered=self._offered,
            aids=self._aids,
            saving=self._saving,
            paper=self._paper,
            matches=self._finding.matches,
            matched=self._finding.words,
            sure=self._finding.sure,
            survey=self.surveying.survey if "surveying" in vars(self) else Survey(),
            seconds_left=self._seconds_left,
            refusal=self._refusal,
            number_hidden=self._number_hidden,
        )

    @property
    def background(self) -> Background:
        """Where acts run."""
        return self._background

    def open(self) -> None:
        """Begin: read whether the office takes visitors, and count seconds. Call it once the greeting is painted."""
        self._timer.start()
        self.read_menu()
        self._ahead.start()

    def close(self) -> None:
        """End: nothing more is read or counted. Call it before the background is closed."""
        self._timer.stop()
        self._ahead.stop()

    def _read_ahead(self) -> None:
        if not read_ahead(self._office, next(self._unread, "")):
            self._ahead.stop()

    # The walk

    def start(self) -> None:
        """Leave the greeting."""
        self._checking_in.warm_up()
        self._go(self._walk.go_on())

    @cached_property
    def booked(self) -> Booked:
        """What finds appointments and tickets, made when the first visitor has one."""
        from ui.kiosk.booked import Booked

        return Booked(self._background, self._office, lambda: self._walk, self._go, self._got_ticket)

    @cached_property
    def surveying(self) -> Surveying:
        """The survey, made when the first visitor wants to say how it went."""
        from ui.kiosk.surveying import Surveying

        return Surveying(self._background, lambda: self.open_page(Page.SURVEY), self.turned)

    def choose_service(self, service: str) -> None:
        """Keep what the visitor came for, and go on. Words that they wrote stay, unless they were about something else."""
        named = self._walk.page in {Page.REASON, Page.BACK_FOR} and not self._walk.adding
        if named and service not in self._finding.matches:
            self._forget_words()
        self._go(self._walk.with_service(service, asks_people=self._office.service(service).asks_people))

    def choose_language(self, code: str) -> None:
        """Speak another language with this visitor; the kiosk's texts change where it has them."""
        screen = code if code in self._offered else self._walk.answers.screen_language
        self._go(self._walk.in_language(code, screen))

    def type_reason(self, words: str) -> None:
        """Take in the visitor's own words as they are typed, and look for services that fit them."""
        walk = self._walk.with_reason(words)
        self._number_hidden = walk.hides_a_number
        if walk.answers.reason == self._walk.answers.reason and words == walk.answers.reason:
            return
        settled = walk.settled().answers
        self._finding.ask(settled.reason, settled.language)
        self._go(walk)

    def turned(self) -> None:
        """A page shows another sheet of itself."""
        self._idle.touch()
        self.changed.emit()

    # Acts

    def confirm(self) -> None:
        """ "Yes, get my ticket": check in, once."""
        if self._saving is not Saving.NO or self._walk.ticket is not None or not self._walk.answers.service:
            return
        self._walk = self._walk.settled()
        self._save(Saving.TICKET)
        told = self.state.forecast
        self._checking_in.check_in(self._walk, told, self._got_ticket, self._no_ticket)

    def talk_to_person(self, reason: HelpReason = HelpReason.PERSON) -> None:
        """Give a ticket for help and alarm the staff, once a walk."""
        self._idle.touch()
        if self._saving is not Saving.NO:
            return
        if self._walk.help_ticket is not None:
            if self._walk.page is not Page.HELP:
                self._go(self._walk.to(Page.HELP))
            return
        self._walk = self._walk.settled().with_booking(looking=False)
        self._save(Saving.HELP)
        self._checking_in.ask_for_person(self._walk, reason, self._got_help, self._no_ticket)

    def print_again(self) -> None:
        """Print the ticket once more; not while it is printing, nor just after it came out."""
        ticket, paper = self._walk.ticket, self._paper
        too_soon = paper is Paper.PRINTED and not self._checking_in.paper.gives_copy
        if ticket is not None and ticket.prints and paper is not Paper.PRINTING and not too_soon:
            self._print(ticket)

    def finish(self) -> None:
        """The visitor is done: back to the greeting, with nothing of theirs left.

        A second tap of the touch that asked for the ticket would take it away unread: for a moment it does nothing.
        """
        if self._clock.read().steady - self._shown_at >= READ_MS:
            self.wipe()

    def leave(self) -> None:
        """ "Leave this page": clear the screen at once."""
        self.wipe()

    # Aids, time

    def toggle_aid(self, aid: Aid) -> None:
        """Turn an aid on or off."""
        self._idle.touch()
        self._aids = self._aids ^ {aid}
        self._seconds_left = None
        self.changed.emit()

    def touched(self) -> None:
        """Somebody is there: any touch or key."""
        self._idle.touch()
        if self._seconds_left is not None:
            self._seconds_left = None
            self.changed.emit()

    def second(self) -> None:
        """Look at the time: once a second."""
        self._seconds += 1
        self._checking_in.paper.second(self._seconds)
        trying = self._walk.page is Page.SORRY or self.state.kept is not None
        if (trying and self._seconds % AGAIN_S == 0) or (
            self._walk.page in WITHOUT_ANSWERS and (self._menu_wanted or self._seconds % MENU_S == 0)
        ):
            self.read_menu()
        self._look_at_idle()

    def read_menu(self) -> None:
        """Read anew whether the office takes visitors, and how long they would wait."""
        self._menu_wanted = False
        self._background.run(_read_menu, self._got_menu, lambda _: None)  # a store that fails has a signal of its own

    def wipe(self) -> None:
        """Forget this visitor."""
        self._checking_in.forget()
        self._walk = self._fresh()
        self._aids = frozenset()
        self._saving, self._paper = Saving.NO, Paper.NO_PRINTER
        self._forget_words()
        self._refusal = ""
        if "surveying" in vars(self):
            self.surveying.forget()
        self._seconds_left = None
        self._idle.touch()
        self.wiped.emit()
        self.changed.emit()
        self.read_menu()

    def _fresh(self) -> Walk:
        language = self._office.language if self._office.language in self._offered else "en"
        page = Page.WELCOME if self._menu is None or self._menu.taking == "open" else Page.NOT_TAKING
        return Walk(page=page, answers=Answers(language=language, screen_language=language))

    def _without_answers(self, page: Page) -> Walk:
        """Return a fresh walk on a page that has sad news; it is told in the visitor's language."""
        answers = self._walk.answers
        fresh = Answers(language=answers.language, screen_language=answers.screen_language)
        return replace(self._fresh(), page=page, answers=fresh)

    def _go(self, walk: Walk) -> None:
        self._idle.touch()
        if self._saving is not Saving.NO:
            return
        came_to = walk.page is not self._walk.page
        if walk.page is Page.BEFORE and self._menu is not None and walk.answers.service in self._menu.too_late:
            walk = replace(walk, page=Page.NOT_TODAY)
        self._walk = walk
        if came_to and walk.page in WAITS_ON:
            QTimer.singleShot(0, self, self.read_menu)  # the page is painted first
        if came_to and walk.page in {Page.SAY_IT, Page.NO_REASON}:
            self._finding.ask(walk.answers.reason, walk.answers.language)
        self._seconds_left = None
        self.changed.emit()

    def _save(self, what: Saving) -> None:
        self._idle.touch()
        self._saving = what
        self._refusal = ""
        self.changed.emit()

    def _got_ticket(self, key: str, ticket: ShownTicket) -> None:
        if key != self._walk.request_key:
            return
        self._saving = Saving.NO
        self._walk = replace(self._walk.to(Page.TICKET), ticket=ticket, came_by=())
        self._shown_at = self._clock.read().steady
        self._idle.touch()
        if ticket.prints:
            self._print(ticket)
        if ticket.kept:
            self.read_menu()
        self.changed.emit()

    def _got_help(self, key: str, ticket: ShownTicket) -> None:
        if key != self._walk.request_key:
            return
        self._saving = Saving.NO
        self._walk = replace(self._walk.to(Page.HELP), help_ticket=ticket)
        self._idle.touch()
        if ticket.kept:  # nobody was told: the visitor takes it to the desk
            self._print(ticket)
            self.read_menu()
        self.changed.emit()

    def _no_ticket(self, key: str, problem: Problem) -> None:
        if key != self._walk.request_key:
            return
        self._saving = Saving.NO
        if isinstance(problem, OfficeClosed):
            self._refusal = self.state.texts.problem(problem)
            self._walk = self._without_answers(Page.NOT_TAKING)
        elif isinstance(problem, StoreProblem):
            self._store_failed(problem)
            return
        else:
            self._walk = self._walk.say(self.state.texts.problem(problem))
        self.changed.emit()

    def _print(self, ticket: ShownTicket) -> None:
        self._paper = self._checking_in.paper.print_ticket(self._walk, ticket, self._printed)
        self.changed.emit()

    def _printed(self, key: str, paper: Paper) -> None:
        if key == self._walk.request_key:
            self._paper = paper
            self.changed.emit()

    def _got_menu(self, menu: KioskMenu) -> None:
        self._menu = menu
        if self._walk.page is Page.SORRY or (
            self._walk.page in WITHOUT_ANSWERS and self._page_of(menu) is not self._walk.page
        ):
            self._walk = replace(self._walk, page=self._page_of(menu), came_by=())
            self._refusal = ""
        self.changed.emit()

    def _page_of(self, menu: KioskMenu) -> Page:
        return Page.WELCOME if menu.taking == "open" else Page.NOT_TAKING

    def _store_failed(self, problem: StoreProblem) -> None:  # noqa: ARG002
        if self._saving is not Saving.NO:
            return  # whether the ticket is kept, its own answer tells: one that is kept must be shown
        if self._walk.page not in {Page.TICKET, Page.HELP}:
            self._walk = self._without_answers(Page.SORRY)
            self._forget_words()
            self.wiped.emit()
        self.changed.emit()

    def _bug(self, bug: BaseException) -> None:  # noqa: ARG002
        self.wipe()

    def _something_changed(self) -> None:
        self._menu_wanted = True

    def _look_at_idle(self) -> None:
        left = None if self._saving is not Saving.NO else self._idle.seconds_left(patient=bool(PATIENT & self._aids))
        if self._walk.page in WITHOUT_ANSWERS:
            if left is not None and (self._aids or self._walk.answers.language != self._fresh().answers.language):
                self.wipe()
            elif self._seconds % 10 == 0:
                self.changed.emit()
            return
        if left == 0:
            self.wipe()
        elif left != self._seconds_left:
            self._seconds_left = left
            self.changed.emit()

    def _forget_words(self) -> None:
        self._finding.forget()
        self._number_hidden = False
        if self._walk.page in {Page.REASON, Page.BACK_FOR}:
            self._walk = self._walk.with_reason("")


def _read_menu(desk: FrontDesk) -> KioskMenu:
    from greeter.views.kiosk_menu import read_kiosk_menu  # not before the greeting is painted

    return read_kiosk_menu(desk)
