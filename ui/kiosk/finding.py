"""Finds services for the visitor's own words, on the worker's thread, while they are typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.learning import Learning

if TYPE_CHECKING:
    from collections.abc import Callable

    from greeter.model.catalogue import Office
    from ui.background import Background


class Finding:
    """What was found last, and for which words. `found` is called when that changes."""

    def __init__(self, background: Background, office: Office, found: Callable[[], None]) -> None:
        self._background = background
        self._learning = Learning(background, office, listed_only=True)
        self._found = found
        self._asked = ""
        self.words = ""
        """The words that `matches` belong to."""
        self.matches: tuple[str, ...] = ()
        """Ids of services, best first."""
        self.sure = True
        """Whether the first of them may be taken for what is meant."""

    def ask(self, words: str, language: str = "en") -> None:
        """Look for services that fit; an answer that is overtaken by other words is dropped. language: the visitor's."""
        self._asked = words
        if not words.strip():
            self.matches, self.words, self.sure = (), "", True
            return
        self._learning.begin(language)
        self._background.run(lambda _: (words, *self._look(words, language)), self._got)

    def forget(self) -> None:
        """Forget words and matches; what is still being looked for is dropped."""
        self.ask("")

    def _look(self, words: str, language: str) -> tuple[tuple[str, ...], bool]:
        """Search, on the worker's thread; the index is made when the first words come."""
        answer = self._learning.search(language).answer(words)
        return tuple(match.service_id for match in answer.matches), answer.sure

    def _got(self, found: tuple[str, tuple[str, ...], bool]) -> None:
        words, matches, sure = found
        if words == self._asked:
            self.matches, self.words, self.sure = matches, words, sure
            self._found()
