"""The survey at the kiosk: five touches, each of which is kept at once, so that whoever walks away has still been heard.

The questions are those of the US federal A-11 form (OMB Circular A-11, section 280): how satisfied, how much trust, and which of its drivers made it
so: it did what was needed, ease, time, being clear, respect. A driver that is touched after a good visit is kept as 5 (agree), after any other as
1 (disagree). The form's open comment comes after the five touches, for who likes to write: it is kept beside the reasons and names, apart from every
figure.

To add a driver: 1. the `Question`; 2. its words for good and bad in `ui/kiosk/pages/survey.py`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from greeter.front_desk.case import Question
from ui.kiosk.survey import Step, Survey
from ui.kiosk.walk import MOST_REASON, masked, masked_while_typed

if TYPE_CHECKING:
    from collections.abc import Callable

    from greeter.front_desk import FrontDesk
    from greeter.views.unrated import Unrated
    from ui.background import Background

AGREE, DISAGREE = 5, 1


class Surveying:
    """Takes a visitor through the survey. `opened` is called when it begins, `changed` when there is something else to show."""

    def __init__(self, background: Background, opened: Callable[[], None], changed: Callable[[], None]) -> None:
        self._background = background
        self._opened = opened
        self._changed = changed
        self.survey = Survey()

    def begin(self) -> None:
        """Ask whose visit it is about."""
        self.survey = Survey()
        self._opened()
        self._background.run(_read, self._got, lambda _: None)

    def choose(self, visit_id: str) -> None:
        """Keep which visit it is about."""
        self._go(replace(self.survey, visit_id=visit_id, step=Step.SATISFACTION))

    def satisfied(self, answer: int) -> None:
        """Keep how it was, 1 to 5."""
        self._keep(Question.SATISFACTION, answer)
        self._go(replace(self.survey, satisfaction=answer, step=Step.TRUST))

    def trusts(self, answer: int) -> None:
        """Keep whether they trust the office more, 1 to 5."""
        self._keep(Question.TRUST, answer)
        self._go(replace(self.survey, step=Step.DRIVER))

    def driver(self, question: Question | None) -> None:
        """Keep what made it so; None: nothing that is listed."""
        if question is not None:
            self._keep(question, AGREE if self.survey.went_well else DISAGREE)
        self._go(replace(self.survey, step=Step.THANKS))

    def write(self, comment: str) -> None:
        """Take in a comment as it is typed."""
        self._go(replace(self.survey, comment=masked_while_typed(comment[:MOST_REASON])))

    def send(self) -> None:
        """Keep the comment, where there is one."""
        comment, visit = masked(self.survey.comment).strip(), self.survey.visit_id
        if comment and self.survey.may_comment:
            self._background.run(lambda desk: desk.survey(visit, {}, comment=comment), problem=lambda _: None)
            self._go(replace(self.survey, comment="", commented=True))

    def back(self) -> bool:
        """Go back a question, to look; what was answered first stays. False where there is none before."""
        steps = list(Step)
        place = steps.index(self.survey.step)
        if place == 0:
            return False
        self._go(replace(self.survey, step=steps[place - 1]))
        return True

    def forget(self) -> None:
        """Forget this visitor."""
        self.survey = Survey()

    def _go(self, survey: Survey) -> None:
        self.survey = survey
        self._changed()

    def _keep(self, question: Question, answer: int) -> None:
        visit = self.survey.visit_id
        self._background.run(lambda desk: desk.survey(visit, {question.value: answer}), problem=lambda _: None)

    def _got(self, unrated: tuple[Unrated, ...]) -> None:
        if self.survey.step is Step.NUMBER:
            self._go(replace(self.survey, unrated=unrated))


def _read(desk: FrontDesk) -> tuple[Unrated, ...]:
    from greeter.views.unrated import read_unrated

    return read_unrated(desk)
