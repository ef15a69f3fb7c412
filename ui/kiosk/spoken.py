"""How what is on the screen is said: a text by its words, a control by its name, what it is, how it stands, and what to do."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from ui.key_names import key_name
from ui.keyboard import Keyboard
from ui.kiosk.reading_order import Stop, text_of
from ui.kiosk.walk import MASK
from ui.kit.aid_button import AidButton
from ui.kit.button import Button, Kind
from ui.kit.choice_card import ChoiceCard
from ui.speech.clear import phrases

if TYPE_CHECKING:
    from collections.abc import Callable

    from greeter.texts import Texts
    from ui.speech.speaker import Phrase


class Manner(Enum):
    """How a visitor works the kiosk, and so how a page is told."""

    KEYS = "keys"
    """By keypad or keyboard: controls are told one by one, as they are come to."""
    TOUCH = "touch"
    """By hand: the whole page is read, controls by their names."""


class Teller:
    """Tells what is on the screen in one language.

    speaks: whether there is a voice for a language. private: whether nobody else hears.
    """

    def __init__(self, texts: Texts, speaks: Callable[[str], bool], manner: Manner, *, private: bool) -> None:
        self.texts = texts
        self.manner = manner
        self.private = private
        self._speaks = speaks

    def say(self, *sentences: str) -> list[Phrase]:
        """Return sentences as phrases."""
        return [phrase for one in sentences for phrase in phrases(one, self.texts.language, self._speaks)]

    def text(self, widget: QWidget) -> list[Phrase]:
        """Return what is said for a text. What is the visitor's own is said only to them."""
        return self.say(self.texts.ended(self.words(widget)))

    def words(self, widget: QWidget) -> str:
        """Return a text as it is said: the visitor's own words only where nobody else listens."""
        aloud: str = getattr(widget, "aloud", "")
        return aloud if aloud and not self.private else self._unmasked(text_of(widget))

    def stop(self, stop: Stop) -> list[Phrase]:
        """Return what is said at a place of the keypad: everything that stands there."""
        said = [phrase for text in stop.texts for phrase in self.text(text)]
        return [*said, *self.control(stop.widget)] if stop.is_control else said

    def control(self, control: QWidget) -> list[Phrase]:
        """Return a control's name and hint, what it is and how it stands, its place among others, and what to do."""
        sentences = [self._place(control), self.standing(control)]
        if self.manner is Manner.KEYS:
            sentences.append(self._deed(control))
        return [*self.name(control), *self.say(*sentences)]

    def name(self, control: QWidget) -> list[Phrase]:
        """Return a control's name, and its hint. A language's name is said in that language, where there is a voice for it."""
        if not isinstance(control, ChoiceCard):
            return self.say(self.texts.ended(self._name(control)))
        if spoken := (not self.private and control.aloud) or control.spoken:
            return self.say(self.texts.ended(self._unmasked(spoken)))
        own = control.language
        name, hint = self.texts.ended(control.text()), self.texts.ended(control.hint)
        if not own or own == self.texts.language:
            return self.say(name, hint)
        if not self._speaks(own):
            return self.say(hint or name)
        return [*phrases(name, own, self._speaks), *self.say(hint)]

    def standing(self, control: QWidget) -> str:
        """Return what a control is, and how it stands now."""
        texts = self.texts
        if isinstance(control, QLineEdit):
            return self._field(control)
        if isinstance(control, AidButton):
            return texts("Switch, on.") if control.isChecked() else texts("Switch, off.")
        if isinstance(control, ChoiceCard) and not control.isCheckable():
            return texts("Chosen.") if control.chosen else ""
        if isinstance(control, QAbstractButton) and control.isCheckable():
            return texts("Check box, checked.") if control.isChecked() else texts("Check box, not checked.")
        if self.manner is Manner.TOUCH or _writes(control):
            return ""
        chosen = isinstance(control, Button) and control.kind is Kind.CHOSEN
        return texts("Button, chosen.") if chosen else texts("Button.")

    def letter(self, letter: str) -> str:
        """Return how a letter or sign that was typed is called."""
        return key_name(self.texts, letter)

    def _name(self, control: QWidget) -> str:
        name: str = control.accessibleName() or getattr(control, "text", str)()
        return name

    def _place(self, control: QWidget) -> str:
        place = control.place if isinstance(control, ChoiceCard) else None
        return self.texts("{n} of {count}.", n=place[0], count=place[1]) if place else ""

    def _field(self, field: QLineEdit) -> str:
        texts, written = self.texts, field.text().strip()
        if not written:
            return texts("Text field, empty.")
        if self.private:
            return texts("Text field, with “{words}”.", words=self._unmasked(written))
        return texts("Text field, filled in.")

    def _deed(self, control: QWidget) -> str:
        texts = self.texts
        if isinstance(control, QLineEdit):
            return texts("Press select to write.")
        if isinstance(control, AidButton):
            return (
                texts("Press select to turn it off.") if control.isChecked() else texts("Press select to turn it on.")
            )
        if isinstance(control, ChoiceCard):
            return texts("Press select to choose.")
        return "" if _writes(control) else texts("Press select.")

    def _unmasked(self, words: str) -> str:
        """Return words with each hidden figure named as such."""
        return words.replace(MASK, f" {self.texts('hidden')} ") if MASK in words else words


def _writes(control: QWidget) -> bool:
    """Whether a control is a letter of the on-screen keyboard, or another key that writes."""
    keyboard = control.parent()
    return isinstance(keyboard, Keyboard) and keyboard.writes(control)
