"""Suggested next steps for a visit with their evidence, and the day by which each is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from greeter.guidance.step_habits import FEWEST_CASES, NOTHING_KNOWN, same
from greeter.problems import BadInput

if TYPE_CHECKING:
    from datetime import date

    from greeter.guidance.step_habits import Count, Habits, Ticked
    from greeter.model.catalogue import NextStep, Office, Service
    from greeter.texts import Texts

LONGEST_SEARCH = 3 * 366
"""Days looked ahead for an open day."""


@dataclass(frozen=True, slots=True)
class SuggestedStep:
    """A step to offer, and what speaks for it."""

    step: NextStep
    evidence: Ticked | None = None
    """None where too few requests had it before."""
    added: Count | None = None
    """How many such requests had it, where it is no part of the catalogue."""
    refused: Count | None = None
    """In how many such requests it did not fit, where that is usual."""
    first: Count | None = None
    """In how many such requests it was done first, where the catalogue's first is another."""

    def told(self, texts: Texts) -> str:
        """Return the evidence for a clerk, `Resolved 21 of 24 like this`, or an empty text."""
        if self.added is not None:
            return texts("Learned: part of {times} of {n} such requests", times=self.added.times, n=self.added.n)
        if self.refused is not None:
            return texts("Did not fit in {times} of {n} such requests", times=self.refused.times, n=self.refused.n)
        if self.first is not None:
            return texts("Done first in {times} of {n} such requests", times=self.first.times, n=self.first.n)
        if self.evidence is not None:
            return texts("Resolved {resolved} of {n} like this", resolved=self.evidence.resolved, n=self.evidence.n)
        return ""


def suggested(service: Service, habits: Habits = NOTHING_KNOWN) -> list[SuggestedStep]:
    """Return the steps to offer for a service: the catalogue's as they are usually done, then what clerks often add.

    Steps that seldom fit are the last of the catalogue's; none is left out. While nothing is known the catalogue's order stands.
    """
    place = {what: nth for nth, what in enumerate(habits.order)}
    listed = sorted(
        service.steps, key=lambda step: (same(step.what) in habits.refused, place.get(same(step.what), len(place)))
    )
    offered = [
        SuggestedStep(
            step,
            _worth_saying(habits.ticked.get(same(step.what))),
            refused=habits.refused.get(same(step.what)),
            first=habits.first
            if nth == 0 and place.get(same(step.what)) == 0 and step is not service.steps[0]
            else None,
        )
        for nth, step in enumerate(listed)
    ]
    return offered + [SuggestedStep(step, added=count) for step, count in habits.added]


def likely_transfer(texts: Texts, office: Office, habits: Habits) -> str:
    """Return where such requests often went on to, with the count: `9 of 22 such requests went on to Permits.`; empty where nowhere."""
    known = ((office.service(to).name, count) for to, count in habits.went_on if office.has_service(to))
    return " ".join(
        texts("{times} of {n} such requests went on to {service}.", times=count.times, n=count.n, service=name)
        for name, count in known
    )


def often_missing(texts: Texts, service: Service, habits: Habits) -> str:
    """Return what visitors of a service lack, with the count where it is known: `A plot plan. 9 of 38 lacked it.`; empty where nothing is."""
    if not habits.missing:
        return service.usually_missing
    thing, count = habits.missing[0]
    return texts("{thing}. {times} of {n} lacked it.", thing=thing, times=count.times, n=count.n)


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
