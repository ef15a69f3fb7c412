"""Finds a service by what somebody said, or by its name: a field, and the services that fit beneath it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.model.catalogue import Service
from ui.staff.match_picker import Match, MatchPicker

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes


class ServicePicker(MatchPicker[Service]):
    """A field with the services that fit. The first of them is the answer until another is chosen."""

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
        super().__init__(sizes, label, icon="search", rows=rows, gap=7, parent=parent)
        self._texts, self._find = texts, find
        self._first: Service | None = None
        self._box.addStretch(1)

    def begin(self, words: str = "", first: Service | None = None) -> None:
        """Begin with these words; without words, `first` is the answer."""
        self._first = first
        self.field.setText(words)
        self.look()

    def look(self) -> None:
        """Look for services that fit the words, or what is likely without words."""
        found = self._find(self.words)
        if not self.words and self._first is not None:
            found = [self._first, *(service for service in found if service is not self._first)]
        may_choose = bool(found) and (bool(self.words) or self._first is not None)
        self.offer_found(found, found[0] if may_choose else None)

    def match_of(self, one: Service) -> Match:
        """Return icon, name and hint."""
        return Match(one.name, one.hint, icon=one.icon)

    def told(self) -> str:
        """Ask for other words."""
        return self._texts("No service fits these words. Try others, or the service’s name.")
