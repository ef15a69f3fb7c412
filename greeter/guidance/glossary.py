"""Official words that occur in a text, with what they mean.

A word is found whatever its capitals, accents, hyphens and plural ("PLOT-PLANS" is "Plot plan"), never inside another word, and the longest one
that fits. A text is read once from its start to its end, however many words the glossary has.

To teach it another plural: a line in `_singulars`, and a case in `tests/greeter/test_glossary_and_directory.py`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from greeter.guidance.folded import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from greeter.model.catalogue import GlossaryWord, Office, Service

_UNSPACED = "\u0e00-\u0e7f\u2e80-\u9fff\uf900-\ufaff"
"""Scripts that write no spaces: there a word may stand anywhere."""
_PART = re.compile(rf"[^\W_{_UNSPACED}]+")
_BETWEEN = re.compile(r"\s*[-‐‑–/&'’]?\s*")
"""What may stand between two parts of one word."""
_TAKES_ES = ("s", "x", "z", "ch", "sh", "o")
"""A word that ends so has its plural with "es"."""
_LEAST = 4
"""Letters of a word that may be a plural."""


class _Part(NamedTuple):
    """A part of a text: what it is compared by, and where it stands."""

    keys: frozenset[str]
    start: int
    end: int


class _Lexicon:
    """The words of a glossary by how their forms begin."""

    def __init__(self, glossary: Iterable[GlossaryWord]) -> None:
        self._begin: dict[str, list[tuple[list[_Part], GlossaryWord]]] = {}
        unspaced: dict[str, GlossaryWord] = {}
        for entry in glossary:
            for form in (entry.word, *entry.also):
                parts = list(_parts(form))
                if not form.isascii() and re.search(rf"[{_UNSPACED}]", form):  # it takes 10 ms to make
                    unspaced.setdefault(form.strip().casefold(), entry)
                    continue
                for key in parts[0].keys if parts else ():
                    self._begin.setdefault(key, []).append((parts, entry))
        self._unspaced = unspaced
        longest_first = sorted(unspaced, key=len, reverse=True)
        self._anywhere = re.compile("|".join(map(re.escape, longest_first)), re.IGNORECASE) if unspaced else None

    def spans(self, text: str) -> Iterator[tuple[int, int, GlossaryWord]]:
        """Yield every place at which a word could stand, as start, end and word; they may overlap."""
        parts = list(_parts(text))
        for place, part in enumerate(parts):
            for form, entry in (each for key in part.keys for each in self._begin.get(key, ())):
                stretch = parts[place : place + len(form)]
                if _same(form, stretch) and _joined(text, stretch):
                    yield part.start, stretch[-1].end, entry
        for found in self._anywhere.finditer(text) if self._anywhere else ():
            yield found.start(), found.end(), self._unspaced[found[0].casefold()]


def spans_in(text: str, office: Office) -> list[tuple[int, int, GlossaryWord]]:
    """Return where glossary words stand in a text, as start, end and word.

    Spans do not overlap; of two that would, the one that begins first is kept, and of those the longest.
    """
    return _spans(text, office.glossary)


def _spans(text: str, glossary: tuple[GlossaryWord, ...]) -> list[tuple[int, int, GlossaryWord]]:
    kept: list[tuple[int, int, GlossaryWord]] = []
    for span in sorted(_lexicon(glossary).spans(text), key=lambda span: (span[0], -span[1])):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def marks_in(text: str, office: Office) -> tuple[tuple[int, int], ...]:
    """Return where glossary words stand in a text, for a page that marks them."""
    return tuple((start, end) for start, end, _ in spans_in(text, office))


def words_in(text: str, service: Service | None, office: Office) -> list[GlossaryWord]:
    """Return the glossary words to explain beside a text, in the order in which they occur; each once.

    The words of the service come first, whether they occur or not: they are those that its visitors meet.
    """
    own = list(service.words) if service else []
    return own + _new(text, office, {entry.word for entry in own})


def words_for_visitors(service: Service, office: Office) -> list[tuple[str, GlossaryWord]]:
    """Return the official words of what visitors read about a service, each as it stands there: "Tax number", for a "Parcel number".

    The service's own words come first, as the glossary has them.
    """
    own = [(entry.word, entry) for entry in service.words]
    told = {entry.word for entry in service.words}
    read = "\n".join((service.description, *service.bring, service.fee, service.self_help, *service.happens))
    return own + [each for each in _official_words(read, office.glossary) if each[1].word not in told]


@lru_cache(maxsize=128)
def _official_words(read: str, glossary: tuple[GlossaryWord, ...]) -> tuple[tuple[str, GlossaryWord], ...]:
    """Return the glossary words in a text of the catalogue, each as it stands there; kept, for each visitor reads the same."""
    found: dict[str, tuple[str, GlossaryWord]] = {}
    for start, end, entry in _spans(read, glossary):
        found.setdefault(entry.word, (read[start].upper() + read[start + 1 : end], entry))
    return tuple(found.values())


def words_of_notes(notes: Iterable[str], told: Iterable[GlossaryWord], office: Office) -> list[list[GlossaryWord]]:
    """Return for each note the glossary words to explain beneath it: those that neither `told` nor an earlier note explains."""
    known = {entry.word for entry in told}
    found: list[list[GlossaryWord]] = []
    for note in notes:
        new = _new(note, office, known)
        known |= {entry.word for entry in new}
        found.append(new)
    return found


def _new(text: str, office: Office, known: set[str]) -> list[GlossaryWord]:
    found = {entry.word: entry for _, _, entry in spans_in(text, office)}
    return [entry for word, entry in found.items() if word not in known]


@lru_cache(maxsize=16)
def _lexicon(glossary: tuple[GlossaryWord, ...]) -> _Lexicon:
    return _Lexicon(glossary)


def _parts(text: str) -> Iterator[_Part]:
    for found in _PART.finditer(text):
        yield _Part(_singulars(folded(found[0])), found.start(), found.end())


def _singulars(word: str) -> frozenset[str]:
    """Return what a folded word may be for one: itself, and without the ending of a plural."""
    keys = {word}
    if len(word) >= _LEAST and word.endswith("s") and not word.endswith("ss"):
        keys.add(word[:-1])
        if word.endswith("ies"):
            keys.add(f"{word[:-3]}y")
        elif word.endswith("es") and word[:-2].endswith(_TAKES_ES):
            keys.add(word[:-2])
    return frozenset(keys)


def _same(form: list[_Part], stretch: list[_Part]) -> bool:
    return len(form) == len(stretch) and all(one.keys & other.keys for one, other in zip(form, stretch, strict=True))


def _joined(text: str, parts: list[_Part]) -> bool:
    """Whether parts are one word: only spaces or a hyphen between them, and no underscore on either side."""
    around = text[max(0, parts[0].start - 1) : parts[0].start] + text[parts[-1].end : parts[-1].end + 1]
    return "_" not in around and all(_BETWEEN.fullmatch(text[one.end : two.start]) for one, two in pairwise(parts))
