"""What a clerk may say first."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greeter.catalogue.plain_language import sentences
from greeter.guidance.greeting import greeting
from greeter.guidance.own_words import quoted, turned
from greeter.guidance.phrases import MOST_SENTENCES, Situation, opening_line, polite_name, said_back, split_title
from greeter.model.phrases import Occasion, Phrase
from greeter.model.visit import Familiarity, Need
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


APPOINTMENT = at(10, 30)


def situation(**known):
    return line(situation=Situation(**known))


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ({"visits": 2}, "Thank you for waiting."),
        ({"visits": 3}, "I see that you had to come 3 times. Thank you for sticking with it. Thank you for waiting."),
        ({"sent_by": "Dana Reyes", "times_sent": 1, "noted": True}, "Dana has told me about it, so you need not start over. Thank you for waiting."),
        ({"sent_by": "dana", "times_sent": 1}, "Dana sent you to me, and I see here what you came for. Thank you for waiting."),
        ({"sent_by": "Dana Reyes", "times_sent": 2, "noted": True},
         "I’m sorry that we sent you on 2 times. Dana has told me about it, so you need not start over. Thank you for waiting."),
        ({"sent_by": "12345", "times_sent": 1}, "Thank you for waiting."),
        ({"from_office": "Harbor Branch", "noted": True}, "Harbor Branch has told me about it, so you need not start over. Thank you for waiting."),
        ({"from_office": "Harbor Branch"}, "Thank you for coming over from Harbor Branch. Thank you for waiting."),
        ({"brought_back": True}, "I’m glad that you are here. Thank you for waiting."),
        ({"needs": (Need.SEAT,)}, "Thank you for waiting. Please have a seat."),
        ({"needs": (Need.MORE_TIME,)}, "Thank you for waiting. We can take this one step at a time."),
        ({"needs": (Need.SEAT, Need.MORE_TIME)}, "Thank you for waiting. Please have a seat."),
        ({"language": "es"}, "Thank you for waiting. Please stop me if I go too fast."),
        ({"language": "en"}, "Thank you for waiting."),
        ({"closes": at(10, 38)}, "Thank you for waiting. We close at 10:38 am, so let’s do what matters most first."),
        ({"closes": at(10, 39)}, "Thank you for waiting."),
        ({"closes": at(10, 22)}, "Thank you for waiting."),
        ({"distress": True}, "Take all the time you need. Thank you for waiting."),
        ({"distress": True, "closes": at(10, 30), "needs": (Need.MORE_TIME,), "visits": 4}, "Take all the time you need. Thank you for waiting."),
    ],
)  # fmt: skip
def test_what_is_acknowledged_follows_from_what_is_known(known, said):
    assert situation(**known).say == f"Good morning. {said} How can I help you today?"


@pytest.mark.parametrize(
    ("now", "arrived", "waited", "said", "acknowledge"),
    [
        (at(10, 30), at(10, 20), 10, "Thank you for coming at 10:30 am. ", ""),
        (at(10, 10), at(10, 0), 10, "You are early, and I have time for you now. ", ""),
        (at(10, 50), at(10, 45), 5, "Thank you for waiting. I’m glad that you made it. ", ""),
        (at(10, 50), at(10, 5), 45, "I’m sorry: we said 10:30 am, and we are late. Thank you for waiting. ",
         "Waited 20 of 15 min, 5 over. Acknowledge it first."),
        (at(11, 20), None, 80, "I’m sorry: we said 10:30 am, and we are late. Thank you for waiting. ",
         "Waited 50 of 15 min, 35 over. Acknowledge it first."),
        (at(11, 20), at(10, 50), 30, "Thank you for waiting. I’m very sorry: 30 minutes is far too long. ",
         "Waited 30 of 15 min, 15 over. Acknowledge it first."),
    ],
)  # fmt: skip
def test_an_appointment_is_kept_or_apologised_for_and_the_wait_before_it_does_not_count(
    now, arrived, waited, said, acknowledge
):
    known = Situation(appointment=APPOINTMENT, arrived=arrived)
    opened = line(local_time=now, waited_minutes=waited, situation=known)
    assert sorted(sentences(opened.say)) == sorted(sentences(f"Good morning. {said}How can I help you today?"))
    assert opened.acknowledge == acknowledge


def test_after_a_transfer_the_appointment_is_past():
    opened = situation(appointment=at(9, 0), arrived=at(8, 50), sent_by="Dana", times_sent=1)
    assert "9:00" not in opened.say


def test_a_reason_is_told_for_a_wait_far_too_long():
    opened = line(waited_minutes=40, situation=Situation(why="one clerk of four is out."))
    assert opened.say == (
        "Good morning. Thank you for waiting. I’m very sorry: 40 minutes is far too long. Here is why: one clerk of four is out."
        " How can I help you today?"
    )


def test_after_an_apology_nobody_is_offered_a_seat():
    opened = line(waited_minutes=18, situation=Situation(needs=(Need.SEAT,)))
    assert "seat" not in opened.say


def test_one_apology_for_lateness_is_enough():
    known = Situation(appointment=APPOINTMENT, arrived=at(10, 20))
    opened = line(local_time=at(11, 30), waited_minutes=70, situation=known)
    assert opened.say.count("sorry") == 1


def test_hardship_is_met_with_few_words():
    opened = line(waited_minutes=40, situation=Situation(distress=True, why="one clerk of four is out"))
    assert opened.say == "Good morning. Take all the time you need. Thank you for waiting. How can I help you today?"
    opened = line(waited_minutes=40, situation=Situation(distress=True))
    assert opened.say == (
        "Good morning. Take all the time you need. I’m very sorry: 40 minutes is far too long. How can I help you today?"
    )


def test_who_was_on_hold_is_not_greeted_anew():
    opened = line(waited_minutes=40, situation=Situation(resumed=True, needs=(Need.WHEELCHAIR,)))
    assert (opened.say, opened.acknowledge, opened.late) == ("Thank you. Let’s go on where we stopped.", "", False)
    assert [mind.occasion for mind in opened.mind] == [Occasion.MIND_WHEELCHAIR]


@pytest.mark.parametrize("known", [{"distress": True}, {"private": True}])
def test_the_room_hears_neither_reason_nor_service_of_what_is_private(known):
    asked = "I have read what you told us. Where would you like to start?"
    told = line(reason="I was threatened", service_name="Family records", situation=Situation(**known)).say
    assert told.endswith(asked)
    assert "threatened" not in told
    chosen = line(service_name="Family records", situation=Situation(**known)).say
    assert chosen.endswith("How can I help you today?")
    assert "records" not in chosen


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ({}, []),
        ({"needs": (Need.SEAT,)}, []),
        ({"distress": True}, ["They may be going through a hard time. Speak low, and don’t press."]),
        ({"language": "es"}, ["Their language is Spanish. Begin with “Buenos días”, then use short sentences."]),
        ({"language": "so"}, ["Their language is Somali. Use short sentences, one at a time."]),
        ({"language": "es", "needs": (Need.INTERPRETER,)}, ["Interpreter for Spanish. Speak to the visitor, and look at them."]),
        ({"needs": (Need.INTERPRETER,)}, ["They asked for an interpreter. Find out for which language."]),
        ({"needs": (Need.HEARING_LOOP,)}, ["Turn the hearing loop on. Face them while you speak."]),
        ({"visits": 3}, ["Here 3 times in two weeks. Find out what was in the way."]),
        ({"needs": (Need.QUIET,)}, ["Quiet helps them. Speak low, and away from the noise if you can."]),
        ({"needs": (Need.MORE_TIME,)}, ["Say one thing at a time, and let them finish."]),
        ({"distress": True, "needs": tuple(Need)},
         ["They may be going through a hard time. Speak low, and don’t press.", "They asked for an interpreter. Find out for which language."]),
    ],
)  # fmt: skip
def test_what_to_mind_the_most_important_first_and_two_at_most(known, words):
    assert [mind.words for mind in situation(**known).mind] == words


def test_ways_to_say_the_same_take_turns_and_one_ticket_keeps_its_own():
    def said(number):
        return line(returning=Familiarity.RETURNING, situation=Situation(number=number)).say

    assert said("P014") == said("P014") == said("B002")
    assert said("P014") != said("P015")
    assert said("") == said("P") == said("P014")


def own(occasion, *says, language=""):
    return Phrase(occasion, says, language)


def test_an_offices_own_words_stand_for_ours():
    phrases = [
        own(Occasion.HELLO_BY_NAME, "{greeting} and welcome to {office}, {name}!"), own(Occasion.THANKS, "Thanks for your {n} minutes."),
        own(Occasion.ASK, "What’s up?", "Tell me {{all}}."), own(Occasion.THANKS, "Merci.", language="fr"),
    ]  # fmt: skip
    said = line(name="Ada Moreno", phrases=phrases, office_name="Pine Street", situation=Situation(number="C003"))
    assert said.say == "Good morning and welcome to Pine Street, Ada Moreno! Thanks for your 5 minutes. Tell me {all}."
    french = opening_line(Texts("fr"), local_time=at(10), waited_minutes=5, target_minutes=15, phrases=phrases)
    assert "Merci." in french.say
    assert french.say.endswith("What’s up?")


def test_long_words_of_an_office_leave_less_room():
    phrases = [own(Occasion.THANKS, "One. Two. Three."), own(Occasion.SEAT, "Sit.")]
    said = line(phrases=phrases, returning=Familiarity.RETURNING, situation=Situation(needs=(Need.SEAT,)))
    assert said.say == "Good morning. Welcome back. Sit. How can I help you today?"


NAMES = st.sampled_from(["", "Dana Reyes", "sam", "123", "x" * 90])
TIMES = st.none() | st.integers(8 * 60, 16 * 60 - 1).map(lambda minute: at(minute // 60, minute % 60))


@given(
    st.builds(
        Situation, number=st.sampled_from(["", "P014", "PA01", "P015"]), needs=st.lists(st.sampled_from(Need), unique=True).map(tuple),
        language=st.sampled_from(["", "en", "es", "ase", "xx"]), distress=st.booleans(), private=st.booleans(),
        visits=st.integers(1, 9), sent_by=NAMES, times_sent=st.integers(0, 4), from_office=st.sampled_from(["", "Harbor Branch"]),
        noted=st.booleans(), resumed=st.booleans(), brought_back=st.booleans(), arrived=TIMES, appointment=TIMES, closes=TIMES,
        why=st.sampled_from(["", "one clerk of four is out"]),
    ),
    st.integers(0, 90), st.sampled_from(Familiarity),
)  # fmt: skip
def test_whatever_is_known_the_line_is_short(known, waited, returning):
    said = line(waited_minutes=waited, situation=known, returning=returning)
    if not known.resumed:
        between = said.say.removeprefix("Good morning. ").removesuffix(" How can I help you today?")
        between = between.removesuffix(" What can I do for you today?")
        assert len(sentences(between)) <= MOST_SENTENCES
    assert len(said.mind) <= 2
    assert "{" not in said.say
