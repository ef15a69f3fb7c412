"""The code of an appointment, its time, or the number of a ticket: typed on large keys, or held to a scanner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui.code_keys import CODE, TIME, CodeKeys
from ui.kiosk.booking import MOST_CODE, MOST_NUMBER, MOST_TIME, Way
from ui.kiosk.page import Nav
from ui.kiosk.typing_page import TypingPage
from ui.kiosk.walk import Page
from ui.kit.button import Kind

if TYPE_CHECKING:
    from greeter.texts import Texts
    from ui.keyboard import Keyboard
    from ui.kiosk.frame import Frame
    from ui.kiosk.state import KioskState


@dataclass(frozen=True)
class Asked:
    """What a page asks, why, and what those do who can't say it."""

    question: str
    where: str
    other: str
    other_short: str
    """The same for the key in large text."""


class CodePage(TypingPage):
    """Enter, Done or Continue looks for it."""

    most = MOST_CODE
    way = Way.CODE
    layout_of_keys = CODE

    def make_keyboard(self) -> Keyboard:
        """Return keys for a code."""
        keys = CodeKeys(self.frame.sizes, self.layout_of_keys, self)
        keys.other.connect(self.other)
        self.keys = keys
        return keys

    def held(self, state: KioskState) -> str:
        """What was typed."""
        return str(getattr(state.walk.booking, self.way.value))

    def changed_to(self, text: str) -> None:
        """Take it in as it is typed."""
        self.presenter.booked.type_in(self.way, text)

    def next_is_capital(self, text: str) -> bool:  # noqa: ARG002
        """Codes are shown in capitals."""
        return True

    def asked(self, texts: Texts) -> Asked:
        """Return what is asked."""
        scanner = texts("It is on your letter or message. You can hold its QR code to the scanner.")
        typed = texts("It is on your letter or message.")
        return Asked(
            texts("What is your code?"),
            scanner if self.presenter.booked.has_scanner else typed,
            texts("I have no code"),
            texts("No code"),
        )

    def other(self) -> None:
        """Have no code."""
        self.presenter.booked.by_name()

    def fill(self, state: KioskState) -> None:
        """Ask."""
        asked = self.asked(state.texts)
        self.keys.name_other(asked.other_short if self.frame.sizes.large else asked.other)
        super().fill(state)
        self.heading.set_text(asked.question)
        self.lede.set_text("" if self.frame.short and (self.frame.sizes.large or state.walk.missing) else asked.where)
        self.field.setAccessibleName(asked.question)

    def place(self, frame: Frame) -> None:
        """Lay out field and keys; on upright screens there is room for a row more than letters need."""
        self.put_fitting(frame.body)
        self.put(self.keyboard, self.keyboard_box)

    def nav(self, state: KioskState) -> Nav:
        """Find it; or the other way, where the keys are away."""
        texts = state.texts
        if state.walk.booking.looking:
            return Nav(back=texts("Back"), on=texts("Looking for it"), on_kind=Kind.WAITING, on_icon="")
        kind = Kind.PRIMARY if self.held(state).strip() else Kind.WAITING
        return Nav(back=texts("Back"), on=texts("Find it"), on_kind=kind, on_icon="search")

    def done_word(self, state: KioskState) -> str:
        """Find it."""
        return state.texts("Looking for it") if state.walk.booking.looking else state.texts("Find it")

    def on(self) -> None:
        """Look for it."""
        self.presenter.booked.look(self.way)

    def end_typing(self) -> None:
        """Look for it; the keys stay."""
        self.presenter.booked.look(self.way)


class BookedTimePage(CodePage):
    """Asked where a name or code fits more than one appointment, and never by listing them."""

    most = MOST_TIME
    way = Way.TIME
    layout_of_keys = TIME

    def asked(self, texts: Texts) -> Asked:
        """Ask for the time."""
        return Asked(
            texts("At what time is it?"),
            texts("The time shows us which appointment is yours."),
            texts("I don’t know the time"),
            texts("I don’t know"),
        )

    def other(self) -> None:
        """Other ways."""
        self.presenter.open_page(Page.NOT_BOOKED)


class BackPage(CodePage):
    """I'm back: the ticket that they have."""

    most = MOST_NUMBER
    way = Way.NUMBER

    def asked(self, texts: Texts) -> Asked:
        """Ask for the number of the ticket."""
        scanner = texts("Welcome back. It is on your ticket, such as P014. You can hold the ticket to the scanner.")
        typed = texts("Welcome back. It is on your ticket of today, such as P014.")
        return Asked(
            texts("What is your number?"),
            scanner if self.presenter.booked.has_scanner else typed,
            texts("I have no ticket"),
            texts("No ticket"),
        )

    def other(self) -> None:
        """Go on without the ticket."""
        self.presenter.booked.without_ticket()
