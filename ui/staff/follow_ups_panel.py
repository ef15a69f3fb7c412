"""What the office owes, in the card's place: late, today, later; each act on the chosen one is a figure."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from greeter.model.follow_up import Form
from greeter.views.follow_ups import FollowUp, FollowUps, Group
from ui.kit.button import Build, Button, Kind
from ui.kit.paragraph import Paragraph
from ui.kit.scroll import PanelScroll
from ui.kit.surface import Rule
from ui.staff.flow import Flow
from ui.staff.follow_up_ask import DayAsk, HandAsk
from ui.staff.follow_up_row import FollowUpRow
from ui.staff.section import empty
from ui.staff.visitor_card import MOST_WIDTH
from ui.theme import Token

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes


class Do(StrEnum):
    """What can be done with a follow-up."""

    CLOSE = "close"
    MISSED = "missed"
    HAND = "hand"
    MOVE = "move"
    SHOW = "show"
    REOPEN = "reopen"
    NEW = "new"


_OPEN = (Do.CLOSE, Do.HAND, Do.MOVE, Do.SHOW, Do.NEW)
_CALL = (Do.CLOSE, Do.MISSED, Do.HAND, Do.MOVE, Do.SHOW, Do.NEW)
_CLOSED = (Do.REOPEN, Do.SHOW, Do.NEW)
_FACES = {
    Do.CLOSE: ("Done", "check"), Do.MISSED: ("Not reached", "repeat"), Do.HAND: ("Hand over", "arrow-right"),
    Do.MOVE: ("Another day", "calendar"), Do.SHOW: ("Show the visit", "eye"), Do.REOPEN: ("Open it again", "undo-2"),
    Do.NEW: ("New call back", "phone"),
}  # fmt: skip
_HEADINGS = {
    Group.OVERDUE: "Late", Group.TODAY: "Today", Group.LATER: "Later", Group.CLOSED: "Closed today",
}  # fmt: skip


class FollowUpsPanel(QWidget):
    """The list, and beneath it the acts of the chosen one, or what one of them asks.

    Signals:
        done(FollowUp), reopened(FollowUp): close it, or open it again.
        handed(FollowUp, str): give it to a colleague; empty: to anybody.
        put_off(FollowUp, date, Between, str): another day, time and reason.
        missed(FollowUp, date, Between): nobody was reached; when to try again.
        wanted(str): show this visit.
        call_back(): somebody else wants to be called back.
        closed(): back to the card.
        moved(): what it shows lies elsewhere now.
    """

    done = Signal(object)
    reopened = Signal(object)
    handed = Signal(object, str)
    put_off = Signal(object, object, object, str)
    missed = Signal(object, object, object)
    wanted = Signal(str)
    call_back = Signal()
    closed = Signal()
    moved = Signal()

    def __init__(self, texts: Texts, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts, self._sizes, self._clerk = texts, sizes, ""
        self._found: FollowUps | None = None
        self._clerks: tuple[str, ...] = ()
        self._acts: tuple[Do, ...] = ()
        self._chosen = ""
        self._asked: FollowUp | None = None
        self._missed = False
        self.rows: list[FollowUpRow] = []
        self.title = Paragraph(texts("Follow-ups"), sizes.name)
        self.summary = Paragraph("", sizes.body, Token.INK2)
        self.back = Button(texts("Back"), Kind.QUIET, Build.staff(sizes), key="Esc")
        self.hand, self.day = HandAsk(texts, sizes), DayAsk(texts, sizes)
        self.buttons: dict[Do, Button] = {}
        self._lay_out()
        self.back.clicked.connect(self.closed)
        self.hand.answered.connect(self._hand_answered)
        self.day.answered.connect(self._day_answered)
        for ask in (self.hand, self.day):
            ask.closed.connect(self.close_ask)

    @property
    def chosen(self) -> FollowUp | None:
        """The one that the acts are for."""
        return next((row.row for row in self.rows if row.row.step_id == self._chosen), None)

    def set_clerks(self, own: str, clerks: tuple[str, ...]) -> None:
        """Know who is at this counter, and who else is here to hand over to."""
        self._clerk, self._clerks = own, clerks

    def show_follow_ups(self, found: FollowUps) -> None:
        """Show the list; the chosen one stays chosen where it still is, else the next takes its place."""
        if self._found is not None and (found.open, found.closed, found.today) == (
            self._found.open, self._found.closed, self._found.today,
        ):  # fmt: skip
            return
        place = next((at for at, row in enumerate(self.rows) if row.row.step_id == self._chosen), 0)
        was_open = self.chosen is not None and self.chosen.group is not Group.CLOSED
        had_keyboard = self.hasFocus() or any(row.hasFocus() for row in self.rows)
        if had_keyboard:
            self.setFocus(
                Qt.FocusReason.OtherFocusReason
            )  # so that no row that goes hands it to another, which would be chosen
        self._found = found
        self._fill(found)
        ids = [row.row.step_id for row in self.rows]
        if ids and (self._chosen not in ids or (was_open and self.chosen in found.closed)):
            self._chosen = ids[min(place, len(ids) - 1)]
        self._say(found)
        self._show_chosen()
        if had_keyboard:
            self._take_keyboard()

    def open_panel(self) -> None:
        """Be ready: the keyboard is on the chosen one."""
        self.close_ask()
        if self.rows and not self._chosen:
            self._chosen = self.rows[0].row.step_id
        self._show_chosen()
        self._take_keyboard()

    def close_ask(self) -> bool:
        """Put a question off; return whether there was one."""
        open_one = not (self.hand.isHidden() and self.day.isHidden())
        self.hand.hide()
        self.day.hide()
        self._foot.show()
        if open_one:
            self._take_keyboard()
        return open_one

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act by a figure."""
        text = event.text()
        if len(text) == 1 and text.isdigit() and 1 <= int(text) <= len(self._acts) and not self._foot.isHidden():
            self.act(self._acts[int(text) - 1])
        else:
            super().keyPressEvent(event)

    def _step(self, way: int) -> None:
        ids = [row.row.step_id for row in self.rows]
        place = ids.index(self._chosen) + way if self._chosen in ids else 0
        self.rows[max(0, min(place, len(ids) - 1))].setFocus(Qt.FocusReason.OtherFocusReason)

    def act(self, do: Do) -> None:
        """Do one of the acts at the foot."""
        row = self.chosen
        if do is Do.NEW:
            self.call_back.emit()
        elif row is None:
            return
        elif do is Do.CLOSE:
            self.done.emit(row)
        elif do is Do.REOPEN:
            self.reopened.emit(row)
        elif do is Do.SHOW:
            self.wanted.emit(row.visit_id)
        else:
            self._ask(do, row)

    def _ask(self, do: Do, row: FollowUp) -> None:
        self._asked, self._missed = row, do is Do.MISSED
        self._foot.hide()
        if do is Do.HAND:
            self.hand.show()
            self.hand.begin(tuple(one for one in (self._clerk, *self._clerks) if one and one != row.for_clerk))
        elif self._found is not None:
            self.day.show()
            ask = self._texts("When do we try again?") if self._missed else self._texts("When instead, and why?")
            call = row.form is Form.CALL_BACK
            self.day.begin(ask, self._found.today, with_time=call, with_reason=not self._missed)

    def _hand_answered(self, to: str) -> None:
        self.handed.emit(self._asked, to)

    def _day_answered(self, day: object, between: object, why: str) -> None:
        if self._missed:
            self.missed.emit(self._asked, day, between)
        else:
            self.put_off.emit(self._asked, day, between, why)

    def _fill(self, found: FollowUps) -> None:
        empty(self._list)
        self.rows = []
        for group, heading in _HEADINGS.items():
            rows = found.of(group)
            if not rows:
                continue
            words = self._texts("{group}, {n}", group=self._texts(heading), n=len(rows))
            self._list.addSpacing(self._sizes.px(10))
            head = QHBoxLayout()
            head.setContentsMargins(self._sizes.px(10), 0, 0, self._sizes.px(6))
            head.addWidget(Paragraph(words, self._sizes.heading, Token.INK2))
            self._list.addLayout(head)
            for one in rows:
                row = FollowUpRow(self._texts, self._sizes, one, found.today, clerk=self._clerk)
                row.reached.connect(lambda step=one.step_id: self._choose(step))
                row.stepped.connect(self._step)
                row.clicked.connect(lambda _=False, part=row: part.setFocus(Qt.FocusReason.MouseFocusReason))
                self.rows.append(row)
                self._list.addWidget(row)
                row.show()  # at once, for the keyboard may go there
        self._list.addStretch(1)

    def _say(self, found: FollowUps) -> None:
        self.summary.set_text(self._sum_up(found))
        self.setAccessibleName(f"{self.title.text()}. {self.summary.text()}")

    def _sum_up(self, found: FollowUps) -> str:
        texts = self._texts
        late, today = len(found.of(Group.OVERDUE)), len(found.of(Group.TODAY))
        if not found.open:
            return texts("The office owes nobody an answer.")
        said = [texts.count(late, "{n} late", "{n} late") if late else "", texts("{n} today", n=today) if today else ""]
        return ", ".join(part for part in said if part) or texts("Nothing is due today.")

    def _choose(self, step: str) -> None:
        if step != self._chosen:
            self._chosen = step
            self._show_chosen()

    def _show_chosen(self) -> None:
        for row in self.rows:
            row.set_chosen(chosen=row.row.step_id == self._chosen)
            if row.row.step_id == self._chosen:
                self._area.ensureWidgetVisible(row, 0, self._sizes.px(40))
        row_now = self.chosen
        acts: tuple[Do, ...] = (Do.NEW,)
        if row_now is not None:
            acts = _CLOSED if row_now.group is Group.CLOSED else _CALL if row_now.form is Form.CALL_BACK else _OPEN
        if acts != self._acts:
            self._acts = acts
            empty(self._flow)
            self.buttons = {}
            for key, do in enumerate(acts, start=1):
                self.buttons[do] = self._button(do, str(key), call=Do.MISSED in acts)
                self._flow.addWidget(self.buttons[do])

    def _button(self, do: Do, key: str, *, call: bool) -> Button:
        words, icon = _FACES[do]
        if call and do is Do.CLOSE:
            words = "Reached"
        kind = Kind.PRIMARY if do is Do.CLOSE else Kind.SECONDARY
        button = Button(self._texts(words), kind, Build.staff(self._sizes, height=44), icon=icon, key=key)
        button.clicked.connect(lambda _=False: self.act(do))
        return button

    def _take_keyboard(self) -> None:
        for row in self.rows:
            if row.row.step_id == self._chosen:
                row.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _lay_out(self) -> None:
        px = self._sizes.px
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        page = QWidget()
        self._list = QVBoxLayout(page)
        self._list.setContentsMargins(0, 0, 0, px(10))
        self._list.setSpacing(px(2))
        self._area = PanelScroll(self._sizes, page, px(24), most=px(MOST_WIDTH))
        self._area.setMinimumHeight(px(47))  # in a low window the acts beneath need the room
        self._area.moved.connect(self.moved)
        head = QHBoxLayout()
        head.setContentsMargins(px(34), px(14), px(34), 0)
        head.setSpacing(px(16))
        head.addWidget(self.title)
        head.addWidget(self.summary, 1, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.back)
        self._foot = QWidget()
        self._flow = Flow(px(10), self._foot)
        foot = QVBoxLayout()
        foot.setContentsMargins(px(34), px(10), px(34), px(14))
        for part in (self._foot, self.hand, self.day):
            foot.addWidget(part)
        self.hand.hide()
        self.day.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(self._area, 1)
        whole.addWidget(Rule(1))
        whole.addLayout(foot)
