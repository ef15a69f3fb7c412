"""What was learned from clerks: which service a visitor's words turned out to be about.

Learned from is the reason in the visitor's own words, beside the service under which the visit was finished: after every transfer and correction.
Sentences are read, learned from in memory, and kept nowhere; who may not read them (a kiosk on a server) uses words that occurred in several visits,
which a clerk's program writes into the table `lesson`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from greeter.guidance.folded import words_of
from greeter.guidance.full_text import STOP_WORDS
from greeter.guidance.learned_words import Example
from greeter.model.catalogue import HELP
from greeter.problems import StoreAway, StoreProblem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from greeter.model.catalogue import Office
    from greeter.store.store import Port

MOST_READ = 4_000
"""Newest visits of a language that are read."""
MOST_OF_A_SERVICE = 200
"""Of these, the newest of one service, so that a busy one does not outweigh the others."""
FEWEST_VISITS = 3
"""A word that occurred in fewer visits of a service is nobody's but theirs, and is not written."""
LEAST_LEANING = 0.5
"""A word is a lesson where this share of the visits that held it were about one service."""
WORTH = 0.8
"""Of a word that always meant one service, beside the office file's own phrases."""
SHORTEST_WORD = 3

_EXAMPLES = """
select p.value as words, r.service, n.value as name
from visit v join personal p on p.visit = v.id and p.field = 'reason' join request r on r.id = v.request
left join personal n on n.visit = v.id and n.field = 'name'
where v.office = :office and v.language = :language and r.state = 'finished'
order by v.business_day desc, v.arrived_at desc limit :most
"""
_LESSONS = "select service, word, visits, of_all from lesson where office = :office and language = :language"


@dataclass(frozen=True, slots=True)
class Lesson:
    """A word, and in how many visits of a service it was said; `of_all`: in how many of any service."""

    service: str
    word: str
    visits: int
    of_all: int


@dataclass(frozen=True, slots=True)
class Taught:
    """What there is to learn from in one language: examples, newest first, or else lessons."""

    language: str
    examples: tuple[Example, ...] = ()
    lessons: tuple[Lesson, ...] = ()

    def worths(self) -> dict[str, list[tuple[str, float]]]:
        """Return the words that lean to a service, with what each is worth in a full-text search."""
        found: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for each in self.lessons:
            leaning = each.visits / each.of_all
            if leaning >= LEAST_LEANING:
                found[each.service].append((each.word, WORTH * leaning))
        return dict(found)


def read_taught(port: Port, office: Office, language: str) -> Taught:
    """Read what was learned in a language: from the reasons where this login may read them, from the lessons where it may not.

    Raises StoreAway while the server is away.
    """
    values = {"office": office.id, "language": language}
    try:
        rows = port.rows(_EXAMPLES, {**values, "most": MOST_READ})
    except StoreAway:
        raise
    except StoreProblem:  # a kiosk's login reads nothing that visitors said
        rows = port.rows(_LESSONS, values)
        known = [row for row in rows if office.has_service(row["service"])]
        lessons = [Lesson(row["service"], row["word"], row["visits"], row["of_all"]) for row in known]
        return Taught(language, lessons=tuple(lessons))
    said = [(Example(row["words"], row["service"]), row["name"] or "") for row in rows]
    kept = _newest([(each, name) for each, name in said if each.service != HELP and office.has_service(each.service)])
    examples = tuple(each for each, _ in kept)
    names = {word for _, name in kept for word in words_of(name)}
    return Taught(language, examples, tuple(lessons_of(examples, names)))


def lessons_of(examples: Iterable[Example], names: Iterable[str] = ()) -> list[Lesson]:
    """Return the words that occurred in at least FEWEST_VISITS visits of a service, by service and word.

    Left out are small words, words with digits, and `names`: what any of these visitors is called.
    """
    never = STOP_WORDS | set(names)
    by_service: dict[str, Counter[str]] = defaultdict(Counter)
    of_all: Counter[str] = Counter()
    for each in examples:
        words = {word for word in words_of(each.words) if word not in never and _is_plain(word)}
        by_service[each.service].update(words)
        of_all.update(words)
    return [
        Lesson(service, word, visits, of_all[word])
        for service, counted in sorted(by_service.items())
        for word, visits in sorted(counted.items())
        if visits >= FEWEST_VISITS
    ]


def _is_plain(word: str) -> bool:
    return word.isalpha() and (len(word) >= SHORTEST_WORD or not word.isascii())


def _newest(said: Sequence[tuple[Example, str]]) -> list[tuple[Example, str]]:
    counted: Counter[str] = Counter()
    kept = []
    for each in said:
        counted[each[0].service] += 1
        if counted[each[0].service] <= MOST_OF_A_SERVICE:
            kept.append(each)
    return kept
