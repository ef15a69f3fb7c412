"""The strip above the action bar: what the room needs, or what an act asks first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QSizePolicy, QVBoxLayout, QWidget

from ui.kit.announcement import announce
from ui.kit.surface import Rule
from ui.staff.announcing import AnnounceAsk
from ui.staff.asking import Ask, FinishAsk, ReasonAsk
from ui.staff.break_ask import BreakAsk
from ui.staff.channel_ask import ChannelAsk
from ui.staff.more_services import MoreAsk
from ui.staff.pulse_ask import PulseAsk
from ui.staff.room_strip import RoomStrip
from ui.staff.telling import DelayAsk, NoteAsk
from ui.staff.transfer_ask import TransferAsk

if TYPE_CHECKING:
    from collections.abc import Callable

    from greeter.model.catalogue import Office, Service
    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes
    from ui.staff.state import StaffState

HEIGHT, LOW_HEIGHT = 76, 72
HOLD_REASONS = ("Fetching something", "Filling in a form", "I ask a colleague")
CALL_REASONS = ("Can’t wait long", "A short question", "Belongs to who was here")


class AskingStrip(QWidget):
    """One of its parts shows at a time; the room's needs unless something is asked.

    Signals:
        closed(): nothing is asked any more.
        replaced(Ask): another question stands in the place of this one.
    """

    closed = Signal()
    replaced = Signal(object)

    def __init__(
        self,
        texts: Texts,
        sizes: StaffSizes,
        office: Office,
        find: Callable[[str], list[Service]],
        *,
        home: QWidget,
        parent: QWidget | None = None,
    ) -> None:
        """home: where the keyboard goes when it can't go back to where it was."""
        super().__init__(parent)
        self._home, self._px = home, sizes.px
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.room = RoomStrip(texts, sizes)
        self.room.setFixedHeight(sizes.px(HEIGHT) - 1)
        self.finish = FinishAsk(texts, sizes)
        self.hold = ReasonAsk(texts, sizes, "Why on hold, {number}?", HOLD_REASONS)
        self.call = ReasonAsk(texts, sizes, "Why {number} before the others?", CALL_REASONS)
        self.rest = BreakAsk(texts, sizes)
        self.channel = ChannelAsk(texts, sizes)
        self.transfer = TransferAsk(texts, sizes, office, find)
        self.delay = DelayAsk(texts, sizes)
        self.more = MoreAsk(texts, sizes, find)
        self.note = NoteAsk(texts, sizes)
        self.announce = AnnounceAsk(texts, sizes)
        self.pulse = PulseAsk(texts, sizes)
        self._of_no_visit: frozenset[Ask] = frozenset(
            {self.call, self.rest, self.channel, self.delay, self.note, self.announce, self.pulse, self.more}
        )
        self._open: Ask | None = None
        self._came_from: QWidget | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(Rule(1))
        box.addWidget(self.room)
        for ask in self._asks():
            ask.setMinimumHeight(sizes.px(HEIGHT - 1))
            ask.hide()
            ask.closed.connect(self.close_ask)
            box.addWidget(ask)

    def fit(self, most: int, *, low: bool) -> None:
        """Show at most so many of the room's needs; less high in a low window."""
        self.room.fit(most)
        self.room.setFixedHeight(self._px(LOW_HEIGHT if low else HEIGHT) - 1)

    @property
    def open_ask(self) -> Ask | None:
        """What is asked now, or None."""
        return self._open

    def show_state(self, state: StaffState) -> None:
        """Show the room; a question whose visit is gone from the counter is put off."""
        self.room.show_state(state)
        self.transfer.look_at(state)
        asked = self._open
        if asked is None or asked in self._of_no_visit:
            return
        if state.current is None or state.current.visit_id != asked.visit:
            self.close_ask()

    def open_for(self, ask: Ask) -> None:
        """Show a question that has been asked about a visit, and bring the keyboard to it."""
        if self._open is None:
            self._came_from = QApplication.focusWidget()
        elif self._open is not ask:
            self.replaced.emit(self._open)
        for one in self._asks():
            one.setVisible(one is ask)
        self.room.hide()
        self._open = ask
        ask.first().setFocus(Qt.FocusReason.ShortcutFocusReason)
        announce(ask, ask.title.text())

    def close_ask(self) -> None:
        """Show the room again; what was begun is kept. The keyboard goes back to where it was."""
        if self._open is None:
            return
        had_focus = self._open.isAncestorOf(QApplication.focusWidget() or self)
        self._open.hide()
        self._open = None
        self.room.show()
        if had_focus:
            back = self._came_from if self._came_from is not None and self._came_from.isVisible() else self._home
            back.setFocus(Qt.FocusReason.OtherFocusReason)
        self._came_from = None
        self.closed.emit()

    def _asks(self) -> tuple[Ask, ...]:
        return (
            self.finish, self.hold, self.call, self.rest, self.channel, self.transfer, self.delay, self.note, self.announce,
            self.pulse, self.more,
        )  # fmt: skip
