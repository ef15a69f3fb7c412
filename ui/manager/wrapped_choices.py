"""Answers that take as many lines as they need, in a column of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.staff.choices import Choices

if TYPE_CHECKING:
    from ui.kit.sizes import StaffSizes

_Answer = TypeVar("_Answer")


class WrappedChoices(Choices[_Answer]):
    """Answers in rows."""

    def __init__(self, sizes: StaffSizes, name: str, *, parent: QWidget | None = None) -> None:
        super().__init__(sizes, name, parent=parent)
        policy = self.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)
        self.setSizePolicy(policy)
