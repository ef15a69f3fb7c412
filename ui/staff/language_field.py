"""Which language somebody speaks: the office's own first, then a hundred others; typing its first letters finds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget

from greeter.languages import language_of, languages
from ui.kit.icon import Icon
from ui.theme import Token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from ui.kit.sizes import StaffSizes


class LanguageField(QComboBox):
    """A list of languages by their English names; `code` is the chosen one."""

    def __init__(self, sizes: StaffSizes, own: Sequence[str], *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ring_radius = sizes.px(9)
        self._side = sizes.px(18)
        self.setFont(sizes.body.font())
        self.setFixedHeight(sizes.px(40))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(10)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._arrow = Icon("chevron-down", self._side, Token.INK2, parent=self)
        self._arrow.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        for code in own:
            self.addItem(language_of(code).english_name, code)
        for language in languages():
            if language.code not in own:
                self.addItem(language.english_name, language.code)

    @property
    def code(self) -> str:
        """The chosen language's code."""
        return str(self.currentData())

    def choose(self, code: str) -> None:
        """Choose a language; one that is not listed changes nothing."""
        place = self.findData(code)
        if place >= 0:
            self.setCurrentIndex(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the arrow at the end."""
        super().resizeEvent(event)
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        x = self._side // 2 if mirrored else self.width() - self._side - self._side // 2
        self._arrow.setGeometry(x, (self.height() - self._side) // 2, self._side, self._side)
