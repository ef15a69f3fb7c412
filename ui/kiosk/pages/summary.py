"""Did we get that right? Every answer with Change beside it, and the wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

from ui.kiosk.choice_grid import Choice, ChoiceGrid, Rows
from ui.kiosk.page import KioskPage, Nav
from ui.kiosk.state import Saving
from ui.kiosk.summed_up import Said, services_counted, spoken_answer, what_was_said
from ui.kiosk.wait_card import WaitCard
from ui.kiosk.walk import Page
from ui.kiosk.wording import (
    needs_counted,
)
from ui.kit.button import Build, Button, Kind
from ui.kit.choice_card import CardShape
from ui.kit.fonts import name_font
from ui.kit.paragraph import Paragraph
from ui.kit.surface import Rule
from ui.theme import Token

if TYPE_CHECKING:
    from ui.kiosk.frame import Frame
    from ui.kiosk.state import KioskState

CHANGES = (Page.REASON, Page.FAMILIARITY, Page.NAME, Page.NEEDS, Page.LANGUAGES)
"""The pages that change an answer, in the order of the rows."""
ICONS = {
    Page.REASON: "message-square-text",
    Page.FAMILIARITY: "history",
    Page.NAME: "user-round",
    Page.NEEDS: "armchair",
    Page.LANGUAGES: "languages",
}


class Row:
    """An answer as a row: what was asked, what was said, and Change."""

    def __init__(self, page: SummaryPage, place: int) -> None:
        self._page = page
        sizes = page.frame.sizes
        self.asked = Paragraph("", sizes.label, Token.INK2, parent=page)
        self.answer = Paragraph("", sizes.strong, parent=page)
        self.quote = Paragraph("", sizes.label, Token.INK2, parent=page)
        self.rule = Rule(sizes.px(2), parent=page)
        self.change = Button("", Kind.CHANGE, _change_build(page.frame), icon="pencil", parent=page)
        for text in (self.asked, self.answer, self.quote):
            text.told_with = self.change
        self.change.clicked.connect(lambda: page.presenter.change(CHANGES[place]))

    def resize_to(self, frame: Frame) -> None:
        """Take other sizes."""
        self.asked.set_lettering(frame.sizes.label)
        self.answer.set_lettering(frame.sizes.strong)
        self.quote.set_lettering(frame.sizes.label)
        self.change.set_build(_change_build(frame))

    def show_said(self, said: Said, change: str, size: int) -> None:
        """Show an answer."""
        self.asked.set_text(said.asked)
        self.answer.set_text(said.answer)
        self.answer.set_name_font(name_font(said.answer, size, 700) if said.page is Page.LANGUAGES else None)
        self.quote.set_text(said.quote)
        self.quote.aloud = said.aloud if said.quote else ""
        self.answer.aloud = "" if said.quote else said.aloud
        self.change.set_words(change)
        self.change.setAccessibleName(f"{change}: {said.asked}")

    @property
    def _pad(self) -> int:
        frame = self._page.frame
        return frame.sizes.px(13 if frame.portrait else 6 if frame.told else 8)

    def height_for(self, width: int) -> int:
        """Return its height at a width, with the space above and below."""
        frame = self._page.frame
        text = width - self.change.sizeHint().width() - frame.gap
        high = sum(paragraph.height_for(text) for paragraph in (self.asked, self.answer, self.quote))
        return max(high, self.change.sizeHint().height()) + 2 * self._pad

    def put(self, box: QRect) -> None:
        """Place it; the rule lies along its upper edge."""
        page, px = self._page, self._page.frame.sizes.px
        page.put(self.rule, QRect(box.left(), box.top(), box.width(), px(2)))
        button = self.change.sizeHint()
        page.put(
            self.change,
            QRect(
                box.right() + 1 - button.width(),
                box.center().y() - button.height() // 2,
                button.width(),
                button.height(),
            ),
        )
        text = box.width() - button.width() - page.frame.gap
        y = box.top() + self._pad
        for paragraph in (self.asked, self.answer, self.quote):
            high = paragraph.height_for(text)
            if high:
                page.put(paragraph, QRect(box.left(), y, text, high))
            else:
                paragraph.hide()
            y += high

    def hide(self) -> None:
        """Hide it."""
        for widget in (self.asked, self.answer, self.quote, self.rule, self.change):
            widget.hide()

    def wipe(self) -> None:
        """Forget the answer."""
        self.show_said(Said(Page.REASON, "", ""), "", 20)
        self.change.setAccessibleName("")


class SummaryPage(KioskPage):
    """Rows with Change beside them; on low screens and in low reach the answers are cards, and touching one changes it."""

    def build(self) -> None:
        """Make rows, cards and the wait."""
        self.rows = [Row(self, place) for place in range(len(CHANGES))]
        self.end_rule = Rule(self.frame.sizes.px(2), parent=self)
        self._sheets_of_rows = [self.rows]
        self.grid = ChoiceGrid(self, lambda key: self.presenter.change(Page(key)))
        self.wait = WaitCard(self.frame, self)
        self.wait_label = Paragraph("", self.frame.sizes.label, Token.INK2, parent=self)
        self.wait_line = Paragraph("", self.frame.sizes.choice, parent=self)
        self.why = Paragraph("", self.frame.sizes.body, parent=self)

    def rebuild(self, frame: Frame) -> None:
        """Take other sizes."""
        for row in self.rows:
            row.resize_to(frame)
        self.wait.resize_to(frame)
        sizes = frame.sizes
        self.wait_label.set_lettering(sizes.label)
        self.wait_line.set_lettering((sizes.subtitle if frame.low else sizes.choice).bold(800))
        self.why.set_lettering(sizes.body)

    def fill(self, state: KioskState) -> None:
        """Show all answers."""
        texts, said = state.texts, what_was_said(state)
        self.heading.set_text(texts("Did we get that right?"))
        self.heading.set_lettering(self.frame.question)
        self.lede.set_text(texts("Touch an answer to change it.") if self._as_cards and self.frame.portrait else "")
        for row, one in zip(self.rows, said, strict=True):
            row.show_said(one, texts("Change"), self.frame.sizes.strong.size)
        size = self.frame.sizes.choice.size
        self.grid.fill(
            tuple(
                Choice(
                    one.page.value,
                    self._on_card(state, one),
                    one.asked,
                    ICONS[one.page],
                    font=name_font(one.answer, size) if one.page is Page.LANGUAGES else None,
                    spoken=spoken_answer(one, one.answer),
                    aloud=spoken_answer(one, one.aloud) if one.aloud and not one.quote else "",
                )
                for one in said
            )
        )
        self.wait.show_wait(state)
        self.wait_label.set_text(texts("Your wait"))
        self.wait_line.set_text(self.wait.words)
        self.why.set_text(self.wait.reason)

    def _on_card(self, state: KioskState, one: Said) -> str:
        """Return an answer in the words that a card has room for."""
        if one.page is Page.NEEDS:
            return needs_counted(state)
        return services_counted(state) if one.page is Page.REASON and self.frame.sizes.large else one.answer

    def place(self, frame: Frame) -> None:
        """Lay out rows and wait, one under the other or side by side; or cards."""
        if self._as_cards and not frame.low:
            self.set_head_within(frame.body, frame.body.height() - self._cards_height(frame))
        end = self.put_head(frame.reading)
        if self._as_cards:
            self._place_cards(frame, end)
            return
        for widget in (self.wait_label, self.wait_line, self.why):
            widget.hide()
        self.grid.hide()
        self.sheets = 1
        px = frame.sizes.px
        top = end + px(28 if frame.portrait else 20)
        if frame.portrait:
            self._place_upright(QRect(frame.body.left(), top, frame.inner, frame.body.bottom() + 1 + px(40) - top))
        else:
            left, right = frame.column_boxes(QRect(frame.body.left(), top, frame.inner, 0), 2, px(72))
            self._place_rows(left, self.rows)
            self._place_wait(right)

    def nav(self, state: KioskState) -> Nav:
        """Yes, get my ticket; or the other answers first, where they don't fit."""
        texts = state.texts
        if state.saving is Saving.TICKET:
            return Nav(back=texts("Back"), on=texts("Saving your place"), on_kind=Kind.WAITING, on_icon="")
        adds = self._adds and state.walk.may_add
        extra = texts("One more thing") if adds else texts("More answers") if self.sheets > 1 else ""
        return Nav(back=texts("Back"), on=texts("Yes, get my ticket"), extra=extra, extra_icon="plus" if adds else "")

    def on(self) -> None:
        """Get the ticket."""
        self.presenter.confirm()

    def extra(self) -> None:
        """Name one more service; or show the other answers, where there are more."""
        if self._adds and self.state is not None and self.state.walk.may_add:
            self.presenter.add_more()
            return
        self.turn_round()

    @property
    def _adds(self) -> bool:
        """Whether the last of the answers are shown: then one more thing may be named."""
        return not self.more_sheets

    def corner(self, state: KioskState) -> str:
        """Say which answers are shown, where there are more."""
        if self.sheets < 2:
            return ""
        first, last = self.grid.first + 1, self.grid.first + len(self.grid.shown)
        if not self._as_cards:
            shown = self._sheets_of_rows[self.sheet]
            first, last = self.rows.index(shown[0]) + 1, self.rows.index(shown[-1]) + 1
        return state.texts("Answers {first} to {last} of {count}", first=first, last=last, count=len(self.rows))

    def wipe(self) -> None:
        """Forget all answers."""
        super().wipe()
        for row in self.rows:
            row.wipe()
        self.grid.fill(())
        self.grid.hide()

    @property
    def _as_cards(self) -> bool:
        frame = self.frame
        return frame.short or frame.low or not (frame.portrait or (self._rows_fit and not frame.sizes.large))

    @property
    def _rows_fit(self) -> bool:
        """Whether the answers stand under each other on a wide screen: scripts of tall lines want more room."""
        frame = self.frame
        wide = frame.column_boxes(QRect(0, 0, frame.inner, 0), 2, frame.sizes.px(72))[0].width()
        head = self.heading.height_for(frame.inner) + self.lede.height_for(frame.inner) + frame.sizes.px(80)
        return head + sum(row.height_for(wide) for row in self.rows) <= frame.body.height()

    def _place_upright(self, area: QRect) -> None:
        """Place the rows, and the wait beneath them; where not all have room, the other rows go to a next sheet."""
        gap = self.frame.sizes.px(36 if not self.frame.sizes.large else 24)
        high = [row.height_for(area.width()) for row in self.rows]
        wait = self.wait.height_for(area.width(), max(area.height() - sum(high) - gap, 1))
        room = area.height() - gap - wait
        sheets: list[list[Row]] = [[]]
        used = 0
        for row, each in zip(self.rows, high, strict=True):
            if used + each > room and sheets[-1]:
                sheets.append([])
                used = 0
            sheets[-1].append(row)
            used += each
        self._sheets_of_rows, self.sheets = sheets, len(sheets)
        y = self._place_rows(area, sheets[min(self.sheet, self.sheets - 1)]) + gap
        self._place_wait(QRect(area.left(), y, area.width(), area.bottom() + 1 - y))

    def _place_rows(self, area: QRect, rows: list[Row]) -> int:
        y = area.top()
        for row in self.rows:
            if row not in rows:
                row.hide()
        for row in rows:
            high = row.height_for(area.width())
            row.put(QRect(area.left(), y, area.width(), high))
            y += high
        self.put(self.end_rule, QRect(area.left(), y, area.width(), self.frame.sizes.px(2)))
        return y

    def _place_wait(self, area: QRect) -> None:
        self.put(
            self.wait, QRect(area.left(), area.top(), area.width(), self.wait.height_for(area.width(), area.height()))
        )
        self.wait.arrange()

    def _place_cards(self, frame: Frame, end: int) -> None:
        for row in self.rows:
            row.hide()
        self.end_rule.hide()
        sizes, px = frame.sizes, frame.sizes.px
        least = sizes.choice.advance + sizes.label.advance + px(18)
        if frame.low:
            area = frame.controls
            rows = Rows(min(least, frame.cell), max(px(150) if frame.portrait else frame.cell, least))
        else:
            high = self._card_height(frame)
            rows = Rows(high, high)
            area = QRect(frame.body.left(), end + px(10), frame.inner, 2 * high + frame.gap)
        self.sheets = self.grid.sheets(area, frame.columns, rows)
        below = self.grid.place(area, frame.columns, rows, shape=CardShape.ROW, sheet=self.sheet)
        if frame.short or not frame.portrait:
            self.wait.hide()
            self._place_wait_lines(frame, end, below)
        else:
            for widget in (self.wait_label, self.wait_line, self.why):
                widget.hide()
            if end + px(14) + self.wait.height_for(frame.inner, 1) > frame.reading.bottom() + 1:
                end = self._put_less_head(frame)
            room = frame.reading.bottom() + 1 - end - px(14)
            self._place_wait(QRect(frame.body.left(), end + px(14), frame.inner, room))

    def _place_wait_lines(self, frame: Frame, end: int, below: int) -> None:
        """Low screens: the wait stands in the cell that the answers leave free, and why beneath; in low reach above the answers."""
        px, body = frame.sizes.px, frame.body
        if frame.low:
            self.wait_label.hide()
            told = (self.wait_line, self.why)
            high = sum(each.height_for(frame.inner) for each in told) + px(14)
            if end + high > frame.reading.bottom() + 1:
                end = self._put_less_head(frame)
            if end + high > frame.reading.bottom() + 1:
                self.why.set_text(self.wait.reason_alone)
            y = self.put_below(self.wait_line, frame.reading, end, px(10))
            self.put_below(self.why, frame.reading, y, px(4))
            return
        last = frame.column_boxes(body, frame.columns, frame.gap)[-1].adjusted(px(16), 0, 0, 0)
        card = self.grid.cards[len(self.grid.shown) - 1]
        y = card.geometry().top() + self.y_offset().y() + px(4)
        told = (self.wait_label, self.wait_line)
        if y + sum(each.height_for(last.width()) for each in told) > below:
            self.wait_label.hide()  # long words: a line of their own, beneath the answers
            below = self.put_below(self.wait_line, body, below, px(10))
        else:
            y = self.put_below(self.wait_label, last, y, 0)
            self.put_below(self.wait_line, last, y, 0)
        self._put_why(below, px(10))

    @staticmethod
    def _card_height(frame: Frame) -> int:
        return frame.cell if frame.sizes.large else frame.sizes.px(124)

    def _cards_height(self, frame: Frame) -> int:
        """Two rows of answers, and the wait beneath them where it may have to stand there."""
        wait = self.wait_line.height_for(frame.inner) + frame.sizes.px(10)
        return 2 * self._card_height(frame) + frame.gap + frame.sizes.px(10) + wait

    def _put_less_head(self, frame: Frame) -> int:
        """Place a smaller heading, without what may be left out, where the wait needs the room; return where it ends."""
        self.heading.set_lettering(frame.sizes.section)
        self.lede.set_text("")
        return self.put_head(frame.reading)

    def _put_why(self, y: int, gap: int) -> None:
        """Place why the wait is as it is, where there is room for it."""
        body = self.frame.body
        if y + gap + self.why.height_for(body.width()) <= body.bottom() + 1:
            self.put_below(self.why, body, y, gap)
        else:
            self.why.hide()


def _change_build(frame: Frame) -> Build:
    sizes = frame.sizes
    return Build(
        sizes.label_strong.bold(700), sizes.px(76), sizes.px(14), sizes.px(28), sizes.px(30), spacing=sizes.px(14)
    )
