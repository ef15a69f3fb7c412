"""The quiet sign: on the queue's row, the suggested next and the card; in words that tell a bystander nothing."""

from __future__ import annotations

from types import SimpleNamespace

from greeter.guidance.distress import Distress, Sign
from greeter.model.visit import Familiarity, Need
from greeter.texts import Texts
from ui.kit.pill import Pill
from ui.staff.facts import row_fact

WORDS = "My landlord threatened to evict us"


def row(**facts):
    plain = {
        "needs": (), "language": "en", "came_from": None, "for_clerk": "", "for_counter": "", "appointment": None, "people": None,
        "only_counter": "", "reason": WORDS, "familiarity": Familiarity.UNKNOWN, "distress": Sign(Distress.HOME, "evict"),
    }  # fmt: skip
    return SimpleNamespace(**{**plain, **facts})


def test_a_row_says_it_first_with_shape_and_words():
    fact = row_fact(Texts(), row())
    assert (fact.icon, fact.words) == ("hand-heart", "Go gently")
    assert row_fact(Texts(), row(language="es")).words == "Go gently"
    assert row_fact(Texts(), row(distress=None)).words == f"“{WORDS}”"


def test_a_need_is_still_told_beside_it():
    assert row_fact(Texts(), row(needs=(Need.INTERPRETER,))).words == "Go gently. Interpreter"
    assert row_fact(Texts(), row(needs=(Need.INTERPRETER,), distress=None)).icon == "languages"


def test_the_card_shows_it_as_a_pill(staffed):
    counter = staffed()
    shown = {pill.text() for pill in counter.window.findChildren(Pill)}
    assert "Go gently" not in shown
    counter.desk.describe(counter.visits["P014"], clerk="Dana Reyes", reason=WORDS)
    counter.seen()
    assert "Go gently" in {pill.text() for pill in counter.window.findChildren(Pill)}
