"""Say it your way: the visitor's own words, and up to three services that fit them; a person first where that is not sure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

from ui.kiosk.choice_grid import Choice, ChoiceGrid, Rows
from ui.kiosk.page import Nav
from ui.kiosk.typing_page import TypingPage
from ui.kiosk.walk import MOST_REASON, Page
from ui.kit.button import Kind
from ui.kit.choice_card import CardShape
from ui.kit.paragraph import Paragraph

if TYPE_CHECKING:
    from ui.kiosk.frame import Frame
    from ui.kiosk.state import KioskState

ELSE, PERSON = "else", "person"


class SayItPage(TypingPage):
    """Matches show while typing; in low reach once typing is done, in the lower half."""

    most = MOST_REASON

    def build(self) -> None:
        """Make field, keyboard, what was found, and the choices."""
        super().build()
        self.found = Paragraph("", self.frame.sizes.label_strong, parent=self)
        self.grid = ChoiceGrid(self, self._choose)
        self.grid.prepare(4)

    def fill(self, state: KioskState) -> None:
        """Show what fits."""
        super().fill(state)
        texts = state.texts
        unlisted = state.page is Page.NO_REASON
        self.heading.set_text(texts("You don’t see your reason?") if unlisted else texts("Say it your way"))
        self.label.set_text(texts("Why did you come? A few words are enough."))
        self.field.setAccessibleName(texts("Why did you come? A few words are enough."))
        warning = texts("Please don’t write ID, bank or card numbers.")
        self.note.set_text(texts("We hid a number, to keep it private.") if state.number_hidden else warning)
        fitting = [state.office.service(match) for match in state.matches] if self._said else []
        choices = [Choice(service.id, service.name, service.hint, service.icon) for service in fitting]
        cramped = self.frame.low or (self.frame.short and self.typing)
        if unlisted and not (self._said and state.matched) and not cramped:
            choices.append(Choice(PERSON, texts("See a clerk"), texts("A clerk finds the right help"), "hand-helping"))
        elif self._said and state.matched and not self.frame.low:
            person = texts("Talk to a person") if fitting else texts("A clerk helps you")
            none = Choice(ELSE, self._none_words(state), person, "hand-helping")
            choices.insert(len(choices) if state.sure else 0, none)
        self.grid.fill(tuple(choices))
        self.found.set_text(self._found_words(state))

    def rebuild(self, frame: Frame) -> None:
        """Take other sizes."""
        super().rebuild(frame)
        self.found.set_lettering(frame.sizes.label_strong)

    def place(self, frame: Frame) -> None:
        """Lay out field, matches and keyboard."""
        px = frame.sizes.px
        tight = frame.short or (not frame.portrait and frame.sizes.large)
        if tight:
            self.label.set_text("")
        y = self.put_field(frame.body, self._put_head(frame))
        end = self._end(frame)
        for spare in (self.lede, self.note, self.heading):
            if tight and y > end:
                y = self._without(spare, frame)
        if tight and self.typing and self.found.text() and not self.state_number_hidden:
            self.note.hide()  # the matches need its place; it stood there when typing began
            if not frame.low and self._field_end + self._least(frame) > end:
                self._without(self.heading, frame)
                self.note.hide()
            y = self._field_end
            if not frame.low:
                self.found.set_text("")
        if tight and not frame.low and not self.typing and self.grid.choices:
            y = self._make_room(frame, y)
        y = self.put_below(self.found, frame.body, y, px(8 if frame.short else 24))
        if frame.low and y > (self.keyboard_box if self.typing else frame.controls).top():
            self.found.hide()
        self.put_keyboard()
        if frame.low and self.typing:
            self.grid.hide()
            return
        end = end if self.typing else frame.body.bottom() + 1
        top = y + px(6 if frame.short else 14)
        area = frame.controls if frame.low else QRect(frame.body.left(), top, frame.inner, end - top)
        columns = 2 if frame.portrait else 4 if not frame.low else 3
        shape = CardShape.COMPACT if tight else CardShape.ROW
        least = self._least(frame) if tight else frame.sizes.choice.advance + frame.sizes.label.advance + px(24)
        self.grid.place(area, columns, Rows(least, max(px(144), least)), shape=shape)

    @staticmethod
    def _least(frame: Frame) -> int:
        """Height of a match of two lines."""
        return 2 * frame.sizes.choice.advance + frame.sizes.px(8)

    def _end(self, frame: Frame) -> int:
        """Where what is read must end: above the keyboard, in low reach above the matches."""
        if self.typing:
            return self.keyboard_box.top() - (0 if frame.low else frame.sizes.px(16))
        return frame.controls.top() if frame.low else frame.body.bottom() + 1

    @property
    def _field_end(self) -> int:
        """Where the field ends, with the space beneath it."""
        return self.card.geometry().bottom() + self.y_offset().y() + self.frame.sizes.px(14)

    def _without(self, spare: Paragraph, frame: Frame) -> int:
        """Leave a text out, or set the heading smaller; return where the field ends."""
        if spare is self.heading:
            spare.set_lettering(frame.sizes.section)
        else:
            spare.set_text("")
        return self.put_field(frame.body, self._put_head(frame))

    def _make_room(self, frame: Frame, y: int) -> int:
        """Leave out what the matches need the room of, the least needed first; return where the field ends."""
        for spare in (self.note, self.found):
            found = self.found.height_for(frame.inner) + frame.sizes.px(14)
            if y + found + self._least(frame) <= frame.body.bottom() + 1:
                break
            if spare is self.found or not self.state_number_hidden:
                spare.set_text("")
            y = self.put_field(frame.body, self._put_head(frame))
        return y

    def _put_head(self, frame: Frame) -> int:
        """Place the heading; on low screens with larger text it makes room for what was found, each 15 mm high."""
        if not (frame.short and frame.sizes.large and self.typing and self.grid.choices and not frame.low):
            return self.put_head(frame.body)
        for part in (self.eyebrow, self.heading, self.lede, self.missing):
            part.hide()
        return frame.body.top()

    def nav(self, state: KioskState) -> Nav:
        """Back; Continue waits for a choice of what fits."""
        texts = state.texts
        if self.frame.low:
            write = "" if self.typing else texts("Write")
            if state.matched:
                return Nav(back=texts("Back"), on=self._none_words(state), extra=write, extra_icon="keyboard")
            if state.page is Page.NO_REASON:
                return Nav(back=texts("Back"), on=texts("See a clerk"), extra=write, extra_icon="keyboard")
            return Nav(
                back=texts("Back"), on=texts("Continue"), on_kind=Kind.WAITING, extra=write, extra_icon="keyboard"
            )
        return Nav(back=texts("Back"), on=texts("Continue"), on_kind=Kind.WAITING)

    def on(self) -> None:
        """Say kindly what is missing, or go on with something else."""
        state = self.state
        if state is None:
            return
        if self.frame.low and (state.matched or state.page is Page.NO_REASON):
            self._choose(ELSE)
        elif not state.answers.reason.strip():
            self.begin_typing()
            self.presenter.say(state.texts("Tell us in a few words, or go back and choose."))
        else:
            self.presenter.say(state.texts("Choose what fits best, or touch “None of these”."))

    def extra(self) -> None:
        """Write again."""
        self.begin_typing()

    def wipe(self) -> None:
        """Forget words and matches."""
        super().wipe()
        self.grid.fill(())
        self.grid.hide()
        self.found.set_text("")

    @property
    def state_number_hidden(self) -> bool:
        """Whether a number was masked just now, which must be told."""
        return self.state is not None and self.state.number_hidden

    @property
    def _said(self) -> bool:
        return bool(self.field.text().strip())

    def _found_words(self, state: KioskState) -> str:
        texts = state.texts
        if not self._said or not state.matched:
            return ""
        names = [state.office.service(match).name for match in state.matches]
        if not names:
            return texts("We found nothing that fits. A clerk can help you.")
        if self.frame.low and self.typing:
            if not state.sure:
                return texts("We are not sure. Touch “Done” to see more.")
            return texts("We found: {names}. Touch “Done” to choose.", names=", ".join(names))
        return texts("Is it one of these?") if state.sure else texts("We are not sure. Is it one of these?")

    def _none_words(self, state: KioskState) -> str:
        return state.texts("None of these") if state.matches else state.texts("Something else")

    def _choose(self, key: str) -> None:
        if key in {ELSE, PERSON}:
            self.presenter.open_page(Page.SOMETHING_ELSE)
        else:
            self.presenter.choose_service(key)
