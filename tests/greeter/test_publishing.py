"""Publishing office files: checked, in versions, with a line in the journal, fetched again to the byte."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

import pytest
from click.testing import CliRunner

from greeter.catalogue.commands import catalogue
from greeter.catalogue.export import as_toml
from greeter.cli import cli
from greeter.opening import open_front_desk
from greeter.problems import BadInput, CatalogueProblem, NotFound, Unlawful
from greeter.records.integrity import verify
from tests.offices import HARBOR, LAGOON, file_of


def run(*arguments):
    return CliRunner().invoke(catalogue, [str(argument) for argument in arguments])


def lines(url, office=HARBOR):
    with open_front_desk(url, catalogue=office) as desk:
        assert verify(desk.store, office.id).sound
        return desk.store.rows(
            "select seq, kind, visit, data from journal where office = :o order by seq", {"o": office.id}
        )


class TestPublish:
    def test_each_text_is_a_version_with_a_line_in_the_journal(self, any_url, tmp_path):
        file = file_of(HARBOR, tmp_path)
        told = run("publish", file, "--db", any_url)
        assert told.exit_code == 0, told.output
        assert "Published Harbor Branch (harbor) as version 1." in told.output
        file.write_text(as_toml(replace(HARBOR, name="Harbor Branch, Pier 4")), encoding="utf-8")
        assert "as version 2." in run("publish", file, "--db", any_url).output
        first, second = lines(any_url)
        assert (first["kind"], first["visit"]) == ("publish", None)
        facts = json.loads(second["data"])
        assert facts == {"version": 2, "sha256": hashlib.sha256(file.read_bytes()).hexdigest()}

    def test_an_unchanged_text_is_no_new_version(self, any_url, tmp_path):
        file = file_of(HARBOR, tmp_path)
        run("publish", file, "--db", any_url)
        again = run("publish", file, "--db", any_url)
        assert again.exit_code == 0
        assert "published like this already, as version 1." in again.output
        assert len(lines(any_url)) == 1

    def test_an_earlier_text_may_be_published_again(self, any_url):
        with open_front_desk(any_url, catalogue=HARBOR) as desk:
            assert desk.publish(as_toml(HARBOR)).version == 1
            assert desk.publish(as_toml(replace(HARBOR, name="Pier 4"))).version == 2
            assert desk.publish(as_toml(HARBOR)).version == 3

    def test_a_text_made_from_an_older_version_takes_nothing_away(self, any_url):
        with open_front_desk(any_url, catalogue=HARBOR) as desk:
            assert desk.publish(as_toml(HARBOR), onto=0).version == 1
            assert desk.publish(as_toml(replace(HARBOR, name="Pier 4")), onto=1).version == 2
            with pytest.raises(Unlawful, match="Version 2 was published meanwhile"):
                desk.publish(as_toml(replace(HARBOR, name="Pier 5")), onto=1)
            assert desk.publish(as_toml(replace(HARBOR, name="Pier 4")), onto=1).seq == 0

    def test_what_has_to_be_mended_is_told_and_nothing_is_kept(self, new_url, tmp_path):
        file = tmp_path / "bad.toml"
        file.write_text(as_toml(HARBOR).replace('zone = "America/New_York"', 'zone = "America/Neu_York"'))
        told = run("publish", file, "--db", new_url)
        assert told.exit_code == 1
        assert "America/Neu_York" in told.output
        assert not (tmp_path / "office.db").exists()

    def test_an_act_refuses_another_offices_file_and_one_with_mistakes(self, any_url):
        with open_front_desk(any_url, catalogue=HARBOR) as desk:
            with pytest.raises(BadInput, match="of the office “lagoon”"):
                desk.publish(as_toml(LAGOON))
            with pytest.raises(CatalogueProblem):
                desk.publish("id = ")
            assert desk.store.rows("select count(*) as n from office_file")[0]["n"] == 0


class TestPublished:
    def test_offices_versions_and_dates(self, any_url, tmp_path):
        run("publish", file_of(HARBOR, tmp_path), "--db", any_url)
        run("publish", file_of(LAGOON, tmp_path), "--db", any_url)
        run("publish", file_of(replace(HARBOR, name="Pier 4"), tmp_path), "--db", any_url)
        rows = [line.split() for line in run("published", "--db", any_url).output.splitlines()]
        assert [row[:3] for row in rows] == [
            ["harbor", "version", "2"], ["harbor", "version", "1"], ["lagoon", "version", "1"],
        ]  # fmt: skip
        assert all(row[3].startswith("20") for row in rows)

    def test_nothing_published_is_told(self, new_url, tmp_path):
        assert run("published", "--db", new_url).output == "No office is published in this store.\n"
        assert not (tmp_path / "office.db").exists()


class TestFetch:
    def test_the_text_comes_back_to_the_byte(self, any_url, tmp_path):
        file = file_of(HARBOR, tmp_path)
        file.write_text("# Pöstchen\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
        run("publish", file, "--db", any_url)
        out = tmp_path / "again.toml"
        assert "harbor, version 1" in run("fetch", "harbor", "--db", any_url, "--to", out).output
        assert out.read_bytes() == file.read_bytes()
        assert run("fetch", "harbor", "--db", any_url).output == file.read_text(encoding="utf-8")
        assert "--replace" in run("fetch", "harbor", "--db", any_url, "--to", out).output
        assert run("fetch", "harbor", "--db", any_url, "--to", out, "--replace").exit_code == 0

    def test_an_earlier_version_is_still_there(self, any_url, tmp_path):
        run("publish", file_of(HARBOR, tmp_path), "--db", any_url)
        run("publish", file_of(replace(HARBOR, name="Pier 4"), tmp_path), "--db", any_url)
        assert "Pier 4" in run("fetch", "harbor", "--db", any_url).output
        assert "Pier 4" not in run("fetch", "harbor", "--version", 1, "--db", any_url).output

    def test_what_is_not_there_is_told(self, any_url, tmp_path):
        run("publish", file_of(HARBOR, tmp_path), "--db", any_url)
        assert isinstance(run("fetch", "lagoon", "--db", any_url).exception, NotFound)
        assert isinstance(run("fetch", "harbor", "--version", 9, "--db", any_url).exception, NotFound)


class TestOptions:
    """Every command takes --office."""

    @pytest.fixture
    def store(self, any_url, tmp_path):
        for office in (HARBOR, LAGOON):
            run("publish", file_of(office, tmp_path), "--db", any_url)
            with open_front_desk(any_url, catalogue=office) as desk:
                desk.check_in(service="permit" if office is HARBOR else "property-tax")
        return any_url

    def greeter(self, *arguments):
        return CliRunner().invoke(cli, [str(one) for one in arguments])

    def test_a_command_works_for_the_office_that_is_named(self, store, monkeypatch):
        assert "P001" in self.greeter("queue", "--db", store, "--office", "harbor").output
        assert "T001" in self.greeter("queue", "--db", store, "--office", "lagoon").output
        monkeypatch.setenv("GREETER_OFFICE", "lagoon")
        monkeypatch.setenv("GREETER_DB", store)
        assert "T001" in self.greeter("queue").output

    def test_without_a_name_the_offices_are_listed(self, store):
        for command in ("queue", "services", "report"):
            told = self.greeter(command, "--db", store)
            assert told.exit_code == 1, command
            assert "harbor, lagoon" in told.output

    def test_verify_looks_at_all_offices_or_at_one(self, store):
        assert self.greeter("verify", "--db", store).output.count("all as they were written") == 2
        one = self.greeter("verify", "--db", store, "--office", "lagoon").output
        assert one.count("all as they were written") == 1
        assert "lagoon" in one
        wrong = self.greeter("verify", "--db", store, "--office", "moon")
        assert wrong.exit_code == 1
        assert "no journal of the office “moon”" in wrong.output
