"""The last good office stays in use."""

from __future__ import annotations

import pytest

from greeter.catalogue.files import office_text
from greeter.catalogue.last_good import kept_copy, load_or_last_good
from greeter.problems import CatalogueProblem
from greeter.settings import DEFAULT_OFFICE


@pytest.fixture
def file(tmp_path):
    copy = tmp_path / "etc" / "office.toml"
    copy.parent.mkdir()
    copy.write_text(office_text(DEFAULT_OFFICE)[0], encoding="utf-8")
    return copy


def test_a_good_file_is_kept(file, tmp_path, office):
    loaded, problem = load_or_last_good(file, tmp_path / "data" / "catalogue")
    assert (loaded, problem) == (office, None)
    assert kept_copy(file, tmp_path / "data" / "catalogue").read_bytes() == file.read_bytes()
    assert sorted(file.suffix for file in (tmp_path / "data" / "catalogue").iterdir()) == [".ready", ".toml"]


def test_what_is_kept_already_is_not_written_again(file, tmp_path):
    load_or_last_good(file, tmp_path / "data")
    before = kept_copy(file, tmp_path / "data").stat()
    load_or_last_good(file, tmp_path / "data")
    assert kept_copy(file, tmp_path / "data").stat().st_ino == before.st_ino


@pytest.mark.parametrize("damage", ["broken = [", 'letter = "P"', None])
def test_with_a_bad_file_the_last_good_one_stays(file, tmp_path, office, damage):
    keep_in = tmp_path / "data"
    load_or_last_good(file, keep_in)
    if damage is None:
        file.unlink()
    else:
        file.write_text(file.read_text() + "\n" + damage + "\n")
    loaded, problem = load_or_last_good(file, keep_in)
    assert loaded == office
    assert problem.where.startswith("office.toml")


def test_once_mended_the_new_one_is_used_and_kept(file, tmp_path):
    keep_in = tmp_path / "data"
    load_or_last_good(file, keep_in)
    good = file.read_text()
    file.write_text("broken")
    load_or_last_good(file, keep_in)
    file.write_text(good.replace("Alder Creek Town Hall", "Alder Creek City Hall"))
    loaded, problem = load_or_last_good(file, keep_in)
    assert (loaded.name, problem) == ("Alder Creek City Hall", None)
    file.write_text("broken again")
    assert load_or_last_good(file, keep_in)[0].name == "Alder Creek City Hall"


def test_without_a_last_good_one_the_problem_is_told(file, tmp_path):
    file.write_text("broken")
    with pytest.raises(CatalogueProblem, match="This is not TOML"):
        load_or_last_good(file, tmp_path / "data")


def test_two_offices_with_one_file_name_have_two_copies(file, tmp_path):
    other = tmp_path / "other" / "office.toml"
    other.parent.mkdir()
    other.write_text("broken")
    load_or_last_good(file, tmp_path / "data")
    with pytest.raises(CatalogueProblem):
        load_or_last_good(other, tmp_path / "data")


def test_a_folder_that_cannot_be_written_keeps_no_office_from_opening(file, tmp_path, office):
    in_the_way = tmp_path / "data"
    in_the_way.write_text("a file, no folder")
    assert load_or_last_good(file, in_the_way) == (office, None)
