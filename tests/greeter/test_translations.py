"""What is said to visitors is said in every language: nothing is missing, out of date, or says other things than the sources."""

from __future__ import annotations

import re
import string
import sys
from datetime import UTC, date, datetime

import pytest
import words
from babel.messages.pofile import read_po

from greeter.catalogue.office_file import load
from greeter.catalogue.plain_language import long_sentences
from greeter.queueing.forecast import reason_words
from greeter.settings import DEFAULT_OFFICE
from greeter.texts import LOCALE_FOLDER, Texts, texts_for

LANGUAGES = ("ar", "es", "fr", "vi", "zh")


def catalog_of(code, domain="greeter"):
    with (LOCALE_FOLDER / code / "LC_MESSAGES" / f"{domain}.po").open("rb") as file:
        return read_po(file, locale=code)


@pytest.fixture(scope="module")
def catalogs():
    """All catalogues, by language and domain."""
    return {(code, domain): catalog_of(code, domain) for code in LANGUAGES for domain in words.DOMAINS}


@pytest.fixture(params=words.DOMAINS)
def domain(request):
    return request.param


@pytest.fixture
def catalog(catalogs, code, domain):
    return catalogs[code, domain]


@pytest.fixture(params=LANGUAGES)
def code(request):
    return request.param


def strings(message):
    return message.string if isinstance(message.string, (tuple, list)) else (message.string,)


def places(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_language_of_the_sample_offices_has_a_catalogue():
    assert {folder.name for folder in LOCALE_FOLDER.iterdir()} == set(LANGUAGES)
    assert set(load(DEFAULT_OFFICE).languages) == {"en", *LANGUAGES}


@pytest.fixture(scope="module")
def gathered():
    return {domain: set(words.messages(domain)) for domain in words.DOMAINS}


def test_catalogues_are_up_to_date(code, domain, catalog, gathered):
    """`python3 packaging/words.py` brings them up to date."""
    assert {message.id for message in catalog if message.id} == gathered[domain]
    folder = LOCALE_FOLDER / code / "LC_MESSAGES"
    assert (folder / f"{domain}.mo").read_bytes() == words.compiled(catalog_of(code, domain))
    assert (folder / f"{domain}.po").read_bytes() == words.written(catalog_of(code, domain), domain)


def test_nothing_is_left_to_translate(catalog):
    assert [message.id for message in catalog if message.id and not all(strings(message))] == []
    assert [message.id for message in catalog if message.id and message.fuzzy] == []


def test_places_are_the_same(catalog):
    for message in catalog:
        if not message.id:
            continue
        one, *many = message.id if isinstance(message.id, tuple) else (message.id,)
        wanted = places(one) | places("".join(many))
        for said in strings(message):
            assert places(said) <= wanted, said
            missing = wanted - places(said)
            # "one person" may be said without its number
            assert missing <= ({"n", "out"} if many else set()), (message.id, said)


def test_nothing_stays_english(catalog):
    """A sentence of several words that is the same in both was forgotten."""
    same = {
        message.id for message in catalog if message.id and message.string == message.id and isinstance(message.id, str)
    }
    assert {each for each in same if len(re.findall(r"[A-Za-z]{2,}", re.sub(r"{\w+}", "", each))) > 1} == set()


def test_sentences_are_short(code):
    said = [text for message in catalog_of(code) if message.id for text in strings(message)]
    assert [text for text in said if long_sentences(text, code)] == []


def test_sentences_are_sentences_in_both(catalog):
    """What ends with a full stop or a question mark in English does so in every language, and nothing else does."""
    ends = {".": ".。", "?": "?؟？", "!": "!！"}
    for message in catalog:
        if isinstance(message.id, str) and message.id:
            kind = message.id[-1] if message.id[-1] in ends else ""
            said = message.string.rstrip('”"»’ ')[-1:]
            assert (said in ends.get(kind, "")) if kind else said not in ".。?؟？!！", (message.id, message.string)


def test_the_writing_of_each_language(catalogs):
    assert "¿" in texts_for("es")("What brings you in today?")
    assert texts_for("fr")("What brings you in today?").endswith("\u202f?")
    assert texts_for("ar")("What brings you in today?").endswith("؟")
    assert texts_for("zh")("What brings you in today?").endswith("？")
    for (code, _), catalog in catalogs.items():
        for message in catalog:
            for said in strings(message) if message.id else ():
                assert "..." not in said
                assert "'" not in said
                if code == "fr":
                    assert not re.search(r"[^\u202f\u00a0\s][?!;]|[^\u202f\u00a0\d{}\w]:", said), said
                if code == "es":
                    assert said.count("¿") == said.count("?"), said
                    assert said.count("¡") == said.count("!"), said
                if code == "zh":
                    assert not re.search(r"[\u4e00-\u9fff][,;?!]", said), said


@pytest.mark.parametrize(
    ("code", "clock", "day", "long", "short", "listed"),
    [
        (
            "es",
            "4:05\u202fp.m.",
            "martes, 24 de noviembre",
            "martes, 24 de noviembre de 2026",
            "24 nov",
            "a, b y c",
        ),
        ("fr", "16:05", "mardi 24 novembre", "mardi 24 novembre 2026", "24 nov.", "a, b et c"),
        ("vi", "16:05", "Thứ Ba, 24 tháng 11", "Thứ Ba, 24 tháng 11, 2026", "24 thg 11", "a, b và c"),
        ("zh", "16:05", "11月24日星期二", "2026年11月24日星期二", "11月24日", "a、b和c"),
        ("ar", "4:05 م", "الثلاثاء، 24 نوفمبر", "الثلاثاء، 24 نوفمبر 2026", "24 نوفمبر", "a وb وc"),
    ],
)
def test_times_dates_and_lists_as_each_language_writes_them(code, clock, day, long, short, listed):
    texts, when = Texts(code), datetime(2026, 11, 24, 16, 5, tzinfo=UTC)
    assert (texts.clock(when), texts.clock24(when)) == (clock, "16:05")
    assert (texts.day(when.date()), texts.long_date(when.date()), texts.short_date(when.date())) == (day, long, short)
    assert texts.listed(["a", "b", "c"]) == listed
    assert texts.weekday(1) in texts.day(date(2026, 11, 24))
    assert texts.month(11)


def test_plurals():
    ahead = "{n} person is ahead of you.", "{n} people are ahead of you."
    for code, forms in (("ar", (1, 2, 3, 11, 100)), ("es", (1, 2)), ("fr", (0, 2))):
        said = [texts_for(code).count(n, *ahead).replace(str(n), "#") for n in forms]
        assert len(set(said)) == len(forms), said
    assert len({texts_for("zh").count(n, *ahead).replace(str(n), "#") for n in (1, 2, 11)}) == 1


def test_why_waits_are_longer_is_said_in_every_language(code):
    texts = texts_for(code)
    assert reason_words(Texts(), "one clerk of four is out") == "one clerk of four is out"
    assert reason_words(texts, "one clerk of four is out") == texts.count(
        1, "{out} clerk of {usual} is out", "{out} clerks of {usual} are out", out="1", usual="4"
    )
    assert "12" in reason_words(texts, "two clerks of 12 are out")
    assert reason_words(texts, "The computers are slow.") == "The computers are slow."


def test_english_needs_no_babel(monkeypatch):
    monkeypatch.setitem(sys.modules, "babel.dates", None)
    monkeypatch.setitem(sys.modules, "babel.lists", None)
    texts, when = Texts(), datetime(2026, 11, 24, 16, 5, tzinfo=UTC)
    assert texts.clock(when) == "4:05 pm"
    assert texts.long_date(when) == "Tuesday, November 24, 2026"
    assert texts.listed(["a", "b"]) == "a and b"


def test_a_kind_of_a_language_is_that_language():
    assert texts_for("es-MX").language == "es"
    assert texts_for("zh-Hans-CN").language == "zh"
    assert texts_for("tlh").language == "en"
