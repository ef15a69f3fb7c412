"""What each login may do on a server, found out by trying: everything it needs, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from threading import Event
from time import monotonic

import psycopg
import pytest
from psycopg import errors

from greeter.access.post import AtCounter
from greeter.automatic.round import something_is_due
from greeter.front_desk.kept import Kept
from greeter.front_desk.room import Notice
from greeter.guidance.lessons import Lesson, Taught, read_taught
from greeter.guidance.reasons import ReasonSearch
from greeter.guidance.step_habits import same
from greeter.in_parts import whole
from greeter.model.automatic import AutomaticReport, Every
from greeter.model.delivery import Wanted
from greeter.model.retention import DataClass, Retention
from greeter.model.visit import State
from greeter.open_figures.waits_now import read_waits_now
from greeter.opening import open_front_desk
from greeter.problems import SignedOut, SignInRefused, StoreAway, StoreForbids, StoreProblem
from greeter.queueing.forecast import Forecast
from greeter.records.integrity import verify
from greeter.records.purge import due_now, purge
from greeter.reports.formats import Format
from greeter.reports.report import write_report
from greeter.store.office_files import published_in
from greeter.store.postgres.connecting import Connecting
from greeter.store.postgres.policies import POLICIES
from greeter.store.postgres.rights import OWN_TABLES, RIGHTS, Role
from greeter.store.tables import TABLES
from greeter.store.watch import watch
from greeter.views.appointments import find_by_code, find_by_name
from greeter.views.board_view import read_board
from greeter.views.coming_back import find_ticket
from greeter.views.kiosk_menu import Taking, read_kiosk_menu
from greeter.views.queue_view import read_queue
from greeter.views.room_facts import read_room_facts
from greeter.views.step_evidence import StepEvidence
from greeter.views.ticket_view import read_ticket
from greeter.views.visit_card import read_visit_card
from tests.store.guarded import GuardedStore
from tests.store.two_offices import NORTH, SECRETS, SOUTH, fill, noon, of

REFUSED = (errors.InsufficientPrivilege, errors.UndefinedTable, errors.InvalidParameterValue)
VIEWS = ("line_times", "told_waits")
OF_ANOTHER_ROW = {"personal", "step", "appointment_personal", "appointment_name"}
"""Tables whose rows are of a visit's or an appointment's office."""


@pytest.fixture(scope="module")
def lived_in(guarded_server, office):
    """A store with two offices in which people have been, and are."""
    store = GuardedStore(guarded_server, NORTH, SOUTH)
    store.north, store.south = fill(store.url, office, NORTH), fill(store.url, office, SOUTH)
    store.filled = store.contents()
    for name in (NORTH, SOUTH):
        store.run("insert into office_file (office, version, at, text) values (%s, 1, 1, 'the file')", name)
        store.run("insert into kiosk (office, id, mark, seen_at, kept) values (%s, 'lobby', 'A', 1, 0)", name)
        store.run("insert into lesson values (%s, 'en', 'dog', 'hives', 3, 4)", name)
        store.run(
            "insert into legal_hold (office, id, contact, reason, at, set_by) values (%s, %s, 'x', 'y', 1, 'Maya')",
            name,
            f"held {name}",
        )
        store.run("insert into pulse values (%s, '2026-W48', 1, 0, 0, 0, 0)", name)
        store.run(
            "insert into report_delivery values (%s, 'day', 'm@x.test', '2026-11-23', 'sent', '', 1, 1, 1, 0, '')", name
        )
        store.run(
            "insert into person values (%s, %s, 'Maya', 'maya', 'manager', 1, 'a hash', 0, 0)", name, f"maya {name}"
        )
        store.run("insert into session values (%s, %s, %s, '3', 0)", name, f"session {name}", f"maya {name}")
    store.addresses = {role: store.login(role, NORTH) for role in Role}
    store.connections = {role: psycopg.connect(address) for role, address in store.addresses.items()}
    yield store
    for connection in store.connections.values():
        connection.close()
    store.close()


@pytest.fixture(scope="module")
def changing(guarded_server):
    """A store for acts that are kept, which each test finds as it needs it."""
    one = GuardedStore(guarded_server, NORTH, SOUTH)
    yield one
    one.close()


@pytest.fixture
def store(changing):
    """A store with two offices and nobody in them."""
    changing.pour({})
    return changing


def desk_of(address, office, name=NORTH, days_ago=0):
    here = of(office, name)
    return open_front_desk(address, clock=noon(here, days_ago), catalogue=here)


@pytest.fixture
def tried(lived_in):
    """Try a statement as a role of the north: what it gives; nothing of it is kept."""

    def run(role, sql, *values):
        connection = lived_in.connections[role]
        named = values[0] if values and isinstance(values[0], dict) else values or None
        try:
            cursor = connection.execute(sql, named)
            return cursor.fetchall() if cursor.description else cursor.rowcount
        finally:
            connection.rollback()

    return run


NOBODY = (
    "update journal set data = '{}'",
    "delete from journal",
    "truncate journal",
    "truncate visit cascade",
    "delete from visit",
    "update visit set office = 'south'",
    "update visit set arrived_at = 0",
    "update request set opened_tick = 0",
    "delete from survey",
    "delete from journal_head",
    "update office_file set text = ''",
    "delete from office_file",
    "delete from request_key",
    "delete from told",
    "update server_clock set id = 2",
    "delete from server_clock",
    "insert into greeter_step (name) values ('9999_mine')",
    "select * from greeter_login",
    "select * from greeter_office",
    "insert into greeter_login values ('me', 'manager', '*')",
    "update greeter_access set office = '*'",
    "drop table visit",
    'drop policy "greeter kiosk" on kiosk',
    "alter table visit disable row level security",
    "alter table visit add column mine text",
    "create table mine (id text)",
    "create temporary table mine (id text)",
    "create schema mine",
    "create function mine() returns text language sql as 'select 1::text'",
    "create or replace function greeter_offices(asked text) returns text[] language sql as 'select array[1::text]'",
    "create view mine as select 1",
    "create trigger mine before insert on visit execute function greeter_everywhere()",
    "create index mine on visit (number)",
    "create extension file_fdw",
    "create role mine",
    "alter role current_user bypassrls",
    "set session authorization postgres",
    "set role postgres",
    "set session_replication_role = replica",
    "copy (select 1) to program 'cat'",
    "copy (select 1) to '/tmp/mine'",
    "copy visit from program 'echo'",
    "select pg_read_file('PG_VERSION')",
    "select pg_ls_dir('.')",
    "select * from pg_authid",
    "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'postgres'",
    "lock table visit in access exclusive mode",
    "do $$ begin perform lo_import('/etc/passwd'); end $$",
)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("sql", NOBODY)
def test_what_nobody_may(tried, role, sql):
    with pytest.raises(REFUSED):
        tried(role, sql)


@pytest.mark.parametrize("role", [Role.CLERK, Role.MANAGER])
def test_a_token_is_changed_by_a_kiosk_alone(tried, lived_in, role):
    sql = "update visit set token = 'another' where id = %s"
    assert tried("kiosk", sql, lived_in.north["waiting"]) == 1
    assert tried("kiosk", sql, lived_in.south["waiting"]) == 0
    with pytest.raises(REFUSED):
        tried(role, sql, lived_in.north["waiting"])


@pytest.mark.parametrize("role", Role)
def test_no_login_becomes_another(tried, lived_in, role):
    for other in set(Role) - {role}:
        with pytest.raises(errors.InsufficientPrivilege):
            tried(role, f'set role "{lived_in.group(other)}"')


@pytest.mark.parametrize("sql", ["create database mine", "alter system set fsync = off"])
def test_what_nobody_may_outside_a_transaction(lived_in, sql):
    with (
        psycopg.connect(lived_in.addresses[Role.MANAGER], autocommit=True) as connection,
        pytest.raises(errors.InsufficientPrivilege),
    ):
        connection.execute(sql)


def test_acting_as_the_group_shows_nothing_more(lived_in):
    with psycopg.connect(lived_in.addresses[Role.KIOSK]) as connection:
        before = connection.execute("select count(*) from visit").fetchone()
        connection.execute(f'set role "{lived_in.group(Role.KIOSK)}"')
        assert connection.execute("select count(*) from visit").fetchone() == before


@pytest.mark.parametrize("role", Role)
def test_every_role_sees_where_it_may(tried, role):
    assert tried(role, "select role, office from greeter_access") == [(role, NORTH)]


KIOSK_NOT = (
    "select * from personal",
    "select value from personal",
    "select count(*) from personal",
    "select * from appointment_personal",
    "select count(*) from appointment_personal",
    "insert into appointment values ('x', 'north', 'x', '', 0, 0, '2026-01-01', 'permit', '', '', '', '', '', null, 'expected', null)",
    "insert into appointment_name values ('x', 'x')",
    "insert into appointment_personal values ('x', 'name', 'x')",
    "delete from appointment",
    "delete from appointment_name",
    "update appointment set starts_at = 0",
    "update appointment set service = 'dog'",
    "select * from step",
    "select * from survey",
    "select * from overtaking",
    "select * from journal",
    "select data from journal",
    "select clerk from journal",
    "select hash from journal",
    "select clerk from counter",
    "select break_reason from counter",
    "select * from person",
    "select secret from person",
    "select * from session",
    "select * from pulse",
    "select * from legal_hold",
    "insert into pulse values ('north', '2026-W48', 0, 0, 0, 0, 0)",
    "select * from report_delivery",
    "insert into person select * from person limit 1",
    "select * from visits_today",
    "select * from waits_by_service",
    "select * from waiting_now",
    "select * from journal_lines",
    "delete from request",
    "delete from personal",
    "update personal set value = ''",
    "update visit set request = ''",
    "update visit set needs = ''",
    "update request set outcome = 'resolved'",
    "update request set serve_ms = 0",
    "insert into notice (office, seq, kind, text, at) values ('north', 99999, 'pause', '', 0)",
    "update notice set text = 'x'",
    "delete from notice",
    "insert into counter values ('north', '99', 'me', 1, 0, 0)",
    "insert into office_file values ('north', 2, 0, '')",
    "insert into lesson values ('north', 'en', 'dog', 'mine', 3, 3)",
    "insert into step values ('x', 'x', 'x', 1, 'x', 'x', 'x', null, 'x')",
    "update counter set clerk = 'me'",
)


@pytest.mark.parametrize("sql", KIOSK_NOT)
def test_what_a_kiosk_may_not(tried, sql):
    with pytest.raises(errors.InsufficientPrivilege):
        tried("kiosk", sql)


JOURNAL_LINE = (
    "insert into journal select %(in)s, coalesce(max(seq), 0) + %(off)s, 0, 0, 0, %(kind)s, null, null, %(clerk)s, '{}',"
    " coalesce(max(hash), ''), '' from journal_head where office = %(in)s"
)
"""The line of the turn, which was taken: what the rules let through fails because it is there already."""
A_VISIT = (
    "insert into visit (id, office, business_day, number, token, channel, language, needs, familiarity, arrived_at, utc_offset, request, origin,"
    " printed, came_from) values ('new', %s, '2026-01-01', 'X999', 'new', 'counter', 'en', '', 'unknown', 0, 0, '', 'desk', '', %s)"
)


def line(place, kind, clerk=None, off=0):
    return {"in": place, "kind": kind, "clerk": clerk, "off": off}


@pytest.mark.parametrize(
    ("sql", "values"),
    [
        (A_VISIT, (SOUTH, None)),
        (A_VISIT, (NORTH, "another")),
        ("insert into journal_head values ('north', 7, 0, 0, 0, '', '')", ()),
        ("insert into journal_head values ('west', 0, 0, 0, 0, '', '')", ()),
        ("insert into ticket_number values ('south', '2026-01-01', 'X', 1)", ()),
        ("insert into request_key select 'south', 'x', id from visit limit 1", ()),
        ("insert into kiosk values ('south', 'x', 'X', 0, 0)", ()),
        ("insert into personal select id, 'note', 1, 'x' from visit limit 1", ()),
        ("insert into survey select 'south', 1, id, 0, 'trust', 1 from visit limit 1", ()),
        ("update counter set open = 1", ()),
        ("update appointment set state = 'cancelled'", ()),
        ("update appointment set state = 'came', visit = (select id from visit where office = 'south' limit 1)", ()),
        ("update appointment set state = 'came', visit = null", ()),
        ("update request set state = 'serving' where state = 'waiting'", ()),
        ("update request set state = 'finished', note = 'night' where state = 'waiting' and opened_at > 0", ()),
        ("update request set state = 'left' where state = 'waiting'", ()),
    ],
)
def test_rows_that_a_kiosk_may_not_write(tried, sql, values):
    with pytest.raises(errors.InsufficientPrivilege, match="row-level security"):
        tried("kiosk", sql, *values)


@pytest.mark.parametrize(
    ("role", "kind", "clerk", "other"),
    [("kiosk", "check_in", None, "call"), ("clerk", "call", "dana", None), ("manager", "publish", None, "finish")],
)
def test_who_holds_the_turn_writes_its_line_alone(tried, role, kind, clerk, other):
    with pytest.raises(errors.UniqueViolation):  # the rules let it through
        tried(role, JOURNAL_LINE, line(NORTH, kind, clerk))
    refused = [line(SOUTH, kind, clerk), line(NORTH, kind, clerk, 1), line(NORTH, kind, clerk, -1)]
    refused += [line(NORTH, other, clerk)] if other else []
    refused += [line(NORTH, kind, "dana")] if role == "kiosk" else []
    for values in refused:
        with pytest.raises(errors.InsufficientPrivilege, match="row-level security"):
            tried(role, JOURNAL_LINE, values)


def test_a_kiosk_tells_of_its_printer_and_voice_and_of_nothing_else(alive, office):
    with desk_of(alive.login("clerk", NORTH), office) as desk:
        desk.give_notice(Notice.DELAY, text="Slow today", clerk="ana")
    with desk_of(alive.login("kiosk", NORTH), office) as desk:
        for notice, text in ((Notice.PRINTER, "paper out"), (Notice.PRINTER, "cover open"), (Notice.PAPER_LOW, "")):
            desk.give_notice(notice, text=text)
        assert [desk.told(notice) for notice in (Notice.PRINTER, Notice.PAPER_LOW)] == ["cover open", ""]
        desk.give_notice(Notice.VOICE, text="sound")
        assert desk.told(Notice.VOICE) == "sound"
        desk.end_notice(Notice.VOICE)
        desk.end_notice(Notice.PRINTER)
        assert not desk.is_told(Notice.PRINTER)
        for other in (Notice.DELAY, Notice.PAUSE):
            with pytest.raises(StoreForbids):
                desk.give_notice(other)
        with pytest.raises(StoreForbids):
            desk.end_notice(Notice.DELAY)
        assert desk.told(Notice.DELAY) == "Slow today"
    with desk_of(alive.login("manager", NORTH), office) as desk:
        assert verify(desk.store, NORTH).sound


def test_a_kiosk_writes_nothing_personal_to_another_office(tried, lived_in):
    with pytest.raises(errors.InsufficientPrivilege, match="row-level security"):
        tried("kiosk", "insert into personal values (%s, 'reason', 99999, 'x')", lived_in.south["waiting"])


@pytest.mark.parametrize(
    "table",
    sorted(
        {*TABLES, *VIEWS}
        - {"server_clock", "survey", "overtaking", "person", "session", "pulse", "report_delivery", "legal_hold"}
        - OF_ANOTHER_ROW
    ),
)
def test_a_kiosk_sees_its_own_office_alone(tried, table):
    assert {row[0] for row in tried("kiosk", f"select distinct office from {table}")} <= {NORTH}


def test_a_kiosk_sees_the_line_and_no_history(tried, lived_in):
    counted = "select count(*) from {} where office = 'north'"
    for table, least, most in (("visit", 16, 19), ("request", 16, 19), ("told", 1, 1)):
        seen = tried("kiosk", counted.format(table))[0][0]
        assert least <= seen <= most, table
        assert lived_in.run(counted.format(table))[0][0] >= (45 if least > 1 else 1)
    days = "select max(now() - to_timestamp(opened_at / 1000)) < interval '91 days', count(*) from {}"
    recent, count = tried("kiosk", days.format("line_times"))[0]
    assert recent
    assert count == 35  # of 46: 11 were a hundred days ago
    assert {row[0] for row in tried("kiosk", "select distinct kind from journal")} == {"call", "recall"}
    assert tried("kiosk", "select count(*) from journal")[0][0] == 16  # of yesterday and today


def test_a_kiosk_does_not_see_more_by_setting_the_clock_of_its_office_back(lived_in):
    with psycopg.connect(lived_in.addresses["kiosk"]) as connection:
        before = connection.execute("select count(*) from visit").fetchone()
        connection.execute("update journal_head set wall = 0, tick = 0")
        assert connection.execute("select count(*) from visit").fetchone() == before
        connection.rollback()


@pytest.mark.parametrize(
    "sql",
    [
        "select count(*) from visit where 1 / (case when office = 'south' then 0 else 1 end) = 1",
        "select count(*) from request where 1 / (case when office = 'south' then 0 else 1 end) = 1",
        "select count(*) from line_times where 1 / (case when office = 'south' then 0 else 1 end) = 1",
        "select count(*) from greeter_access where 1 / (case when role = 'manager' then 0 else 1 end) = 1",
    ],
)
def test_no_condition_looks_at_rows_that_are_not_seen(tried, sql):
    assert tried("kiosk", sql)[0][0] > 0  # a look at another office's row would divide by zero


@pytest.mark.parametrize("table", ["visit", "request", "personal"])
def test_what_the_planner_learned_of_all_offices_is_not_shown(tried, lived_in, table):
    lived_in.run("analyze")
    assert tried("kiosk", "select * from pg_stats where tablename = %s", table) == []


@pytest.fixture(scope="module")
def few(changing, office):
    """What two offices hold where a few have come, and the visits of today in each."""
    changing.pour({})
    visits = [fill(changing.url, office, name, times=1) for name in (NORTH, SOUTH)]
    return changing.contents(), visits


@pytest.fixture
def alive(changing, few):
    """A store of two offices with a few visits, for acts that are kept."""
    contents, (changing.north, changing.south) = few
    changing.pour(contents)
    return changing


def test_a_kiosk_does_all_that_a_kiosk_does(changing, lived_in, office):
    alive = changing
    alive.pour(lived_in.filled)  # enough to learn from
    alive.run("update request set state = 'waiting', ended_at = null, note = null where id in"
              " (select request from visit where office = 'north' and business_day < (select max(business_day) from visit)"
              " and came_back is null order by arrived_at desc limit 1)")  # fmt: skip
    alive.run("update counter set open = 1, since_at = 1 where office = 'north'")
    with desk_of(alive.login("kiosk", NORTH), office) as kiosk:
        menu = read_kiosk_menu(kiosk)
        assert menu.taking is Taking.OPEN
        assert menu.forecasts["permit"] is not None
        assert whole(read_waits_now(kiosk))["gives_tickets"]
        board = read_board(kiosk)
        assert [call.counter for call in board.calls if not call.answered] == ["3"]
        told = menu.forecasts["permit"]
        first = kiosk.check_in(
            service="permit", name="Ada", reason="a deck", say_name="Ay-da", request_key="walk-1", origin="kiosk", told=told,
            needs=["seat"], language="es",
        )  # fmt: skip
        again = kiosk.check_in(service="permit", request_key="walk-1", origin="kiosk")
        assert again.number == first.number
        found = find_by_name(kiosk, "adams quincy").found
        assert found.id == find_by_code(kiosk, "north1").found.id
        booked = kiosk.check_in_appointment(found.id, origin="kiosk", told=told)
        assert kiosk.check_in_appointment(found.id, origin="kiosk").seq == 0
        assert find_by_code(kiosk, "north1").visit_id == booked.visit_id
        assert find_by_code(kiosk, "south1").found is None
        assert find_by_name(kiosk, "south adams").found is None
        back = find_ticket(kiosk, alive_number(kiosk, "no_show"))
        kiosk.reinstate(back.visit_id)
        kiosk.is_back(find_ticket(kiosk, alive_number(kiosk, "on_hold")).visit_id)
        kiosk.check_in(service="permit", goes_on=back.visit_id, people=4, origin="kiosk")
        help_now = kiosk.ask_for_person(reason="help")
        kiosk.printed(first.visit_id, "printed")
        kiosk.tell(first.visit_id, Forecast(1, 2, 3, 4))
        kiosk.survey(help_now.visit_id, {"trust": 5}, comment="kind")
        assert read_ticket(kiosk, first.visit_id).number == first.number
        assert kiosk.waiting_count() > 2
        mark = kiosk.enrol_kiosk("lobby-9")
        kiosk.kiosk_seen("lobby-9", kept=2)
        visit = kiosk.store.visit(first.visit_id)
        request = kiosk.store.request(visit.request)
        kiosk.take_in(kept=_kept(visit, request, "walk-1", "PA07"), kiosk="lobby-9")
        assert kiosk.store.visit(first.visit_id).number == "PA07"
        head = kiosk.store.rows("select max(seq) as n from journal_head")[0]["n"]
    with desk_of(alive.url, office) as owner:
        card = read_visit_card(owner, first.visit_id)
        assert {field.value: text for field, text in card.fields.items()} == {
            "name": "Ada",
            "reason": "a deck",
            "say_name": "Ay-da",
        }
        assert owner.store.rows("select mark from kiosk where id = 'lobby-9'")[0]["mark"] == mark
        assert (
            owner.store.rows("select count(*) as n from counter where office = 'north' and open = 1 and since_at = 1")[
                0
            ]["n"]
            == 0
        )
        assert verify(owner.store, NORTH).lines == head
        nights = owner.store.rows("select count(*) as n from request where office = 'north' and note = 'night'")[0]["n"]
        assert nights == 3


def alive_number(desk, state):
    """The number of a visit of today in a state."""
    rows = desk.store.rows(
        "select v.number from visit v join request r on r.id = v.request where v.business_day = :day and r.state = :state limit 1",
        {"day": desk.today(), "state": state},
    )
    return rows[0]["number"]


def _kept(visit, request, key, number):
    return Kept(replace(visit, number=number), request, {}, key, 60_000)


def test_a_kept_ticket_of_yesterday_ends_with_its_night(store, office):
    with desk_of(store.url, office, days_ago=1) as owner:
        model = owner.store.visit(owner.check_in(service="permit").visit_id)
        request = owner.store.request(model.request)
    kept = Kept(
        replace(model, id="kept", number="PA01", token="kept", request="kept-r"),
        replace(request, id="kept-r", visit="kept"),
        {"reason": "a deck"}, "key-1", 20 * 3_600_000,
    )  # fmt: skip
    with desk_of(store.login("kiosk", NORTH), office) as kiosk:
        kiosk.enrol_kiosk("lobby")
        assert kiosk.take_in(kept=kept, kiosk="lobby") is not None
        assert kiosk.take_in(kept=kept, kiosk="lobby") is None
    rows = store.run("select state, note from request where id = 'kept-r'")
    assert rows == [("left", "night")]
    assert store.run("select value from personal where visit = 'kept'") == [("a deck",)]


def test_a_kiosk_reads_its_office_file_and_no_other(lived_in):
    with published_in(lived_in.addresses["kiosk"]) as files:
        assert files.newest() == {NORTH: 1}
        assert files.text(NORTH, 1) == "the file"
        assert files.text(SOUTH, 1) is None


def test_a_kiosk_finds_by_lessons_and_reads_no_reason(lived_in, office):
    here = of(office, NORTH)
    with desk_of(lived_in.addresses["kiosk"], office) as desk:
        taught = read_taught(desk.store.port, here, "en")
    assert taught == Taught("en", lessons=(Lesson("dog", "hives", 3, 4),))
    assert ReasonSearch(here, taught=taught).find("hives")[0].service_id == "dog"


def test_a_clerk_writes_lessons_from_what_was_said(alive, office):
    address = alive.login("clerk", NORTH)
    with desk_of(address, office) as desk:
        desk.write_lessons(Taught("en", lessons=(Lesson("dog", "leash", 3, 3),)))
    assert alive.run("select office, word from lesson") == [(NORTH, "leash")]


def test_a_kiosk_finds_no_secret_in_any_column_that_it_may_read(tried):
    for table in (*TABLES, *OWN_TABLES, *VIEWS, "greeter_access"):
        columns = tried(
            "kiosk",
            "select attname from pg_attribute where attrelid = %s::regclass and attnum > 0"
            " and has_column_privilege(attrelid, attnum, 'select')", table,
        )  # fmt: skip
        if columns:
            seen = str(tried("kiosk", f"select {', '.join(name for (name,) in columns)} from {table}"))
            assert not [word for word in SECRETS if word in seen], table


CLERK_NOT = (
    "select * from survey",
    "update survey set answer = 5",
    "select * from journal_lines",
    "select * from visits_today",
    "insert into office_file values ('north', 2, 0, '')",
    "update kiosk set kept = 0",
    "insert into kiosk values ('north', 'x', 'X', 0, 0)",
    "update personal set value = ''",
    "delete from counter",
    "delete from notice",
    "update lesson set word = ''",
    "update told set low_ms = 0",
    "update overtaking set tick = 0",
    "update request set service = 'x'",
    "insert into person select * from person limit 1",
    "update person set role = 'manager'",
    "update person set secret = ''",
    "delete from person",
    "update session set person = ''",
    "update pulse set week = ''",
    "delete from pulse",
    "select * from report_delivery",
    "update legal_hold set released_at = 1",
    "insert into legal_hold select * from legal_hold limit 1",
)


@pytest.mark.parametrize("sql", CLERK_NOT)
def test_what_a_clerk_may_not(tried, sql):
    with pytest.raises(errors.InsufficientPrivilege):
        tried("clerk", sql)


@pytest.mark.parametrize(
    "table", sorted({*TABLES, *VIEWS} - {"server_clock", "survey", "report_delivery"} - OF_ANOTHER_ROW)
)
def test_a_clerk_sees_the_offices_it_works_in(tried, table):
    everywhere = {"office_file", "journal_head", "ticket_number"}
    seen = {row[0] for row in tried("clerk", f"select distinct office from {table}")}
    assert seen <= ({NORTH, SOUTH} if table in everywhere else {NORTH})


@pytest.mark.parametrize("role", ["clerk", "manager"])
@pytest.mark.parametrize("table", ["personal", "step"])
def test_what_belongs_to_a_visit_is_seen_with_it(tried, lived_in, role, table):
    ours = lived_in.run(f"select count(*) from {table} where visit in (select id from visit where office = 'north')")
    assert tried(role, f"select count(*) from {table}") == ours
    assert ours[0][0] >= 45
    assert tried(role, f"select 1 from {table} where visit = %s", lived_in.south["served"]) == []


def test_a_clerk_changes_nothing_in_another_office(tried, lived_in):
    there = lived_in.south["waiting"]
    assert tried("clerk", "update visit set needs = 'seat' where id = %s", there) == 0
    assert tried("clerk", "update request set state = 'left' where visit = %s", there) == 0
    assert tried("clerk", "delete from personal where visit = %s", there) == 0
    assert tried("clerk", "update notice set ended_at = 1 where office = 'south'") == 0
    for sql, values in (
        (A_VISIT, (SOUTH, None)),
        (A_VISIT, (SOUTH, there)),
        ("insert into personal values (%s, 'note', 99999, 'x')", (there,)),
        ("insert into journal_head values ('west', 7, 0, 0, 0, '', '')", ()),
    ):
        with pytest.raises(errors.InsufficientPrivilege, match="row-level security"):
            tried("clerk", sql, *values)


def test_a_clerk_sends_a_visitor_on_to_another_office_and_no_further(lived_in):
    ours, connection = lived_in.north["waiting"], lived_in.connections[Role.CLERK]
    try:
        connection.execute(A_VISIT, (SOUTH, ours))
        connection.execute("insert into personal values ('new', 'reason', 1, 'a deck')")
        connection.execute("update journal_head set seq = seq + 1 where office = 'south'")
        connection.execute(JOURNAL_LINE.replace("null, null", "'new', null"), line(SOUTH, "check_in", "dana"))
        assert connection.execute("select office, number from visit where id = 'new'").fetchall() == [(SOUTH, "X999")]
        assert connection.execute("select * from personal where visit = 'new'").fetchall() == []
        assert connection.execute("update visit set ended_at = 1 where id = 'new'").rowcount == 1
        with pytest.raises(errors.InsufficientPrivilege):
            connection.execute("update visit set ended_at = null where id = 'new'")
    finally:
        connection.rollback()


def test_a_clerk_sends_a_visitor_on_and_takes_it_back(alive, office, always_open):
    for name in (NORTH, SOUTH):
        text = always_open.read_text().replace(f'"{office.id}"', f'"{name}"', 1)
        with desk_of(alive.url, office, name) as owner:
            owner.publish(text)
    alive.run("update request set state = 'serving' where visit = %s", alive.north["called"])
    with desk_of(alive.login("clerk", NORTH), office) as desk:
        sent = desk.transfer(alive.north["called"], office=SOUTH, note="has the deed")
        assert desk.transfer(alive.north["called"], office=SOUTH).there == sent.there
        assert desk.can_undo(clerk="dana") is not None
        desk.undo(clerk="dana")
        again = desk.transfer(alive.north["called"], office=SOUTH, note="has the deed")
    with desk_of(alive.login("clerk", SOUTH), office, SOUTH) as there:
        assert there.call(again.there, counter="3", clerk="lee", reason="sent on").number == again.number
        card = read_visit_card(there, again.there)
        assert card.fields["name"] == "Quincy"
        assert "has the deed" in [note.text for note in card.notes]
        assert verify(there.store, SOUTH).sound
    assert alive.run("select state, note from request where visit = %s", sent.there) == [("left", "taken back")]


@pytest.mark.parametrize("role", ["kiosk", "clerk"])
def test_reports_on_their_way_are_a_manager_s_alone(alive, office, role):
    report = AutomaticReport(Every.DAY, folder="/srv/reports")
    with (
        desk_of(alive.login(role, NORTH), replace(office, automatic_reports=(report,))) as desk,
        pytest.raises(StoreForbids),
    ):
        something_is_due(desk)


def test_a_clerk_gives_answers_and_reads_none(alive, office):
    with desk_of(alive.login("clerk", NORTH), office) as desk:
        desk.survey(alive.north["served"], {"ease": 4}, comment="thanks")
        desk.judge(alive.north["served"], "helped", clerk="dana")
        desk.printed(alive.north["served"], "not printed")
    assert alive.run("select answer from survey where question = 'ease'") == [(4,)]


def test_a_clerk_works_the_queue_and_takes_it_back(alive, office):
    with desk_of(alive.login("clerk", NORTH), office) as desk:
        assert {row.reason for row in desk.queue()} == {"a secret wish", ""}
        called = desk.call_next(counter="3", clerk="dana")
        assert called.visit_id == alive.north["waiting"]
        desk.start(called.visit_id)
        desk.transfer(called.visit_id, service="permit", note="has the deed")
        desk.undo(clerk="dana")
        desk.finish(called.visit_id, outcome="follow-up")
        assert read_visit_card(desk, called.visit_id).fields["name"] == "Quincy"
        assert desk.store.request(desk.store.visit(called.visit_id).request).state is State.FINISHED
        assert verify(desk.store, NORTH).sound
        with pytest.raises(StoreProblem, match="may not do that"):
            desk.store.rows("select * from survey")


def test_a_clerk_sees_how_often_somebody_came_about_the_same(alive, office):
    with desk_of(alive.login("clerk", NORTH), office) as desk:
        for _ in range(2):
            visit = desk.check_in(service="dog", name="Ada Moreno").visit_id
            desk.call(visit, counter="3", clerk="dana", reason="asked")
            desk.start(visit)
            desk.finish(visit, outcome="follow-up")
        desk.clock.advance(minutes=1)
        again = desk.check_in(service="dog", name="ada moreno", familiarity="returning").visit_id
        card = read_visit_card(desk, again)
        assert (card.earlier_visits, len(card.here_before)) == (2, 2)


def test_a_clerk_reads_what_suggestions_for_the_room_rest_on(alive, office):
    with desk_of(alive.login("clerk", NORTH), office) as desk:
        for _ in range(31):
            visit = desk.check_in(service="permit", name="Ada Moreno").visit_id
            desk.call(visit, counter="3", clerk="dana", reason="asked")
            desk.start(visit)
            desk.clock.advance(minutes=12)
            desk.finish(visit, outcome="follow-up")
        waiting = [
            desk.check_in(service="permit", name="ada moreno", familiarity="returning", origin="kiosk").visit_id
            for _ in range(9)
        ]
        called = desk.call_next(counter="3", clerk="dana")
        facts = whole(read_room_facts(desk, whole(desk.forecaster.look(desk.tick()))))
        assert facts.what_if.opening.counter in {"2", "4"}
        assert facts.untold == {*waiting} - {called.visit_id}
        assert facts.came_before == dict.fromkeys(facts.untold, 31)


def test_a_clerk_reads_what_was_learned_of_steps_and_teaches_it(alive, office):
    with desk_of(alive.login("clerk", NORTH), office) as desk:
        steps = desk.office.service("permit").steps
        for _ in range(6):
            visit = desk.check_in(service="permit").visit_id
            desk.call(visit, counter="3", clerk="dana", reason="asked")
            desk.start(visit)
            desk.describe(visit, missing="The deed", clerk="dana")
            ids = desk.take_steps(visit, steps, clerk="dana")
            desk.judge_step(ids[0], "did not", clerk="dana")
            desk.finish(visit, outcome="resolved")
        habits = StepEvidence().read(desk, "permit", "")
        assert habits.missing[0][0] == "The deed"
        assert same(steps[0].what) in habits.refused


MANAGER_NOT = (
    "insert into visit select * from visit limit 1",
    "update request set state = 'left'",
    "delete from personal",
    "delete from step",
    "insert into step select * from step limit 1",
    "insert into survey select * from survey limit 1",
    "update survey set answer = 5",
    "delete from kiosk",
    "update counter set open = 0",
    "update ticket_number set last = 0",
    "delete from overtaking",
    "delete from person",
    "update pulse set good = 1",
    "insert into pulse values ('north', '2026-W49', 0, 0, 0, 0, 0)",
    "delete from report_delivery",
)


@pytest.mark.parametrize("sql", MANAGER_NOT)
def test_what_a_manager_may_not(tried, sql):
    with pytest.raises(errors.InsufficientPrivilege):
        tried("manager", sql)


def test_a_records_officer_forgets_and_changes_nothing_else(tried, lived_in):
    many = tried("records", "select count(*) from personal")
    assert many == lived_in.run(
        "select count(*) from personal p join visit v on v.id = p.visit where v.office = 'north'"
    )
    assert tried("records", "delete from personal") == many[0][0] > 0
    assert tried("records", "update request set hold_reason = null") > 0
    assert tried("records", "update legal_hold set released_at = 1") == 1
    assert {row[0] for row in tried("records", "select distinct office from visit")} == {NORTH}
    for sql in (
        "update request set state = 'left'",
        "update step set what = ''",
        "insert into personal select * from personal limit 1",
        "update person set role = 'manager'",
        "delete from legal_hold",
        "select * from pulse",
        "update office_file set text = ''",
    ):
        with pytest.raises(errors.InsufficientPrivilege):
            tried("records", sql)


def test_a_records_officer_purges_over_a_login_of_their_own(store, office):
    here = replace(of(office, NORTH), retention=Retention("general"))
    with open_front_desk(store.url, clock=noon(here, days_ago=800), catalogue=here) as owner:
        visit = owner.check_in(service="permit", reason="Secret words", name="Ada Lovelace").visit_id
        owner.note(visit, "Secret note", clerk="dana")
        owner.add_step(visit, "Secret step", clerk="dana")
        owner.leave(visit)
    with open_front_desk(store.login("clerk", NORTH, name="nightly"), catalogue=here) as clerk:
        assert [clerk.forget(data, [visit], nightly=True).rows for data in (DataClass.NOTES, DataClass.STEPS)] == [1, 1]
        with pytest.raises(StoreForbids):
            clerk.hold_back(reason="Case 18", by="me", visit=visit)
    for role, goes in (("manager", False), ("records", True)):
        with open_front_desk(store.login(role, NORTH), catalogue=here) as desk:
            held = desk.hold_back(reason="Case 17", by="me", visit=visit)
            assert [one.due for one in due_now(desk)] == [0] * 8
            desk.release_hold(held.id, by="me")
            if goes:
                assert purge(desk, by="me").total == 2
            else:
                with pytest.raises(StoreForbids):
                    purge(desk, by="me")


@pytest.mark.parametrize("table", sorted({*TABLES, *VIEWS} - {"server_clock"} - OF_ANOTHER_ROW))
def test_a_manager_sees_the_offices_it_manages_and_all_of_them(tried, lived_in, table):
    ours = lived_in.run(f"select count(*) from {table} where office = 'north'")
    assert tried("manager", f"select count(*) from {table}") == ours


def test_a_manager_reads_the_readable_views_of_its_offices_alone(tried, lived_in):
    for view in ("visits_today", "waits_by_service", "waiting_now", "journal_lines"):
        assert {row[0] for row in tried("manager", f"select distinct office from {view}")} == {NORTH}


def test_a_manager_reports_publishes_and_tells_the_room(alive, office, always_open, tmp_path):
    address = alive.login("manager", NORTH)
    text = always_open.read_text().replace(f'"{office.id}"', f'"{NORTH}"', 1)
    with desk_of(address, office) as desk:
        day = desk.office.local(desk.clock.now()).date()
        written = write_report(desk, day, day, {Format.PDF: tmp_path / "r.pdf", Format.CSV: tmp_path / "tables"})
        assert written.figures.arrivals == 5
        assert desk.publish(text).version == 1
        desk.give_notice(Notice.DELAY, text="One printer is out", clerk="maria")
        desk.end_notice(Notice.DELAY, clerk="maria")
        taken = desk.take_delivery([Wanted(Every.DAY, "m@x.test", "2026-11-23")])
        assert desk.begin_sending(taken)
        assert desk.delivered(taken, "250 OK")
        assert verify(desk.store, NORTH).sound
        assert read_queue(desk).waiting == 1
    with desk_of(address, office, SOUTH) as desk:
        assert read_queue(desk).waiting == 0
        with pytest.raises(StoreProblem, match="may not do that"):
            desk.give_notice(Notice.DELAY, text="x")


def test_a_manager_adds_people_and_a_clerk_signs_in(alive, office):
    with desk_of(alive.login("manager", NORTH), office) as desk:
        desk.add_person("Maya Lind", "manager", "quiet rivers run")
        maya = desk.sign_in("Maya Lind", "quiet rivers run")
        dana = desk.add_person("Dana Reyes", "clerk", "482913", session=maya.session)
    with desk_of(alive.login("clerk", NORTH), office) as desk:
        with pytest.raises(SignInRefused):
            desk.sign_in("Dana Reyes", "705316", counter="3")
        assert desk.sign_in("Dana Reyes", "482913", counter="3").person == dana
        post = AtCounter("3", desk.sign_in("Dana Reyes", "482913", counter="3"))
        with desk.standing_at(post):
            assert desk.open_counter("3", clerk="Dana Reyes").seq
            desk.lock(counter="3", clerk="Dana Reyes", session=post.signed.session)
            with pytest.raises(SignedOut, match="locked"):
                desk.open_counter("3", clerk="Dana Reyes")
        desk.say_pulse("good")
        desk.say_pulse("hard")
        with pytest.raises(StoreProblem, match="may not do that"):
            desk.deactivate_person(dana.id, session=maya.session)
    with desk_of(alive.login("manager", NORTH), office) as desk:
        assert [(row["good"], row["hard"]) for row in desk.store.rows("select good, hard from pulse")] == [(1, 1)]
        assert desk.lock(clerk="Maya Lind", session=maya.session).seq
        assert desk.who(maya.session) is None
    with desk_of(alive.login("clerk", SOUTH), office, SOUTH) as elsewhere:
        assert elsewhere.people() == ()


def test_a_manager_of_all_offices_manages_those_that_are_yet_to_come(store, office, always_open):
    address = store.login("manager", "*")
    text = always_open.read_text().replace(f'"{office.id}"', '"west"', 1)
    with desk_of(address, office, "west") as desk:
        assert desk.publish(text).version == 1
    with published_in(address) as files:
        assert files.newest() == {"west": 1}


def test_a_person_is_a_clerk_here_and_a_manager_there(alive, office):
    alive.login("clerk", NORTH, name="both")
    address = alive.login("manager", SOUTH, name="both", more=True)
    with desk_of(address, office) as here, desk_of(address, office, SOUTH) as there:
        assert here.call_next(counter="3", clerk="both") is not None
        assert here.store.rows("select distinct office from survey") == [{"office": SOUTH}]
        there.give_notice(Notice.DELAY, text="x")
        with pytest.raises(StoreProblem, match="may not do that"):
            there.check_in(service="permit")


def test_a_kiosk_here_reads_names_only_where_it_is_a_clerk(alive):
    alive.login("kiosk", NORTH, name="mixed")
    with psycopg.connect(alive.login("clerk", SOUTH, name="mixed", more=True)) as connection:
        offices = connection.execute(
            "select distinct v.office from personal p join visit v on v.id = p.visit"
        ).fetchall()
        assert offices == [(SOUTH,)]
        assert connection.execute("select count(*) from personal").fetchall() == alive.run(
            "select count(*) from personal p join visit v on v.id = p.visit where v.office = 'south'"
        )


def test_the_server_clock_may_be_seen_to_step_by_every_role(alive, office):
    for role in Role:
        with open_front_desk(alive.login(role, NORTH), catalogue=of(office, NORTH)) as desk:
            assert desk.clock.now() is not None
            desk.store.port.run("update server_clock set shift = shift + 1 where id = 1 and shift >= 0")
    assert alive.run("select shift from server_clock") == [(len(Role),)]


def test_a_kiosk_is_the_first_in_a_new_office(store, office):
    with desk_of(store.login("kiosk", NORTH), office) as kiosk:
        assert kiosk.ask_for_person().seq == 1
        assert kiosk.check_in(service="permit", origin="kiosk").seq == 2


@pytest.mark.parametrize("role", Role)
def test_every_role_hears_of_changes(store, office, role):
    looking = watch(store.login(role, NORTH), NORTH)
    try:
        wait_for(looking.moved)
        with desk_of(store.url, office) as owner:
            owner.check_in(service="permit")
        wait_for(looking.moved)
    finally:
        looking.close()
    assert looking.away_ms() == 0


def wait_for(done, seconds=20):
    until = monotonic() + seconds
    gone_by = Event()
    while not done():
        assert monotonic() < until
        gone_by.wait(0.02)


def test_a_login_does_not_upgrade_the_store(store):
    address = store.login("clerk", NORTH)
    ((name,),) = store.run("delete from greeter_step where name like '0003%' returning name")
    try:
        with pytest.raises(StoreProblem, match="not ready for this program, and this login may not make it so"):
            open_front_desk(address)
    finally:
        store.run("insert into greeter_step (name) values (%s)", name)


def test_strangers_on_the_server_are_kept_out(lived_in, guarded_server, office):
    guarded_server.run("create role stranger login password 'correct horse battery'")
    with pytest.raises(StoreAway, match="refuses this login"):
        open_front_desk(lived_in.address("stranger"), catalogue=office)
    with pytest.raises(StoreAway, match="refuses this login"):
        open_front_desk(lived_in.address("stranger").replace("battery", "staple"), catalogue=office)
    guarded_server.run("drop role stranger")


def test_the_rules_are_asked_once_in_a_statement_and_the_indexes_serve(lived_in):
    with psycopg.connect(lived_in.addresses["clerk"]) as connection:
        connection.execute("set enable_seqscan = off")
        plan = "\n".join(
            row[0]
            for row in connection.execute(
                "explain verbose select min(lane) from request where office = 'north' and state = 'waiting' and lane > 'a'"
            )
        )
    assert "InitPlan" in plan
    assert "request_line" in plan
    assert plan.count("greeter_offices") == 1


def test_what_belongs_to_visits_is_looked_up_and_not_all_read_first(tried, lived_in):
    with psycopg.connect(lived_in.addresses["clerk"]) as connection:
        connection.execute("set enable_seqscan = off")  # these tables are small, and the server may know it or not
        plan = str(connection.execute("explain select * from personal where field = 'reason'").fetchall())
    assert "visit_pkey" in plan
    assert "hashed" not in plan
    assert tried("clerk", "show jit") == [("on",)]  # so it is off by our own word alone
    assert "-c jit=off" in Connecting("postgresql:///store").words["options"]


def test_every_table_has_its_rights_and_its_rules():
    assert {*TABLES, "greeter_step", "greeter_access", *VIEWS} == set(RIGHTS)
    ruled = {rule.table for rule in POLICIES}
    assert ruled == set(TABLES)
    for rule in POLICIES:
        assert rule.role in RIGHTS[rule.table], rule
    for table, rights in RIGHTS.items():
        if table in TABLES:
            assert {rule.role for rule in POLICIES if rule.table == table} == set(rights), table
    assert {role for rights in RIGHTS.values() for role in rights} == set(Role)
