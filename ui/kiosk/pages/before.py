"""Before you wait: the service in plain words, official words explained on tap, what to have ready, cost and time, and what can be done online."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

from greeter.guidance.glossary import words_for_visitors
from greeter.queueing.forecast import wait_words
from ui.kiosk.flow import flow, sheets_of, whole_height
from ui.kiosk.page import KioskPage, Nav, button_build
from ui.kiosk.section import Before, Section
from ui.kiosk.words_block import MOST_WORDS, WordsBlock
from ui.kit.button import Button, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from greeter.model.catalogue import Service
    from ui.kiosk.frame import Frame
    from ui.kiosk.state import KioskState


class BeforePage(KioskPage):
    """Flows its sections through columns and sheets; Continue shows the next sheet, then goes on."""

    def build(self) -> None:
        """Make the sections."""
        self.about = Section(self)
        self.words = WordsBlock(self, self.explain)
        self.meanings = [Section(self) for _ in range(MOST_WORDS)]
        self.online = Section(self)
        self.bring = Section(self)
        self.cost = Section(self)
        self.time = Section(self)
        self.skip = Button("", Kind.SECONDARY, button_build(self.frame), parent=self)
        self.skip.clicked.connect(self.presenter.skip_questions)
        self._explained = -1
        self._service = ""

    def rebuild(self, frame: Frame) -> None:
        """Take other sizes."""
        for section in self._sections:
            section.set_frame(frame)
        self.skip.set_build(button_build(frame, height=frame.sizes.control))

    def fill(self, state: KioskState) -> None:
        """Tell about the service that was chosen."""
        texts, service = state.texts, state.service
        for section in self._sections:
            section.set_frame(self.frame)
        self.heading.set_text(texts("Before you wait"))
        self.skip.set_words(texts("Skip the questions, get my ticket"))
        if service is None:
            return
        if service.id != self._service:
            self._service, self._explained, self.sheet = service.id, -1, 0
        self.about.show_words(service.icon, service.name, _one(service.description))
        self.online.show_words("monitor", texts("You can do this online"), _one(service.self_help))
        self.bring.show_words("list-checks", texts("What to have ready"), service.bring, Before.BOX)
        self.cost.show_words("banknote", texts("What it costs"), _one(service.fee))
        self.time.show_words("clock", texts("How long it takes"), self._time_lines(state, service))
        self._fill_words(state, service)

    def place(self, frame: Frame) -> None:
        """Flow the sections; the way round the questions stands beneath them."""
        end = self.put_head(frame.body)
        px = frame.sizes.px
        beneath = 0 if self._folded else frame.sizes.control + px(28)
        top = end + px(6 if frame.short and frame.sizes.large else 14 if frame.short else 28)
        area = QRect(frame.body.left(), top, frame.inner, frame.body.bottom() + 1 - top - beneath)
        blocks: tuple[Section | WordsBlock, ...] = (
            self.about,
            self.words,
            *self.meanings,
            self.online,
            self.bring,
            self.cost,
            self.time,
        )
        columns = frame.column_boxes(area, self._columns(area, blocks), px(48))
        placed = flow(blocks, columns, px(18 if frame.short else 22))
        self.sheets = sheets_of(placed)
        shown = {one.block: one for one in placed if one.sheet == self.sheet}
        for place, block in enumerate(blocks):
            if place not in shown:
                block.hide()
            elif isinstance(block, WordsBlock):
                block.put(shown[place].box)
            else:
                block.show_part(shown[place].part)
                self.put(block, shown[place].box)
        if self._folded:
            self.skip.hide()
        else:
            self.put(
                self.skip,
                QRect(
                    frame.body.left(), frame.body.bottom() + 1 - frame.sizes.control, frame.inner, frame.sizes.control
                ),
            )

    def nav(self, state: KioskState) -> Nav:
        """Continue: the next sheet, or the questions."""
        texts = state.texts
        if self.more_sheets:
            return Nav(back=texts("Back"), on=texts("Read on"), extra=self._skip_word(state))
        return Nav(back=texts("Back"), on=texts("Continue"), extra=self._skip_word(state))

    def on(self) -> None:
        """Show the next sheet, or go on."""
        if not self.turn_on():
            self.presenter.go_on()

    def extra(self) -> None:
        """Go to the summary at once."""
        self.presenter.skip_questions()

    def explain(self, place: int) -> None:
        """Say what a word means, or hide it again."""
        self._explained = -1 if self._explained == place else place
        self.presenter.turned()

    def wipe(self) -> None:
        """Forget the service."""
        super().wipe()
        self._explained, self._service = -1, ""

    def in_order(self) -> Sequence[QWidget]:
        """The sections are read one after the other, in however many columns they stand."""
        words = (self.words.section, *self.words.buttons, self.words.meaning, *self.meanings)
        return (self.about, *words, self.online, self.bring, self.cost, self.time, self.skip)

    @property
    def _sections(self) -> tuple[Section, ...]:
        words = (self.words.section, self.words.meaning, *self.meanings)
        return (self.about, *words, self.online, self.bring, self.cost, self.time)

    @property
    def _folded(self) -> bool:
        return not self.frame.portrait or self.frame.low

    def _columns(self, area: QRect, blocks: Sequence[Section | WordsBlock]) -> int:
        """Two on wide screens, unless a section were too high in a narrow one."""
        frame = self.frame
        if frame.portrait or (frame.short and frame.sizes.large):
            return 1
        narrow = frame.column_boxes(area, 2, frame.sizes.px(48))[0]
        return 2 if all(whole_height(block, narrow.width()) <= area.height() for block in blocks) else 1

    def _skip_word(self, state: KioskState) -> str:
        return state.texts("Skip the questions") if self._folded else ""

    def _fill_words(self, state: KioskState, service: Service) -> None:
        """Buttons that explain a word; in low reach, where they would lie too high, the meanings at once."""
        texts, words = state.texts, words_for_visitors(service, state.office)[:MOST_WORDS]
        low = self.frame.low
        heading = texts("Official words, explained") if words and not low else ""
        self.words.section.show_words("book-open", heading, (), title_alone=True)
        for place, button in enumerate(self.words.buttons):
            button.set_words(words[place][0] if place < len(words) and not low else "")
            button.set_kind(Kind.CHOSEN if place == self._explained else Kind.SECONDARY)
        told = words[self._explained : self._explained + 1] if self._explained >= 0 and not low else ()
        lines = tuple(texts("{word}: {meaning}", word=word, meaning=texts.ended(entry.meaning)) for word, entry in told)
        self.words.meaning.show_words("", "", lines)
        for place, section in enumerate(self.meanings):
            word, entry = words[place] if low and place < len(words) else ("", None)
            section.show_words("book-open", word, (texts.ended(entry.meaning),) if entry else ())

    def _time_lines(self, state: KioskState, service: Service) -> tuple[str, ...]:
        texts = state.texts
        lines = [texts("At the counter: about {n} minutes.", n=round(service.minutes))]
        lines.append(texts("Our promise: {n} minutes at most.", n=service.standard.minutes))
        if state.forecast is not None:
            lines.append(texts("The wait now: {wait}.", wait=texts.within(wait_words(texts, state.forecast))))
        return tuple(lines)


def _one(line: str) -> tuple[str, ...]:
    return (line,) if line else ()
