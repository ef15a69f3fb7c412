"""Finds services for the visitor's own words, on the worker's thread, while they are typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from greeter.guidance.reasons import ReasonSearch
    from greeter.model.catalogue import Office
    from ui.background import Background


class Finding:
    """What was found last, and for which words. `found` is called when that changes."""

    def __init__(self, background: Background, office: Office, found: Callable[[], None]) -> None:
        self._background = background
        self._office = office
        self._found = found
        self._search: ReasonSearch | None = None
        self._asked = ""
        self.words = ""
        """The words that `matches` belong to."""
        self.matches: tuple[str, ...] = ()
        """Ids of services, best first."""

    def ask(self, words: str) -> None:
        """Look for services that fit; an answer that is overtaken by other words is dropped."""
        self._asked = words
        if not words.strip():
            self.matches, self.words = (), ""
            return
        self._background.run(lambda _: (words, self._look(words)), self._got)

    def forget(self) -> None:
        """Forget words and matches; what is still being looked for is dropped."""
        self.ask("")

    def _look(self, words: str) -> tuple[str, ...]:
        """Search, on the worker's thread; the index is made when the first words come."""
        if self._search is None:
            from greeter.guidance.reasons import ReasonSearch

            listed = [service for service in self._office.services if service.listed]
            self._search = ReasonSearch(self._office, listed)
        return tuple(match.service_id for match in self._search.find(words))

    def _got(self, found: tuple[str, tuple[str, ...]]) -> None:
        words, matches = found
        if words == self._asked:
            self.matches, self.words = matches, words
            self._found()
