"""Whom to ask, from tables and address cards: all or nobody, and what is wrong by its line."""

from __future__ import annotations

import shutil

import pytest
from click.testing import CliRunner

from greeter.catalogue.directory_command import directory
from greeter.catalogue.import_directory import read_directory
from greeter.catalogue.office_file import load
from greeter.settings import DEFAULT_OFFICE

CARDS = """BEGIN:VCARD
VERSION:3.0
FN:Ana Ruiz\\, permits
TEL;TYPE=work:555-0177
item1.EMAIL:ana@aldercreek.exam
 ple
ROLE:Fences and sheds
END:VCARD
BEGIN:VCARD
VERSION:4.0
FN:Bo Lee
TEL;VALUE=uri:tel:555-0178
END:VCARD
"""


def written(tmp_path, name, text):
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return file


class TestReading:
    @pytest.mark.parametrize("mark", [",", ";", "\t"])
    def test_a_table_in_any_order_with_columns_of_its_own(self, tmp_path, mark):
        rows = [["Phone", "Name", "Shoe size", "Knows"], ["555-0177", "Ana Ruiz", "39", "Fences"]]
        file = written(tmp_path, "people.csv", "\n".join(mark.join(row) for row in rows))
        (entry,) = read_directory(file).entries
        assert (entry.id, entry.name, entry.phone, entry.knows) == ("ana-ruiz", "Ana Ruiz", "555-0177", "Fences")

    def test_cards_of_both_versions_with_folded_lines(self, tmp_path):
        ana, bo = read_directory(written(tmp_path, "people.vcf", CARDS), taken=["bo-lee"]).entries
        assert (ana.name, ana.phone, ana.email) == ("Ana Ruiz, permits", "555-0177", "ana@aldercreek.example")
        assert (ana.knows, bo.phone, bo.id) == ("Fences and sheds", "555-0178", "bo-lee-2")

    @pytest.mark.parametrize(
        ("name", "text", "said"),
        [
            ("a.csv", "name,phone\nAna,1\n,2\n", "a.csv, line 3: The name is missing."),
            ("a.csv", 'name,phone\n"Ana\nRuiz",\n', "a.csv, line 2: Nothing says how to reach “Ana Ruiz”."),
            ("a.csv", "who,phone\nAna,1\n", "a.csv, line 1: There is no column “name”."),
            ("a.csv", 'name,phone\n"Ana,1\n', "a.csv, line 2: The table breaks off"),
            ("a.csv", "name,phone\n" + "A" * 90 + ",1\n", "a.csv, line 2: “name” is too long."),
            ("a.csv", "name\n", "a.csv: Nobody is in this file."),
            ("a.vcf", "BEGIN:VCARD\nFN:Ana\n", "a.vcf, line 1: A card begins here and does not end."),
            ("a.vcf", "BEGIN:VCARD\nnonsense\nEND:VCARD\n", "a.vcf, line 1: A line of this card can't be read."),
        ],
    )
    def test_what_is_wrong_is_told_by_its_line_and_nobody_is_taken(self, tmp_path, name, text, said):
        found = read_directory(written(tmp_path, name, text))
        assert found.entries == ()
        assert str(found.problems[0]).startswith(said)


class TestCommand:
    def test_an_import_adds_and_leaves_all_else_and_a_second_adds_nobody(self, tmp_path):
        office = tmp_path / "office.toml"
        shutil.copy(DEFAULT_OFFICE, office)
        before = office.read_text(encoding="utf-8").rstrip()
        cards = str(written(tmp_path, "people.vcf", CARDS))
        first = CliRunner().invoke(directory, ["import", cards, "--to", str(office)])
        assert (first.exit_code, first.output) == (0, f"{office}: 2 added, 0 there already.\n")
        assert office.read_text(encoding="utf-8").startswith(before)
        assert [entry.name for entry in load(office).directory[-2:]] == ["Ana Ruiz, permits", "Bo Lee"]
        second = CliRunner().invoke(directory, ["import", cards, "--to", str(office)])
        assert second.output == f"{office}: 0 added, 2 there already.\n"
        found = CliRunner().invoke(directory, ["find", "sheds", "--in", str(office)])
        assert found.output.startswith("Ana Ruiz, permits  555-0177")

    def test_one_bad_row_takes_nobody_in(self, tmp_path):
        office = tmp_path / "office.toml"
        shutil.copy(DEFAULT_OFFICE, office)
        file = written(tmp_path, "people.csv", "name,phone\nAna,555\nBo,\n")
        told = CliRunner().invoke(directory, ["import", str(file), "--to", str(office)])
        assert (told.exit_code, "people.csv, line 3" in told.output) == (1, True)
        assert office.read_bytes() == DEFAULT_OFFICE.read_bytes()
        assert sorted(one.name for one in tmp_path.iterdir()) == ["office.toml", "people.csv"]
