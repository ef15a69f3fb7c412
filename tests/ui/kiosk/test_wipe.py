"""Nothing of a visitor is left once they are gone: not in memory, on the screen, in the clipboard, in a log, or in any file but the store's own."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.desktop import Desktop
from tests.ui.kiosk.passing_by import ENDS

pytestmark = pytest.mark.xvfb
TRACES = ("zebedea", "quillfeather", "giraffe", "555 0187", "555-0187", "5550187")
"""What the visitors tell, in small letters; the telephone as it may be written."""
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def desktop(tmp_path_factory):
    made = Desktop(tmp_path_factory.mktemp("desktop"))
    yield made
    made.close()


@pytest.fixture
def kiosk(desktop, tmp_path):
    """A kiosk whose every folder is in this one."""
    homes = {
        "HOME": "user", "TMPDIR": "temp", "XDG_CACHE_HOME": "cache", "XDG_CONFIG_HOME": "config", "XDG_DATA_HOME": "data",
        "XDG_RUNTIME_DIR": "run", "XDG_STATE_HOME": "state", "GREETER_HOME": "home",
    }  # fmt: skip
    for name in homes.values():
        (tmp_path / name).mkdir(mode=0o700)
    environ = {**desktop.environ, **{key: str(tmp_path / name) for key, name in homes.items()}, "PYTHONPATH": str(ROOT)}
    environ["PYTHONDONTWRITEBYTECODE"] = "1"  # Python's own files, of programs that were not started before
    command = [
        sys.executable,
        "-m",
        "tests.ui.kiosk.passing_by",
        tmp_path,
        f"sqlite:///{tmp_path / 'home' / 'office.db'}",
    ]
    with (tmp_path / "errors.txt").open("w") as errors:
        pipe = subprocess.PIPE
        process = subprocess.Popen(
            command, cwd=tmp_path, env=environ, stdin=pipe, stdout=pipe, stderr=errors, text=True
        )
        with process:
            yield process
            process.stdin.close()


def files_with_traces(folder):
    """Return the files whose bytes have anything of the visitor, in UTF-8 or UTF-16."""
    needles = [trace.encode(form) for trace in TRACES for form in ("utf-8", "utf-16-le", "utf-16-be")]
    files = [one for one in folder.rglob("*") if one.is_file()]
    return {one.name for one in files if any(needle in one.read_bytes().lower() for needle in needles)}


def columns_with_traces(store):
    """Return the places of the store, table and column, that hold anything of the visitor."""
    found = set()
    with sqlite3.connect(store) as db:
        tables = [name for (name,) in db.execute("select name from sqlite_schema where type = 'table'")]
        for table in tables:
            rows = db.execute(f'select * from "{table}"')
            for row in rows:
                said = zip((column[0] for column in rows.description), row, strict=True)
                found |= {(table, column) for column, value in said if any(one in str(value).lower() for one in TRACES)}
    return found


def test_nothing_is_left(kiosk, tmp_path):
    store = tmp_path / "home" / "office.db"
    for end in ENDS:
        line = kiosk.stdout.readline()
        assert line, (tmp_path / "errors.txt").read_text()
        told = json.loads(line)
        assert all(told["before"].values()), "what is searched for is not found while it is there"
        assert set(told["before"]["clipboard"]) == {"Clipboard", "Selection"}
        assert {place: found for place, found in told["left"].items() if found} == {}, end
        assert told["same picture"], f"{end}: the greeting is not that of a kiosk that nobody has used"
        found = files_with_traces(tmp_path)
        if end == "finish":
            assert columns_with_traces(store) == {("personal", "value")}
            assert found
            assert found <= {"office.db", "office.db-wal"}
        else:
            assert found == set()
        used = {one for one in [*told["written"], *told["open"]] if Path(one).is_absolute()}
        assert any(one.endswith("everything.log") for one in used)
        assert {one for one in used if not one.startswith((str(tmp_path), "/dev/", "/proc/"))} == set()
        print(file=kiosk.stdin, flush=True)
    assert kiosk.wait() == 0
