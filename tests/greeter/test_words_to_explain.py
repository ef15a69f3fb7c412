"""Which official words of a visit are explained, and where."""

from __future__ import annotations

from greeter.views.visit_card import read_visit_card
from greeter.views.words import words_to_explain


def told(desk, *notes, **facts):
    visit = desk.check_in(**{"service": "permit", **facts}).visit_id
    for note in notes:
        desk.note(visit, note, clerk="dana")
    explained = words_to_explain(desk.office, read_visit_card(desk, visit))
    return [word.word for word in explained.beside], [[word.word for word in words] for words in explained.beneath]


def test_the_service_s_words_stand_beside_a_visit(desk):
    assert told(desk) == (["Plot plan", "Setback", "Zoning"], [])


def test_a_word_of_the_reason_comes_first_and_is_there_once(desk):
    assert told(desk, reason="zoning, and an appeal")[0] == ["Zoning", "Appeal", "Plot plan", "Setback"]


def test_a_note_has_its_own_words_beneath_it_and_no_more_than_three(desk):
    beside, beneath = told(desk, "A setback.", "Meters, an appeal, a hearing, the lateral, a citation.", "The meter.")
    assert beneath == [[], ["Meter", "Appeal", "Hearing"], []]
    assert beside == ["Lateral", "Citation", "Plot plan", "Setback", "Zoning"]


def test_words_of_what_is_missing_or_brought_are_explained(desk):
    visit = desk.check_in(service="dog").visit_id
    desk.describe(visit, clerk="dana", missing="the rabies certificates", brought="a water meter photo")
    beside = words_to_explain(desk.office, read_visit_card(desk, visit)).beside
    assert [word.word for word in beside] == ["Rabies certificate", "Meter"]
