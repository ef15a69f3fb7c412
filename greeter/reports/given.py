"""The answers of the survey by the business day on which they were given, out of the store, or out of what is kept of days that are over."""

from __future__ import annotations

from bisect import bisect_right
from sys import intern
from typing import TYPE_CHECKING, NamedTuple

from greeter.front_desk.case import Question
from greeter.reports.days import AT_ONCE
from greeter.reports.evidence import Answer
from greeter.reports.only import ALL, Only
from greeter.reports.satisfaction import GOOD
from greeter.reports.span import Span, stretches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from greeter.model.catalogue import Office
    from greeter.records.integrity import Rows
    from greeter.reports.kept import KeptDays

GIVEN = """
select s.visit, s.question, s.answer, r.service, f.service as came_for, v.channel, v.language, s.seq, s.at
from survey s join visit v on v.id = s.visit join request r on r.id = v.request join request f on f.visit = v.id and f.ordinal = 1
where s.office = :office and s.at >= :start and s.at < :end
order by s.seq
"""
_COLUMNS = ("visit", "question", "answer", "service", "came_for", "channel", "language", "seq", "at")
OVERALL = Question.SATISFACTION.value


class Given(NamedTuple):
    """An answer, with the number of the journal's line that tells of it."""

    seq: int
    answer: Answer


def read_answers(store: Rows, office: Office, span: Span, kept: KeptDays | None = None) -> tuple[Answer, ...]:
    """Read the answers given on some days; the last one counts where a visitor answered a question again."""
    return tuple(one.answer for _, one in _last(store, office, span, kept))


def read_good(
    store: Rows, office: Office, span: Span, kept: KeptDays | None, only: Only
) -> dict[date, tuple[int, int]]:
    """Read for each day of a span with answers how many of those to the overall question were good, and how many there were.

    A visitor's last answer of the span counts, on the day it was given.
    """
    counts: dict[date, list[int]] = {day: [0, 0] for day in span.dates}
    for day, (_, answer) in _last(store, office, span, kept, overall=True):
        if only == ALL or only.holds(answer.came_for, answer.channel, answer.language):
            counts[day][0] += answer.answer >= GOOD
            counts[day][1] += 1
    return {day: (good, n) for day, (good, n) in counts.items() if n}


def parted(answers: Iterable[Given]) -> tuple[list[Given], list[Given]]:
    """Return the answers to the overall question, which other days are held against, and the others."""
    overall: list[Given] = []
    others: list[Given] = []
    for one in answers:
        (overall if one.answer.question == OVERALL else others).append(one)
    return overall, others


def _last(
    store: Rows, office: Office, span: Span, kept: KeptDays | None, *, overall: bool = False
) -> list[tuple[date, Given]]:
    """Return each visitor's last answer to each question, or to the overall one alone, with its day."""
    found: dict[tuple[str, str], tuple[date, Given]] = {}
    for day, answers in _each_day(store, office, span, kept, overall=overall):
        for one in answers:
            key = one.answer[:2]
            if key not in found or found[key][1].seq < one.seq:
                found[key] = day, one
    return list(found.values())


def _each_day(
    store: Rows, office: Office, span: Span, kept: KeptDays | None, *, overall: bool
) -> Iterator[tuple[date, Sequence[Given]]]:
    known = {} if kept is None else {day: kept.answers(day, overall=overall) for day in span.dates}
    yield from ((day, answers) for day, answers in known.items() if answers is not None)
    for part in stretches((day for day in span.dates if known.get(day) is None), AT_ONCE):
        found = _read(store, office, part)
        if kept is not None:
            kept.keep_answers(found)
        for day, answers in found.items():
            yield day, parted(answers)[0] if overall else answers


def _read(store: Rows, office: Office, span: Span) -> dict[date, tuple[Given, ...]]:
    starts = [Span(day, day).bounds(office)[0] for day in span.dates]
    values = {"office": office.id, "start": starts[0], "end": span.bounds(office)[1]}
    days: list[list[Given]] = [[] for _ in starts]
    for row in store.rows(GIVEN, values):  # by name: a server's rows are no tuples
        visit, question, answer, *words, seq, at = (row[name] for name in _COLUMNS)
        one = Answer(visit, intern(question), answer, *map(intern, words))
        days[bisect_right(starts, at) - 1].append(Given(seq, one))
    return {day: tuple(answers) for day, answers in zip(span.dates, days, strict=True)}
