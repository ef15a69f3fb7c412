"""Which office a program works for: the file that was given, the office that was named, the only one published, or the sample."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from greeter.catalogue.export import as_toml
from greeter.catalogue.which_office import office_for, office_in_use
from greeter.opening import open_front_desk
from greeter.problems import BadInput, CatalogueProblem, NotFound, StoreAway, StoreProblem
from greeter.settings import data_folder
from greeter.store.address import driver_missing
from greeter.store.office_files import Version, published_in
from tests.offices import ELBE, HARBOR, LAGOON, TOWN_HALL, file_of


def publish(url, *offices):
    for office in offices:
        with open_front_desk(url, catalogue=office) as desk:
            desk.publish(as_toml(office))


def put(url, office, version, text):
    """Put a file into the store as a newer program may have published it."""
    with open_front_desk(url, catalogue=office) as desk, desk.store.port.atomic():
        desk.store.add("office_file", {"office": office.id, "version": version, "at": 0, "text": text})


class TestRule:
    def test_without_anything_published_it_is_the_sample_town_hall(self, any_url):
        assert office_for(any_url) == TOWN_HALL
        assert office_for(any_url, name="alder-creek") == TOWN_HALL
        with pytest.raises(NotFound, match="no office “harbor”"):
            office_for(any_url, name="harbor")

    def test_a_store_that_is_not_there_is_not_made(self, new_url, tmp_path):
        assert office_for(new_url) == TOWN_HALL
        assert not (tmp_path / "office.db").exists()

    def test_the_only_one_published_needs_no_name(self, any_url):
        publish(any_url, HARBOR)
        assert office_for(any_url) == HARBOR
        assert office_for(any_url, name="harbor") == HARBOR

    def test_of_several_one_must_be_named(self, any_url):
        publish(any_url, LAGOON, HARBOR, ELBE)
        assert office_for(any_url, name="lagoon") == LAGOON
        assert office_for(any_url, name="elbe").zone.key == "Europe/Berlin"
        with pytest.raises(BadInput, match="several offices: elbe, harbor, lagoon") as met:
            office_for(any_url)
        assert "--office" in met.value.remedy
        with pytest.raises(NotFound, match="It holds: elbe, harbor, lagoon"):
            office_for(any_url, name="alder-creek")

    def test_a_file_that_was_given_wins(self, any_url, tmp_path):
        publish(any_url, HARBOR, LAGOON)
        file = file_of(ELBE, tmp_path)
        assert office_for(any_url, file) == ELBE
        assert office_for(any_url, file, "elbe") == ELBE
        with pytest.raises(NotFound, match="of the office “elbe”, not of “harbor”"):
            office_for(any_url, file, "harbor")

    def test_the_front_desk_opens_by_the_same_rule(self, any_url):
        publish(any_url, HARBOR, LAGOON)
        with open_front_desk(any_url, office="lagoon") as desk:
            assert desk.office == LAGOON
        with pytest.raises(BadInput):
            open_front_desk(any_url)

    def test_the_newest_version_counts(self, any_url):
        publish(any_url, HARBOR, replace(HARBOR, name="Harbor Branch, Pier 4"))
        assert office_for(any_url).name == "Harbor Branch, Pier 4"


class TestUnusable:
    """A file that a newer program has published, and this one can't read."""

    def test_the_copy_on_this_machine_stays_in_use_and_it_is_told(self, any_url, caplog):
        publish(any_url, HARBOR)
        office_for(any_url)
        put(any_url, HARBOR, 2, as_toml(HARBOR) + '\n[teleport]\nspeed = "fast"\n')
        used = office_in_use(any_url)
        assert used.office == HARBOR
        assert "Version 2 of the office file “harbor” can't be used" in used.problem.what
        assert "teleport" in used.problem.what
        assert "stays in use" in caplog.text

    def test_without_a_copy_an_earlier_version_is_used(self, any_url):
        publish(any_url, HARBOR, replace(HARBOR, name="Harbor Branch, Pier 4"))
        put(any_url, HARBOR, 3, "nothing that is TOML =")
        put(any_url, HARBOR, 4, "")
        used = office_in_use(any_url)
        assert used.office.name == "Harbor Branch, Pier 4"
        assert "Version 4" in used.problem.what

    def test_where_none_can_be_used_it_says_what_is_to_be_mended(self, any_url):
        put(any_url, HARBOR, 1, "zone = 3")
        with pytest.raises(CatalogueProblem, match="harbor, version 1"):
            office_for(any_url)


class TestAway:
    """The server can't be reached when the program starts."""

    @pytest.fixture
    def away(self, postgres_server, postgres_url):
        """Return what shuts the database to everybody, as a network that is cut does."""
        name = postgres_url.rpartition("/")[2]

        def shut():
            postgres_server.run(f'alter database "{name}" with allow_connections false')

        return shut

    def test_the_last_good_copy_is_used(self, postgres_url, away, caplog):
        publish(postgres_url, HARBOR, LAGOON)
        office_for(postgres_url, name="lagoon")
        away()
        assert office_for(postgres_url, name="lagoon") == LAGOON
        assert office_for(postgres_url) == LAGOON, "the only one that this machine has used"
        assert "kept on this machine" in caplog.text
        with pytest.raises(StoreAway, match="can't be reached"):  # nobody has looked whether it holds this one
            office_for(postgres_url, name="harbor")

    def test_several_copies_still_need_a_name(self, postgres_url, away):
        publish(postgres_url, HARBOR, LAGOON)
        for office in (HARBOR, LAGOON):
            office_for(postgres_url, name=office.id)
        away()
        assert office_for(postgres_url, name="harbor") == HARBOR
        with pytest.raises(BadInput, match="harbor, lagoon"):
            office_for(postgres_url)

    def test_a_machine_that_has_never_seen_the_store_says_so(self, postgres_url, away):
        away()
        with pytest.raises(StoreAway, match="can't be reached"):
            office_for(postgres_url)

    @pytest.mark.parametrize("name", [None, "alder-creek", "harbor"])
    def test_where_nothing_was_published_when_it_was_last_seen_nobody_knows_what_is_now(self, postgres_url, away, name):
        assert office_for(postgres_url) == TOWN_HALL
        away()
        with pytest.raises(StoreAway, match="can't be reached"):
            office_for(postgres_url, name=name)

    def test_a_copy_that_was_spoiled_is_not_used(self, postgres_url, away):
        publish(postgres_url, HARBOR)
        office_for(postgres_url)
        (copy,) = data_folder().glob("catalogue/store-*/harbor.toml")
        copy.write_text("spoiled")
        away()
        with pytest.raises(StoreAway):
            office_for(postgres_url)

    def test_a_name_never_leaves_the_folder_of_copies(self, postgres_url, away, tmp_path):
        publish(postgres_url, HARBOR)
        office_for(postgres_url)
        file_of(LAGOON, data_folder() / "catalogue")
        away()
        with pytest.raises(StoreAway):
            office_for(postgres_url, name="../lagoon")


class TestDamage:
    def test_a_damaged_sqlite_store_does_not_keep_a_window_from_starting(self, url, tmp_path):
        publish(url, HARBOR)
        assert office_for(url) == HARBOR
        (tmp_path / "office.db").write_bytes(b"this is no database" * 200)
        assert office_for(url) == HARBOR
        with pytest.raises(StoreProblem, match="office files can't be read"), published_in(url) as files:
            files.newest()

    def test_without_a_copy_it_is_the_sample_and_the_first_act_tells(self, url, tmp_path):
        (tmp_path / "office.db").write_bytes(b"this is no database" * 200)
        assert office_for(url) == TOWN_HALL
        with pytest.raises(StoreProblem):
            open_front_desk(url)

    def test_a_store_of_before_there_were_office_files(self, new_url, tmp_path):
        with closing(sqlite3.connect(tmp_path / "office.db")) as old:
            old.execute("create table journal_head (office text)")
        assert office_for(new_url) == TOWN_HALL

    def test_a_database_without_tables_has_none(self, postgres_server):
        empty = postgres_server.database("empty_of_files")
        with published_in(empty) as files:
            assert files.newest() == {}
        postgres_server.run('drop database "empty_of_files" with (force)')

    def test_a_missing_driver_is_told(self):
        assert "greeter[office]" in driver_missing(ImportError("no psycopg")).remedy


def test_the_files_of_a_store(any_url):
    publish(any_url, HARBOR, LAGOON, replace(HARBOR, name="Pier 4"))
    with published_in(any_url) as files:
        assert files.newest() == {"harbor": 2, "lagoon": 1}
        assert [(one.office, one.version) for one in files.versions()] == [("harbor", 2), ("harbor", 1), ("lagoon", 1)]
        (only,) = files.versions("lagoon")
        assert isinstance(only, Version)
        assert only.at > 1_700_000_000_000
        assert files.text("harbor", 1) == as_toml(HARBOR)
        assert files.text("harbor", 3) is None
