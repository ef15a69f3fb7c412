"""From a visitor's own words to a service: full-text search over what an office file says about each.

Three looks at the same texts, summed: phrase by phrase (BM25 over stems; the best phrases of a service count most), the service as a whole,
and by runs of three letters. Words that are half-written or misspelt are mended first. A service is only offered when enough of what
was said fits it; "none of these" is an answer too.
"""

from __future__ import annotations

import math
import re
import sqlite3
import unicodedata
from collections import defaultdict
from contextlib import closing
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from greeter.guidance.identity_numbers import has_identity_number, identity_numbers_masked
from greeter.guidance.spelling import Spelling

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from greeter.model.catalogue import Office, Service

__all__ = ["Match", "ReasonSearch", "has_identity_number", "identity_numbers_masked"]

MOST_SIGNS = 2_000
"""Of what was said, so much is read."""
MOST_WORDS = 16
"""Different words that are searched for; of more, the rarest ones."""
LEAST_SHARE = 1 / 3
"""A service fits when this share of the words said, by their weight, is found in its texts, or ENOUGH_WORDS of them."""
ENOUGH_WORDS = 2
UNKNOWN_SHARE = 0.6
"""Weight of a word that the catalogue does not have, beside one that only one service has."""
LEAST_OF_BEST = 0.35
"""A second choice needs this share of the first one's score."""
FADE = 0.5
"""Each further phrase of the same service counts half of the one before."""

_WORD = re.compile(r"[^\W_]+")
_CARRY_NOTHING = """
a about also am an and any are as at be been but by can cant could d did didn do does doesn doing don dont for from get go going got had has
have having he hello her here hi his how i if im in into is isn it its ive just know ll like looking m me might must my need not now of on or
our ours please re really s she should so some t tell than thank thanks that the their them then there these they thing this those to today too
try trying us ve very want wanna was we went were what when where which who why will with won would yes you your yours
"""
_STOP_WORDS = frozenset(_CARRY_NOTHING.split())
_TABLES = """
create virtual table phrase using fts5(text, service unindexed, worth unindexed, tokenize = 'porter unicode61 remove_diacritics 2');
create virtual table whole using fts5(main, more, service unindexed, tokenize = 'porter unicode61 remove_diacritics 2');
create virtual table letters using fts5(text, service unindexed, tokenize = 'trigram');
"""
_PHRASES = (
    "select service, text, -bm25(phrase) * worth as fit from phrase where phrase match ? order by fit desc limit 200"
)
_WHOLE = "select service, -bm25(whole, 1.0, 0.5) as fit from whole where whole match ? order by fit desc limit 60"
_LETTERS = "select service, -bm25(letters) as fit from letters where letters match ? order by fit desc limit 60"


@dataclass(frozen=True, slots=True)
class Match:
    """A service that may be meant."""

    service_id: str
    score: float
    """0 to 1: how much of what was said fits, beside the best one. Only for comparing matches of one search."""
    why: str
    """The phrase of the catalogue that fits best: "put up a fence"."""


class ReasonSearch:
    """An index of its own, in memory, over an office's services. May be used from any thread.

    `among`: the services to choose among; by default all of the office, also those that the kiosk does not list.
    """

    def __init__(self, office: Office, among: Iterable[Service] | None = None) -> None:
        services = list(office.services if among is None else among)
        self._count = len(services)
        self._lock = Lock()
        self._db = sqlite3.connect(":memory:", check_same_thread=False)
        self._db.executescript(_TABLES)
        words: set[str] = set()
        for service in services:
            words.update(self._index(service))
        self._db.commit()
        self._spelling = Spelling(words)

    def close(self) -> None:
        """Free the index."""
        self._db.close()

    def find(self, words: str, limit: int = 3) -> list[Match]:
        """Return the services that fit what was said, best first; an empty list where none does. Never raises on any text."""
        said = self._said(words)
        if not said:
            return self._word_for_word(words)[:limit]
        with self._lock:
            weights = {word: self._weigh(meant) for word, meant in said.items()}
            found = [word for word, (_, services) in weights.items() if services]
            if not found:
                return []
            search = sorted({each for word in found[:MOST_WORDS] for each in said[word]})
            fits, why = self._fits(search)
        return self._chosen(weights, fits, why, limit)

    def _index(self, service: Service) -> Iterator[str]:
        main = [(text, worth) for text, worth in _texts(service) if worth >= 1]
        more = [(text, worth) for text, worth in _texts(service) if worth < 1]
        for text, worth in (*main, *more):
            self._db.execute("insert into phrase values (?, ?, ?)", (text, service.id, worth))
            yield from _words(text)
        both = " . ".join(text for text, _ in main), " . ".join(text for text, _ in more)
        self._db.execute("insert into whole values (?, ?, ?)", (*both, service.id))
        self._db.execute("insert into letters values (?, ?)", (_plain(" . ".join(both)), service.id))

    def _said(self, words: str) -> dict[str, list[str]]:
        """Return the words that carry meaning, each with the catalogue's words that it may mean; itself where there are none."""
        typed = _words(words[:MOST_SIGNS])
        kept = [word for word in dict.fromkeys(typed) if word not in _STOP_WORDS]
        may_go_on = typed[-1:] if words[-1:].isalnum() else []
        said: dict[str, list[str]] = {}
        mended = 0
        for word in kept[: 4 * MOST_WORDS]:
            if self._stands(word):
                said[word] = [word]
            elif mended < MOST_WORDS:
                mended += 1
                said[word] = self._spelling.meant(word, may_go_on=word in may_go_on) or [word]
        return said

    def _word_for_word(self, words: str) -> list[Match]:
        """Return the services that have this very phrase, for phrases of little words: "I don't know where to go"."""
        typed = _words(words[:MOST_SIGNS])
        if not typed:
            return []
        with self._lock:
            rows = self._db.execute(
                "select service, text from phrase where phrase match ?", (f'"{" ".join(typed)}"',)
            ).fetchall()
        return [Match(service, 1.0, text) for service, text in rows if _words(text) == typed]

    def _stands(self, word: str) -> bool:
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

    def _fits(self, search: list[str]) -> tuple[dict[str, float], dict[str, str]]:
        phrases: dict[str, list[float]] = defaultdict(list)
        why: dict[str, str] = {}
        for service, text, fit in self._db.execute(_PHRASES, (_any(search),)):
            phrases[service].append(fit)
            why.setdefault(service, text)
        looks = [{service: sum(fit * FADE**n for n, fit in enumerate(found)) for service, found in phrases.items()}]
        looks.append(dict(self._db.execute(_WHOLE, (_any(search),)).fetchall()))
        threes = {padded[at : at + 3] for word in search for padded in (f" {word} ",) for at in range(len(padded) - 2)}
        looks.append(dict(self._db.execute(_LETTERS, (_any(threes),)).fetchall()))
        total: dict[str, float] = defaultdict(float)
        for look in looks:
            best = max(look.values(), default=0.0) or 1.0
            for service, fit in look.items():
                total[service] += fit / best / len(looks)
        return total, why

    def _chosen(
        self, weights: dict[str, tuple[float, set[str]]], fits: dict[str, float], why: dict[str, str], limit: int
    ) -> list[Match]:
        everything = sum(weight for weight, _ in weights.values())
        matches: list[Match] = []
        for service in why:
            fitting = [weight for weight, services in weights.values() if service in services]
            share = sum(fitting) / everything
            if share >= LEAST_SHARE or len(fitting) >= ENOUGH_WORDS:
                matches.append(Match(service, round(fits[service] * (1 + share) / 2, 4), why[service]))
        matches.sort(key=lambda match: (-fits[match.service_id], match.service_id))
        best = fits[matches[0].service_id] if matches else 0.0
        return [match for match in matches if fits[match.service_id] >= LEAST_OF_BEST * best][:limit]


def _texts(service: Service) -> Iterator[tuple[str, float]]:
    """Yield what is said about a service, with its worth."""
    yield service.name, 1.2
    yield from ((part.strip(), 1.0) for part in service.hint.split(",") if part.strip())
    yield from ((synonym, 1.0) for synonym in service.synonyms)
    yield from ((text, 0.6) for entry in service.words for text in (entry.word, *entry.also))
    yield from ((text, 0.5) for text in (service.description, service.programme) if text)


def _words(text: str) -> list[str]:
    return [word[:40] for word in _WORD.findall(_plain(text))]


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def _any(words: Iterable[str]) -> str:
    """Return a full-text query for any of the words; each is quoted, so that nothing in it is an operator."""
    return " OR ".join('"' + word.replace('"', '""') + '"' for word in words)
