"""Finds a service by what somebody said, or by its name: a field, and the services that fit beneath it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.kit.field import KeyedField, Labelled
from ui.kit.icon import paint_icon
from ui.kit.lettering import Align, Wording, lay_out
from ui.kit.paragraph import Paragraph
from ui.kit.surface import Ground
from ui.theme import Look, Token

if TYPE_CHECKING:
    from collections.abc import Callable

    from greeter.model.catalogue import Service
    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes


class ServiceRow(QAbstractButton):
    """A service that may be meant: icon, name and hint."""

    def __init__(self, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sizes = sizes
        self.service: Service | None = None
        self._chosen = False
        self.ring_radius = sizes.px(9)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_service(self, service: Service, *, chosen: bool) -> None:
        """Show a service; chosen: it is the answer."""
        self.service, self._chosen = service, chosen
        self.setAccessibleName(f"{service.name}. {service.hint}")
        self.setAccessibleDescription("✓" if chosen else "")
        self.update()

    def sizeHint(self) -> QSize:
        """Return a row's size."""
        return QSize(200, self._sizes.px(38))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint icon, name, hint, and a check where it is chosen."""
        service, look, px, sizes = self.service, theme.of(self), self._sizes.px, self._sizes
        if service is None:
            return
        painter = QPainter(self)
        if self._chosen:
            width = 4 if look.look is Look.CONTRAST else 2
            tint, accent = look.color(Token.ACCENT_TINT), look.color(Token.ACCENT)
            Ground(tint, accent, width, px(9)).paint(painter, QRectF(self.rect()).adjusted(0, 1, 0, -1))
        ink = look.color(Token.ACCENT if self._chosen else Token.INK)
        high = self.height()
        self._icon(painter, service.icon, QRect(px(12), (high - px(20)) // 2, px(20), px(20)), Token.ACCENT)
        lettering = sizes.list_strong
        name = lay_out(Wording(service.name, lettering), 0, direction=self.layoutDirection())
        wide = round(name.size.width()) + 2
        left = px(42)
        name.paint(painter, QRectF(self._box(left, wide)), ink, Qt.AlignmentFlag.AlignVCenter)
        left += wide + px(12)
        room = self.width() - left - px(36)
        if room > px(60):
            hint = lay_out(Wording(service.hint, sizes.label), room, Align.START, self.layoutDirection(), 1)
            hint.paint(painter, QRectF(self._box(left, room)), look.color(Token.INK2), Qt.AlignmentFlag.AlignVCenter)
        if self._chosen:
            self._icon(
                painter, "check", QRect(self.width() - px(30), (high - px(18)) // 2, px(18), px(18)), Token.ACCENT
            )
        painter.end()

    def _box(self, x: int, width: int) -> QRect:
        return self.style().visualRect(self.layoutDirection(), self.rect(), QRect(x, 0, width, self.height()))

    def _icon(self, painter: QPainter, name: str, box: QRect, token: Token) -> None:
        place = self.style().visualRect(self.layoutDirection(), self.rect(), box)
        paint_icon(painter, name, place, theme.of(self).color(token), direction=self.layoutDirection())


class ServicePicker(QWidget):
    """A field with its matches. The first match is the answer until another is chosen with Up and Down, or by a press.

    Signals:
        changed(): another service is the answer, or none.
        entered(): Enter was pressed.
    """

    changed = Signal()
    entered = Signal()

    def __init__(
        self,
        texts: Texts,
        sizes: StaffSizes,
        label: str,
        find: Callable[[str], list[Service]],
        *,
        rows: int = 4,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._texts, self._find = texts, find
        self._found: list[Service] = []
        self._chosen: Service | None = None
        self._first: Service | None = None
        self.field = KeyedField(sizes, label, icon="search")
        self.rows = [ServiceRow(sizes) for _ in range(rows)]
        self._none = Paragraph("", sizes.list, Token.INK2)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(sizes.px(2))
        box.addWidget(Labelled(sizes, label, self.field))
        box.addSpacing(sizes.px(7))
        box.addWidget(self._none)
        for row in self.rows:
            box.addWidget(row)
            row.clicked.connect(lambda _=False, one=row: self._press(one))
        box.addStretch(1)
        self.field.textChanged.connect(self._look)
        self.field.stepped.connect(self._step)
        self.field.entered.connect(self.entered)

    @property
    def chosen(self) -> Service | None:
        """The answer."""
        return self._chosen

    @property
    def words(self) -> str:
        """What was written."""
        return self.field.text().strip()

    def begin(self, words: str = "", first: Service | None = None) -> None:
        """Begin with these words; without words, `first` is the answer."""
        self._first = first
        self.field.setText(words)
        self._look()

    def _look(self) -> None:
        found = self._find(self.words)
        if not self.words and self._first is not None:
            found = [self._first, *(service for service in found if service is not self._first)]
        self._found = found[: len(self.rows)]
        before = self._chosen
        may_choose = bool(self._found) and (bool(self.words) or self._first is not None)
        self._chosen = self._found[0] if may_choose else None
        self._show()
        if before is not self._chosen:
            self.changed.emit()

    def _show(self) -> None:
        self._none.set_text(self._texts("No service fits these words. Try others, or the service’s name."))
        self._none.setVisible(not self._found)
        for place, row in enumerate(self.rows):
            row.setVisible(place < len(self._found))
            if place < len(self._found):
                row.show_service(self._found[place], chosen=self._found[place] is self._chosen)

    def _step(self, way: int) -> None:
        if not self._found:
            return
        place = self._found.index(self._chosen) + way if self._chosen in self._found else 0
        self._choose(self._found[max(0, min(place, len(self._found) - 1))])

    def _press(self, row: ServiceRow) -> None:
        if row.service is not None:
            self._choose(row.service)
            self.field.setFocus(Qt.FocusReason.MouseFocusReason)

    def _choose(self, service: Service) -> None:
        self._chosen = service
        self._show()
        self.changed.emit()
