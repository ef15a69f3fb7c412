"""Suggested next steps for a visit, and the day by which each is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from greeter.problems import BadInput

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from greeter.model.catalogue import NextStep, Office, Service
    from greeter.texts import Texts

FEWEST_CASES = 5
"""With fewer earlier requests a count says nothing, and is not shown."""
LONGEST_SEARCH = 3 * 366
"""Days looked ahead for an open day."""


class Ticked(NamedTuple):
    """How often a step was handed over before: `resolved` of `n` ended requests that had it were resolved."""

    resolved: int
    n: int


@dataclass(frozen=True, slots=True)
class SuggestedStep:
    """A step to offer, and what speaks for it."""

    step: NextStep
    evidence: Ticked | None = None
    """None where too few requests had it before."""

    def told(self, texts: Texts) -> str:
        """Return the evidence for a clerk, `Resolved 21 of 24 like this`, or an empty text."""
        if self.evidence is None:
            return ""
        return texts("Resolved {resolved} of {n} like this", resolved=self.evidence.resolved, n=self.evidence.n)


def suggested(service: Service, ticked_before: Mapping[str, Ticked] | None = None) -> list[SuggestedStep]:
    """Return the catalogue's steps for a service, in its order.

    `ticked_before` counts, by the step's `what`, the earlier requests of this service that had it; the journal tells them.
    """
    counts = ticked_before or {}
    return [SuggestedStep(step, _worth_saying(counts.get(step.what))) for step in service.steps]


def due_date(office: Office, today: date, days: int) -> date:
    """Return the day that lies `days` working days after `today`: days on which the office opens. 0 is today itself.

    Raises BadInput for a negative number, or when the office does not open for three years.
    """
    if days < 0:
        raise BadInput("A step can't be due before today.", "Choose today or a later day.")
    day, left = today, days
    for _ in range(LONGEST_SEARCH):
        if left == 0:
            return day
        day += timedelta(days=1)
        left -= is_working_day(office, day)
    raise BadInput("The office has no open day to put this on.", "Check the opening hours in the office file.")


def is_working_day(office: Office, day: date) -> bool:
    """Whether the office opens on a day."""
    return bool(office.hours.get(day.weekday())) and day not in office.closed_days


def due_words(texts: Texts, office: Office, today: date, days: int | None) -> str:
    """Return when a step is due, for visitor and clerk: `Today`, `1 working day, by Nov 25`; empty where it has no date."""
    if days is None:
        return ""
    if days == 0:
        return texts("Today")
    by = texts.short_date(due_date(office, today, days))
    return texts.count(days, "{n} working day, by {date}", "{n} working days, by {date}", date=by)


def detail_line(texts: Texts, office: Office, today: date, step: NextStep) -> str:
    """Return the line beneath a step: how, and when it is due. `By card or check. Today`."""
    due = due_words(texts, office, today, step.due_days)
    parts = [part.rstrip(".") for part in (step.detail, due) if part]
    return ". ".join(parts)


def _worth_saying(counted: Ticked | None) -> Ticked | None:
    return counted if counted is not None and counted.n >= FEWEST_CASES else None
