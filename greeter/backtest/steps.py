"""Holds the suggested next step against what was done next."""

from __future__ import annotations

import time
from itertools import chain
from typing import TYPE_CHECKING

from greeter.backtest.result import Result
from greeter.backtest.step_cases import END, Question, only_facts, pass_again, read_cases, telling_facts
from greeter.backtest.step_rules import RULES
from greeter.guidance.step_contexts import contexts_of
from greeter.guidance.step_model import StepModel
from greeter.problems import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from greeter.backtest.result import Figures
    from greeter.backtest.step_cases import Steps
    from greeter.backtest.step_rules import Rule
    from greeter.guidance.step_model import Asked

Answers = dict[str, list[dict[str, float]]]
"""The chances told, by case, after each of its steps."""
COLD_CASES = (25, 100, 500)
BINS = 15
NOTES = (
    "top1 and top3 in percent; ece is the mean gap between chance told and share right, in 15 bins of the first choice.",
    "Each start of a case of the test is asked; its end counts as a step.",
    "Ours and “learning as it goes” learn from a step once it has happened, from an end once the case has long been silent.",
    "The other rules know the whole cases that teach, and learn no more. Cold starts ask the same rows after fewer cases.",
)


def of_file(path: Path, *, train_share: float) -> Result:
    """Return how well the next step was foretold on a file's last cases by start, ours beside each rule.

    train_share: of the cases, those that began first and only teach. Raises BadInput as `read_cases` does, and where no case is left to teach or
    to ask.
    """
    cases = read_cases(path)
    names = list(cases)
    taught = int(len(names) * train_share)
    if not 0 < taught < len(names):
        raise BadInput(f"{path} has too few cases.", "Give a file with more, or another share.")
    test = {name: cases[name] for name in names[taught:]}
    figures, ms = _score(test, dict(list(cases.items())[:taught]))
    cold = {
        f"{count} cases": _score(test, dict(list(cases.items())[:count]))[0] for count in COLD_CASES if count < taught
    }
    return Result(
        ours=figures.pop("ours"),
        baselines=figures,
        n=sum(map(len, test.values())),
        ms=ms,
        cold=cold,
        notes=NOTES,
    )


def _score(test: dict[str, Steps], teaching: dict[str, Steps]) -> tuple[dict[str, Figures], float]:
    """Return the figures of each method, our own as "ours", and our milliseconds per forecast."""
    figures = {}
    for name, rule in RULES.items():
        answers = _living(rule.make(), test, teaching) if rule.learns_on else _taught(rule.make(), test, teaching)
        figures[name] = _figures(test, answers)
    kept = telling_facts(chain.from_iterable(teaching.values()))
    ours = _Ours()
    figures["ours"] = _figures(test, _living(ours, only_facts(test, kept), only_facts(teaching, kept)))
    return figures, ours.ms


class _Ours:
    """Our model, as a rule of the table."""

    def __init__(self) -> None:
        self._model = StepModel()
        self._asked: dict[Question, Asked] = {}
        self._answered: set[Question] = set()
        self._seconds, self._asks = 0.0, 0

    @property
    def ms(self) -> float:
        """Milliseconds per forecast."""
        return 1000 * self._seconds / max(self._asks, 1)

    def ask(self, question: Question) -> dict[str, float]:
        began = time.perf_counter()
        asked = self._asked[question] = self._model.ask(contexts_of(question.done))
        self._seconds += time.perf_counter() - began
        self._asks += 1
        return asked.chances

    def learn(self, question: Question, happened: str) -> None:
        self._model.learn(self._asked[question], happened, weigh=question not in self._answered)
        self._answered.add(question)


def _living(rule: Rule, test: dict[str, Steps], teaching: dict[str, Steps]) -> Answers:
    """Return what a rule that learns on told, case by case, as all cases pass once more."""
    told: Answers = {name: [] for name in test}

    def ask(question: Question) -> None:
        chances = rule.ask(question)
        if question.case in told:
            told[question.case].append(chances)

    pass_again({**teaching, **test}, ask, rule.learn)
    return told


def _taught(rule: Rule, test: dict[str, Steps], teaching: dict[str, Steps]) -> Answers:
    """Return what a rule told, case by case, that knew the teaching cases from beginning to end and learned no more."""
    for question, happened in _all_questions(teaching):
        rule.learn(question, happened)
    told: Answers = {name: [] for name in test}
    for question, _ in _all_questions(test):
        told[question.case].append(rule.ask(question))
    return told


def _all_questions(cases: dict[str, Steps]) -> Iterator[tuple[Question, str]]:
    for name, steps in cases.items():
        for nth, happened in enumerate([*(step.what for step in steps[1:]), END], start=1):
            yield Question(name, steps[:nth]), happened


def _figures(test: dict[str, Steps], told: Answers) -> Figures:
    """Return top1, top3 and ece."""
    n = first = among = 0
    bins = [[0.0, 0.0] for _ in range(BINS)]
    for question, happened in _all_questions(test):
        chances = told[question.case][len(question.done) - 1]
        best = sorted(chances, key=lambda what: -chances[what])[:3]
        right = best[:1] == [happened]
        n, first, among = n + 1, first + right, among + (happened in best)
        sure = chances[best[0]] if best else 0.0
        gap = bins[min(int(sure * BINS), BINS - 1)]
        gap[0] += sure
        gap[1] += right
    ece = sum(abs(sure - right) for sure, right in bins) / n
    return {"top1": 100 * first / n, "top3": 100 * among / n, "ece": ece}
