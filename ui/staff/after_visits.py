"""What goes on while nobody stands at the counter: follow-ups, calls back, and contacts by phone, e-mail, letter and web, in one staff window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from greeter.guidance.suggestion import RoomNeed
from ui.staff.owing import Owing
from ui.staff.state import Tone

if TYPE_CHECKING:
    from ui.background import Background
    from ui.feed import Feed
    from ui.staff.window import StaffWindow


class AfterVisits(QObject):
    """Connects the panels with what the office owes."""

    def __init__(self, window: StaffWindow, background: Background, feed: Feed) -> None:
        super().__init__(window)
        self._window, self._panes, self._presenter = window, window.panes, window.presenter
        self.owing = Owing(self._presenter, background, feed, self)
        self._presenter.follow_ups_wanted.connect(self.open_follow_ups)
        self._panes.queue.follow_ups.clicked.connect(self.open_follow_ups)
        self._panes.strip.channel.answered.connect(self._panes.open_check_in)
        self._connect_list()
        self._connect_form()

    def open_follow_ups(self) -> None:
        """Show what the office owes."""
        self._panes.banner.clear()
        self.owing.look()
        self._panes.open_follow_ups()

    def accept(self, kind: RoomNeed) -> None:
        """Accept a suggestion for the room by its key; those of follow-ups and closing time always open them."""
        found = next((one for one in self._panes.strip.room.suggestions if one.kind is kind), None)
        if kind is RoomNeed.OWED:
            self.open_follow_ups()
        elif kind is RoomNeed.CLOSING:
            self._window.closing.open()
        elif found is not None:
            self._presenter.accept(found)

    def ask_channel(self) -> None:
        """Ask how somebody reached us who is not here, to log the contact."""
        self._panes.banner.clear()
        self._panes.strip.open_for(self._panes.strip.channel)

    def _connect_list(self) -> None:
        panel, owing = self._panes.follow_ups, self.owing
        owing.counted.connect(self._panes.queue.follow_ups.set_words)
        owing.read.connect(panel.show_follow_ups)
        panel.done.connect(owing.close)
        panel.reopened.connect(owing.reopen)
        panel.handed.connect(owing.hand)
        panel.put_off.connect(owing.put_off)
        panel.missed.connect(owing.missed)
        panel.closed.connect(owing.rest)
        panel.wanted.connect(self._show_visit)
        panel.call_back.connect(self._open_call_back)

    def _connect_form(self) -> None:
        form = self._panes.call_back
        form.asked.connect(self.owing.call_back)
        form.told.connect(lambda words: self._window.tell(words, Tone.TELL))
        self.owing.kept.connect(self._call_back_kept)

    def _show_visit(self, visit: str) -> None:
        self._panes.close_check_in()
        self.owing.rest()
        self._presenter.look_at(visit)

    def _open_call_back(self) -> None:
        state = self._presenter.state
        if state is not None:
            self._panes.open_call_back(state.card, state.queue.now.date())

    def _call_back_kept(self) -> None:
        self._panes.call_back.begin_anew()
        self._panes.open_follow_ups()
