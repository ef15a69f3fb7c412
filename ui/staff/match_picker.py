"""A field in which somebody writes, and what fits it beneath: one of them is the answer, chosen with Up and Down or by a press."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.kit.announcement import announce
from ui.kit.field import KeyedField, Labelled
from ui.kit.icon import paint_icon
from ui.kit.lettering import Align, Wording, lay_out
from ui.kit.paragraph import Paragraph
from ui.kit.surface import Ground
from ui.theme import Look, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QColor

    from ui.kit.sizes import StaffSizes

_Fit = TypeVar("_Fit")


@dataclass(frozen=True)
class Match:
    """How something that fits is shown."""

    name: str
    hint: str
    before: str = ""
    """Stands before the name, heavy: a time."""
    icon: str = ""

    @property
    def spoken(self) -> str:
        """How it is read aloud."""
        return ". ".join(part for part in (self.before, self.name, self.hint) if part)


class MatchRow(QAbstractButton):
    """One of those that fit: an icon or a time, its name, and a hint as far as there is room; a check where it is the answer."""

    def __init__(self, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sizes = sizes
        self._match = Match("", "")
        self._chosen = False
        self.ring_radius = sizes.px(9)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_match(self, match: Match, *, chosen: bool) -> None:
        """Show what fits; chosen: it is the answer."""
        self._match, self._chosen = match, chosen
        self.setAccessibleName(match.spoken)
        self.setAccessibleDescription("✓" if chosen else "")
        self.update()

    def sizeHint(self) -> QSize:
        """Return a row's size."""
        return QSize(200, self._sizes.px(38))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint icon, words and hint, and a check where it is chosen."""
        match, look, px, sizes = self._match, theme.of(self), self._sizes.px, self._sizes
        accent = look.color(Token.ACCENT)
        painter = QPainter(self)
        if self._chosen:
            width = 4 if look.look is Look.CONTRAST else 2
            tint = look.color(Token.ACCENT_TINT)
            Ground(tint, accent, width, px(9)).paint(painter, QRectF(self.rect()).adjusted(0, 1, 0, -1))
            self._icon(painter, "check", self.width() - px(30), px(18), accent)
        ink = accent if self._chosen else look.color(Token.INK)
        left = px(12)
        if match.icon:
            self._icon(painter, match.icon, left, px(20), accent)
            left += px(30)
        for words, lettering in (
            (match.before, sizes.list_strong),
            (match.name, sizes.list if match.before else sizes.list_strong),
        ):
            lines = lay_out(Wording(words, lettering), 0, direction=self.layoutDirection())
            wide = round(lines.size.width()) + 2 if words else 0
            lines.paint(painter, QRectF(self._box(left, wide)), ink, Qt.AlignmentFlag.AlignVCenter)
            left += wide + px(13) if words else 0
        room = self.width() - left - px(36)
        if room > px(60):
            hint = lay_out(Wording(match.hint, sizes.label), room, Align.START, self.layoutDirection(), 1)
            hint.paint(painter, QRectF(self._box(left, room)), look.color(Token.INK2), Qt.AlignmentFlag.AlignVCenter)
        painter.end()

    def _box(self, x: int, width: int) -> QRect:
        return self.style().visualRect(self.layoutDirection(), self.rect(), QRect(x, 0, width, self.height()))

    def _icon(self, painter: QPainter, name: str, x: int, side: int, color: QColor) -> None:
        place = self._box(x, side)
        place.setTop((self.height() - side) // 2)
        place.setHeight(side)
        paint_icon(painter, name, place, color, direction=self.layoutDirection())


class MatchPicker(QWidget, Generic[_Fit]):
    """A field with its matches. Who picks something says in `look` what fits, and in `match_of` how that is shown.

    Signals:
        changed(): another one is the answer, or none.
        entered(): Enter was pressed.
    """

    changed = Signal()
    entered = Signal()

    def __init__(
        self, sizes: StaffSizes, label: str, *, icon: str, rows: int, gap: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._found: list[_Fit] = []
        self._chosen: _Fit | None = None
        self.field = KeyedField(sizes, label, icon=icon)
        self.rows = [MatchRow(sizes) for _ in range(rows)]
        self.note = Paragraph("", sizes.list, Token.INK2)
        self._box = box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(sizes.px(2))
        self.labelled = Labelled(sizes, label, self.field)
        box.addWidget(self.labelled)
        box.addSpacing(sizes.px(gap))
        box.addWidget(self.note)
        for place, row in enumerate(self.rows):
            box.addWidget(row)
            row.clicked.connect(lambda _=False, place=place: self._press(place))
        self.field.textChanged.connect(self.look)
        self.field.stepped.connect(self._step)
        self.field.entered.connect(self.entered)

    @abstractmethod
    def look(self) -> None:
        """Look for what fits the words now, and `offer_found`."""

    @abstractmethod
    def match_of(self, one: _Fit) -> Match:
        """Return how one of those that fit is shown."""

    @abstractmethod
    def told(self) -> str:
        """Return what is said where nothing fits."""

    @property
    def found(self) -> list[_Fit]:
        """What is shown of what fits."""
        return list(self._found)

    @property
    def chosen(self) -> _Fit | None:
        """The answer."""
        return self._chosen

    @property
    def words(self) -> str:
        """What was written."""
        return self.field.text().strip()

    def offer_found(self, found: Sequence[_Fit], chosen: _Fit | None) -> None:
        """Show the first of what fits, and which of it is the answer."""
        self._found = list(found[: len(self.rows)])
        before, self._chosen = self._chosen, chosen
        self._show()
        if before is not chosen:
            self.changed.emit()

    def choose(self, one: _Fit) -> None:
        """Take one of those that fit for the answer."""
        self._chosen = one
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        told = "" if self._found else self.told()
        self.note.set_text(told)
        self.note.setVisible(bool(told))
        for place, row in enumerate(self.rows):
            row.setVisible(place < len(self._found))
            if place < len(self._found):
                one = self._found[place]
                row.show_match(self.match_of(one), chosen=one is self._chosen)

    def _step(self, way: int) -> None:
        if self._found:
            place = next((place for place, one in enumerate(self._found) if one is self._chosen), -way)
            one = self._found[max(0, min(place + way, len(self._found) - 1))]
            self.choose(one)
            announce(self.field, self.match_of(one).spoken)

    def _press(self, place: int) -> None:
        if place < len(self._found):
            self.choose(self._found[place])
            self.field.setFocus(Qt.FocusReason.MouseFocusReason)
