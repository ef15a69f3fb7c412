"""What a clerk may say first."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greeter.guidance.greeting import greeting
from greeter.guidance.own_words import quoted, turned
from greeter.guidance.phrases import opening_line, polite_name, said_back, split_title
from greeter.model.visit import Familiarity
from greeter.texts import Texts

TEXTS = Texts()


def at(hour, minute=0):
    return datetime(2026, 11, 24, hour, minute)  # noqa: DTZ001


def line(**given):
    return opening_line(TEXTS, **{"local_time": at(10, 23), "waited_minutes": 5, "target_minutes": 15, **given})


@pytest.mark.parametrize(
    ("hour", "minute", "said"),
    [
        (4, 0, "Good morning."), (11, 59, "Good morning."), (12, 0, "Good afternoon."), (16, 59, "Good afternoon."),
        (17, 0, "Good evening."), (23, 59, "Good evening."), (0, 0, "Good evening."), (3, 59, "Good evening."),
    ],
)  # fmt: skip
def test_the_greeting_follows_the_time_of_day(hour, minute, said):
    assert greeting(TEXTS, at(hour, minute)) == said


def test_the_story_of_p014():
    said = line(
        waited_minutes=18.4,
        name="Maria Okafor",
        title="Ms.",
        reason="I want to build a deck behind my house",
        returning=Familiarity.NEW,
    )
    assert said.say == (
        "Good morning, Ms. Okafor. Thank you for waiting. I’m sorry it was longer than we promise. You’d like to build a deck, right?"
    )
    assert said.acknowledge == "Waited 18 of 15 min, 3 over. Acknowledge it first."
    assert said.late


@pytest.mark.parametrize(
    ("waited", "target", "about_the_wait", "acknowledge"),
    [
        (0, 15, "", ""),
        (1.9, 15, "", ""),
        (2, 15, "Thank you for waiting. ", ""),
        (11.9, 15, "Thank you for waiting. ", ""),
        (12, 15, "Thank you for waiting. ", "Waited 12 of 15 min, near. Thank them first."),
        (15.9, 15, "Thank you for waiting. ", "Waited 15 of 15 min, near. Thank them first."),
        (16, 15, "Thank you for waiting. I’m sorry it was longer than we promise. ", "Waited 16 of 15 min, 1 over. Acknowledge it first."),
        (29.9, 15, "Thank you for waiting. I’m sorry it was longer than we promise. ", "Waited 29 of 15 min, 14 over. Acknowledge it first."),
        (30, 15, "Thank you for waiting. I’m very sorry: 30 minutes is far too long. ", "Waited 30 of 15 min, 15 over. Acknowledge it first."),
        (12, 5, "Thank you for waiting. I’m sorry it was longer than we promise. ", "Waited 12 of 5 min, 7 over. Acknowledge it first."),
    ],
)  # fmt: skip
def test_the_wait_is_acknowledged(waited, target, about_the_wait, acknowledge):
    said = line(waited_minutes=waited, target_minutes=target)
    assert said.say == f"Good morning. {about_the_wait}How can I help you today?"
    assert said.acknowledge == acknowledge
    assert said.late == ("over" in acknowledge)


def test_who_comes_again_is_welcomed_back():
    assert "Welcome back." in line(returning=Familiarity.RETURNING).say
    assert "Welcome back." not in line(returning=Familiarity.UNKNOWN).say


@pytest.mark.parametrize(
    ("name", "title", "said"),
    [
        ("Maria Okafor", "Ms.", "Ms. Okafor"),
        ("Maria Okafor", "ms", "Ms. Okafor"),
        ("Maria Okafor", "", "Maria Okafor"),
        ("Ms. Maria Okafor", "", "Ms. Okafor"),
        ("dr Lee", "", "Dr. Lee"),
        ("M Okafor", "", "M Okafor"),
        ("Maria", "", "Maria"),
        ("  Maria \t Okafor \nsecond line", "", "Maria Okafor"),
        ("José Ñuñez", "Sr", "Sr. Ñuñez"),
        (None, "Ms.", ""),
        ("", "", ""),
        ("12345", "", ""),
        ("😀", "", ""),
        ("x" * 10_000, "", ""),
        ("Ana\0\u202eB", "", "AnaB"),
    ],
)
def test_a_name_is_said_politely_or_not_at_all(name, title, said):
    assert polite_name(name, title) == said


def test_a_title_is_told_from_the_name():
    assert split_title("mrs. Ada Lovelace") == ("Mrs.", "Ada Lovelace")
    assert split_title("Drew Barry") == ("", "Drew Barry")


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("I want to build a deck behind my house", "You’d like to build a deck"),
        ("i'd like to pay my water bill.", "You’d like to pay your water bill"),
        ("We would like to get married!", "You’d like to get married"),
        ("I need to renew my dog's license", "You need to renew your dog’s license"),
        ("I have to tell the town that we moved", "You need to tell the town that you moved"),
        ("I'm here to see if I'm registered", "You’d like to see if you’re registered"),
        ("I'd like to know if I need a permit", "You’d like to know if you need a permit"),
        ("I need a copy of my birth certificate", "You need a copy of your birth certificate"),
        ("I want a bigger bin", "You’d like a bigger bin"),
        ("Build a fence", "You’d like to build a fence"),
        ("hello, we want to open a shop in our garage", "You’d like to open a shop in your garage"),
        ("I want to live at my house", "You’d like to live at your house"),
    ],
)
def test_a_wish_is_turned_where_that_is_sure_to_be_right(reason, said):
    assert turned(reason) == said
    assert said_back(TEXTS, reason) == f"{said}, right?"


@pytest.mark.parametrize(
    "reason",
    [
        "my mother died and I need papers",
        "I don't want to pay",
        "I want to pay but I can't",
        "we want to ask you about trash",
        "I was told to come back",
        "I want to pay my taxes! They are too high",
        "I want to know: why",
        "pay ticket",
        "get out",
        "to",
        "I want to",
        "dog",
        "quiero construir",
        "I want to " + "really " * 20 + "go",
        "I want to <b>go</b>",
        "I want to build\na deck, fast? Yes",
        "I am stuck",
    ],
)
def test_anything_else_is_quoted(reason):
    assert turned(reason) is None
    assert said_back(TEXTS, reason) == f"You said: “{quoted(reason)}”. Did I get that right?"


def test_in_other_languages_the_words_are_quoted():
    assert (
        said_back(Texts("es"), "I want to build a deck") == "You said: “I want to build a deck”. Did I get that right?"
    )


@pytest.mark.parametrize("nothing", ["", "  ", "...", "😀", "\u202e", "“”"])
def test_without_words_the_choice_is_said_or_the_question_asked(nothing):
    assert said_back(TEXTS, nothing, "Build or repair") == "You chose “Build or repair”, right?"
    assert said_back(TEXTS, nothing) == "How can I help you today?"


def test_long_reasons_are_cut_at_a_word():
    cut = quoted("word " * 1000)
    assert cut.endswith("word…")
    assert len(cut) <= 91
    assert len(quoted("x" * 1000)) == 91
    assert quoted("“a\n b”.") == "a b"


@given(st.text(max_size=100), st.text(max_size=60), st.floats(0, 1e4), st.integers(1, 480))
def test_no_words_raise(reason, name, waited, target):
    said = line(reason=reason, name=name, waited_minutes=waited, target_minutes=target)
    assert said.say.startswith("Good morning")
    assert "\n" not in said.say
