"""Logins of machines and people on a store's server: which offices each reaches, and as what.

A password never goes to the server: what it keeps (SCRAM-SHA-256) is reckoned here. So it is in no log there.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

import psycopg

from greeter.problems import BadInput, NotFound, StoreProblem
from greeter.store.postgres.access import EVERYWHERE
from greeter.store.postgres.connecting import Connecting
from greeter.store.postgres.groups import is_set_up, known_offices, one, put_into_groups, quoted, run
from greeter.store.postgres.port import told_plainly
from greeter.store.postgres.rights import Role

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from greeter.store.postgres.connecting import PatientConnection

SHORTEST = 12
"""Signs of a password: nobody types it twice, and everybody on the network may try."""
_NAME = re.compile(r"(?!pg_|greeter_)[a-z_][a-z0-9_.@-]{0,62}")
_OWNERS_OWN = {"user", "password", "passfile", "options", "sslcert", "sslkey", "sslpassword"}
"""What an address says about the owner's login; it is not passed on."""


@dataclass(frozen=True, slots=True)
class Access:
    """Where a login is what. `offices` holds `*` for a manager of all."""

    role: Role
    offices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Login:
    """A login as it stands. `works`: whether the server lets it in."""

    name: str
    access: tuple[Access, ...]
    works: bool


class Logins:
    """The logins of the store at an address, inside one transaction; `logins_of` opens it."""

    def __init__(self, connection: PatientConnection) -> None:
        self._connection = connection

    def listed(self) -> list[Login]:
        """Return all logins that were made for this store, by name."""
        rows = self._connection.execute(
            "select l.login, l.role, array_agg(l.office order by l.office) as offices, coalesce(bool_or(r.rolcanlogin), false) as works"
            " from greeter_login l left join pg_roles r on r.rolname = l.login group by l.login, l.role order by l.login, l.role"
        ).fetchall()
        by_name: dict[str, list[Access]] = {}
        works: dict[str, bool] = {}
        for row in rows:
            by_name.setdefault(row["login"], []).append(Access(Role(row["role"]), tuple(row["offices"])))
            works[row["login"]] = row["works"]
        return [Login(name, tuple(access), works[name]) for name, access in by_name.items()]

    def is_there(self, name: str) -> bool:
        """Whether the server has a login of this name. Raises BadInput where no login can have it."""
        return one(self._connection, "select true from pg_roles where rolname = %s", login_name(name)) is not None

    def give(self, name: str, access: Access, *, password: str | None = None, more: bool = False) -> Login:
        """Make a login, or change what it reaches: what is given is all that it has, or comes on top of it with `more`.

        password: needed for a new login; None leaves that of one that is there. Raises BadInput, NotFound, StoreProblem.
        """
        login_name(name)
        self._refuse_unknown(access.offices)
        there = self.is_there(name)
        if there:
            self._refuse_powerful(name, "Choose a name of its own.")
        elif password is None:
            raise BadInput("A new login needs a password.", "Give one.")
        secret = "" if password is None else f" password '{self._kept_as(name, password)}'"
        run(self._connection, f"{'alter' if there else 'create'} role {quoted(name)} login{secret}")
        if not more:
            self._connection.execute("delete from greeter_login where login = %s", (name,))
        for office in access.offices:
            self._connection.execute(
                "insert into greeter_login (login, role, office) values (%s, %s, %s) on conflict do nothing",
                (name, access.role, office),
            )
        put_into_groups(self._connection, name)
        return next(login for login in self.listed() if login.name == name)

    def drop(self, name: str) -> bool:
        """Take a login's rights away, at once also where it is connected, and the login itself; False where the server holds on to it.

        It does where the login owns something, or has rights in other databases; it is closed then. Raises NotFound, where it was not made here.
        """
        if not self._connection.execute("delete from greeter_login where login = %s returning 1", (name,)).fetchall():
            raise NotFound(f"This store has no login “{name}”.", "See: greeter database logins")
        if not self.is_there(name):
            return True
        put_into_groups(self._connection, name)
        self._refuse_powerful(name, "Who runs the server takes that away from it, or drops it in psql.")
        try:
            with self._connection.transaction():
                run(self._connection, f"drop role {quoted(name)}")
        except psycopg.errors.DependentObjectsStillExist:
            run(self._connection, f"alter role {quoted(name)} nologin")
            return False
        return True

    def _refuse_unknown(self, offices: Collection[str]) -> None:
        known = known_offices(self._connection)
        for office in offices:
            if office not in known and office != EVERYWHERE:
                raise NotFound(
                    f"The store knows no office “{office}”.",
                    f"It knows {', '.join(known) or 'none'}. A new one: greeter database setup --office {office} URL",
                )

    def _refuse_powerful(self, name: str, remedy: str) -> None:
        """Raise StoreProblem for a login that may do everything anyway: Greeter's rules would not hold it."""
        powerful = one(
            self._connection,
            "select r.rolsuper or r.rolbypassrls or r.rolcreaterole or pg_has_role(r.oid, c.relowner, 'member')"
            " from pg_roles r, pg_class c where r.rolname = %s and c.oid = 'journal_head'::regclass",
            name,
        )
        if powerful:
            raise StoreProblem(f"The login “{name}” may do everything here already, whatever it is given.", remedy)

    def _kept_as(self, name: str, password: str) -> str:
        if len(password) < SHORTEST or "\0" in password or "\n" in password:
            raise BadInput(f"The password is shorter than {SHORTEST} signs.", "Take a longer one, of one line.")
        kept = self._connection.pgconn.encrypt_password(password.encode(), name.encode(), b"scram-sha-256")
        return kept.decode()


@contextmanager
def logins_of(url: str) -> Iterator[Logins]:
    """Open the logins of the store at an address, of its owner; what was changed is kept together at the end, or not at all.

    Raises StoreProblem where the store is not set up for logins, or this login may not make any.
    """
    with told_plainly(), Connecting(url).connect() as connection, connection.transaction():
        if not is_set_up(connection):
            raise StoreProblem("This store has no roles yet.", "Make them first: greeter database setup URL")
        if not one(connection, "select has_table_privilege('greeter_login', 'insert')"):
            raise StoreProblem("This login may not make or see others.", "Give the address of the store's owner.")
        yield Logins(connection)


def login_name(name: str) -> str:
    """Return a name that a login may have. Raises BadInput."""
    if not _NAME.fullmatch(name):
        raise BadInput(
            f"“{name[:70]}” can't be the name of a login.",
            "Use up to 63 small letters, figures and - _ . @, beginning with a letter, and not with greeter_ or pg_.",
        )
    return name


def address_for(url: str, name: str) -> str:
    """Return the address that a login gives to `--db`: the owner's, with another name and without any secret."""
    parts = urlsplit(url)
    place = parts.netloc.rpartition("@")[2]
    kept = [(key, value) for key, value in parse_qsl(parts.query) if key not in _OWNERS_OWN]
    return urlunsplit((parts.scheme, f"{quote(name, safe='')}@{place}", parts.path, urlencode(kept, safe="/:"), ""))


def passfile_line(url: str, name: str) -> str:
    """Return the line of a login in libpq's passfile, with a word where the password goes."""
    asked = psycopg.conninfo.conninfo_to_dict(url)
    place = (asked.get("host") or "localhost", asked.get("port") or "5432", asked.get("dbname") or "*", name)
    return ":".join([*(str(one).replace("\\", "\\\\").replace(":", "\\:") for one in place), "THE-PASSWORD"])
