"""Full-text search over what an office file says about each service.

Looks at the same texts, summed: phrase by phrase (BM25 over stems; the best phrases of a service count most), the service as a whole, its name,
and by runs of letters. Words that are half-written or misspelt are mended first, and short forms are led back to the words they stand for. A service
is only offered when enough of what was said fits it.
"""

from __future__ import annotations

import math
import sqlite3
from collections import defaultdict
from contextlib import closing
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from greeter.guidance.folded import words_of
from greeter.guidance.initials import short_forms_in, short_forms_of
from greeter.guidance.likeness import Likeness, runs_of
from greeter.guidance.spelling import Spelling

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from greeter.model.catalogue import Service

MOST_SIGNS = 2_000
"""Of what was said, so much is read."""
MOST_WORDS = 16
"""Different words that are searched for; of more, the rarest ones."""
LEAST_SHARE = 1 / 3
"""A service fits when this share of the words said, by their weight, is found in its texts, or ENOUGH_WORDS of them."""
ENOUGH_WORDS = 2
UNKNOWN_SHARE = 0.6
"""Weight of a word that the catalogue does not have, beside one that only one service has."""
PHRASES_WORTH = 0.5
"""Beside the other looks: the service as a whole, its letters, its name, and the share of what was said that it has."""
FADE = 0.5
"""Each further phrase of the same service counts half of the one before."""

_CARRY_NOTHING = """
a about also am an and any are as at be been but by can cant could d did didn do does doesn doing don dont for from get go going got had has
have having he hello her here hi his how i if im in into is isn it its ive just know ll like looking m me might must my need not now of on or
our ours please re really s she should so some t tell than thank thanks that the their them then there these they thing this those to today too
try trying us ve very want wanna was we went were what when where which who why will with won would yes you your yours
"""
STOP_WORDS = frozenset(_CARRY_NOTHING.split())
_TABLES = """
create virtual table phrase using fts5(words, text unindexed, service unindexed, worth unindexed, tokenize = 'porter unicode61 remove_diacritics 2');
create virtual table whole using fts5(main, more, service unindexed, tokenize = 'porter unicode61 remove_diacritics 2');
"""
_PHRASES = (
    "select service, text, -bm25(phrase) * worth as fit from phrase where phrase match ? order by fit desc limit 200"
)
_WHOLE = "select service, -bm25(whole, 1.0, 0.5) as fit from whole where whole match ? order by fit desc limit 60"


@dataclass(frozen=True, slots=True)
class Fit:
    """How a service fits what was said."""

    score: float
    """0 to 1, beside the best one; only for comparing fits of one search."""
    share: float
    """Share of the words said, by their weight, that are found in its texts."""
    enough: bool
    """Whether it may be offered."""
    why: str
    """The phrase of the catalogue that fits best: "put up a fence"."""


class FullText:
    """An index of its own, in memory, over services. May be used from any thread.

    learned: words that were learned to mean a service, each with its worth beside the catalogue's own (1.0).
    """

    def __init__(self, services: Sequence[Service], learned: Mapping[str, Sequence[tuple[str, float]]]) -> None:
        self._count = len(services)
        self._lock = Lock()
        self._db = sqlite3.connect(":memory:", check_same_thread=False)
        self._db.executescript(_TABLES)
        words: set[str] = set()
        wholes: dict[str, str] = {}
        self._very_phrase: dict[frozenset[str], set[str]] = defaultdict(set)
        for service in services:
            texts = [*texts_of(service), *learned.get(service.id, ())]
            words.update(self._index(service, texts))
            wholes[service.id] = " . ".join(text for text, _ in texts)
        self._db.commit()
        self._spelling = Spelling(words)
        self._letters = Likeness(wholes, runs_of)
        self._names = Likeness({each.id: f"{each.programme} . {each.name}" for each in services}, words_of)
        self._short_forms = short_forms_in(wholes.values())

    def close(self) -> None:
        """Free the index."""
        self._db.close()

    def fits(self, words: str) -> dict[str, Fit]:
        """Return how each service fits what was said, best first; those of which nothing was said are left out. Never raises on any text."""
        said = self._said(words)
        if not said:
            return self._word_for_word(words)
        with self._lock:
            weights = {word: self._weigh(meant) for word, meant in said.items()}
            found = [word for word, (_, services) in weights.items() if services]
            if not found:
                return {}
            search = sorted({each for word in found[:MOST_WORDS] for each in said[word]})
            everything = sum(weight for weight, _ in weights.values())
            shares: dict[str, float] = defaultdict(float)
            for weight, services in weights.values():
                for service in services:
                    shares[service] += weight / everything
            mended = " ".join([words[:MOST_SIGNS], *(each for each in search if each not in said)])
            very = dict.fromkeys(self._very_phrase.get(frozenset(search), ()), 1.0)
            scores, why = self._scores(search, [(1.0, self._letters.to(mended)), (1.0, shares), (PHRASES_WORTH, very)])
        fits: dict[str, Fit] = {}
        for service in sorted(why, key=lambda service: (-scores[service], service)):
            fitting = sum(service in services for _, services in weights.values())
            enough = shares[service] >= LEAST_SHARE or fitting >= ENOUGH_WORDS
            fits[service] = Fit(scores[service], min(1.0, shares[service]), enough, why[service])
        return fits

    def _index(self, service: Service, texts: Sequence[tuple[str, float]]) -> Iterator[str]:
        for text, worth in texts:
            self._db.execute("insert into phrase values (?, ?, ?, ?)", (_searched(text), text, service.id, worth))
            words = words_of(text)
            self._very_phrase[frozenset(words) - STOP_WORDS].add(service.id)
            yield from words
        main, more = ([_searched(text) for text, worth in texts if (worth >= 1) is chief] for chief in (True, False))
        self._db.execute("insert into whole values (?, ?, ?)", (" . ".join(main), " . ".join(more), service.id))

    def _said(self, words: str) -> dict[str, list[str]]:
        """Return the words that carry meaning, each with the catalogue's words that it may mean; itself where there are none."""
        typed = words_of(words[:MOST_SIGNS])
        kept = [word for word in dict.fromkeys(typed) if word not in STOP_WORDS]
        may_go_on = typed[-1:] if words[-1:].isalnum() else []
        said: dict[str, list[str]] = {}
        mended = 0
        for word in kept[: 4 * MOST_WORDS]:
            if self.stands(word):
                said[word] = [word]
            elif mended < MOST_WORDS:
                mended += 1
                said[word] = self._spelling.meant(word, may_go_on=word in may_go_on) or [word]
        forms = short_forms_of(typed, self._short_forms) | short_forms_of(kept, self._short_forms)
        for form, spelled in forms.items():
            said.setdefault(form, [form])
            for word in spelled:
                if word in said and word not in said[form]:
                    said[word] = [*said[word], form]
        return said

    def _word_for_word(self, words: str) -> dict[str, Fit]:
        """Return the services that have this very phrase, for phrases of little words: "I don't know where to go"."""
        typed = words_of(words[:MOST_SIGNS])
        if not typed:
            return {}
        with self._lock:
            rows = self._db.execute(
                "select service, text from phrase where phrase match ?", (f'"{" ".join(typed)}"',)
            ).fetchall()
        return {service: Fit(1.0, 1.0, enough=True, why=text) for service, text in rows if words_of(text) == typed}

    def stands(self, word: str) -> bool:
        """Whether a word, folded, is one of the catalogue's own."""
        with (
            self._lock,
            closing(self._db.execute("select 1 from whole where whole match ? limit 1", (_any([word]),))) as rows,
        ):
            return rows.fetchone() is not None

    def _weigh(self, meant: list[str]) -> tuple[float, set[str]]:
        """Return how much a word tells apart, and the services that it fits. A word that fits none weighs less."""
        services = {row[0] for row in self._db.execute("select service from whole where whole match ?", (_any(meant),))}
        if not services:
            return UNKNOWN_SHARE * math.log(1 + (self._count + 1) / 1.5), services
        return math.log(1 + (self._count + 1) / (len(services) + 0.5)), services

    def _scores(
        self, search: list[str], looks: list[tuple[float, Mapping[str, float]]]
    ) -> tuple[dict[str, float], dict[str, str]]:
        """Return the mean of all looks at the services by their worth, each beside its best one, and the phrases that fit best.

        search: the catalogue's words that are meant. looks: those that were had already, each with its worth.
        """
        phrases: dict[str, list[float]] = defaultdict(list)
        why: dict[str, str] = {}
        for service, text, fit in self._db.execute(_PHRASES, (_any(search),)):
            phrases[service].append(fit)
            why.setdefault(service, text)
        best_phrases = {
            service: sum(fit * FADE**n for n, fit in enumerate(found)) for service, found in phrases.items()
        }
        whole = dict(self._db.execute(_WHOLE, (_any(search),)).fetchall())
        looks = [*looks, (PHRASES_WORTH, best_phrases), (1.0, whole), (1.0, self._names.to(" ".join(search)))]
        everything = sum(worth for worth, _ in looks)
        total: dict[str, float] = defaultdict(float)
        for worth, look in looks:
            best = max(look.values(), default=0.0) or 1.0
            for service, fit in look.items():
                total[service] += worth * fit / best / everything
        return total, why


def texts_of(service: Service) -> Iterator[tuple[str, float]]:
    """Yield what is said about a service, with its worth: what it is found by."""
    yield service.name, 1.2
    yield from ((part.strip(), 1.0) for part in service.hint.split(",") if part.strip())
    yield from ((synonym, 1.0) for synonym in service.synonyms)
    yield from ((text, 0.6) for entry in service.words for text in (entry.word, *entry.also))
    yield from ((text, 0.5) for text in (service.description, service.programme) if text)


def _any(words: Iterable[str]) -> str:
    """Return a full-text query for any of the words; each is quoted, so that nothing in it is an operator."""
    return " OR ".join('"' + word.replace('"', '""') + '"' for word in words)


def _searched(text: str) -> str:
    """Return a text as it is searched in: beyond ASCII word for word as what is typed is read, folded and in pairs of Chinese signs."""
    return text if text.isascii() else " ".join(words_of(text))
