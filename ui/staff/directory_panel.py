"""Whom to ask: colleagues and other offices, found by a word; Enter copies the phone number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from greeter.guidance import directory
from ui import theme
from ui.kit.button import Button, Kind
from ui.kit.field import KeyedField, Labelled
from ui.kit.lettering import Lines, Wording, lay_out
from ui.kit.paragraph import Paragraph
from ui.kit.surface import Ground
from ui.staff.section import Section, quiet
from ui.theme import Look, Token

if TYPE_CHECKING:
    from greeter.model.catalogue import DirectoryEntry, Office, Service
    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes

KEY = "W"
_MOST = 6


class PersonRow(QAbstractButton):
    """Somebody to ask: name, what they know, phone and room. Pressing it copies the phone number."""

    def __init__(self, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sizes = sizes
        self._chosen = False
        self.entry: DirectoryEntry | None = None
        self.ring_radius = sizes.px(9)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_entry(self, entry: DirectoryEntry, *, chosen: bool) -> None:
        """Show an entry; chosen: Enter in the field would take it."""
        self.entry, self._chosen = entry, chosen
        self.setAccessibleName(f"{entry.name}. {entry.knows}. {self._reach()}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size at the panel's width."""
        return QSize(self._sizes.px(340), self.heightForWidth(self.width() or self._sizes.px(340)))

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at a width."""
        pad = self._sizes.px(8)
        return round(sum(lines.size.height() for lines, _ in self._lines(width))) + 2 * pad

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the three lines."""
        look, px = theme.of(self), self._sizes.px
        painter = QPainter(self)
        if self._chosen:
            edge = look.color(Token.ACCENT) if look.look is Look.CONTRAST else None
            Ground(look.color(Token.ACCENT_TINT), edge, 3, px(9)).paint(painter, self.rect())
        painter.fillRect(QRectF(px(8), self.height() - 1, self.width() - px(16), 1), look.color(Token.LINE))
        top = float(px(8))
        for lines, token in self._lines(self.width()):
            lines.paint(painter, QRectF(px(8), top, self.width() - px(16), lines.size.height()), look.color(token))
            top += lines.size.height()
        painter.end()

    def _reach(self) -> str:
        entry = self.entry
        return ", ".join(part for part in (entry.phone, entry.room) if part) if entry else ""

    def _lines(self, width: int) -> list[tuple[Lines, Token]]:
        if self.entry is None:
            return []
        sizes, room = self._sizes, max(width - self._sizes.px(16), 1)
        direction = self.layoutDirection()
        return [
            (lay_out(Wording(words, lettering), room, direction=direction), token)
            for words, lettering, token in (
                (self.entry.name, sizes.list_strong, Token.INK),
                (self.entry.knows, sizes.label, Token.INK2),
                (self._reach(), sizes.label_strong, Token.INK),
            )
            if words
        ]


class DirectoryPanel(Section):
    """A field, and those who fit; without words, those who know about the visit's service.

    Signals:
        copied(DirectoryEntry): a phone number is on the clipboard.
        closed(): back to the steps.
    """

    copied = Signal(object)
    closed = Signal()

    def __init__(self, texts: Texts, sizes: StaffSizes, office: Office, *, parent: QWidget | None = None) -> None:
        back = Button(texts("Back"), Kind.QUIET, quiet(sizes), key="Esc")
        super().__init__(sizes, texts("Who to ask"), end=back, gap=8, parent=parent)
        self._office, self._texts = office, texts
        self._service: Service | None = None
        self._chosen = 0
        self.field = KeyedField(sizes, texts("A name, a room, or what it is about"), icon="search")
        self.rows = [PersonRow(sizes) for _ in range(_MOST)]
        self._found: list[DirectoryEntry] = []
        self._none = Paragraph("", sizes.list, Token.INK2)
        people = QVBoxLayout()
        people.setSpacing(0)
        for row in self.rows:
            people.addWidget(row)
            row.clicked.connect(lambda _=False, one=row: self.copy(one.entry))
        self.body.addWidget(Labelled(sizes, texts("A name, a room, or what it is about"), self.field))
        self.body.addSpacing(sizes.px(6))
        self.body.addWidget(self._none)
        self.body.addLayout(people)
        self.body.addSpacing(sizes.px(6))
        self._hint = Paragraph(texts("Enter copies the phone number."), sizes.label, Token.INK2)
        self.body.addWidget(self._hint)
        self.field.textChanged.connect(self._look)
        self.field.stepped.connect(self._step)
        self.field.entered.connect(self._enter)
        back.clicked.connect(self.closed)
        self._look()

    def set_service(self, service: Service | None) -> None:
        """Offer those who know about a service first."""
        if service is not self._service:
            self._service = service
            self._look()

    def open_field(self) -> None:
        """Be ready to search."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def _look(self) -> None:
        words = self.field.text().strip()
        known = directory.for_service(self._office, self._service) if self._service else []
        found = directory.find(self._office, words)
        if not words:
            found = known + [entry for entry in found if entry not in known]
        self._found = found[:_MOST]
        self._chosen = 0
        nobody = self._texts("Nobody fits. Try a shorter word.") if words else self._texts("The directory is empty.")
        self._none.set_text(nobody)
        self._none.setVisible(not self._found)
        self._show()

    def _show(self) -> None:
        for place, row in enumerate(self.rows):
            row.setVisible(place < len(self._found))
            if place < len(self._found):
                row.show_entry(self._found[place], chosen=place == self._chosen)
        self._hint.setVisible(bool(self._found))

    def _step(self, way: int) -> None:
        self._chosen = max(0, min(self._chosen + way, len(self._found) - 1))
        self._show()

    def _enter(self) -> None:
        if self._found:
            self.copy(self._found[self._chosen])

    def copy(self, entry: DirectoryEntry | None) -> None:
        """Lay somebody's phone number on the clipboard."""
        if entry is not None and entry.phone:
            QGuiApplication.clipboard().setText(entry.phone)
            self.copied.emit(entry)
