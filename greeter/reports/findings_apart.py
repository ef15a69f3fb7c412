"""What to improve, in words: a language that waits longer, a promise nobody can keep, a step that does not help. As `greeter.reports.findings`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from greeter.reports.findings import Counted, Words
from greeter.reports.quantities import Share
from greeter.reports.said import LanguageName
from greeter.reports.wording import thousands

if TYPE_CHECKING:
    from greeter.texts import Texts


@dataclass(frozen=True, slots=True)
class LanguageBehind:
    """A language whose speakers are served in time less often than others who came for the same services."""

    language: str
    share: Share
    expected: float
    """So many would have been in time at the shares of the others who came for the same service on the same day."""

    @property
    def subject(self) -> str:
        """The language."""
        return f"language:{self.language}"

    @property
    def weight(self) -> float:
        """How many more would be in time."""
        return self.gained

    @property
    def size(self) -> Share:
        """Outside the standard."""
        return Share(self.share.n - self.share.k, self.share.n)

    @property
    def gained(self) -> int:
        """How many more would be in time at the others' shares."""
        return max(int(self.expected - self.share.k + 0.5), 0)

    def words(self, texts: Texts) -> Words:
        """Say it."""
        name = texts(LanguageName(self.language))
        act = texts("Have somebody at hand who speaks {language}", language=name)
        evidence = texts(
            "{k} of {n} were served in time; others who came for the same: {percent}%.",
            k=thousands(self.share.k), n=thousands(self.share.n), percent=int(100 * self.expected / self.share.n + 0.5),
        )  # fmt: skip
        return Words(act, evidence, texts("At the others’ share, {n} more would be in time.", n=thousands(self.gained)))


@dataclass(frozen=True, slots=True)
class UnmetStandard:
    """A standard that was missed more often than met, and at no hour kept: nobody can keep it as things are."""

    service: str
    name: str
    share: Share
    target: int
    best: Share
    """Of the hour that did best."""
    possible: int
    """Within so many minutes the goal's share was served."""

    @property
    def subject(self) -> str:
        """The service's wait."""
        return f"wait:{self.service}"

    @property
    def weight(self) -> float:
        """How many waited longer than they were promised."""
        return self.share.n - self.share.k

    @property
    def size(self) -> Share:
        """Outside the standard."""
        return Share(self.share.n - self.share.k, self.share.n)

    def words(self, texts: Texts) -> Words:
        """Say it."""
        act = texts("Promise for {service} what can be kept, or find it more hands", service=self.name)
        evidence = texts(
            "{k} of {n} were served within {target} min. Even the best hour kept it in {percent}%.",
            k=thousands(self.share.k), n=thousands(self.share.n), target=self.target, percent=self.best.percent,
        )  # fmt: skip
        effect = texts(
            "{percent}% were served within {minutes} min: a promise of that would have been kept.",
            percent=round(100 * (self.share.goal or 0)), minutes=self.possible,
        )  # fmt: skip
        return Words(act, evidence, effect)


@dataclass(frozen=True, slots=True)
class StepFails(Counted):
    """A next step that clerks were suggested, and that did not help."""

    service: str
    name: str
    what: str
    k: int
    n: int

    @property
    def subject(self) -> str:
        """The step."""
        return f"step:{self.service}:{self.what}"

    def words(self, texts: Texts) -> Words:
        """Say it."""
        act = texts("Change the step “{step}” of {service}", step=self.what, service=self.name)
        evidence = texts(
            "In {k} of {n} visits clerks said that it did not help.", k=thousands(self.k), n=thousands(self.n)
        )
        return Words(
            act, evidence, texts("A step that helps would spare {n} visitors another way.", n=thousands(self.k))
        )
