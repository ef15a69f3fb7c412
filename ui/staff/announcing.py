"""What the board tells everybody: asked for in the strip by a key, taken down by a figure. Who may is checked beneath the screen, and told before."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from greeter.model.notice import Notice
from greeter.model.person import Right
from ui.kit.button import Build, Button, Kind
from ui.staff.asking import ReasonAsk
from ui.staff.choices import Choices
from ui.staff.commands import Command, cap
from ui.staff.state import Tone
from ui.theme import Token

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from greeter.front_desk import FrontDesk
    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes
    from ui.staff.state import StaffState
    from ui.staff.window import StaffWindow

KEY, DOWN_KEY = "Ctrl+T", "0"
ANNOUNCEMENTS = ("The elevator is out of order", "We close early today")
EVERYBODY = "everybody"
NO_END, UNTIL_NIGHT = 0, -1
"""Beside minutes: until somebody takes it down; until the office's day is over."""


class AnnounceAsk(ReasonAsk):
    """What the board tells everybody, and until when.

    Signals:
        told(str, int): the words, and for how many minutes; or `NO_END`, `UNTIL_NIGHT`.
        taken_down(): nothing is to be told any more.
    """

    told = Signal(str, int)
    taken_down = Signal()

    def __init__(self, texts: Texts, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(texts, sizes, "What should the board tell everybody?", ANNOUNCEMENTS, parent=parent)
        self._plain = texts("What should the board tell everybody?")
        build = Build.staff(sizes, height=36, lettering=sizes.list_strong)
        self.down = Button(texts("Take it down"), Kind.SECONDARY, build, icon="x", key=DOWN_KEY)
        self.until: Choices[int] = Choices(sizes, texts("Until when it is told"))
        night, hour = texts("Until tonight"), texts("For an hour")
        self.until.offer([(UNTIL_NIGHT, night), (60, hour), (NO_END, texts("Until somebody takes it down"))])
        foot = QHBoxLayout()
        foot.setSpacing(sizes.px(10))
        foot.addWidget(self.until, 1)
        foot.addWidget(self.down, 0, Qt.AlignmentFlag.AlignTop)
        self._box.addSpacing(sizes.px(5))  # the ring around the field keeps clear of it
        self._box.addLayout(foot)
        self.until.entered.connect(self._enter)
        self.down.clicked.connect(self._take_down)
        self.answered.connect(lambda _, words: self.told.emit(words, self.until.chosen))

    def ask_instead_of(self, now: str) -> None:
        """Ask, with what is told now; empty where nothing is."""
        self.ask(EVERYBODY, "")
        said = self._texts("The board tells everybody: “{words}”. Say something else, or take it down.", words=now)
        self.title.set_text(said if now else self._plain)
        self.down.setVisible(bool(now))

    def take_key(self, text: str) -> bool:
        """Take a figure for the usual words, and 0 to take down what is told."""
        if text == DOWN_KEY and not self.down.isHidden():
            self._take_down()
            return True
        return super().take_key(text)

    def _take_down(self) -> None:
        self.title.set_color(Token.INK)
        self.closed.emit()
        self.taken_down.emit()


class Announcing(QObject):
    """Asks, tells and takes down, for one staff window."""

    def __init__(self, window: StaffWindow, texts: Texts) -> None:
        super().__init__(window)
        self._window, self._texts, self._presenter = window, texts, window.presenter
        self._ask = window.panes.strip.announce
        self._ask.told.connect(self.announce)
        self._ask.taken_down.connect(self.take_down)

    def open(self) -> None:
        """Ask what the board should tell; or say who may tell it."""
        self._presenter.when_fresh(self._open)

    def announce(self, words: str, minutes: int) -> None:
        """Tell everybody in the lobby something, for so many minutes; or `NO_END`, `UNTIL_NIGHT`."""
        clerk, session, texts = self._presenter.clerk, self._window.signing.session, self._texts

        def act(desk: FrontDesk) -> None:
            office = desk.office
            night = office.day_begins(office.business_day(desk.clock.now()) + timedelta(days=1))
            desk.give_notice(
                Notice.ANNOUNCEMENT, text=words, clerk=clerk, session=session,
                minutes=minutes if minutes > 0 else None, until=night if minutes == UNTIL_NIGHT else None,
            )  # fmt: skip

        def done(_: object) -> None:
            self._presenter.told.emit(texts("The board tells everybody: {words}.", words=words.rstrip(".")), Tone.DONE)

        self._presenter.do(act, done, give_back=lambda: self._ask.give_back(EVERYBODY, words))

    def take_down(self) -> None:
        """Tell nothing any more."""
        clerk, session = self._presenter.clerk, self._window.signing.session
        told = self._texts("The board tells it no more.")
        self._presenter.do_and_tell(
            lambda desk: desk.end_notice(Notice.ANNOUNCEMENT, clerk=clerk, session=session), told
        )

    def commands(self, state: StaffState | None) -> list[Command]:
        """Return it for the palette."""
        why = "" if state is not None else self._texts("Opening the counter.")
        name = self._texts("Tell everybody something on the board")
        also = "announce announcement notice lobby board elevator take down"
        return [Command(name, cap(KEY), "megaphone", self.open, also=also, why_not=why or self._why_not())]

    def _why_not(self) -> str:
        """Return why whoever is signed in may not; empty where they may."""
        signed = self._window.signing.signed
        if signed is None or signed.person.may(Right.ANNOUNCE):
            return ""
        return self._texts("Only a lead or manager may tell everybody something. Ask one, or tell of a delay.")

    def _open(self) -> None:
        state, why = self._presenter.state, self._why_not()
        if why or state is None:
            self._presenter.say(why or self._texts("Opening the counter."))
            return
        self._window.panes.banner.clear()
        self._ask.ask_instead_of(state.queue.notices.get(Notice.ANNOUNCEMENT, ""))
        self._window.panes.strip.open_for(self._ask)
