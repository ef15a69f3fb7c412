"""The queue column: who waits for this counter, for others, on hold, and who did not come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPen, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QListView, QVBoxLayout, QWidget

from ui import theme
from ui.kit.button import Build, Button, Kind
from ui.kit.field import KeyedField
from ui.kit.lettering import Align
from ui.kit.paragraph import Paragraph
from ui.staff.queue_model import Heading, Item, QueueModel, items_of, people
from ui.staff.queue_row import MARGIN, ROW, QueueRowDelegate
from ui.staff.queue_search import found_in
from ui.staff.suggested_card import SuggestedCard
from ui.theme import Look, Token

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes
    from ui.staff.state import StaffState

WIDTH = 404
SEARCH_KEY = "Ctrl+F"
FOLLOW_UPS_KEY = "Shift+F"
"""The same key as accepts the suggestion that some are late."""
CONTACT_KEY = "Shift+L"


class QueueList(QListView):
    """The rows. Moving through them with the keys, or a press, chooses; a change of the queue never does.

    Signals:
        chosen(str): a visit was chosen by the clerk.
        came_to(): the keyboard is here again.
    """

    chosen = Signal(str)
    came_to = Signal()

    def __init__(self, texts: Texts, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sizes = sizes
        self._came = False
        self.queue = QueueModel(texts)
        self.setModel(self.queue)
        self.setItemDelegate(QueueRowDelegate(texts, sizes, self))
        self.setProperty("ground", "sunk")
        self.setAccessibleName(texts("Queue"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setViewportMargins(0, sizes.px(4), 0, 0)  # for the ring of the first row
        self.setMinimumHeight(sizes.px(ROW))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalScrollBar().setSingleStep(sizes.px(ROW))

    def show_items(self, items: list[Item], chosen: str) -> None:
        """Show another state of the queue: the row at the top stays at the top, `chosen` is the visit that is shown on the card."""
        bar = self.verticalScrollBar()
        top = self.indexAt(self.viewport().rect().topLeft()) if bar.value() else QModelIndex()
        anchor, offset = ("", 0)
        if top.isValid():
            anchor, offset = self.queue.item_at(top.row()).visit_id, self.visualRect(top).top()
        self.queue.show(items)
        self._choose(chosen)
        row = self.queue.row_of(anchor) if anchor else -1
        if row >= 0:
            bar.setValue(bar.value() + self.visualRect(self.queue.index(row)).top() - offset)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with the arrows, and with Enter where the ring is; keys that are no movement are the window's."""
        here = event.key() in _ENTERS or (self._came and event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down})
        if event.modifiers() & Qt.KeyboardModifier.AltModifier or not (here or event.key() in _MOVES):
            event.ignore()
            return
        if not here:
            super().keyPressEvent(event)
        self._came = False
        self._tell()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the row that was pressed."""
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and self.indexAt(event.position().toPoint()).isValid():
            self._tell()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Start at the first row that can be chosen; choose nothing yet: the first arrow chooses it."""
        super().focusInEvent(event)
        self._came = not self.currentIndex().isValid() and self.queue.rowCount() > 0
        if not self.currentIndex().isValid():
            rows = range(min(self.queue.rowCount(), 2))
            first = next((row for row in rows if not isinstance(self.queue.item_at(row), Heading)), None)
            if first is not None:
                self.selectionModel().setCurrentIndex(
                    self.queue.index(first), QItemSelectionModel.SelectionFlag.NoUpdate
                )
        self.viewport().update()
        self.came_to.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keyboard is elsewhere."""
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the row where the keyboard is in sight when a question takes room, and when it gives it back."""
        super().resizeEvent(event)
        if self.hasFocus() and self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]
        """Paint the ring elsewhere: it reaches a little beyond its row."""
        super().currentChanged(current, previous)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, and the ring around the one where the keyboard is."""
        super().paintEvent(event)
        if not (self.hasFocus() and self.currentIndex().isValid()):
            return
        look, px = theme.of(self), self._sizes.px
        row = QRectF(self.visualRect(self.currentIndex()))
        box = QRectF(
            px(MARGIN) - 6 - self.viewport().x(), row.top(), self.width() - 2 * px(MARGIN) + 12, row.height() - 1
        )
        box = box.intersected(row.adjusted(4, 0, -4, 0))  # whole beside the scroll bar, too
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strokes = [(Token.LAMP, 4.0, 0.0)]
        if look.look is Look.LIGHT:
            strokes = [(Token.LAMP, 4.0, -2.0), (Token.INK, 2.0, 1.0)]
        for token, width, inset in strokes:
            painter.setPen(QPen(look.color(token), width))
            painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), 9 - inset, 9 - inset)
        painter.end()

    def _choose(self, visit_id: str) -> None:
        row = self.queue.row_of(visit_id) if visit_id else -1
        selection = self.selectionModel()
        if row >= 0:
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            index = self.queue.index(row)
            if not selection.isSelected(index):
                selection.setCurrentIndex(index, flag)
        else:
            selection.clearSelection()

    def _tell(self) -> None:
        index = self.currentIndex()
        if index.isValid():
            self.chosen.emit(self.queue.item_at(index.row()).visit_id)


_ENTERS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_MOVES = frozenset(
    {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End}
)


class QueueColumn(QWidget):
    """Heading, the suggested card, and the list beneath.

    Signals:
        chosen(str): a visit was chosen, to be shown.
    """

    chosen = Signal(str)

    def __init__(self, texts: Texts, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self.setProperty("ground", "sunk")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(sizes.px(WIDTH))
        self.card = SuggestedCard(texts, sizes)
        self.list = QueueList(texts, sizes)
        self._state: StaffState | None = None
        self._low = False
        label = texts("A number, service, need, language or word")
        self.search = KeyedField(sizes, label, hint=label, icon="search", key="Esc")
        self.search.hide()
        self._search_key = QShortcut(QKeySequence(SEARCH_KEY), self)
        self._search_key.activated.connect(self.open_search)
        self.search.textChanged.connect(self._show_list)
        self.search.entered.connect(lambda: self.list.setFocus(Qt.FocusReason.OtherFocusReason))
        self.search.stepped.connect(lambda _: self.list.setFocus(Qt.FocusReason.OtherFocusReason))
        self._count = Paragraph("", sizes.heading, Token.INK2, align=Align.END)
        build = Build.staff(sizes, height=40)
        self.follow_ups = Button(texts("Follow-ups"), Kind.SECONDARY, build, icon="list-checks", key="Shift F")
        px = sizes.px
        head = QHBoxLayout()
        head.setContentsMargins(px(MARGIN), px(14), px(MARGIN), px(9))
        head.addWidget(Paragraph(texts("Waiting for you"), sizes.heading, Token.INK2), 1)
        head.addWidget(self._count)
        card = QHBoxLayout()
        card.setContentsMargins(px(MARGIN), 0, px(MARGIN), px(2))
        card.addWidget(self.card)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addLayout(card)
        self._inset = px(MARGIN)
        self._field = QHBoxLayout()
        self._field.setContentsMargins(self._inset, 0, self._inset, 0)
        self._field.addWidget(self.search)
        box.addLayout(self._field)
        box.addWidget(self.list, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(px(MARGIN), px(8), px(MARGIN), px(10))
        foot.addWidget(self.follow_ups, 1)
        box.addLayout(foot)
        self.card.clicked.connect(self._card_pressed)
        self.list.chosen.connect(self.chosen)

    def show_state(self, state: StaffState) -> None:
        """Show the queue."""
        self._state = state
        shown = state.card.visit_id if state.card and state.looking else ""
        suggested = state.queue.suggested
        self._count.set_text(people(self._texts, len(state.queue.mine)))
        self.card.show_row(suggested, chosen=suggested is not None and suggested.visit_id == shown)
        self._show_list()

    def fit(self, *, low: bool) -> None:
        """Leave the foot to its key in a low window while there is a field to search in."""
        self._low = low
        self.follow_ups.setHidden(low and not self.search.isHidden())

    def open_search(self) -> None:
        """Be ready to look for somebody among those who wait."""
        self._field.setContentsMargins(self._inset, 3 * self._inset // 4, self._inset, self._inset // 2)
        self.search.show()
        self.fit(low=self._low)
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def end_search(self) -> None:
        """Show the whole queue again."""
        self.search.clear()
        self.search.hide()
        self.fit(low=self._low)
        self._field.setContentsMargins(self._inset, 0, self._inset, 0)

    def _show_list(self) -> None:
        state = self._state
        if state is None:
            return
        shown = state.card.visit_id if state.card and state.looking else ""
        typed = self.search.text().strip()
        items = found_in(self._texts, state.queue, typed) if typed else items_of(self._texts, state.queue)
        self.list.show_items(items, shown)

    def _card_pressed(self) -> None:
        if self.card.row is not None:
            self.chosen.emit(self.card.row.visit_id)
