"""Likeness of texts by what occurs in them, and short forms that clerks write."""

from __future__ import annotations

import math

import pytest

from greeter.guidance.folded import words_of
from greeter.guidance.full_text import FullText
from greeter.guidance.initials import short_forms_in, short_forms_of
from greeter.guidance.likeness import Likeness, runs_of
from greeter.model.catalogue import Service, Standard


def test_the_same_text_is_wholly_alike_and_a_foreign_one_is_left_out():
    likeness = Likeness({"a": "red boat", "b": "green house"}, words_of)
    assert likeness.to("Red boat!") == {"a": pytest.approx(1.0)}
    assert likeness.to("zzz") == {}
    assert likeness.to("") == {}


def test_likeness_is_the_cosine_reckoned_by_hand():
    likeness = Likeness({"a": "red boat", "b": "red house"}, words_of)
    rare, common = 1 + math.log(3 / 2), 1 + math.log(3 / 3)
    length = math.hypot(rare, common)
    assert likeness.to("boat")["a"] == pytest.approx(rare / length)
    assert likeness.to("red") == {"a": pytest.approx(common / length), "b": pytest.approx(common / length)}


def test_runs_of_letters():
    assert runs_of("ab") == [" a", "ab", "b ", " ab", "ab ", " ab "]


def test_short_forms_stand_in_capitals():
    assert short_forms_in(["SC100 PST payments", "ALL IN CAPITALS", "Go to the DMV"]) == {"pst", "dmv"}


def test_short_forms_are_spelled_by_words_in_a_row():
    assert short_forms_of(["my", "driver", "motor", "vehicles"], {"dmv"}) == {"dmv": ("driver", "motor", "vehicles")}
    assert short_forms_of(["motor", "driver", "vehicles"], {"dmv"}) == {}
    assert short_forms_of(["a", "b"], frozenset()) == {}


def service(key, name, description):
    return Service(key, "A", name, "", "file-text", Standard(10), 5.0, description=description)


def test_a_clerks_short_form_is_found_by_its_long_one():
    search = FullText(
        [
            service("x", "Payment", "PST, logging"),
            service("y", "Payment", "Hydro bills"),
            service("z", "Maps", "Sales of maps"),
        ],
        {},
    )
    assert next(iter(search.fits("Provincial Sales Tax"))) == "x"
    search.close()


def test_learned_words_are_searched_beside_the_catalogues_own():
    services = [service("x", "Payment", ""), service("y", "Pets", "")]
    assert FullText(services, {}).fits("hives") == {}
    fits = FullText(services, {"y": [("hives", 0.8)]}).fits("my hives")
    assert list(fits) == ["y"]
    assert fits["y"].enough
