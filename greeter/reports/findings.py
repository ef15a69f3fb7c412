"""What to improve, in words: an act, the evidence for it, and what it would bring. Never about a person.

To add a kind of finding: 1. its class here, with `weight` and `words`; 2. its search in `greeter.reports.improve`; 3. a test on a small hand-made day
where it must speak, and one where it must be silent.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol

from greeter.reports.numbers import money, number
from greeter.reports.quantities import Amount, Saving, Share, Unit, tenths
from greeter.reports.said import hours_words
from greeter.reports.wording import amount_text, minutes_digits, saved_text, thousands

if TYPE_CHECKING:
    from greeter.texts import Texts


class Words(NamedTuple):
    """A finding as it is read. effect: what it would save, and what that takes for granted; or why that is not known."""

    act: str
    evidence: str
    effect: str


class Finding(Protocol):
    """Something that could be better."""

    @property
    def subject(self) -> str:
        """What it is about; one finding for each."""
        ...

    @property
    def weight(self) -> float:
        """How many visits it concerns."""
        ...

    @property
    def size(self) -> Share:
        """How large it is: so many of the visits that were looked at."""
        ...

    @property
    def saving(self) -> Saving:
        """What it would save in the days in which it was seen."""
        ...

    def words(self, texts: Texts) -> Words:
        """Say it."""
        ...


class Counted:
    """What is so in `k` of `n` visits: it weighs as much as it has visits."""

    __slots__ = ()
    k: int
    n: int

    @property
    def weight(self) -> float:
        """In how many visits it was so."""
        return self.k

    @property
    def size(self) -> Share:
        """In how many, of those in which it could have been."""
        return Share(self.k, self.n)


class Missed:
    """What was outside the standard: it weighs as much as would have to be in time."""

    __slots__ = ()
    share: Share
    saving: Saving

    @property
    def weight(self) -> float:
        """How many more would be in time."""
        return self.saving.value or 0.0

    @property
    def size(self) -> Share:
        """Outside the standard."""
        return Share(self.share.n - self.share.k, self.share.n)


@dataclass(frozen=True, slots=True)
class SlowHours:
    """Hours in which the standard was missed more than in the others."""

    first: int
    end: int
    outside: int
    all_outside: int
    serving: float
    """How many counters were serving, on average."""
    counters: int
    """How many the office has."""
    gained: int
    """So many more would be in time if these hours did as well as the others."""
    rest: Share
    judged: int = 0
    """So many came in these hours and count for the standard."""
    saving: Saving = field(kw_only=True)

    @property
    def subject(self) -> str:
        """The hours."""
        return "hours"

    @property
    def weight(self) -> float:
        """How many would be in time."""
        return self.gained

    @property
    def size(self) -> Share:
        """Outside the standard, of those who came then."""
        return Share(self.outside, self.judged)

    @property
    def can_open(self) -> bool:
        """Whether there was room for one more counter to serve."""
        return self.serving <= self.counters - 1

    def words(self, texts: Texts) -> Words:
        """Say it."""
        hours = hours_words(texts, self.first, self.end)
        act = texts(
            "Have one more counter serving {hours}" if self.can_open else "Offer other times than {hours}", hours=hours
        )
        evidence = texts(
            "{k} of the {n} outside the standard came then. On average {serving} of {counters} counters were serving.",
            k=thousands(self.outside, texts), n=thousands(self.all_outside, texts), serving=number(f"{self.serving:.1f}", texts),
            counters=self.counters,
        )  # fmt: skip
        effect = texts(
            "At the other hours’ {percent}%, {n} more would be in time.",
            percent=self.rest.percent, n=saved_text(texts, self.saving),
        )  # fmt: skip
        return Words(act, evidence, effect)


@dataclass(frozen=True, slots=True)
class SlowService(Missed):
    """A service that misses its goal."""

    service: str
    name: str
    share: Share
    target: int
    counters: int
    all_counters: int
    saving: Saving = field(kw_only=True)

    @property
    def subject(self) -> str:
        """The service's wait."""
        return f"wait:{self.service}"

    def words(self, texts: Texts) -> Words:
        """Say it."""
        few = 2 * self.counters <= self.all_counters
        act = (
            texts("Let one more counter serve {service}", service=self.name)
            if few
            else texts("Find what holds up {service}", service=self.name)
        )
        evidence = texts(
            "{k} of {n} were served within {target} min.",
            k=thousands(self.share.k, texts), n=thousands(self.share.n, texts), target=self.target,
        )  # fmt: skip
        if few:
            evidence += " " + texts.count(
                self.counters,
                "{n} counter of {all} serves it.",
                "{n} counters of {all} serve it.",
                all=self.all_counters,
            )
        goal = round(100 * (self.share.goal or 0))
        effect = texts("Its goal of {goal}% needs {n} more in time.", goal=goal, n=saved_text(texts, self.saving))
        return Words(act, evidence, effect)


@dataclass(frozen=True, slots=True)
class Lacking(Counted):
    """A service to which people come without what is needed."""

    service: str
    name: str
    k: int
    n: int
    usually: str
    """What the office's file says is usually missing, one sentence; empty where nothing is."""
    longer_ms: int
    """So much longer their service took; under a minute is not worth a word."""
    rate: float
    currency: str
    saving: Saving = field(kw_only=True)
    few: bool = field(kw_only=True)
    """Whether those who lacked something, or the others, are too few to be held against each other."""

    @property
    def subject(self) -> str:
        """What is brought to the service."""
        return f"lacking:{self.service}"

    def words(self, texts: Texts) -> Words:
        """Say it."""
        act = texts("Say what to bring for {service} before people wait", service=self.name)
        evidence = texts(
            "{k} of {n} came without something they needed.", k=thousands(self.k, texts), n=thousands(self.n, texts)
        )
        if self.usually:
            evidence += " " + texts("Usually: {what}", what=texts.ended(self.usually))
        return Words(act, evidence, self._effect(texts))

    def _effect(self, texts: Texts) -> str:
        if not self.saving.known and self.few:
            return texts("What that would save is not known: there were too few to compare.")
        if not self.saving.known:
            return texts("What that would save is not known: they took no longer, and as many were settled.")
        n = saved_text(texts, self.saving)
        if self.saving.unit is Unit.SPARED:
            return texts("If all brought it, {n} more would be settled at once.", n=n)
        minutes = tenths(self.longer_ms)
        cost = Amount(self.k * float(minutes) / 60 * self.rate, self.k, Unit.MONEY)
        return texts("If all brought it, {n} min of work less.", n=n) + " " + texts(
            "Cost: {k} × {minutes} min longer at {rate} an hour = {cost}.",
            k=thousands(self.k, texts), minutes=number(minutes, texts), rate=money(self.currency, f"{self.rate:.2f}", texts),
            cost=amount_text(texts, cost, self.currency),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class SentOn(Counted):
    """A service from which many are sent on to another."""

    service: str
    to: str
    name: str
    to_name: str
    k: int
    n: int
    mean_wait_ms: int
    """Of those who were served again; 0 where nobody was."""
    hint: str
    """What the office's file says a clerk should know before sending anybody on."""
    saving: Saving = field(kw_only=True)

    @property
    def subject(self) -> str:
        """The way from one to the other."""
        return f"sent:{self.service}>{self.to}"

    def words(self, texts: Texts) -> Words:
        """Say it."""
        act = texts("Do at {service} what sends people to {other}", service=self.name, other=self.to_name)
        evidence = texts("{k} of {n} were sent on.", k=thousands(self.k, texts), n=thousands(self.n, texts))
        if self.mean_wait_ms:
            evidence += " " + texts(
                "They waited again, {minutes} min on average.", minutes=minutes_digits(self.mean_wait_ms, texts)
            )
        evidence += f" {texts.ended(self.hint)}" * bool(self.hint)
        return Words(act, evidence, self._effect(texts))

    def _effect(self, texts: Texts) -> str:
        n, bound = saved_text(texts, self.saving), self.saving.bound
        if self.saving.unit is Unit.SPARED:
            return texts(
                "If nobody were sent on: {n} fewer." if bound else "If as few were sent on as elsewhere: {n} fewer.",
                n=n,
            )
        return texts(
            "If nobody were sent on: {n} min of waiting less."
            if bound
            else "If as few were sent on as elsewhere: {n} min of waiting less.",
            n=n,
        )


@dataclass(frozen=True, slots=True)
class CameBack(Counted):
    """A service whose matters come back."""

    service: str
    name: str
    k: int
    n: int
    cost: float
    currency: str
    saving: Saving = field(kw_only=True)

    @property
    def subject(self) -> str:
        """The service's repeats."""
        return f"back:{self.service}"

    def words(self, texts: Texts) -> Words:
        """Say it."""
        act = texts("Settle {service} at the first visit", service=self.name)
        evidence = texts(
            "{k} of {n} visits were about a matter that had come back.",
            k=thousands(self.k, texts),
            n=thousands(self.n, texts),
        )
        effect = texts(
            "Serving them again cost {cost}.",
            cost=amount_text(texts, Amount(self.cost, self.k, Unit.MONEY), self.currency),
        )
        spared = texts(
            "If none came back: {n} visits fewer."
            if self.saving.bound
            else "If as few came back as elsewhere: {n} visits fewer.",
            n=saved_text(texts, self.saving),
        )
        return Words(act, evidence, f"{spared} {effect}")


@dataclass(frozen=True, slots=True)
class OverWeeks:
    """A finding that shows only over the four weeks, not in the days of the report."""

    finding: Finding

    @property
    def subject(self) -> str:
        """That of the finding itself."""
        return self.finding.subject

    @property
    def weight(self) -> float:
        """Behind all findings of the days themselves."""
        return self.finding.weight / 1_000_000

    @property
    def size(self) -> Share:
        """That of the finding itself."""
        return self.finding.size

    @property
    def saving(self) -> Saving:
        """That of the finding itself, in the four weeks."""
        return self.finding.saving

    def words(self, texts: Texts) -> Words:
        """Say it, and over which time."""
        said = self.finding.words(texts)
        return said._replace(evidence=texts("In four weeks, {evidence}", evidence=said.evidence))
