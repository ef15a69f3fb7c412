"""Reads the window aloud: what a page says when it comes, and what has changed on it since. It finds the words; others say them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from ui.kiosk.reading_order import Stop, is_control, leaves, ordered, stops
from ui.kiosk.spoken import Manner
from ui.kiosk.staff_line import StaffLine
from ui.kiosk.state import Saving
from ui.kit.aid import Aid
from ui.kit.choice_card import ChoiceCard

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from ui.kiosk.spoken import Teller
    from ui.kiosk.state import KioskState
    from ui.kiosk.walk import Page
    from ui.kiosk.window import KioskWindow
    from ui.speech.speaker import Phrase


@dataclass(frozen=True)
class Place:
    """Where the visitor is. When this changes, the page is read from its start."""

    page: Page
    question: str
    """Its heading: some pages ask one question after the other."""
    sheet: int
    language: str


class Reader:
    """Knows what was on the page when it was last looked at, until it is told to forget."""

    def __init__(self, window: KioskWindow, over: Callable[[], QWidget | None]) -> None:
        self._window = window
        self._over = over
        self.place: Place | None = None
        """Where the visitor was when it looked last."""
        self._texts: frozenset[str] = frozenset()
        self._choices: frozenset[str] = frozenset()
        self._checks: dict[str, bool] = {}
        self._written = ""
        self._saving = Saving.NO

    def forget(self) -> None:
        """Forget what was on the page."""
        self.place = None
        self._texts = self._choices = frozenset()
        self._checks = {}
        self._written = ""
        self._saving = Saving.NO

    # What there is

    @property
    def field(self) -> QLineEdit | None:
        """The field of a page to type in."""
        field = getattr(self._window.shown, "field", None)
        return field if isinstance(field, QLineEdit) else None

    def rooms(self) -> list[QWidget]:
        """Return the parts of the window that can be reached now, in reading order; a panel over the page hides what lies beneath."""
        window = self._window
        if (over := self._over()) is not None:
            return [over, window.strip]
        lines = window.findChildren(StaffLine, options=Qt.FindChildOption.FindDirectChildrenOnly)
        page = [] if window.shown is None else [window.shown]
        return [window.header, *(line for line in lines if line.isVisible()), *page, window.nav_bar, window.strip]

    def stops(self) -> list[Stop]:
        """Return all places that the keypad comes to."""
        return [stop for room in self.rooms() for stop in self._stops_in(room)]

    def tab_stops(self) -> list[QWidget]:
        """Return what Tab comes to: controls, each key of the on-screen keyboard, and the ticket."""
        found = [leaf for room in self.rooms() for leaf in self._leaves(room, letters=True)]
        return [leaf for leaf in found if Qt.FocusPolicy.TabFocus.value & leaf.focusPolicy().value]

    def _leaves(self, room: QWidget, *, letters: bool = False) -> list[QWidget]:
        found = leaves(room, letters=letters)
        return ordered(found, self._window.shown.in_order()) if room is self._window.shown else found

    def _stops_in(self, room: QWidget) -> list[Stop]:
        return stops(self._leaves(room))

    # What is said

    def arrived(self, state: KioskState) -> bool:
        """Whether this is another page, sheet or language than the last time."""
        shown = self._window.shown
        question, sheet = ("", 0) if shown is None else (shown.heading.text(), shown.sheet)
        place = Place(state.page, question, sheet, state.texts.language)
        before, self.place = self.place, place
        return place != before

    def page(self, teller: Teller) -> list[Phrase]:
        """Return what a page says when it comes: its heading, what the header tells, then all texts; by touch its controls, too."""
        shown = self._window.shown
        if shown is None:
            return []
        head, *rest = [[phrase for one in self._told(stop, teller) for phrase in one] for stop in self._stops_in(shown)]
        said = [*head, *teller.text(self._window.header.end), *(phrase for told in rest for phrase in told)]
        if teller.manner is Manner.TOUCH:
            said += [phrase for stop in self._stops_in(self._window.nav_bar) for phrase in teller.stop(stop)]
        return said

    def remember(self, teller: Teller, state: KioskState) -> None:
        """Take what is on the page now as told."""
        self._remember(self._on_page(), teller, state)

    def _remember(self, page: Sequence[QWidget], teller: Teller, state: KioskState) -> None:
        self._texts = frozenset(words for words, _ in _words_in(page, teller))
        self._choices = frozenset(card.text() for card in _cards_in(page))
        self._checks = {box.accessibleName(): box.isChecked() for box in self._boxes(page)}
        self._written = "" if self.field is None else self.field.text()
        self._saving = state.saving

    def news(self, teller: Teller, state: KioskState, *, echo: bool) -> list[Phrase]:
        """Return what has come since: texts that changed, services that were found, a place that is being saved.

        echo: also letters that were typed and boxes that were checked, which assistive technology tells by itself.
        """
        said, page = self._echo(teller) if echo else [], self._on_page()
        if state.saving is not self._saving and state.saving is not Saving.NO:
            by_help = state.saving is Saving.HELP
            said += teller.text(self._window.strip.person if by_help else self._window.nav_bar.on_button)
        for words, widget in _words_in(page, teller):
            if words not in self._texts:
                said += teller.text(widget)
        for card in _cards_in(page):
            if self.field is not None and card.text() not in self._choices:
                said += teller.name(card)
        for box in self._boxes(page) if echo else ():
            if self._checks.get(box.accessibleName()) not in (None, box.isChecked()):
                said += teller.say(f"{box.accessibleName()}.", teller.standing(box))
        self._remember(page, teller, state)
        return said

    def _told(self, stop: Stop, teller: Teller) -> list[list[Phrase]]:
        """Return what of a place is read with its page: by keys the texts, and answers; by touch the controls, too."""
        if teller.manner is Manner.TOUCH or not stop.is_control:
            return [teller.stop(stop)]
        answers = isinstance(stop.widget, ChoiceCard) and bool(stop.widget.spoken)
        return [teller.name(stop.widget)] if answers else [teller.text(text) for text in stop.texts]

    def _on_page(self) -> list[QWidget]:
        """Return what shows on the page now, in reading order."""
        return [] if self._window.shown is None else self._leaves(self._window.shown)

    def _boxes(self, page: Sequence[QWidget]) -> list[QAbstractButton]:
        """Return what is on or off: needs, and the aids beneath every page; whether speech is on is told by speech."""
        on_page = [leaf for leaf in page if isinstance(leaf, QAbstractButton) and leaf.isCheckable()]
        strip = self._window.strip
        return [*on_page, *(strip.aid(aid) for aid in strip.aids if aid is not Aid.LISTEN)]

    def _echo(self, teller: Teller) -> list[Phrase]:
        """Return what is said of a letter that was typed: the letter itself only to who wears headphones."""
        texts, before = teller.texts, self._written
        now = "" if self.field is None else self.field.text()
        if now == before:
            return []
        if len(now) < len(before):
            return teller.say(texts("Deleted."))
        if now[-1:] == " ":
            return teller.say(texts("Space"))
        changed = [new for new, old in zip(now, before, strict=False) if new != old] if len(now) == len(before) else []
        return teller.say(teller.letter((changed or now)[-1]) if teller.private else texts("Letter"))


def _words_in(page: Sequence[QWidget], teller: Teller) -> list[tuple[str, QWidget]]:
    return [(words, leaf) for leaf in page if not is_control(leaf) and (words := teller.words(leaf))]


def _cards_in(page: Sequence[QWidget]) -> list[ChoiceCard]:
    return [leaf for leaf in page if isinstance(leaf, ChoiceCard)]
