"""Pinyin typed on Latin keys finds services by their Chinese names and synonyms."""

from __future__ import annotations

import subprocess
import sys

import pytest

from greeter.catalogue.office_file import load
from greeter.guidance.pinyin import Pinyin
from greeter.guidance.reasons import ReasonSearch
from greeter.model.spoken import in_language
from greeter.settings import RESOURCES

PHRASES = ("建筑许可证", "房产税", "办结婚证", "银行账单", "绿卡", "做个 deck", "出生证", "先生", "西安")


@pytest.fixture(scope="module")
def pinyin():
    return Pinyin(PHRASES, {"deck", "permit", "xi"}.__contains__)


@pytest.fixture(scope="module")
def search():
    office = in_language(load(RESOURCES / "catalogue" / "alder-creek.toml"), "zh")
    made = ReasonSearch(office)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("jianzhu xuke", "建筑许可"),
        ("jianzhuxuke", "建筑许可"),
        ("jian zhu xu ke", "建筑许可"),
        ("JianZhu XuKe", "建筑许可"),
        ("jiànzhù xǔkě", "建筑许可"),
        ("jian4zhu4", "建筑"),
        ("jzxk", "建筑许可"),
        ("jzxkz", "建筑许可证"),
        ("jianzhu xk", "建筑许可"),
        ("jianzhu x", "建筑许"),
        ("jianzhu xuk", "建筑许可"),
        ("wo yao jianzhu xuke", "建筑许可"),
        ("woyaojianzhuxuke", "建筑许可"),
        ("fcs", "房产税"),
        ("shui", "产税"),
        ("yinhang", "银行"),
        ("lüka", "绿卡"),
        ("lvka", "绿卡"),
        ("chszh", "出生证"),
        ("zuo ge deck", "做个 deck"),
        ("jiehun permit", "结婚 permit"),
    ],
)
def test_what_was_typed_is_read_by_its_sound(pinyin, typed, meant):
    assert pinyin.in_signs(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "  ",
        "deck",
        "permit",
        "jz",
        "hello",
        "I want to build a deck",
        "建筑 xuke",
        "1234",
        "jq",
        "’",
        "x" * 500,
        "\U0001f3e0 zzz",
    ],
)
def test_what_is_no_pinyin_of_a_phrase_stays(pinyin, typed):
    assert pinyin.in_signs(typed) == typed


def test_two_words_are_never_read_as_one_sign(pinyin):
    assert pinyin.in_signs("xi an") == "西安"
    assert pinyin.in_signs("xian sheng") == "先生"


def test_without_chinese_phrases_nothing_is_read():
    assert Pinyin(("Build or repair",), lambda _: False).in_signs("jianzhu") == "jianzhu"


@pytest.mark.parametrize(
    ("typed", "service"),
    [
        ("jianzhu xuke", "permit"),
        ("jzxk", "permit"),
        ("huan wuding", "permit"),
        ("fangchanshui", "property-tax"),
        ("fcs", "property-tax"),
        ("chushengzheng", "records"),
        ("jie hun zheng", "records"),
        ("gouzheng", "dog"),
        ("laji", "trash"),
        ("toupiao", "vote"),
        ("tingche", "parking"),
        ("deck", "permit"),
        ("zuo ge deck", "permit"),
    ],
)
def test_a_service_is_found_by_its_chinese_words(search, typed, service):
    answer = search.answer(typed)
    assert answer.sure
    assert answer.matches[0].service_id == service


def test_pinyin_and_signs_find_the_same(search):
    assert search.find("jianzhu xuke") == search.find("建筑许可")


def test_other_languages_never_read_the_table():
    code = (
        "from greeter.catalogue.office_file import load; from greeter.guidance import pinyin;"
        "from greeter.guidance.reasons import ReasonSearch; from greeter.settings import RESOURCES;"
        "ReasonSearch(load(RESOURCES / 'catalogue' / 'alder-creek.toml')).find('jianzhu xuke');"
        "print(pinyin._readings.cache_info().currsize)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"
