"""Reads cases and their steps from a file, and lets them pass again in the order in which they happened."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import TYPE_CHECKING

from greeter.backtest.rows import read_rows
from greeter.guidance.step_contexts import Done
from greeter.problems import BadInput

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

COLUMNS = ("case", "activity", "time", "resource")
END = ""
"""The step after the last: no activity has an empty name."""
MOST_FACTS = 8
"""Further columns that are looked at; each makes a forecast slower."""
FEWEST_GAPS = 10
"""So many gaps after an activity are needed to say how long one may last there."""
FIRST_GAP = 24 * 3600.0
"""Seconds a case may be silent before any gap is known."""

Steps = tuple[Done, ...]


def read_cases(path: Path) -> dict[str, Steps]:
    """Return each case's steps in their order, by the case's name; cases in the order in which they began, equals as in the file.

    Columns but the four are what is known of a case as each step is done. Raises BadInput as `read_rows` does, and for a row without case or
    activity, or with a time that is none; a time without a zone is UTC.
    """
    rows = read_rows(path, COLUMNS)
    further = [name for name in rows[0] if name not in COLUMNS]
    cases: dict[str, list[Done]] = {}
    for line, row in enumerate(rows, start=2):
        if not row["case"] or not row["activity"]:
            raise BadInput(f"{path}, line {line}, has no case or no activity.", "Give each row both.")
        facts = tuple(row[name] for name in further)
        cases.setdefault(row["case"], []).append(
            Done(row["activity"], _seconds(row["time"], path, line), row["resource"], facts)
        )
    ordered = {name: tuple(sorted(steps, key=lambda step: step.at)) for name, steps in cases.items()}
    return dict(sorted(ordered.items(), key=lambda case: case[1][0].at))


def telling_facts(steps: Iterable[Done]) -> list[int]:
    """Return which further columns may tell something: not always the same, and not nearly always another. At most 8, the plainest first.

    steps: those of the cases that teach.
    """
    seen = [step.facts for step in steps]
    kinds = [len(set(column)) for column in zip(*seen, strict=True)]
    telling = [nth for nth, count in enumerate(kinds) if 1 < count <= len(seen) // 2]
    return sorted(sorted(telling, key=lambda nth: kinds[nth])[:MOST_FACTS])


def only_facts(cases: dict[str, Steps], kept: Sequence[int]) -> dict[str, Steps]:
    """Return the cases with those further columns alone."""
    return {
        name: tuple(step._replace(facts=tuple(step.facts[nth] for nth in kept)) for step in steps)
        for name, steps in cases.items()
    }


@dataclass(slots=True, eq=False)
class Question:
    """What comes next in a case after so many of its steps."""

    case: str
    done: Steps


class Silence:
    """When a case that has gone silent is taken as ended: no row of a file says so at the time.

    It is, once it has been silent for longer than any gap seen by then after the same activity, or after any where too few were seen.
    """

    def __init__(self) -> None:
        self._longest: dict[str, float] = {}
        self._count: dict[str, int] = {}
        self._any = -1.0
        self._waiting: list[tuple[float, int, Question]] = []
        self._nth = 0

    def went_on(self, after: str, gap: float) -> None:
        """Learn that a case went on, so many seconds after an activity."""
        self._longest[after] = max(gap, self._longest.get(after, 0.0))
        self._count[after] = self._count.get(after, 0) + 1
        self._any = max(gap, self._any)

    def listen(self, question: Question) -> None:
        """Wait for what follows."""
        last = question.done[-1]
        longest = self._longest[last.what] if self._count.get(last.what, 0) >= FEWEST_GAPS else self._any
        until = last.at + (longest if self._any >= 0 else FIRST_GAP)
        self._nth += 1
        heapq.heappush(self._waiting, (until, self._nth, question))

    def ended_before(self, now: float) -> list[Question]:
        """Return, once each, the questions whose time is up; those answered meanwhile are among them."""
        ended = []
        while self._waiting and self._waiting[0][0] < now:
            ended.append(heapq.heappop(self._waiting)[2])
        return ended


def pass_again(
    cases: dict[str, Steps], ask: Callable[[Question], None], answer: Callable[[Question, str], None]
) -> None:
    """Let cases pass in the order in which they happened: `ask` after each step, `answer` once it is known what followed.

    All of one instant are asked before any of them is an answer. An end is an answer when the case has been silent for long enough (see
    Silence); a case that goes on after all is answered once more. So no question sees a row that is later than itself.
    """
    happened = sorted(
        ((step.at, name, nth) for name, steps in cases.items() for nth, step in enumerate(steps)),
        key=lambda each: (each[0], each[2]),
    )
    silence, open_questions = Silence(), dict[str, Question]()
    for now, together in groupby(happened, key=lambda each: each[0]):
        for question in silence.ended_before(now):
            if open_questions[question.case] is question:
                answer(question, END)
        answers = []
        for _, name, nth in together:
            if nth:
                answers.append((open_questions[name], cases[name][nth].what))
            question = open_questions[name] = Question(name, cases[name][: nth + 1])
            ask(question)
            silence.listen(question)
        for question, what in answers:
            silence.went_on(question.done[-1].what, now - question.done[-1].at)
            answer(question, what)


def _seconds(time: str, path: Path, line: int) -> float:
    try:
        read = datetime.fromisoformat(time)
    except ValueError as fault:
        raise BadInput(f"{path}, line {line}: {time} is not a time.", "Write it as 2026-11-24T10:15:00Z.") from fault
    return (read if read.tzinfo else read.replace(tzinfo=UTC)).timestamp()
