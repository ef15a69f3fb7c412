"""The answers as the US federal customer feedback is reported: OMB Circular A-11, section 280.

The columns have the names of the reporting form as GSA's Touchpoints, the government's own survey tool, keeps them (its table
`omb_cx_reporting_collections`): volumes, then for each question its text, how often 1 to 5 was answered, and the mean.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.front_desk.case import Question
from greeter.reports.quantities import Count
from greeter.reports.satisfaction import GRADES, NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from greeter.reports.figures import Figures
    from greeter.texts import Texts

_ABOUT = ("organization_name", "service_provided", "transaction_point", "channel", "start_date", "end_date")
_VOLUMES = ("volume_of_customers", "volume_of_customers_provided_survey_opportunity", "volume_of_respondents")
_RECORD = ("omb_control_number", "federal_register_url")
_ORDER = (
    Question.TRUST, Question.SATISFACTION, Question.EFFECTIVENESS, Question.EASE, Question.EFFICIENCY,
    Question.TRANSPARENCY, Question.HUMANITY,
)  # fmt: skip
"""The order of the circular: trust, satisfaction, then the drivers."""


def survey_a11(texts: Texts, figures: Figures) -> Iterator[Sequence[str]]:
    """Give the heading and one row. What no program here knows, such as the control number, stays empty for whoever reports it.

    Counts are what the office's own report holds; one for the public holds none, and is not to be written so.
    """
    numbers = [f"q{place}" for place in range(1, len(_ORDER) + 1)]
    grades = sorted(GRADES)
    asked = [[f"{q}_text", *(f"{q}_{grade}" for grade in grades), f"{q}_point_scale"] for q in numbers]
    yield [*_ABOUT, *_VOLUMES, *_RECORD, *(name for names in asked for name in names)]
    span = figures.span
    about = (
        figures.office.name, texts("The front counter"), texts("After the service"), texts("In person"),
        span.first.isoformat(), span.last.isoformat(),
    )  # fmt: skip
    counted = {question: _counts(figures, question) for question in _ORDER}
    respondents = max(map(sum, counted.values()))
    row = [*about, str(figures.arrivals), "", str(respondents), "", ""]
    for question, counts in counted.items():
        n = sum(counts)
        mean = sum(grade * count for grade, count in zip(grades, counts, strict=True)) / n if n else None
        row += [texts(NAMES[question]), *map(str, counts), "" if mean is None else f"{mean:.2f}"]
    yield row


def _counts(figures: Figures, question: Question) -> list[int]:
    """Return how often 1 to 5 was answered."""
    table = figures.tables["answers"]
    place = next((index for index, column in enumerate(table.columns) if column.key == question.value), None)
    if place is None:
        return [0] * len(GRADES)
    counts = {line.key: line.values[place] for line in table.lines}
    found = (counts[str(grade)] for grade in sorted(GRADES))
    return [value.n if isinstance(value, Count) else 0 for value in found]
