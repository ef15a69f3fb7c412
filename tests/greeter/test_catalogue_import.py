"""Services from CSV: our own and Service BC's form."""

from __future__ import annotations

import gzip

import pytest

from greeter.catalogue.export import as_toml
from greeter.catalogue.import_csv import read_csv, slug
from greeter.catalogue.letters import EVERYTHING_ELSE, assign_letters
from greeter.catalogue.office_file import LARGEST_FILE, read_text
from greeter.guidance.reasons import ReasonSearch

SERVICE_BC = """service_id,code,name,external_name,description,parent,online,deleted
1,FISH - 001,Angling eLic,Fishing Licence,"F&W- SC1001 Issuing licence, lost card, etc.",Fish & Wildlife,Availability.SHOW,
2,FISH - 002,Other - FISH,,"F&W - brochures, maps",Fish & Wildlife,Availability.HIDE,
3,TAX - 001,Deferment,Put off property tax,"PTax - Full or
partial account",Property Tax,Availability.SHOW,
4,TAX - 001,Deferment (old),,"PTax - Old kind",Property Tax,Availability.HIDE,2020-01-02T10:25:00+00:00
5,TAX - 001,Twin code,,"PTax - Same code",Property Tax,,
6,3RD - 9,Admin,,,,Availability.HIDE,
"""


def written(tmp_path, text, name="services.csv"):
    file = tmp_path / name
    file.write_text(text, encoding="utf-8", newline="")
    return file


def problem_of(file):
    reading = read_csv(file, name="Imported")
    assert reading.office is None
    return str(reading.problems[0])


def test_service_bc(tmp_path):
    office = read_csv(written(tmp_path, SERVICE_BC), name="Service Desk", zone="America/Vancouver").office
    assert [service.id for service in office.services] == [
        "fish-001",
        "fish-002",
        "tax-001",
        "tax-001-2",
        "rd-9",
        "help",
    ]
    fishing, other, tax, twin, admin, person = office.services
    assert (fishing.name, other.name, tax.name) == (
        "Fishing Licence",
        "Fish & Wildlife: something else",
        "Put off property tax",
    )
    assert [service.listed for service in office.services] == [True, False, True, False, False, False]
    assert fishing.letter == other.letter == "F"
    assert tax.letter == twin.letter == "P"
    assert len({fishing.letter, tax.letter, admin.letter, person.letter}) == 4
    assert "Angling eLic" in fishing.synonyms
    assert "lost card" in fishing.synonyms
    assert not any("SC1001" in synonym or synonym == "etc" for synonym in fishing.synonyms)
    assert office.id == "service-desk"
    assert office.zone.key == "America/Vancouver"
    assert read_text(as_toml(office), "again.toml").office == office
    assert ReasonSearch(office).find("I lost my fishing card")[0].service_id == "fish-001"


def test_a_gzipped_file_is_read(tmp_path):
    file = tmp_path / "services.csv.gz"
    file.write_bytes(gzip.compress(SERVICE_BC.encode()))
    assert len(read_csv(file, name="Imported").office.services) == 6


def test_two_hundred_services_in_forty_programmes_do_with_the_letters_there_are(tmp_path):
    rows = "".join(
        f"{n},C - {n},Service {n},Public {n},About it,Programme {n % 40},Availability.SHOW,\n" for n in range(200)
    )
    office = read_csv(written(tmp_path, SERVICE_BC.splitlines()[0] + "\n" + rows), name="Large").office
    assert len(office.services) == 201
    letters = {}
    for service in office.services:
        letters.setdefault(service.letter, set()).add(service.programme)
    assert all(len(programmes) == 1 for programmes in letters.values())
    assert any(service.programme == EVERYTHING_ELSE for service in office.services)


def test_our_own_needs_only_names(tmp_path):
    office = read_csv(written(tmp_path, "name\nPay a bill\nAsk\n\n"), name="Imported").office
    assert [(service.id, service.name, service.letter) for service in office.services] == [
        ("pay-a-bill", "Pay a bill", "P"), ("ask", "Ask", "A"), ("help", "Talk to a person", "H"),
    ]  # fmt: skip
    assert all(counter.serves(service) for counter in office.counters for service in office.services)


def test_our_own_with_semicolons_as_a_spreadsheet_in_europe_writes_it(tmp_path):
    text = "\ufeffname;synonyms;sensitive;skills;standard;minutes\nPay;bill | invoice;yes;money;12;7.5\n"
    office = read_csv(written(tmp_path, text), name="Imported").office
    pay = office.service("pay")
    assert pay.synonyms == ("bill", "invoice")
    assert pay.sensitive
    assert (pay.standard.minutes, pay.minutes) == (12, 7.5)
    assert office.counter("1").serves(pay)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "services.csv, line 1: There are no services in it."),
        ("name\n", "services.csv, line 1: There are no services in it."),
        ("title\nPay\n", "services.csv, line 1: The first line has no column “name”. Name the columns: id, letter"),
        ("name,price\nPay,1\n", "services.csv, line 1: The column “price” is not known."),
        ("name,name\nPay,Pay\n", "services.csv, line 1: The column “name” is there twice."),
        ("name,fee\nPay,1\nAsk,2,3\n", "services.csv, line 3: It has 3 cells, and the first line has 2."),
        ('name,fee\n"Pay,1\n', "This is not CSV"),
        ("name,letter\nPay,P\nPark,P\n", "services.csv, line 3, service 2, letter: The letter “P” is taken by “Pay”."),
        (
            "name,standard\nPay,soon\n",
            "services.csv, line 2, service 1, standard: It is a text. It must be a whole number.",
        ),
        (
            "name,sensitive\nPay,maybe\n",
            "services.csv, line 2, service 1, sensitive: It is a text. It must be true or false.",
        ),
        ("name,id\nPay,x\nAsk,x\n", "services.csv, line 3, service 2, id: “x” is there twice."),
        (f"name\nPay\n{'x' * 10_000}\n", "services.csv, line 3, service 2, name: It is 10000 characters long."),
        ("name,fee\nPay,a\0b\n", "U+0000"),
        ("name,fee\nPay,\u202etxt\n", "U+202E"),
        ("name,fee\n,free\n", "services.csv, line 2, service 1, name"),
    ],
)
def test_each_bad_csv_is_told_with_its_line(tmp_path, text, told):
    assert told in problem_of(written(tmp_path, text))


def test_a_line_is_counted_where_its_row_begins(tmp_path):
    text = 'name,fee\nPay,"one\ntwo"\nAsk,"' + "word " * 16 + '"\n'
    assert problem_of(written(tmp_path, text)).startswith(
        "services.csv, line 4, service 2, fee: A sentence has 16 words"
    )


def test_files_that_cannot_be_read(tmp_path):
    assert "can't be read" in problem_of(tmp_path / "gone.csv")
    assert "can't be read" in problem_of(tmp_path)
    broken = tmp_path / "broken.csv.gz"
    broken.write_bytes(gzip.compress(SERVICE_BC.encode())[:-20])
    assert "can't be read" in problem_of(broken)
    scrambled = tmp_path / "scrambled.csv.gz"
    scrambled.write_bytes(b"\x1f\x8b" + b"nonsense" * 4)
    assert "can't be read" in problem_of(scrambled)
    latin = tmp_path / "latin.csv"
    latin.write_bytes("name\nPay\nCafé\n".encode("latin-1"))
    assert problem_of(latin).startswith("latin.csv, line 3: The text is not in UTF-8.")
    bomb = tmp_path / "bomb.csv.gz"
    bomb.write_bytes(gzip.compress(b"x" * (LARGEST_FILE + 10)))
    assert "far too large" in problem_of(bomb)


def test_an_unknown_zone_and_name_are_told(tmp_path):
    file = written(tmp_path, "name\nPay\n")
    found = read_csv(file, name="x" * 100, zone="Mars/Olympus").problems
    assert any("no time zone" in str(problem) for problem in found)
    assert any("100 characters" in str(problem) for problem in found)


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Fish & Wildlife ID", "fish-wildlife-id"),
        ("Ünï – 3", "uni-3"),
        ("3rd party", "rd-party"),
        ("日本", ""),
        ("²⅓", ""),
    ],
)
def test_an_id_is_made_of_a_name(text, made):
    assert slug(text) == made


def test_letters_that_are_given_stay():
    services = [{"id": "a", "name": "Zebra", "letter": "Z"}, {"id": "b", "name": "Zoo"}, {"id": "c", "name": "???"}]
    assign_letters(services)
    assert [service["letter"] for service in services] == ["Z", "O", "A"]
