"""The backtest of words to service: both forms, foreign questions, draws, and what it refuses."""

from __future__ import annotations

import csv
import json

import numpy as np
import pytest
from click.testing import CliRunner

from greeter.backtest import reasons
from greeter.backtest.commands import backtest
from greeter.backtest.question_rules import best_hits, bm25_scores, char_svm, trigram, word_char_lr
from greeter.backtest.ranking import Answered, auroc, figures_of, mean_of
from greeter.backtest.reasons import of_file, words_of_label
from greeter.guidance.learned_words import Example
from greeter.problems import BadInput

THINGS = {"lost_card": "card", "payBill": "bill", "dog-license": "dog"}
FRAMES = (
    "I lost my {}",
    "about the {} please",
    "where is the {} now",
    "a new {}",
    "my {} is gone",
    "the {} again",
    "{} help",
)


def written(path, columns, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([columns, *rows])
    return path


def questions(path, foreign=()):
    rows = [
        (frame.format(thing), intent, "test" if n == 0 else "train")
        for intent, thing in THINGS.items()
        for n, frame in enumerate(FRAMES)
    ]
    return written(path, ("text", "intent", "split"), [*rows, *foreign])


FOREIGN = (("pizza with cheese", "oos", "test"), ("sing a song", "oos", "test"), ("pizza", "oos", "train"))


def test_questions_are_held_against_each_baseline(tmp_path):
    result = of_file(questions(tmp_path / "q.csv"))
    found = json.loads(result.as_json())
    assert found["top1"] == found["top3"] == 100
    assert found["n"] == 3
    assert found["ms"] > 0
    assert found["oos_auroc"] is found["oos_caught"] is None
    assert set(found["baselines"]) == {"bm25_20_best", "char_svm", "word_char_lr"}
    assert set(found["cold"]) == {"5 examples", "10 examples"}
    assert set(found["cold"]["5 examples"]) == {"bm25_20_best", "char_svm", "word_char_lr", "ours"}
    assert "oos" not in result.as_table()


def test_foreign_questions_are_asked_and_never_taught(tmp_path):
    found = json.loads(of_file(questions(tmp_path / "q.csv", FOREIGN), examples=6, draws=2).as_json())
    assert found["oos_auroc"] == 1
    assert found["oos_caught"] == 100
    assert found["n"] == 5
    assert found["cold"] == {}
    assert all({"oos_auroc", "oos_caught"} <= set(each) for each in found["baselines"].values())


def test_draws_depend_on_the_seed_alone(tmp_path):
    path = questions(tmp_path / "q.csv")
    taught = [Example(f"{n}", "a") for n in range(50)] + [Example("x", "b")]
    one, other = reasons._drawn(taught, 5, 2, 1), reasons._drawn(taught, 5, 2, 1)
    assert one == other
    assert one[0] != one[1]
    assert [len(each) for each in one] == [6, 6]
    assert reasons._drawn(taught, 5, 1, 2) != one[:1]
    assert of_file(path, examples=2, draws=1).ours == of_file(path, examples=2, draws=1).ours


def test_later_rows_of_the_test_change_no_earlier_answer(tmp_path):
    short = of_file(questions(tmp_path / "a.csv", [("my dog", "lost_card", "test")])).ours["top1"]
    long = of_file(questions(tmp_path / "b.csv", [("my dog", "lost_card", "test"), ("my dog", "nobody", "test")])).ours[
        "top1"
    ]
    assert short == 75
    assert long == 60


def test_a_catalogue_is_asked_by_its_public_names(tmp_path):
    rows = [
        ("Dog tag issue", "Dog license", "Licence for dogs", "Animals"),
        ("PST remit", "Provincial Sales Tax", "PST payments", "Tax"),
        ("Fish card", "", "Angling", "Outdoors"),
    ]
    path = written(tmp_path / "c.csv", ("name", "external_name", "description", "parent"), rows)
    found = json.loads(of_file(path).as_json())
    assert found["top1"] == found["top3"] == 100
    assert found["n"] == 2
    assert found["oos_auroc"] is None
    assert set(found["baselines"]) == {"bm25", "trigram", "word_char_cosine"}


@pytest.mark.parametrize(
    ("columns", "rows", "said"),
    [
        (("text", "intent"), [("a", "b")], "split"),
        (("text", "intent", "split"), [("a", "b", "train"), ("a", "b", "test")], "nothing to learn"),
        (
            ("text", "intent", "split"),
            [("a", "b", "train"), ("a", "c", "train"), ("a", "oos", "test")],
            "nothing to learn",
        ),
        (("name", "external_name"), [("a", "b")], "description"),
        (("name", "external_name", "description", "parent"), [("a", " ", "b", "c")], "public name"),
    ],
)
def test_what_cant_be_asked_is_refused(tmp_path, columns, rows, said):
    with pytest.raises(BadInput, match=said):
        of_file(written(tmp_path / "x.csv", columns, rows))


def test_without_the_extra_it_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(reasons, "may_learn", lambda: False)
    with pytest.raises(BadInput, match="scikit-learn"):
        of_file(questions(tmp_path / "q.csv"))


def test_the_command_prints_a_table(tmp_path):
    path = questions(tmp_path / "q.csv", FOREIGN)
    ran = CliRunner().invoke(backtest, ["reasons", "--data", str(path), "--examples", "6", "--draws", "1"])
    assert ran.exit_code == 0, ran.output
    assert "ours" in ran.output
    assert "oos_caught" in ran.output


def test_labels_become_words():
    assert words_of_label("card_arrival") == "card arrival"
    assert words_of_label("PlayMusic") == "play music"
    assert words_of_label("atm-fee/2") == "atm fee 2"


def test_bm25_reckoned_by_hand():
    scores = bm25_scores(["red boat", "red red house"], ["boat boat", "none"])
    rarity = np.log(1 + (2 - 1 + 0.5) / 1.5)
    longer = 1.2 * (1 - 0.75 + 0.75 * 2 / 2.5)
    assert scores[0] == pytest.approx([rarity * 2.2 / (1 + longer), 0])
    assert scores[1] == pytest.approx([0, 0])


def test_only_the_best_hits_count():
    examples = ["boat"] * 30 + ["boat house"]
    found = best_hits(examples, [0] * 30 + [1], ["boat"])
    assert found[0][1] == 0
    assert found[0][0] > 0


def test_trigrams_are_the_share_of_the_question():
    assert trigram(["boats"], ["boat", "xyz", ""])[:, 0] == pytest.approx([3 / 4, 0, 0])


@pytest.mark.parametrize("rule", [char_svm, word_char_lr, best_hits])
def test_each_rule_tells_two_services_apart(rule):
    scores = rule(["my dog", "a dog", "my boat", "a boat"], [0, 0, 1, 1], ["dogs", "the boat"])
    assert scores.shape == (2, 2)
    assert scores[1].argmax() == 1


def test_figures_reckoned_by_hand():
    asked = [Example("", "a"), Example("", "b"), Example("", "c"), Example("", "unknown"), Example("", "oos")]
    scores = np.array([[4, 3, 2, 1], [4, 3, 2, 1], [4, 3, 1, 2], [4, 3, 2, 1], [1, 1, 1, 1]])
    found = figures_of(Answered(("a", "b", "x", "c"), scores, np.array([4, 3, 2, 1, 1.5])), asked, "oos")
    assert found["top1"] == 25
    assert found["top3"] == 75
    assert found["oos_auroc"] == 0.75
    assert found["oos_caught"] == 0
    assert mean_of([{"a": 1.0}, {"a": 2.0}]) == {"a": 1.5}


def test_auroc_counts_ties_half():
    assert auroc(np.array([1.0, 2.0]), np.array([1.0])) == 0.75
    assert auroc(np.array([2.0]), np.array([1.0, 0.0])) == 1.0
