"""From a visitor's own words to a service: the kiosk's and the staff's search.

Full-text search over the office file finds at first; what clerks corrected is learned on top, and speaks louder the more of it there is. "None of
these" is an answer, too: where nothing fits, or it is not sure enough.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from greeter.guidance.full_text import FullText
from greeter.guidance.identity_numbers import has_identity_number, identity_numbers_masked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from greeter.model.catalogue import Office, Service

__all__ = ["Match", "ReasonSearch", "has_identity_number", "identity_numbers_masked"]

LEAST_OF_BEST = 0.35
"""A second choice needs this share of the first one's score."""


@dataclass(frozen=True, slots=True)
class Match:
    """A service that may be meant."""

    service_id: str
    score: float
    """0 to 1: how much of what was said fits, beside the best one. Only for comparing matches of one search."""
    why: str
    """The phrase of the catalogue that fits best: "put up a fence"."""


class ReasonSearch:
    """A search over an office's services. May be used from any thread.

    `among`: the services to choose among; by default all of the office, also those that the kiosk does not list.
    """

    def __init__(self, office: Office, among: Iterable[Service] | None = None) -> None:
        self._text = FullText(list(office.services if among is None else among), {})

    def close(self) -> None:
        """Free the index."""
        self._text.close()

    def find(self, words: str, limit: int = 3) -> list[Match]:
        """Return the services that fit what was said, best first; an empty list where none does. Never raises on any text."""
        fits = {service: fit for service, fit in self._text.fits(words).items() if fit.enough}
        best = max((fit.score for fit in fits.values()), default=0.0)
        return [
            Match(service, round(fit.score * (1 + fit.share) / 2, 4), fit.why)
            for service, fit in fits.items()
            if fit.score >= LEAST_OF_BEST * best
        ][:limit]
