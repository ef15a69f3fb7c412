"""Looks a server over before a counter depends on it: what is well, what to think about, and what keeps it from working."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from greeter.clock import Clock, SystemClock
from greeter.problems import Problem
from greeter.store.postgres.access import EVERYWHERE
from greeter.store.postgres.connecting import Connecting
from greeter.store.postgres.fit_server import refuse_unfit, spoken
from greeter.store.postgres.form import refuse_unready
from greeter.store.postgres.groups import is_set_up, one
from greeter.store.postgres.port import told_plainly
from greeter.store.postgres.rights import Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from greeter.store.postgres.connecting import PatientConnection

ASKED = 7
"""Round trips that are timed."""
SLOW_MS = 50.0
"""An act asks the server a dozen times: slower than this, people feel it."""
_FEW_LEFT = 10
_CLOCKS_APART_MS = 120_000


class Verdict(StrEnum):
    """How something stands."""

    GOOD = "good"
    WARNING = "warning"
    BROKEN = "broken"
    """No counter works like this."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    verdict: Verdict
    words: str


def examine(url: str, clock: Clock | None = None) -> list[Finding]:
    """Look at the server and store at an address, with the rights of its login. Nothing is changed.

    Raises StoreProblem where the server refuses us, or could not prove who it is; StoreAway where it can't be reached.
    """
    connecting = Connecting(url)
    with told_plainly(), connecting.connect() as connection:
        looks: list[Callable[[], list[Finding]]] = [
            lambda: _version(connection),
            lambda: _encryption(connecting, connection),
            lambda: _form(connection),
            lambda: _rights(connection),
            lambda: _keeping(connection),
            lambda: _speed(connection),
            lambda: _clock(connection, clock or SystemClock()),
            lambda: _room(connection),
        ]
        return [finding for look in looks for finding in look()]


def _good(words: str) -> list[Finding]:
    return [Finding(Verdict.GOOD, words)]


def _warning(words: str) -> list[Finding]:
    return [Finding(Verdict.WARNING, words)]


def _broken(words: str) -> list[Finding]:
    return [Finding(Verdict.BROKEN, words)]


def _setting(connection: PatientConnection, name: str) -> str:
    value: str = one(connection, "select current_setting(%s)", name)
    return value


def _version(connection: PatientConnection) -> list[Finding]:
    try:
        refuse_unfit(connection.info)
    except Problem as unfit:
        return _broken(str(unfit))
    return _good(f"PostgreSQL {spoken(connection.info.server_version)}, texts in UTF-8.")


def _encryption(connecting: Connecting, connection: PatientConnection) -> list[Finding]:
    if connecting.same_machine:
        return _good("The server is on this machine: nothing goes over the network.")
    mode = connecting.words["sslmode"]
    if not connection.pgconn.ssl_in_use:
        return _warning(
            f"Nothing is encrypted, for the address says sslmode={mode}: whoever is on the network reads along."
        )
    protocol = one(connection, "select version from pg_stat_ssl where pid = pg_backend_pid()")
    if mode != "verify-full":
        return _warning(
            f"Encrypted ({protocol}), but the address says sslmode={mode}: another server could pass itself off as this one."
        )
    return _good(f"Encrypted ({protocol}), and the server has proven its name.")


def _form(connection: PatientConnection) -> list[Finding]:
    if one(connection, "select not has_table_privilege(to_regclass('greeter_step'), 'select')"):
        return []  # a stranger: told by its rights
    try:
        refuse_unready(connection)
    except Problem as other:
        return _broken(str(other))
    return _good("The store has the form that this program needs.")


def _rights(connection: PatientConnection) -> list[Finding]:
    name = one(connection, "select session_user::text")
    owns = one(
        connection, "select pg_has_role(relowner, 'member') from pg_class where oid = to_regclass('journal_head')"
    )
    if owns:
        return _warning(
            f"The login “{name}” owns the store and may do everything: keep it for setting up, and give each machine a login of its own."
        )
    if not is_set_up(connection) or not one(connection, "select has_table_privilege('greeter_access', 'select')"):
        return _broken(f"The login “{name}” may do nothing here. Who runs the server calls: greeter database login")
    rows = connection.execute("select role, office from greeter_access order by role, office").fetchall()
    if not rows:
        return _broken(f"The login “{name}” reaches no office. Who runs the server calls: greeter database login")
    return _good(f"The login “{name}” is {in_words([(Role(row['role']), row['office']) for row in rows])}.")


def in_words(access: list[tuple[Role, str]]) -> str:
    """Say where a login is what: `clerk of north and south, manager of all offices`."""
    found: dict[Role, list[str]] = {}
    for role, office in access:
        found.setdefault(role, []).append("all offices" if office == EVERYWHERE else office)
    return ", ".join(f"{role} of {' and '.join(offices)}" for role, offices in found.items())


def _keeping(connection: PatientConnection) -> list[Finding]:
    if one(connection, "select pg_is_in_recovery()"):
        return _broken("This server is a standby: it can only be read.")
    if _setting(connection, "default_transaction_read_only") == "on":
        return _broken("The database can only be read (default_transaction_read_only).")
    loose = [
        name for name in ("fsync", "full_page_writes", "synchronous_commit") if _setting(connection, name) == "off"
    ]
    if loose:
        return _warning(f"At a loss of power tickets can be lost: {' and '.join(loose)} is off on the server.")
    return _good("What is committed is on the server's disk (fsync, synchronous_commit).")


def _speed(connection: PatientConnection) -> list[Finding]:
    times = []
    for _ in range(ASKED):
        began = time.perf_counter()
        connection.execute("select 1")
        times.append((time.perf_counter() - began) * 1000)
    middle = statistics.median(times)
    words = f"An answer takes {middle:.1f} ms."
    return (
        _good(words) if middle <= SLOW_MS else _warning(f"{words} An act asks a dozen times: people will wait for it.")
    )


def _clock(connection: PatientConnection, own: Clock) -> list[Finding]:
    began = own.read()
    server: Any = one(connection, "select (extract(epoch from clock_timestamp()) * 1000)::bigint")
    ended = own.read()
    apart = ended.wall - (ended.steady - began.steady) // 2 - server
    how = f"{abs(apart) / 1000:,.1f} s {'ahead of' if apart > 0 else 'behind'} the server's"
    if abs(apart) > _CLOCKS_APART_MS:
        return _warning(f"This machine's clock is {how}. Greeter goes by the server's; other programs here do not.")
    return _good(f"This machine's clock is {how}, which all go by.")


def _room(connection: PatientConnection) -> list[Finding]:
    most = int(_setting(connection, "max_connections"))
    used: int = one(connection, "select count(*) from pg_stat_activity where backend_type = 'client backend'")
    words = f"{used} of {most} connections are in use."
    if most - used < _FEW_LEFT:
        return _warning(f"{words} A window takes two or three: raise max_connections.")
    return _good(words)
