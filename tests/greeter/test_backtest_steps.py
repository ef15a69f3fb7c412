"""The backtest of next steps: each rule by hand, nothing is known before it happened, and what a file may be like."""

from __future__ import annotations

import csv
import json
import random
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner

from greeter.backtest.commands import backtest
from greeter.backtest.step_cases import END, Question, pass_again, read_cases, telling_facts
from greeter.backtest.step_rules import RULES, Interpolated, Markov
from greeter.backtest.steps import of_file
from greeter.guidance.step_contexts import Done
from greeter.problems import BadInput

BEGIN = datetime(2026, 3, 2, 9, tzinfo=UTC)


def written(folder, rows, header=("case", "activity", "time", "resource")):
    path = folder / "steps.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def at(hours):
    return (BEGIN + timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M:%SZ")


def asked(*steps):
    return Question("x", tuple(Done(what, float(n)) for n, what in enumerate(steps)))


def learned(rule, *cases):
    for case in cases:
        for n in range(1, len(case) + 1):
            rule.learn(asked(*case[:n]), case[n] if n < len(case) else END)
    return rule


def some_cases(count=60, seed=3):
    """Cases that check, then pay or, for group B, plan first; one a few hours after the other."""
    draw, rows = random.Random(seed), []
    for n in range(count):
        group = draw.choice("AB")
        steps = ["check", "pay", "hand over"] if group == "A" else ["check", "plan", "pay", "hand over"]
        rows += [(f"c{n}", what, at(5 * n + i), draw.choice("RS"), group) for i, what in enumerate(steps)]
    return rows


FURTHER = ("case", "activity", "time", "resource", "group")


class TestRules:
    CASES = (("a", "b", "c"), ("a", "b", "d"), ("x", "b", "d"))

    def test_majority(self):
        rule = learned(Markov(0), *self.CASES)
        assert rule.ask(asked("a")) == {"b": 3 / 9, "c": 1 / 9, "d": 2 / 9, END: 3 / 9}

    def test_markov_1_looks_at_the_last_step(self):
        assert learned(Markov(1), *self.CASES).ask(asked("x", "b")) == {"c": 1 / 3, "d": 2 / 3}

    def test_markov_3_looks_at_the_longest_ending_it_knows(self):
        rule = learned(Markov(3), *self.CASES)
        assert rule.ask(asked("a", "b")) == {"c": 1 / 2, "d": 1 / 2}
        assert rule.ask(asked("never", "b")) == {"c": 1 / 3, "d": 2 / 3}

    def test_interpolated_rests_longer_endings_on_shorter_ones(self):
        chances = learned(Interpolated(4), *self.CASES).ask(asked("x", "b"))
        # after nothing: d 2 of 9; after b, 3 lessons of 2 kinds: (2 + 2 * 2/9) / 5; after x b, 1 lesson of 1 kind: (1 + that) / 2
        assert chances["d"] == pytest.approx((1 + (2 + 2 * 2 / 9) / 5) / 2)
        assert sum(chances.values()) == pytest.approx(1.0)

    @pytest.mark.parametrize("name", RULES)
    def test_who_knows_nothing_says_nothing(self, name):
        assert RULES[name].make().ask(asked("a")) == {}


class TestTime:
    def test_no_question_sees_a_row_that_is_later(self):
        """Altering what is later than a moment changes no answer that was given before it."""
        draw = random.Random(9)
        cases = {
            f"c{n}": tuple(Done(draw.choice("abcd"), 3600.0 * (n + 2 * i)) for i in range(draw.randint(1, 5)))
            for n in range(40)
        }
        moment = 3600.0 * 25
        altered = {name: tuple(step for step in steps if step.at <= moment) for name, steps in cases.items()}
        altered = {name: steps for name, steps in altered.items() if steps} | {"new": (Done("z", moment + 1),)}

        def heard(cases):
            seen = []

            def ask(question):
                if question.done[-1].at <= moment:
                    seen.append(("asked", question.case, question.done, tuple(lessons)))

            lessons = []
            pass_again(cases, ask, lambda question, what: lessons.append((question.case, question.done, what)))
            return seen

        assert heard(cases) == heard(altered)

    def test_of_one_instant_none_is_an_answer_before_all_are_asked(self):
        said = []
        cases = {"x": (Done("a", 0.0), Done("b", 9.0)), "y": (Done("c", 9.0),)}
        pass_again(
            cases,
            lambda question: said.append(f"ask {question.case}"),
            lambda question, what: said.append(f"{question.case} {what}"),
        )
        assert said == ["ask x", "ask y", "ask x", "x b"]

    def test_a_case_has_ended_once_it_is_silent_for_longer_than_any_gap(self):
        day = 24 * 3600.0
        cases = {
            "x": (Done("a", 0.0), Done("b", 2 * day)),
            "y": (Done("a", 2 * day),),
            "z": (Done("a", 4 * day), Done("a", 4.5 * day)),
            "w": (Done("a", 6 * day), Done("b", 7 * day)),
        }
        said = []
        pass_again(cases, lambda _: None, lambda question, what: said.append((question.case, what)))
        a_day_at_first = [("x", END), ("x", "b"), ("y", END), ("x", END)]
        assert said == [*a_day_at_first, ("z", "a"), ("z", END), ("w", "b")]  # z after the 2 days that x was silent

    def test_after_an_activity_with_gaps_enough_its_own_longest_counts(self):
        cases = {f"c{n}": (Done("quick", 100.0 * n), Done("slow", 100.0 * n + 1)) for n in range(12)}
        cases["long"] = (Done("slow", 2000.0), Done("slow", 9000.0))
        cases["late"] = (Done("quick", 10000.0),)
        cases["later"] = (Done("quick", 10005.0),)
        said = []
        pass_again(cases, lambda _: None, lambda question, what: said.append((question.case, what)))
        assert said[-1] == ("late", END)


class TestFile:
    def test_figures_of_ours_and_of_each_rule_on_the_same_rows(self, tmp_path):
        path = written(tmp_path, some_cases(), FURTHER)
        result = of_file(path, train_share=0.8)
        assert set(result.baselines) == set(RULES)
        assert set(result.cold) == {"25 cases"}
        assert result.ours["top1"] > result.baselines["Markov 3"]["top1"]  # the group tells what follows
        assert result.ours["top1"] == pytest.approx(100.0)
        assert 0 <= result.ours["ece"] < 0.2

    def test_the_rows_asked_are_every_start_of_the_last_cases(self, tmp_path):
        rows = some_cases()
        test = {f"c{n}" for n in range(48, 60)}
        assert of_file(written(tmp_path, rows, FURTHER), train_share=0.8).n == sum(row[0] in test for row in rows)

    def test_prints_one_json_object(self, tmp_path):
        path = written(tmp_path, some_cases(20), FURTHER)
        ran = CliRunner().invoke(backtest, ["steps", "--data", str(path), "--json"])
        assert ran.exit_code == 0, ran.output
        assert {"top1", "top3", "ece", "baselines", "cold", "n", "ms"} == set(json.loads(ran.output))

    def test_prints_a_table_that_says_how_it_was_measured(self, tmp_path):
        ran = CliRunner().invoke(backtest, ["steps", "--data", str(written(tmp_path, some_cases(20), FURTHER))])
        assert ran.output.splitlines()[0].split() == ["top1", "top3", "ece"]
        assert "Each start of a case of the test is asked" in ran.output

    def test_cases_come_by_their_start_and_steps_by_their_time(self, tmp_path):
        rows = [("late", "b", at(9), "R"), ("late", "a", at(8), "R"), ("early", "a", "2026-03-02T09:30:00", "R")]
        cases = read_cases(written(tmp_path, rows))
        assert list(cases) == ["early", "late"]
        assert [step.what for step in cases["late"]] == ["a", "b"]
        assert cases["early"][0].at == (BEGIN + timedelta(minutes=30)).timestamp()

    @pytest.mark.parametrize(
        ("rows", "words"),
        [
            ([("c", "", at(0), "R")], "line 2, has no case or no activity"),
            ([("", "a", at(0), "R")], "line 2, has no case or no activity"),
            ([("c", "a", "soon", "R")], "line 2: soon is not a time"),
        ],
    )
    def test_rows_that_can_t_be_read(self, tmp_path, rows, words):
        with pytest.raises(BadInput, match=words):
            read_cases(written(tmp_path, rows))

    def test_too_few_cases(self, tmp_path):
        with pytest.raises(BadInput, match="too few cases"):
            of_file(written(tmp_path, [("c", "a", at(0), "R")]), train_share=0.8)


def test_columns_that_never_change_or_nearly_always_tell_nothing():
    steps = [Done("a", float(n), "", ("same", str(n), "AB"[n % 2])) for n in range(20)]
    assert telling_facts(steps) == [2]
    many = [Done("a", 0.0, "", tuple(str(n % (2 + column)) for column in range(12))) for n in range(60)]
    assert telling_facts(many) == list(range(8))  # the plainest
