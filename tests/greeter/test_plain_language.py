"""Sentences, grades and government speak."""

from __future__ import annotations

from dataclasses import replace

import pytest
import words

from greeter.catalogue.plain_advice import advice, unexplained
from greeter.catalogue.plain_language import HIGHEST_GRADE, grade, long_sentences, official, plainer, sentences


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


def test_official_words_are_explained_or_told(office):
    assert official("Ask about an easement and two variances.") == ["easement", "variance"]
    assert official("License plates and titles") == []
    first = office.services[0]
    stiff = replace(first, fee="A lien and an escrow account cost $5.", words=())
    assert unexplained(stiff, office) == ["escrow", "lien"]
    told = [line for line in advice(replace(office, services=(stiff, *office.services[1:]))) if "explains" in line]
    assert told == [
        f"“{first.name}” says “{word}”, which nothing explains. Explain it in the glossary, or say it otherwise."
        for word in ("escrow", "lien")
    ]
    many = replace(first, words=office.glossary[:5])
    told = list(advice(replace(office, services=(many, *office.services[1:]))))
    assert any("official words. The kiosk explains 4 on a page" in line for line in told)


@pytest.mark.parametrize(
    ("word", "n"),
    [("table", 2), ("rule", 1), ("rules", 1), ("tables", 2), ("file", 1), ("while", 1), ("sale", 1), ("people", 2)],
)
def test_syllables_of_words_that_end_alike(word, n):
    assert grade(word) == pytest.approx(max(0.0, 0.39 + 11.8 * n - 15.59))


def test_all_that_visitors_are_told_is_plain():
    """Every English sentence of kiosk, board, ticket, take-away and survey."""
    told = [text for message in words.messages() for text in ([message] if isinstance(message, str) else message)]
    assert len(told) > 250
    assert [one for one in told if long_sentences(one)] == []
    assert [one for one in told if plainer(one) or official(one)] == []
    assert grade(" ".join(one if one[-1] in ".?!" else f"{one}." for one in told)) <= HIGHEST_GRADE
    hard = [one for one in told if len(one.split()) >= 8 and grade(one) > HIGHEST_GRADE + 2]
    assert hard == []
    forbidden = ("invalid", "error", "policy", "please wait", "session", "timeout")
    assert [one for one in told if any(word in one.lower() for word in forbidden)] == []
