"""How figures are computed: one press away, beneath what they explain, never over it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui.kit.button import Build, Button, Kind
from ui.kit.paragraph import Paragraph
from ui.kit.surface import Card
from ui.theme import Token

if TYPE_CHECKING:
    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes
    from ui.manager.state import Definition


class How(QWidget):
    """A button that opens and closes the definitions of some figures."""

    def __init__(self, texts: Texts, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts, self._sizes = texts, sizes
        self._shown: tuple[Definition, ...] = ()
        build = replace(Build.staff(sizes, height=34, lettering=sizes.text(15, 600, 1.2)), pad=0)
        self.button = Button("", Kind.QUIET, build, icon="calculator")
        self.card = Card(sizes.px(12), Token.ACCENT_TINT, None)
        self._grid = QGridLayout(self.card)
        self._grid.setContentsMargins(sizes.px(18), sizes.px(14), sizes.px(18), sizes.px(14))
        self._grid.setHorizontalSpacing(sizes.px(20))
        self._grid.setVerticalSpacing(sizes.px(10))
        self._grid.setColumnStretch(1, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(sizes.px(6))
        box.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(self.card)
        self.button.clicked.connect(self.toggle)
        self._set_open(now=False)

    @property
    def is_open(self) -> bool:
        """Whether the definitions are shown."""
        return not self.card.isHidden()

    @property
    def definitions(self) -> tuple[Definition, ...]:
        """What is explained."""
        return self._shown

    def show_definitions(self, definitions: tuple[Definition, ...]) -> None:
        """Explain these figures; it stays open or closed."""
        if definitions == self._shown:
            return
        self._shown = definitions
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row, one in enumerate(definitions):
            name = Paragraph(one.name, self._sizes.list_strong)
            name.setFixedWidth(self._sizes.px(190))
            self._grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(Paragraph(one.how, self._sizes.list), row, 1)

    def toggle(self) -> None:
        """Open or close."""
        self._set_open(now=not self.is_open)

    def _set_open(self, *, now: bool) -> None:
        self.card.setVisible(now)
        self.button.set_words(self._texts("Close") if now else self._texts("How is this computed?"))
