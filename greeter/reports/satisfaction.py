"""How visitors said it went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.front_desk.case import Question
from greeter.reports.grouping import by_service, grouped, service_name
from greeter.reports.measures import Measure
from greeter.reports.quantities import Amount, Count, Share, Unit
from greeter.reports.table import Column, Line, Table
from greeter.texts import for_texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from greeter.reports.evidence import Answer, Evidence
    from greeter.reports.quantities import Quantity

GOOD, BAD = 4, 2
"""An answer is good from 4, bad up to 2, of 5."""
BALANCE = 3.4
"""So many good experiences reach as many people as one bad: 0.60 x 21 / (0.46 x 8)."""

NAMES: dict[Question, str] = {
    Question.SATISFACTION: for_texts("Satisfied overall"),
    Question.TRUST: for_texts("Trust: I trust this office"),
    Question.EASE: for_texts("Ease: it was easy"),
    Question.EFFECTIVENESS: for_texts("Effectiveness: my need was met"),
    Question.EFFICIENCY: for_texts("Efficiency: it took a fair time"),
    Question.TRANSPARENCY: for_texts("Transparency: I knew what would happen"),
    Question.HUMANITY: for_texts("Humanity: I was treated fairly and helped"),
}
SHORT: dict[Question, str] = {
    Question.SATISFACTION: for_texts("Overall"),
    Question.TRUST: for_texts("Trust"),
    Question.EASE: for_texts("Ease"),
    Question.EFFECTIVENESS: for_texts("Need met"),
    Question.EFFICIENCY: for_texts("Fair time"),
    Question.TRANSPARENCY: for_texts("Clear"),
    Question.HUMANITY: for_texts("Humanity"),
}
GRADES = {5: for_texts("5, agree"), 4: "4", 3: "3", 2: "2", 1: for_texts("1, disagree")}
_OVERALL = Question.SATISFACTION.value
_COLUMNS = (
    Column("good", "4 or 5 of 5", Measure.SATISFACTION),
    Column("from", "From", Measure.SATISFACTION),
    Column("to", "To", Measure.SATISFACTION),
)


def satisfaction(evidence: Evidence) -> Table:
    """Return the share of good answers to each question, with its interval."""
    lines = []
    given = _by_question(evidence)
    for question in Question:
        answers = given[question]
        if answers or question is Question.SATISFACTION:
            measure = Measure.SATISFACTION if question is Question.SATISFACTION else Measure.QUESTIONS
            lines.append(Line(question.value, NAMES[question], _good(answers), measure=measure))
    return Table("satisfaction", "What visitors answered", "Question", _COLUMNS, tuple(lines))


def satisfaction_by_service(evidence: Evidence) -> Table:
    """Return the share of good answers to the overall question by service."""
    overall = _overall(evidence)
    lines = tuple(
        Line(service, service_name(evidence.office, service), _good([one.answer for one in answers]))
        for service, answers in by_service(evidence.office, overall, lambda answer: answer.service).items()
    )
    total = Line("all", "All services", _good([one.answer for one in overall]))
    title = for_texts("Satisfied overall, by service")
    return Table("satisfaction_by_service", title, "Service", _COLUMNS, lines, total)


def answers(evidence: Evidence) -> Table:
    """Return how often each answer from 5 to 1 was given to each question; the lines add up to all answers."""
    given = _by_question(evidence)
    asked = [one for one in Question if given[one]]
    columns = tuple(Column(one.value, SHORT[one], Measure.QUESTIONS) for one in asked)
    lines = tuple(
        Line(str(grade), GRADES[grade], tuple(Count(given[one].count(grade)) for one in asked)) for grade in GRADES
    )
    total = Line("all", "All answers", tuple(Count(len(given[one])) for one in asked))
    return Table("answers", "Each answer", "Answer", columns, lines if asked else (), total if asked else None)


def praise(evidence: Evidence) -> Table:
    """Return good, middling and bad answers to the overall question; the lines add up to all answers."""
    answers = [one.answer for one in _overall(evidence)]
    n, good, bad = len(answers), _count_good(answers), _count_bad(answers)
    parts = (
        ("good", for_texts("Good (4 or 5)"), good),
        ("middling", for_texts("Neither (3)"), n - good - bad),
        ("bad", for_texts("Bad (1 or 2)"), bad),
    )
    lines = tuple(Line(key, name, (Share(k, n),)) for key, name, k in parts)
    column = Column("answers", "Answers", Measure.PRAISE)
    return Table(
        "praise", "Good and bad answers", "Answer", (column,), lines, Line("all", "All answers", (Share(n, n),))
    )


def praise_ratio(evidence: Evidence) -> Table:
    """Return how many good answers there are for each bad one."""
    answers = [one.answer for one in _overall(evidence)]
    good, bad = _count_good(answers), _count_bad(answers)
    ratio = Amount(good / bad if bad else None, len(answers), Unit.NUMBER, 1, fewest=min(good, bad))
    column = Column("ratio", "Good for each bad", Measure.PRAISE)
    return Table(
        "praise_ratio", "Good for each bad answer", "Answers", (column,), (Line("all", "All answers", (ratio,)),)
    )


def _by_question(evidence: Evidence) -> dict[Question, list[int]]:
    given = grouped(evidence.answers, lambda one: one.question)
    return {one: [each.answer for each in given.get(one.value, ())] for one in Question}


def _overall(evidence: Evidence) -> list[Answer]:
    return [one for one in evidence.answers if one.question == _OVERALL]


def _good(answers: Sequence[int]) -> tuple[Quantity, ...]:
    share = Share(_count_good(answers), len(answers))
    low, high = share.interval()
    n, fewest = share.n, min(share.k, share.n - share.k)
    return (
        share,
        Amount(100 * low if n else None, n, Unit.PERCENT, 0, fewest),
        Amount(100 * high if n else None, n, Unit.PERCENT, 0, fewest),
    )


def _count_good(answers: Iterable[int]) -> int:
    return sum(answer >= GOOD for answer in answers)


def _count_bad(answers: Iterable[int]) -> int:
    return sum(answer <= BAD for answer in answers)
