"""Which of the office's services a calendar's words mean."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from greeter.guidance.folded import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from greeter.model.catalogue import Office

_BETWEEN = re.compile(r"\s+[-–—|/]\s+|[:;|(),]|\s+(?:for|with|–)\s+")
"""What parts a title such as "Build or repair – Maria Lopez"."""


class ServiceNames:
    """The services of an office by id, name and synonym."""

    def __init__(self, office: Office) -> None:
        self._ids: dict[str, str] = {}
        for service in office.services:
            self._ids |= {_same(words): service.id for words in service.synonyms}
        self._ids |= {_same(service.name): service.id for service in office.services}  # a name wins over a synonym
        self._ids |= {_same(service.id): service.id for service in office.services}

    def find(self, words: str) -> str:
        """Return the id of the service that is called so, or an empty text."""
        return self._ids.get(_same(words), "")

    def find_in(self, texts: Iterable[str]) -> str:
        """Return the first service that one of the texts names, as a whole or as a part of it; an empty text where none does."""
        told = [text for text in texts if text.strip()]
        parts = [part for text in told for part in _BETWEEN.split(text)]
        return next((found for text in (*told, *parts) if (found := self.find(text))), "")


def _same(words: str) -> str:
    return " ".join(words_of(words))
