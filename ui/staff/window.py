"""The staff window: queue, visitor and next steps side by side, the room beneath, every act on a key."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QCloseEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from ui import theme
from ui.kit import banner
from ui.kit.announcement import announce
from ui.kit.focus_ring import FocusRing
from ui.kit.on_screen import fit, sizes_on
from ui.sign_in.signing import LOCK_KEY, Seat, Signing
from ui.staff import (
    announcing,
    directory_panel,
    know_panel,
    more_services,
    notes_panel,
    palette,
    pulse_ask,
    room_strip,
    steps_list,
    summary_panel,
    telling,
)
from ui.staff.acts import Act, face_of
from ui.staff.after_visits import AfterVisits
from ui.staff.aloud import Aloud
from ui.staff.announcing import Announcing
from ui.staff.closing import Closing
from ui.staff.colleagues import Colleagues
from ui.staff.counter_day import BREAK_KEY, OPEN_KEY, CounterDay
from ui.staff.draft_keeper import keep_drafts
from ui.staff.everything import KEYS_KEY, Everything
from ui.staff.expecting import Expecting
from ui.staff.giving_back import give_back
from ui.staff.more_services import MoreServices
from ui.staff.neighbouring import Neighbouring
from ui.staff.panes import STEPS_KEY, Panes
from ui.staff.presenter import StaffPresenter
from ui.staff.pulse_ask import Pulsing
from ui.staff.queue_column import CONTACT_KEY
from ui.staff.state import Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from greeter.clock import Clock
    from greeter.drafts import Drafts
    from greeter.model.catalogue import DirectoryEntry, Office
    from greeter.texts import Texts
    from ui.background import Background
    from ui.feed import Feed
    from ui.kit.sizes import StaffSizes
    from ui.staff.asked import Asked
    from ui.staff.asking import Ask
    from ui.staff.state import StaffState
    from ui.staff.step_acts import PrintTakeAway

LEAST, USUAL = (800, 460), (1440, 900)
_TONES = {Tone.TELL: banner.Tone.TELL, Tone.TROUBLE: banner.Tone.OVER, Tone.DONE: banner.Tone.DONE}
_ASKING = frozenset({Act.HOLD, Act.FINISH, Act.TRANSFER, Act.CALL_THIS})


class StaffWindow(QWidget):
    """One counter's window. It opens the counter when it is shown and somebody is signed in, and closes it with itself.

    clerk: who serves, where people don't sign in at this office; else the name that the sign-in begins with; empty: nobody was named.
    look: its own theme; None is the application's. print_take_away: see `presenter`; None leaves "Hand over on paper" out. clock: see `Reading`.
    drafts: where what is written is kept until it is saved; None keeps it in memory alone.
    """

    def __init__(
        self,
        background: Background,
        feed: Feed,
        office: Office,
        counter: str,
        clerk: str,
        texts: Texts,
        *,
        look: theme.Look | None = None,
        sizes: StaffSizes | None = None,
        print_take_away: PrintTakeAway | None = None,
        clock: Clock | None = None,
        drafts: Drafts | None = None,
    ) -> None:
        super().__init__()
        self._texts = texts
        self.presenter = StaffPresenter(
            background, feed, office, counter, "", texts, print_take_away=print_take_away, clock=clock
        )
        self.neighbouring = Neighbouring(background, office, self.presenter.truth, texts, self)
        self.expecting = Expecting(background, feed, self)
        self._began = False
        sizes = sizes or sizes_on(self.screen().availableSize(), LEAST)
        self.setWindowTitle(texts("Counter {n}, {office}", n=counter, office=office.name))
        fit(self, sizes, LEAST, USUAL)
        self.setProperty("ground", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        if look is not None:
            theme.apply(self, theme.Theme.load(look))
        self.panes = Panes(
            self, texts, sizes, office, counter=counter, clerk=clerk, find=self.presenter.find_services,
            can_print=self.presenter.can_print,
        )  # fmt: skip
        self.signing = Signing(background, texts, self.panes.sign_in, Seat(counter, clerk), self)
        self.everything = Everything(self, background, texts, sizes)
        self.day = CounterDay(self.presenter, texts, self.panes.strip, self.signing.lock)
        self.announcing = Announcing(self, texts)
        self.pulsing = Pulsing(self, texts)
        self.day.closed = self.pulsing.ask_once
        self.more = MoreServices(self, texts)
        parts = (self.day, self.announcing, self.pulsing, self.more)
        self.everything.more = lambda state: [command for part in parts for command in part.commands(state)]
        self.everything.last = self.day.services
        self.after = AfterVisits(self, background, feed)
        self.colleagues = Colleagues(background, self.presenter, self.panes.steps.directory, self)
        self.closing = Closing(self)
        self.ring = FocusRing(self)
        self.aloud = Aloud(texts, self)
        self._keys: list[QShortcut] = []
        for part in self.panes.that_move:
            part.moved.connect(self.ring.refresh)
        self.drafts = None if drafts is None else keep_drafts(self.presenter, drafts, self.panes, self)
        self._connect_presenter()
        self._connect_signing()
        self._connect_panels()
        self._bind_keys()

    def show_state(self, state: StaffState) -> None:
        """Show the counter as it is now."""
        self.panes.show_state(state)
        self.ring.refresh()

    def tell(self, words: str, tone: Tone) -> None:
        """Say something in the banner atop the card, and to assistive technology."""
        self.panes.banner.tell(words, _TONES[tone])
        if not self.signing.is_covered:
            announce(self.panes.banner, words)

    def lay_beneath_top(self, part: QWidget) -> None:
        """Put a part beneath the bar at the top, over the whole width."""
        box = self.layout()
        assert isinstance(box, QVBoxLayout)  # noqa: S101 (made by the panes)
        box.insertWidget(1, part)
        self.ring.raise_()

    def perform(self, act: Act) -> None:
        """Do an act, or ask first what it needs; say why where it can't be done now."""
        self.panes.banner.clear()
        if act is Act.CHECK_IN:
            self.panes.open_check_in()
            self.expecting.look()
            if self.presenter.truth.is_silent:
                words = self._texts("Checking in can’t be done until the server is back. What you write stays.")
                self.tell(words, Tone.TELL)
        elif act is Act.SEND_HOME:
            self.presenter.when_fresh(self.closing.open_for_card)
        elif act in _ASKING:
            self.presenter.when_fresh(lambda: self._ask(act))
        else:
            self.presenter.perform(act)

    def put_off(self) -> None:
        """Close what is open, nearest first; nothing that was begun is lost. Else go back to the visitor at this counter."""
        writing = isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit)
        if self.everything.palette.put_off():
            return
        if self.panes.strip.open_ask is not None:
            self.panes.strip.close_ask()
            return
        if not self.panes.put_off() and not writing:
            if self.panes.banner.isVisible():
                self.panes.banner.clear()
            else:
                self.presenter.look_at("")
        if self.panes.panel is None:
            self.panes.queue.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin: open the counter and read."""
        super().showEvent(event)
        if not self._began:
            self._began = True
            self.panes.queue.list.setFocus(Qt.FocusReason.OtherFocusReason)
            self.signing.begin()
            handle = self.windowHandle()
            if handle is not None:
                handle.installEventFilter(self.signing)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close the counter; who closes the window when the day is over is asked how it was first."""
        if event.spontaneous() and self.pulsing.ask_before_closing():
            event.ignore()
            return
        if self.drafts is not None:
            self.drafts.write()
        if self._began:
            self.presenter.end()
            self.signing.end()
        super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give each part its room."""
        super().resizeEvent(event)
        self.panes.fit(self.width(), self.height())
        self.everything.palette.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take what no part has taken: Space ticks a step, a figure answers what is asked."""
        if self.signing.is_covered:
            return
        asked = self.panes.strip.open_ask
        if asked is not None and asked.take_key(event.text()):
            return
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.panes.steps.steps.tick_one()
            return
        super().keyPressEvent(event)

    def _ask(self, act: Act) -> None:
        reason, state = self.presenter.why_not(act), self.presenter.state
        if reason or state is None:
            self.tell(reason, Tone.TELL)
            return
        strip, card, current = self.panes.strip, state.card, state.current
        ask: Ask
        if act is Act.CALL_THIS and card is not None:
            ask = strip.call
            ask.ask(card.visit_id, card.number)
        elif current is None:
            return
        elif act is Act.TRANSFER:
            ask = strip.transfer
            self.neighbouring.look()
            office = self.presenter.office
            service = office.service(current.service) if office.has_service(current.service) else None
            strip.transfer.ask_for(current.visit_id, current.number, service)
        else:
            ask = strip.finish if act is Act.FINISH else strip.hold
            ask.ask(current.visit_id, current.number)
        strip.open_for(ask)

    def tell_delay(self) -> None:
        """Ask why visitors wait longer, to tell the lobby; where it is told already, end that."""
        if self.presenter.tells_delay:
            self.presenter.end_delay()
        else:
            self.ask_all(self.panes.strip.delay)

    def ask_all(self, ask: Ask) -> None:
        """Ask what to tell everybody."""
        self.panes.banner.clear()
        ask.ask("everybody", "")
        self.panes.strip.open_for(ask)

    def _connect_presenter(self) -> None:
        self.presenter.shown.connect(self.show_state)
        self.presenter.told.connect(self.tell)
        self.presenter.checked_in.connect(self._checked_in)
        self.presenter.refused.connect(partial(give_back, self.panes))
        self.presenter.fell_silent.connect(self._fell_silent)

    def _connect_signing(self) -> None:
        self.signing.seated.connect(self._seat)
        self.signing.covered.connect(lambda: self._cover(covered=True))
        self.signing.uncovered.connect(lambda: self._cover(covered=False))
        self.signing.told.connect(lambda words: self.tell(words, Tone.TELL))
        self.presenter.shown.connect(lambda _: self.signing.look_again())

    def _seat(self, clerk: str) -> None:
        first = not self.presenter.is_begun
        self.panes.top.set_clerk(clerk)
        self.presenter.sit_down(clerk)
        self.neighbouring.look()
        if first and self.drafts is not None:
            self.drafts.begin()

    def _cover(self, *, covered: bool) -> None:
        if covered:
            self.everything.palette.put_off()
        for key in self._keys:
            key.setEnabled(not covered)
        self.panes.cover(covered=covered)
        if not covered:
            self.panes.queue.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ring.refresh()

    def _connect_panels(self) -> None:
        panes, presenter = self.panes, self.presenter
        panes.queue.chosen.connect(presenter.look_at)
        panes.top.check_in.connect(lambda: self.perform(Act.CHECK_IN))
        panes.bar.act.connect(self.perform)
        panes.card.head.act.connect(self.perform)
        panes.card.head.back.connect(self.put_off)
        panes.card.know.edited.connect(presenter.describe)
        panes.card.know.editing.connect(self._edited)
        panes.card.notes.written.connect(presenter.note)
        panes.card.summary.written.connect(presenter.sum_up)
        panes.card.summary.editing.connect(self._edited)
        panes.card.summary.agreed.connect(presenter.agree)
        steps = panes.steps.steps
        steps.ticked.connect(lambda visit, step, done: presenter.tick(visit, step, done=done))
        steps.moved.connect(presenter.move_step)
        steps.dropped.connect(presenter.drop_step)
        steps.judged.connect(lambda visit, step, helps: presenter.judge_step(visit, step, helps=helps))
        steps.added.connect(presenter.add_step)
        steps.hand_over.connect(presenter.hand_over)
        panes.steps.judged.connect(presenter.judge)
        panes.steps.directory.copied.connect(self._copied)
        panes.steps.directory.unreachable.connect(self._unreachable)
        panes.check_in.asked.connect(self._check_in)
        panes.check_in.closed.connect(self.expecting.rest)
        self.expecting.read.connect(panes.check_in.appointment.offer)
        panes.check_in.told.connect(lambda words: self.tell(words, Tone.TELL))
        strip = panes.strip
        strip.room.accepted.connect(presenter.accept)
        for asked in (strip.finish, strip.hold, strip.call, strip.transfer):
            asked.answered.connect(panes.banner.clear)  # what was said meanwhile holds no more
        strip.finish.answered.connect(
            lambda visit, outcome, came_back: presenter.finish(visit, outcome, came_back=came_back)
        )
        strip.hold.answered.connect(presenter.hold)
        strip.call.answered.connect(presenter.call_this)
        strip.delay.told.connect(presenter.tell_delay)
        strip.note.told.connect(presenter.note_for_all)
        strip.transfer.answered.connect(
            lambda visit, service, counter, clerk, note: presenter.transfer(
                visit, service=service, counter=counter, clerk=clerk, note=note
            )
        )
        strip.transfer.sent_away.connect(
            lambda visit, away, note: presenter.transfer(visit, service=None, note=note, away=away)
        )
        strip.transfer.office_wanted.connect(self.neighbouring.ask_for)
        self.neighbouring.named.connect(strip.transfer.offer_offices)
        self.neighbouring.read.connect(strip.transfer.show_office)
        self.neighbouring.told.connect(lambda words: self.tell(words, Tone.TELL))

    def _bind_keys(self) -> None:
        for act in Act:
            self._bind(face_of(act).key, partial(self.perform, act))
        steps = self.panes.steps
        self._bind("Esc", self.put_off)
        self._bind(LOCK_KEY, self.signing.lock)
        self._bind(BREAK_KEY, self.day.toggle_break)
        self._bind(OPEN_KEY, self.day.toggle_open)
        self._bind(CONTACT_KEY, self.after.ask_channel)
        self._bind(palette.KEY, self.everything.open)
        self._bind(KEYS_KEY, self.everything.show_keys)
        self._bind(telling.DELAY_KEY, self.tell_delay)
        self._bind(telling.NOTE_KEY, lambda: self.ask_all(self.panes.strip.note))
        self._bind(announcing.KEY, self.announcing.open)
        self._bind(pulse_ask.KEY, self.pulsing.ask)
        self._bind(more_services.KEY, self.more.ask)
        self._bind(telling.HELP_KEY, lambda: self.presenter.when_fresh(self.presenter.ask_for_help))
        self._bind(notes_panel.KEY, lambda: self._on_card(self.panes.write_note))
        self._bind(know_panel.KEY, self.panes.edit)
        self._bind(summary_panel.EDIT_KEY, lambda: self._on_card(self.panes.sum_up))
        self._bind(summary_panel.AGREE_KEY, lambda: self._on_card(self.panes.agree))
        self._bind(STEPS_KEY, self.panes.go_to_steps)
        self._bind(steps_list.ADD_KEY, lambda: self._on_card(self.panes.add_step))
        self._bind(directory_panel.KEY, self.panes.open_directory)
        if self.presenter.can_print:
            self._bind(steps_list.PAPER_KEY, lambda: self._on_card(steps.steps.paper.click))
        for kind, key in room_strip.KEYS.items():
            self._bind(key, partial(self.after.accept, kind))

    def _bind(self, key: str, do: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(do)
        self._keys.append(shortcut)

    def _edited(self, opened: bool) -> None:
        if not opened:
            self.panes.queue.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_card(self, do: Callable[[], None]) -> None:
        state = self.presenter.state
        if state is not None and state.card is not None:
            do()
        else:
            self.tell(self._texts("Nobody is shown. Choose someone in the queue first."), Tone.TELL)

    def _fell_silent(self, words: str) -> None:
        """Tell that the server does not answer. The room's strip says so all the time, unless a question stands in its place."""
        if self.panes.strip.open_ask is not None:
            self.tell(words, Tone.TELL)
        else:
            announce(self.panes.strip, words)

    def _check_in(self, asked: Asked) -> None:
        self.panes.banner.clear()
        self.presenter.check_in(asked)

    def _checked_in(self, _: object) -> None:
        self.panes.check_in.begin_anew()
        self.panes.close_check_in()
        self.expecting.rest()

    def _copied(self, entry: DirectoryEntry) -> None:
        words = self._texts("{phone} is on the clipboard: {name}.", phone=entry.phone, name=entry.name)
        self.tell(words, Tone.DONE)

    def _unreachable(self, entry: DirectoryEntry) -> None:
        self.tell(self._texts("No phone number is known: {name}.", name=entry.name), Tone.TELL)
