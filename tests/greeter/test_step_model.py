"""The model of next steps: it learns from each lesson, forgets old habits, and its chances can be believed."""

from __future__ import annotations

import math
import random

import pytest

from greeter.guidance.step_contexts import Done, contexts_of
from greeter.guidance.step_model import StepModel


def asked(model, *steps, **facts):
    return model.ask(contexts_of([Done(what, 60.0 * n, **facts) for n, what in enumerate(steps)]))


def teach(model, *steps, times=1, **facts):
    for _ in range(times):
        for n in range(1, len(steps)):
            model.learn(asked(model, *steps[:n], **facts), steps[n])


def test_knows_nothing_at_first():
    assert asked(StepModel(), "A").chances == {}
    assert asked(StepModel(), "A").best() == []


def test_one_lesson_is_enough_to_go_by():
    model = StepModel()
    teach(model, "A", "B", "C")
    assert [what for what, _ in asked(model, "A").best(1)] == ["B"]
    assert [what for what, _ in asked(model, "A", "B").best(1)] == ["C"]


def test_chances_add_up_to_1_also_where_the_last_step_was_never_seen():
    model = StepModel()
    teach(model, "A", "B", "C", times=3)
    for steps in (("A",), ("A", "B"), ("never",), ("A", "never")):
        chances = asked(model, *steps).chances
        assert math.isclose(sum(chances.values()), 1.0)
        assert all(chance > 0 for chance in chances.values())


def test_what_was_done_before_the_last_step_tells():
    model = StepModel()
    for _ in range(8):
        teach(model, "fence", "check", "pay")
        teach(model, "deck", "check", "plan")
    assert asked(model, "fence", "check").best(1)[0][0] == "pay"
    assert asked(model, "deck", "check").best(1)[0][0] == "plan"


@pytest.mark.parametrize("known", ["who", "facts"])
def test_who_did_it_and_what_is_known_of_the_request_tell(known):
    model = StepModel()
    one, other = ({known: value if known == "who" else (value,)} for value in ("Ana", "Ben"))
    for _ in range(8):
        teach(model, "check", "pay", **one)
        teach(model, "check", "plan", **other)
    assert asked(model, "check", **one).best(1)[0][0] == "pay"
    assert asked(model, "check", **other).best(1)[0][0] == "plan"


def test_a_change_of_habit_is_noticed_after_a_few_requests():
    model = StepModel()
    teach(model, "check", "pay", times=100)
    teach(model, "check", "plan", times=6)
    assert asked(model, "check").best(1)[0][0] == "plan"


def test_chances_can_be_believed():
    draw, model = random.Random(4), StepModel()
    told, right = 0.0, 0
    for n in range(1200):
        question = asked(model, "check")
        happened = "pay" if draw.random() < 0.7 else "plan"
        if n >= 200:
            told += question.chances["pay"]
            right += happened == "pay"
        model.learn(question, happened)
    assert abs(told - right) / 1000 < 0.05


def test_a_second_answer_teaches_what_follows_but_not_whom_to_believe():
    model = StepModel()
    teach(model, "A", "B", times=3)
    question = asked(model, "A")
    model.learn(question, "B")
    before = dict(model._worth)
    model.learn(question, "C", weigh=False)
    assert model._worth == before
    assert "C" in asked(model, "A").chances
