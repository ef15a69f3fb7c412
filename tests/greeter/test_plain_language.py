"""Sentences, grades and government speak."""

from __future__ import annotations

from dataclasses import replace

import pytest

from greeter.catalogue.plain_advice import advice
from greeter.catalogue.plain_language import grade, long_sentences, plainer, sentences


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("Ask Ms. Okafor at 8 a.m. on Monday. Bring it.", ["Ask Ms. Okafor at 8 a.m. on Monday.", "Bring it."]),
        ("It costs $8.50 today.", ["It costs $8.50 today."]),
        ("A line\nand another", ["A line", "and another"]),
        ("他来了。 她走了。", ["他来了。", "她走了。"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences(text, found):
    assert sentences(text) == found


def test_fifteen_words_are_enough():
    assert long_sentences(" ".join(["word"] * 15) + ". " + " ".join(["word"] * 15)) == []
    assert long_sentences("Short. " + " ".join(["word"] * 16) + ".") == [" ".join(["word"] * 16) + "."]


def test_the_grade_follows_the_formula():
    assert grade("The cat sat.") == pytest.approx(max(0, 0.39 * 3 + 11.8 * 1 - 15.59))
    assert grade("A table is here. People eat.") == pytest.approx(0.39 * 6 / 2 + 11.8 * 8 / 6 - 15.59)
    assert grade("") == grade("123 !!!") == 0


def test_hard_texts_grade_higher_than_plain_ones():
    hard = (
        "Applicants must furnish supplementary documentation establishing municipal residency prior to certification."
    )
    assert grade(hard) > 12 > 6 > grade("Bring a letter that shows where you live.")


def test_government_speak_is_told_with_what_to_say_instead():
    assert ("utilize", "use") in plainer("Please utilize the form.")
    assert ("prior to", "before") in plainer("Prior to your visit")
    assert plainer("Remittance of the shallow kind") == []


def test_advice_names_the_service_and_only_english_is_judged(office):
    hard = "Municipal authorities require supplementary residency documentation establishing eligibility. " * 5
    stiff = replace(
        office, services=(replace(office.services[0], description=hard, fee="Herein."), *office.services[1:])
    )
    said = [line for line in advice(stiff) if "translate" not in line]
    assert said[0].startswith("“Build or repair” reads at grade ")
    assert said[1] == "“Build or repair” says “herein”. Say: here."
    assert len(said) == 2
    assert list(advice(replace(stiff, language="fr", languages=("fr",)))) == []
