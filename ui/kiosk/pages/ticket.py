"""Your ticket: number, wait and code; where to go, what to have ready, what happens next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

from greeter.model.visit import State
from ui.kiosk.flow import flow, sheets_of, whole_height
from ui.kiosk.page import KioskPage, Nav
from ui.kiosk.section import Before, Section
from ui.kiosk.state import Paper
from ui.kit.icon import Icon
from ui.kit.paragraph import Paragraph
from ui.kit.surface import Rule
from ui.kit.ticket_card import TicketBuild, TicketCard, TicketFace
from ui.theme import Token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from greeter.texts import Texts
    from ui.kiosk.frame import Frame
    from ui.kiosk.state import KioskState
    from ui.kiosk.walk import ShownTicket


class TicketPage(KioskPage):
    """The ticket that is in the store. On low screens the sections come on a next sheet."""

    def build(self) -> None:
        """Make ticket, printing line and sections."""
        self.card = TicketCard(ticket_build(self.frame), parent=self)
        self.printing = Paragraph("", self.frame.sizes.choice, Token.WITHIN, parent=self)
        self.printing_icon = Icon("printer", self.frame.sizes.px(42), Token.WITHIN, parent=self)
        self.sections = [Section(self) for _ in range(3)]
        self.rules = [Rule(self.frame.sizes.px(2), parent=self) for _ in range(2)]

    def rebuild(self, frame: Frame) -> None:
        """Take other sizes."""
        self.card.set_build(ticket_build(frame))
        self.printing.set_lettering(frame.sizes.choice.bold(600))
        for section in self.sections:
            section.set_frame(frame)

    def fill(self, state: KioskState) -> None:
        """Show the ticket."""
        texts, ticket = state.texts, state.walk.ticket
        kept_words = ticket.face.kept_words if ticket is not None else ""
        self.heading.set_text(kept_words or _line_words(state))
        self.card.set_build(ticket_build(self.frame))
        for section in self.sections:
            section.set_frame(self.frame)
        if ticket is None:
            self.card.show_face(None)
            return
        self._fill_printing(state)
        self.card.show_face(shown_face(state, ticket))
        face = ticket.face
        where, bring, happens = self.sections
        # On low screens the card has no room for the note.
        meanwhile = (face.wait_note,) if face.kept_words and self.frame.short else ()
        where.show_words("armchair", texts("Where to go") if face.where else "", (*face.where, *meanwhile))
        bring.show_words("list-checks", texts("What to have ready") if face.bring else "", face.bring, Before.BOX)
        happens.show_words(
            "footprints", texts("What happens next") if face.happens else "", face.happens, Before.NUMBER
        )

    def place(self, frame: Frame) -> None:
        """Lay out ticket and sections: under each other, side by side, or on two sheets."""
        self._hide_all()
        self.card.setVisible(self.sheet == 0)  # Tab may stand on it, and must not lose its place
        if _alone(frame):
            self._place_sheets(frame)
            return
        px = frame.sizes.px
        body = frame.body
        beside = not frame.portrait
        left, right = frame.column_boxes(body, 2, px(64)) if beside else (body, body)
        head = self.put_head(left)
        y = self._place_printing(left, head) + px(24)
        high = self.card.needed_height(left.width())
        high = max(high, px(400) if frame.portrait else high)
        self.put(self.card, QRect(left.left(), y, left.width(), high))
        top = body.top() + px(10) if beside else y + high + px(24 if frame.low else 40)
        bottom = body.bottom() + 1 + (px(40) if frame.portrait and not frame.low else 0)
        area = QRect(right.left(), top, right.width(), bottom - top)
        self._place_sections(frame, area, px(14) if beside else px(28) if frame.sizes.large else px(40), head)

    def nav(self, state: KioskState) -> Nav:
        """Print again, and finish; on low screens the next sheet first, and from there back to the ticket."""
        texts = state.texts
        last = self.sheet + 1 >= self.sheets
        more = texts("Read on") if self.sheet else texts("What to do next")
        on, icon = (texts("I have it. Finish"), "check") if last else (more, "arrow-right")
        if self.sheet:
            return Nav(back=texts("Back"), on=on, on_icon=icon, even=True)
        again = "" if state.paper is Paper.NO_PRINTER else texts("Print again")
        return Nav(back=again, back_icon="printer", on=on, on_icon=icon, even=True)

    def on(self) -> None:
        """Show the next sheet, or finish."""
        if not self.turn_on():
            self.presenter.finish()

    def back(self) -> None:
        """Print again; on a further sheet, go back to the one before."""
        if self.state is None or not self.go_back(self.state):
            self.presenter.print_again()

    def go_back(self, state: KioskState) -> bool:  # noqa: ARG002
        """Go to the sheet before; the ticket itself is the last page."""
        return self.turn_back()

    def first_control(self) -> QWidget | None:
        """The keyboard starts from the ticket, to hear it again: to finish would take it away."""
        return self.card if self.card.isVisible() else None

    def in_order(self) -> Sequence[QWidget]:
        """The sections are read one after the other, in however many columns they stand."""
        return self.sections

    def told(self, state: KioskState) -> str:
        """Tell about the paper in the header, where the ticket needs the page."""
        if not (self.frame.short and self.frame.sizes.large):
            return ""
        return in_short(state.texts, state.paper)

    def wipe(self) -> None:
        """Forget the ticket."""
        super().wipe()
        self.card.show_face(None)
        for section in self.sections:
            section.show_words("", "", ())

    def _place_sheets(self, frame: Frame) -> None:
        """The ticket alone, then what to do next, in as many columns as there is room for."""
        px = frame.sizes.px
        body = frame.body
        end = self.put_head(body)
        area = QRect(body.left(), end + px(14), body.width(), body.bottom() + 1 - end - px(14))
        full = [section for section in self.sections if not section.empty]
        columns = next(
            count for count in (3, 2, 1) if count == 1 or _fit(full, frame.column_boxes(area, count, px(40))[0])
        )
        placed = flow(full, frame.column_boxes(area, columns, px(40)), px(20))
        self.sheets = 1 + sheets_of(placed)
        self.put_placed(full, placed, self.sheet - 1)
        if self.sheet == 0:
            y = self._place_printing(body, end) + px(4 if frame.sizes.large else 10)
            self.put(self.card, QRect(body.left(), y, body.width(), body.bottom() + 1 - y))

    def _place_sections(self, frame: Frame, area: QRect, gap: int, head: int) -> None:
        """Beneath or beside the ticket; those too high for the rest of an upright sheet have the next ones to themselves."""
        px = frame.sizes.px
        full = [section for section in self.sections if not section.empty]
        if frame.portrait and not _fit(full, area):
            top = head + gap
            whole = QRect(area.left(), top, area.width(), area.bottom() + 1 - top)
            placed = flow(full, [whole], 2 * gap, first=area)
            if self.sheet:
                for widget in (self.card, self.printing, self.printing_icon):
                    widget.hide()
        else:
            placed = flow(full, [area], 2 * gap)
        self.sheets = sheets_of(placed)
        for place, one in enumerate(self.put_placed(full, placed, self.sheet)):
            if place:
                self.put(self.rules[place - 1], QRect(one.box.left(), one.box.top() - gap, one.box.width(), px(2)))

    def _place_printing(self, area: QRect, y: int) -> int:
        if not self.printing.text():
            self.printing_icon.hide()
            return y
        px = self.frame.sizes.px
        side = px(36 if self.frame.short else 42)
        left = area.left() + side + px(14)
        wide = area.right() + 1 - left
        high = self.printing.height_for(wide)
        y += px(4 if self.frame.short else 18)
        self.put(
            self.printing_icon,
            QRect(area.left(), y + (min(high, self.frame.sizes.choice.advance) - side) // 2, side, side),
        )
        self.put(self.printing, QRect(left, y, wide, high))
        return y + high

    def _fill_printing(self, state: KioskState) -> None:
        texts = state.texts
        words = paper_words(texts, state.paper)
        icon, color = {
            Paper.PRINTING: ("printer", Token.WITHIN),
            Paper.PRINTED: ("printer", Token.WITHIN),
            Paper.FAILED: ("camera", Token.NEAR),
            Paper.NO_PRINTER: ("camera", Token.ACCENT),
        }[state.paper]
        self.printing.set_text("" if self.frame.short and self.frame.sizes.large else words)
        self.printing.set_color(color)
        self.printing_icon.set_icon(icon, self.frame.sizes.px(36 if self.frame.short else 42), color)

    def _hide_all(self) -> None:
        for widget in (self.printing, self.printing_icon, *self.sections, *self.rules):
            widget.hide()


def _line_words(state: KioskState) -> str:
    """Say that they are in line, for the first time or still."""
    texts, booking = state.texts, state.walk.booking
    if not booking.again:
        return texts("You’re in line.")
    gone = booking.back is not None and booking.back.state is State.NO_SHOW
    return texts("You’re back in line.") if gone else texts("You’re still in line.")


def _alone(frame: Frame) -> bool:
    """Whether the ticket has a sheet of its own: on low screens, and on wide ones with larger text."""
    return frame.short or (not frame.portrait and frame.sizes.large)


def _fit(sections: list[Section], box: QRect) -> bool:
    return all(whole_height(section, box.width()) <= box.height() for section in sections)


def paper_words(texts: Texts, paper: Paper) -> str:
    """Say what became of the paper, and what to do where there is none."""
    return {
        Paper.PRINTING: texts("Your ticket is printing. It comes out below."),
        Paper.PRINTED: texts("Your ticket is printed. It comes out below."),
        Paper.FAILED: texts("Our printer isn’t working. Take a photo of this."),
        Paper.NO_PRINTER: texts("Take a photo of this, or keep the number in mind."),
    }[paper]


def in_short(texts: Texts, paper: Paper) -> str:
    """Say the same in one sentence, where there is room for no more."""
    return {
        Paper.PRINTING: texts("Your ticket is printing."),
        Paper.PRINTED: texts("Your ticket is printed."),
    }.get(paper, texts("Take a photo of this."))


def shown_face(state: KioskState, ticket: ShownTicket) -> TicketFace:
    """Return what the ticket's card shows."""
    face = ticket.face
    return TicketFace(state.texts("Your number"), face.number, face.wait, face.wait_note, ticket.code, face.code_words)


def ticket_build(frame: Frame) -> TicketBuild:
    """Return the ticket's measures in a frame."""
    sizes = frame.sizes
    return TicketBuild(
        label=sizes.label,
        number=sizes.ticket,
        wait=sizes.wait
        if sizes.large and frame.portrait
        else (sizes.section if frame.portrait else sizes.choice.bold(800)),
        note=sizes.label,
        code_words=sizes.label_strong,
        pad=sizes.px(22 if frame.short else 46),
        radius=sizes.px(20),
        stub=sizes.px(470 if _alone(frame) else 328),
        code=sizes.px(300 if frame.short else 328),
    )
