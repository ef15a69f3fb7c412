"""Words, dates and cleaned input."""

from __future__ import annotations

import gettext
from datetime import date, datetime

import pytest

from greeter.inputs import chosen, clean_text, needed_text
from greeter.model.visit import Need
from greeter.problems import BadInput
from greeter.texts import Texts, texts_for


@pytest.mark.parametrize(
    ("hour", "minute", "words"),
    [(0, 5, "12:05 am"), (9, 0, "9:00 am"), (12, 0, "12:00 pm"), (16, 30, "4:30 pm"), (23, 59, "11:59 pm")],
)
def test_the_clock_as_visitors_read_it(hour, minute, words):
    assert Texts().clock(datetime(2026, 11, 24, hour, minute)) == words  # noqa: DTZ001


def test_dates():
    texts, day = Texts(), date(2026, 11, 24)
    assert texts.day(day) == "Tuesday, November 24"
    assert texts.long_date(day) == "Tuesday, November 24, 2026"
    assert texts.short_date(date(2026, 12, 2)) == "Dec 2"
    assert texts.clock24(datetime(2026, 11, 24, 9, 5)) == "09:05"  # noqa: DTZ001


@pytest.mark.parametrize(
    ("items", "words"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_lists(items, words):
    assert Texts().listed(items) == words


def test_counts():
    texts = Texts()
    assert texts.count(1, "{n} person is ahead.", "{n} people are ahead.") == "1 person is ahead."
    assert texts.count(0, "{n} person is ahead.", "{n} people are ahead.") == "0 people are ahead."


def test_a_translation_is_used_where_there_is_one():
    class Mirror(gettext.NullTranslations):
        def gettext(self, message):
            return message[::-1] if "{" not in message else message

    assert Texts("xx", Mirror())("Back") == "kcaB"
    assert Texts("ar").right_to_left
    assert not Texts().right_to_left


def test_a_language_without_a_catalogue_falls_back_to_english():
    assert texts_for("tlh")("Continue") == "Continue"


class TestInput:
    @pytest.mark.parametrize(
        ("given", "kept"),
        [
            (" a ", "a"),
            ("a\x00b", "ab"),
            ("\u202eabc", "abc"),
            ("a\nb\tc", "a\nb\tc"),
            ("Nguyễn", "Nguyễn"),
            ("\U0001f600", "\U0001f600"),
        ],
    )
    def test_cleaned(self, given, kept):
        assert clean_text(given, "It") == kept

    def test_refused(self):
        with pytest.raises(BadInput, match="must be text, not int"):
            clean_text(3, "It")
        with pytest.raises(BadInput, match=r"2,001 signs. Use at most 2,000\."):
            clean_text("x" * 2_001, "It")
        with pytest.raises(BadInput, match="It is missing"):
            needed_text("\x00 ", "It")
        with pytest.raises(BadInput, match="Choose one of: seat, interpreter"):
            chosen(Need, "pony", "A need")
