"""Whom to ask: colleagues and other offices, and who is in today, found by a word; Enter copies the phone number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from greeter.guidance import directory
from greeter.views.colleagues import find_colleagues
from ui import theme
from ui.kit.announcement import announce
from ui.kit.button import Button, Kind
from ui.kit.field import KeyedField, Labelled
from ui.kit.lettering import Lines, Wording, lay_out
from ui.kit.paragraph import Paragraph
from ui.kit.surface import Ground
from ui.staff.colleagues import entry_for
from ui.staff.section import Section, quiet
from ui.theme import Look, Token

if TYPE_CHECKING:
    from greeter.model.catalogue import DirectoryEntry, Office, Service
    from greeter.texts import Texts
    from greeter.views.colleagues import Colleague
    from ui.kit.sizes import StaffSizes

KEY = "W"
_MOST, _MOST_HERE = 6, 12
_HERE_FIRST = 4
"""With nothing written, so many of the directory show, so that who is in today is seen beneath them."""


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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height of the new width, also where the page is measured by hints."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

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
    """A field, and those who fit; without words, those who know about the visit's service. Beneath them who is in today.

    Signals:
        copied(DirectoryEntry): a phone number is on the clipboard.
        unreachable(DirectoryEntry): no phone number is known.
        opened(): somebody looks.
        stepped(QWidget): this row is chosen now, and should be seen.
        closed(): back to the steps.
    """

    copied = Signal(object)
    unreachable = Signal(object)
    opened = Signal()
    stepped = Signal(QWidget)
    closed = Signal()

    def __init__(self, texts: Texts, sizes: StaffSizes, office: Office, *, parent: QWidget | None = None) -> None:
        back = Button(texts("Back"), Kind.QUIET, quiet(sizes), key="Esc")
        super().__init__(sizes, texts("Who to ask"), end=back, gap=8, parent=parent)
        self._office, self._texts = office, texts
        self._service: Service | None = None
        self._chosen = 0
        self.field = KeyedField(sizes, texts("A name, a room, or what it is about"), icon="search")
        self.rows = [PersonRow(sizes) for _ in range(_MOST)]
        self.here = [PersonRow(sizes) for _ in range(_MOST_HERE)]
        self._colleagues: tuple[Colleague, ...] = ()
        self._found: list[DirectoryEntry] = []
        self._found_here: list[DirectoryEntry] = []
        self._none = Paragraph("", sizes.list, Token.INK2)
        people, here = self._list(self.rows), self._list(self.here)
        self.here_today = Paragraph(texts("Colleagues today"), sizes.label_strong, Token.INK2)
        self.body.addWidget(Labelled(sizes, texts("A name, a room, or what it is about"), self.field))
        self.body.addSpacing(sizes.px(6))
        self.body.addWidget(self._none)
        self.body.addLayout(people)
        self.body.addSpacing(sizes.px(12))
        self.body.addWidget(self.here_today)
        self.body.addLayout(here)
        self.body.addSpacing(sizes.px(6))
        self._hint = Paragraph(texts("Enter copies the phone number."), sizes.label, Token.INK2)
        self.body.addWidget(self._hint)
        self.field.textChanged.connect(lambda _: self._look())
        self.field.stepped.connect(self._step)
        self.field.entered.connect(self._enter)
        back.clicked.connect(self.closed)
        self._look()

    def set_service(self, service: Service | None) -> None:
        """Offer those who know about a service first."""
        if service is not self._service:
            self._service = service
            self._look()

    def show_colleagues(self, colleagues: tuple[Colleague, ...]) -> None:
        """Show who is in today, as it was read."""
        if colleagues != self._colleagues:
            self._colleagues = colleagues
            self._look(keep=True)

    def open_field(self) -> None:
        """Be ready to search."""
        self.opened.emit()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def _list(self, rows: list[PersonRow]) -> QVBoxLayout:
        box = QVBoxLayout()
        box.setSpacing(0)
        for row in rows:
            box.addWidget(row)
            row.clicked.connect(lambda _=False, one=row: self.copy(one.entry))
        return box

    def _look(self, *, keep: bool = False) -> None:
        """Find anew; keep: who is chosen stays chosen."""
        words, before = self.field.text().strip(), self._all[self._chosen] if keep and self._all else None
        known = directory.for_service(self._office, self._service) if self._service else []
        found = directory.find(self._office, words)
        if not words:
            found = known + [entry for entry in found if entry not in known]
        here = find_colleagues(self._colleagues, words)[:_MOST_HERE]
        self._found = found[: _MOST if words or not here else _HERE_FIRST]
        self._found_here = [entry_for(self._texts, one) for one in here]
        people = [(one.id, one.name) for one in self._all]
        self._chosen = people.index(person) if before and (person := (before.id, before.name)) in people else 0
        nobody = self._texts("Nobody fits. Try a shorter word.") if words else self._texts("The directory is empty.")
        self._none.set_text(nobody)
        self._none.setVisible(not self._all)
        self._show()

    @property
    def _all(self) -> list[DirectoryEntry]:
        return [*self._found, *self._found_here]

    def _show(self) -> None:
        before = 0
        for rows, found in ((self.rows, self._found), (self.here, self._found_here)):
            for place, row in enumerate(rows):
                row.setVisible(place < len(found))
                if place < len(found):
                    row.show_entry(found[place], chosen=before + place == self._chosen)
            before += len(found)
        self.here_today.setVisible(bool(self._found_here))
        self._hint.setVisible(bool(self._all))

    def _step(self, way: int) -> None:
        self._chosen = max(0, min(self._chosen + way, len(self._all) - 1))
        self._show()
        shown = [*self.rows[: len(self._found)], *self.here[: len(self._found_here)]]
        if shown:
            self.stepped.emit(shown[self._chosen])
            announce(self.field, shown[self._chosen].accessibleName())

    def _enter(self) -> None:
        if self._all:
            self.copy(self._all[self._chosen])

    def copy(self, entry: DirectoryEntry | None) -> None:
        """Lay somebody's phone number on the clipboard."""
        if entry is not None and entry.phone:
            QGuiApplication.clipboard().setText(entry.phone)
            self.copied.emit(entry)
        elif entry is not None:
            self.unreachable.emit(entry)
