"""From a visitor's own words to a service: the kiosk's and the staff's search.

Full-text search over the office file finds at first; what clerks corrected is learned on top, and speaks louder the more of it there is. "None of
these" is an answer, too: where nothing fits, or where it is not sure enough.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from greeter.guidance.full_text import FullText, texts_of
from greeter.guidance.identity_numbers import has_identity_number, identity_numbers_masked
from greeter.guidance.learned_words import LearnedWords, may_learn
from greeter.guidance.pinyin import Pinyin

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from greeter.guidance.full_text import Fit
    from greeter.guidance.lessons import Taught
    from greeter.model.catalogue import Office, Service

__all__ = ["Answer", "Match", "ReasonSearch", "has_identity_number", "identity_numbers_masked"]

LEAST_OF_BEST = 0.35
"""A second choice needs this share of the first one's score."""
FEWEST_EXAMPLES = 20
"""With fewer examples the linear model is not asked."""
HALF_LEARNED = 5.0
"""Examples a service, in the mean, at which what was learned and the office file speak equally loud."""
LEAST_LEARNED = 0.1
"""A service of which the office file finds nothing is offered from this learned share on."""


@dataclass(frozen=True, slots=True)
class Match:
    """A service that may be meant."""

    service_id: str
    score: float
    """0 to 1: how much of what was said fits, beside the best one. Only for comparing matches of one search."""
    why: str
    """The phrase of the catalogue that fits best: "put up a fence"; empty where only past visits tell."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What may be meant, best first, and whether that is sure enough to go by; where it is not, "talk to a person" is offered first."""

    matches: tuple[Match, ...]
    sure: bool


class ReasonSearch:
    """A search over an office's services. May be used from any thread.

    `among`: the services to choose among; by default all of the office, also those that the kiosk does not list. taught: what was learned in the
    language that is searched in. To make one with many examples takes seconds, so it belongs off a screen's thread.
    """

    def __init__(self, office: Office, among: Iterable[Service] | None = None, taught: Taught | None = None) -> None:
        services = list(office.services if among is None else among)
        self._ids = {service.id for service in services}
        self._text = FullText(services, taught.worths() if taught else {})
        phrases = (text for service in services for text, _ in texts_of(service))
        self._pinyin = Pinyin(phrases, self._text.stands)
        self._learned, self._loudness = _learned(services, taught)

    def close(self) -> None:
        """Free the index."""
        self._text.close()

    def find(self, words: str, limit: int = 3) -> list[Match]:
        """Return the services that fit what was said, best first; an empty list where none does. Never raises on any text."""
        return list(self.answer(words, limit).matches)

    def answer(self, words: str, limit: int = 3) -> Answer:
        """Return the services that fit what was said, and whether the first is sure enough. Never raises on any text."""
        words = self._pinyin.in_signs(words)
        fits = {service: fit for service, fit in self._text.fits(words).items() if fit.enough}
        if self._learned is None or not words.strip():
            return Answer(tuple(_offered(fits)[:limit]), sure=bool(fits))
        told = self._learned.ask([words])
        shares = {
            service: float(share)
            for service, share in zip(told.services, told.shares[0], strict=True)
            if service in self._ids
        }
        sure = float(told.sureness[0]) >= 0
        if not fits and not sure:
            return Answer((), sure=False)
        return Answer(tuple(self._together(fits, shares)[:limit]), sure)

    def _together(self, fits: Mapping[str, Fit], shares: Mapping[str, float]) -> list[Match]:
        """Weigh what the office file says against what was learned, by how much of it there is."""
        best = max((fit.score for fit in fits.values()), default=1.0)
        most = max(shares.values(), default=1.0) or 1.0
        found: list[Match] = []
        for service in sorted({*fits, *(each for each, share in shares.items() if share >= LEAST_LEARNED)}):
            fit = fits.get(service)
            by_file = fit.score / best if fit else 0.0
            score = (1 - self._loudness) * by_file + self._loudness * shares.get(service, 0.0) / most
            found.append(Match(service, round(score, 4), fit.why if fit else ""))
        found.sort(key=lambda match: (-match.score, match.service_id))
        return [match for match in found if match.score >= LEAST_OF_BEST * found[0].score]


def _learned(services: Iterable[Service], taught: Taught | None) -> tuple[LearnedWords | None, float]:
    """Return what the examples teach, and how loud it speaks beside the office file, from 0 to 1."""
    about = {service.id: [service.name, *service.synonyms] for service in services}
    examples = [each for each in taught.examples if each.service in about] if taught else []
    if taught is None or len(examples) < FEWEST_EXAMPLES or len(about) < 2 or not may_learn():
        return None, 0.0
    a_service = len(examples) / len(about)
    return LearnedWords(examples, about, language=taught.language), a_service / (a_service + HALF_LEARNED)


def _offered(fits: Mapping[str, Fit]) -> list[Match]:
    best = max((fit.score for fit in fits.values()), default=0.0)
    return [
        Match(service, round(fit.score * (1 + fit.share) / 2, 4), fit.why)
        for service, fit in fits.items()
        if fit.score >= LEAST_OF_BEST * best
    ]
