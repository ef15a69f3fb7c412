"""Which office to look at: all of them, one by its name, or some that are checked in a strip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.reports.together import ALL
from ui.manager.list_field import ListField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from greeter.catalogue.neighbours import Neighbour
    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes

SOME = "some-offices"
LEAST_SOME, MOST_SOME = 3, 24
"""Of fewer offices some are one, or all; of more nobody looks through check boxes: `greeter report --office` names them."""


class OfficeField(ListField):
    """A list of offices, "All offices" first, "Some offices" last. It says which by an id, `ALL` or `SOME`."""

    def __init__(self, texts: Texts, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(texts("Which office?"), sizes, parent=parent)
        self._texts = texts

    def offer(self, offices: Sequence[Neighbour], chosen: Sequence[str]) -> None:
        """Offer these offices; `chosen` are looked at."""
        lines = {ALL: self._texts("All offices"), **{one.id: one.name for one in offices}}
        if LEAST_SOME <= len(offices) <= MOST_SOME:
            lines[SOME] = self._texts("Some offices")
        self.offer_lines(lines, SOME if len(chosen) > 1 else next(iter(chosen), ""))
