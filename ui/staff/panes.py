"""How the parts of the staff window lie beside each other, and which of them shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from greeter.model.visit import Channel
from ui import theme
from ui.kit.banner import Banner
from ui.kit.button import Build
from ui.kit.face import FACES_BYTES, keep_faces
from ui.kit.key_cap import KeyCap
from ui.kit.lettering import keep
from ui.sign_in.panel import SignInPanel
from ui.staff import queue_column, steps_panel
from ui.staff.action_bar import ActionBar
from ui.staff.asking_strip import AskingStrip
from ui.staff.call_back_form import CallBackForm
from ui.staff.check_in_panel import CheckInPanel
from ui.staff.choices import Choices
from ui.staff.clipped import Clipped
from ui.staff.closing_panel import ClosingPanel
from ui.staff.follow_ups_panel import FollowUpsPanel
from ui.staff.keys_panel import KeysPanel
from ui.staff.queue_column import QueueColumn
from ui.staff.steps_panel import StepsPanel
from ui.staff.top_bar import TopBar
from ui.staff.visitor_card import VisitorCard
from ui.theme import Token

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from greeter.model.catalogue import Office, Service
    from greeter.texts import Texts
    from greeter.views.closing import AtClosing
    from greeter.views.visit_card import VisitCard
    from ui.kit.scroll import PanelScroll
    from ui.kit.sizes import StaffSizes
    from ui.staff.closing_panel import ClosingFacts
    from ui.staff.entry_form import EntryForm
    from ui.staff.keys_panel import KeyLine
    from ui.staff.state import StaffState

TEXTS = 2000
"""Twice as many as stand in a window, so that each change lays out what is new alone."""
STEPS_KEY = "S"
NARROW = 1280
"""Under this width the steps are a tab of the card."""
CARD_LEAST = 560
LOW = 600
"""Under this height the bars are less high."""


class ColumnRule(QWidget):
    """The line between two columns."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(1)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the line."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.of(self).color(Token.LINE))
        painter.end()


class Inset(QWidget):
    """Holds one part with room around it, and takes none while that part is hidden."""

    def __init__(self, part: QWidget, left: int, top: int, right: int) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(left, top, right, 0)
        box.addWidget(part)
        part.installEventFilter(self)
        if part.isHidden():  # never show(): without a parent it would be a window of its own for a moment
            self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Come and go with the part."""
        if event.type() is QEvent.Type.ShowToParent:
            self.show()
        elif event.type() is QEvent.Type.HideToParent:
            self.hide()
        return super().eventFilter(watched, event)


class Panes:
    """The parts of one staff window, laid out in it."""

    def __init__(
        self,
        window: QWidget,
        texts: Texts,
        sizes: StaffSizes,
        office: Office,
        *,
        counter: str,
        clerk: str,
        find: Callable[[str], list[Service]],
        can_print: bool,
    ) -> None:
        keep(TEXTS)
        keep_faces(FACES_BYTES // 2)
        self._texts, self._sizes = texts, sizes
        self._narrow = False
        self.top = TopBar(texts, sizes, office=office.name, counter=counter, clerk=clerk)
        self.queue = QueueColumn(texts, sizes)
        self.banner = Banner(sizes.list, Build.staff(sizes, height=36))
        self.tabs: Choices[str] = Choices(sizes, texts("Visitor or next steps"))
        self.tabs.offer([("card", texts("Visitor")), ("steps", texts("Next steps"))])
        self.card = VisitorCard(texts, sizes, office)
        self.check_in = CheckInPanel(texts, sizes, office, find)
        self.follow_ups = FollowUpsPanel(texts, sizes)
        self.call_back = CallBackForm(texts, sizes, find)
        self.closing = ClosingPanel(texts, sizes)
        self.keys = KeysPanel(texts, sizes)
        self.steps = StepsPanel(texts, sizes, office, can_print=can_print)
        self.queue.list.came_to.connect(self.card.to_top)
        self.strip = AskingStrip(texts, sizes, office, find, home=self.queue.list)
        self.bar = ActionBar(texts, sizes)
        self.centre = QStackedWidget()
        self.centre.addWidget(self.card)
        for panel in (self.check_in, self.follow_ups, self.call_back, self.closing, self.keys):
            self.centre.addWidget(panel)
        self._rule = ColumnRule()
        self.work = QWidget()
        """All but the bar at the top: what is hidden while nobody is signed in."""
        self.sign_in = SignInPanel(texts, sizes, counter)
        self.sign_in.hide()
        self._lay_out(window)
        self.tabs.changed.connect(self._tab_chosen)
        for panel in (self.check_in, self.follow_ups, self.closing, self.keys):
            panel.closed.connect(self.close_check_in)
        self.call_back.closed.connect(self.open_follow_ups)

    def show_state(self, state: StaffState) -> None:
        """Show the counter as it is now."""
        self.top.show_state(state)
        self.queue.show_state(state)
        self.card.show_state(state)
        self.steps.show_state(state)
        self.strip.show_state(state)
        self.bar.show_state(state)
        self.check_in.set_now(state.queue.now)
        self.follow_ups.set_clerks(state.queue.clerk, state.clerks)

    def cover(self, *, covered: bool) -> None:
        """Hide the work behind the sign-in, or show it again as it was."""
        self.work.setVisible(not covered)
        self.sign_in.setVisible(covered)
        self.top.cover(covered=covered)

    def fit(self, width: int, height: int) -> None:
        """Share a width out; under 1280 the steps become a tab."""
        px = self._sizes.px
        narrow = width < px(NARROW)
        if narrow is not self._narrow:
            self._narrow = narrow
            self._move_steps()
        low = height < px(LOW)
        give = self._give(width)
        self.queue.setFixedWidth(px(queue_column.WIDTH) + give)
        self.queue.fit(low=low)
        if not narrow:
            self.steps.setFixedWidth(px(steps_panel.WIDTH) + give)
        self.top.fit(width, low=low)
        self.bar.fit(width, low=low)
        self.strip.fit(1 if narrow else 2, low=low)
        self.steps.fit(height)

    def _give(self, width: int) -> int:
        """Return what queue and steps get more, or give up for the card, in a window of this width."""
        if self._narrow:
            return max(min(width - self._sizes.px(queue_column.WIDTH + CARD_LEAST), 0), -self._sizes.px(64))
        spare = width - self._sizes.px(queue_column.WIDTH + CARD_LEAST + steps_panel.WIDTH)
        if spare < 0:
            return max(spare // 3, -self._sizes.px(24))
        return min(max(spare - self._sizes.px(320), 0) // 4, self._sizes.px(60))

    def open_check_in(self, channel: Channel = Channel.COUNTER) -> None:
        """Show the form in the card's place; channel: how they reached us."""
        self._open(self.check_in)
        self.check_in.open_panel(channel)

    def open_follow_ups(self) -> None:
        """Show what the office owes in the card's place."""
        self._open(self.follow_ups)
        self.follow_ups.open_panel()

    def open_call_back(self, card: VisitCard | None, today: date) -> None:
        """Show the form for a call back, for a visit or for who left word."""
        self._open(self.call_back)
        self.call_back.open_for(card, today)

    def open_closing(self, facts: ClosingFacts, one: AtClosing | None) -> None:
        """Show who is served at closing time in the card's place; one: the visitor whom it is about alone."""
        self._open(self.closing)
        self.closing.open_for(facts, one)

    def open_keys(self, groups: Sequence[tuple[str, Sequence[KeyLine]]]) -> None:
        """Show every key in the card's place; again, the card."""
        if self.panel is self.keys:
            self.close_check_in()
            return
        self.keys.show_keys(groups)
        self._open(self.keys)
        self.keys.area.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _open(self, panel: QWidget) -> None:
        self.strip.close_ask()
        self._tab_row.hide()
        self.centre.setCurrentWidget(panel)

    @property
    def that_move(
        self,
    ) -> tuple[VisitorCard | StepsPanel | FollowUpsPanel | EntryForm | KeysPanel | PanelScroll, ...]:
        """The parts in which what has the keyboard may come to lie elsewhere."""
        return (
            self.card,
            self.steps,
            self.check_in,
            self.follow_ups,
            self.call_back,
            self.closing,
            self.keys,
            self.sign_in.area,
        )

    @property
    def panel(self) -> QWidget | None:
        """What stands in the card's place; None where the card or the steps do."""
        now = self.centre.currentWidget()
        return now if now in {self.check_in, self.follow_ups, self.call_back, self.closing, self.keys} else None

    def close_check_in(self) -> None:
        """Show the card again; what was begun stays in the form."""
        if self.panel is not None:
            self.centre.setCurrentWidget(self.card)
            self._tab_row.setVisible(self._narrow)
            self.tabs.choose("card")
            self.queue.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def write_note(self) -> None:
        """Bring the keyboard to the note."""
        self._show_card()
        self.card.notes.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.card.ensureWidgetVisible(self.card.notes.field)

    def edit(self) -> None:
        """Open the fields of what is known."""
        self._show_card()
        self.card.know.begin()

    def sum_up(self) -> None:
        """Open the field of the summary."""
        self._show_card()
        self.card.summary.begin()
        self.card.ensureWidgetVisible(self.card.summary)

    def agree(self) -> None:
        """The visitor says yes to the summary."""
        self._show_card()
        self.card.ensureWidgetVisible(self.card.summary)
        self.card.summary.agree.click()

    def go_to_steps(self) -> None:
        """Bring the keyboard to the steps; again, back to the card where they are a tab."""
        self.close_check_in()
        if self._narrow and self.tabs.chosen == "steps":
            self._show_card()
            return
        self._show_steps()
        self.steps.close_directory()
        self.steps.steps.focus_steps()

    def add_step(self) -> None:
        """Open the field for a step."""
        self.close_check_in()
        self._show_steps()
        self.steps.close_directory()
        self.steps.steps.begin_adding()

    def open_directory(self) -> None:
        """Open the directory."""
        self.close_check_in()
        self._show_steps()
        self.steps.open_directory()

    def put_off(self) -> bool:
        """Close the nearest thing that is open; return whether there was one."""
        if self.queue.search.hasFocus() or (self.queue.list.hasFocus() and self.queue.search.isVisible()):
            self.queue.end_search()
        elif self.panel is self.call_back:
            self.open_follow_ups()
        elif self.panel is self.follow_ups and self.follow_ups.close_ask():
            pass
        elif self.panel is not None:
            self.close_check_in()
        elif self.steps.shows_directory:
            self.steps.close_directory()
        elif self.steps.steps.adding.isVisible():
            self.steps.steps.end_adding()
        elif self.card.know.is_editing:
            self.card.know.close_fields()
        elif self.card.summary.is_editing:
            self.card.summary.close_field()
        else:
            return False
        return True

    def _show_card(self) -> None:
        self.close_check_in()
        if self._narrow:
            self.tabs.choose("card")
            self._tab_chosen()

    def _show_steps(self) -> None:
        if self._narrow:
            self.tabs.choose("steps")
            self._tab_chosen()

    def _tab_chosen(self) -> None:
        self.centre.setCurrentWidget(self.steps if self.tabs.chosen == "steps" else self.card)

    def _move_steps(self) -> None:
        self._tab_row.setVisible(self._narrow and self.panel is None)
        self._rule.setVisible(not self._narrow)
        if self._narrow:
            self.steps.setMinimumWidth(0)
            self.steps.setMaximumWidth(_ANY)
            self.centre.addWidget(self.steps)
        else:
            if self.centre.currentWidget() is self.steps:
                self.centre.setCurrentWidget(self.card)
            self.centre.removeWidget(self.steps)
            self._columns.addWidget(self.steps)
            self.steps.show()
        self.tabs.choose("card")

    def _lay_out(self, window: QWidget) -> None:
        px = self._sizes.px
        centre = QVBoxLayout()
        centre.setSpacing(0)
        centre.addWidget(Inset(self.banner, px(24), px(12), px(24)))
        tabs = QWidget()
        row = QHBoxLayout(tabs)
        row.setContentsMargins(0, 0, 0, px(6))
        row.addWidget(self.tabs)
        row.addWidget(KeyCap(STEPS_KEY, self._sizes.label_strong, Token.INK2), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        self._tab_row = Inset(tabs, px(24), px(10), px(24))
        self._tab_row.hide()
        centre.addWidget(self._tab_row)
        centre.addWidget(self.centre, 1)
        columns = QWidget()
        self._columns = QHBoxLayout(columns)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(0)
        self._columns.addWidget(self.queue)
        self._columns.addWidget(ColumnRule())
        self._columns.addLayout(centre, 1)
        self._columns.addWidget(self._rule)
        self._columns.addWidget(self.steps)
        box = QVBoxLayout(window)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.top)
        box.addWidget(self.work, 1)
        box.addWidget(self.sign_in, 1)
        inner = QVBoxLayout(self.work)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(Clipped(columns, px(47)), 1)
        inner.addWidget(self.strip)
        inner.addWidget(self.bar)


_ANY = 16_777_215
"""Qt's word for any width."""
