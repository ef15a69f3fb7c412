"""The groups of a store's logins on its server, and who is in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from greeter.store.postgres.rights import Role, role_name

if TYPE_CHECKING:
    from greeter.store.postgres.connecting import PatientConnection


def quoted(name: str) -> str:
    """Return a name as it stands in a statement."""
    return '"' + name.replace('"', '""') + '"'


def run(connection: PatientConnection, statement: str) -> None:
    """Run a statement that is put together from this program's own words and quoted names."""
    connection.execute(statement.encode())


def one(connection: PatientConnection, query: str, *values: Any) -> Any:
    """Return the first column of a query's first row; None where it has no row."""
    row = connection.execute(query.encode(), values or None).fetchone()
    return None if row is None else next(iter(row.values()))


def groups_of(connection: PatientConnection) -> dict[Role, str]:
    """Return the names of the groups of the connection's database."""
    database = one(connection, "select current_database()")
    return {role: role_name(database, role) for role in Role}


def is_set_up(connection: PatientConnection) -> bool:
    """Whether `greeter database setup` has made this store ready for several machines."""
    there = bool(one(connection, "select to_regclass('greeter_login') is not null"))
    names = list(groups_of(connection).values())
    return there and one(connection, "select count(*) from pg_roles where rolname = any(%s)", names) == len(names)


def known_offices(connection: PatientConnection) -> list[str]:
    """Return the offices that the store knows, by any sign."""
    rows = connection.execute(
        "select id from greeter_office union select office from journal_head union select office from office_file order by 1"
    ).fetchall()
    return [row["id"] for row in rows]


def put_into_groups(connection: PatientConnection, login: str) -> bool:
    """Make a login a member of the groups that its offices ask for, and of no other of this store; return whether that changed anything."""
    needed = {row["role"] for row in connection.execute("select role from greeter_login where login = %s", (login,))}
    changed = False
    for role, group in groups_of(connection).items():
        member = one(
            connection,
            "select exists (select 1 from pg_auth_members m join pg_roles g on g.oid = m.roleid join pg_roles l on l.oid = m.member"
            " where g.rolname = %s and l.rolname = %s)",
            group,
            login,
        )
        if member != (role in needed):
            act = "revoke {} from {}" if member else "grant {} to {}"
            run(connection, act.format(quoted(group), quoted(login)))
            changed = True
    return changed
