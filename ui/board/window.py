"""The lobby board's window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.board.call_card import CallCard, EarlierCard
from ui.board.foot import Foot
from ui.board.header import BoardHeader
from ui.board.layout import Layout
from ui.board.next_strip import NextStrip
from ui.board.presenter import EARLIER, BoardPresenter, Pace
from ui.board.sizes import LISTED, BoardSizes
from ui.board.waits_panel import WaitsPanel
from ui.kit.fonts import script_of
from ui.kit.paragraph import Paragraph
from ui.theme import Token

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QResizeEvent

    from greeter.clock import Clock
    from greeter.model.catalogue import Office
    from greeter.texts import Texts
    from ui.background import Background
    from ui.board.chime import Chime
    from ui.board.state import BoardState
    from ui.feed import Feed
    from ui.speech.voice import Voice


class BoardWindow(QWidget):
    """Who is called where, and how long it takes. For a screen in the lobby, of any shape; nobody touches it.

    chime: sounds with every call; the window stops it when it closes. voice: says every call; None is the chime alone.
    look: its own theme; None is the application's. clock: see `BoardPresenter`.
    """

    def __init__(
        self,
        background: Background,
        feed: Feed,
        office: Office,
        texts: Texts,
        *,
        chime: Chime,
        pace: Pace | None = None,
        look: theme.Look | None = None,
        clock: Clock | None = None,
        voice: Voice | None = None,
        layout: Layout = Layout.WHOLE,
        area: str = "",
    ) -> None:
        super().__init__()
        self.setWindowTitle(texts("Lobby board, {office}", office=office.name))
        if look is not None:
            theme.apply(self, theme.Theme.load(look))
        self.setProperty("ground", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self._script = script_of(texts.language)
        self._layout = layout
        if texts.right_to_left:
            self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        sizes = self._sizes
        self._chime = chime
        self._state: BoardState | None = None
        self.header = BoardHeader(sizes, self)
        self.heading = Paragraph("", sizes.heading, Token.INK2, parent=self)
        self.call_card = CallCard(sizes, self)
        self.earlier = [EarlierCard(sizes, self) for _ in range(LISTED)]
        self.next_up = NextStrip(sizes, self)
        self.waits_heading = Paragraph("", sizes.heading, Token.INK2, parent=self)
        self.waits = WaitsPanel(sizes, self)
        self.foot = Foot(sizes, self)
        self.presenter = BoardPresenter(background, feed, texts, chime, pace, clock, voice, layout, area)
        self.presenter.changed.connect(self.show_state)

    def show_state(self, state: BoardState) -> None:
        """Show the whole board."""
        self._state = state
        self.header.show_words(state.office, state.hours, state.day, state.clock)
        self.heading.set_text(state.heading)
        self.call_card.show_call(state.called, state.welcome)
        self.next_up.show_next(state.next_heading, state.next_up)
        self.waits_heading.set_text(state.waits_heading)
        self.waits.show_waits(state.waits)
        self.foot.show_sentences(state.sentences, trouble=state.trouble)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay everything out anew."""
        sizes = self._sizes
        for part in (self.header, self.call_card, self.next_up, self.waits, self.foot):
            part.set_sizes(sizes)
        for heading in (self.heading, self.waits_heading):
            heading.set_lettering(sizes.heading)
        self._arrange()
        super().resizeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop announcing."""
        self.presenter.close()
        self._chime.close()
        super().closeEvent(event)

    @property
    def _sizes(self) -> BoardSizes:
        return BoardSizes(self.width(), self.height(), self._script, self._layout is Layout.CALLS)

    def _arrange(self) -> None:
        sizes = self._sizes
        foot = sizes.foot(self.foot.needed_height(self.width()))
        waits = bool(self._state and self._state.waits)
        column = sizes.column(foot, waits=waits)
        calls = self._state.earlier if self._state else ()
        room, next_up = column.left, QRect()
        if self._state and self._state.next_up and len(calls) <= EARLIER:
            room, next_up = sizes.strip(room)
        large, places = sizes.calls(room, len(calls))
        self.header.setGeometry(sizes.header)
        self._place(self.next_up, next_up)
        self.foot.setGeometry(foot)
        self._place(self.heading, column.left_label)
        self._place(self.call_card, large)
        self._place(self.waits_heading, column.right_label)
        self._place(self.waits, column.right)
        self.waits.setVisible(waits)
        self.waits_heading.setVisible(waits)
        self.next_up.setVisible(not next_up.isEmpty())
        self.foot.setVisible(bool(self._state and self._state.sentences))
        for card, place, call in zip(self.earlier, places, calls, strict=False):
            self._place(card, place)
            card.show_call(call, sizes)
        for n, card in enumerate(self.earlier):
            card.setVisible(n < len(places))

    def _place(self, part: QWidget, place: QRect) -> None:
        """Put a part where it stands; at the other side where the board reads from right to left."""
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            place = QRect(self.width() - place.right() - 1, place.top(), place.width(), place.height())
        part.setGeometry(place)
