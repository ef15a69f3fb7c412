"""The office gives no tickets now: closed, none any more today, the line too long, full, paused. It says why, and what else to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

from greeter.bidi import isolated
from ui.kiosk.flow import flow, sheets_of
from ui.kiosk.page import KioskPage, Nav
from ui.kiosk.section import Section
from ui.kiosk.walk import Page
from ui.kiosk.wording import opens_words

if TYPE_CHECKING:
    from greeter.texts import Texts
    from ui.kiosk.frame import Frame
    from ui.kiosk.state import KioskState


class NotTakingPage(KioskPage):
    """Never a bare "closed": when it opens, and what can be done now."""

    def build(self) -> None:
        """Make the sections."""
        self.sections = [Section(self) for _ in range(3)]

    def fill(self, state: KioskState) -> None:
        """Say why, and what else to do."""
        for section in self.sections:
            section.set_frame(self.frame)
        texts, office = state.texts, state.office
        taking = state.menu.taking.value if state.menu else "closed"
        heading, why = _reason(state, taking)
        self.heading.set_text(heading)
        if taking in _LATE and self._is_cramped:
            why = f"{why} {_again(state)}"  # there is room for one thing more, and this is what helps
        self.lede.set_text(state.refusal if state.refusal and taking == "open" else why)
        visit = (texts("Many things can be done at {website}.", website=office.website),) if office.website else ()
        phone = (
            (texts("Call {phone}.", phone=isolated(office.phone) if texts.right_to_left else office.phone),)
            if office.phone
            else ()
        )
        online = ("monitor", texts("Online") if visit else "", visit)
        call = ("phone", texts("By phone") if phone else "", phone)
        if taking in _LATE:
            said = [("calendar", texts("Another day"), self._another_day(state)), online, call]
            if self._is_cramped:
                said = [("", "", ())] * 3
        else:
            here = () if taking == "closed" else (texts("Touch “Talk to a person”. We find a way."),)
            said = [online, call, ("hand", texts("Here") if here else "", here)]
        for section, words in zip(self.sections, said, strict=True):
            section.show_words(*words)

    @property
    def _is_cramped(self) -> bool:
        return self.frame.short and self.frame.sizes.large

    def _another_day(self, state: KioskState) -> tuple[str, ...]:
        """Say when to come back, and that an appointment can be had."""
        if self._is_cramped:
            return ()
        texts = state.texts
        if self.frame.short and self.frame.low:
            return (_again(state),)
        if self.frame.short:
            return _again(state), texts("Ask for an appointment")
        return _again(state), texts("A clerk can give you an appointment. Touch “Talk to a person”.")

    def place(self, frame: Frame) -> None:
        """Lay the sections out."""
        end = self.put_head(frame.body)
        px = frame.sizes.px
        top = end + px(16 if frame.short else 56)
        columns = 1 if frame.portrait or frame.sizes.large else 3
        gap = px(20 if frame.short else 44)
        ends = [frame.body.bottom() + 1]
        if self.state is not None and not _takes_appointments(self.state):
            ends.insert(0, frame.nav.bottom() + 1)  # there is no nav, unless there are more sheets
        for end in ends:
            area = QRect(frame.body.left(), top, frame.inner, end - top)
            boxes = frame.column_boxes(area, columns, px(48))
            placed = flow(self.sections, boxes, gap)
            self.sheets = 1 if columns > 1 else sheets_of(placed)
            if self.sheets == 1:
                break
        if columns > 1:
            full = [section for section in self.sections if not section.empty]
            for section, box in zip(full, boxes, strict=False):
                self.put(section, QRect(box.left(), box.top(), box.width(), section.needed_height(box.width())))
            return
        self.put_placed(self.sections, placed, min(self.sheet, self.sheets - 1))

    def nav(self, state: KioskState) -> Nav:
        """Nothing to go on to, but for those who were promised a time; and what is left to read."""
        more = state.texts("Read on") if self.sheets > 1 else ""
        if _takes_appointments(state):
            return Nav(extra=more, on=state.texts("I have an appointment"), on_icon="calendar-check")
        return Nav(extra=more)

    def extra(self) -> None:
        """Show the other sections."""
        self.sheet = (self.sheet + 1) % self.sheets
        self.presenter.turned()

    def on(self) -> None:
        """Find the appointment."""
        self.presenter.open_page(Page.APPOINTMENT)


_LATE = frozenset({"last ticket", "too long"})
"""No more tickets today: what helps is another day."""


def _again(state: KioskState) -> str:
    """Say when the office opens next."""
    return opens_words(state.texts, state.now, state.menu.opens_at if state.menu else None)


def _takes_appointments(state: KioskState) -> bool:
    """Whether who has an appointment is taken in, though no more tickets are given."""
    return state.menu is not None and state.menu.taking.value in {"full", *_LATE}


def _reason(state: KioskState, taking: str) -> tuple[str, str]:
    texts: Texts = state.texts
    menu = state.menu
    if taking == "paused":
        return texts("We’re taking a short break."), texts(
            "We give no tickets just now. We’re sorry. We’ll be back soon."
        )
    if taking == "full":
        return texts("All places are taken."), texts(
            "So many people wait that we could not see you today. We’re sorry."
        )
    if taking == "too long":
        closes = texts.clock(menu.closes_at) if menu and menu.closes_at else ""
        return texts("We can’t see more people today."), texts(
            "We close at {time}, and the line is longer than that. We’re sorry.", time=closes
        )
    if taking == "last ticket":
        closes = texts.clock(menu.closes_at) if menu and menu.closes_at else ""
        return texts("No more tickets today."), texts(
            "We close at {time}, and others still wait. We’re sorry.", time=closes
        )
    opens = menu.opens_at if menu else state.office.next_opening(state.now)
    return texts("We’re closed now."), opens_words(texts, state.now, opens)
