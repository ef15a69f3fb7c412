"""How a PostgreSQL server is reached: safely, and without waiting for ever."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import psycopg
from psycopg import conninfo, pq
from psycopg.rows import DictRow, dict_row
from psycopg.types.numeric import FloatLoader

from greeter.problems import StoreProblem
from greeter.store.address import shown
from greeter.store.postgres.authorities import authorities

if TYPE_CHECKING:
    from psycopg.abc import PQGen

_Value = TypeVar("_Value")

PATIENCE_S = 10.0
"""Seconds after which a server that does not answer counts as away."""
_MOST_LOCK_MS = 8_000
_MOST_IDLE_MS = 15_000
"""A machine that died in the middle of its turn holds up its office no longer."""
_PROVING = {None, "verify-full", "verify-ca"}
"""Where the address asks for less than a proof, authorities would make it stricter than it says."""


class PatientConnection(psycopg.Connection[DictRow]):
    """A connection that gives up when the server has been silent for too long, frozen or cut off alike."""

    patience_s: float = PATIENCE_S
    used_at: float = 0.0

    def wait(self, gen: PQGen[_Value], interval: float = 0.1, timeout: float | None = None) -> _Value:
        """Wait for the server, at most `patience_s` seconds for each answer unless told otherwise.

        A connection whose answer did not come in that time is of no use any more, and is closed.
        """
        if timeout is not None:
            return super().wait(gen, interval, timeout)
        try:
            return super().wait(gen, interval, self.patience_s)
        except psycopg.OperationalError:
            if self.pgconn.transaction_status == pq.TransactionStatus.ACTIVE:
                self.pgconn.finish()
            raise


@dataclass(frozen=True, slots=True)
class Connecting:
    """An address, and how it is connected to."""

    url: str
    durable: bool = True
    patience_s: float = PATIENCE_S

    @property
    def words(self) -> dict[str, Any]:
        """Return libpq's words for a connection. Raises StoreProblem where the address can't be read.

        Off this machine the server must prove with its certificate who it is (`sslmode=verify-full`), unless the address says otherwise.
        """
        try:
            asked = conninfo.conninfo_to_dict(self.url)
        except psycopg.ProgrammingError as fault:
            raise StoreProblem(
                f"The address {shown(self.url)} can't be read.", "Write postgresql://user@server/database."
            ) from fault
        options = {
            "lock_timeout": _MOST_LOCK_MS,
            "idle_in_transaction_session_timeout": _MOST_IDLE_MS,
            "tcp_keepalives_idle": 10,
            "tcp_keepalives_interval": 5,
            "tcp_keepalives_count": 3,
            "client_min_messages": "warning",
            "jit": "off",  # compiling takes longer than any of our statements
            **({} if self.durable else {"synchronous_commit": "off"}),
        }
        words: dict[str, Any] = {
            "application_name": "greeter",
            "client_encoding": "utf8",
            "connect_timeout": max(2, round(self.patience_s)),
            "tcp_user_timeout": round(self.patience_s * 1000),
            "keepalives_idle": 5,
            "keepalives_interval": 2,
            "keepalives_count": 3,
        }
        if not self.same_machine:
            words["sslmode"] = "verify-full"
            if asked.get("sslmode") in _PROVING:
                words["sslrootcert"] = authorities()
        own = " ".join(f"-c {name}={value}" for name, value in options.items())
        return {**words, **asked, "options": f"{own} {asked.get('options', '')}".strip()}

    @property
    def same_machine(self) -> bool:
        """Whether the server is on this machine, by all that libpq goes by: the address, and the environment where it says nothing."""
        unsaid = {option.keyword.decode(): option.val for option in pq.Conninfo.get_defaults()}
        asked = conninfo.conninfo_to_dict(self.url)
        if asked.get("service"):
            return False  # a file says where it is; it may be anywhere
        said = [str(asked.get(word) or (unsaid[word] or b"").decode()) for word in ("host", "hostaddr")]
        return all(is_here(host) for host in ",".join(said).split(","))

    def connect(self) -> PatientConnection:
        """Return a new connection. Raises psycopg's errors."""
        connection = PatientConnection.connect(**self.words, autocommit=True, row_factory=dict_row)
        self.prepare(connection)
        return connection

    def prepare(self, connection: PatientConnection) -> None:
        """Make a connection ours: sums are plain numbers, and its patience."""
        connection.patience_s = self.patience_s
        connection.adapters.register_loader("numeric", _PlainNumber)


def is_here(host: str) -> bool:
    """Whether a host, by its name or folder of sockets, is this machine."""
    if not host or host.startswith(("/", "@")) or host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


class _PlainNumber(FloatLoader):
    """Reads PostgreSQL's exact sums and means as SQLite gives them: whole numbers whole, others as floating point."""

    def load(self, data: Any) -> Any:
        text = bytes(data)
        return int(text) if text.lstrip(b"-").isdigit() else super().load(data)
