"""Official words explained, and whom to ask."""

from __future__ import annotations

import pytest

from greeter.guidance.directory import find, for_service
from greeter.guidance.glossary import spans_in, words_in


def names(entries):
    return [entry.word for entry in entries]


def test_the_service_s_own_words_come_first(office):
    permit = office.service("permit")
    assert names(words_in("", permit, office)) == ["Plot plan", "Setback", "Zoning"]
    assert names(words_in("an appeal, then a hearing and a setback", permit, office)) == [
        "Plot plan",
        "Setback",
        "Zoning",
        "Appeal",
        "Hearing",
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("You need a PLOT PLAN.", ["Plot plan"]),
        ("two plot-plans", ["Plot plan"]),
        ("a site  plan", ["Plot plan"]),
        ("the hearing, the citation, the hearing", ["Hearing", "Citation"]),
        ("Meters", ["Meter"]),
        ("parameter metered", []),
        ("a plot of land, a plan", []),
        ("", []),
        ("x" * 10_000, []),
    ],
)
def test_words_that_occur(office, text, found):
    assert names(words_in(text, None, office)) == found


def test_where_words_stand_for_a_page_that_explains_them(office):
    text = "A zoning review and a site plan"
    assert [(text[start:end], entry.word) for start, end, entry in spans_in(text, office)] == [
        ("zoning review", "Zoning"), ("site plan", "Plot plan"),
    ]  # fmt: skip


def test_who_knows_about_a_service(office):
    assert [entry.id for entry in for_service(office, office.service("permit"))] == [
        "zoning-desk",
        "building-inspector",
    ]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("water", "water-desk"), ("WATER night", "water-yard"), ("nair", "zoning-desk"), ("room 204", "zoning-desk"),
        ("burst pip", "water-yard"), ("clerk@", "town-clerk"),
    ],
)  # fmt: skip
def test_finding_someone(office, words, first):
    assert find(office, words)[0].id == first


def test_names_go_before_what_people_know(office):
    found = [entry.id for entry in find(office, "zoning")]
    assert found[0] == "zoning-desk"
    assert find(office, "parking")[0].id == "parking-desk"


def test_no_words_give_everyone_and_strange_ones_nobody(office):
    assert find(office, "  ") == list(office.directory)
    assert find(office, "qqqq") == []
    assert find(office, "\0" * 5 + "(" * 10_000) == list(office.directory)
    assert find(office, "nobody at all knows this " * 1000) == []
