"""`greeter database setup`, `login`, `logins` and `drop-login`: what they make, say and refuse."""

from __future__ import annotations

import stat
import sys
import threading
import uuid
from types import SimpleNamespace
from urllib.parse import quote, urlsplit

import psycopg
import pytest
from click.testing import CliRunner

from greeter.cli import cli
from greeter.model.journal import Kind
from greeter.opening import open_front_desk
from greeter.problems import BadInput, NotFound, StoreAway, StoreProblem
from greeter.store import access_commands
from greeter.store.migrate import STEPS
from greeter.store.postgres import roles
from greeter.store.postgres.access import EVERYWHERE
from greeter.store.postgres.fit_server import refuse_old
from greeter.store.postgres.form import bring_to_form
from greeter.store.postgres.logins import Access, address_for, login_name, logins_of, passfile_line
from greeter.store.postgres.policies import POLICIES
from greeter.store.postgres.rights import RIGHTS, Role, role_name
from greeter.store.postgres.roles import set_up
from tests.store.guarded import SECRET, GuardedStore
from tests.store.two_offices import NORTH, SOUTH, of


@pytest.fixture
def store(guarded_server):
    """A store that was set up, with two offices and nobody in them."""
    one = GuardedStore(guarded_server, NORTH, SOUTH)
    yield one
    one.close()


@pytest.fixture
def database(guarded_server):
    """The address of an empty database, and its name."""
    name = f"bare_{uuid.uuid4().hex[:10]}"
    yield SimpleNamespace(name=name, url=guarded_server.database(name))
    guarded_server.run(f'drop database "{name}" with (force)')
    for role in Role:
        guarded_server.run(f'drop role if exists "{role_name(name, role)}"')


@pytest.fixture
def owner(guarded_server):
    """An ordinary login that owns a database of its own; `may` says what else it may on the server."""
    made = []

    def make(may=""):
        name = f"owner_{uuid.uuid4().hex[:8]}"
        guarded_server.run(f"create role {name} login password '{SECRET}' {may}")
        guarded_server.run(f"create database {name} owner {name}")
        made.append(name)
        address = guarded_server.url(name).replace("postgres@", f"{name}:{quote(SECRET)}@")
        return SimpleNamespace(name=name, url=address, root=guarded_server.url(name))

    yield make
    for name in made:
        guarded_server.run(f"drop database {name} with (force)")
        for role in (*(role_name(name, role) for role in Role), name):
            guarded_server.run(f'drop role if exists "{role}"')


def greeter(*arguments, **more):
    return CliRunner().invoke(cli, ["database", *arguments], **more)


@pytest.fixture
def password(monkeypatch):
    monkeypatch.setenv(access_commands.PASSWORD, SECRET)


class TestSetup:
    def test_it_says_what_it_did_and_again_that_nothing_was_left_to_do(self, database):
        first = greeter("setup", database.url, "--office", NORTH, "--office", SOUTH)
        assert first.exit_code == 0, first.output
        assert first.output.splitlines() == [
            f"Brought the store to its form: {', '.join(STEPS)}.",
            f"Made the roles {', '.join(role_name(database.name, role) for role in Role)}.",
            f"Set what each role may do with {len(RIGHTS)} tables and views, by {len(POLICIES)} rules on which rows.",
            "From now on only the owner and Greeter's own logins may connect to this database.",
            "Offices of this store: north, south.",
        ]
        again = greeter("setup", database.url)
        assert again.output.splitlines() == [
            "The store has its form.",
            f"The roles are there: {', '.join(role_name(database.name, role) for role in Role)}.",
            "The rights are as they should be.",
            "Offices of this store: north, south.",
        ]

    def test_a_store_without_offices_says_so(self, database):
        assert set_up(database.url)[-1] == "The store knows no office yet."

    def test_what_is_right_is_not_made_anew(self, store):
        """Making a rule locks its table against everybody; changing rights does not."""
        rules = store.run("select oid from pg_policy order by oid")
        set_up(store.url)
        assert store.run("select oid from pg_policy order by oid") == rules

    def test_people_go_on_working_while_it_is_repeated(self, store, office, clock):
        told = []
        other = threading.Thread(target=lambda: told.extend(set_up(store.url)))
        desk = open_front_desk(store.url, clock=clock, catalogue=of(office, NORTH))
        with desk, desk.store.turn(NORTH, clock.read()) as turn:
            other.start()
            other.join(timeout=6)  # it would wait for this turn's locks, and give up after 8 s
            assert not other.is_alive()
            desk.store.record(turn, Kind.NOTICE)
        assert "The rights are as they should be." in told

    def test_what_was_changed_by_hand_is_mended(self, store):
        ours = "select policyname from pg_policies where tablename = 'notice'"
        before = {name for (name,) in store.run(ours)}
        assert "greeter kiosk reads" in before
        store.run('drop policy "greeter kiosk reads" on notice')
        store.run('create policy "greeter of an older program" on notice for select using (true)')
        store.run('create policy "somebody\'s own" on notice for select using (false)')
        store.run("comment on policy \"greeter clerk\" on notice is 'of an older program'")
        store.run("alter table told disable row level security")
        store.run(f'grant delete on journal to "{store.group("clerk")}"')
        assert any(line.startswith("Set what each role may do") for line in set_up(store.url))
        names = {name for (name,) in store.run(ours)}
        assert names == before | {"somebody's own"}
        assert store.run("select relrowsecurity from pg_class where oid = 'told'::regclass") == [(True,)]
        assert store.run("select has_table_privilege(%s, 'journal', 'delete')", store.group("clerk")) == [(False,)]

    def test_an_upgraded_store_gets_the_rights_of_its_new_form(self, database, monkeypatch):
        older = dict(list(STEPS.items())[:-1])
        with psycopg.connect(database.url, autocommit=True, row_factory=psycopg.rows.dict_row) as connection:
            assert bring_to_form(connection, older) == list(older)
        told = set_up(database.url)
        assert told[0] == f"Brought the store to its form: {list(STEPS)[-1]}."

    def test_an_ordinary_owner_who_may_make_roles_needs_nobody_else(self, owner, office):
        ours = owner("createrole")
        assert "Made the roles" in "\n".join(set_up(ours.url, [NORTH]))
        with logins_of(ours.url) as logins:
            made = logins.give(f"desk-{ours.name}", Access(Role.CLERK, (NORTH,)), password=SECRET)
        try:
            with open_front_desk(
                address_for(ours.url, made.name).replace("@", f":{quote(SECRET)}@", 1), catalogue=of(office, NORTH)
            ) as desk:
                assert desk.check_in(service="permit").number == "P001"
        finally:
            with logins_of(ours.url) as logins:
                assert logins.drop(made.name)

    def test_an_owner_who_may_not_make_roles_is_told_what_to_ask_for(self, owner):
        ours = owner()
        with pytest.raises(StoreProblem, match=f'alter role "{ours.name}" createrole'):
            set_up(ours.url)

    def test_who_runs_the_server_sets_up_what_belongs_to_its_owner(self, owner, guarded_server):
        ours = owner()
        open_front_desk(ours.url).close()
        set_up(ours.root, [NORTH])
        with psycopg.connect(ours.root) as connection:
            owners = connection.execute(
                "select distinct pg_get_userbyid(relowner) from pg_class where relname in ('visit', 'greeter_login', 'line_times')"
                " union select distinct pg_get_userbyid(proowner) from pg_proc where proname like 'greeter%'"
            ).fetchall()
        assert owners == [(ours.name,)]
        assert "The rights are as they should be." in set_up(
            ours.url
        )  # the roles are there: no right to make any is needed

    def test_an_owner_of_the_tables_alone_is_told_what_the_databases_owner_does(self, owner, guarded_server):
        ours = owner("createrole")
        open_front_desk(ours.url).close()
        guarded_server.run(f"alter database {ours.name} owner to postgres")
        guarded_server.run(f"grant create on schema public to {ours.name}", ours.name)
        told = set_up(ours.url)
        assert any(
            line.startswith("Everybody on the server may still connect") and "revoke all on database" in line
            for line in told
        )

    def test_strangers_may_not(self, store):
        with pytest.raises(
            StoreProblem,
            match=r"This login may not set the store up\. Give the address with the name of its owner, “postgres”",
        ):
            set_up(store.login("manager", EVERYWHERE))

    def test_nobody_sets_up_where_they_may_make_no_tables(self, owner, guarded_server, database):
        ours = owner()
        with pytest.raises(StoreProblem, match="the name of whoever owns the database"):
            set_up(f"{ours.url.rpartition('/')[0]}/{database.name}")

    def test_roles_that_are_not_ours_are_left_alone(self, database, guarded_server):
        guarded_server.run(f'create role "{role_name(database.name, Role.CLERK)}" login')
        with pytest.raises(StoreProblem, match="none of Greeter's"):
            set_up(database.url)

    def test_a_store_that_came_from_another_server_gets_its_logins_back(self, store):
        store.login("clerk", NORTH, name="came-along")
        for role in Role:
            store.run(f'revoke "{store.group(role)}" from "came-along"')
        store.run("insert into greeter_login values ('of-another-server', 'clerk', 'north')")
        assert "These logins have their roles again: came-along." in set_up(store.url)

    @pytest.mark.parametrize("office", ["", "x" * 61])
    def test_an_office_needs_an_id(self, database, office):
        with pytest.raises(BadInput):
            set_up(database.url, [office])

    def test_a_file_has_no_roles(self, url):
        told = greeter("setup", url)
        assert told.exit_code == 1
        assert "is a file on one machine: it has no logins" in told.output

    def test_without_the_driver_it_says_what_to_install(self, monkeypatch):
        monkeypatch.setitem(sys.modules, "psycopg", None)
        told = greeter("setup", "postgresql://somewhere/greeter")
        assert told.exit_code == 1
        assert "pip install 'greeter[office]'" in told.output

    def test_a_server_that_is_too_old_is_refused(self, database, monkeypatch):
        refuse_old(140_000)
        with pytest.raises(StoreProblem, match=r"The server runs PostgreSQL 13.14; Greeter needs 14 or newer."):
            refuse_old(130_014)

    def test_a_database_that_keeps_no_names_is_refused(self, guarded_server):
        guarded_server.run("create database latin encoding 'SQL_ASCII' lc_collate 'C' lc_ctype 'C' template template0")
        with pytest.raises(StoreProblem, match="keeps texts as SQL_ASCII"):
            set_up(guarded_server.url("latin"))
        guarded_server.run("drop database latin with (force)")

    def test_older_servers_have_no_readable_views_for_the_manager(self, database, monkeypatch):
        monkeypatch.setattr(roles, "_READERS_RIGHTS", 10**9)
        set_up(database.url)
        with psycopg.connect(database.url) as connection:
            may = connection.execute(
                "select has_table_privilege(%s, 'visits_today', 'select')", (role_name(database.name, Role.MANAGER),)
            ).fetchone()
        assert may == (False,)


class TestNames:
    def test_roles_are_named_by_their_database(self):
        assert role_name("greeter", Role.KIOSK) == "greeter_kiosk"
        assert role_name("north", Role.CLERK) == "greeter_north_clerk"
        long = role_name("ä" * 31, Role.MANAGER)
        assert len(long.encode()) <= 63
        assert long != role_name("ä" * 30 + "b", Role.MANAGER)

    @pytest.mark.parametrize(
        "name", ["", "Dana", "dana;", "9lives", "pg_dana", "greeter_dana", "d" * 64, 'da"na', "zoë"]
    )
    def test_names_that_are_refused(self, name):
        with pytest.raises(BadInput, match="can't be the name of a login"):
            login_name(name)

    def test_the_address_says_nothing_of_the_owner(self):
        given = address_for(
            "postgresql://owner:secret@db.test:5433,b.test/greeter?sslrootcert=/etc/ca.pem&user=x&password=y&hostaddr=10.0.0.1",
            "dana@hall",
        )
        assert given == "postgresql://dana%40hall@db.test:5433,b.test/greeter?sslrootcert=/etc/ca.pem&hostaddr=10.0.0.1"
        assert address_for("postgresql:///greeter", "dana") == "postgresql://dana@/greeter"

    def test_the_passfile_line_names_one_server(self):
        assert (
            passfile_line("postgresql://owner@db.test:5433/greeter", "dana") == "db.test:5433:greeter:dana:THE-PASSWORD"
        )
        assert passfile_line("postgresql://[::1]/greeter", "dana") == r"\:\:1:5432:greeter:dana:THE-PASSWORD"
        assert passfile_line("postgresql://", "dana") == "localhost:5432:*:dana:THE-PASSWORD"


class TestLogin:
    def test_a_login_is_made_listed_changed_and_dropped(self, store, office, password, tmp_path, monkeypatch):
        made = greeter("login", "desk-1", store.url, "--role", "clerk", "--office", NORTH)
        assert made.exit_code == 0, made.output
        place = urlsplit(store.url)
        assert made.output.splitlines() == [
            "Made the login desk-1: clerk of north.",
            f"Its machine calls Greeter with: --db 'postgresql://desk-1@127.0.0.1:{place.port}/{store.name}'",
            "Its password goes into ~/.pgpass there, readable for its owner alone (mode 600), as the line:",
            f"  127.0.0.1:{place.port}:{store.name}:desk-1:THE-PASSWORD",
        ]
        address = made.output.splitlines()[1].split("'")[1]
        passfile = tmp_path / "pass"
        passfile.write_text(made.output.splitlines()[3].strip().replace("THE-PASSWORD", SECRET) + "\n")
        passfile.chmod(0o600)
        monkeypatch.setenv("PGPASSFILE", str(passfile))
        with open_front_desk(address, catalogue=of(office, NORTH)) as desk:
            assert desk.check_in(service="permit").number == "P001"
        also = greeter("login", "desk-1", store.url, "--role", "manager", "--all-offices", "--also")
        assert also.output.startswith("Changed the login desk-1: clerk of north, manager of all offices.\n")
        assert "password" not in also.output
        assert greeter("logins", store.url).output == "desk-1: clerk of north, manager of all offices\n"
        moved = greeter("login", "desk-1", store.url, "--role", "kiosk", "--office", SOUTH)
        assert moved.output.startswith("Changed the login desk-1: kiosk of south.\n")
        groups = "select g.rolname from pg_auth_members m join pg_roles g on g.oid = m.roleid where m.member = 'desk-1'::regrole"
        assert store.run(groups) == [(store.group("kiosk"),)]
        assert greeter("drop-login", "desk-1", store.url).output == "The login desk-1 is gone.\n"
        assert store.run("select 1 from pg_roles where rolname = 'desk-1'") == []
        assert greeter("logins", store.url).output == "There are none yet. Make one: greeter database login\n"

    @pytest.mark.skipif(sys.platform == "win32", reason="libpq looks at the mode of a passfile on other systems alone")
    def test_a_passfile_that_others_may_read_is_not_used(self, store, tmp_path, monkeypatch, capfd):
        address = store.login("clerk", NORTH, name="careless")
        passfile = tmp_path / "pass"
        passfile.write_text(passfile_line(store.url, "careless").replace("THE-PASSWORD", SECRET) + "\n")
        passfile.chmod(0o644)
        assert stat.S_IMODE(passfile.stat().st_mode) == 0o644
        monkeypatch.setenv("PGPASSFILE", str(passfile))
        with pytest.raises(StoreAway, match="mode 600"):
            open_front_desk(address_for(address, "careless"))

    def test_the_password_never_goes_to_the_server(self, store, password):
        greeter("login", "secretive", store.url, "--role", "clerk", "--office", NORTH)
        (kept,) = store.run("select rolpassword from pg_authid where rolname = 'secretive'")[0]
        assert kept.startswith("SCRAM-SHA-256$")
        assert SECRET not in kept
        greeter("drop-login", "secretive", store.url)

    def test_a_new_password_is_taken_from_standard_input(self, store):
        address = store.login("clerk", NORTH, name="forgetful")
        told = greeter(
            "login", "forgetful", store.url, "--role", "clerk", "--office", NORTH, "--new-password", "--password-stdin",
            input="quite another secret\n",
        )  # fmt: skip
        assert told.exit_code == 0, told.output
        with pytest.raises(StoreAway, match="refuses this login"):
            open_front_desk(address)
        psycopg.connect(address_for(store.url, "forgetful"), password="quite another secret").close()

    def test_a_password_is_asked_for_twice_on_a_terminal(self, store, monkeypatch):
        monkeypatch.setattr(access_commands, "_is_terminal", lambda: True)
        told = greeter(
            "login", "typist", store.url, "--role", "clerk", "--office", NORTH, input=f"{SECRET}\n{SECRET}\n"
        )
        assert told.exit_code == 0, told.output
        assert SECRET not in told.output
        greeter("drop-login", "typist", store.url)

    def test_a_password_that_nobody_can_type_is_not_waited_for(self, store):
        told = greeter("login", "robot", store.url, "--role", "clerk", "--office", NORTH)
        assert told.exit_code == 1
        assert "The password can't be asked for here. Set GREETER_LOGIN_PASSWORD" in told.output

    @pytest.mark.parametrize("word", ["short", "", "twelve signs\nand more"])
    def test_a_weak_password_is_refused(self, store, word):
        with logins_of(store.url) as logins, pytest.raises(BadInput, match="shorter than 12"):
            logins.give("weak", Access(Role.CLERK, (NORTH,)), password=word)

    def test_a_new_login_needs_one(self, store):
        with logins_of(store.url) as logins, pytest.raises(BadInput, match="needs a password"):
            logins.give("nobody", Access(Role.CLERK, (NORTH,)))

    @pytest.mark.parametrize(
        "more",
        [(), ("--all-offices",), ("--office", NORTH, "--all-offices")],
        ids=["none", "a clerk everywhere", "both"],
    )
    def test_it_must_be_clear_which_offices(self, store, more):
        told = greeter("login", "desk-1", store.url, "--role", "clerk", *more)
        assert told.exit_code == 1
        assert "It is not clear which offices." in told.output

    def test_an_office_that_nobody_knows_is_a_slip(self, store, password):
        told = greeter("login", "desk-1", store.url, "--role", "clerk", "--office", "nroth")
        assert told.exit_code == 1
        assert "The store knows no office “nroth”. It knows north, south." in told.output

    def test_a_login_that_may_do_everything_gets_no_role(self, store, password):
        told = greeter("login", "postgres", store.url, "--role", "clerk", "--office", NORTH)
        assert told.exit_code == 1
        assert "may do everything here already" in told.output

    def test_no_login_makes_or_sees_others(self, store):
        for address in (store.login("manager", EVERYWHERE), store.login("kiosk", NORTH)):
            with pytest.raises(StoreProblem, match="may not make or see others"), logins_of(address):
                pass

    def test_a_store_without_roles_has_no_logins(self, database):
        told = greeter("logins", database.url)
        assert told.exit_code == 1
        assert "Make them first: greeter database setup URL" in told.output

    def test_a_login_that_the_server_has_otherwise_is_shown(self, store):
        store.run("insert into greeter_login values ('gone', 'clerk', 'north')")
        assert greeter("logins", store.url).output == "gone: clerk of north (the server does not let it in)\n"


class TestDropLogin:
    def test_what_it_has_open_sees_nothing_more_at_once(self, store, office, clock):
        with open_front_desk(store.url, clock=clock, catalogue=of(office, NORTH)) as desk:
            desk.check_in(service="permit")
        with psycopg.connect(store.login("clerk", NORTH, name="leaver"), autocommit=True) as connection:
            assert connection.execute("select count(*) from visit").fetchone() == (1,)
            with logins_of(store.url) as logins:
                assert logins.drop("leaver")
            with pytest.raises(psycopg.Error):
                connection.execute("select count(*) from visit")
        with pytest.raises(StoreAway, match="refuses this login"):
            open_front_desk(store.address("leaver"))

    def test_one_that_the_server_holds_on_to_is_closed(self, store, guarded_server):
        address = store.login("clerk", NORTH, name="rooted")
        guarded_server.run("create table of_rooted (id text)")
        guarded_server.run("grant select on of_rooted to rooted")
        told = greeter("drop-login", "rooted", store.url)
        assert "can't sign in" in told.output
        with pytest.raises(StoreAway, match="refuses this login"):
            open_front_desk(address)
        guarded_server.run("drop table of_rooted")

    def test_one_that_was_not_made_here_stays(self, store):
        with logins_of(store.url) as logins, pytest.raises(NotFound, match="has no login “postgres”"):
            logins.drop("postgres")

    def test_one_that_is_gone_already_is_forgotten(self, store):
        store.run("insert into greeter_login values ('gone', 'clerk', 'north')")
        with logins_of(store.url) as logins:
            assert logins.drop("gone")
            assert logins.listed() == []

    def test_one_that_was_made_powerful_since_is_not_dropped_by_accident(self, store, guarded_server):
        store.login("clerk", NORTH, name="promoted")
        guarded_server.run("alter role promoted createrole")
        with pytest.raises(StoreProblem, match="drops it in psql"), logins_of(store.url) as logins:
            logins.drop("promoted")
        with logins_of(store.url) as logins:
            assert [login.name for login in logins.listed()] == ["promoted"]
