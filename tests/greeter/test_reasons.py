"""From a visitor's own words to a service."""

from __future__ import annotations

from dataclasses import replace
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greeter.catalogue.office_file import load
from greeter.guidance.reasons import Match, ReasonSearch
from greeter.guidance.spelling import Spelling, slips_between
from greeter.model.catalogue import Service, Standard
from greeter.settings import DEFAULT_OFFICE, RESOURCES

SEARCH = ReasonSearch(load(DEFAULT_OFFICE))


def best(words):
    found = SEARCH.find(words)
    return found[0].service_id if found else None


@pytest.mark.parametrize(
    ("words", "service"),
    [
        ("I want to build a deck behind my house", "permit"),
        ("how tall can my fence be", "permit"),
        ("cutting down an oak", "permit"),
        ("why is my tax bill so high", "property-tax"),
        ("can I pay my taxes in installments", "property-tax"),
        ("disagree with what you say my house is worth", "property-tax"),
        ("need my son's birth certificate for school", "records"),
        ("my dad passed away last week", "records"),
        ("I want to open a bakery shop", "business"),
        ("the meter was broken and I got a ticket", "parking"),
        ("my car got towed", "parking"),
        ("I'm moving in and need the water turned on", "water"),
        ("you missed my garbage", "trash"),
        ("register to vote", "vote"),
        ("got a new puppy", "dog"),
        ("there is a huge pothole on my street", "problem"),
        ("my landlord will not fix the heat", "problem"),
        ("I need help", "help"),
    ],
)
def test_what_people_say(words, service):
    assert best(words) == service


@pytest.mark.parametrize(
    ("typed", "service"),
    [
        ("my recyling bin", "trash"),
        ("old matress", "trash"),
        ("we are getting maried", "records"),
        ("birth certifcate", "records"),
        ("solar pannels", "permit"),
        ("bussiness lisence", "business"),
        ("potohle", "problem"),
        ("driveway", "permit"),
        ("grafiti", "problem"),
        ("dcek", "permit"),
        ("renw dog tag", "dog"),
        ("streetlight", "problem"),
        ("PUPPY!!!", "dog"),
        ("Ｐｕｐｐｙ", "dog"),
        ("pùppy", "dog"),
    ],
)
def test_words_that_are_misspelt_run_together_or_dressed_up(typed, service):
    assert best(typed) == service


def test_a_phrase_of_little_words_is_found_word_for_word():
    assert best("I don’t know where to go!") == "help"
    assert best("I don't know where") is None


def test_words_that_are_not_typed_to_their_end():
    assert best("garb") == "trash"
    assert best("pud") is None
    assert best("I want to buil") == "permit"
    assert best("garb is what I have") != "trash"  # only the last word may go on


@pytest.mark.parametrize(
    "words",
    [
        "",
        "   ",
        "I want to",
        "where do I go please",
        "I want to fly to the moon",
        "asdfghjkl",
        "what's the weather",
        "42",
        "?!",
        "pizza",
        "haircut",
    ],
)
def test_none_of_these_is_an_answer(words):
    assert SEARCH.find(words) == []


@pytest.mark.parametrize(
    "words",
    ['"', "'", "dog\0cat", "\ud800", "😀🎉", 'a" OR b NEAR(c', "* - ^ : ( ) { }", "x" * 10_000, "dog " * 10_000, "é" * 10_000,
     "القيادة", "建房子", "\u202egod", "AND OR NOT", "_", "²"],
)  # fmt: skip
def test_no_text_raises(words):
    assert isinstance(SEARCH.find(words), list)


@given(st.text(max_size=60))
def test_no_text_of_any_kind_raises(words):
    for match in SEARCH.find(words):
        assert isinstance(match, Match)
        assert 0 < match.score <= 1


def test_at_most_so_many_and_best_first():
    found = SEARCH.find("license for my dog and my shop, and a building permit", limit=2)
    assert len(found) == 2
    assert SEARCH.find("license", limit=0) == []
    many = SEARCH.find("permit", limit=20)
    assert [match.score for match in many] == sorted((match.score for match in many), reverse=True)


def test_the_phrase_that_fits_is_told():
    (match, *_) = SEARCH.find("I'd like a fence")
    assert match.why in {"fence", "put up a fence"}


def test_it_may_be_asked_from_any_thread():
    found = []
    thread = Thread(target=lambda: found.extend(SEARCH.find("puppy")))
    thread.start()
    thread.join()
    assert [match.service_id for match in found] == ["dog"]


def test_only_the_services_that_may_be_chosen(office):
    listed = [service for service in office.services if service.listed]
    assert all(
        match.service_id != "help" for match in ReasonSearch(office, listed).find("I need help from a real person")
    )
    assert ReasonSearch(office, []).find("puppy") == []


def test_descriptions_and_words_are_searched_too(office):
    plain = Service("x", "X", "Something", "Else", "house", Standard(5), 5.0, description="All about llamas.")
    search = ReasonSearch(replace(office, services=(*office.services, plain)))
    assert search.find("llama")[0].service_id == "x"
    assert search.find("what is a site plan")[0].service_id == "permit"


@pytest.mark.parametrize("name", ["alder-creek", "building-permits", "motor-vehicles"])
def test_every_synonym_finds_its_service(name):
    office = load(RESOURCES / "catalogue" / f"{name}.toml")
    search = ReasonSearch(office)
    missed = []
    for service in office.services:
        for synonym in service.synonyms:
            found = [match.service_id for match in search.find(synonym)]
            if service.id not in found:
                missed.append((service.id, synonym, found))
    assert missed == []


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [
        ("fence", "fence", 0),
        ("fence", "fnece", 1),
        ("fence", "fenc", 1),
        ("fence", "fences", 1),
        ("license", "lisence", 2),
        ("dog", "cat", 3),
        ("", "ab", 2),
    ],
)
def test_slips_between_two_words(one, other, slips):
    assert slips_between(one, other, 3) == slips
    assert slips_between(other, one, 3) == slips


def test_slips_are_counted_no_further_than_asked():
    assert slips_between("abcdefgh", "zzzzzzzz", 2) > 2


def test_which_word_is_meant():
    spelling = Spelling(["street", "light", "license", "water", "fence", "dog"])
    assert spelling.meant("street", may_go_on=False) == ["street"]
    assert spelling.meant("str", may_go_on=True) == ["street"]
    assert spelling.meant("str", may_go_on=False) == []
    assert spelling.meant("streetlight", may_go_on=False) == ["street", "light"]
    assert spelling.meant("lisence", may_go_on=False) == ["license"]
    assert spelling.meant("weather", may_go_on=False) == []
    assert spelling.meant("efnce", may_go_on=False) == ["fence"]
    assert spelling.meant("fenc", may_go_on=False) == ["fence"]
    assert spelling.meant("wate", may_go_on=False) == ["water"]
    assert spelling.meant("late", may_go_on=False) == []
    assert spelling.meant("dgo", may_go_on=False) == []
    assert spelling.meant("", may_go_on=True) == []
