"""Your appointment: when, what for, whether you are early or late, and what that means. One touch checks in."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

from greeter.queueing.forecast import wait_words
from greeter.views.appointments import ON_TIME_MINUTES, Found, Timing
from ui.kiosk.flow import flow, sheets_of, whole_height
from ui.kiosk.page import KioskPage, Nav
from ui.kiosk.section import Before, Section
from ui.kiosk.state import Saving
from ui.kiosk.wording import minutes_words
from ui.kit.button import Kind

if TYPE_CHECKING:
    from ui.kiosk.frame import Frame
    from ui.kiosk.state import KioskState


class BookedPage(KioskPage):
    """What was found. A name alone shows no sensitive service."""

    def build(self) -> None:
        """Make the sections."""
        self.sections = [Section(self) for _ in range(3)]

    def rebuild(self, frame: Frame) -> None:
        """Take other sizes."""
        for section in self.sections:
            section.set_frame(frame)

    def fill(self, state: KioskState) -> None:
        """Show the appointment."""
        for section in self.sections:
            section.set_frame(self.frame)
        found, texts = state.walk.booking.found, state.texts
        if found is None:
            return
        self.heading.set_text(texts("Your appointment is at {time}.", time=texts.clock(found.starts)))
        self.lede.set_text(timing_words(state, found))
        what, wait, bring = self.sections
        service = state.service
        private = found.by_name and found.service is not None and found.service.sensitive
        named = service is not None and found.service is not None and not private
        cramped = self.frame.short and self.frame.sizes.large
        icon, title = ("calendar-check", texts("As you booked it"))
        if named and service is not None:
            icon, title = service.icon, service.name
        what.show_words(icon, title, () if cramped else _details(state, found), title_alone=True)
        told = [f"{wait_words(texts, found.forecast)}."]
        if found.forecast is not None and found.forecast.reason:
            told.append(texts("Why: {reason}.", reason=found.forecast.reason.rstrip(".")))
        wait.show_words(
            "clock", texts("Your wait from now"), () if cramped else tuple(told)
        )  # else the ticket tells it
        roomy = not self.frame.short
        have = service.bring if named and service is not None and roomy else ()
        bring.show_words("list-checks", texts("What to have ready") if have else "", have, Before.BOX)

    def place(self, frame: Frame) -> None:
        """Flow the sections through columns and sheets; what to have ready is left to the ticket where it is too long for one."""
        px = frame.sizes.px
        columns = 1 if frame.portrait or (frame.short and frame.sizes.large) else 2
        what, _, bring = self.sections
        gap = px(16 if frame.short else 44)
        wide = frame.column_boxes(frame.body, columns, px(48))[0].width()
        self.set_head_within(frame.body, frame.body.height() - gap - what.needed_height(wide))
        top = self.put_head(frame.body) + gap
        area = QRect(frame.body.left(), top, frame.inner, frame.body.bottom() + 1 - top)
        if whole_height(bring, wide) > area.height():
            bring.show_words("", "", ())
        placed = flow(self.sections, frame.column_boxes(area, columns, px(48)), px(20 if frame.short else 40))
        self.sheets = sheets_of(placed)
        self.put_placed(self.sections, placed, self.sheet)

    def nav(self, state: KioskState) -> Nav:
        """Check in; who is early may come back later."""
        texts, found = state.texts, state.walk.booking.found
        if state.saving is Saving.TICKET:
            return Nav(back=texts("Back"), on=texts("Saving your place"), on_kind=Kind.WAITING, on_icon="")
        early = found is not None and found.timing is Timing.EARLY
        if self.more_sheets:
            return Nav(back=texts("Back"), on=texts("Read on"), extra=texts("I’ll come back") if early else "")
        return Nav(
            back=texts("Back"),
            on=texts("Yes, I am here"),
            on_icon="check",
            extra=texts("I’ll come back") if early else "",
        )

    def on(self) -> None:
        """Read on, or check in."""
        if not self.turn_on():
            self.presenter.confirm()

    def extra(self) -> None:
        """Come back later: nothing is kept here meanwhile."""
        self.presenter.leave()

    def wipe(self) -> None:
        """Forget the appointment."""
        super().wipe()
        for section in self.sections:
            section.show_words("", "", ())


def _details(state: KioskState, found: Found) -> tuple[str, ...]:
    """Say whom they see, and for how many it was booked."""
    texts, lines = state.texts, []
    if found.host:
        lines.append(texts("With {name}", name=found.host))
    if found.people is not None and found.people > 1:
        lines.append(texts.count(found.people, "For {n} person", "For {n} people"))
    return tuple(lines)


def timing_words(state: KioskState, found: Found) -> str:
    """Say whether they are early, in time or late, and what that means."""
    texts = state.texts
    minutes = minutes_words(texts, found.minutes)
    if found.timing is Timing.EARLY:
        by = texts.clock(found.starts - timedelta(minutes=ON_TIME_MINUTES))
        return texts("You are {minutes} early. Take a seat, or come back by {time}.", minutes=minutes, time=by)
    if found.timing is Timing.ON_TIME:
        return texts("You are on time. Thank you.")
    if found.timing is Timing.LATE:
        return texts("You are {minutes} late. That is fine, we kept your time.", minutes=minutes)
    late = texts("You are {minutes} late. We still see you today.", minutes=minutes)
    why = texts("After {n} minutes you wait in line like others who come in now.", n=found.late_minutes)
    return f"{late} {why}"
