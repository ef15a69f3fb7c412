"""Sentences whose places are filled, as each language writes them: stops, times, greetings, and numbers in Arabic."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from greeter.bidi import END_ISOLATE, ISOLATE, with_numbers_isolated
from greeter.filled import mended
from greeter.guidance.greeting import greeting
from greeter.texts import texts_for


@pytest.mark.parametrize(
    ("hour", "said"),
    [
        (10, "Su cita es hoy a las 10:15 a.m."),
        (13, "Su cita es hoy a la 1:15 p.m."),
        (14, "Su cita es hoy a las 2:15 p.m."),
    ],
)
def test_spanish_times_agree_and_end_once(hour, said):
    texts = texts_for("es")
    assert texts(
        "Your appointment is at {time}.", time=texts.clock(datetime(2026, 11, 24, hour, 15, tzinfo=UTC))
    ) == said.replace("15 ", "15\u202f")


@pytest.mark.parametrize("left", ["Wait…", "and so on...", "See aldercreek.example.", "las 11:15", "las 1 y 2"])
def test_what_is_right_stays(left):
    assert mended(left, "es") == left
    assert mended(left, "en") == left


@pytest.mark.parametrize(
    ("language", "hour", "said"),
    [
        ("en", 16, "Good afternoon."), ("en", 17, "Good evening."), ("es", 18, "Good afternoon."), ("es", 19, "Good evening."),
        ("fr", 17, "Good afternoon."), ("fr", 18, "Good evening."), ("ar", 17, "Good evening."), ("es", 3, "Good evening."),
    ],
)  # fmt: skip
def test_evening_begins_when_the_language_says_so(language, hour, said):
    texts = texts_for(language)
    assert greeting(texts, datetime(2026, 11, 24, hour, 0, tzinfo=UTC)) == texts(said)


def test_numbers_of_several_parts_keep_their_order_in_arabic():
    whole = f"{ISOLATE}555-0119{END_ISOLATE}"
    assert with_numbers_isolated("اتصل 555-0119.") == f"اتصل {whole}."
    for left in ("10:45", "redmesa.example/1-2", "2026", whole, "A-014"):
        assert with_numbers_isolated(left) == left


def test_an_office_says_its_numbers_so(office):
    said = [words for words in office.translations["ar"].values() if "555-" in words]
    assert said
    assert all(f"{ISOLATE}555-" in words for words in said)
    assert not any(ISOLATE in words for words in office.translations["es"].values())
