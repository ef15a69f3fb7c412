"""The `[phrases]` of an office file: read, checked with their places, and written again."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from greeter.catalogue.export import as_toml
from greeter.catalogue.office_file import load, read_text
from greeter.catalogue.plain_advice import advice
from greeter.guidance.phrases import Wording
from greeter.model.phrases import PLACES, Occasion, Phrase
from greeter.settings import DEFAULT_OFFICE
from greeter.texts import Texts

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "catalogue.md").read_text(encoding="utf-8")
WITHOUT = re.sub(r"\n\[phrases\]\n(?:[a-z_]+ = .*\n)+", "\n", DEFAULT_OFFICE.read_text(encoding="utf-8"))
assert "[phrases]" not in WITHOUT


def reading(*lines):
    return read_text(f"{WITHOUT}\n[phrases]\n" + "".join(f"{line}\n" for line in lines), "office.toml")


def last_line():
    return WITHOUT.count("\n") + 3


def test_they_are_read_one_way_or_several_and_for_another_language():
    office = reading(
        'thanks = ["Thanks.", "Thank you for {n} minutes."]', 'ask = "Yes?"', "", "[phrases.es]", 'ask = "¿Sí?"'
    ).office
    assert office.phrases == (
        Phrase(Occasion.THANKS, ("Thanks.", "Thank you for {n} minutes.")),
        Phrase(Occasion.ASK, ("Yes?",)),
        Phrase(Occasion.ASK, ("¿Sí?",), "es"),
    )


def test_an_office_without_any_has_ours():
    assert read_text(WITHOUT, "office.toml").office.phrases == ()
    assert Wording(Texts())(Occasion.ASK) == "How can I help you today?"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('sent_on = "{clark} told me."', "sent_on: The place “{clark}” is not known here. Places here: {clerk}."),
        ('hello_by_name = "{greeting}, {nmae}."', "The place “{nmae}” is not known here. Places here: {greeting} {name} {office}."),
        ('welcome_back = "Hello {name}."', "welcome_back: The place “{name}” is not known here. There are no places here."),
        ('thanks = ["Thanks.", "Thanks for {minutes}."]', "The place “{minutes}” is not known here. Places here: {n}."),
        ('thanks = "Thanks {n!r}."', "The place “{n!r}” is not known here."),
        ('thanks = "Thanks {n:>99}."', "The place “{n:>99}” is not known here."),
        ('thanks = "Thanks {n.real}."', "The place “{n.real}” is not known here."),
        ('thanks = "Thanks {}."', "The place “{}” is not known here."),
        ('thanks = "Thanks {0}."', "The place “{0}” is not known here."),
        ('thanks = "Thanks {n."', "A brace has no partner: “Thanks {n.”. Places here: {n}. For a brace itself write two."),
        ('welcome_back = "Hello }."', "A brace has no partner: “Hello }.”. There are no places here. For a brace itself write two."),
        ("thanks = 5", "thanks: It is a whole number. It must be a text."),
        ("thanks = []", "thanks: It is an empty list. Write at least one way to say it"),
        ("thanks = [1]", "It is not a text."),
        ('thanks = ""', "thanks: It is empty. Write a text."),
        ('thanks = "One. Two. Three. Four."', "thanks: It has 4 sentences. Say it in at most 3."),
        ('thanks = "One\\nTwo"', "thanks: It has more than one line. Write it on one line."),
        ("thanks = [" + '"Thanks.", ' * 9 + "]", "thanks: It has 9 ways to say it. Keep the 8 best."),
        (f'thanks = "{"x" * 201}"', "It is 201 characters long. Say it in at most 200."),
        (f'thanks = "{"ha " * 16}"', "A sentence has 16 words"),
        ('thank = "Thanks."', "thank: This key is not known. Did you mean “thanks”?"),
        ('de = { thanks = "Danke." }', "de: This key is not known."),
        ('es = { thank = "Gracias." }', "thank: This key is not known. Did you mean “thanks”?"),
        ('es = { thanks = "Gracias {x}." }', "The place “{x}” is not known here."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_file_line_and_key(line, told):
    found = reading(line)
    assert found.office is None
    said = [str(problem) for problem in found.problems]
    assert any(told in each for each in said), said
    assert all(each.startswith(f"office.toml, line {last_line()}, phrases") for each in said), said


def test_a_list_over_several_lines_is_found_by_its_key():
    (problem,) = reading('ask = "Yes?"', "thanks = [", '  "Thanks.",', '  "Thanks {x}.",', "]").problems
    assert problem.where == f"office.toml, line {last_line() + 1}, phrases, thanks"


def test_a_brace_of_its_own_is_written_twice():
    office = reading('ask = "{{Yes}}?"').office
    assert Wording(Texts(), office.phrases)(Occasion.ASK) == "{Yes}?"


def test_they_come_back_as_they_were():
    office = load(DEFAULT_OFFICE)
    phrases = (
        Phrase(Occasion.WELCOME_BACK, ("Hi again.",)),
        Phrase(Occasion.SENT_ON, ('"{clerk}" said so.', "Ask {clerk}.")),
        Phrase(Occasion.ASK, ("¿Sí?", "¿Qué?"), "es"),
        Phrase(Occasion.ASK, ("Oui ?",), "fr"),
    )
    languages = ("en", "fr", "es")
    changed = replace(office, phrases=phrases, languages=languages, translations={}, search_words={})
    again = read_text(as_toml(changed), "again.toml")
    assert again.problems == ()
    assert set(again.office.phrases) == set(phrases)
    assert as_toml(again.office) == as_toml(changed)


def test_government_speak_in_a_phrase_is_told_as_advice():
    office = reading('ask = "What shall we do?"', "[phrases.es]", 'ask = "shall"').office
    assert "The phrase “ask” says “shall”. Say: must." in list(advice(office))
    assert sum("The phrase" in each for each in advice(office)) == 1


def test_the_docs_name_every_key_and_place():
    about = PAGE[PAGE.index("## `[phrases]`") :]
    assert {occasion.value for occasion in Occasion if f"`{occasion}`" not in about} == set()
    assert {place for places in PLACES.values() for place in places if f"`{{{place}}}`" not in about} == set()


def test_the_example_of_the_docs_is_sound():
    example = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)[1]
    assert read_text(f"{WITHOUT}\n{example}", "office.toml").problems == ()
