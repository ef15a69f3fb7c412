"""What to improve, in words: a language that waits longer, a promise nobody can keep, a step that does not help. As `greeter.reports.findings`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from greeter.reports.findings import Counted, Missed, Words
from greeter.reports.said import LanguageName
from greeter.reports.wording import saved_text, thousands

if TYPE_CHECKING:
    from greeter.reports.quantities import Saving, Share
    from greeter.texts import Texts


@dataclass(frozen=True, slots=True)
class LanguageBehind(Missed):
    """A language whose speakers are served in time less often than others who came for the same services."""

    language: str
    share: Share
    expected: float
    """So many would have been in time at the shares of the others who came for the same service on the same day."""
    saving: Saving = field(kw_only=True)

    @property
    def subject(self) -> str:
        """The language."""
        return f"language:{self.language}"

    def words(self, texts: Texts) -> Words:
        """Say it."""
        name = texts(LanguageName(self.language))
        act = texts("Have somebody at hand who speaks {language}", language=name)
        evidence = texts(
            "{k} of {n} were served in time; others who came for the same: {percent}%.",
            k=thousands(self.share.k, texts), n=thousands(self.share.n, texts), percent=int(100 * self.expected / self.share.n + 0.5),
        )  # fmt: skip
        return Words(
            act, evidence, texts("At the others’ share, {n} more would be in time.", n=saved_text(texts, self.saving))
        )


@dataclass(frozen=True, slots=True)
class UnmetStandard(Missed):
    """A standard that was missed more often than met, and at no hour kept: nobody can keep it as things are."""

    service: str
    name: str
    share: Share
    target: int
    best: Share
    """Of the hour that did best."""
    possible: int
    """Within so many minutes the goal's share was served."""
    saving: Saving = field(kw_only=True)

    @property
    def subject(self) -> str:
        """The service's wait."""
        return f"wait:{self.service}"

    @property
    def weight(self) -> float:
        """How many waited longer than they were promised."""
        return self.share.n - self.share.k

    def words(self, texts: Texts) -> Words:
        """Say it."""
        act = texts("Promise for {service} what can be kept, or find it more hands", service=self.name)
        evidence = texts(
            "{k} of {n} were served within {target} min. Even the best hour kept it in {percent}%.",
            k=thousands(self.share.k, texts), n=thousands(self.share.n, texts), target=self.target, percent=self.best.percent,
        )  # fmt: skip
        effect = texts(
            "{percent}% were served within {minutes} min: a promise of that would have been kept.",
            percent=round(100 * (self.share.goal or 0)), minutes=self.possible,
        )  # fmt: skip
        effect += " " + texts(
            "Its goal of {goal}% needs {n} more in time.",
            goal=round(100 * (self.share.goal or 0)), n=saved_text(texts, self.saving),
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
    saving: Saving = field(kw_only=True)

    @property
    def subject(self) -> str:
        """The step."""
        return f"step:{self.service}:{self.what}"

    def words(self, texts: Texts) -> Words:
        """Say it."""
        act = texts("Change the step “{step}” of {service}", step=self.what, service=self.name)
        evidence = texts(
            "In {k} of {n} visits clerks said that it did not help.",
            k=thousands(self.k, texts),
            n=thousands(self.n, texts),
        )
        effect = texts(
            "If it never failed: {n} visits fewer."
            if self.saving.bound
            else "If it failed as seldom as the other steps: {n} visits fewer.",
            n=saved_text(texts, self.saving),
        )
        return Words(act, evidence, effect)
