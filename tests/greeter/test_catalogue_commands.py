"""`greeter catalogue` on the command line."""

from __future__ import annotations

import shutil

import pytest
from click.testing import CliRunner

from greeter.catalogue.commands import catalogue
from greeter.catalogue.office_file import load
from greeter.settings import DEFAULT_OFFICE


def run(*arguments):
    return CliRunner().invoke(catalogue, [str(argument) for argument in arguments])


@pytest.fixture
def bad(tmp_path):
    file = tmp_path / "bad.toml"
    file.write_text(
        DEFAULT_OFFICE.read_text().replace('letter = "T"', 'letter = "P"').replace('icon = "dog"', 'icon = "wolf"')
    )
    return file


def test_check_without_a_file_checks_the_samples():
    result = run("check")
    assert result.exit_code == 0
    assert result.output.count("Nothing to mend.") == 3


def test_check_tells_all_findings_and_ends_with_1(bad, tmp_path):
    good = tmp_path / "good.toml"
    shutil.copy(DEFAULT_OFFICE, good)
    result = run("check", bad, good, tmp_path / "gone.toml")
    assert result.exit_code == 1
    assert "bad.toml, line" in result.output
    assert "The letter “P” is taken by “Build or repair”." in result.output
    assert "There is no icon “wolf”." in result.output
    assert "bad.toml: 2 things to mend." in result.output
    assert "good.toml: 11 services, 4 counters" in result.output
    assert "gone.toml: There is no such file." in result.output


def test_check_gives_advice_on_plain_language_and_ends_with_0(tmp_path):
    file = tmp_path / "stiff.toml"
    file.write_text(
        DEFAULT_OFFICE.read_text().replace(
            "Ask what you may build, and get the permit for it.", "Applicants shall utilize this."
        )
    )
    result = run("check", file)
    assert result.exit_code == 0
    assert "“Build or repair” says “utilize”. Say: use." in result.output


def test_export_to_the_screen_and_to_a_file(tmp_path, office):
    out = tmp_path / "copy.toml"
    assert run("export", "--to", out).exit_code == 0
    assert load(out) == office
    assert run("export", out).output == out.read_text()


def test_export_never_writes_over_a_file_unasked(tmp_path):
    out = tmp_path / "mine.toml"
    out.write_text("mine")
    refused = run("export", "--to", out)
    assert refused.exit_code == 1
    assert "is there already" in refused.output
    assert out.read_text() == "mine"
    assert run("export", "--to", out, "--replace").exit_code == 0
    assert out.read_text() != "mine"


def test_export_to_csv_and_import_it(tmp_path):
    table, out = tmp_path / "services.csv", tmp_path / "office.toml"
    assert run("export", "--to", table).exit_code == 0
    result = run("import", table, "--to", out, "--name", "Our Town", "--zone", "America/Denver")
    assert result.exit_code == 0
    assert "11 services, 4 counters" in result.output
    assert load(out).name == "Our Town"
    assert load(out).zone.key == "America/Denver"
    assert out.read_text().startswith("# Our Town: made by greeter catalogue import.")


def test_import_of_an_office_file(tmp_path, office):
    out = tmp_path / "office.toml"
    assert run("import", DEFAULT_OFFICE, "--to", out).exit_code == 0
    assert load(out) == office


def test_a_bad_file_is_told_in_words(bad, tmp_path):
    table = tmp_path / "bad.csv"
    table.write_text("title\nx\n")
    for arguments in (
        ("export", bad),
        ("import", bad, "--to", tmp_path / "o.toml"),
        ("import", table, "--to", tmp_path / "o.toml"),
    ):
        result = run(*arguments)
        assert result.exit_code == 1
        assert "line" in result.output
        assert "Traceback" not in result.output
    assert not (tmp_path / "o.toml").exists()


def test_a_folder_that_is_not_there_is_told(tmp_path):
    result = run("export", "--to", tmp_path / "none" / "office.toml")
    assert result.exit_code == 1
    assert "can't be written" in result.output


def test_a_name_of_two_lines_is_told(tmp_path):
    table, out = tmp_path / "a.csv", tmp_path / "office.toml"
    table.write_text("name\nPay\n")
    result = run("import", table, "--to", out, "--name", "Two\nlines = 1")
    assert result.exit_code == 1
    assert "office, name: It has more than one line." in result.output
    assert not out.exists()
