"""Official words that occur in a text, with what they mean."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from greeter.model.catalogue import GlossaryWord, Office, Service


def words_in(text: str, service: Service | None, office: Office) -> list[GlossaryWord]:
    """Return the glossary words to explain beside a text, in the order in which they occur; each once.

    The words of the service come first, whether they occur or not: they are those that its visitors meet.
    """
    own = list(service.words) if service else []
    told = {entry.word for entry in own}
    found = [
        (place, entry)
        for entry in office.glossary
        if entry.word not in told and (place := _place(text, entry)) is not None
    ]
    return own + [entry for _, entry in sorted(found, key=lambda each: each[0])]


def spans_in(text: str, office: Office) -> list[tuple[int, int, GlossaryWord]]:
    """Return where glossary words stand in a text, as start, end and word; for a page that explains them on tap.

    Spans do not overlap; the longest word wins.
    """
    spans = [
        (found.start(), found.end(), entry) for entry in office.glossary for found in _pattern(entry).finditer(text)
    ]
    spans.sort(key=lambda span: (span[0], -span[1]))
    kept: list[tuple[int, int, GlossaryWord]] = []
    for span in spans:
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def _place(text: str, entry: GlossaryWord) -> int | None:
    found = _pattern(entry).search(text)
    return found.start() if found else None


@lru_cache(maxsize=1024)
def _pattern(entry: GlossaryWord) -> re.Pattern[str]:
    forms = sorted({entry.word, *entry.also}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_form, forms))})(?:s|es)?(?!\w)", re.IGNORECASE)


def _form(word: str) -> str:
    return r"[\s\-]+".join(map(re.escape, re.split(r"[\s\-]+", word.strip())))
