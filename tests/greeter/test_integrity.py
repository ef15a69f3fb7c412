"""The journal's chain in a file, and the command that checks it."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from greeter.cli import cli
from greeter.opening import open_front_desk
from greeter.records import integrity
from greeter.records.integrity import short_hash, verify
from tests.greeter.report_days import Counter

OFFICE = "alder-creek"


@pytest.fixture
def kept(desk, clock):
    counter = Counter(desk, clock)
    for minutes in (3, 4, 5):
        counter.serve("permit", minutes, 6)
    return desk


def change(desk, sql, **values):
    with desk.store.port.atomic():
        assert desk.store.port.run(sql, values) > 0


def hash_of_line(desk, seq):
    return desk.store.rows("select hash from journal where seq = :seq", {"seq": seq})[0]["hash"]


def test_a_line_that_is_no_text_any_more_is_named(kept, monkeypatch):
    monkeypatch.setattr(integrity, "PAGE", 5)
    change(kept, "update journal set data = cast(x'fffe7b' as text) where seq = 8")
    verdict = verify(kept.store, OFFICE)
    assert (verdict.bad, verdict.lines) == (8, 7)
    assert verdict.why == "It can't be read. A text in the store is damaged."


class TestCommand:
    @pytest.fixture
    def url(self, url, office, clock):
        with open_front_desk(url, clock=clock, catalogue=office) as desk:
            Counter(desk, clock).serve("permit", 3, 4)
            self.head = hash_of_line(desk, 4)
        return url

    def run(self, *words):
        return CliRunner().invoke(cli, ["verify", *words])

    def test_sound(self, url):
        said = self.run("--db", url)
        assert said.exit_code == 0
        assert said.output == f"alder-creek: 4 lines, all as they were written. Head {short_hash(self.head)}.\n"

    def test_bad(self, url, office, clock):
        with open_front_desk(url, clock=clock, catalogue=office) as desk:
            change(desk, "update journal set clerk = 'eve' where seq = 2")
        said = self.run("--db", url)
        assert said.exit_code == 1
        assert said.output == "alder-creek: line 2 is not as it was written. It was changed after it was written.\n"

    def test_printed(self, url):
        assert "The printed head is line 4 of alder-creek." in self.run("--db", url, "--printed", self.head[:12]).output
        said = self.run("--db", url, "--printed", "0000 0000 0000")
        assert said.exit_code == 1
        assert "If it is typed as it was printed, lines were cut off or rewritten" in said.output
        for mistyped in ("zz", "0000 0000", "0000 0000 000g"):
            assert "is no printed head" in self.run("--db", url, "--printed", mistyped).output

    def test_no_store_is_made(self, tmp_path):
        said = self.run("--db", f"sqlite:///{tmp_path / 'none.db'}")
        assert said.exit_code == 1
        assert said.output.startswith("There is no store at")
        assert not (tmp_path / "none.db").exists()
