"""An office in other languages: read, checked, said, and written again."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from greeter.catalogue.commands import catalogue
from greeter.catalogue.export import as_toml
from greeter.catalogue.last_good import open_office
from greeter.catalogue.office_file import read, read_text
from greeter.catalogue.plain_advice import advice
from greeter.model.spoken import in_language, translated, untranslated

OFFICE = """
[office]
id = "pine-street"
name = "Pine Street Library"
zone = "America/Chicago"
languages = ["en", "es", "zh"]
where_to_wait = "Take a seat."
[hours]
monday = "9:00-17:00"
[[counter]]
id = "1"
[[service]]
id = "card"
letter = "C"
name = "Library card"
hint = "New, lost"
icon = "id-card"
standard = 10
minutes = 6
synonyms = ["join"]
bring = ["Photo ID"]
words = ["Hold"]
[[service.step]]
what = "Sign the card"
[[service]]
id = "help"
letter = "H"
name = "Talk to a person"
hint = "Ask"
icon = "hand"
standard = 5
minutes = 5
listed = false
[[glossary]]
word = "Hold"
meaning = "a book kept for you"
"""
SPANISH = """[translation.es]
"Library card" = "Tarjeta"
"Photo ID" = "Documento con foto"
"Sign the card" = "Firme la tarjeta"
"Hold" = "Reserva"
"a book kept for you" = "un libro guardado para usted"
[search.es]
card = ["sacar libros"]
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "pine-street.toml"
    path.write_text(OFFICE, encoding="utf-8")
    (tmp_path / "pine-street").mkdir()
    (tmp_path / "pine-street" / "es.toml").write_text(SPANISH, encoding="utf-8")
    return path


def test_a_language_stands_in_a_file_of_its_own(file):
    office = read(file).office
    spanish = in_language(office, "es")
    card = spanish.service("card")
    assert (card.name, card.bring, card.steps[0].what) == ("Tarjeta", ("Documento con foto",), "Firme la tarjeta")
    assert card.synonyms == ("sacar libros", "Library card", "join"), "people mix languages"
    assert (card.words[0].word, card.words[0].meaning) == ("Reserva", "un libro guardado para usted")
    assert card.words[0].also == ("Hold",), "the official word itself is still explained"
    assert spanish.service("help").name == "Talk to a person", "what has no translation stays"
    assert (card.letter, card.standard) == (office.service("card").letter, office.service("card").standard)
    assert in_language(office, "es") is spanish
    assert in_language(office, "es-MX") is spanish
    assert in_language(office, "en") is in_language(office, "vi") is office
    assert translated(office, "es", "Sign the card") == "Firme la tarjeta"
    assert translated(office, "es", "Sign here") == "Sign here"


def test_what_is_not_translated_is_told(file):
    office = read(file).office
    left = untranslated(office, "es")
    assert left == ["Pine Street Library", "Take a seat.", "New, lost", "Talk to a person", "Ask"]
    told = list(advice(office))
    assert "5 texts are not translated into “es”: greeter catalogue translate" in told
    assert any(line.endswith("not translated into “zh”: greeter catalogue translate") for line in told)
    said = CliRunner().invoke(catalogue, ["translate", str(file), "--language", "es"]).output
    filled = read_text(OFFICE + SPANISH + said.replace("[translation.es]", "").partition("\n")[2], "x")
    assert '"Take a seat." = ""' in said
    assert "[search" not in said
    assert filled is not None
    whole = CliRunner().invoke(catalogue, ["translate", str(file), "--language", "zh"]).output
    assert "[search.zh]\ncard = []\n" in whole


def test_an_empty_translation_is_none(file):
    (file.parent / "pine-street" / "zh.toml").write_text('[translation.zh]\n"Photo ID" = ""\n', encoding="utf-8")
    office = read(file).office
    assert in_language(office, "zh").service("card").bring == ("Photo ID",)
    assert "Photo ID" in untranslated(office, "zh")


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        (
            '[translation.es]\n"Hold" = 3\n',
            "pine-street/es.toml, line 2, translation, es, Hold: It is a whole number. It must be a text.",
        ),
        ("[translation.fr]\n", "pine-street/es.toml, line 1, translation, fr: The office does not offer “fr”."),
        ("[translation.en]\n", "pine-street/es.toml, line 1, translation, en: “en” is the office's own language."),
        ("[search.es]\ncart = []\n", "pine-street/es.toml, line 2, search, es, cart: There is no service “cart”."),
        ("[translation.es\n", "pine-street/es.toml, line 1: This is not TOML"),
        (
            '[translation.es]\n"Hold" = "' + "uno " * 20 + '"\n',
            "pine-street/es.toml, line 2, translation, es, Hold: A sentence has 20 words",
        ),
        (
            '[translation.zh]\n"Hold" = "' + "请" * 39 + '"\n',
            "pine-street/es.toml, line 2, translation, zh, Hold: A sentence has 39 signs",
        ),
    ],
)
def test_findings_name_the_file_of_the_language(file, text, finding):
    (file.parent / "pine-street" / "es.toml").write_text(text, encoding="utf-8")
    reading = read(file)
    assert reading.office is None
    assert str(reading.problems[0]).startswith(finding), reading.problems


def test_a_finding_in_the_office_file_keeps_its_line(file):
    file.write_text(OFFICE.replace('letter = "C"', 'letter = "c"'), encoding="utf-8")
    assert read(file).problems[0].where == "pine-street.toml, line 14, service 1, letter"


def test_it_is_written_again_as_one_file(file):
    office = read(file).office
    again = read_text(as_toml(office), "again.toml")
    assert again.problems == ()
    assert again.office == office
    assert again.office.translations == office.translations


def test_a_change_of_a_language_file_is_taken_up(file, tmp_path, monkeypatch):
    monkeypatch.setenv("GREETER_HOME", str(tmp_path / "data"))
    assert in_language(open_office(file), "es").service("card").name == "Tarjeta"
    other = SPANISH.replace("Tarjeta", "Carné")
    (file.parent / "pine-street" / "es.toml").write_text(other, encoding="utf-8")
    assert in_language(open_office(file), "es").service("card").name == "Carné"
    (file.parent / "pine-street" / "es.toml").write_text("[translation.es", encoding="utf-8")
    assert in_language(open_office(file), "es").service("card").name == "Carné", "the last good one stays"
