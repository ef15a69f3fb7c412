"""An office that was checked before opens without being checked again, and only then."""

from __future__ import annotations

import pickle

import pytest

from greeter.catalogue import office_file
from greeter.catalogue.files import office_text
from greeter.catalogue.last_good import kept_copy, load_or_last_good, open_office
from greeter.catalogue.ready import keep_ready, ready_office
from greeter.problems import CatalogueProblem
from greeter.settings import DEFAULT_OFFICE


@pytest.fixture
def file(tmp_path):
    copy = tmp_path / "office.toml"
    copy.write_text(office_text(DEFAULT_OFFICE)[0], encoding="utf-8")
    return copy


def test_an_unchanged_file_is_not_checked_again(file, tmp_path, monkeypatch, office):
    load_or_last_good(file, tmp_path / "keep")
    monkeypatch.setattr(office_file, "read", lambda _: pytest.fail("it was checked again"))
    again, problem = load_or_last_good(file, tmp_path / "keep")
    assert again == office
    assert again.service("permit").name == "Build or repair"
    assert problem is None


def test_a_changed_file_is_checked(file, tmp_path):
    load_or_last_good(file, tmp_path / "keep")
    file.write_text(file.read_text().replace("Build or repair", "Build and repair"))
    assert load_or_last_good(file, tmp_path / "keep")[0].service("permit").name == "Build and repair"
    file.write_text("nonsense")
    kept, problem = load_or_last_good(file, tmp_path / "keep")
    assert kept.service("permit").name == "Build and repair"
    assert isinstance(problem, CatalogueProblem)


class Evil:
    def __reduce__(self):
        return (pytest.fail, ("it ran",))


@pytest.mark.parametrize("garbage", [b"", b"\x80\x05", b"garbage", pickle.dumps(Evil()), pickle.dumps({"a": 1})])
def test_a_torn_or_strange_file_is_not_believed(file, tmp_path, office, garbage):
    load_or_last_good(file, tmp_path / "keep")
    ready = kept_copy(file, tmp_path / "keep").with_suffix(".ready")
    head = ready.read_bytes().split(b"\n")[0]
    ready.write_bytes(head + b"\n" + garbage)
    assert ready_office(file.read_text(), ready) is None
    assert load_or_last_good(file, tmp_path / "keep")[0] == office


def test_a_folder_that_can_t_be_written_is_no_matter(tmp_path, office):
    keep_ready(office, "text", tmp_path / "nowhere" / "office.ready")
    assert not (tmp_path / "nowhere").exists()


def test_the_log_tells_that_the_last_good_one_is_in_use(file, office, caplog):
    assert open_office(file) == office
    file.write_text("nonsense")
    assert open_office(file) == office
    assert "last good office file stays in use" in caplog.text
