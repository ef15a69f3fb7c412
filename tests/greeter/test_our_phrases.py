"""Our own words: every occasion has some, and they are plain."""

from __future__ import annotations

from string import Formatter

import pytest

from greeter.catalogue.plain_language import HIGHEST_GRADE, grade, long_sentences, plainer, sentences
from greeter.guidance.hello import _ALL_DAY, _BY_THE_HOUR, hello_in
from greeter.guidance.our_phrases import OURS
from greeter.languages import language_of
from greeter.model.phrases import PLACES, Occasion
from tests.greeter.test_phrases import at

FILLED = {
    "greeting": "Good morning", "name": "Ms. Okafor", "office": "Harbor Branch", "n": 24, "why": "one clerk of four is out",
    "clerk": "Dana", "time": "10:30 am", "service": "Build or repair", "words": "pay ticket",
    "you_would_like": "You’d like to build a deck", "language": "Haitian Creole", "hello": "Bonjou",
}  # fmt: skip
WAYS = [(occasion, way) for occasion, ways in OURS.items() for way in ways]


def test_every_occasion_has_words_and_every_place_is_one_of_its_own():
    assert set(OURS) == set(Occasion)
    for occasion, way in WAYS:
        named = {name for _, name, _, _ in Formatter().parse(way) if name}
        assert named <= set(PLACES.get(occasion, ())), way


@pytest.mark.parametrize("way", [way for _, way in WAYS])
def test_they_are_plain(way):
    said = way.format(**FILLED)
    assert long_sentences(said) == []
    assert plainer(said) == []
    assert len(sentences(said)) <= 2
    assert said[0].isupper()
    assert said.endswith((".", "?"))


def test_they_read_at_grade_6_or_less():
    everything = "\n".join(way.format(**FILLED) for _, way in WAYS)
    assert grade(everything) <= HIGHEST_GRADE
    hard = [way for _, way in WAYS if len(way.split()) >= 6 and grade(way.format(**FILLED)) > HIGHEST_GRADE]
    assert hard == []


@pytest.mark.parametrize(
    ("language", "hour", "said"),
    [
        ("es", 9, "Buenos días"), ("es-MX", 15, "Buenas tardes"), ("es", 22, "Buenas noches"), ("es", 2, "Buenas noches"),
        ("vi", 9, "Xin chào"), ("zh", 15, "Ni hao"), ("fr", 17, "Bonjour"), ("fr", 18, "Bonsoir"), ("xx", 9, ""), ("", 9, ""),
    ],
)  # fmt: skip
def test_hello_in_a_visitors_language(language, hour, said):
    assert hello_in(language, at(hour)) == said


def test_we_say_hello_only_in_languages_that_visitors_may_choose():
    assert all(language_of(code).code == code for code in (*_ALL_DAY, *_BY_THE_HOUR))
