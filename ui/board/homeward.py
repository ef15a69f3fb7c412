"""Visitors who were sent home, as the board tells them: each once aloud, in their language, and in turn at its foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.texts import texts_for
from ui.board.state import Sentence
from ui.speech.speaker import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from greeter.texts import Texts
    from greeter.views.closing import SentAway

MOST_NAMED = 6
"""Numbers in one sentence."""


class Homeward:
    """Keeps who was not told yet. A board that starts does not tell of those who went before."""

    def __init__(self) -> None:
        self._seen: frozenset[SentAway] | None = None
        self._waiting: list[SentAway] = []

    def take(self, sent: Iterable[SentAway]) -> None:
        """Take in who was sent home lately; whom an undo has taken back is not told any more."""
        still = tuple(sent)
        known = frozenset(still) if self._seen is None else self._seen
        self._waiting = [one for one in (*self._waiting, *(one for one in still if one not in known)) if one in still]
        self._seen = frozenset(still)

    def next(self) -> tuple[SentAway, ...]:
        """Return all who were not told yet; they count as told."""
        now, self._waiting = tuple(self._waiting), []
        return now


def home_phrases(told: Sequence[SentAway]) -> list[Phrase]:
    """Return what is said, a phrase for each language and a few numbers. They are said sign by sign."""
    return [
        Phrase(_said(texts_for(language), group), texts_for(language).language, group[0].number)
        for language, group in _grouped(told)
    ]


def home_pages(office: Texts, told: Sequence[SentAway]) -> list[Sentence]:
    """Return what stands at the foot: in the office's language for all, then in each other one for those who speak it."""
    pages = [_page(office, [*told[start : start + MOST_NAMED]]) for start in range(0, len(told), MOST_NAMED)]
    return pages + [
        _page(texts_for(language), group)
        for language, group in _grouped(told)
        if texts_for(language).language != office.language
    ]


def _page(texts: Texts, group: Sequence[SentAway]) -> Sentence:
    numbers = texts.listed([one.number for one in group])
    lead = texts("We can’t serve you today, we’re sorry:")
    return Sentence(lead, texts("{numbers}. Please come to a counter.", numbers=numbers))


def _said(texts: Texts, group: Sequence[SentAway]) -> str:
    return texts.count(
        len(group),
        "Number {numbers}. We can’t serve you today, we’re sorry. Please come to a counter.",
        "Numbers {numbers}. We can’t serve you today, we’re sorry. Please come to a counter.",
        numbers="; ".join(", ".join(one.number) for one in group),
    )


def _grouped(told: Sequence[SentAway]) -> list[tuple[str, list[SentAway]]]:
    """Return a few at a time of one language."""
    groups: list[tuple[str, list[SentAway]]] = []
    for language in dict.fromkeys(one.language for one in told):
        alike = [one for one in told if one.language == language]
        groups += [(language, alike[start : start + MOST_NAMED]) for start in range(0, len(alike), MOST_NAMED)]
    return groups
