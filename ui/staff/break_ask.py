"""Why a break, in the strip above the action bar: a figure, a word or two, or nothing at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.staff.asking import ReasonAsk

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes

BREAK_REASONS = ("Lunch", "A short rest", "A meeting")


class BreakAsk(ReasonAsk):
    """The reason is for colleagues, and may be left out: Enter alone begins the break."""

    def __init__(self, texts: Texts, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(
            texts, sizes, "A break: why? Colleagues see it. Press Enter to say nothing.", BREAK_REASONS, parent=parent
        )

    def _enter(self) -> None:
        self._answer(self.field.text().strip())
