"""A PostgreSQL server that asks for passwords, and stores on it that were set up for logins."""

from __future__ import annotations

import uuid
from urllib.parse import quote

import psycopg

from greeter.store.postgres.logins import Access, logins_of
from greeter.store.postgres.rights import Role
from greeter.store.postgres.roles import set_up
from greeter.store.tables import OF_OFFICES
from tests.postgres_server import EMPTY, PostgresServer

SECRET = "correct horse battery"
HBA = "local all all trust\nhost all postgres 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n"


class GuardedStore:
    """A store with logins, on a server where each login must give its password."""

    def __init__(self, server, *offices):
        self.server = server
        self.name = f"guarded_{uuid.uuid4().hex[:10]}"
        self.url = server.database(self.name)
        self.offices = offices
        self.told = set_up(self.url, offices)
        self._logins = []
        self._owner = psycopg.connect(self.url, autocommit=True)

    def group(self, role):
        """The name of a role on the server."""
        return f"greeter_{self.name}_{role}"

    def login(self, role, *offices, more=False, name=None):
        """Make a login, of all offices where none is named, and return its address, with its password."""
        name = name or f"{role}_{uuid.uuid4().hex[:8]}"
        with logins_of(self.url) as logins:
            logins.give(name, Access(Role(role), offices or self.offices), password=SECRET, more=more)
        self._logins.append(name)
        return self.address(name)

    def address(self, name):
        """The address of a login, with its password."""
        return self.url.replace("postgres@", f"{quote(name)}:{quote(SECRET)}@")

    def run(self, sql, *values):
        """Run a statement as the owner, and return its rows if it has any."""
        cursor = self._owner.execute(sql, values or None)
        return cursor.fetchall() if cursor.description else []

    def contents(self):
        """Return all rows of all offices, to be poured into a store."""
        with self._owner.transaction():
            return {table: self._copied(table) for table in OF_OFFICES}

    def _copied(self, table):
        with self._owner.cursor() as cursor, cursor.copy(f"copy {table} to stdout") as copy:
            return b"".join(copy)

    def pour(self, contents):
        """Empty the store, whose logins and rules stay as they are, and fill it. A store of its own for each test would take seconds."""
        with self._owner.transaction(), self._owner.cursor() as cursor:
            cursor.execute(EMPTY)
            for table, rows in contents.items():
                with cursor.copy(f"copy {table} from stdin") as copy:
                    copy.write(rows)

    def close(self):
        """Take the database, its logins and its roles away."""
        self._owner.close()
        self.server.run(f'drop database "{self.name}" with (force)')
        for name in [*self._logins, *map(self.group, Role)]:
            self.server.run(f'drop role if exists "{name}"')


def guarded_server(**more):
    """Start a server that asks everybody but its owner for a password."""
    server = PostgresServer(**more)
    (server.data / "pg_hba.conf").write_text(HBA)
    server.run("select pg_reload_conf()")
    return server
