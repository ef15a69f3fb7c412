"""Who is at this window: signs people in, locks, and unlocks.

While nobody is signed in, or it is locked, nothing of a visit shows and no key acts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from greeter.access.post import AtCounter
from greeter.model.person import StaffRole
from greeter.problems import NotAllowed, StoreProblem
from ui.sign_in.panel import Asking, SignInPanel

if TYPE_CHECKING:
    from collections.abc import Callable

    from greeter.front_desk import FrontDesk
    from greeter.model.person import Right, SignedIn
    from greeter.problems import Problem, SignedOut
    from greeter.texts import Texts
    from ui.background import Background

LOCK_KEY = "Ctrl+L"
IDLE_MS = 600_000
"""After so long without a key or a touch a counter's window locks itself."""
MANAGER_IDLE_MS = 300_000
"""The same, while a manager is signed in."""
_LIVE = frozenset(
    {
        QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel, QEvent.Type.TouchBegin,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Seat:
    """Where somebody signs in."""

    counter: str = ""
    """The counter that opens with it; empty: none."""
    named: str = ""
    """Who was named when the window was opened; empty where nobody was."""
    right: Right | None = None
    """What whoever sits here must be allowed to do; None: who works here may sit here."""


class Signing(QObject):
    """Signs in, locks and unlocks over a `SignInPanel`; the window covers and uncovers its work.

    It covers where it asks, and uncovers once somebody is signed in.

    Signals:
        seated(str): this clerk works here now, for the first time or after another.
        covered(): the work is to be hidden.
        uncovered(): the work may be shown again.
        told(str): something to say in the window.
    """

    seated = Signal(str)
    covered = Signal()
    uncovered = Signal()
    told = Signal(str)

    def __init__(self, background: Background, texts: Texts, panel: SignInPanel, seat: Seat, parent: QObject) -> None:
        super().__init__(parent)
        self._background, self._texts, self._counter = background, texts, seat.counter
        self._named, self._right = seat.named, seat.right
        self.panel = panel
        self.signed: SignedIn | None = None
        self.clerk = ""
        """Who works here now; empty before anybody does."""
        self.is_covered = False
        self._busy = self._unsure = self._ended = False
        self._came_from: QWidget | None = None
        if self._counter:
            self._stand()
            background.signed_out.connect(self._turned_away)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(lambda: self.lock(idle=True))
        background.bug.connect(self._bug_met)
        panel.asked.connect(self._sign_in)
        panel.founded.connect(self._found)
        panel.named.connect(self._by_name)

    @property
    def session(self) -> str:
        """What proves the sign-in to acts that not everybody may do; empty where nobody is signed in by PIN."""
        return "" if self.signed is None else self.signed.session

    def begin(self) -> None:
        """Find out whether people sign in at this office; where not, and a clerk was named, begin at once."""

        def problem(_: Problem) -> None:
            if self._named:  # it can't be known yet; the window tells what is wrong, and this is asked again
                self._unsure = True
                self._sit_down(self._named)

        if not self._named:
            self._ask(Asking.SIGN_IN)
        self._background.run(lambda desk: desk.has_people(), self._know, problem)

    def look_again(self) -> None:
        """Ask again what could not be known at the start, now that the store answers."""
        if self._unsure:
            self._unsure = False
            self._background.run(lambda desk: desk.has_people(), self._know_late)

    def ask(self, why: str = "") -> None:
        """Ask who is there: what was to be done takes a right. why: what stands beneath the heading."""
        if self.signed is None:
            self._ask(Asking.SIGN_IN, why=why)
        elif not self.is_covered:
            self._ask(Asking.UNLOCK, name=self.signed.person.name, why=why)

    def lock(self, *, idle: bool = False) -> None:
        """Lock the window; the counter stays open, and what was written stays where it is."""
        if self.is_covered:
            return
        if self.signed is None:
            self.told.emit(
                self._texts("This office doesn’t sign in with PINs, so nobody could unlock it. See docs/sign-in.md.")
            )
            return
        counter, clerk, session = self._counter, self.clerk, self.session
        self._background.run(
            lambda desk: desk.lock(counter=counter, clerk=clerk, idle=idle, session=session), None, lambda _: None
        )
        why = self._texts("Nobody touched it for a while. What you wrote is kept.") if idle else ""
        self._ask(Asking.UNLOCK, name=clerk, why=why)

    def end(self) -> None:
        """Sign out, when the window is closed."""
        signed, counter = self.signed, self._counter
        self._idle.stop()
        self.signed, self._ended = None, True
        if signed is not None:
            self._background.run(lambda desk: desk.sign_out(signed.session, counter=counter), None, lambda _: None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin counting anew whenever somebody does something."""
        if event.type() in _LIVE and self._idle.isActive():
            self._idle.start()
        return super().eventFilter(watched, event)

    def _know(self, has_people: bool) -> None:
        if has_people:
            if self._named:
                self._ask(Asking.SIGN_IN, name=self._named)
        elif self._named:
            self._sit_down(self._named)
        else:
            self._ask(Asking.FIRST_MANAGER)

    def _know_late(self, has_people: bool) -> None:
        if has_people:
            self._ask(Asking.SIGN_IN, name=self._named)

    def _ask(self, asking: Asking, *, name: str = "", why: str = "") -> None:
        self._idle.stop()
        if not self.is_covered:
            self._came_from = QApplication.focusWidget()
        self.is_covered = True
        self.panel.ask(asking, name=name, why=why)
        self.covered.emit()
        self.panel.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _sign_in(self, name: str, secret: str) -> None:
        counter, right = self._counter, self._right

        def act(desk: FrontDesk) -> SignedIn | None:
            if not desk.has_people():
                return None
            signed = desk.sign_in(name, secret, counter=counter)
            if right is not None:
                try:
                    desk.allow(right, signed.session)
                except NotAllowed:
                    desk.sign_out(signed.session, counter=counter)
                    raise
            return signed

        self._try(act)

    def _found(self, name: str, password: str) -> None:
        counter = self._counter

        def act(desk: FrontDesk) -> SignedIn | None:
            desk.add_person(name, StaffRole.MANAGER.value, password)
            return desk.sign_in(name, password, counter=counter)

        self._try(act)

    def _try(self, act: Callable[[FrontDesk], SignedIn | None]) -> None:
        if self._busy:
            return
        self._busy = True

        def done(signed: SignedIn | None) -> None:
            self._busy = False
            if signed is None:  # it could not be known before that nobody signs in here yet
                self._ask(Asking.FIRST_MANAGER)
            else:
                self._signed_in(signed)

        def refused(problem: Problem) -> None:
            self._busy = False
            away = isinstance(problem, StoreProblem)
            again = self._texts("Nobody can sign in until the store is back.")
            self.panel.refuse(f"{problem} {again}" if away else str(problem))

        self._background.run(act, done, refused)

    def _bug_met(self, bug: BaseException) -> None:  # noqa: ARG002
        """Let them try again after a bug."""
        if self._busy:
            self._busy = False
            words = "That did not work. It has been written down for those who look after Greeter."
            self.panel.refuse(self._texts(words))

    def _signed_in(self, signed: SignedIn) -> None:
        self.signed = signed
        if self._counter:
            self._stand()
        self._uncover()
        self._sit_down(signed.person.name)
        manages = signed.person.role is StaffRole.MANAGER
        self._idle.start(MANAGER_IDLE_MS if manages else IDLE_MS)

    def _stand(self) -> None:
        """Let what is done and read in a counter's window be done by who is signed in there."""
        self._background.stand_at(AtCounter(self._counter, self.signed))

    def _turned_away(self, problem: SignedOut) -> None:
        """Ask once more: an act was refused, for somebody has signed in elsewhere, or was let go; or people sign in here since a while ago."""
        if self.is_covered or self._ended:
            return
        self._ask(Asking.SIGN_IN if self.signed is None else Asking.UNLOCK, name=self.clerk, why=str(problem))

    def _by_name(self, name: str) -> None:
        self._uncover()
        self._sit_down(name)

    def _sit_down(self, name: str) -> None:
        changed, self.clerk = name != self.clerk, name
        if changed:
            self.seated.emit(name)

    def _uncover(self) -> None:
        self.is_covered = False
        self.panel.forget()
        self.uncovered.emit()
        if self._came_from is not None and self._came_from.isVisible():
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        self._came_from = None
