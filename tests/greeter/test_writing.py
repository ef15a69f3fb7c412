"""Files are written whole, and never over a store, whatever name was mistyped."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from greeter.opening import open_front_desk
from greeter.problems import BadInput
from greeter.reports.formats import Format, Report, write_files
from greeter.store.address import sqlite_path
from greeter.writing import spare_databases, write_whole

OURS = 0x47525031


@pytest.mark.parametrize("end", ["", "-wal", "-shm", "-journal"])
def test_a_store_and_its_logs_are_never_written_over(url, office, end):
    with open_front_desk(url, catalogue=office) as desk:
        desk.check_in(service="permit")
        store = Path(sqlite_path(url))
        with pytest.raises(BadInput, match="is a database, and may be a store"):
            write_whole(store.with_name(store.name + end), b"{}")
        assert desk.store.rows("select count(*) as n from visit")[0]["n"] == 1


def test_a_file_of_our_own_is_known_by_its_mark(tmp_path):
    file = tmp_path / "open.db"
    with sqlite3.connect(file) as db:
        db.execute(f"pragma application_id = {OURS}")
        db.execute("create table office (id text)")
    spare_databases(file, OURS)
    with pytest.raises(BadInput):
        spare_databases(file)
    with pytest.raises(BadInput):
        spare_databases(file, OURS + 1)


def test_what_was_there_is_written_over_whole(tmp_path):
    file = tmp_path / "report.json"
    for content in (b"first", b"second"):
        write_whole(file, content)
        assert file.read_bytes() == content
    assert list(tmp_path.iterdir()) == [file]


def test_two_forms_of_one_name_are_refused_before_anything_is_written(tmp_path):
    place = tmp_path / "report"
    with pytest.raises(BadInput, match="same name"):
        write_files(Report(None, None), {Format.PDF: place, Format.HTML: place})
    assert list(tmp_path.iterdir()) == []
