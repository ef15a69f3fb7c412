"""Makes a store on a server ready for many: form, the groups of its logins, their rights, and the rules that keep each to its offices.

Safe to repeat, and to be repeated after an upgrade: what is right already stays untouched, so nobody at a counter notices.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from greeter.inputs import needed_text
from greeter.problems import StoreProblem
from greeter.store.postgres.access import FUNCTIONS, SIGNATURES, TABLES, VIEWS
from greeter.store.postgres.connecting import Connecting
from greeter.store.postgres.form import LOCK, bring_to_form
from greeter.store.postgres.groups import groups_of, known_offices, one, put_into_groups, quoted, run
from greeter.store.postgres.policies import POLICIES
from greeter.store.postgres.port import told_plainly
from greeter.store.postgres.rights import OWN_TABLES, READABLE_VIEWS, RIGHTS, Role
from greeter.store.tables import TABLES as STORE_TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from greeter.store.postgres.connecting import PatientConnection

MOST_OFFICE = 60
_READERS_RIGHTS = 150_000
"""The server's version from which a view can look with the rights of its reader."""
_STANDING = """
select 'relation' as kind, relname as name, relacl::text as rights, 0 as place from pg_class where relnamespace = %(in)s::oid
union all select 'column', attrelid::regclass::text, attacl::text, attnum from pg_attribute
  where attacl is not null and attrelid in (select oid from pg_class where relnamespace = %(in)s::oid)
union all select 'function', proname, proacl::text, 0 from pg_proc where pronamespace = %(in)s::oid
union all select 'schema', nspname, nspacl::text, 0 from pg_namespace where oid = %(in)s::oid order by 1, 2, 4
"""
"""All rights in the store's schema, to compare before and after."""


def set_up(url: str, offices: Iterable[str] = ()) -> list[str]:
    """Make the store at an address ready for several machines; return what was done, a sentence each.

    offices: ids that the store knows from now on, so that `greeter database login` can tell a slip. The address is that of the store's owner, or
    of whoever runs the server. Raises StoreProblem; StoreAway where the server can't be reached.
    """
    wanted = [needed_text(office, "The office", MOST_OFFICE) for office in offices]
    with told_plainly(), Connecting(url).connect() as connection:
        _refuse_strangers(connection)
        steps = bring_to_form(connection)
        with connection.transaction():
            connection.execute("select pg_advisory_xact_lock(%s)", (LOCK,))
            told = _SetUp(connection).run(wanted)
    form = f"Brought the store to its form: {', '.join(steps)}." if steps else "The store has its form."
    return [form, *told]


def _refuse_strangers(connection: PatientConnection) -> None:
    """Raise StoreProblem where this login neither owns the store nor may make one."""
    owner = one(connection, "select pg_get_userbyid(relowner) from pg_class where oid = to_regclass('journal_head')")
    if owner is None:
        may = one(connection, "select has_schema_privilege(current_schema(), 'create')")
        whose = "whoever owns the database"
    else:
        may, whose = one(connection, "select pg_has_role(%s, 'member')", owner), f"its owner, “{owner}”"
    if not may:
        raise StoreProblem("This login may not set the store up.", f"Give the address with the name of {whose}.")


class _SetUp:
    """One run over one connection, inside one transaction."""

    def __init__(self, connection: PatientConnection) -> None:
        self._connection = connection
        self._groups = groups_of(connection)
        self._everybody = ", ".join(map(quoted, self._groups.values()))
        store = connection.execute(
            "select pg_get_userbyid(c.relowner) as owner, n.nspname as schema, n.oid as place, current_database() as database"
            " from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = 'journal_head'::regclass"
        ).fetchone()
        assert store is not None  # noqa: S101 (the store has its form)
        self._owner: str = store["owner"]
        self._schema: str = store["schema"]
        self._place: int = store["place"]
        self._database: str = store["database"]

    def run(self, offices: list[str]) -> list[str]:
        """Do everything; return what was done."""
        told = [self._make_groups()]
        self._run(
            f"set local role {quoted(self._owner)}"
        )  # what is made belongs to the store's owner, whoever runs this
        before = self._standing()
        self._run(TABLES)
        self._run(FUNCTIONS.format(schema=quoted(self._schema)))
        self._run(VIEWS)
        self._grant()
        rules = self._make_rules()
        told.append(_rights_told(rules, changed=self._standing() != before))
        self._run("reset role")
        told += self._close_to_others()
        told += self._repair_logins()
        told.append(self._know(offices))
        return told

    def _run(self, statement: str) -> None:
        run(self._connection, statement)

    def _make_groups(self) -> str:
        made = []
        for group in self._groups.values():
            own = one(
                self._connection,
                "select not (rolcanlogin or rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)"
                " from pg_roles where rolname = %s",
                group,
            )
            if own is None:
                self._refuse_who_makes_no_roles(group)
                self._run(f"create role {quoted(group)} nologin")
                made.append(group)
            elif not own:
                raise StoreProblem(
                    f"The server has a role “{group}” already, and it is none of Greeter's.",
                    "Rename that role, or give the store a database of another name.",
                )
        return (
            f"Made the roles {', '.join(made)}."
            if made
            else f"The roles are there: {', '.join(self._groups.values())}."
        )

    def _refuse_who_makes_no_roles(self, group: str) -> None:
        if not one(self._connection, "select rolcreaterole or rolsuper from pg_roles where rolname = current_user"):
            me = one(self._connection, "select current_user")
            raise StoreProblem(
                f"The role “{group}” is missing, and this login may not make it.",
                f"Who runs the server calls in psql: alter role {quoted(me)} createrole;",
            )

    def _grant(self) -> None:
        for table in dict.fromkeys((*STORE_TABLES, *OWN_TABLES, *RIGHTS, *READABLE_VIEWS)):
            self._run(f"revoke all on {table} from public, {self._everybody}")
        for table, rights in RIGHTS.items():
            for role, may in rights.items():
                self._run(f"grant {', '.join(may)} on {table} to {quoted(self._groups[role])}")
        for function in SIGNATURES:
            self._run(f"revoke all on function {function} from public")
            self._run(f"grant execute on function {function} to {self._everybody}")
        self._run(f"grant usage on schema {quoted(self._schema)} to {self._everybody}")
        if self._connection.info.server_version >= _READERS_RIGHTS:
            for view in READABLE_VIEWS:
                self._run(f"alter view {view} set (security_invoker = true)")
                self._run(f"grant select on {view} to {quoted(self._groups[Role.MANAGER])}")

    def _make_rules(self) -> int:
        """Make the rules for rows, those that are new or otherwise than here; return how many that were."""
        for table in STORE_TABLES:
            if not one(self._connection, "select relrowsecurity from pg_class where oid = %s::regclass", table):
                self._run(f"alter table {table} enable row level security")
        there = self._marks()
        wanted = {(rule.table, rule.name): rule for rule in POLICIES}
        gone = [key for key in there if key not in wanted and key[1].startswith("greeter ")]
        changed = [key for key, rule in wanted.items() if there.get(key) != rule.mark(self._groups[rule.role])]
        for table, name in (*gone, *(key for key in changed if key in there)):
            self._run(f"drop policy {quoted(name)} on {table}")
        for table, name in changed:
            rule = wanted[table, name]
            group = self._groups[rule.role]
            self._run(rule.sql(group))
            self._run(f"comment on policy {quoted(name)} on {table} is '{rule.mark(group)}'")
        return len(gone) + len(changed)

    def _marks(self) -> dict[tuple[str, str], str | None]:
        rows = self._connection.execute(
            "select c.relname, p.polname, obj_description(p.oid, 'pg_policy') as mark from pg_policy p"
            " join pg_class c on c.oid = p.polrelid where c.relnamespace = %s::oid",
            (self._place,),
        ).fetchall()
        return {(row["relname"], row["polname"]): row["mark"] for row in rows}

    def _standing(self) -> list[Any]:
        return self._connection.execute(_STANDING, {"in": self._place}).fetchall()

    def _close_to_others(self) -> list[str]:
        """Let only these groups and the owner connect, and only the owner make anything in the store."""
        database, schema = quoted(self._database), quoted(self._schema)
        was_open = self._is_open()
        self._run(f"grant connect on database {database} to {self._everybody}")
        self._run(f"revoke all on database {database} from public")
        self._run(f"revoke create on schema {schema} from public")
        if self._is_open():
            return [
                "Everybody on the server may still connect, or make tables here. Who owns the database calls in psql:"
                f" grant connect on database {database} to {self._everybody}; revoke all on database {database} from public;"
                f" revoke create on schema {schema} from public;"
            ]
        return ["From now on only the owner and Greeter's own logins may connect to this database."] if was_open else []

    def _is_open(self) -> bool:
        return bool(
            one(
                self._connection,
                "select has_database_privilege('public', %s, 'connect, temporary') or has_schema_privilege('public', %s, 'create')",
                self._database,
                self._schema,
            )
        )

    def _repair_logins(self) -> list[str]:
        """Put logins into their groups again: the store may have come from another server, or have another name now."""
        rows = self._connection.execute(
            "select distinct login from greeter_login join pg_roles on rolname = login order by login"
        ).fetchall()
        mended = [row["login"] for row in rows if put_into_groups(self._connection, row["login"])]
        return [f"These logins have their roles again: {', '.join(mended)}."] if mended else []

    def _know(self, offices: list[str]) -> str:
        for office in offices:
            self._connection.execute("insert into greeter_office (id) values (%s) on conflict do nothing", (office,))
        known = known_offices(self._connection)
        return f"Offices of this store: {', '.join(known)}." if known else "The store knows no office yet."


def _rights_told(rules: int, *, changed: bool) -> str:
    if not rules and not changed:
        return "The rights are as they should be."
    return f"Set what each role may do with {len(RIGHTS)} tables and views, by {len(POLICIES)} rules on which rows."
